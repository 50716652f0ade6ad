"""A date as a form wants it written: in one line or in three lists. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal, cast

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from journeyaudit.model.blank import Blank, Choice
from journeyaudit.read.lexicon import fold, languages, matcher

Part = Literal["day", "month", "year"]

#: The letters that stand for day, month and year in the languages of the lexicon, as DD/MM/YYYY and TT.MM.JJJJ.
_MASK = re.compile(r"\b([dtjg]{1,2}|m{1,2}|[yjab]{2,4})([./ -])([dtjg]{1,2}|m{1,2})\2([yajb]{2,4}|[dtjg]{1,2})(?![a-z])", re.I)
#: A date as an example, of which the place of the day is sure: 31/12/2025, 2025-12-31.
_EXAMPLE = re.compile(r"\b(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\b")
_YEAR = re.compile(r"(19|20)\d\d")
_LAST_DAY = 31
_MONTHS = 12


def written(day: str, words: str, country: str | None) -> str:
    """An ISO date as a field's words show it, else as its country writes dates; what is no date as it is."""
    try:
        moment = date.fromisoformat(day)
    except ValueError:
        return day
    return moment.strftime(_shown(words) or _customary(country))


def _shown(words: str) -> str:
    if found := _MASK.search(words):
        parts = [found[1], found[3], found[4]]
        if len(parts[0]) > 2:
            order = ["%Y", "%m", "%d"]
        elif parts[0].lower().startswith("m"):
            order = ["%m", "%d", _year(parts[2])]
        else:
            order = ["%d", "%m", _year(parts[2])]
        return found[2].join(order)
    if found := _EXAMPLE.search(words):
        first, second = int(found[1]), int(found[3])
        if first > _LAST_DAY:
            return found[2].join(["%Y", "%m", "%d"])
        if max(first, second) > _MONTHS:
            return found[2].join([*(("%d", "%m") if first > _MONTHS else ("%m", "%d")), _year(found[4])])
    return ""


def _year(shown: str) -> str:
    return "%y" if len(shown) == 2 else "%Y"


def _customary(country: str | None) -> str:
    try:
        locale = Locale.parse(f"und_{country}", resolve_likely_subtags=True) if country else None
    except (UnknownLocaleError, ValueError):
        locale = None
    if locale is None:
        return "%Y-%m-%d"
    pattern = locale.date_formats["short"].pattern
    parts = {"d": "%d", "M": "%m", "y": "%Y"}
    return re.sub(r"d+|M+|y+", lambda found: parts[found[0][0]], pattern)


def part_of(field: Blank) -> Part | None:
    """Is a list the day, the month or the year of a date that is no birthday?"""
    if field.type != "select" or matcher("recovery_fact_date_of_birth").find(
        f"{field.label} {field.group} {field.context} {field.name}"
    ):
        return None
    said = [choice.text.strip() for choice in field.choices if choice.value]
    real = [text for text in said if any(sign.isdigit() for sign in text) or _month(text)]
    if not real or len(real) < len(said) - 1:
        return None
    if all(_YEAR.fullmatch(text) for text in real):
        return "year"
    if len(real) == _MONTHS and (
        all(_month(text) for text in real) or [_number(text) for text in real] == [*range(1, _MONTHS + 1)]
    ):
        return "month"
    return "day" if [_number(text) for text in real] == [*range(1, _LAST_DAY + 1)] else None


def choice_of(field: Blank, part: Part, day: str) -> Choice | None:
    """The option of such a list for an ISO date; None if it offers none."""
    try:
        moment = date.fromisoformat(day)
    except ValueError:
        return None
    wanted = getattr(moment, part)
    fitting = (
        c for c in field.choices if not c.disabled and c.value and wanted in (_number(c.text.strip()), _month(c.text.strip()))
    )
    return next(fitting, None)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _month(text: str) -> int:
    """The month that a word names in any of our languages, else 0."""
    bare = fold(text.rstrip("."))
    if len(bare) < 3:
        return 0
    return _names().get(bare, 0)


@cache
def _names() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in languages():
        for width in ("wide", "abbreviated"):
            names = cast("Mapping[int, str]", get_month_names(width, locale=language))
            found = {fold(name.rstrip(".")): number for number, name in names.items()} | found
    return found
