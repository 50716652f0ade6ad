"""What delivery costs, or that it is free: every statement of a price of delivery, on whatever page (rules.md D14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from journeyaudit.model.ledger import Statement
from journeyaudit.model.promise import Promise
from journeyaudit.read.ledger.service.page import ServicePage, once
from journeyaudit.read.promises import promises


def delivery_costs(pages: Sequence[ServicePage], country: str | None = None) -> tuple[Statement, ...]:
    """Statements of the topic delivery-cost. "Free from £50" carries its threshold and so tells nothing of smaller orders."""
    return once(one for page in pages for one in _of_page(page, country))


def _of_page(page: ServicePage, country: str | None) -> Iterator[Statement]:
    for text, box in page.texts():
        for told in _priced(text, page.language, country):
            yield Statement(
                topic="delivery-cost", quote=told.quote, place=page.place, price=told.price, threshold=told.threshold,
                evidence=page.evidence(told.quote, box),
            )  # fmt: skip


@lru_cache(maxsize=16384)
def _priced(text: str, language: str | None, country: str | None) -> tuple[Promise, ...]:
    return tuple(told for told in promises(text, language, country) if told.price is not None)
