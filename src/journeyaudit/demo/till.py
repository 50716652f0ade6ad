"""What delivery costs and how long it takes: the truth that a customer learns at the checkout, after the postcode."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import Field

from journeyaudit.demo.content import Product, Zone, content
from journeyaudit.model.strict import Strict

FREE_FROM = 40.00
SMALL_ORDER = 4.95
PRINT_COURIER = 6.95
TWO_PERSON_CARRIER = 12.50
NAMED_SLOT = 7.95
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})")
#: A product and how many of it.
Lines = Sequence[tuple[Product, int]]


class Option(Strict):
    """A way of delivery to choose; `price` in pounds."""

    key: str
    name: str
    time: str
    price: float


class Guest(Strict):
    """Who checks out without an account, as typed; the fields of the form are named so."""

    email: str = Field(min_length=3, max_length=120, pattern="@")
    name: str = Field(min_length=1, max_length=120)
    street: str = Field(min_length=1, max_length=200)
    town: str = Field(min_length=1, max_length=120)
    postcode: str


def postcode_of(text: str) -> str:
    """The postcode in its usual writing, "IV1 1AA"; "" for what cannot be one."""
    found = _POSTCODE.fullmatch(re.sub(r"\s+", " ", text.strip().upper()))
    return f"{found[1]} {found[2]}" if found else ""


def zone_of(postcode: str) -> Zone:
    """The zone of a postcode in its usual writing: by district, else by area, else the mainland."""
    zones = content().policies.delivery_terms.zones
    district = postcode.partition(" ")[0]
    area = district.rstrip("0123456789") if district[-1:].isdigit() else re.sub(r"\d.*", "", district)
    named = next((zone for zone in zones if district in zone.areas or area in zone.areas), None)
    return named or next(zone for zone in zones if not zone.areas)


def options(lines: Lines, zone: Zone) -> tuple[Option, ...]:
    """The ways of delivery that such a basket has in such a zone, the first one chosen beforehand."""
    chairs = sum(amount for product, amount in lines if product.dept == "furniture")
    made = any(product.made for product, _ in lines)
    far = zone.fee or 0.0
    if made and chairs:
        price = PRINT_COURIER + TWO_PERSON_CARRIER * chairs + far
        return (Option(key="separate", name="Courier and carrier, separately", time=zone.print, price=price),)
    if made:
        price = PRINT_COURIER + far
        return (Option(key="print", name="Tracked courier for print jobs", time=f"{zone.print} after your proof", price=price),)
    if chairs:
        return (
            Option(key="carrier", name="Two-person carrier", time="3–5 working days", price=TWO_PERSON_CARRIER * chairs + far),
        )
    if zone.fee is not None:
        return (Option(key="zone", name=f"{zone.where} parcel", time=zone.stock, price=zone.fee),)
    return _of_stock(sum(product.price * amount for product, amount in lines), zone)


def _of_stock(goods: float, zone: Zone) -> tuple[Option, ...]:
    price = 0.0 if goods >= FREE_FROM else SMALL_ORDER
    if zone.areas:
        return (Option(key="zone", name=f"{zone.where} parcel", time=zone.stock, price=price),)
    name = "Next Day Delivery" if price else "Free Next Day Delivery"
    return (
        Option(key="next-day", name=name, time=zone.stock, price=price),
        Option(key="slot", name="Named two-hour slot", time=zone.stock, price=price + NAMED_SLOT),
    )
