# ruff: noqa: E501 - one element of markup a line reads better than broken strings
"""Turns the abstract pages of a site into HTML documents, fragments, frames and redirects."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from markupsafe import escape

from tests.sites import openers
from tests.sites.abstract import Decoy, Group, Item, Link, Opened, Page, Prose, Shown, Wrapped
from tests.sites.channels import CHAT_LOADER
from tests.sites.openers import OPENERS, listens
from tests.sites.words import Words

Mode = Literal["pages", "hash", "history"]
HERE = Path(__file__).parent
#: What lies over everything that stands outside it: what is opened out of it must stand inside, or nobody could use it.
TOP_LAYER = ("modal", "popover")


@dataclass(frozen=True)
class Resource:
    """What the server answers for one path. `delay` is seconds before the answer; `cached`: a browser may keep it."""

    body: str = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    location: str = ""
    delay: float = 0.0
    cached: bool = False


@dataclass(frozen=True)
class Look:
    """What all pages of a site share beside their content."""

    mode: Mode
    words: Words
    consent: Literal["", "bar", "wall"] = ""
    consent_style: Literal["direct", "settings", "notice"] = "direct"
    preloader: bool = False
    semantic: bool = True
    theme: tuple[tuple[str, str], ...] = ()

    @property
    def style(self) -> str:
        css = (HERE / "style.css").read_text("utf-8")
        for name, value in self.theme:
            css = css.replace(name, value)
        return css


THEMES = {
    "VARFONT": ("Georgia,serif", "Arial,sans-serif", "Verdana,sans-serif"),
    "VARLINK": ("#14508c", "#7a2e12", "#1d6b3c"),
    "VARROUND": ("0", "6px", "14px"),
    "VARPALE": ("#e8eef5", "#f4ece2", "#e9f3ea"),
    "VARWIDTH": ("1080px", "960px", "1240px"),
    "VARSTICK": ("static", "static", "sticky"),
}


def drawn_theme(rng: random.Random) -> tuple[tuple[str, str], ...]:
    return tuple((name, rng.choice(choices)) for name, choices in THEMES.items())


@dataclass
class Renderer:
    """Renders the pages of one site. Side documents (fragments, frames, redirects) gather in `resources`;
    `keys` maps (page, opened) to the id of the element that was opened."""

    pages: dict[str, Page]
    look: Look
    resources: dict[str, Resource] = field(default_factory=dict[str, Resource])
    keys: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    _page: str = ""
    _portals: list[str] = field(default_factory=list[str])
    _count: int = 0

    def html(self, page: Page) -> str:
        """What stands inside the body of `page`."""
        self._portals, self._page = [], page.id
        parts = [self._part("header", page.header), self._part("main", page.main), self._part("footer", page.footer)]
        return "".join(parts) + "".join(self._portals)

    def document(self, title: str, body: str, script: str = "") -> str:
        look = self.look
        veil = '<div class="preloader"></div>' if look.preloader else ""
        return (
            f'<!DOCTYPE html><html lang="{look.words.language}"><head><meta charset="utf-8"><title>{escape(title)} – {look.words.brand}</title>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><style id="shop-style">{look.style}</style><script>{CHAT_LOADER}</script>{script}'
            f'<script src="/assets/shop.js" defer></script></head><body>{body}{veil}{self._consent()}</body></html>'
        )

    def _part(self, tag: str, items: tuple[Item, ...]) -> str:
        if not items:
            return ""
        inner = self.items(items)
        if self.look.semantic or tag == "header":
            return f"<{tag}>{inner}</{tag}>"
        return f'<div class="{tag}" id="{tag}">{inner}</div>'

    def items(self, items: tuple[Item, ...]) -> str:
        return "".join(self._item(item) for item in items)

    def _item(self, item: Item) -> str:
        match item:
            case Link():
                return self._link(item)
            case Opened():
                return self._opened(item)
            case Group():
                return self._group(item)
            case Wrapped():
                return self._wrapped(item)
            case Shown() | Decoy() | Prose():
                return item.html

    def _key(self, opened: Opened | None = None) -> str:
        self._count += 1
        key = f"n{self._count}"
        if opened:
            self.keys[self._page, opened.id] = key
        return key

    def _opened(self, opened: Opened) -> str:
        key, outside, self._portals = self._key(opened), self._portals, []
        inner, above, self._portals = self.items(opened.items), self._portals, outside
        if opened.kind in TOP_LAYER:
            inner, above = inner + "".join(above), []
        if opened.kind == "lazy":
            inner = self._aside("fragments", key, Resource(inner, delay=0.1 + self._count % 5 / 10))
        rendered = OPENERS[opened.kind](opened, inner, key, self.look.words["ui"]["close"])
        self._portals += [rendered.portal, *above]
        return rendered.flow

    def _aside(self, folder: str, key: str, resource: Resource) -> str:
        path = f"/{folder}/{key}"
        self.resources[path] = resource
        return path

    def _group(self, group: Group) -> str:
        parts = [(part, self.items(part.items), self._key(part)) for part in group.parts]
        match group.kind:
            case "tab":
                return openers.tabs(parts, self._key())
            case "plain-tab":
                return openers.plain_tabs(parts, self._key())
            case "exclusive":
                return openers.exclusive(parts, self._key())
            case "wizard":
                return openers.wizard(parts, self.look.words["ui"]["choose"])
            case _:
                return openers.carousel(parts, self.look.words["ui"]["next"])

    def _wrapped(self, wrapped: Wrapped) -> str:
        key, inner = self._key(), self.items(wrapped.items)
        match wrapped.kind:
            case "late":
                return f'<template id="{key}">{inner}</template><div data-late="{wrapped.delay}" data-from="{key}"></div>'
            case "fetched":
                path = self._aside("fragments", key, Resource(inner, delay=wrapped.delay / 1000))
                return f'<div data-late="0" data-url="{path}"></div>'
            case "fade":
                return f'<div data-fade="">{inner}</div>'
            case "shadow":
                return f'<shop-card data-shadow=""><template>{inner}</template></shop-card>'
            case "frame":
                path = self._aside("frames", key, Resource(self._frame(inner)))
                return (
                    f'<iframe src="{path}" title="{escape(self.look.words["ui"]["reach"])}" width="100%" height="420"></iframe>'
                )
            case "aria-hidden":
                return f'<div aria-hidden="true">{inner}</div>'
            case "unhidden-child":
                return f'<div class="outer-hidden"><div>{inner}</div></div>'
            case _:
                return f'<div class="{wrapped.kind}">{inner}</div>'

    def _frame(self, inner: str) -> str:
        look = self.look
        return (
            f'<!DOCTYPE html><html lang="{look.words.language}"><head><meta charset="utf-8"><base target="_top"><title>{look.words.brand}</title>'
            f'<style id="shop-style">{look.style}</style><script src="/assets/shop.js" defer></script></head><body>{inner}</body></html>'
        )

    def _link(self, link: Link) -> str:
        href, label = self.pages[link.target].path, escape(link.label)
        match link.style:
            case "plain":
                return f'<p><a href="{href}">{label}</a></p>'
            case "inline":
                return f'<a href="{href}">{label}</a> '
            case "item":
                return f'<li><a href="{href}">{label}</a></li>'
            case "logo":
                return f'<a class="logo" href="{href}" rel="home">{label}</a>'
            case "card":
                return f'<a class="card" href="{href}"><div class="swatch"></div><h3>{label}</h3><p>{escape(self.look.words.price())}</p></a>'
            case "absolute":
                return f'<p><a href="{{{{origin}}}}{href}">{label}</a></p>'
            case "fragment":
                return f'<p><a href="{href}#content">{label}</a></p>'
            case "nofollow":
                return f'<p><a href="{href}" rel="nofollow">{label}</a></p>'
            case "blank":
                return f'<p><a href="{href}" target="_blank" rel="noopener">{label}</a></p>'
            case "icon":
                return f'<p><a href="{href}" aria-label="{label}"><svg width="30" height="30"><circle cx="15" cy="15" r="13" fill="#579"/></svg></a></p>'
            case "flat":
                return f'<a class="flat" href="{href}"><span>{label}</span></a><br><br>'
            case "redirect" | "two-redirects" | "client-redirect":
                return f'<p><a href="{self._detour(link.style, href)}">{label}</a></p>'
            case _:
                return self._script_link(link.style, href, label)

    def _script_link(self, style: str, href: str, label: str) -> str:
        match style:
            case "attribute-button":
                return f'<p><button type="button" onclick="location.href=\'{href}\'">{label}</button></p>'
            case "listener-button":
                return f'<p><button type="button" {listens("listen", "go", href)}>{label}</button></p>'
            case "role-link":
                return f'<div class="button" role="link" tabindex="0" {listens("delegate", "go", href)}>{label}</div>'
            case "bare-span":
                return f'<p><span data-go="" {listens("delegate", "go", href)}>{label}</span></p>'
            case "hash-script":
                return f'<p><a href="#" {listens("listen", "go", href)}>{label}</a></p>'
            case "javascript":
                return f"<p><a href=\"javascript:location.href='{href}'\">{label}</a></p>"
            case "window-open":
                return f'<p><button type="button" {listens("attribute", "pop", href)}>{label}</button></p>'
            case _:
                raise ValueError(f"no such style of link: {style}")

    def _detour(self, style: str, href: str) -> str:
        key = self._key()
        if style == "client-redirect":
            body = f'<!DOCTYPE html><html><head><title>…</title><meta http-equiv="refresh" content="0;url={href}"></head><body></body></html>'
            return self._aside("jump", key, Resource(body))
        last = self._aside("go", key, Resource(status=302, location=href))
        return self._aside("go", key + "a", Resource(status=301, location=last)) if style == "two-redirects" else last

    def _consent(self) -> str:
        look, say = self.look, self.look.words["consent"]
        if not look.consent:
            return ""
        buttons = {
            "direct": f'<button data-consent="all">{say["accept"]}</button> <button data-consent="none">{say["reject"]}</button>',
            "settings": f'<button data-consent="all">{say["accept"]}</button> <button data-consent="more">{say["manage"]}</button> '
            f'<span class="consent-more" hidden><button data-consent="none">{say["reject"]}</button></span>',
            "notice": f'<button data-consent="all">{say["only"]}</button>',
        }[look.consent_style]
        box = f'<div class="consent bar" role="dialog" aria-label="Cookies"><p>{say["text"]}</p>{buttons}</div>'
        if look.consent == "wall":
            box = f'<div class="consent-wall">{box.replace(" bar", "")}</div>'
        return f'<template id="consent-source">{box}</template>'

    def routes(self, lost: str) -> str:
        """The script of a one-document site: every page's HTML by its route."""
        hashed = self.look.mode == "hash"
        table = {
            page.path.removeprefix("/#") if hashed else page.path: {"title": page.title, "html": self.html(page)}
            for page in self.pages.values()
        }
        if hashed:
            table["/"] = table.get("/", table[lost])
        script = json.dumps({"hash": hashed, "lost": lost, "pages": table}).replace("</", "<\\/")
        return f"window.shopRoutes={script};"
