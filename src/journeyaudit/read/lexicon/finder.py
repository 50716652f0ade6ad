"""Many phrases sought in a text in one pass, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

#: Half a pair, which no phrase holds: JSON can carry it, UTF-8 cannot.
_HALF = re.compile("[\ud800-\udfff]")


class Finder:
    """Finds every place of every phrase, also of those that overlap or are part of another.

    `dense` spends memory on speed: for phrases that are sought in whole pages.
    """

    def __init__(self, phrases: Iterable[str], *, dense: bool = False) -> None:
        implementation = Implementation.DFA if dense else None
        self._automaton = AhoCorasick(phrases, MatchKind.Standard, store_patterns=False, implementation=implementation)

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """The phrase's place in `phrases`, and the start and end of its letters, in the order of the ends."""
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            return self._automaton.find_matches_as_indexes(_HALF.sub("\ufffd", text), overlapping=True)
