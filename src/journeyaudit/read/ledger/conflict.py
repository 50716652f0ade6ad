"""Does an exclusion narrow a promise at all, and does it undo it or merely qualify it? Every rule names its row in rules.md §D.

A client's lawyer reads "contradicted" first: each rule here needs words that say so, of the same service, never a mere absence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from journeyaudit.model.promise import Exclusion, ExclusionType, Money, Promise
from journeyaudit.read.ledger.apart import is_denied, left_out, line_of, part_of_uk, takes_back
from journeyaudit.read.lexicon import fold, matcher

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
#: What leaves customers or goods out altogether (`apart` reads it), rather than asking something of them.
#: Not the kind of address: who has a PO box has a house.
_LEAVES_OUT: frozenset[ExclusionType] = frozenset({"region", "product_category", "order_size"})
#: What says nothing of which orders a longer time is meant for.
_OF_ALL: frozenset[ExclusionType] = frozenset(
    {"estimate_only", "liability", "third_party", "service_level", "downgrade", "clock_start"}
)
#: Where goods go, not when they leave: of no concern to a promise of dispatch.
_OF_PLACES: frozenset[ExclusionType] = frozenset({"region", "address_type", "surcharge"})
_WHOLE_UK = frozenset({"UK", "GB", "United Kingdom"})
_MAINLAND = ("mainland", "US-48")
_OBJECT = 48
_PARTS = re.compile(r"[,;+]\s|\s[–—|]\s|[.!?]\s")


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
    if kind in _OF_PLACES and promise.speed_of == "dispatch" and promise.price is None:
        return False
    if kind == "min_spend" and promise.threshold is not None and value.get("amount") == promise.threshold.amount:
        return False
    if kind == "cutoff_time" and promise.cutoff is not None and value.get("time") == promise.cutoff:
        return False
    if kind == "weekdays" and promise.day_kind == "business":
        return False
    if kind == "region" and promise.region and not _is_whole_uk(promise) and _names(value, promise.region):
        return False
    if kind in _OF_PLACES and _is_own(promise, exclusion.quote) and _takes_nothing(promise, exclusion):
        return False
    if kind in ("region", "surcharge") and "amount" not in value and takes_back(exclusion.quote):
        return False
    if kind == "stock" and matcher("terms_in_stock").full(exclusion.quote):
        return False
    return not is_of_faster(promise, exclusion.quote)


def _takes_nothing(promise: Promise, exclusion: Exclusion) -> bool:
    """The claim's own price is no surcharge on it, the place that it is for no restriction, and "Highlands included" takes
    nothing away."""
    value = exclusion.value or {}
    if exclusion.type == "surcharge":
        return isinstance(promise.price, Money) and value.get("amount") == promise.price.amount
    return not value.keys() & {"excluded", "only", "amount"} or _includes(exclusion.quote)


def _includes(quote: str) -> bool:
    """ "Highlands included" takes nothing away."""
    return matcher("including_words").find(quote) is not None and matcher("excluding_words").find(quote) is None


def _names(value: dict[str, object], region: str) -> bool:
    only = value.get("only")
    return region == only or (isinstance(only, list) and region in only)


def _is_whole_uk(promise: Promise) -> bool:
    named = (promise.region or "").split(",")
    return not _WHOLE_UK.isdisjoint(named) and not matcher("uk_mainland").find(promise.quote)


def is_of_faster(promise: Promise, quote: str) -> bool:
    """What is said of express delivery takes nothing from free standard delivery."""
    return not _is_fast(promise) and matcher("express_service").find(quote) is not None


def _is_fast(promise: Promise) -> bool:
    return is_next_day(promise) or matcher("express_service").find(promise.quote) is not None


def ruling(promise: Promise, exclusion: Exclusion, context: str, heading: str = "") -> Ruling:
    """Whether the exclusion, read in its context and under its heading, undoes the promise. What the promise itself says
    qualifies it, wherever it is said again.
    """
    line = line_of(context, exclusion.quote)
    if _is_own(promise, exclusion.quote) or not _same_service(promise, exclusion, line, heading):
        return Ruling()
    if _is_whole_uk(promise) and exclusion.type in ("region", "surcharge"):
        if exclusion.type == "region" and (part_of_uk(left_out(exclusion, line) or "") or _is_mainland_only(line)):
            return Ruling(True, "D4", "“UK” means the whole United Kingdom, and a part of it is left out")
        if promise.price == "free" and _pays_more(promise, exclusion, line):
            return Ruling(True, "D4", "“UK” means the whole United Kingdom at one price, and a part of it pays more")
    absolute = absolute_words(promise)
    if absolute and exclusion.type in _LEAVES_OUT and not _is_elsewhere(promise, exclusion) and left_out(exclusion, line):
        return Ruling(True, "D5", f"the claim says “{absolute}”, and this leaves some out")
    return Ruling()


def absolute_words(promise: Promise) -> str | None:
    """The words by which the promise covers every order ("all UK orders", "everything"), None if it does not: "after any
    discounts", "no minimum" and "guaranteed" leave nothing out of what they are said of, but are not said of the orders.
    """
    quote = promise.quote
    for start, end in matcher("absolute_words").spans(quote):
        following = quote[end : end + _OBJECT].split(".")[0].split(",")[0]
        words = next(iter(matcher("absolute_scope").spans(following)), None)
        if words is None or len(following[: words[0]].split()) > 3 or not _is_of_delivery(quote, start):
            continue
        if _is_softened(quote[:start], following[words[1] :]):
            return None
        return quote[start : end + words[1]]
    return matcher("absolute_alone").find(quote)


def _is_of_delivery(quote: str, at: int) -> bool:
    """The part of the sentence that stands there speaks of delivery, or begins it ("all orders placed by noon, ...")."""
    begin = max((found.end() for found in _PARTS.finditer(quote, 0, at)), default=0)
    found = _PARTS.search(quote, at)
    part = quote[begin : found.start() if found else len(quote)]
    begins = len(quote[:at].split()) <= 1
    return begins or any(matcher(topic).find(part) for topic in ("delivery_words", "promise_free_delivery"))


def _is_softened(before: str, after: str) -> bool:
    """ "Almost all orders", "not all items", "all items marked with a van"."""
    limited = next(iter(matcher("absolute_limited").spans(after)), None)
    return matcher("absolute_softened").find(before[-16:]) is not None or (limited is not None and limited[0] <= 2)


def _is_own(promise: Promise, quote: str) -> bool:
    return _plain(quote) in _plain(promise.quote)


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


def _same_service(promise: Promise, exclusion: Exclusion, line: str, heading: str) -> bool:
    """Do the line and its heading speak of the delivery that is promised: not of express beside standard, free delivery beside
    a speed, delivery abroad, returns, or collection?
    """
    for said in (line, heading):
        if matcher("returns_page_label").find(said) or _is_of_another_service(said) or (said and is_of_faster(promise, said)):
            return False
        slow = matcher("standard_service").find(said)
        if slow and _is_fast(promise) and not matcher("standard_service").find(promise.quote):
            return False
    if promise.price is None and matcher("terms_free").find(line):
        return False
    if promise.speed_max_days is None and matcher("express_service").find(line):
        return False
    abroad = matcher("terms_abroad").find(f"{heading} {line}")
    if abroad and not matcher("outside_words").find(abroad) and not matcher("terms_abroad").find(promise.quote):
        return False
    return exclusion.type not in _OF_PLACES or promise.speed_of != "dispatch" or promise.price is not None


def _is_of_another_service(said: str) -> bool:
    """ "Gift cards are excluded from discounts", "assembly is not available in Scotland": nothing is said of delivery."""
    if matcher("other_service").find(said) is None:
        return False
    return not any(matcher(topic).find(said) for topic in ("delivery_words", "promise_free_delivery"))


def _is_elsewhere(promise: Promise, exclusion: Exclusion) -> bool:
    """The promise is for a mainland or for named places anyway: that islands are left out takes nothing from it."""
    return exclusion.type == "region" and any(mark in (promise.region or "") for mark in _MAINLAND)


def _is_mainland_only(line: str) -> bool:
    """ "We only deliver to the UK mainland", "we do not deliver outside the UK mainland"."""
    said = matcher("uk_mainland").find(line)
    if said is None or matcher("terms_free").find(line):
        return False
    before = line[: line.find(said)]
    outside = matcher("outside_words").find(before[-24:]) and matcher("excluding_words").find(before)
    return bool(outside) or matcher("only_deliver").find(before) is not None


def _pays_more(promise: Promise, exclusion: Exclusion, line: str) -> bool:
    """A part of the UK pays an amount: any, where delivery is free without a threshold, else one that is called a surcharge (a
    tariff may be meant for orders below the threshold).
    """
    part = part_of_uk(exclusion.quote) or (exclusion.type == "surcharge" and part_of_uk(line))
    if not part or not _amount(exclusion) or is_denied(line) or matcher("terms_members").find(line):
        return False
    if matcher("terms_free").find(line) or matcher("terms_under").find(line):
        return False
    return promise.threshold is None or matcher("terms_extra").find(line) is not None


def _amount(exclusion: Exclusion) -> float:
    amount = (exclusion.value or {}).get("amount")
    return float(amount) if isinstance(amount, int | float) else 0.0


def slower(promise: Promise, details: Iterable[Promise], conditions: Iterable[Exclusion]) -> tuple[Promise, Ruling] | None:
    """The first detail on the same service that takes longer than the claim says (D7), stated of all orders, not of some."""
    if promise.speed_max_days is None:
        return None
    details = list(details)
    met = {(d.start, d.end) for d in details if d.speed_max_days is not None and d.speed_max_days <= promise.speed_max_days}
    limited = [(c.start, c.end) for c in conditions if c.type not in _OF_ALL]
    for detail in details:
        if not _is_longer(promise, detail, listed=(detail.start, detail.end) in met):
            continue
        if _is_same_leg(promise, detail) and not any(s < detail.end and detail.start < e for s, e in limited):
            said = f"the claim says {_days(promise)}, the details of the same service up to {detail.speed_max_days:g} days"
            return detail, Ruling(True, "D7", said)
    return None


def _is_longer(promise: Promise, detail: Promise, *, listed: bool) -> bool:
    """ "Next day: 1-2 working days" is longer. In a sentence that also keeps the promise ("next day, 2-day and 3-day delivery") a
    longer time is another service, unless it is a range that begins with what was promised.
    """
    most, claimed = detail.speed_max_days, promise.speed_max_days
    if most is None or claimed is None or most <= claimed:
        return False
    return not listed or (detail.speed_min_days is not None and detail.speed_min_days <= claimed)


def _is_same_leg(promise: Promise, detail: Promise) -> bool:
    """Both count the same way to the same place, for the same orders, and nothing says that they are two services."""
    if detail.speed_of != promise.speed_of or (detail.region or promise.region) != promise.region:
        return False
    if detail.cutoff not in (None, promise.cutoff) or detail.threshold not in (None, promise.threshold):
        return False
    if matcher("conditional_words").find(detail.quote) or _is_own(promise, detail.quote):
        return False
    if matcher("standard_service").find(detail.quote) and not matcher("standard_service").find(promise.quote):
        return False
    return not _is_fast(promise) or names_service(promise, detail) or not matcher("express_service").find(promise.quote)


def names_service(promise: Promise, detail: Promise) -> bool:
    """The detail names the same-day or next-day service that the promise is of."""
    topic = "next_day_service" if promise.speed_max_days else "same_day_service"
    return matcher(topic).find(detail.quote) is not None


def is_next_day(promise: Promise) -> bool:
    """The claim is of next-day or same-day service."""
    return promise.speed_max_days is not None and promise.speed_max_days <= 1


def _days(promise: Promise) -> str:
    days = promise.speed_max_days or 0
    return "the same day" if days == 0 else "the next day" if days == 1 else f"at most {days:g} days"
