"""The words that delivery promises are made of, from the lexicon's topics `promise_*` and `numeral_*`.

A phrase plays roles ("free", "deliver", "over"), one set for each language that has it: "a" is English noise, French "to".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from journeyaudit.read.lexicon import fold, languages
from journeyaudit.read.lexicon.finder import Finder

Roles = frozenset[str]
_PROMISE, _NUMBER = "promise_", "numeral_"
#: Roles that make a sentence worth reading: what is moved, and what is said of it.
_LEGS = frozenset(
    {"deliver", "receive", "shipping", "ship", "dispatch", "service", "free_delivery", "next_day", "next_business_day"}
)
_VALUES = frozenset({"free", "free_delivery", "next_day", "next_business_day", "same_day", "today", "tomorrow"})
#: A unit says something by its number only; short ones ("AT", "j") are told by its digit, being words of other languages too.
_UNITS, _SHORTEST_UNIT = frozenset({"days", "business_days", "weeks"}), 3

#: Two words run together are at least so long ("SpedizioneGratis").
_RUN_TOGETHER = 8


class Phrase(NamedTuple):
    """One phrase: its letters and their count, its roles in each language, its number if it is a numeral, and what it starts."""

    key: str
    size: int
    roles: dict[str, Roles]
    number: int | None
    leg: bool
    value: bool
    languages: frozenset[str]


#: The size of a phrase that makes a sentence worth reading, whether it names something moved, and whether it says something.
Trigger = tuple[int, bool, bool]


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
            if not topic.startswith((_PROMISE, _NUMBER)):
                continue
            role = topic.removeprefix(_PROMISE) if topic.startswith(_PROMISE) else "number"
            for phrase in phrases:
                key = comparable(phrase).strip()
                roles[key][language].add(role)
                if topic.startswith(_NUMBER):
                    numbers[key] = int(topic.removeprefix(_NUMBER))
    return {key: _phrase(key, by_language, numbers.get(key)) for key, by_language in roles.items()}


def _phrase(key: str, by_language: dict[str, set[str]], number: int | None) -> Phrase:
    every = frozenset[str]().union(*by_language.values())
    kept = {language: frozenset(roles) for language, roles in by_language.items()}
    value = bool(every & _VALUES or (every & _UNITS and len(key) >= _SHORTEST_UNIT))
    return Phrase(key, len(key), kept, number, bool(every & _LEGS), value, frozenset(kept))


def phrase_of(key: str) -> Phrase:
    """The phrase of these letters. Raises KeyError if there is none."""
    return _keyed()[key]


@cache
def _triggering() -> tuple[Finder, tuple[Trigger, ...]]:
    """Finds the phrases that make a sentence worth reading; their kinds in the same order."""
    found = {key: (phrase.size, phrase.leg, phrase.value) for key, phrase in _keyed().items() if phrase.leg or phrase.value}
    return Finder(found, dense=True), tuple(found.values())


def triggers(folded: str) -> Iterator[tuple[int, Trigger]]:
    """The last letter and the kind of every trigger in comparable text; not yet held to whole words, for speed."""
    finder, kinds = _triggering()
    return ((end - 1, kinds[phrase]) for phrase, _, end in finder.places(folded))


_FIRST = re.compile(r"[^\W\d_]+|\d+|.", re.DOTALL)


class _Starting(NamedTuple):
    """The phrases that start with one word, each group the longest first: by the two letters behind the word, and the rest."""

    longer: dict[str, tuple[Phrase, ...]]
    short: tuple[Phrase, ...]


@cache
def _by_first() -> dict[str, _Starting]:
    """First word → the phrases that start with it."""
    longer: defaultdict[str, defaultdict[str, list[Phrase]]] = defaultdict(lambda: defaultdict(list))
    short: defaultdict[str, list[Phrase]] = defaultdict(list)
    for key in sorted(_keyed(), key=len, reverse=True):
        first = _FIRST.match(key)
        if first is None:
            continue
        word, behind = first.group(), key[first.end() : first.end() + 2]
        (longer[word][behind] if len(behind) == 2 else short[word]).append(_keyed()[key])
    return {
        word: _Starting({behind: tuple(phrases) for behind, phrases in longer[word].items()}, tuple(short[word]))
        for word in {*longer, *short}
    }


def phrase_at(folded: str, text: str, place: int) -> Phrase | None:
    """The longest whole phrase that starts at `place`, where a word starts. `folded` is the comparable form of `text`."""
    first = _FIRST.match(folded, place)
    return phrase_from(folded, text, place, first.end()) if first is not None else None


def phrase_from(folded: str, text: str, place: int, end: int) -> Phrase | None:
    """As `phrase_at`, where the first word's end is known."""
    word = folded[place:end]
    starting = _by_first().get(word)
    if starting is not None:
        for phrase in starting.longer.get(folded[end : end + 2], ()):
            if folded.startswith(phrase.key, place) and _ends(folded, text, place + phrase.size):
                return phrase
        for phrase in starting.short:
            if phrase.key == word or (folded.startswith(phrase.key, place) and _ends(folded, text, place + phrase.size)):
                return phrase
    return _run_together(word, text[place:end]) if end - place >= _RUN_TOGETHER else None


def _run_together(word: str, written: str) -> Phrase | None:
    """The phrase that the first of several words run together is."""
    if written.islower() or written.isupper() or written.istitle():
        return None
    hump = next((at for at in range(1, len(word)) if _is_hump(written, at)), len(word))
    return _keyed().get(word[:hump])


def is_whole(folded: str, text: str, start: int, end: int) -> bool:
    """Whether the words end where the phrase does: at a mark, a space, a digit, or a capital inside a run-together word."""
    if start and folded[start].isalpha() and folded[start - 1].isalpha() and not _is_hump(text, start):
        return False
    return _ends(folded, text, end)


def _ends(folded: str, text: str, end: int) -> bool:
    if end < len(folded) and folded[end - 1].isalpha() and folded[end].isalpha():
        return _is_hump(text, end)
    return not (end < len(folded) and folded[end - 1].isdigit() and folded[end].isdigit())


def _is_hump(text: str, place: int) -> bool:
    return text[place].isupper() and text[place - 1].islower()
