"""One page as the ledger reads it, and what is told on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import Distance, Prominence
from journeyaudit.model.promise import Exclusion, Promise
from journeyaudit.model.snapshot import Box, Device, Snapshot, TextBlock
from journeyaudit.read.ledger.prominence import body_size
from journeyaudit.read.promises import promises
from journeyaudit.read.terms import exclusions

#: Of a longer text the rest is not read: some three hundred printed pages.
LONGEST = 1_000_000


class Opened(NamedTuple):
    """What one control of the page reveals: `fresh` are the blocks of the snapshot that were not to be seen before."""

    control: str
    name: str
    snapshot: Snapshot
    sha: str
    fresh: tuple[TextBlock, ...]


@dataclass(frozen=True)
class Page:
    """One page on one device. `opening` tells what its controls reveal: it is asked only of a page that has something to note."""

    state: str
    url: str
    device: Device
    kind: str
    at: str
    sha: str
    snapshot: Snapshot
    opening: Callable[[], tuple[Opened, ...]] = tuple

    @cached_property
    def body(self) -> float:
        """The size of the page's body text."""
        return body_size(self.snapshot)

    @cached_property
    def signed(self) -> dict[str, list[tuple[int, str]]]:
        """What the notes reader found of each sign so far: index of the block and the note."""
        return {}

    @cached_property
    def opened(self) -> tuple[Opened, ...]:
        return self.opening()

    @property
    def language(self) -> str | None:
        return self.snapshot.language.partition("-")[0].lower() or None

    def evidence(self, quote: str, box: Box | None, note: str = "", sha: str = "") -> Evidence:
        return Evidence(url=self.url, quote=quote, device=self.device, at=self.at, artifact=sha or self.sha, box=box, note=note)


class Told(NamedTuple):
    """An exclusion where it stands. `context` are the words around it, `heading` the one that it stands under."""

    exclusion: Exclusion
    context: str
    prominence: Prominence
    distance: Distance
    evidence: Evidence
    heading: str = ""


class Reader:
    """Reads texts once, however many pages share them. `country` decides how a bare currency sign is read."""

    def __init__(self, country: str | None) -> None:
        self._country = country
        self.promises: Callable[[str, str | None], tuple[Promise, ...]] = lru_cache(maxsize=65536)(self._promises)
        self.exclusions: Callable[[str, str | None], tuple[Exclusion, ...]] = lru_cache(maxsize=16384)(self._exclusions)

    def _promises(self, text: str, language: str | None) -> tuple[Promise, ...]:
        return promises(text[:LONGEST], language, self._country)

    def _exclusions(self, text: str, language: str | None) -> tuple[Exclusion, ...]:
        return exclusions(text[:LONGEST], language, self._country)
