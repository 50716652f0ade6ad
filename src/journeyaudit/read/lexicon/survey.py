"""Several topics sought in a long text at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from journeyaudit.read.lexicon import fold, matcher
from journeyaudit.read.lexicon.finder import Finder


class Survey:
    """Tells where a text may name which topics: it finds the letters of their phrases, be they a whole word or part of one. A
    hyphen is a space, as in promises.
    """

    def __init__(self, topics: Sequence[str]) -> None:
        told: dict[str, list[str]] = defaultdict(list)
        for topic in topics:
            for phrase in matcher(topic).phrases:
                told[fold(phrase.strip("*")).replace("-", " ")].append(topic)
        self._topics, self._told = tuple(topics), tuple(told.values())
        self._finder = Finder(told, dense=True)

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """The number, the start and the end of each phrase in a folded text without hyphens, in the order of their ends."""
        return self._finder.places(text)

    def by_topic(self, found: Mapping[int, Iterable[int]]) -> dict[str, set[int]]:
        """For each topic what was found for any of its phrases, where `found` tells it for each phrase's number."""
        named: dict[str, set[int]] = {topic: set() for topic in self._topics}
        for phrase, things in found.items():
            for topic in self._told[phrase]:
                named[topic].update(things)
        return named
