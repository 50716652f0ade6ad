"""The words that delivery promises are made of, from the lexicon's topics `promise_*` and `numeral_*`.

A phrase plays roles ("free", "deliver", "over"), one set for each language that has it: "a" is English noise, French "to".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, Protocol, cast

import ahocorasick  # pyright: ignore[reportMissingTypeStubs] -- it ships none; `_Automaton` says what is used

from journeyaudit.read.lexicon import fold, languages

Roles = frozenset[str]
_PROMISE, _NUMBER = "promise_", "numeral_"
#: Roles that make a sentence worth reading: what is moved, and what is said of it.
_LEGS = frozenset(
    {"deliver", "receive", "shipping", "ship", "dispatch", "service", "free_delivery", "next_day", "next_business_day"}
)
_VALUES = frozenset(
    {"free", "free_delivery", "next_day", "next_business_day", "same_day", "today", "tomorrow", "days", "business_days", "weeks"}
)


class Phrase(NamedTuple):
    """One phrase: its length, its roles in each language, its number where it is a numeral, and what it starts."""

    size: int
    roles: dict[str, Roles]
    number: int | None
    leg: bool
    value: bool


class _Automaton(Protocol):
    def add_word(self, key: str, value: Phrase) -> bool: ...
    def make_automaton(self) -> None: ...
    def iter(self, text: str, start: int, end: int) -> Iterator[tuple[int, Phrase]]: ...


def comparable(text: str) -> str:
    """The text as phrases are looked up in it: folded, hyphens as spaces; of the same length."""
    return fold.__wrapped__(text).replace("-", " ")


@cache
def _keyed() -> dict[str, Phrase]:
    """Every phrase under the letters it is looked up by."""
    roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    numbers: dict[str, int] = {}
    for language, topics in languages().items():
        for topic, phrases in topics.items():
            for phrase in phrases:
                key = comparable(phrase).strip()
                if topic.startswith(_PROMISE):
                    roles[key][language].add(topic.removeprefix(_PROMISE))
                elif topic.startswith(_NUMBER):
                    roles[key][language].add("number")
                    numbers[key] = int(topic.removeprefix(_NUMBER))
    return {key: _phrase(key, by_language, numbers.get(key)) for key, by_language in roles.items()}


def _phrase(key: str, by_language: dict[str, set[str]], number: int | None) -> Phrase:
    every = frozenset[str]().union(*by_language.values())
    kept = {language: frozenset(roles) for language, roles in by_language.items()}
    return Phrase(len(key), kept, number, bool(every & _LEGS), bool(every & _VALUES))


@cache
def _automaton(triggers_only: bool) -> _Automaton:
    automaton = cast("_Automaton", ahocorasick.Automaton())  # pyright: ignore[reportUnknownMemberType]
    for key, phrase in _keyed().items():
        if not triggers_only or phrase.leg or phrase.value:
            automaton.add_word(key, phrase)
    automaton.make_automaton()
    return automaton


def triggers(folded: str) -> Iterator[tuple[int, Phrase]]:
    """Start and phrase of every trigger in comparable text; not yet held to whole words, for speed."""
    for last, phrase in _automaton(True).iter(folded, 0, len(folded)):
        yield last + 1 - phrase.size, phrase


def phrases(folded: str, text: str, start: int, end: int) -> dict[int, Phrase]:
    """The longest whole phrase at each place of text[start:end]. `folded` is the comparable form of all of `text`."""
    found: dict[int, Phrase] = {}
    for last, phrase in _automaton(False).iter(folded, start, end):
        begin = last + 1 - phrase.size
        if begin and folded[begin - 1].isalpha() and folded[begin].isalpha() and text[begin].islower():
            continue  # the commonest case, kept out of a call
        known = found.get(begin)
        if (known is None or known.size < phrase.size) and is_whole(folded, text, begin, last + 1):
            found[begin] = phrase
    return found


def is_whole(folded: str, text: str, start: int, end: int) -> bool:
    """Whether the words end where the phrase does: at a mark, a space, a digit, or a capital inside a run-together word."""
    if start and folded[start].isalpha() and folded[start - 1].isalpha() and not _is_hump(text, start):
        return False
    if end < len(folded) and folded[end - 1].isalpha() and folded[end].isalpha():
        return _is_hump(text, end)
    return not (end < len(folded) and folded[end - 1].isdigit() and folded[end].isdigit())


def _is_hump(text: str, place: int) -> bool:
    return text[place].isupper() and text[place - 1].islower()
