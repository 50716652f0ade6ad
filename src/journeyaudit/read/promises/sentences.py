"""The sentences of a text that may hold a promise: found in one pass over the whole text, whatever its length."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from journeyaudit.read.promises.vocabulary import is_whole, triggers

#: No sentence that a reader takes in is longer; longer runs (a text without marks) are read in pieces.
LONGEST = 600
#: A line that only names what the next line says ("Delivery time" above "3-5 days").
_HEADING = 40
#: A sentence beside a promise that is no longer may hold a condition of it.
_BESIDE = 60
#: A full stop behind these ends no sentence.
_ABBREVIATIONS = frozenset(
    (
        *(
            "u.s",
            "u.k",
            "u.s.a",
            "a.m",
            "p.m",
            "rs",
            "approx",
            "max",
            "min",
            "no",
            "e.g",
            "i.e",
            "incl",
            "excl",
            "est",
            "st",
            "mo",
            "co",
            "inc",
        ),
        *(
            "ltd",
            "vs",
            "dr",
            "mr",
            "mrs",
            "ca",
            "std",
            "nr",
            "z.b",
            "inkl",
            "tg",
            "mind",
            "ggf",
            "bzw",
            "gg",
            "env",
            "máx",
            "aprox",
        ),
    )
)
_BREAK = re.compile(r"""\n\s*|[.!?…]+["')\]”»]*(?:[ \t\r]+|(?=\s))|[。؟][ \t\r]*""")
_DIGIT = re.compile(r"\d")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, spaces around it left out, none longer than LONGEST."""
    start = 0
    for stop in _BREAK.finditer(text):
        if _goes_on(text, stop):
            continue
        end = stop.end()
        if end - start > LONGEST:
            yield from _pieces(text, start, end)
        elif bounds := _trimmed(text, start, end):
            yield bounds
        start = end
    yield from _pieces(text, start, len(text))


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether no sentence ends here: the next word starts small (a wrapped line), or the full stop is an abbreviation's."""
    mark, end = text[stop.start()], stop.end()
    if mark == "!" or mark == "?":
        return False
    if text[end : end + 1].islower():
        return True
    if mark != ".":
        return False
    before = text[max(0, stop.start() - 10) : stop.start()].split()
    return bool(before) and before[-1].lower().lstrip("(") in _ABBREVIATIONS


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        if bounds := _trimmed(text, start, cut):
            yield bounds
        start = cut
    if bounds := _trimmed(text, start, end):
        yield bounds


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end].rstrip()
    size = len(piece.lstrip())
    end = start + len(piece)
    return (end - size, end) if size else None


class Candidate(NamedTuple):
    """A sentence that may hold a promise, with the short ones beside it on its line that may hold a condition of it."""

    start: int
    end: int
    before: tuple[int, int] | None = None
    after: tuple[int, int] | None = None


def candidates(text: str, folded: str) -> Iterator[Candidate]:
    """The sentences that name something moved and say something countable of it; a heading is taken with the line below it.

    `folded` is the comparable form of `text`.
    """
    bounds = list(spans(text))
    starts = [start for start, _ in bounds]
    legs: set[int] = set()
    values: set[int] = set()
    for last, (size, leg, value) in triggers(folded):
        number = bisect_right(starts, last + 1 - size) - 1
        is_new = (leg and number not in legs) or (value and number not in values)
        if not is_new or not is_whole(folded, text, last + 1 - size, last + 1):
            continue
        if leg:
            legs.add(number)
        if value:
            values.add(number)
    yield from _joined(text, bounds, legs, values)


def _joined(text: str, bounds: list[tuple[int, int]], legs: set[int], values: set[int]) -> Iterator[Candidate]:
    heading: int | None = None
    for number in sorted(legs | {leg + 1 for leg in legs if leg + 1 < len(bounds)}):
        start, end = bounds[number]
        told = number in values or _DIGIT.search(text, start, end) is not None
        if number in legs and told:
            yield Candidate(start, end, _lead(text, bounds, number), _tail(text, bounds, number))
        elif number not in legs and told and heading is not None and heading == number - 1:
            yield Candidate(bounds[heading][0], end)
        is_heading = number in legs and not told and end - start <= _HEADING and text[end - 1] not in ".!?"
        heading = number if is_heading else None


def _lead(text: str, bounds: list[tuple[int, int]], number: int) -> tuple[int, int] | None:
    """The question that the sentence answers: "Ordered before 6 pm? Then it ships today."."""
    if not number:
        return None
    start, end = bounds[number - 1]
    is_near = end - start <= _BESIDE and "\n" not in text[end : bounds[number][0]]
    return (start, end) if is_near and text[end - 1] == "?" else None


def _tail(text: str, bounds: list[tuple[int, int]], number: int) -> tuple[int, int] | None:
    """The short sentence right behind: "Free delivery. T&Cs apply."."""
    if number + 1 >= len(bounds):
        return None
    start, end = bounds[number + 1]
    is_near = end - start <= _BESIDE and "\n" not in text[bounds[number][1] : start]
    return (start, end) if is_near and text[end - 1] != "?" else None
