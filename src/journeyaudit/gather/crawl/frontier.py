"""Which page to look at next. Pure bookkeeping: the same visits in the same order always give the same next page (resume rests
on it).

Pages come by fewest clicks from any start page, inside a level by scent (design.md §3). A page is still needed while some
channel of
some start page has not been found at a distance smaller than or equal to the page's own.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from journeyaudit.model.channel import CHANNELS, Channel
from journeyaudit.model.graph import Edge
from journeyaudit.model.snapshot import Device, Snapshot
from journeyaudit.read.clicks.graph import state_id
from journeyaudit.read.clicks.paths import Distances
from journeyaudit.read.clicks.scent import scent
from journeyaudit.read.urls import pattern_of

#: Look-alike pages looked at before the rest of them is taken as seen, and how alike they must be (OP).
SAMPLE = 10
ALIKE = 0.7
#: Farther than any page.
_FAR = 1_000_000


@dataclass
class _Template:
    """Pages whose URLs follow one pattern. `layout` is that of the first; those `passed_over` were taken as seen."""

    layout: frozenset[str] = frozenset()
    visited: int = 0
    alike: int = 0
    passed_over: set[str] = field(default_factory=set[str])

    @property
    def sampled(self) -> bool:
        return self.alike >= SAMPLE and self.alike >= 0.8 * self.visited


@dataclass
class _Waiting:
    url: str
    scent: float
    order: int


@dataclass
class Frontier:
    """The pages met and not yet looked at. `starts` maps names to state ids in the order found."""

    device: Device
    starts: dict[str, str] = field(default_factory=dict[str, str])
    _table: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    _distances: dict[str, Distances] = field(default_factory=dict[str, Distances])
    _waiting: dict[str, _Waiting] = field(default_factory=dict[str, _Waiting])
    _ranked: list[tuple[int, float, int, str]] = field(default_factory=list[tuple[int, float, int, str]])
    _taken: set[str] = field(default_factory=set[str])
    _held: dict[str, set[Channel]] = field(default_factory=lambda: defaultdict(set))
    _found_at: dict[str, dict[Channel, int]] = field(default_factory=dict[str, dict[Channel, int]])
    _templates: dict[str, _Template] = field(default_factory=lambda: defaultdict(_Template))

    def start(self, name: str, url: str) -> None:
        """A start page has become known."""
        state = state_id(self.device, url)
        if name in self.starts:
            return
        self.starts[name] = state
        self._distances[name] = Distances(state, self._table)
        self._found_at[name] = dict.fromkeys(CHANNELS, _FAR)
        self._meet(state, url, 0.0)
        self._note(name, self._distances[name].cost)
        for waiting in self._waiting:
            self._rank(waiting)

    def _meet(self, state: str, url: str, promise: float) -> None:
        known = self._waiting.get(state)
        if known is None and state not in self._taken:
            self._waiting[state] = _Waiting(url, promise, len(self._waiting) + len(self._taken))
            self._rank(state)
        elif known is not None and promise > known.scent:
            known.scent = promise
            self._rank(state)

    def _rank(self, state: str) -> None:
        """Puts a waiting page that can be reached among those to choose from; a place that it had before is void from now on."""
        waiting, nearest = self._waiting[state], self._nearest(state)
        if nearest < _FAR:
            heapq.heappush(self._ranked, (nearest, -waiting.scent, waiting.order, state))

    def _note(self, name: str, states: Iterable[str]) -> None:
        """These states have come nearer to a start page, or are seen to hold a channel."""
        distances, found = self._distances[name], self._found_at[name]
        for state in states:
            clicks = distances.clicks(state)
            if clicks is None:
                continue
            for channel in self._held.get(state, ()):
                found[channel] = min(found[channel], clicks)

    def settle(
        self, url: str, ended: str, edges: Iterable[Edge], holders: dict[str, set[Channel]], snapshot: Snapshot | None
    ) -> None:
        """Takes in what a visit showed: its edges, and the channels that each of its states holds."""
        self._taken.update((state_id(self.device, url), state_id(self.device, ended)))
        self._waiting.pop(state_id(self.device, ended), None)
        added = list(edges)
        for edge in added:
            self._table[edge.source].append(edge)
            if edge.href and edge.target not in holders and edge.target == state_id(self.device, edge.href):
                self._meet(edge.target, edge.href, scent(edge.name, edge.href, edge.context))
        for state, channels in holders.items():
            self._held[state] |= channels
        nearer: set[str] = set()
        for name, distances in self._distances.items():
            moved = distances.add(added)
            self._note(name, moved.union(holders))
            nearer |= moved
        for state in nearer & self._waiting.keys():
            self._rank(state)
        if snapshot is not None:
            self._learn_layout(ended, snapshot)

    def _learn_layout(self, url: str, snapshot: Snapshot) -> None:
        template = self._templates[pattern_of(url)]
        layout, was_sampled = layout_of(snapshot), template.sampled
        template.visited += 1
        template.layout = template.layout or layout
        union = len(template.layout | layout)
        template.alike += not union or len(template.layout & layout) / union >= ALIKE
        if was_sampled and not template.sampled:
            for state in template.passed_over & self._waiting.keys():
                self._rank(state)
            template.passed_over.clear()

    def next(self) -> str | None:
        """The page to look at now, None if no page can change an answer.

        A page that is passed over is ranked again when that may have changed: it has come nearer, a start page was found, or
        its look-alikes proved not to be alike. (What is needed only ever becomes less.)
        """
        needs = self._needs()
        while self._ranked:
            nearest, unscent, _, state = heapq.heappop(self._ranked)
            waiting = self._waiting.get(state)
            if waiting is None or -unscent != waiting.scent or not self._can_matter(state, nearest, needs):
                continue
            template = self._templates[pattern_of(waiting.url)]
            if template.sampled and state not in self.starts.values():
                template.passed_over.add(state)
                continue
            del self._waiting[state]
            self._taken.add(state)
            return waiting.url
        return None

    def _nearest(self, state: str) -> int:
        return min((c for d in self._distances.values() if (c := d.clicks(state)) is not None), default=_FAR)

    def _needs(self) -> dict[str, int]:
        """Start → the distance below which an unseen page could still change an answer."""
        return {name: max(found.values()) for name, found in self._found_at.items()}

    def _can_matter(self, state: str, nearest: int, needs: dict[str, int]) -> bool:
        if state in self.starts.values():
            return True
        return nearest < _FAR and any(
            (c := self._distances[n].clicks(state)) is not None and c < need for n, need in needs.items()
        )

    def sampled_away(self) -> int:
        """Pages met, still able to matter, and taken as seen because their look-alikes were."""
        needs = self._needs()
        return sum(
            self._can_matter(s, self._nearest(s), needs) and self._templates[pattern_of(w.url)].sampled
            for s, w in self._waiting.items()
        )

    def met(self) -> int:
        """Pages of the site met so far, looked at or not."""
        return len(self._waiting) + len(self._taken)


def layout_of(snapshot: Snapshot) -> frozenset[str]:
    """The skeleton of a page's content: where its controls stand and which elements hold its text, without counts."""
    controls = {re.sub(r":nth-of-type\(\d+\)|\d+", "", c.key) for c in snapshot.controls if c.region == "main"}
    return frozenset(controls | {f"{b.tag}/{b.heading}" for b in snapshot.blocks if b.region == "main"})
