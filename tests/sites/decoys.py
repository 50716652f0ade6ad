# ruff: noqa: E501 - one element of markup a line reads better than broken strings
"""Things that look like a channel or a way to one, to a program or to a hasty reader, and are none to a customer.

The hidden ones hold real-looking numbers, addresses and short cuts to deep pages: whoever counts them reports too few clicks.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import phonenumbers
from markupsafe import escape

from tests.sites.abstract import Decoy
from tests.sites.words import Words, slug

#: Ways to make something unseen, as (opening tag, closing tag).
INVISIBLE: dict[str, tuple[str, str]] = {
    "display-none": ('<div style="display:none">', "</div>"),
    "visibility-hidden": ('<div style="visibility:hidden">', "</div>"),
    "opacity-0": ('<div style="opacity:0">', "</div>"),
    "zero-size": ('<div style="width:0;height:0;overflow:hidden">', "</div>"),
    "zero-font": ('<div style="font-size:0;line-height:0">', "</div>"),
    "off-screen": ('<div style="position:absolute;left:-9999px;top:auto">', "</div>"),
    "indented-away": ('<div style="text-indent:-9999px;overflow:hidden;white-space:nowrap">', "</div>"),
    "clipped": ('<div style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">', "</div>"),
    "scaled-away": ('<div style="transform:scale(0);height:1px">', "</div>"),
    "covered": (
        '<div style="position:relative;height:3em;overflow:hidden">',
        '<div style="position:absolute;inset:0;background:#dde"></div></div>',
    ),
    "white-on-white": ('<div class="ghost" style="background:#fff;color:#fff">', "</div>"),
    "transparent": ('<div class="ghost" style="color:transparent">', "</div>"),
    "closed-dialog": ("<dialog>", "</dialog>"),
    "hidden-attribute": ("<div hidden>", "</div>"),
    "template": ("<template>", "</template>"),
    "noscript": ("<noscript>", "</noscript>"),
    "comment": ("<!-- ", " -->"),
    "content-visibility": ('<div style="content-visibility:hidden;height:20px">', "</div>"),
    "print-only": ('<div class="print-only">', "</div>"),
}


def _number(words: Words) -> tuple[str, str]:
    number = words.phone()
    return (
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL),
    )


def _bait(words: Words, shortcut: str) -> str:
    """What is hidden: a number, an address or a link to a page that lies deep."""
    e164, national = _number(words)
    say = words["channel"]
    return words.rng.choice(
        (
            f'<p>{say["phone"]}: <a href="tel:{e164}">{national}</a></p>',
            f"<p>{say['phone']}: {national}</p>",
            f'<p><a href="mailto:sales@{words.host}">sales@{words.host}</a></p>',
            f'<p><a href="{shortcut}">{words["pages"]["contact"]}</a></p>',
            f'<p><a href="https://www.facebook.com/{slug(words.brand)}">Facebook</a></p>',
        )
    )


def invisible(words: Words, shortcut: str) -> Decoy:
    kind = words.rng.choice(tuple(INVISIBLE))
    before, after = INVISIBLE[kind]
    return Decoy(kind, before + _bait(words, shortcut) + after)


def fax(words: Words, _: str) -> Decoy:
    return Decoy("fax", f"<p>{words['decoy']['fax']}: {_number(words)[1]}</p>")


def figures(words: Words, _: str) -> Decoy:
    say = words["decoy"]
    lines = (
        f"{say['vat']}: {words.vat()}",
        f"{say['company']}: {words.digits(8)}",
        f"{say['order']}: {words.digits(4)}-{words.digits(6)}",
        f"{say['item']}: {words.digits(10)}",
    )
    return Decoy("figures", "".join(f"<p>{line}</p>" for line in words.rng.sample(lines, 2)))


def share(words: Words, _: str) -> Decoy:
    links = (
        '<a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fshop">Facebook</a>',
        '<a href="https://wa.me/?text=https%3A%2F%2Fshop">WhatsApp</a>',
        '<a href="https://twitter.com/intent/tweet?url=https%3A%2F%2Fshop">X</a>',
        '<a href="mailto:?subject=Oak&amp;body=https%3A%2F%2Fshop">E-mail</a>',
    )
    return Decoy("share", f"<p>{words['decoy']['share']}: {' '.join(words.rng.sample(links, 3))}</p>")


def newsletter(words: Words, _: str) -> Decoy:
    say = words["decoy"]
    return Decoy(
        "newsletter",
        f'<form class="newsletter" method="post" action="/newsletter"><h4>{say["newsletter"]}</h4><label>{words["channel"]["email"]} '
        f'<input type="email" name="email"></label><button>{say["subscribe"]}</button></form>',
    )


def search(words: Words, _: str) -> Decoy:
    label = words["ui"]["search"]
    return Decoy(
        "search",
        f'<form role="search" method="get" action="/search"><input type="search" name="q" aria-label="{label}" placeholder="{label}"><button>{label}</button></form>',
    )


def login(words: Words, _: str) -> Decoy:
    say = words["decoy"]
    return Decoy(
        "login",
        f'<form method="post" action="/login"><label>{words["channel"]["email"]} <input type="email" name="user" autocomplete="username"></label>'
        f'<label>{say["password"]} <input type="password" name="password"></label><button>{say["login"]}</button></form>',
    )


def review(words: Words, _: str) -> Decoy:
    say = words["decoy"]
    return Decoy(
        "review",
        f'<form method="post" action="/reviews"><h3>{say["review"]}</h3><label>1–5 <select name="stars"><option>5</option><option>4</option></select></label>'
        f'<label>{say["rating"]} <textarea name="review"></textarea></label><button>{say["publish"]}</button></form>',
    )


def script_text(words: Words, _: str) -> Decoy:
    e164, national = _number(words)
    return Decoy(
        "script",
        f"<script>var settings={{phone:'{national}',mail:'admin@{words.host}'}};</script><!-- {words['channel']['phone']}: {e164} -->",
    )


def structured(words: Words, _: str) -> Decoy:
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": words.company,
        "telephone": _number(words)[0],
        "email": f"data@{words.host}",
    }
    return Decoy("structured", f'<script type="application/ld+json">{json.dumps(data)}</script>')


def nowhere(words: Words, _: str) -> Decoy:
    label = words["pages"]["contact"]
    href = words.rng.choice(("#", "#top", "#no-such-place", "/cms/broken-link", "/cms/failing"))
    return Decoy("nowhere", f'<p><a href="{href}">{label}</a></p>')


def empty_page(words: Words, _: str) -> Decoy:
    return Decoy("empty-page", f'<p><a href="/cms/empty">{words["pages"]["contact"]}</a></p>')


def unclickable(words: Words, shortcut: str) -> Decoy:
    label = words["pages"]["contact"]
    return Decoy(
        "unclickable",
        words.rng.choice(
            (
                f'<p><a href="{shortcut}" style="pointer-events:none">{label}</a></p>',
                f'<p inert><a href="{shortcut}">{label}</a></p>',
            )
        ),
    )


def dead_button(words: Words, _: str) -> Decoy:
    label = escape(words["pages"]["options"])
    return Decoy(
        "dead-button",
        words.rng.choice(
            (f'<button type="button" aria-expanded="false">{label}</button>', f'<button type="button" disabled>{label}</button>')
        ),
    )


VISIBLE: tuple[Callable[[Words, str], Decoy], ...] = (
    fax,
    figures,
    share,
    newsletter,
    search,
    login,
    review,
    script_text,
    structured,
    nowhere,
    empty_page,
    unclickable,
    dead_button,
)
