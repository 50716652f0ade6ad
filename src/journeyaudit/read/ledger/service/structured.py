"""Delivery and returns as told to machines: schema.org's OfferShippingDetails and MerchantReturnPolicy in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from journeyaudit.model.ledger import ServiceTopic, Statement
from journeyaudit.model.promise import Money
from journeyaudit.read.ledger.service.page import ServicePage, once

_DEEPEST = 16
#: UN/CEFACT codes of units of time, in days.
_UNITS = {"DAY": 1.0, "D": 1.0, "HUR": 1 / 24, "WEE": 7.0, "MON": 30.0}


class Told(NamedTuple):
    """One figure for machines; `quote` gives it as "property value"."""

    topic: ServiceTopic
    quote: str
    days: float | None = None
    price: Money | None = None


def structured_offers(pages: Sequence[ServicePage], country: str | None = None) -> tuple[Statement, ...]:
    """Statements of the topics delivery-cost, delivery-time and returns-period with `source` structured. What names another
    country than the customer's alone is left out; texts that are no JSON are passed over."""
    return once(one for page in pages for one in _of_page(page, country))


def _of_page(page: ServicePage, country: str | None) -> Iterator[Statement]:
    for text in dict.fromkeys(page.snapshot.structured):
        for told in _told(text, country):
            yield Statement(
                topic=told.topic, quote=told.quote, place=page.place, source="structured", days=told.days, price=told.price,
                evidence=page.evidence(told.quote, None),
            )  # fmt: skip


@lru_cache(maxsize=512)
def _told(text: str, country: str | None) -> tuple[Told, ...]:
    try:
        content = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return ()
    return tuple(dict.fromkeys(_walk(content, country, 0)))


def _walk(node: object, country: str | None, depth: int) -> Iterator[Told]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for item in cast("list[object]", node):
            yield from _walk(item, country, depth + 1)
    elif isinstance(node, dict):
        record = cast("dict[str, Any]", node)
        if _reaches(record, country):
            yield from _of_record(record)
        for value in record.values():
            yield from _walk(value, country, depth + 1)


def _reaches(record: dict[str, Any], country: str | None) -> bool:
    """Whether the record is meant for customers of this country, or names none."""
    named = [
        record.get("applicableCountry"),
        *(_get(place, "addressCountry") for place in _many(record.get("shippingDestination"))),
    ]
    countries = {str(_get(one, "name") or one).upper() for each in named for one in _many(each) if one}
    return not countries or country is None or country in countries


def _of_record(record: dict[str, Any]) -> Iterator[Told]:
    for rate in _many(record.get("shippingRate")):
        amount = _number(_get(rate, "value"))
        if amount is not None:
            currency = str(_get(rate, "currency") or "")
            yield Told(
                "delivery-cost", f"shippingRate {amount:g} {currency}".strip(), price=Money(amount=amount, currency=currency)
            )
    for time in _many(record.get("deliveryTime")):
        handling, transit = _longest(_get(time, "handlingTime")), _longest(_get(time, "transitTime"))
        if transit is not None:
            before = f"handlingTime {handling:g} days, " if handling is not None else ""
            yield Told("delivery-time", f"{before}transitTime {transit:g} days", days=(handling or 0.0) + transit)
    days = _number(record.get("merchantReturnDays"))
    if days is not None:
        yield Told("returns-period", f"merchantReturnDays {days:g}", days=days)


def _longest(span: object) -> float | None:
    """The longest time of a QuantitativeValue, in days."""
    value = _number(_get(span, "maxValue"))
    value = _number(_get(span, "value")) if value is None else value
    unit = str(_get(span, "unitCode") or "DAY").upper()
    return None if value is None else round(value * _UNITS.get(unit, 1.0), 4)


def _get(node: object, key: str) -> object:
    return cast("dict[str, object]", node).get(key) if isinstance(node, dict) else None


def _many(value: object) -> list[object]:
    if value is None:
        return []
    return cast("list[object]", value) if isinstance(value, list) else [value]


def _number(value: object) -> float | None:
    """A number as JSON or as text; negative and endless ones are slips."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if 0 <= number < 10**9 else None
