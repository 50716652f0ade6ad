"""What delivery costs, or that it is free: every statement of a price of delivery, on whatever page (rules.md D14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from journeyaudit.model.ledger import Statement
from journeyaudit.model.promise import Promise
from journeyaudit.read.ledger.service.page import ServicePage, once
from journeyaudit.read.lexicon import matcher

#: A text without any of these words names no price of delivery.
_TOPICS = ("delivery_words", "promise_shipping", "promise_free_delivery")
#: Reads the promises of a text in a language (ISO 639, None: unknown).
Reader = Callable[[str, str | None], tuple[Promise, ...]]


def delivery_costs(pages: Sequence[ServicePage], read: Reader) -> tuple[Statement, ...]:
    """Statements of the topic delivery-cost. "Free from £50" carries its threshold and so tells nothing of smaller orders."""
    return once(one for page in pages for one in _of_page(page, read))


def _of_page(page: ServicePage, read: Reader) -> Iterator[Statement]:
    for text, box in page.texts("delivery_words", "promise_free_delivery"):
        if all(matcher(topic).find(text) is None for topic in _TOPICS):
            continue
        for told in read(text, page.language):
            if told.price is None:
                continue
            yield Statement(
                topic="delivery-cost", quote=told.quote, place=page.place, price=told.price, threshold=told.threshold,
                evidence=page.evidence(told.quote, box),
            )  # fmt: skip
