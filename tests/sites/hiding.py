"""Hides an item behind openers, one inside the other, and places it in special ways."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from tests.sites.abstract import Group, Item, Link, Opened, Prose, Shown, Wrapped
from tests.sites.render import Mode
from tests.sites.words import Words

#: Openers that work anywhere, also inside a frame, a shadow root or a fetched fragment.
SIMPLE = ("details", "accordion", "plain-accordion", "reveal", "click-menu", "css-hover", "checkbox")
KINDS = (
    *SIMPLE,
    "js-hover",
    "modal",
    "div-dialog",
    "target-dialog",
    "popover",
    "drawer",
    "void-link",
    "hash-link",
    "lazy",
    "more",
)
GROUPS = ("tab", "plain-tab", "exclusive", "wizard", "carousel")
HOVERED = ("css-hover", "js-hover")
#: What takes away the button that was clicked.
SHIFTING = ("wizard", "carousel", "reveal", "more")
BINDINGS = ("listen", "attribute", "delegate")
WRAPS = ("late", "fetched", "fade", "shadow", "frame", "aria-hidden", "unhidden-child", "only-desktop", "only-mobile")


@dataclass
class Hiding:
    """Draws what hides things on one site. `features` collects what was used."""

    rng: random.Random
    words: Words
    mode: Mode
    features: set[str]
    _count: int = 0

    def opened(self, kind: str, items: list[Item], label: str = "", open_at_start: bool = False) -> Opened:
        self._count += 1
        self.features.add(f"opener:{kind}")
        label = label or self.words.one("openers" if self.rng.random() < 0.5 else "questions")
        if kind == "more":
            label = self.words["ui"]["more"]
        return Opened(f"o{self._count}", kind, label, tuple(items), self.rng.choice(BINDINGS), open_at_start)

    def hidden(self, item: Item, depth: int, simple: bool = False, steady: bool = False) -> Item:
        """`item` behind `depth` openers, one inside the other, now and then specially placed.

        `simple` keeps to what works inside a frame or a shadow root, `steady` to what leaves the pointer where it is:
        a hover menu would close when the button under the pointer goes away.
        """
        if depth == 0:
            return item if simple else self._wrapped(item)
        if not simple and self.rng.random() < 0.35:
            kind = self.rng.choice([kind for kind in GROUPS if not (steady and kind in SHIFTING)])
            return self._group(kind, self._behind(item, depth, simple, steady))
        banned = {"" if self.mode == "pages" else "target-dialog", *(SHIFTING if steady else ())}
        kind = self.rng.choice([kind for kind in (SIMPLE if simple else KINDS) if kind not in banned])
        return self.opened(kind, self._behind(item, depth, simple, steady or kind in HOVERED))

    def _behind(self, item: Item, depth: int, simple: bool, steady: bool) -> list[Item]:
        return [Prose(f"<p>{self.words.sentences(1)}</p>"), self.hidden(item, depth - 1, simple, steady)]

    def _group(self, kind: str, body: list[Item]) -> Group:
        labels = self.rng.sample(self.words["tabs" if "tab" in kind else "questions"], 2 if kind == "carousel" else 3)
        place = 1 if kind == "carousel" else self.rng.randrange(3)
        first_open = kind in ("tab", "plain-tab", "carousel")
        binding = self.rng.choice(BINDINGS)
        parts: list[Opened] = []
        for number, label in enumerate(labels):
            items: list[Item] = body if number == place else [Prose(f"<p>{self.words.sentences(2)}</p>")]
            part = self.opened(kind, items, label, first_open and number == 0)
            parts.append(replace(part, binding=binding))
        return Group(f"g{self._count}", kind, tuple(parts))

    def _wrapped(self, item: Item) -> Item:
        if self.rng.random() > 0.3:
            return item
        self._count += 1
        chat = isinstance(item, Shown) and "chat" in item.counts
        kind = self.rng.choice([kind for kind in WRAPS if kind != "frame" or not chat])
        self.features.add(f"wrap:{kind}")
        if kind == "frame" and isinstance(item, Link):
            item = Link(item.target, item.label, "plain")
        if kind in ("shadow", "frame") and self.rng.random() < 0.4:
            item = self.hidden(item, 1, simple=True)
        return Wrapped(f"w{self._count}", kind, (item,), self.rng.choice((100, 300, 600, 1000, 1500)))
