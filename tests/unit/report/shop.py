# ruff: noqa: E501 (the pages are HTML and CSS in one piece)
"""Pages of a fictional shop of office supplies, and pictures of them."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw
from playwright.sync_api import Browser

OUTLINE = "outline:4px solid #e0245e;outline-offset:3px;border-radius:3px"
SIZES = {"desktop": (1366, 768), "mobile": (390, 844)}

#: Name of a picture → device, page, words of the control outlined.
SHOTS: dict[str, tuple[str, str, str]] = {
    f"{device}-{page}-{control.lower().replace(' ', '-') or 'end'}": (device, page, control)
    for device in SIZES
    for page, control in (
        ("home", "Help"),
        ("home", "Menu"),
        ("home", "About us"),
        ("home", ""),
        ("help", "Contact us"),
        ("help", ""),
        ("menu", "Help"),
        ("contact", ""),
        ("contact", "Write to us"),
        ("form", ""),
        ("about", "Imprint"),
        ("imprint", ""),
        ("banner", "Reject all"),
        ("product", "Help"),
        ("broken", ""),
    )
}

STYLE = """
*{box-sizing:border-box}body{margin:0;font:16px/1.5 'Liberation Sans',Arial,sans-serif;color:#1d2a36;background:#fff}
header{display:flex;gap:28px;align-items:center;padding:18px 48px;border-bottom:1px solid #dde3e8;flex-wrap:wrap}
.brand{font-weight:700;font-size:22px;color:#0a4d3c;margin-right:auto}nav{display:flex;gap:24px}a{color:#1d2a36;text-decoration:none}
.strip{background:#0a4d3c;color:#fff;text-align:center;padding:8px;font-size:14px}.hero{padding:56px 48px;background:#eef4f0}
h1{font-size:38px;line-height:1.15;margin:0 0 12px}.grid{display:grid;grid-template-columns:repeat(4,1fr);gap:20px;padding:32px 48px}
.card{border:1px solid #dde3e8;border-radius:8px;padding:16px}.ph{height:120px;border-radius:6px;margin-bottom:12px}
.btn{background:#0a4d3c;color:#fff;padding:11px 20px;border-radius:6px;display:inline-block}main{min-height:330px}
.text{padding:40px 48px;max-width:800px}footer{background:#14231d;color:#cfdad4;padding:28px 48px;display:flex;gap:32px;flex-wrap:wrap;font-size:14px}
footer a{color:#cfdad4}.layer{position:fixed;inset:auto 0 0 0;background:#fff;box-shadow:0 -8px 40px #0004;padding:28px 48px}input,textarea{width:100%;
padding:10px;border:1px solid #b9c4cc;border-radius:6px;margin:4px 0 14px;font:inherit}.burger{display:none}
@media(max-width:600px){header,.hero,.grid,.text,footer,.layer{padding-left:20px;padding-right:20px}nav{display:none}.burger{display:inline-block}
.grid{grid-template-columns:1fr 1fr}h1{font-size:28px}.menu nav{display:grid;width:100%;gap:0}.menu nav a{padding:12px 0;border-top:1px solid #dde3e8}}
"""
GOODS = [
    ("Laser paper, 5 reams", "£18.90", "#f4e3c1"),
    ("Gel pens, box of 12", "£6.40", "#cfe0f3"),
    ("Desk lamp, oak", "£49.00", "#f6d5d0"),
    ("Ring binders, 10", "£21.50", "#d9ecd2"),
]
MAIN = {
    "home": "<div class=hero><h1>Everything for the office</h1><p>Free Next Day Delivery* on over 8,000 products.</p><a class=btn>Shop now</a></div>"
    + "<div class=grid>"
    + "".join(f"<div class=card><div class=ph style='background:{c}'></div><b>{n}</b><br>{p}</div>" for n, p, c in GOODS)
    + "</div>",
    "help": "<div class=text><h1>Help centre</h1><p>Choose a topic, or search our answers.</p><p>Orders and delivery<p>Returns<p>Invoices<p>"
    + "Did you find your answer? If not: <a>Contact us</a></div>",
    "contact": "<div class=text><h1>Contact us</h1><p><b>Call us</b><br>0800 496 0123</p><p><a class=btn>Write to us</a></p>"
    + "<p>Fernhill Office Supplies Ltd, 12 Mill Lane, Hexham NE46 1AA</p></div>",
    "form": "<div class=text><h1>Write to us</h1>Your name<input>Your e-mail<input>Your message<textarea rows=4></textarea><a class=btn>Send</a></div>",
    "about": "<div class=text><h1>About us</h1><p>Family-run since 1974.</p><p><a>Imprint</a></p></div>",
    "imprint": "<div class=text><h1>Imprint</h1><p>Fernhill Office Supplies Ltd<br>Registered in England</p></div>",
    "broken": "<div class=text><h1>404</h1><p>Sorry, this page has moved.</p></div>",
    "product": "<div class=text><h1>Laser paper, 5 reams</h1><p>£18.90 · in stock</p><a class=btn>Add to basket</a></div>",
}
BANNER = "<div class=layer><b>We value your privacy</b><p>We and our 812 partners store cookies.</p><a class=btn>Accept all</a> &nbsp; <a>Reject all</a></div>"


def page(name: str, control: str) -> str:
    """The HTML of one page with one control outlined."""
    body = MAIN.get(name, MAIN["home"])
    links = "".join(f"<a>{word}</a>" for word in ("Paper", "Ink", "Furniture", "Print", "Help", "Basket"))
    html = (
        f"<style>{STYLE}</style><div class=strip>Free Next Day Delivery*</div><header class='{name}'><span class=brand>Fernhill</span>"
        f"<a class=burger>Menu</a><nav>{links}</nav></header><main>{body}</main><footer><a>About us</a><a>Delivery</a><a>Terms</a><a>Blog</a></footer>"
    )
    html += BANNER if name == "banner" else ""
    return (
        html.replace(f"<a>{control}</a>", f"<a style='{OUTLINE}'>{control}</a>", 1)
        .replace(f"class=burger>{control}<", f"class=burger style='{OUTLINE}'>{control}<")
        .replace(f"class=btn>{control}<", f"class=btn style='{OUTLINE}'>{control}<")
    )


def rendered(browser: Browser) -> dict[str, bytes]:
    """Pictures by name, as the tool would take them."""
    taken: dict[str, bytes] = {}
    for device, (width, height) in SIZES.items():
        tab = browser.new_page(viewport={"width": width, "height": height})
        for name, (of, what, control) in SHOTS.items():
            if of == device:
                tab.set_content(page(what, control))
                taken[name] = webp(tab.screenshot(type="png"))
        tab.close()
    return taken


def drawn() -> dict[str, bytes]:
    """Pictures by name, drawn without a browser."""
    taken: dict[str, bytes] = {}
    for index, (name, (device, _, control)) in enumerate(SHOTS.items()):
        image = Image.new("RGB", SIZES[device], (255 - index * 3, 230, 160 + index * 3))
        ImageDraw.Draw(image).text((40, 40), f"{name} {control}", fill="black")
        taken[name] = _stored(image)
    return taken


def webp(png: bytes) -> bytes:
    with Image.open(BytesIO(png)) as image:
        return _stored(image.convert("RGB"))


def _stored(image: Image.Image) -> bytes:
    stored = BytesIO()
    image.save(stored, "WEBP", quality=85)
    return stored.getvalue()


def sha(data: bytes) -> str:
    return sha256(data).hexdigest()
