"""Draws the abstract pages of a site: which pages exist, what links them, where the channels stand and behind what."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field

from markupsafe import escape

from tests.sites import decoys
from tests.sites.abstract import Item, Link, Opened, Page, Prose, Shown
from tests.sites.channels import CHANNELS
from tests.sites.hiding import BINDINGS, Hiding
from tests.sites.render import Mode
from tests.sites.words import Words, slug

NAVS = ("inline-nav", "hamburger", "checkbox-nav", "nav-drawer")
LINKS = (
    *("plain",) * 8,
    "absolute",
    "fragment",
    "nofollow",
    "blank",
    "icon",
    "flat",
    "redirect",
    "two-redirects",
    "client-redirect",
    "attribute-button",
    "listener-button",
    "role-link",
    "bare-span",
    "hash-script",
    "javascript",
    "window-open",
)
OPTIONAL = ("help", "faq", "contact", "returns", "imprint", "careers", "press", "journal", "stores", "account", "options", "team")
#: From which pages a page that no menu names is linked, best first.
PARENTS = {
    "options": ("contact", "help", "faq", "about"),
    "contact": ("help", "faq", "delivery", "about"),
    "faq": ("help", "delivery", "returns"),
    "team": ("about",),
    "help": ("delivery", "basket", "about"),
    "stores": ("about",),
    "imprint": ("about", "privacy"),
    "press": ("about",),
    "careers": ("about",),
    "returns": ("delivery",),
    "account": ("basket",),
    "about": ("home",),
    "delivery": ("home", "basket"),
    "privacy": ("home",),
    "journal": ("home",),
}
FOOTED = ("delivery", "returns", "privacy", "imprint", "careers", "press", "about", "help", "contact", "faq", "stores", "account")
TOPPED = ("about", "help", "journal", "stores", "contact")
#: Where a channel may stand. "product" means on every product page alike, for look-alike pages may be sampled.
PLACES = (
    "footer",
    "header",
    "product",
    "home",
    "basket",
    *("contact",) * 4,
    *("options",) * 4,
    "help",
    "help",
    "faq",
    "faq",
    "about",
    "delivery",
    "returns",
    "imprint",
    "careers",
    "press",
    "stores",
    "team",
    "privacy",
)


@dataclass
class Planner:
    """One site in the making. `mains`, `header`, `footer` collect items; `features` says what was used, to explain mismatches."""

    rng: random.Random
    words: Words
    mode: Mode
    roles: dict[str, str] = field(default_factory=dict[str, str])
    titles: dict[str, str] = field(default_factory=dict[str, str])
    mains: defaultdict[str, list[Item]] = field(default_factory=lambda: defaultdict[str, list[Item]](list))
    header: list[Item] = field(default_factory=list[Item])
    footer: list[Item] = field(default_factory=list[Item])
    features: set[str] = field(default_factory=set[str])

    def __post_init__(self) -> None:
        self.hiding = Hiding(self.rng, self.words, self.mode, self.features)

    def pages(self, channels: bool = True) -> dict[str, Page]:
        """Page id → page. The page "lost" answers unknown addresses; no link leads there."""
        self._name_pages()
        self._link_pages()
        if channels:
            self._place_channels()
        self._place_decoys()
        return {name: self._page(name) for name in self.roles}

    def path(self, name: str) -> str:
        if name == "home":
            path = "/"
        else:
            folder = {"product": "/p/", "category": "/c/", "article": "/journal/"}.get(self.roles[name], "/")
            path = (
                folder
                + (slug(self.titles[name]) or name)
                + (f"-{name.rpartition('-')[2]}" if self.roles[name] == "product" else "")
            )
        return f"/#{path}" if self.mode == "hash" else path

    def _add(self, name: str, role: str, title: str) -> None:
        self.roles[name], self.titles[name] = role, title

    def _name_pages(self) -> None:
        rng, words = self.rng, self.words
        titles = words["pages"]
        for role in ("home", "basket", "about", "delivery", "privacy"):
            self._add(role, role, titles[role])
        for number in range(rng.randint(1, 3)):
            self._add(f"category-{number}", "category", titles["category"][number])
        for number in range(rng.choice((2, 2, 3, 3, 4, 6))):
            self._add(f"product-{number}", "product", f"{words.one('adjectives')} {words.one('nouns')}")
        for role in rng.sample(OPTIONAL, rng.choice((0, 1, 2, 2, 3, 3, 4, 5, 8))):
            self._add(role, role, titles[role])
        if "journal" in self.roles:
            for number in range(rng.randint(1, 3)):
                self._add(f"article-{number}", "article", words["articles"][number])
        self._add("lost", "not-found", words["lost"]["title"])

    def _link(self, name: str, style: str = "") -> Link:
        styles = [style for style in LINKS if self.mode == "pages" or style not in ("fragment", "icon")]
        style = style or self.rng.choice(styles)
        self.features.add(f"link:{style}")
        return Link(name, self.titles[name], style)

    def _link_pages(self) -> None:
        linked = {"home", "lost"} | self._link_catalogue()
        linked |= self._top([name for name in TOPPED if name in self.roles and self.rng.random() < 0.4])
        linked |= self._bottom([name for name in FOOTED if name in self.roles and self.rng.random() < 0.5])
        waiting = [name for name in self.roles if name not in linked]
        while waiting:
            name = next((name for name in waiting if self._parent(name, linked)), waiting[0])
            parent = self._parent(name, linked) or "home"
            self.mains[parent].append(self.hiding.hidden(self._link(name), self.rng.choice((0, 0, 0, 1, 1, 2))))
            linked.add(name)
            waiting.remove(name)

    def _parent(self, name: str, linked: set[str]) -> str | None:
        return next((parent for parent in PARENTS.get(name, ("home",)) if parent in linked), None)

    def _link_catalogue(self) -> set[str]:
        """Links products from categories and home, articles from the journal. Gives the pages so linked."""
        products = [name for name, role in self.roles.items() if role == "product"]
        categories = [name for name, role in self.roles.items() if role == "category"]
        articles = [name for name, role in self.roles.items() if role == "article"]
        for place, names in (("home", products[:2]), *((name, products) for name in categories), ("journal", articles)):
            if names:
                self.mains[place] += [Prose('<div class="grid">'), *(self._link(name, "card") for name in names), Prose("</div>")]
        for product in products:
            self.mains[product].append(Link(categories[0], self.titles[categories[0]], "inline"))
        return {*products, *articles}

    def _top(self, extra: list[str]) -> set[str]:
        categories = [name for name, role in self.roles.items() if role == "category"]
        items: list[Item] = [Prose("<ul>"), *(Link(name, self.titles[name], "item") for name in (*categories, *extra[1:]))]
        if extra and self.rng.random() < 0.6:
            kind = self.rng.choice(("css-hover", "js-hover", "click-menu"))
            items += [Prose("<li>"), self.hiding.opened(kind, [self._link(extra[0], "plain")]), Prose("</li>")]
        else:
            items += [Link(name, self.titles[name], "item") for name in extra[:1]]
        kind = self.rng.choice(NAVS)
        self.features.add(f"opener:{kind}")
        nav = Opened("nav", kind, self.words["ui"]["menu"], (*items, Prose("</ul>")), self.rng.choice(BINDINGS))
        self.header += [Link("home", self.words.brand, "logo"), nav, Link("basket", self.titles["basket"], "inline")]
        return {*categories, *extra, "basket"}

    def _bottom(self, names: list[str]) -> set[str]:
        links: list[Item] = [Prose("<ul>"), *(Link(name, self.titles[name], "item") for name in names), Prose("</ul>")]
        if self.rng.random() < 0.3:
            links = [self.hiding.opened("footer-fold", links)]
        self.footer += [Prose("<div>"), *links, Prose(f"</div><p>© 2026 {self.words.company}</p>")]
        return set(names)

    def _place_channels(self) -> None:
        for channel, draw in CHANNELS.items():
            if self.rng.random() < 0.2:
                continue
            spots = [place for place in PLACES if place in ("footer", "header", "product") or place in self.roles]
            for place in self.rng.sample(spots, 1 if channel == "chat" else self.rng.choice((1, 1, 2))):
                # The company's own address under "Our stores" is a store to anybody who reads it.
                self._put("footer" if (channel, place) == ("post", "stores") else place, channel, draw(self.words))

    def _put(self, place: str, channel: str, shown: Shown) -> None:
        self.features.add(f"{channel}@{place}")
        depth = self.rng.choice((0, 0, 1) if place in ("footer", "header") else (0, 1, 1, 2, 3))
        if place == "header":
            item = (
                shown
                if depth == 0 or channel in ("form", "callback", "store")
                else self.hiding.opened(self.rng.choice(("css-hover", "click-menu", "modal")), [shown])
            )
        else:
            item = self.hiding.hidden(shown, depth)
        if place == "footer":
            self.footer.append(item)
        elif place == "header":
            self.header.append(item)
        else:
            for name in (name for name, role in self.roles.items() if role == place):
                self.mains[name].append(item)

    def _place_decoys(self) -> None:
        targets = [name for name in ("options", "contact", "team", "faq", "imprint") if name in self.roles] or ["about"]
        plain = [name for name in self.roles if self.roles[name] not in ("product", "category", "article")]
        for _ in range(self.rng.randint(4, 9)):
            draw = decoys.invisible if self.rng.random() < 0.5 else self.rng.choice(decoys.VISIBLE)
            decoy = draw(self.words, self.path(self.rng.choice(targets)))
            self.features.add(f"decoy:{decoy.kind}")
            self.rng.choice((self.footer, *(self.mains[name] for name in plain))).append(decoy)
        if "account" in self.roles:
            self.mains["account"].append(decoys.login(self.words, ""))

    def _page(self, name: str) -> Page:
        role, title = self.roles[name], self.titles[name]
        top = Prose(f'<div id="content"><h1>{escape(title)}</h1><p>{self.words.sentences(3)}</p></div>')
        lead: list[Item] = [top]
        if role == "product":
            lead.append(
                Prose(
                    f"<p>{self.words['ui']['price']}: <b>{self.words.price()}</b></p>"
                    f'<button type="button" data-on="nothing" data-arg="">{self.words["ui"]["add"]}</button>'
                )
            )
        if role == "not-found":
            lead = [Prose(f"<h1>{escape(title)}</h1><p>{self.words['lost']['text']}</p>")]
        spread = (
            [part for item in self.mains[name] for part in (item, Prose(f"<p>{self.words.sentences(2)}</p>"))]
            if name != "home"
            else self.mains[name]
        )
        body = self._spread(spread)
        return Page(name, self.path(name), role, title, tuple(self.header), (*lead, *body), tuple(self.footer))

    def _spread(self, items: list[Item]) -> list[Item]:
        """Leaves grids whole: prose between a grid's opening and closing tags would stand inside the grid."""
        kept: list[Item] = []
        inside = False
        for item in items:
            opens = isinstance(item, Prose) and item.html.startswith('<div class="grid">')
            closes = isinstance(item, Prose) and item.html == "</div>"
            if inside and isinstance(item, Prose) and not closes:
                continue
            kept.append(item)
            inside = (inside or opens) and not closes
        return kept
