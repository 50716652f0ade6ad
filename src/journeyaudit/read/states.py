"""Reads each stored state once, however many pages share it (a menu taken over from another page is the same snapshot)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import Control, Snapshot, TextBlock
from journeyaudit.read.contacts import contacts
from journeyaudit.read.service_times import service_times

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
        shown = frozenset((c.key, c.name, c.href) for c in controls)
        return Sight(controls, shown, contacts(snapshot, self._country), snapshot.title, snapshot.language)

    def _fresh(self, opened: str, base: str) -> tuple[Control, ...]:
        """The controls that `opened` shows and `base` did not."""
        before = self.sight(base).shown
        return tuple(c for c in self.sight(opened).controls if (c.key, c.name, c.href) not in before)

    def _gained(self, opened: str, base: str) -> tuple[ChannelFact, ...]:
        """The channels that `opened` gives and `base` did not."""
        before = {(f.channel, f.value, f.kind) for f in self.sight(base).channels if f.reached}
        return tuple(f for f in self.sight(opened).channels if (f.channel, f.value, f.kind) not in before)

    def _tells(self, panel: str) -> bool:
        """Would a reader learn of a channel, opening hours or a reply time from this text?"""
        snapshot = Snapshot(url="", blocks=(TextBlock(text=panel),))
        return bool(contacts(snapshot, self._country)) or bool(service_times(snapshot, ()))
