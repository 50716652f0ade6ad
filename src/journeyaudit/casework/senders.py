"""From where a company writes, as far as a case and its subject tell."""

from __future__ import annotations

from urllib.parse import urlsplit

from journeyaudit.cases.domains import domain_of, registrable
from journeyaudit.cases.matching import Sought
from journeyaudit.model.case import Case, Confirmed, Sent
from journeyaudit.model.subject import Subject


def sought_of(case: Case, subject: Subject) -> Sought:
    """A case with the domains and addresses that its company writes from: those it was written to, and those of the subject if
    the case is about it.
    """
    told = [event.to if isinstance(event, Sent) else event.url for event in case.events if isinstance(event, Sent | Confirmed)]
    if case.subject == subject.name:
        told += [*subject.origins, subject.enquiries.email if subject.enquiries else ""]
    addresses = frozenset(one.strip().lower() for one in told if "@" in one and "://" not in one)
    hosts = frozenset(registrable(urlsplit(one).hostname or "") for one in told if "://" in one)
    domains = hosts | frozenset(domain_of(address) for address in addresses)
    return Sought(case=case, domains=domains - {""}, addresses=addresses)
