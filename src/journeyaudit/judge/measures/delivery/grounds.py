"""Which promises a measure looks at, and what may be said where none is found or the terms were not read (rules.md §S)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from journeyaudit.judge.measures.grounds import counted, limits, nothing_seen, pages_seen, unread_home, why_unread
from journeyaudit.judge.measures.measurement import Measurement
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.ledger import Entry

#: promise: any. everything: it claims all, every, always or guaranteed. united-kingdom: it names the UK as the place of delivery.
Claim = Literal["promise", "speed", "free", "everything", "united-kingdom", "marker", "note"]

_UNITED_KINGDOM = frozenset({"UK", "GB", "UNITED KINGDOM", "GREAT BRITAIN"})
_IS: dict[Claim, Callable[[Entry], bool]] = {
    "promise": lambda _: True,
    "speed": lambda entry: _promises_arrival(entry),
    "free": lambda entry: entry.attributes.price == "free",
    "everything": lambda entry: entry.attributes.absolute is not None,
    "united-kingdom": lambda entry: (entry.attributes.region or "").upper() in _UNITED_KINGDOM,
    "marker": lambda entry: bool(entry.marker),
    "note": lambda entry: entry.note is not None,
}
_NAMED: dict[Claim, str] = {
    "promise": "a promise on delivery",
    "speed": "a promise of how fast it delivers",
    "free": "a promise of free delivery",
    "everything": "a delivery promise without exceptions (all, every, always, guaranteed)",
    "united-kingdom": "a promise of delivery to the UK",
    "marker": "a delivery promise with a marker, such as an asterisk",
    "note": "a delivery promise with a note",
}


def promises(facts: SiteFacts, claim: Claim) -> tuple[Entry, ...] | Measurement:
    """The promises of one kind; where there are none, what is to be said instead: untested, cant_tell or inapplicable."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    found = tuple(entry for entry in facts.ledger.entries if _IS[claim](entry))
    if found:
        return found
    return not_gathered(facts, _NAMED[claim]) or Measurement(
        "inapplicable", reason=f"The site does not make {_NAMED[claim]}.{limits(facts)}"
    )


def not_gathered(facts: SiteFacts, what: str) -> Measurement | None:
    """`cant_tell` if `what` was not met but may stand on pages that nobody saw, else None."""
    for graph in facts.graphs:
        if graph.stopped:
            seen = counted(pages_seen(graph), "page")
            return _unmet(what, f"within the {seen} seen on {graph.device}, and the crawl stopped early ({graph.stopped})")
        home = unread_home(graph)
        if home is not None:
            return _unmet(what, f"on {graph.device}, but the home page {home.url} could not be read ({why_unread(home)})")
    return None


def _unmet(what: str, where: str) -> Measurement:
    return Measurement("cant_tell", reason=f"{what[:1].upper()}{what[1:]} was not met {where}.")


def terms_unread(facts: SiteFacts) -> Measurement | None:
    """`cant_tell` if conditions may stand where nobody could read them: on a page of terms that failed, or beyond the end of a
    crawl that met no terms. A condition that was found needs no such doubt; only "there is none" does."""
    failed = next((page for page in facts.ledger.terms if page.fault), None)
    if failed is not None:
        reason = (
            f"The {_KIND[failed.kind]} {failed.url} could not be read ({failed.fault}), so nothing can be said of what it tells."
        )
        return Measurement("cant_tell", reason=reason)
    stopped = next((graph for graph in facts.graphs if graph.stopped), None)
    if stopped is not None and not facts.ledger.terms:
        reason = f"No delivery terms were met before the crawl stopped early on {stopped.device} ({stopped.stopped})."
        return Measurement("cant_tell", reason=reason)
    return None


def service_unread(facts: SiteFacts) -> Measurement | None:
    """`untested` if the run was not read for statements on the service, or no page of it could be read; else None."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    if facts.ledger.service is None:
        return Measurement("untested", reason="What the shop tells of cost, arrival, delay and returns was not read in this run.")
    return None


def is_shop(facts: SiteFacts) -> bool:
    """Goods are offered for delivery here: a promise, a product page or a basket was seen."""
    return bool(facts.ledger.entries) or any(fact.kind in ("product", "category", "basket") for fact in facts.states)


def no_shop() -> Measurement:
    return Measurement(
        "inapplicable", reason="No product, basket or delivery promise was met: nothing is sold for delivery here."
    )


def _promises_arrival(entry: Entry) -> bool:
    """A speed of delivery; "dispatched the same day" promises no day of arrival."""
    told = entry.attributes
    return told.speed_max_days is not None and told.speed_of != "dispatch"


_KIND = {
    "delivery": "delivery page",
    "returns": "returns page",
    "terms": "page of terms",
    "faq": "page of questions and answers",
    "document": "document",
}
