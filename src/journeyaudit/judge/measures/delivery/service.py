"""What a shop tells of its service beside its promises: cost, day of arrival, remedies (rules.md D10, D14, D19)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.judge.measures.delivery.grounds import (
    is_shop,
    no_shop,
    not_gathered,
    promises,
    service_unread,
    terms_unread,
)
from journeyaudit.judge.measures.delivery.showing import at_promise, quoted, shown
from journeyaudit.judge.measures.grounds import limits
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.judge.measures.pointing import at_state
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import ServicePlace, ServiceTopic, Statement
from journeyaudit.model.strict import Strict

Told = Literal["delay-remedy", "refund-time", "returns-period"]


class ToldArguments(Strict):
    """`topics` that must each be told somewhere before an order. `if_speed`: only where a speed of delivery is promised."""

    topics: Annotated[tuple[Told, ...], Field(min_length=1)]
    if_speed: bool = False


def service_untold(facts: SiteFacts, _check: Check, arguments: ToldArguments) -> Measurement:
    """How many of the topics no page tells."""
    if (out := _out_of_place(facts, arguments.if_speed)) is not None:
        return out
    found: list[tuple[Told, list[Statement]]] = [(topic, _stated(facts, topic)) for topic in arguments.topics]
    told = [statements[0] for _, statements in found if statements]
    missing = [topic for topic, statements in found if not statements]
    if missing and (doubt := terms_unread(facts) or not_gathered(facts, _NAMED[missing[0]])) is not None:
        return doubt
    if not missing:
        reason = f"The site tells it: {' and '.join(quoted(one.quote) for one in told)}."
        return _whole(0.0, reason, map(at_statement, told))
    reason = f"No page that was read tells {' or '.join(_NAMED[topic] for topic in missing)}.{limits(facts)}"
    return _whole(float(len(missing)), reason, [*map(at_statement, told), *_searched(facts)])


def _out_of_place(facts: SiteFacts, if_speed: bool) -> Measurement | None:
    if (unread := service_unread(facts)) is not None:
        return unread
    if if_speed:
        speedy = promises(facts, "speed")
        return speedy if isinstance(speedy, Measurement) else None
    return None if is_shop(facts) else no_shop()


def arrival_date(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """0: a product page shows the day of arrival; 1: the basket or the checkout does; None: only a speed is told."""
    if (unread := service_unread(facts)) is not None:
        return unread
    found = promises(facts, "speed")
    if isinstance(found, Measurement):
        return found
    dates = _stated(facts, "delivery-date")
    for value, (where, places) in enumerate(_DATE_PLACES):
        if dated := [one for one in dates if one.place in places]:
            return _whole(
                float(value), f"The day of arrival is shown {where}: {quoted(dated[0].quote)}.", map(at_statement, dated)
            )
    if not any(fact.kind == "product" for fact in facts.states):
        return Measurement("untested", reason="No product page was seen, where the day of arrival would stand.")
    told = f"{quoted(found[0].quote)} tells a speed; no product page that was read shows the day of arrival.{limits(facts)}"
    return _whole(None, told, [*map(at_promise, found), *_searched(facts)])


_DATE_PLACES: tuple[tuple[str, tuple[ServicePlace, ...]], ...] = (
    ("on the product page", ("product",)),
    ("only in the basket or at the checkout", ("basket", "checkout")),
)
_COST_PLACES: tuple[tuple[ServicePlace, ...], ...] = (("product",), ("basket",), ("terms", "other"), ("checkout",))
_COST_WORDS = ("on the product page", "in the basket", "elsewhere before the checkout", "only at the checkout")


def cost_place(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """Where a buyer first learns what delivery costs. 0: product page; 1: basket; 2: another page; 3: only at the checkout;
    None: nowhere. "Free from £50" alone does not tell what delivery costs below that."""
    if (unread := service_unread(facts)) is not None:
        return unread
    if not is_shop(facts):
        return no_shop()
    costs = [one for one in [*_stated(facts, "delivery-cost"), *_promised_costs(facts)] if _tells_cost(one, facts)]
    costs.sort(key=lambda one: one.price == "free")
    for value, places in enumerate(_COST_PLACES[:3]):
        if placed := [one for one in costs if one.place in places]:
            return _cost(value, placed)
    what = "What delivery costs"
    if (doubt := terms_unread(facts) or not_gathered(facts, what)) is not None:
        return doubt
    if late := [one for one in costs if one.place == "checkout"]:
        return _cost(3, late)
    reason = f"No page that was read before the checkout tells what delivery costs.{limits(facts)}"
    return _whole(None, reason, _searched(facts))


def _tells_cost(statement: Statement, facts: SiteFacts) -> bool:
    """An amount, or free without a minimum spend, be that told in the same words or in a condition elsewhere."""
    if statement.price != "free":
        return statement.price is not None
    quote = statement.quote.casefold()
    limited = [entry for entry in facts.ledger.entries if any(one.type == "min_spend" for one in entry.exclusions)]
    return statement.threshold is None and not any(entry.quote.casefold() in quote for entry in limited)


def _cost(value: int, placed: list[Statement]) -> Measurement:
    reason = f"The delivery cost is told {_COST_WORDS[value]}: {quoted(placed[0].quote)}."
    return _whole(float(value), reason, (at_statement(one) for one in placed))


def _promised_costs(facts: SiteFacts) -> list[Statement]:
    """Promises that name a price, as statements on the kind of page that they stand on."""
    kinds = {fact.url: fact.kind for fact in facts.states}
    return [
        Statement(
            topic="delivery-cost", quote=entry.quote, price=entry.attributes.price, threshold=entry.attributes.threshold,
            place="product" if kinds.get(entry.url) == "product" else "other",
            evidence=at_promise(entry),
        )
        for entry in facts.ledger.entries
        if entry.attributes.price is not None
    ]  # fmt: skip


def _stated(facts: SiteFacts, topic: ServiceTopic) -> list[Statement]:
    """What customers can read on a topic; data for machines informs nobody."""
    return [one for one in facts.ledger.service or () if one.topic == topic and one.source == "text"]


def at_statement(statement: Statement) -> Evidence:
    """The statement where it stands."""
    note = "in data that only machines read" if statement.source == "structured" else _SAYS[statement.topic]
    return statement.evidence.model_copy(update={"quote": statement.quote, "note": note})


def _searched(facts: SiteFacts) -> list[Evidence]:
    """Pages that were read without finding it: those of terms and one product page."""
    terms = {page.url for page in facts.ledger.terms if not page.fault}
    read = [fact for fact in facts.states if fact.url in terms]
    goods = [fact for fact in facts.states if fact.kind == "product"]
    return [at_state(fact, fact.title, note="read without finding it") for fact in (read[:2] + goods[:1]) or facts.states[:1]]


def _whole(value: float | None, reason: str, evidence: Iterable[Evidence]) -> Measurement:
    return Measurement("measured", (MeasuredCell("whole site", value, reason, shown(evidence)),))


_NAMED: dict[str, str] = {
    "delay-remedy": "what a customer gets when delivery is late",
    "refund-time": "how soon money is paid back",
    "returns-period": "how long goods may be sent back",
}
_SAYS: dict[ServiceTopic, str] = {
    "delivery-cost": "the cost of delivery",
    "delivery-time": "the time of delivery",
    "delivery-date": "the day of arrival",
    "clock-start": "from when the time of delivery counts",
    "delay-remedy": "what happens when delivery is late",
    "refund-time": "how soon money is paid back",
    "returns-period": "how long goods may be sent back",
}

SERVICE_UNTOLD = Measure(
    "service-untold", ToldArguments, service_untold,
    "How many of the named terms of service (delay remedy, refund time, returns period) the site does not tell.", unit="terms",
)  # fmt: skip
ARRIVAL_DATE = Measure(
    "arrival-date", NoArguments, arrival_date, "Whether a day of arrival is shown where a speed of delivery is promised."
)
COST_PLACE = Measure("cost-place", NoArguments, cost_place, "Where a buyer first learns what delivery costs.")
