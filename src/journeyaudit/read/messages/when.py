"""The times that a sentence names: spans ("within 2 working days"), days ("by Friday", "le 24 novembre"), hours of the day.

One grammar for all languages; its words are the lexicon's `message_*`, the names of days and months are CLDR's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from babel import Locale

from journeyaudit.read.dates.calendar import WEEKDAYS
from journeyaudit.read.lexicon import fold, languages, matcher
from journeyaudit.read.promises.tokens import clock_time

_LONGEST_DAYS, _WEEK, _LEAST_LETTERS = 120.0, 7, 4
_CLOCK = re.compile(
    r"(?<![\d:.,])(?:(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?\s?[ap]\.?m\b|(?:[01]?\d|2[0-4])[:h][0-5]\d(?!\d)"
    r"|(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?\s?(?:uhr|uur|horas|heures|h)(?![^\W\d_]))"
)
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/]|\.\d)")


class When(NamedTuple):
    """A time at [start, end) of the sentence, as in `model.message.Promised`."""

    start: int
    end: int
    hours: float | None = None
    days: float | None = None
    kind: Literal["business", "calendar"] | None = None
    by: str = ""
    at: str = ""


def times(sentence: str, today: date | None, *, day_first: bool = True) -> tuple[When, ...]:
    """The times in order of their places. `today` turns "tomorrow" and "24 November" into days; without it, the first is one
    day from now and the second is left out.
    """
    folded = fold(sentence)
    found = [*_named(sentence, today), *_spans(folded), *_dates(folded, today, day_first=day_first), *_weekdays(sentence, folded)]
    kept: list[When] = []
    for one in sorted(found, key=lambda when: (when.start, when.start - when.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(_clocked(folded, kept))


def _spans(folded: str) -> Iterator[When]:
    for found in _span().finditer(folded):
        before = folded[max(0, found.start() - 24) : found.start()].rstrip()
        if any(span[1] >= len(before) for span in matcher("message_ago_before").spans(before)):
            continue
        number = _number(found["most"])
        unit = next(name for name in ("minutes", "hours", "days", "weeks", "workdays") if found[name])
        business = bool(found["workdays"] or found["before"] or found["after"])
        kind = "business" if business else "calendar" if found["plain"] or found["plain_before"] else None
        if unit in ("minutes", "hours"):
            yield When(*found.span(), hours=round(number / 60, 4) if unit == "minutes" else number, kind=kind)
        elif number * (_WEEK if unit == "weeks" else 1) <= _LONGEST_DAYS:
            yield When(*found.span(), days=number * (_WEEK if unit == "weeks" else 1), kind=kind)


def _named(sentence: str, today: date | None) -> Iterator[When]:
    for start, end in matcher("message_next_business_day").spans(sentence):
        yield When(start, end, days=1.0, kind="business")
    for topic, days in (("message_same_day", 0), ("message_today", 0), ("message_tomorrow", 1)):
        for start, end in matcher(topic).spans(sentence):
            named = (today + timedelta(days=days)).isoformat() if today else ""
            yield When(start, end, by=named) if named else When(start, end, days=float(days), kind="calendar")
    for start, end in matcher("message_week_end").spans(sentence):
        yield When(start, end, by=WEEKDAYS[4])


def _weekdays(sentence: str, folded: str) -> Iterator[When]:
    """A day of the week behind a word such as "by" or "on", and not the first of "Monday to Friday"."""
    for found in re.finditer(r"[^\W\d_]+(?:-feira)?", folded):
        weekday = weekday_names().get(found[0])
        if weekday is None or len(found[0]) < _LEAST_LETTERS:
            continue
        before = sentence[max(0, found.start() - 24) : found.start()].rstrip()
        near = [span for span in matcher("message_by").spans(before) if len(before) - span[1] <= _LEAST_LETTERS * 3]
        after = folded[found.end() : found.end() + 12]
        if near and not re.match(r"\s?(?:-|to|bis|a|au|al|t/m|tot|until|through)\s?[^\W\d_]{2,}", after):
            yield When(found.start(), found.end(), by=WEEKDAYS[weekday])


def _dates(folded: str, today: date | None, *, day_first: bool) -> Iterator[When]:
    for found in _ISO.finditer(folded):
        yield from _dated(found.span(), int(found[1]), int(found[2]), int(found[3]), today)
    for found in _written_date().finditer(folded):
        month = month_names()[found["month"] or found["month_first"]]
        day = int(found["day"] or found["day_last"])
        year = found["year"] or found["year_last"]
        yield from _dated(found.span(), int(year) if year else None, month, day, today)
    for found in _FIGURES.finditer(folded):
        first, second = int(found[1]), int(found[3])
        is_day_first = (day_first or found[2] == "." or first > 12) and second <= 12
        day, month = (first, second) if is_day_first else (second, first)
        if found[2] == "/" or found[4] or folded[found.end() : found.end() + 1] == ".":
            year = int(found[4]) + (2000 if len(found[4]) == 2 else 0) if found[4] else None
            yield from _dated(found.span(), year, month, day, today)


def _dated(span: tuple[int, int], year: int | None, month: int, day: int, today: date | None) -> Iterator[When]:
    """The day if there is such a one; without a year the next one after today."""
    try:
        if year is not None:
            yield When(*span, by=date(year, month, day).isoformat())
        elif today is not None:
            named = date(today.year, month, day)
            yield When(*span, by=(named if named >= today - timedelta(days=60) else date(today.year + 1, month, day)).isoformat())
    except ValueError:
        return


def _clocked(folded: str, found: list[When]) -> Iterator[When]:
    """Days with the hour of the day that stands beside them; an hour alone is today's."""
    clocks = [(match.start(), match.end(), clock_time(match[0].replace(".m", "m"))) for match in _CLOCK.finditer(folded)]
    clocks += [(start, end, "12:00") for start, end in matcher("message_noon").spans(folded)]
    for one in found:
        beside = [clock for clock in clocks if (clock[2] and -20 <= clock[0] - one.end <= 16) or -16 <= clock[1] - one.start <= 0]
        is_day = bool(one.by) or one.days is not None
        if not is_day or not beside or any(start < one.end and one.start < end for start, end, _ in beside):
            yield one
            continue
        start, end, at = min(beside, key=lambda clock: abs(clock[0] - one.end))
        yield one._replace(start=min(start, one.start), end=max(end, one.end), at=at or "")


