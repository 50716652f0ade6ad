# ruff: noqa: E501 - one element of markup a line reads better than broken strings
"""One large shop for the benchmarks: more than 200 pages of 60 to 150 KB with style sheet, scripts and pictures, always the same.

`python -m benchmarks.shop` serves it from a process of its own: it prints its origin, and ends when its standard input closes.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.sites.render import Resource
from tests.sites.server import NO_ROBOTS, serving_resources

DEPARTMENTS, PRODUCTS = 25, 8
NOUNS = ("desk", "lamp", "shelf", "chair", "cabinet", "bench", "stool", "tray", "easel", "ledger", "binder", "stapler", "folder")
WORDS = [
    "every",
    "drawer",
    "runs",
    "on",
    "beech",
    "and",
    "closes",
    "without",
    "a",
    "sound",
    "while",
    "the",
    "top",
    "is",
    "oiled",
    "by",
    "hand",
    "and",
    "rests",
    "for",
    "two",
    "days",
    "before",
    "it",
    "leaves",
    "the",
    "workshop",
]
#: Where each channel stands; the rest of the nine are nowhere, so that only a look at every page can say so.
CONTACT = (
    "<h1>Contact us</h1><p>Phone: <a href='tel:+442071838750'>020 7183 8750</a></p><p>E-mail: desk@millgatesupplies.co.uk</p>"
    "<form method='post' action='/messages'><label>Your name <input name='name'></label><label>Your e-mail <input type='email' name='email'></label>"
    "<label>Your message <textarea name='message'></textarea></label><button>Send message</button></form>"
)
EVERYTHING = (
    "<address>Millgate Supplies Ltd<br>12 Mill Lane<br>Leeds LS1 4AP</address><p><a href='https://wa.me/442071838750'>WhatsApp</a></p>"
    "<p><a href='https://www.facebook.com/millgatesupplies'>Facebook</a></p><h2>Visit our shop</h2><p>Millgate Supplies, 14 Mill Lane, Leeds LS1 4AP. "
    "Opening hours: Monday to Friday 9:00–17:00</p><h3>Request a callback</h3><form method='post' action='/callbacks'>"
    "<label>Your phone number <input type='tel' name='phone'></label><button>Call me back</button></form>"
    "<button type='button' class='chat'>Live chat</button>"
    "<script>document.querySelector('.chat').onclick=function(){var s=document.createElement('script');s.src='https://embed.tawk.to/5f3a9c/default';document.body.append(s)}</script>"
)


@dataclass(frozen=True)
class Shop:
    """`resources` by path; `links` maps each page to the pages that it links to."""

    resources: dict[str, Resource]
    links: dict[str, tuple[str, ...]]

    def breadth_first(self) -> list[str]:
        """All pages in the order in which an exhaustive crawl meets them."""
        order, queue = {"/": None}, deque(["/"])
        while queue:
            for path in self.links[queue.popleft()]:
                if path not in order:
                    order[path] = None
                    queue.append(path)
        return list(order)


def shop(complete: bool = False, departments: int = DEPARTMENTS) -> Shop:
    """The shop, of nine pages a department. `complete`: every channel can be reached; otherwise six of them are nowhere."""
    halls = [f"/{noun}s-{number}" for number in range(departments) for noun in [NOUNS[number % len(NOUNS)]]]
    products = {path: [f"{path}/{NOUNS[n % len(NOUNS)]}-{n}" for n in range(PRODUCTS)] for path in halls}
    service = ["/about", "/delivery", "/contact", "/basket", "/help"]
    frame = (*halls, *service)
    links: dict[str, tuple[str, ...]] = {"/": (*frame, *(products[path][0] for path in halls[:6]))}
    links |= {path: (*frame, *products[path]) for path in halls}
    links |= {path: (*frame, *(other for other in inside if other != path)) for inside in products.values() for path in inside}
    links |= dict.fromkeys(service, frame)
    pages = {path: Resource(_page(path, links[path], frame, complete)) for path in links}
    return Shop(pages | _assets() | {"/robots.txt": NO_ROBOTS}, links)


def _text(rng: random.Random, words: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(words)).capitalize() + "."


def _name(path: str) -> str:
    return path.rpartition("/")[2].replace("-", " ").capitalize() or "Home"


def _page(path: str, links: tuple[str, ...], frame: tuple[str, ...], complete: bool) -> str:
    rng = random.Random(path)
    menu = "".join(
        f'<li class="menu-item menu-item-{n}"><a class="menu-link" href="{to}" data-track="nav-{n}">{_name(to)}</a></li>'
        for n, to in enumerate(frame)
    )
    cards = "".join(_card(rng, to) for to in links if to not in frame)
    rows = "".join(
        f"<tr><th scope='row'>{rng.choice(WORDS)}</th><td>{_text(rng, 9)}</td></tr>" for _ in range(rng.randint(90, 200))
    )
    prose = "".join(
        f'<section class="block block-{n}"><h2>{_text(rng, 4)}</h2><p>{_text(rng, 60)}</p><p>{_text(rng, 50)}</p></section>'
        for n in range(rng.randint(80, 165))
    )
    own = {"/contact": CONTACT, "/help": EVERYTHING if complete else ""}.get(path, "")
    data = json.dumps({"@context": "https://schema.org", "@type": "Product", "name": _name(path), "description": _text(rng, 300)})
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{_name(path)} – Millgate</title>'
        '<link rel="stylesheet" href="/assets/shop.css"><script src="/assets/library.js"></script><script src="/assets/shop.js" defer></script>'
        f'<script type="application/ld+json">{data}</script></head><body><header><a href="/"><img src="/assets/logo.svg" alt="Millgate" width="140" height="40"></a>'
        f'<button class="burger" aria-expanded="false">Menu</button><nav><ul>{menu}</ul></nav></header><main><h1>{_name(path)}</h1>{own}<div class="grid">{cards}</div>'
        f"{prose}<details><summary>Measures</summary><table>{rows}</table></details></main><footer><p>© 2026 Millgate</p></footer></body></html>"
    )


def _card(rng: random.Random, path: str) -> str:
    picture = f"/assets/picture-{rng.randrange(24)}.svg"
    return (
        f'<article class="card"><a href="{path}"><img src="{picture}" alt="" width="220" height="160" loading="lazy"><h3>{_name(path)}</h3></a>'
        f'<p class="price">£{rng.randrange(5, 400)}.00</p><p>{_text(rng, 30)}</p></article>'
    )


def _assets() -> dict[str, Resource]:
    rng = random.Random("assets")
    rules = "".join(
        f".block-{n}{{padding:{n % 9}px;border-top:{n % 3}px solid #ddd}}.menu-item-{n}{{order:{n}}}" for n in range(300)
    )
    css = (
        "body{margin:0;font:16px/1.5 Arial,sans-serif}header{display:flex;gap:20px;padding:10px;background:#eef}nav ul{display:flex;flex-wrap:wrap;gap:6px 14px;"
        "list-style:none;margin:0}.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:16px}.card{border:1px solid #ddd;padding:10px}"
        ".burger{display:none}@media(max-width:800px){nav{display:none}nav.open{display:block}.burger{display:block}}main{max-width:1100px;margin:auto}"
        + rules
    )
    library = "".join(f"function part{n}(a,b){{return a*{n}+b-{rng.randrange(99)}}}\n" for n in range(1500))
    script = (
        "document.querySelector('.burger').addEventListener('click',()=>document.querySelector('nav').classList.toggle('open'));"
        "let sum=0;for(let i=0;i<2e5;i++)sum=part7(i,sum)%977;document.querySelectorAll('.card').forEach((c,i)=>{c.dataset.rank=i});"
    )
    shapes = "".join(
        f'<circle cx="{rng.randrange(220)}" cy="{rng.randrange(160)}" r="{rng.randrange(4, 30)}" fill="#{rng.randrange(4096):03x}"/>'
        for _ in range(120)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 160">{shapes}</svg>'
    assets = {f"/assets/picture-{n}.svg": svg.replace('r="', f'stroke-width="{n}" r="') for n in range(24)} | {
        "/assets/logo.svg": svg
    }
    return {
        "/assets/shop.css": Resource(css, kind="text/css", cached=True),
        "/assets/library.js": Resource(library, kind="text/javascript", cached=True),
        "/assets/shop.js": Resource(script, kind="text/javascript", cached=True),
        **{path: Resource(body, kind="image/svg+xml", cached=True) for path, body in assets.items()},
    }


@contextmanager
def served_apart(complete: bool = False, departments: int = DEPARTMENTS) -> Generator[str]:
    """The origin of the shop, served by another process while the context is open."""
    command = [sys.executable, "-m", "benchmarks.shop", "--departments", str(departments), *(["--complete"] if complete else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--departments", type=int, default=DEPARTMENTS)
    parser.add_argument("--complete", action="store_true", help="every channel can be reached")
    given = parser.parse_args()
    lost = Resource("<!DOCTYPE html><title>404</title><h1>404</h1>", status=404)
    with serving_resources(shop(given.complete, given.departments).resources, lost) as served:
        print(served.origin, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
