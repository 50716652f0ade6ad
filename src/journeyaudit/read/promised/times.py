"""The times that a sentence names, in order, each with the hour of the day that stands beside it.

One grammar for all languages; its words are the lexicon's `time_*` and `numeral_*`, the names of days and months are CLDR's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from journeyaudit.read.dates.calendar import WEEKDAYS
from journeyaudit.read.lexicon import fold, matcher
from journeyaudit.read.promised.days import days
from journeyaudit.read.promised.names import weekday_names
from journeyaudit.read.promised.spans import spans
from journeyaudit.read.promised.when import When
from journeyaudit.read.promises.tokens import clock_time

_CLOCK = re.compile(
    r"(?<![\d:.,])(?:(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?\s?[ap]\.?m\b|(?:[01]?\d|2[0-4])[:h][0-5]\d(?!\d)(?:\s?(?:uhr|uur|h)\b)?"
    r"|(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?\s?(?:uhr|uur|horas|heures|h|o'clock)(?![^\W\d_]))"
)
_BETWEEN = r"\s?(?:-|/|to|and|or|till|until|bis|und|et|a|y|e|en|tot|ate|and the|y las|e le|e as|alle|as)\s?"
_JOINT = re.compile(_BETWEEN)
#: The first of two hours leaves its mark to the second: "between 8 and 12 Uhr", "2-4pm".
_FIRST = re.compile(rf"(?<![\d:.,])(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?{_BETWEEN}$")
#: A number that counts nothing: the end of the sentence or a day stands behind it.
_HOUR = re.compile(r"\s?(2[0-4]|1\d|[1-9])(?=\s*(?:[,;!?)]|$|\.(?!\d)))")
#: What stands between a weekday and its date.
_BESIDE = re.compile(r",?\s?(?:the|den|dem|le|el|il|dia|de|op)?\s?")
_AHEAD, _BEHIND, _AROUND, _EARLIEST = 20, 16, 24, 7


class _Clock(NamedTuple):
    start: int
    end: int
    at: str
    #: It is the last of two hours ("between 8 and 12").
    is_range: bool = False


def times(sentence: str, today: date | None, *, day_first: bool = True) -> tuple[When, ...]:
    """The times in order of their places; what overlaps a longer one is left out.

    `today` turns "tomorrow" and "24 November" into days; without it, the first is one day from now and the second --11-24. An
    hour of the day alone ("by 5pm") is a time where nothing else is said, but for opening hours.
    """
    found = [*days(sentence, today, day_first=day_first), *spans(sentence)]
    clocks = _clocks(sentence)
    if not found:
        return tuple(_alone(sentence, clocks))
    return tuple(_dated(sentence, _apart(_clocked(one, clocks) for one in _apart(found))))


def _apart(found: Iterable[When]) -> list[When]:
    """In order, without those that overlap a longer one."""
    kept: list[When] = []
    for one in sorted(found, key=lambda when: (when.start - when.end, when.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda when: when.start)


def _dated(sentence: str, found: list[When]) -> Iterator[When]:
    """A weekday and the date right behind it are one day, that of the date."""
    weekday: When | None = None
    for one in found:
        if weekday and one.by[-1:].isdigit() and _BESIDE.fullmatch(fold(sentence), weekday.end, one.start):
            yield one._replace(start=weekday.start, at=one.at or weekday.at)
            weekday = None
            continue
        if weekday:
            yield weekday
        weekday = one if one.by in WEEKDAYS else None
        if weekday is None:
            yield one
    if weekday:
        yield weekday


def _clocks(sentence: str) -> list[_Clock]:
    """The hours of the day, in order; of two that make a range the last, as one that holds both."""
    folded = fold(sentence)
    found = [_Clock(*match.span(), at) for match in _CLOCK.finditer(folded) if (at := clock_time(match[0].replace(".m", "m")))]
    found += [_Clock(start, end, "12:00") for start, end in matcher("time_noon").spans(sentence)]
    found += _bare(sentence, folded, found)
    whole: list[_Clock] = []
    for clock in sorted(found):
        before = whole[-1] if whole else None
        if before and clock.start < before.end:
            continue
        if before and _JOINT.fullmatch(folded, before.end, clock.start):
            whole[-1] = _Clock(before.start, clock.end, clock.at, is_range=True)
        elif first := _FIRST.search(folded, max(0, clock.start - _AROUND), clock.start):
            whole.append(_Clock(first.start(), clock.end, clock.at, is_range=True))
        else:
            whole.append(clock)
    return whole


def _bare(sentence: str, folded: str, known: list[_Clock]) -> Iterator[_Clock]:
    """A number alone behind a word such as "by": "before 6 today". Nobody means six in the morning."""
    for _, end in matcher("time_at").spans(sentence):
        found = _HOUR.match(folded, end)
        if found and not any(clock.start <= found.start(1) < clock.end for clock in known):
            hour = int(found[1])
            yield _Clock(found.start(1), found.end(1), f"{hour + 12 * (hour < _EARLIEST):02}:00")


def _alone(sentence: str, clocks: list[_Clock]) -> Iterator[When]:
    """Hours of today's or the next open day; those of a sentence on weekdays are opening hours."""
    words = re.findall(r"[^\W\d_]+", fold(sentence))
    if any(word in weekday_names() or word.removesuffix("s") in weekday_names() for word in words):
        return
    for clock in clocks:
        before = sentence[max(0, clock.start - _AROUND) : clock.start].rstrip()
        topic = "time_between" if clock.is_range else "time_at"
        if any(end == len(before) for _, end in matcher(topic).spans(before)):
            yield When(clock.start, clock.end, at=clock.at)


def _clocked(one: When, clocks: list[_Clock]) -> When:
    """A day with the hour that stands nearest to it."""
    beside = [clock for clock in clocks if -_AHEAD <= clock.start - one.end <= _BEHIND or -_BEHIND <= clock.end - one.start <= 0]
    if not one.is_day or not beside or any(clock.start < one.end and one.start < clock.end for clock in beside):
        return one
    nearest = min(beside, key=lambda clock: abs(clock.start - one.end))
    return one._replace(start=min(nearest.start, one.start), end=max(nearest.end, one.end), at=nearest.at)
