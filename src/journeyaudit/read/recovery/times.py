"""Times that somebody commits to, in a sentence: “within 24 hours”, “3–5 working days”, “by Friday at 5pm”, “tomorrow”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

from babel import Locale

from journeyaudit.read.lexicon import folded
from journeyaudit.read.recovery.sentences import Sentence
from journeyaudit.read.recovery.signs import Span

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
_NUMBERS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 21, 24, 28, 30, 48)
#: Unit topic → hours or days that one of it is, and the kind that it says by itself.
_UNITS: dict[str, tuple[float, float, Literal["business"] | None]] = {
    "minutes": (1 / 60, 0, None),
    "promise_hours": (1, 0, None),
    "promise_days": (0, 1, None),
    "promise_business_days": (0, 1, "business"),
    "promise_weeks": (0, 7, None),
    "promise_months": (0, 30, None),
}
_FIGURE = re.compile(r"(?:(\d{1,3}) ?(?:[-/]|[^\W\d]{1,4}) ?)?(\d{1,3})[ -]?$")
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))? ?(a\.?m\b\.?|p\.?m\b\.?|uhr\b|h\b|uur\b|o'clock\b)|\b(\d{1,2}):(\d{2})\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](20\d\d|\d\d))?\b(?!\s?(?:€|%|eur))")
_AROUND = 3


class Time(NamedTuple):
    """As `Promised` tells it; a place in the sentence."""

    start: int
    end: int
    hours: float | None = None
    days: float | None = None
    kind: Literal["business", "calendar"] | None = None
    by: str = ""
    at: str = ""


def times(sentence: Sentence) -> list[Time]:
    """All times in a sentence, in order; what overlaps a longer one is left out."""
    text = folded(sentence.text)
    found = [*_spans_of_time(sentence, text), *_named_days(sentence, text)]
    kept: list[Time] = []
    for one in sorted(found, key=lambda time: (time.start - time.end, time.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return [_with_clock(one, text) for one in sorted(kept, key=lambda time: time.start)]


def _spans_of_time(sentence: Sentence, text: str) -> Iterator[Time]:
    seen = sentence.seen
    business, calendar = seen.spans("promise_business"), seen.spans("promise_calendar")
    for unit, (hours, days, kind) in _UNITS.items():
        for start, end in seen.spans(unit):
            told = kind
            before = start
            for words, name in ((business, "business"), (calendar, "calendar")):
                for first, last in words:
                    if first < start <= last + _AROUND - 1:
                        before, told = first, cast("Literal['business', 'calendar']", name)
                    elif end <= first <= end + 1:
                        end, told = last, cast("Literal['business', 'calendar']", name)
            figure = _figure(sentence, text, before)
            if figure is not None:
                at, count = figure
                yield Time(
                    _from(sentence, at),
                    end,
                    hours=round(count * hours, 2) if hours else None,
                    days=count * days if days else None,
                    kind=told if days else None,
                )
    for start, end in seen.spans("half_hour"):
        yield Time(_from(sentence, start), end, hours=0.5)


def _figure(sentence: Sentence, text: str, end: int) -> tuple[int, float] | None:
    """The number that stands right before `end`, and where it begins."""
    if found := _FIGURE.search(text, max(0, end - 14), end):
        return found.start(), float(found[2])
    for number in _NUMBERS:
        for start, stop in sentence.seen.spans(f"numeral_{number}"):
            if stop <= end <= stop + _AROUND - 1:
                return start, float(number)
    for start, stop in sentence.seen.spans("a_unit"):
        if stop <= end <= stop + _AROUND - 1:
            return start, 1.0
    return None


def _named_days(sentence: Sentence, text: str) -> Iterator[Time]:
    days = _day_names()
    for word in _WORD.finditer(text):
        if name := days.get(word[0]):
            yield Time(_from(sentence, word.start()), word.end(), by=name)
    for topic, count in (("time_soon", 0.0), ("time_tomorrow", 1.0), ("time_next_week", 7.0)):
        for start, end in sentence.seen.spans(topic):
            yield Time(_from(sentence, start), end, days=count)
    for start, end in sentence.seen.spans("time_week"):
        yield Time(_from(sentence, start), end, by="Friday")
    yield from _dates(sentence, text)


def _dates(sentence: Sentence, text: str) -> Iterator[Time]:
    for found in _ISO.finditer(text):
        yield Time(_from(sentence, found.start()), found.end(), by=found[0])
    for found in _NUMERIC.finditer(text):
        day, month = int(found[1]), int(found[2])
        if 1 <= day <= 31 and 1 <= month <= 12:
            yield Time(_from(sentence, found.start()), found.end(), by=_iso(day, month, found[3]))
    months = _month_names()
    for word in _WORD.finditer(text):
        month = months.get(word[0])
        if month is None:
            continue
        before = re.search(r"(\d{1,2})(?:st|nd|rd|th|er|[.º])?(?: of| de)? ?$", text[max(0, word.start() - 10) : word.start()])
        after = re.match(r"\.? (\d{1,2})(?:st|nd|rd|th)?\b", text[word.end() : word.end() + 8])
        year = re.match(r"\.?,?(?: \d{1,2}(?:st|nd|rd|th)?,?)?(?: de)? (20\d\d)\b", text[word.end() : word.end() + 14])
        if before and 1 <= int(before[1]) <= 31:
            start = word.start() - len(before[0])
            yield Time(_from(sentence, start), word.end(), by=_iso(int(before[1]), month, year[1] if year else None))
        elif after and 1 <= int(after[1]) <= 31:
            end = word.end() + after.end()
            yield Time(_from(sentence, word.start()), end, by=_iso(int(after[1]), month, year[1] if year else None))


def _iso(day: int, month: int, year: str | None) -> str:
    """YYYY-MM-DD, or --MM-DD for a day whose year is not said."""
    whole = f"20{year}" if year and len(year) == 2 else year or "-"
    return f"{whole}-{month:02}-{day:02}"


def _from(sentence: Sentence, start: int) -> int:
    """The start of the words “within”, “by” before a time; its own start if there are none."""
    near = [at for at, end in sentence.seen.spans("time_word") if at < start and end <= start <= end + _AROUND + 4]
    return min(near, default=start)


def _with_clock(time: Time, text: str) -> Time:
    """The hour of the day that stands beside a named day."""
    if time.hours is not None:
        return time
    for found in _CLOCK.finditer(text, max(0, time.start - 24), min(len(text), time.end + 24)):
        hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
        mark = (found[3] or "").replace(".", "")
        hour = hour % 12 + 12 * (mark == "pm") if mark in {"am", "pm"} else hour
        if hour < 24 and minute < 60:
            return time._replace(
                at=f"{hour:02}:{minute:02}", start=min(time.start, found.start()), end=max(time.end, found.end())
            )
    return time


def span(time: Time) -> Span:
    return time.start, time.end


@cache
def _day_names() -> dict[str, str]:
    """Name of a weekday, folded, in any of our languages → in English."""
    english = _names("en", "days", "wide")
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for number, name in _names(language, "days", "wide").items():
            for form in (folded(name), folded(name).removesuffix("-feira")):
                found.setdefault(form, english[number])
    return found | {"sonnabend": "Saturday"}


@cache
def _month_names() -> dict[str, int]:
    """Name of a month, folded, whole or of three letters and more → its number."""
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in _names(language, "months", width).items():
                found.setdefault(folded(name).rstrip("."), number)
    return {name: number for name, number in found.items() if len(name) > 2 and name not in {"mar", "mag"}}


def _names(language: str, what: str, width: str) -> dict[int, str]:
    """Number → name, as CLDR has them: Monday is 0, January 1."""
    return cast("dict[int, str]", getattr(Locale.parse(language), what)["format"][width])
