"""The click graph of a generated site, written down before any HTML exists.

A page is a tree: items stand on it, some of them behind something that must be opened first. The fewest clicks to a channel
are computed here by Dijkstra, from the construction alone: nothing of journeyaudit is imported.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Device = Literal["desktop", "mobile"]
DEVICES: tuple[Device, Device] = ("desktop", "mobile")

#: What each way of hiding things costs to open, in clicks: (desktop, mobile). A hover costs nothing where there is a mouse.
COST: dict[str, tuple[int, int]] = {
    "css-hover": (0, 1),
    "js-hover": (0, 1),
    "click-menu": (1, 1),
    "hamburger": (0, 1),
    "checkbox-nav": (0, 1),
    "nav-drawer": (1, 1),
    "inline-nav": (0, 0),
    "footer-fold": (0, 1),
    "details": (1, 1),
    "accordion": (1, 1),
    "plain-accordion": (1, 1),
    "exclusive": (1, 1),
    "tab": (1, 1),
    "plain-tab": (1, 1),
    "modal": (1, 1),
    "div-dialog": (1, 1),
    "target-dialog": (1, 1),
    "popover": (1, 1),
    "drawer": (1, 1),
    "void-link": (1, 1),
    "hash-link": (1, 1),
    "lazy": (1, 1),
    "reveal": (1, 1),
    "wizard": (1, 1),
    "carousel": (1, 1),
    "more": (1, 1),
    "checkbox": (1, 1),
}

#: Ways of placing things that cost no click, and the devices on which they show at all.
WRAPS: dict[str, tuple[Device, ...]] = {
    "late": DEVICES,
    "fetched": DEVICES,
    "fade": DEVICES,
    "shadow": DEVICES,
    "frame": DEVICES,
    "aria-hidden": DEVICES,
    "unhidden-child": DEVICES,
    "only-desktop": ("desktop",),
    "only-mobile": ("mobile",),
}


@dataclass(frozen=True)
class Link:
    """One click leads to `target`, the id of a page."""

    target: str
    label: str
    style: str = "plain"


@dataclass(frozen=True)
class Shown:
    """A channel that a customer has as soon as this is visible. `html` is how it looks; `counts` are the channels it gives."""

    counts: tuple[str, ...]
    value: str
    html: str


@dataclass(frozen=True)
class Decoy:
    """Something that gives no channel and leads nowhere, however it looks to a program."""

    kind: str
    html: str


@dataclass(frozen=True)
class Prose:
    html: str


@dataclass(frozen=True)
class Opened:
    """Items that show only after one opener was used. `binding` is how the script listens. `open_at_start`: a first tab."""

    id: str
    kind: str
    label: str
    items: tuple[Item, ...]
    binding: str = "listen"
    open_at_start: bool = False

    def clicks(self, device: Device) -> int:
        return 0 if self.open_at_start else COST[self.kind][DEVICES.index(device)]


@dataclass(frozen=True)
class Group:
    """Openers that belong together: tabs, an exclusive accordion, the answers of a wizard, the slides of a carousel."""

    id: str
    kind: str
    parts: tuple[Opened, ...]


@dataclass(frozen=True)
class Wrapped:
    """Items placed in a special way that costs no click."""

    id: str
    kind: str
    items: tuple[Item, ...]
    delay: int = 0


Item = Link | Shown | Decoy | Prose | Opened | Group | Wrapped


@dataclass(frozen=True)
class Page:
    """One page: shared header and footer (empty on a bare page) and its own main part."""

    id: str
    path: str
    role: str
    title: str
    header: tuple[Item, ...] = ()
    main: tuple[Item, ...] = ()
    footer: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        return self.header + self.main + self.footer


@dataclass(frozen=True)
class Move:
    """One use of a control on page `page`: it follows a link to page `target`, or opens what `opened` names."""

    page: str
    kind: str
    label: str
    clicks: int
    target: str = ""
    opened: str = ""

    def __str__(self) -> str:
        return f"{self.page}: {self.kind} “{self.label}”" + (f" → {self.target}" if self.target else f" ({self.clicks})")


@dataclass(frozen=True)
class Route:
    """The fewest clicks to a channel, the way there, and what shows the channel at its end."""

    clicks: int
    moves: tuple[Move, ...]
    shown: Shown


@dataclass(frozen=True)
class Layer:
    """What is visible at once on one device: links, channels, and openers with what lies behind them."""

    links: list[Link] = field(default_factory=list[Link])
    shown: list[Shown] = field(default_factory=list[Shown])
    opened: list[Opened] = field(default_factory=list[Opened])


def layer(items: tuple[Item, ...], device: Device) -> Layer:
    """Everything that shows on `device` without opening anything."""
    found = Layer()
    _collect(items, device, found)
    return found


def _collect(items: tuple[Item, ...], device: Device, found: Layer) -> None:
    for item in items:
        match item:
            case Link():
                found.links.append(item)
            case Shown():
                found.shown.append(item)
            case Opened():
                found.opened.append(item)
            case Group():
                found.opened.extend(item.parts)
            case Wrapped() if device in WRAPS[item.kind]:
                _collect(item.items, device, found)
            case _:
                pass


@dataclass(frozen=True)
class Spot:
    """A node of the graph: a page with what was opened on it, outermost first."""

    page: str
    place: str
    items: tuple[Item, ...]


def fewest_clicks(pages: dict[str, Page], start: str, device: Device) -> dict[str, Route]:
    """Channel → cheapest route from page `start`, for every channel that can be reached at all."""
    best: dict[str, Route] = {}
    done: set[tuple[str, str]] = set()
    queue: list[tuple[int, int, Spot, tuple[Move, ...]]] = [(0, 0, Spot(start, "", pages[start].items), ())]
    order = 0
    while queue:
        clicks, _, spot, moves = heapq.heappop(queue)
        if (spot.page, spot.place) in done:
            continue
        done.add((spot.page, spot.place))
        here = layer(spot.items, device)
        for shown in here.shown:
            for channel in shown.counts:
                best.setdefault(channel, Route(clicks, moves, shown))
        for move, onward in _ways(here, pages, spot, device):
            order += 1
            heapq.heappush(queue, (clicks + move.clicks, order, onward, (*moves, move)))
    return best


def _ways(here: Layer, pages: dict[str, Page], spot: Spot, device: Device) -> Iterator[tuple[Move, Spot]]:
    for link in here.links:
        yield Move(spot.page, link.style, link.label, 1, target=link.target), Spot(link.target, "", pages[link.target].items)
    for opened in here.opened:
        move = Move(spot.page, opened.kind, opened.label, opened.clicks(device), opened=opened.id)
        yield move, Spot(spot.page, f"{spot.place}/{opened.id}", opened.items)