def _number(written: str) -> float:
    return float(written) if written.isdigit() else float(_number_names()[" ".join(written.split())])


@cache
def _number_names() -> dict[str, int]:
    prefix = "message_number_"
    return {
        fold(phrase): int(topic.removeprefix(prefix))
        for words in languages().values()
        for topic, phrases in words.items()
        if topic.startswith(prefix) and topic.removeprefix(prefix).isdigit()
        for phrase in phrases
    }


def _any(*topics: str) -> str:
    phrases = {fold(phrase.strip("*")) for topic in topics for phrase in matcher(topic).phrases}
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _span() -> re.Pattern[str]:
    number = rf"\d{{1,3}}|(?:{'|'.join(sorted(map(re.escape, _number_names()), key=len, reverse=True))})(?![^\W_])"
    business, filler, end = _any("message_business"), _any("message_filler"), r"(?![^\W_])"
    units = "|".join(
        f"(?P<{name}>{_any(topic)})"
        for name, topic in (
            ("workdays", "message_business_days"),
            ("minutes", "message_minutes"),
            ("hours", "message_hours"),
            ("days", "message_days"),
            ("weeks", "message_weeks"),
        )
    )
    middle = rf"(?:{units})"
    joint = rf"(?:{_any('message_days', 'message_hours', 'message_business_days')})?\s?(?:-|/|{_any('message_range')})\s?"
    least = rf"(?:(?:{number})\s?{joint})?"
    return re.compile(
        rf"(?<![^\W_])(?<![\d.,:/€£$-]){least}(?<![^\W_])(?P<most>{number})(?![\d.,:/]\d)(?:\s?\(\d{{1,3}}\))?[\s-]{{0,2}}"
        rf"(?:(?:{filler})\s)?"
        rf"(?:(?P<before>{business})[\s-])?(?:(?P<plain_before>{_any('message_calendar')})\s?)?{middle}{end}"
        rf"(?:\s(?:(?P<after>{business})|(?P<plain>{_any('message_calendar')})){end})?"
    )


@cache
def weekday_names() -> dict[str, int]:
    """Folded names of weekdays in every language → 0 (Monday) to 6."""
    found: dict[str, int] = {}
    for language in languages():
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).days["format"][width].items():
                bare = fold(name).strip(".")
                found.setdefault(bare, number)
                found.setdefault(bare.removesuffix("-feira"), number)
                found.setdefault(f"{bare}s", number)
    return found


@cache
def month_names() -> dict[str, int]:
    """Folded names of months in every language → 1 to 12; the short ones too."""
    found: dict[str, int] = {}
    for language in languages():
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).months["format"][width].items():
                found.setdefault(fold(unicodedata.normalize("NFC", name)).strip("."), number)
    return {name: number for name, number in found.items() if len(name) > 2}


@cache
def _written_date() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, month_names()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\d.,:])(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?\s(?:of\s|de\s)?(?P<month>{months})\b\.?(?:,?\s(?:de\s)?(?P<year>20\d\d))?"
        rf"|\b(?P<month_first>{months})\.?\s(?P<day_last>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])(?:,?\s(?P<year_last>20\d\d))?"
    )
