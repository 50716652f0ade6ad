"""Reads each stored state once, however many pages share it (a menu taken over from another page is the same snapshot)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import msgspec

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import Control, Form, Snapshot, TextBlock
from journeyaudit.read.contacts import contacts
from journeyaudit.read.pages.service_times import service_times

Snapshots = Callable[[str], Snapshot]
#: What a control is to a customer: key, name, target.
Shown = tuple[str, str, str]
#: States held at once; what is kept of one is some hundred small records.
_HELD = 2048


class Sight(NamedTuple):
    """What is kept of a state: the controls that can be seen, its channels, its title and language."""

    controls: tuple[Control, ...]
    shown: frozenset[Shown]
    channels: tuple[ChannelFact, ...]
    title: str
    language: str


class StateReader:
    """Gives sights by artifact hash. `snapshots` gives a snapshot by hash; `country` decides how national numbers are read."""

    def __init__(self, snapshots: Snapshots, country: str | None) -> None:
        self.snapshot, self._country = snapshots, country
        self.sight = lru_cache(maxsize=_HELD)(self._sight)
        self.fresh = lru_cache(maxsize=_HELD)(self._fresh)
        self.gained = lru_cache(maxsize=_HELD)(self._gained)
        self.tells = lru_cache(maxsize=_HELD)(self._tells)

    def _sight(self, sha: str) -> Sight:
        snapshot = self.snapshot(sha)
        controls = tuple(c for c in snapshot.controls if c.visible)
        shown = frozenset(map(_shown, controls))
        return Sight(controls, shown, contacts(snapshot, self._country), snapshot.title, snapshot.language)

    def _fresh(self, opened: str, base: str) -> tuple[Control, ...]:
        """The controls that `opened` shows and `base` did not."""
        before = self.sight(base).shown
        return tuple(c for c in self.sight(opened).controls if _shown(c) not in before)

    def _gained(self, opened: str, base: str) -> tuple[ChannelFact, ...]:
        """The channels that `opened` gives and `base` did not."""
        before = {_told(f) for f in self.sight(base).channels if f.reached}
        after = self.sight(opened).channels
        again = {_told(f) for f in after if f.reached} & before
        repeated = self._repeated(opened, base) if again else ()
        return tuple(f for f in after if _told(f) not in before) + tuple(f for f in repeated if f.reached and _told(f) in again)

    def _repeated(self, opened: str, base: str) -> tuple[ChannelFact, ...]:
        """What came by opening, though the same is told elsewhere on the page already."""
        after, before = self.snapshot(opened), self.snapshot(base)
        old = Counter(_content(part) for part in (*before.blocks, *before.forms) if part.visible)
        blocks = tuple(b for b in after.blocks if b.visible and _is_new(b, old))
        forms = tuple(f for f in after.forms if f.visible and _is_new(f, old))
        if not blocks and not forms:
            return ()
        shown = self.sight(base).shown
        controls = tuple(msgspec.structs.replace(c, visible=False) if _shown(c) in shown else c for c in after.controls)
        return contacts(msgspec.structs.replace(after, blocks=blocks, forms=forms, controls=controls), self._country)

    def _tells(self, panel: str) -> bool:
        """Would a reader learn of a channel, opening hours or a reply time from this text?"""
        snapshot = Snapshot(url="", blocks=(TextBlock(text=panel),))
        return bool(contacts(snapshot, self._country)) or bool(service_times(snapshot, ()))


def _shown(control: Control) -> Shown:
    return control.key, control.name, control.href


def _told(fact: ChannelFact) -> tuple[str, str, str]:
    return fact.channel, fact.value, fact.kind


def _content(part: TextBlock | Form) -> tuple[str, str]:
    return part.text, part.tag


def _is_new(part: TextBlock | Form, old: Counter[tuple[str, str]]) -> bool:
    """Not one of those that stood there before; each of those is taken once."""
    key = _content(part)
    old[key] -= 1
    return old[key] < 0
