"""Days that a sentence names: today, weekdays, the end of the week, dates however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from journeyaudit.read.dates.calendar import WEEKDAYS
from journeyaudit.read.lexicon import fold, matcher
from journeyaudit.read.promised.names import month_names, weekday_names
from journeyaudit.read.promised.when import When

_FRIDAY, _WEEK = 4, 7
#: Short names of weekdays are other words too: they need a word such as "by" right before them.
_LEAST_LETTERS, _BEFORE = 4, 24
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/]|\.\d)")
#: A number with an ordinal's mark, or with nothing behind it that it could count.
_DAY_OF_MONTH = re.compile(r"\s?([0-3]?\d)(?:(?:st|nd|rd|th|er|e|\.|º)(?!\w|\d)|(?=\s*(?:[,;!?)]|$|\.(?!\d))))")
#: A date this long ago is last month's, not next year's.
_PAST = timedelta(days=60)


def days(sentence: str, today: date | None, *, day_first: bool) -> Iterator[When]:
    """Every day that is named. A date without a year is the next one after `today`, --MM-DD where that is not known."""
    folded = fold(sentence)
    yield from _named(sentence, today)
    yield from _weekdays(sentence, folded)
    yield from _dates(sentence, folded, today, day_first=day_first)


def _named(sentence: str, today: date | None) -> Iterator[When]:
    for start, end in matcher("time_next_business_day").spans(sentence):
        yield When(start, end, days=1.0, kind="business")
    mornings = list(matcher("time_morning").spans(sentence))
    for topic, ahead in (("time_same_day", 0), ("time_today", 0), ("time_tomorrow", 1), ("time_after_tomorrow", 2)):
        for start, end in matcher(topic).spans(sentence):
            if any(first < end and start < last for first, last in mornings):
                continue
            named = (today + timedelta(days=ahead)).isoformat() if today else ""
            yield When(start, end, by=named) if named else When(start, end, days=float(ahead), kind="calendar")
    for start, end in matcher("time_week_end").spans(sentence):
        yield When(start, end, by=WEEKDAYS[_FRIDAY])
    for start, end in matcher("time_next_week").spans(sentence):
        friday = today + timedelta(days=_FRIDAY - today.weekday() + _WEEK) if today else None
        yield When(start, end, by=friday.isoformat()) if friday else When(start, end, days=float(_WEEK), kind="calendar")


def _weekdays(sentence: str, folded: str) -> Iterator[When]:
    """A day of the week that is not last week's, nor an end of "Monday to Friday"."""
    for found in re.finditer(r"[^\W\d_]+(?:-feira)?", folded):
        weekday = weekday_names().get(found[0])
        if weekday is None or _is_range(folded, *found.span()) or _is_last(folded, *found.span()):
            continue
        if len(found[0]) >= _LEAST_LETTERS or _led(sentence, found.start()):
            yield When(*found.span(), by=WEEKDAYS[weekday])


def _weekday_ends(folded: str) -> Iterator[int]:
    """Where the number of its day may stand behind a weekday: "Thursday the 26th"."""
    for word in re.finditer(r"([^\W\d_]+(?:-feira)?),?(?:\s(?:the|den|dem|le|el|il|de))?(?=\s)", folded):
        if word[1] in weekday_names():
            yield word.end()


def _led(sentence: str, start: int) -> bool:
    """A word such as "by" stands right before it."""
    before = sentence[max(0, start - _BEFORE) : start].rstrip()
    return any(len(before) == end for _, end in matcher("time_by").spans(before))


def _is_last(folded: str, start: int, end: int) -> bool:
    before, after = folded[max(0, start - 12) : start].rstrip(), folded[end : end + 12].lstrip()
    last = matcher("time_last")
    return any(stop == len(before) for _, stop in last.spans(before)) or any(begin == 0 for begin, _ in last.spans(after))


def _is_range(folded: str, start: int, end: int) -> bool:
    between = r"\s?(?:-|to|bis|a|au|al|t/m|tot|until|through|thru|till|e)\s?"
    behind = re.match(rf"{between}(?:le |il |la |o )?([^\W\d_]+)", folded[end : end + 20])
    ahead = re.search(rf"([^\W\d_]+)\.?{between}$", folded[max(0, start - 20) : start])
    return any(found is not None and found[1] in weekday_names() for found in (behind, ahead))


def _dates(sentence: str, folded: str, today: date | None, *, day_first: bool) -> Iterator[When]:
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
        whole = found[2] == "/" or found[4] or folded[found.end() : found.end() + 1] == "."
        if whole or _led(sentence, found.start()):
            year = int(found[4]) + (2000 if len(found[4]) == 2 else 0) if found[4] else None
            yield from _dated(found.span(), year, month, day, today)
    for end in (*(end for _, end in matcher("time_day_before").spans(sentence)), *_weekday_ends(folded)):
        if found := _DAY_OF_MONTH.match(folded, end):
            yield from _day_of_month(found.start(1), found.end(), int(found[1]), today)


def _dated(span: tuple[int, int], year: int | None, month: int, day: int, today: date | None) -> Iterator[When]:
    """The day if there is such a one; without a year the next one after today."""
    try:
        if year is not None:
            yield When(*span, by=date(year, month, day).isoformat())
        elif today is None:
            yield When(*span, by=f"--{date(2000, month, day):%m-%d}")
        else:
            named = date(today.year, month, day)
            yield When(*span, by=(named if named >= today - _PAST else date(today.year + 1, month, day)).isoformat())
    except ValueError:
        return


def _day_of_month(start: int, end: int, day: int, today: date | None) -> Iterator[When]:
    """The next day of this number from today on; ---DD where today is not known."""
    if today is None:
        if 1 <= day <= 31:
            yield When(start, end, by=f"---{day:02}")
        return
    ahead = (today + timedelta(days=number) for number in range(62))
    yield from (When(start, end, by=one.isoformat()) for one in [next((one for one in ahead if one.day == day), None)] if one)


@cache
def _written_date() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, month_names()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\d.,:])(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?\s(?:of\s|de\s)?(?P<month>{months})\b\.?(?:,?\s(?:de\s)?(?P<year>20\d\d))?"
        rf"|\b(?P<month_first>{months})\.?\s(?P<day_last>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])(?:,?\s(?P<year_last>20\d\d))?"
    )
