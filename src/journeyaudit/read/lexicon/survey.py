"""Several topics sought in a long text at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

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
        self._topics = [tuple(names) for names in told.values()]
        self._finder = Finder(told, dense=True)

    def of(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The place of the last letter of each phrase in a folded text without hyphens, and the topics that have the phrase."""
        return ((end - 1, self._topics[phrase]) for phrase, _, end in self._finder.places(text))
