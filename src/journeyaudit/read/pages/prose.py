"""The texts of a page as one string, so that a thing is asked once of the page instead of a thousand times of its blocks.

Most blocks hold nothing of what is sought. A reader names a sign that whatever it finds must have, and reads only the blocks
that show it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate

from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.lexicon import folded
from journeyaudit.read.lexicon.survey import Survey

#: A text that names none of these promises nothing on delivery (read.promises reads no sentence without one).
PROMISE_LEGS = (
    "promise_deliver", "promise_receive", "promise_shipping", "promise_ship", "promise_dispatch", "promise_service",
    "promise_free_delivery", "promise_next_day", "promise_next_business_day",
)  # fmt: skip

#: Stands between two blocks; neither a letter nor a space, so that no sign reaches over it.
_BETWEEN = "\0"
#: Topics that are found together in one pass.
_SOUGHT = (
    "always_open", "dot_word", "placeholder_text", "reply_time", "reply_word", "store_label", "store_word", "delivery_words",
    "service_arrival", "service_clock", "service_late", "service_refund", "service_return", *PROMISE_LEGS,
)  # fmt: skip
#: A page's readers ask one after another: its prose is kept until some pages later.
_HELD = 16

_DIGIT = re.compile(r"\d")


class Prose:
    """The texts of one page. Every answer is indexes of texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._whole = _BETWEEN.join(texts)
        self._ends = list(accumulate(len(text) + 1 for text in texts))
        self._showing: dict[re.Pattern[str], list[int]] = {}
        self._holding: dict[str, list[int]] = {}
        self._naming: dict[str, set[int]] | None = None

    def showing(self, sign: re.Pattern[str]) -> list[int]:
        """The texts in which the pattern is found, in order. It must not depend on the start or the end of a text."""
        found = self._showing.get(sign)
        if found is None:
            found = self._showing[sign] = list(self._search(sign))
        return found

    def _search(self, sign: re.Pattern[str]) -> Iterator[int]:
        at = 0
        while (match := sign.search(self._whole, at)) is not None:
            index = bisect_right(self._ends, match.start())
            if index == len(self._ends):
                return
            yield index
            at = self._ends[index]

    def holding(self, *marks: str) -> set[int]:
        """The texts that hold one of the marks, letter by letter: some twenty times as fast as a pattern that seeks them."""
        return set[int]().union(*map(self._with, marks))

    def _with(self, mark: str) -> list[int]:
        found = self._holding.get(mark)
        if found is None:
            found = self._holding[mark] = []
            at = self._whole.find(mark)
            while at >= 0:
                found.append(bisect_right(self._ends, at))
                at = self._whole.find(mark, self._ends[found[-1]])
        return found

    @cached_property
    def digits(self) -> list[int]:
        """The texts with a digit of whatever script, in order."""
        foreign = (index for index, text in enumerate(self.texts) if not text.isascii() and _DIGIT.search(text))
        return sorted(self.holding(*"0123456789").union(foreign))

    def naming(self, *topics: str) -> set[int]:
        """The texts that hold the letters of a phrase of these topics, as a whole word or not. Of `_SOUGHT` only."""
        if self._naming is None:
            self._naming = self._named()
        return set[int]().union(*(self._naming[topic] for topic in topics))

    def _named(self) -> dict[str, set[int]]:
        found: dict[int, list[int]] = {}
        index, text_end, known = -1, 0, -1
        for phrase, _, end in _survey().places(_BETWEEN.join(map(folded, self.texts)).replace("-", " ")):
            if end <= text_end and phrase == known:  # a word that a text repeats
                continue
            if end > text_end:
                index = bisect_right(self._ends, end - 1)
                text_end = self._ends[index]
            known = phrase
            found.setdefault(phrase, []).append(index)
        return _survey().by_topic(found)


@cache
def _survey() -> Survey:
    return Survey(_SOUGHT)


_held: OrderedDict[int, tuple[Snapshot, Prose]] = OrderedDict()


def prose_of(snapshot: Snapshot) -> Prose:
    """The prose of a snapshot's blocks, by their index."""
    held = _held.get(id(snapshot))
    if held is None or held[0] is not snapshot:
        held = _held[id(snapshot)] = snapshot, Prose([block.text for block in snapshot.blocks])
        while len(_held) > _HELD:
            _held.popitem(last=False)
    return held[1]
