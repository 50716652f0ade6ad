"""Generates whole web sites with known shortest paths to every contact channel. One seed gives one site, always the same.

The truth comes from the abstract pages (`abstract.fewest_clicks`), from which the HTML is rendered afterwards.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from tests.sites.abstract import DEVICES, Device, Page, Route, fewest_clicks
from tests.sites.channels import CHANNELS
from tests.sites.planner import Planner
from tests.sites.render import Look, Mode, Renderer, Resource, drawn_theme
from tests.sites.words import Words

LOST = "/this-page-is-gone"

#: Start page, device, channel.
Cell = tuple[str, Device, str]


@dataclass(frozen=True)
class Site:
    """A generated site. `expected` maps (start, device, channel) to the fewest clicks, None where there is no way at all.

    `routes` tells the way, for a person who looks into a mismatch. `start_pages` are paths by start name, as a subject file has
    them, home left out. `keys` and `paths` let a test walk a route: the id of the element opened on a page, and a page's path.
    """

    seed: int
    resources: dict[str, Resource]
    not_found: Resource
    expected: dict[Cell, int | None]
    routes: dict[Cell, Route]
    start_pages: dict[str, str]
    country: str
    locale: str
    timezone: str
    company: str
    features: frozenset[str]
    keys: dict[tuple[str, str], str]
    paths: dict[str, str]

    @property
    def pages(self) -> dict[str, str]:
        """Path → HTML of everything that answers with a document."""
        return {
            path: resource.body
            for path, resource in self.resources.items()
            if resource.kind.startswith("text/html") and resource.body
        }


def generate(seed: int) -> Site:
    """The site of `seed`. Every twenty-fifth has no channel at all."""
    rng = random.Random(f"site-{seed}")
    words = Words.drawn(rng)
    mode: Mode = rng.choices(("pages", "hash", "history"), (76, 12, 12))[0]
    planner = Planner(rng, words, mode)
    pages = planner.pages(channels=seed % 25 != 24)
    look = _look(rng, words, mode)
    renderer = Renderer(pages, look)
    resources, not_found = _rendered(renderer)
    starts = _starts(pages)
    routes: dict[Cell, Route] = {
        (start, device, channel): route
        for start, page in starts.items()
        for device in DEVICES
        for channel, route in fewest_clicks(pages, page, device).items()
    }
    cells: list[Cell] = [(start, device, channel) for start in starts for device in DEVICES for channel in CHANNELS]
    return Site(
        seed=seed,
        resources=resources,
        not_found=not_found,
        expected={cell: routes[cell].clicks if cell in routes else None for cell in cells},
        routes=routes,
        start_pages={
            start: pages[page].path if start != "not-found" else _lost(mode) for start, page in starts.items() if start != "home"
        },
        country=words["country"],
        locale=words["locale"],
        timezone=words["timezone"],
        company=words.company,
        features=frozenset(planner.features | {f"mode:{mode}", f"consent:{look.consent or 'none'}"}),
        keys=renderer.keys,
        paths={name: page.path for name, page in pages.items()},
    )


def _look(rng: random.Random, words: Words, mode: Mode) -> Look:
    return Look(
        mode,
        words,
        consent=rng.choice(("", "", "bar", "wall")),
        consent_style=rng.choice(("direct", "direct", "settings", "notice")),
        preloader=rng.random() < 0.12,
        semantic=rng.random() < 0.75,
        theme=drawn_theme(rng),
    )


def _lost(mode: Mode) -> str:
    return f"/#{LOST}" if mode == "hash" else LOST


def _starts(pages: dict[str, Page]) -> dict[str, str]:
    """Start name → page id."""
    wanted = {
        "home": "home",
        "product": "product-0",
        "basket": "basket",
        "help": "help",
        "not-found": "lost",
        "article": "article-0",
    }
    return {start: page for start, page in wanted.items() if page in pages}


def _rendered(renderer: Renderer) -> tuple[dict[str, Resource], Resource]:
    """Everything the server has, and what it answers for unknown paths."""
    pages, look = renderer.pages, renderer.look
    if look.mode == "pages":
        documents = {page.path: Resource(renderer.document(page.title, renderer.html(page))) for page in pages.values()}
        lost = documents.pop(pages["lost"].path)
        not_found = Resource(lost.body, status=404)
    else:
        script = renderer.routes(pages["lost"].path.removeprefix("/#"))
        shell = renderer.document(pages["home"].title, '<div id="app"></div>', '<script src="/assets/routes.js"></script>')
        served = {"/"} if look.mode == "hash" else {page.path for page in pages.values() if page.id != "lost"}
        documents = dict.fromkeys(sorted(served), Resource(shell)) | {
            "/assets/routes.js": Resource(script, kind="text/javascript", cached=True)
        }
        not_found = Resource(shell, status=404)
    runtime = Resource(Path(__file__).with_name("runtime.js").read_text("utf-8"), kind="text/javascript", cached=True)
    return documents | renderer.resources | {"/assets/shop.js": runtime} | _cms(renderer, look), not_found


def _cms(renderer: Renderer, look: Look) -> dict[str, Resource]:
    """What links to nowhere lead to: an empty page, a broken one, a failing one."""
    title = look.words["pages"]["contact"]
    plain = Look("pages", look.words, theme=look.theme)
    empty = Renderer(renderer.pages, plain).document(title, "<main></main>")
    return {
        "/cms/empty": Resource(empty),
        "/cms/broken-link": Resource("<!DOCTYPE html><title>404</title><p>404</p>", status=404),
        "/cms/failing": Resource("<!DOCTYPE html><title>500</title><p>500</p>", status=500),
        "/favicon.ico": Resource(status=204, kind="image/x-icon"),
    }
