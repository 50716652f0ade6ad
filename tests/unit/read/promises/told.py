"""How the tests of this folder name what they expect."""

from __future__ import annotations

from typing import Any

from journeyaudit.model.promise import Money
from journeyaudit.read.promises import promises

FREE = {"price": "free"}


def euros(amount: float) -> Money:
    return Money(amount=amount, currency="EUR")


def pounds(amount: float) -> Money:
    return Money(amount=amount, currency="GBP")


def days(least: float | None, most: float | None, of: str = "delivery", kind: str | None = None) -> dict[str, Any]:
    return {"speed_min_days": least, "speed_max_days": most, "speed_of": of, "day_kind": kind}


def read(text: str, expected: dict[str, Any], language: str | None = None, country: str | None = None) -> dict[str, Any]:
    """The expected attributes as the first promise of the text has them; empty if there is no promise."""
    found = promises(text, language, country)
    return {name: getattr(found[0], name) for name in expected} if found else {}
