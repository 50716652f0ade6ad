"""Does an exclusion narrow a promise at all, and does it undo it or merely qualify it? Every rule names its row in rules.md §D.

A client's lawyer reads "contradicted" first: each rule here needs words that say so, never a mere absence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from journeyaudit.model.promise import Exclusion, ExclusionType, Promise
from journeyaudit.read.lexicon import matcher

_OF_PRICE: frozenset[ExclusionType] = frozenset(
    {
        "region",
        "min_spend",
        "surcharge",
        "product_category",
        "order_size",
        "membership",
        "payment",
        "promo_limited",
        "address_type",
    }
)
_OF_SPEED: frozenset[ExclusionType] = frozenset(
    {
        "region",
        "cutoff_time",
        "weekdays",
        "clock_start",
        "product_category",
        "stock",
        "third_party",
        "order_size",
        "estimate_only",
        "peak_season",
        "address_type",
        "payment",
        "downgrade",
    }
)
#: What leaves customers out altogether, rather than asking something of them.
_LEAVES_OUT: frozenset[ExclusionType] = frozenset({"region", "product_category", "order_size", "address_type", "membership"})
_WHOLE_UK = frozenset({"UK", "GB", "United Kingdom"})
#: Postcode areas of the Highlands, the islands and Northern Ireland; not those of the Crown Dependencies, which D4 excepts.
_UK_POSTCODE = re.compile(r"\b(?:BT|HS|IV|KW|ZE|KA2[78]|PA[2-7]\d|PH[1-5]\d|PO3\d|TR2[1-5])\b")


class Ruling(NamedTuple):
    """`contradicts` with the rule that says so and the reason in words."""

    contradicts: bool = False
    rule: str = ""
    because: str = ""


def narrows(promise: Promise, exclusion: Exclusion) -> bool:
    """Does the exclusion take something from this promise that its own words do not already leave out?"""
    kind = exclusion.type
    of_price = promise.price is not None and kind in _OF_PRICE
    of_speed = promise.speed_max_days is not None and kind in _OF_SPEED
    if not of_price and not of_speed:
        return False
    value = exclusion.value or {}
    if kind == "min_spend" and promise.threshold is not None and value.get("amount") == promise.threshold.amount:
        return False
    if kind == "cutoff_time" and promise.cutoff is not None and value.get("time") == promise.cutoff:
        return False
    if kind == "weekdays" and promise.day_kind == "business":
        return False
    if kind == "region" and promise.region and promise.region not in _WHOLE_UK and _names(value, promise.region):
        return False
    return kind != "surcharge" or _same_service(promise, exclusion.quote)


def _names(value: dict[str, object], region: str) -> bool:
    only: Any = value.get("only")
    return region == only or (isinstance(only, list) and region in only)


def _same_service(promise: Promise, quote: str) -> bool:
    """A fee for express delivery takes nothing from free standard delivery."""
    fast = promise.speed_max_days is not None and promise.speed_max_days <= 1
    return fast or matcher("express_service").find(quote) is None


def ruling(promise: Promise, exclusion: Exclusion, context: str) -> Ruling:
    """Whether the exclusion, read in its context, undoes the promise."""
    leaves_out = _leaves_out(exclusion, context)
    if promise.region in _WHOLE_UK and exclusion.type in ("region", "surcharge") and names_part_of_uk(exclusion.quote):
        if leaves_out:
            return Ruling(True, "D4", "“UK” means the whole United Kingdom, and a part of it is left out")
        if promise.price == "free" and _amount(exclusion):
            return Ruling(True, "D4", "“UK” means the whole United Kingdom at one price, and a part of it pays more")
    if promise.absolute and exclusion.type in _LEAVES_OUT and leaves_out:
        return Ruling(True, "D5", f"the claim says “{promise.absolute}”, and this leaves some out")
    return Ruling()


def slower(promise: Promise, details: Iterable[Promise], conditions: Iterable[Exclusion]) -> tuple[Promise, Ruling] | None:
    """The first detail on the same service that takes longer than the claim says (D7), stated of all orders, not of some."""
    if promise.speed_max_days is None:
        return None
    limited = [(c.start, c.end) for c in conditions if c.type in _LEAVES_OUT or c.type in ("stock", "peak_season", "cutoff_time")]
    for detail in details:
        longer = detail.speed_max_days is not None and detail.speed_max_days > promise.speed_max_days
        if longer and detail.speed_of == promise.speed_of and not any(s < detail.end and detail.start < e for s, e in limited):
            said = f"the claim says {_days(promise)}, the details of the same service up to {detail.speed_max_days:g} days"
            return detail, Ruling(True, "D7", said)
    return None


def is_next_day(promise: Promise) -> bool:
    """The claim is of next-day or same-day service."""
    return promise.speed_max_days is not None and promise.speed_max_days <= 1


def names_part_of_uk(quote: str) -> bool:
    """Highlands, islands, Northern Ireland or Scotland by name or postcode; the Crown Dependencies are no part (D4)."""
    return matcher("uk_part").find(quote) is not None or _UK_POSTCODE.search(quote) is not None


def _leaves_out(exclusion: Exclusion, context: str) -> bool:
    """Words that exclude stand in the quote, or in the line around it, and none that include."""
    words = matcher("excluding_words")
    line = _line(context, exclusion.quote)
    if matcher("including_words").find(line):
        return False
    excluded = bool(exclusion.value and exclusion.value.get("excluded"))
    return excluded or words.find(exclusion.quote) is not None or words.find(line) is not None


def _line(context: str, quote: str) -> str:
    at = context.find(quote)
    if at < 0:
        return quote
    start = max(context.rfind(mark, 0, at) for mark in ("\n", ". "))
    ends = [e for mark in ("\n", ". ") if (e := context.find(mark, at + len(quote))) >= 0]
    return context[start + 1 : min(ends, default=len(context))]


def _amount(exclusion: Exclusion) -> float:
    amount = (exclusion.value or {}).get("amount")
    return float(amount) if isinstance(amount, int | float) else 0.0


def _days(promise: Promise) -> str:
    days = promise.speed_max_days or 0
    return "the same day" if days == 0 else "the next day" if days == 1 else f"at most {days:g} days"
