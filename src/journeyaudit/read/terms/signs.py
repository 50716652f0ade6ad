"""The signs that a clause shows: topics of the lexicon (`terms_*`), names of countries, its shape, and single words.

A clause is brought into a plain form first (folded, marks as spaces, every figure as 0, a clock time as 0h0), so that "£4.95",
"4,95 €" and "10:30" are phrases of the lexicon like any other and one pass finds them all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, cast

import ahocorasick  # pyright: ignore[reportMissingTypeStubs] -- it ships none; `_Automaton` says what is used
import numpy as np
import numpy.typing as npt
from babel import Locale

from journeyaudit.read.lexicon import fold, languages

Indices = npt.NDArray[np.intp]
PREFIX = "terms_"
#: Stands between clauses in a line of them; no plain form has it.
BREAK = 1
#: Signs that no phrase gives: two amounts, and the shape of the clause.
SHAPES = ("two_amounts", "row", "heading", "question", "star", "short", "long")
_SHORT, _LONG = 25, 200
_CLOCK_COLON = re.compile(r":(?<=\d:)(?=[0-5]\d)")
_DAYS_IN_HOURS = re.compile(r"(?:24|48|72|96)(?<!\d\d\d)(?=\s?h)")
#: The country, not the pronoun; it is looked up as "u5", for capitals are lost in the plain form.
_COUNTRY_US = re.compile(r"US\b(?<!\wUS)(?!\$)")
_FIGURE = re.compile(r"0[0.,]*")
#: A piece of ASCII alone is translated ten times as fast as one with a letter beyond, so a text is taken in pieces.
_PIECE = 256
_KEPT = frozenset("&+%/^$£€₹¥₱₦₩฿₺.,")
_NO_COUNTRIES = frozenset(("EU", "UN", "ZZ", "EZ", "XA", "XB", "QO"))
_NATIVE = "uk,u.k.,usa,u.s.,u5,england,scotland,wales,britain,great britain,america,holland,uae"


class _Plain(dict[int, str]):
    """Code point → what stands for it in the plain form: a base letter in lower case, 0, a kept sign, or a space."""

    def __missing__(self, code: int) -> str:
        letter = fold(chr(code))
        self[code] = "0" if letter.isdecimal() else letter if letter.isalnum() or letter in _KEPT else " "
        return self[code]


_PLAIN = _Plain()


class _Automaton(Protocol):
    def add_word(self, key: str, value: int) -> bool: ...
    def make_automaton(self) -> None: ...
    def iter(self, text: str) -> Iterator[tuple[int, int]]: ...


class Signs(NamedTuple):
    """What to look for. The automaton answers with the number of a phrase, and the phrase `at` stands for the signs
    numbers[firsts[at] : firsts[at] + counts[at]], topics numbered first, then words; `money` is the topic that is counted."""

    automaton: _Automaton
    numbers: Indices
    firsts: Indices
    counts: Indices
    money: int


def flat(text: str) -> str:
    """The text with every letter folded, every digit 0 and every mark a space; of the same length, so offsets hold."""
    timed = _DAYS_IN_HOURS.sub("dd", _CLOCK_COLON.sub("h", text))
    timed = _COUNTRY_US.sub("u5", timed)
    return "".join(timed[at : at + _PIECE].translate(_PLAIN) for at in range(0, len(timed), _PIECE))


def plain(flat_clause: str) -> str:
    """A clause of a flat text as phrases are looked up in it: single spaces, one 0 a figure, ^ before the first word."""
    return f" {_spaced(f'^ {flat_clause}')} "


def plain_line(flat_clauses: Sequence[str]) -> str:
    """Clauses in their plain form, one after the other, a BREAK before each."""
    mark = chr(BREAK)
    return f"{mark} {_spaced(f' {mark} '.join(f'^ {clause}' for clause in flat_clauses))} "


def _spaced(flat_clause: str) -> str:
    figures = _FIGURE.sub("0", flat_clause) if "0" in flat_clause else flat_clause
    return " ".join(figures.replace(".", " ").replace(",", " ").split())


@cache
def topics() -> tuple[str, ...]:
    """Names of all signs but words, without the lexicon's prefix, in the order of their numbers."""
    named = {topic.removeprefix(PREFIX) for words in languages().values() for topic in words if topic.startswith(PREFIX)}
    return (*SHAPES, *sorted({*named, "country"}))


@lru_cache(maxsize=16)
def signs(words: tuple[str, ...], tongues: tuple[str, ...]) -> Signs:
    """The signs of the lexicon in these languages, and `words` ("parcel", "two words") of a model beside them."""
    found: dict[str, set[int]] = defaultdict(set)
    number = {topic: at for at, topic in enumerate(topics())}
    for topic, key in _keys(tongues):
        found[key].add(number[topic])
    for at, word in enumerate(words, start=len(number)):
        found[f" {word} "].add(at)
    automaton = cast("_Automaton", ahocorasick.Automaton())  # pyright: ignore[reportUnknownMemberType]
    for at, key in enumerate(found):
        automaton.add_word(key, at)
    automaton.make_automaton()
    counts = np.array([len(numbers) for numbers in found.values()], np.intp)
    numbers = np.array([one for numbers in found.values() for one in sorted(numbers)], np.intp)
    return Signs(automaton, numbers, np.cumsum(counts) - counts, counts, number["money"])


@lru_cache(maxsize=16)
def _keys(tongues: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((topic, _key(phrase)) for topic, phrase in _phrases(tongues))


def _phrases(tongues: Iterable[str]) -> Iterable[tuple[str, str]]:
    for language in tongues:
        for topic, phrases in languages()[language].items():
            if topic.startswith(PREFIX):
                yield from ((topic.removeprefix(PREFIX), phrase) for phrase in phrases)
        yield from (("country", name) for name in _countries(language))
    yield from (("country", name) for name in _NATIVE.split(","))


def _countries(language: str) -> Iterable[str]:
    """Names of countries in the language (CLDR)."""
    territories = cast("dict[str, str]", Locale(language).territories)
    return (
        name for code, name in territories.items() if len(code) == 2 and code not in ("EU", "UN", "ZZ", "EZ", "XA", "XB", "QO")
    )


def _key(phrase: str) -> str:
    bare = plain(flat(phrase.strip("*"))).removeprefix(" ^").strip()
    return f"{'' if phrase.startswith('*') else ' '}{bare}{'' if phrase.endswith('*') else ' '}"


def shape(clause: str, row: bool, heading: bool) -> list[int]:
    """Numbers of the SHAPES that the clause has, but for two_amounts, which only counting its phrases tells."""
    size = len(clause)
    told = (False, row, heading, clause[-1:] == "?", "*" in clause, size < _SHORT, size > _LONG)
    return [at for at, is_so in enumerate(told) if is_so]
