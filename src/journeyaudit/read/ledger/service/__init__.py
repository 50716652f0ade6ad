"""What a shop tells of its service beside its promises (model.ledger.Statement): cost, day of arrival, remedies, returns."""

from __future__ import annotations

from collections.abc import Sequence

from journeyaudit.model.ledger import Statement
from journeyaudit.read.ledger.service.arrival import arrival_dates
from journeyaudit.read.ledger.service.clock import late_starts
from journeyaudit.read.ledger.service.costs import Reader, delivery_costs
from journeyaudit.read.ledger.service.page import ServicePage, place_of
from journeyaudit.read.ledger.service.remedies import delay_remedies
from journeyaudit.read.ledger.service.returns import returns_and_refunds
from journeyaudit.read.ledger.service.structured import structured_offers
from journeyaudit.read.promises import promises

__all__ = ["ServicePage", "place_of", "service"]


def service(pages: Sequence[ServicePage], country: str | None = None, read: Reader | None = None) -> tuple[Statement, ...]:
    """Every statement on the pages, in their order. `country` (ISO 3166 alpha-2) is the customer's: it settles the currency of
    a bare "$", and data for machines about other countries is left out. `read` reads the promises of a text, where somebody
    has read them already and kept them.

    Times for returns and refunds are kept page by page, because pages are compared by them; anything else is kept once.
    """
    return (
        *delivery_costs(pages, read or (lambda text, language: promises(text, language, country))),
        *arrival_dates(pages),
        *late_starts(pages),
        *delay_remedies(pages),
        *returns_and_refunds(pages),
        *structured_offers(pages, country),
    )
