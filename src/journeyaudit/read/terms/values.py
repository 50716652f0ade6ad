"""The value of a condition, normalised by its type; model.promise.Exclusion says which fields. None: the text leaves it open."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from babel import Locale

from journeyaudit.model.promise import ExclusionType, Money
from journeyaudit.read.lexicon import fold, languages, matcher
from journeyaudit.read.promises.money import MONEY, money_of
from journeyaudit.read.promises.tokens import clock_time
from journeyaudit.read.terms.places import places

Value = dict[str, Any]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIGURE = re.compile(r"\d+")
#: How far the sign of an amount stands from its figures at most ("pounds 20", "20,-- dollars").
_SIGN_BEFORE, _SIGN_BEHIND = 12, 24
_MONEY = re.compile(MONEY)
_CLOCK = re.compile(
    r"(?<![\d:.,])(?:[01]?\d|2[0-4])(?:[:.h]\s?[0-5]\d)?\s?(?:[ap]\.?\s?m\b|uhr\b|uur\b|h\b|heures\b|o'clock|hrs\b)|(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)"
)
_NOON = re.compile(r"\b(?:12 )?(?:noon|midday|mittags?|midi|mediod[ií]a|mezzogiorno)\b")
_ZONE = re.compile(r"\b(?:GMT|BST|UTC|CES?T|MEZ|[ECMP][SD]?T|AE[SD]T|A[WC]ST|IST|NZST|SGT|HKT)\b")
_COUNT = re.compile(
    r"(\d{1,3})\)?\s*(?:(?:-|–|to|bis|à|a|tot|al|or|and)\s*(\d{1,3})\s*)?([^\W\d_]+)(?:[\s-]+([^\W\d_]+))?", re.IGNORECASE
)
_WEIGHT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(kgs?|kilos?|kilogram\w*|lbs?|pounds?|oz|ounces?|g|grams?|gramm)\b", re.IGNORECASE)
_UNITS = {"k": "kg", "l": "lb", "p": "lb", "o": "oz", "g": "g"}
_LONGEST_CLAUSE = 1200


def value_of(kind: ExclusionType, clause: str, country: str | None) -> Value | None:
    """The value that the clause gives for a condition of that type. `country` settles "$" and "Rs"."""
    reader = _READERS.get(kind, _days_value)
    return reader(clause[:_LONGEST_CLAUSE], country) or None


@lru_cache(maxsize=32)
def _money(clause: str, country: str | None) -> tuple[tuple[int, Money], ...]:
    """Amounts with their places; kept for the next type that the same clause is told by."""
    figures = [figure.span() for figure in _FIGURE.finditer(clause)]
    if not figures:
        return ()
    around = max(0, figures[0][0] - _SIGN_BEFORE), figures[-1][1] + _SIGN_BEHIND
    found = ((match.start(), money_of(match.group(), country)) for match in _MONEY.finditer(clause.lower(), *around))
    return tuple((at, money) for at, money in found if money is not None)


def _says(topic: str, clause: str) -> bool:
    return next(matcher(topic).spans(clause), None) is not None


def _amount(money: Money) -> Value:
    return {"amount": money.amount, "currency": money.currency} if money.currency else {"amount": money.amount}


def _threshold(clause: str, country: str | None) -> Value | None:
    """The amount behind a word of spending ("over", "ab", "dès"); else the largest, which a fee seldom is."""
    amounts = _money(clause, country)
    if len(amounts) < 2:
        return _amount(amounts[0][1]) if amounts else None
    words = [end for topic in ("terms_over", "terms_under") for _, end in matcher(topic).spans(clause)]
    after = [money for at, money in amounts if any(0 <= at - end <= 12 for end in words)]
    best = after[0] if after else max((money for _, money in amounts), key=lambda money: money.amount, default=None)
    return _amount(best) if best else None


def _fee(clause: str, country: str | None) -> Value | None:
    """The amount that does not stand behind a word of spending; else the last."""
    amounts = _money(clause, country)
    if len(amounts) < 2:
        return _amount(amounts[0][1]) if amounts else None
    words = [end for topic in ("terms_over", "terms_under") for _, end in matcher(topic).spans(clause)]
    free = [money for at, money in amounts if not any(0 <= at - end <= 12 for end in words)]
    return _amount(free[0]) if free else _amount(amounts[-1][1]) if amounts else None


def _cutoff(clause: str, country: str | None) -> Value | None:
    del country
    lowered = clause.lower()
    found = _CLOCK.search(lowered)
    time = clock_time(found.group().replace(" .", ".")) if found else "12:00" if _NOON.search(lowered) else None
    if time is None:
        return None
    zone = _ZONE.search(clause)
    return {"time": time, "tz": zone.group()} if zone else {"time": time}


def _region(clause: str, country: str | None) -> Value | None:
    told: Value = {}
    named = places(clause)
    if named:
        told[_scope(clause)] = named[0] if len(named) == 1 else named
    told |= _days_value(clause, country) or {}
    fee = _fee(clause, country)
    if fee and not any(_says(topic, clause) for topic in ("terms_over", "terms_free")):
        told |= fee
    return told or None


def _scope(clause: str) -> str:
    """What is said of the places: only these, all but these, or just their names."""
    if _says("terms_exclude", clause) or (_says("terms_not", clause) and not _says("terms_only", clause)):
        return "excluded"
    return "only" if any(_says(topic, clause) for topic in ("terms_only", "terms_we_deliver", "terms_mainland")) else "names"


@cache
def _unit_words() -> dict[str, str]:
    """Folded word → days or weeks, of every language of the lexicon."""
    found: dict[str, str] = {}
    for topics in languages().values():
        for topic, unit in (("promise_weeks", "weeks"), ("promise_days", "days"), ("promise_business_days", "days")):
            found |= {fold(word.strip("*")): unit for word in topics.get(topic, ()) if len(word) > 1}
        found |= {fold(word): "days" for word in topics.get("promise_business", ())}
    return found


def _days_value(clause: str, country: str | None) -> Value | None:
    del country
    for found in _COUNT.finditer(clause):
        unit = next((unit for word in found.group(3, 4) if word and (unit := _unit_words().get(fold(word)))), None)
        if unit:
            least, most = int(found[1]), int(found[2] or found[1])
            return {unit: [least, most] if least != most else least}
    return None


@cache
def _day_names() -> dict[str, int]:
    """Folded name → 0 for Monday to 6 for Sunday, long and short, in every language of the lexicon (CLDR)."""
    found: dict[str, int] = {}
    for language in languages():
        for width in ("wide", "abbreviated"):
            names = Locale(language).days["format"][width]
            found |= {fold(names[day]).strip("."): day for day in range(7) if len(names[day].strip(".")) > 1}
    return found | {"tues": 1, "thur": 3, "thurs": 3}


_WORD = re.compile(r"[^\W\d_]+")
_SPAN_WORDS = frozenset(("to", "through", "thru", "bis", "au", "a", "al", "tot", "t", "m", "en", "met", "und", "till", "until"))


def _weekdays(clause: str, country: str | None) -> Value | None:
    """Days served, and days that are not: those behind a word of exclusion, weekends and holidays."""
    del country
    served, excluded = set[int](), dict[str, None]()
    denied = min(
        (start for topic in ("terms_exclude", "terms_not") for start, _ in matcher(topic).spans(clause)), default=len(clause)
    )
    last: int | None = None
    spanning = False
    for word in _WORD.finditer(fold(clause)):
        day = _day_names().get(word.group(), _day_names().get(word.group().removesuffix("s")))
        if day is None:
            spanning = last is not None and (spanning or word.group() in _SPAN_WORDS) and word.group() in _SPAN_WORDS
            last = last if spanning else None
            continue
        between = clause[: word.start()].rstrip()[-1:]
        days = range(last, day + 1) if last is not None and (spanning or between in "-–") and last < day else (day,)
        if word.start() > denied:
            excluded |= dict.fromkeys(DAYS[one] for one in days)
        else:
            served.update(days)
        last, spanning = day, False
    if _says("terms_weekend", clause):
        excluded["weekend"] = None
    if _says("terms_holiday", clause):
        excluded["holiday"] = None
    told: Value = {"served": [DAYS[day] for day in sorted(served)]} if served else {}
    return told | ({"excluded": list(excluded)} if excluded else {}) or None


def _size(clause: str, country: str | None) -> Value | None:
    found = _WEIGHT.search(clause)
    if not found:
        return _days_value(clause, country)
    unit = _UNITS[found[2][0].lower()]
    above = any(0 <= found.start() - end <= 12 for _, end in matcher("terms_over").spans(clause))
    return {f"{'over' if above else 'max'}_{unit}": float(found[1].replace(",", "."))}


def _addresses(clause: str, country: str | None) -> Value | None:
    del country
    kinds = list(dict.fromkeys(clause[start:end] for start, end in matcher("terms_boxes").spans(clause)))
    denied = kinds and (_says("terms_not", clause) or _says("terms_exclude", clause))
    return {"excluded": kinds} if denied else None


_READERS: dict[ExclusionType, Callable[[str, str | None], Value | None]] = {
    "min_spend": _threshold,
    "surcharge": _fee,
    "cutoff_time": _cutoff,
    "region": _region,
    "weekdays": _weekdays,
    "order_size": _size,
    "address_type": _addresses,
}
