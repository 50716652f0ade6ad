"""Promises and exclusions as a text states them: quoted, typed, with their place in the text.

A span is a pair of offsets into the text that was read: `quote == text[start:end]`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from journeyaudit.model.strict import Strict

DayKind = Literal["business", "calendar"]
#: What an exclusion narrows a promise by (rules.md §D lists the types).
ExclusionType = Literal[
    "region",
    "min_spend",
    "cutoff_time",
    "weekdays",
    "clock_start",
    "product_category",
    "stock",
    "third_party",
    "order_size",
    "membership",
    "payment",
    "estimate_only",
    "liability",
    "peak_season",
    "address_type",
    "surcharge",
    "service_level",
    "promo_limited",
    "downgrade",
]
EXCLUSION_TYPES: tuple[ExclusionType, ...] = get_args(ExclusionType)


class Money(Strict):
    """An amount; `currency` is its ISO 4217 code, "" where the text leaves it open."""

    amount: float
    currency: str = ""


class Promise(Strict):
    """A checkable commitment on delivery.

    `speed_min_days` and `speed_max_days` are days, 0 the same day, 1 also "24 hours"; "within 5" has no minimum.
    `speed_of` tells which leg they count, `clock_start` from where. `price` is "free" or an amount. `threshold` is the spend
    from which the free or cheaper offer holds. `cutoff` is HH:MM. `region` is a place's code or name ("UK", "US-48",
    "worldwide"). `scope` are the goods it names, `eligibility` who may have it, `validity` until when. `absolute` and `hedge`
    are the words that make it unconditional (all, every, guaranteed) or soften it (up to, usually, selected); `hedged` says
    that one of them, or a condition that amounts to it, is there. `marker` is the note sign attached to the claim (*, †, ‡, ¹,
    "T&Cs apply").
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    quote: str
    speed_min_days: float | None = None
    speed_max_days: float | None = None
    speed_of: Literal["delivery", "dispatch"] | None = None
    day_kind: DayKind | None = None
    clock_start: Literal["order", "dispatch"] | None = None
    price: Literal["free"] | Money | None = None
    threshold: Money | None = None
    cutoff: Annotated[str, Field(pattern=r"^([01]\d|2[0-4]):[0-5]\d$")] | None = None
    region: str | None = None
    scope: str | None = None
    eligibility: str | None = None
    validity: str | None = None
    absolute: str | None = None
    hedge: str | None = None
    hedged: bool = False
    marker: str | None = None


class Exclusion(Strict):
    """A condition that limits the price, speed or reach of delivery.

    `value` is normalised by type: region {only|excluded|names|days|amount}, min_spend and surcharge {amount, currency},
    cutoff_time {time, tz}, weekdays {served|excluded}, order_size {max_kg|over_kg|…}; None where the text leaves it open.
    """

    type: ExclusionType
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    quote: str
    value: dict[str, Any] | None = None
