"""Names of staff, which are counted and never shown (rules.md §E): each person is Agent A, Agent B … throughout a case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_uppercase
from typing import NamedTuple

from journeyaudit.model.message import MessageFact, Promised, Reason

#: A part of a name that is shorter says nothing of whom it names.
_SHORTEST = 3
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "herr", "frau", "the", "team", "von", "van", "der", "den", "del", "dos"})


class _Cover(NamedTuple):
    """What stands at [start, end) of the original, and what is shown instead."""

    start: int
    end: int
    shown: str


class Covered(NamedTuple):
    """A text with its names covered."""

    text: str
    covers: tuple[_Cover, ...]

    def place(self, offset: int) -> int:
        """Where an offset of the original lies now; inside a name: at its end."""
        moved = 0
        for cover in self.covers:
            if offset <= cover.start:
                break
            if offset < cover.end:
                return cover.start + moved + len(cover.shown)
            moved += len(cover.shown) - (cover.end - cover.start)
        return offset + moved


class Names:
    """The people who are named in a case, in the order in which they appear."""

    def __init__(self, staff: Iterable[str]) -> None:
        self._labels: dict[str, str] = {}
        for name in staff:
            self._know(" ".join(name.split()))
        words = sorted(self._labels, key=lambda word: (-len(word), word))
        # A whole name in any case and with any joint (jo.miller@); a part of it only as it is written, for Will is a word too
        whole = [r"[\s._-]{1,3}".join(map(re.escape, word.split())) for word in words if " " in word]
        parts = [re.escape(word) for word in words if " " not in word]
        patterns = [f"(?i:{'|'.join(whole)})"] if whole else []
        patterns += [f"(?:{'|'.join(parts)})", f"(?i:{'|'.join(parts)})(?=@)"] if parts else []
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else None

    def label(self, name: str) -> str:
        """Agent A for a name that is known; any other text with the names in it covered."""
        return self._labels.get(" ".join(name.split())) or self.cover(name).text

    def cover(self, text: str) -> Covered:
        """The text with every name replaced."""
        if self._pattern is None:
            return Covered(text, ())
        covers = tuple(_Cover(match.start(), match.end(), self._shown(match.group())) for match in self._pattern.finditer(text))
        pieces: list[str] = []
        at = 0
        for cover in covers:
            pieces += (text[at : cover.start], cover.shown)
            at = cover.end
        return Covered("".join((*pieces, text[at:])), covers)

    def fact(self, fact: MessageFact, text: Covered) -> MessageFact:
        """What was read from a message, with its names covered and its quotes where they stand in the covered text."""
        return fact.model_copy(
            update={
                "reasons": tuple(Reason(sign=one.sign, quote=self.cover(one.quote).text) for one in fact.reasons),
                "promised": tuple(_moved(one, text) for one in fact.promised),
                "staff": tuple(dict.fromkeys(self.label(name) for name in fact.staff)),
                "departments": tuple(self.cover(name).text for name in fact.departments),
                "case_id_quote": self.cover(fact.case_id_quote).text,
            }
        )

    def _know(self, name: str) -> None:
        if not name:
            return
        parts = [part for part in re.findall(r"[^\W\d_][\w’'-]*", name) if part.casefold() not in _TITLES]
        own = [part for part in parts if len(part) >= _SHORTEST]
        label = next((self._labels[known] for known in (name, *own[:1]) if known in self._labels), "")
        label = label or f"Agent {_letter(len(set(self._labels.values())))}"
        for word in (name, " ".join(parts), *own):
            if word:
                self._labels.setdefault(word, label)

    def _shown(self, found: str) -> str:
        plain = " ".join(re.split(r"[\s._-]+", found)).casefold()
        return next(
            (label for word, label in self._labels.items() if " ".join(re.split(r"[\s._-]+", word)).casefold() == plain), "Agent"
        )


def _letter(number: int) -> str:
    return ascii_uppercase[number] if number < len(ascii_uppercase) else str(number + 1)


def _moved(promised: Promised, text: Covered) -> Promised:
    start, end = text.place(promised.start), text.place(promised.end)
    return promised.model_copy(update={"quote": text.text[start:end], "start": start, "end": end})
