"""Spans of time in a sentence: a number and its unit, "within 24 hours", "3–5 working days", "half an hour"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from journeyaudit.read.lexicon import fold, languages, matcher
from journeyaudit.read.promised.when import When

_LONGEST_DAYS, _BESIDE = 120.0, 24
_UNITS = ("workdays", "minutes", "hours", "days", "weeks", "months")
#: Unit of days → how many one of it is.
_DAYS = {"workdays": 1, "days": 1, "weeks": 7, "months": 30}
_NUMERAL = "numeral_"


def spans(sentence: str) -> Iterator[When]:
    """Every span that does not lie in the past, in hours or days; of two numbers the greater one behind, its outer limit."""
    folded = fold(sentence)
    for found in _span().finditer(folded):
        if not _over(folded, *found.span()):
            yield from _spanned(found)
    for start, end in matcher("time_half_hour").spans(sentence):
        if not _over(folded, start, end):
            yield When(start, end, hours=0.5)


def _spanned(found: re.Match[str]) -> Iterator[When]:
    number = _number(found["most"])
    unit = next(name for name in _UNITS if found[name])
    business = bool(found["workdays"] or found["before"] or found["after"])
    kind = "business" if business else "calendar" if found["plain"] or found["plain_before"] else None
    if unit in ("minutes", "hours"):
        yield When(*found.span(), hours=round(number / 60, 4) if unit == "minutes" else number, kind=kind)
    elif number * _DAYS[unit] <= _LONGEST_DAYS:
        yield When(*found.span(), days=number * _DAYS[unit], kind=kind)


def _over(folded: str, start: int, end: int) -> bool:
    """It counts back from now ("two days ago", "for the past 3 days") or on from something else ("after 5 days")."""
    before, after = folded[max(0, start - _BESIDE) : start].rstrip(), folded[end : end + _BESIDE].lstrip()
    return any(span[1] >= len(before) for span in matcher("time_ago_before").spans(before)) or any(
        span[0] == 0 for span in matcher("time_ago_after").spans(after)
    )


def _number(written: str) -> float:
    return float(written) if written.isdigit() else float(_number_names()[" ".join(written.split())])


@cache
def _number_names() -> dict[str, int]:
    found = {
        fold(phrase): int(topic.removeprefix(_NUMERAL))
        for words in languages().values()
        for topic, phrases in words.items()
        if topic.startswith(_NUMERAL)
        for phrase in phrases
    }
    return found | {fold(phrase): 1 for phrase in matcher("time_one").phrases}


def _any(*topics: str) -> str:
    phrases = {fold(phrase.strip("*")) for topic in topics for phrase in matcher(topic).phrases}
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _span() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_number_names(), key=len, reverse=True))
    number = rf"\d{{1,3}}|(?:{names})(?:(?<=')|(?![^\W_]))"
    business, filler, end = _any("time_business"), _any("time_filler"), r"(?![^\W_])"
    topics = ("time_business_days", "time_minutes", "time_hours", "time_days", "time_weeks", "time_months")
    units = "|".join(f"(?P<{name}>{_any(topic)})" for name, topic in zip(_UNITS, topics, strict=True))
    joint = rf"(?:{_any('time_days', 'time_hours', 'time_business_days')})?\s?(?:-|/|{_any('time_range')})\s?"
    least = rf"(?:(?:{number})\s?{joint})?"
    return re.compile(
        rf"(?<![^\W_])(?<![\d.,:/€£$-]){least}(?<![^\W_])(?P<most>{number})(?![\d.,:/]\d)(?:\s?\(\d{{1,3}}\))?[\s-]{{0,2}}"
        rf"(?:(?:{filler})\s)?"
        rf"(?:(?P<before>{business})[\s-])?(?:(?P<plain_before>{_any('time_calendar')})\s?)?(?:{units}){end}"
        rf"(?:\s(?:(?P<after>{business})|(?P<plain>{_any('time_calendar')})){end})?"
    )
