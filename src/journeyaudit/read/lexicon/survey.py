"""Several topics sought in a long text at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol, cast

import ahocorasick  # pyright: ignore[reportMissingTypeStubs] -- it ships none; `_Automaton` says what is used

from journeyaudit.read.lexicon import fold, matcher


class _Automaton(Protocol):
    def add_word(self, key: str, value: tuple[str, ...]) -> bool: ...
    def make_automaton(self) -> None: ...
    def iter(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]: ...


class Survey:
    """Tells where a text may name which topics: it finds the letters of their phrases, be they a whole word or part of one. A
    hyphen is a space, as in promises.
    """

    def __init__(self, topics: Sequence[str]) -> None:
        told: dict[str, list[str]] = defaultdict(list)
        for topic in topics:
            for phrase in matcher(topic).phrases:
                told[fold(phrase.strip("*")).replace("-", " ")].append(topic)
        self._automaton = cast("_Automaton", ahocorasick.Automaton())  # pyright: ignore[reportUnknownMemberType]
        for phrase, names in told.items():
            self._automaton.add_word(phrase, tuple(names))
        self._automaton.make_automaton()

    def of(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The place of the last letter of each phrase in a folded text without hyphens, and the topics that have the phrase."""
        return self._automaton.iter(text)
