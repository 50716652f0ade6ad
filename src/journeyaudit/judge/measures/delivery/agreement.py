"""Whether a shop says the same everywhere: on its pages, and in the data that it gives to machines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.judge.measures.delivery.grounds import is_shop, no_shop, not_gathered, service_unread
from journeyaudit.judge.measures.delivery.service import at_statement
from journeyaudit.judge.measures.delivery.showing import at_promise, quoted, shown
from journeyaudit.judge.measures.grounds import counted, limits
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import ServiceTopic, Statement
from journeyaudit.model.promise import Money
from journeyaudit.model.strict import Strict

#: What is compared of a statement: days with their kind, or a price. None: nothing that could be compared.
Figure = tuple[float | str, str] | None
_COMPARED: tuple[ServiceTopic, ...] = ("delivery-cost", "delivery-time", "returns-period")


class AgreementArguments(Strict):
    """`topics` that different pages must tell alike."""

    topics: Annotated[tuple[Literal["refund-time", "returns-period"], ...], Field(min_length=1)]


def different_terms(facts: SiteFacts, _check: Check, arguments: AgreementArguments) -> Measurement:
    """How many topics are told differently on different pages. Pages differ if they have no figure in common: a page that tells
    two periods, one for each case, agrees with a page that repeats one of them."""
    if (unread := service_unread(facts)) is not None:
        return unread
    if not is_shop(facts):
        return no_shop()
    told = [one for one in facts.ledger.service or () if one.topic in arguments.topics and one.source == "text"]
    if not told:
        what = " or ".join(_NAMED[topic] for topic in arguments.topics)
        nothing = Measurement("inapplicable", reason=f"The site does not tell {what}.{limits(facts)}")
        return not_gathered(facts, what) or nothing
    pairs = [pair for topic in arguments.topics if (pair := _differing([one for one in told if one.topic == topic]))]
    if not pairs:
        reason = f"Every page that tells it says the same: {quoted(told[0].quote)}.{limits(facts)}"
        return _cell(0.0, reason, *map(at_statement, told))
    one, other = pairs[0]
    reason = f"One page says {quoted(one.quote)}, another {quoted(other.quote)}; a customer cannot tell which holds."
    return _cell(float(len(pairs)), reason, *(at_statement(statement) for pair in pairs for statement in pair))


def _differing(told: list[Statement]) -> tuple[Statement, Statement] | None:
    """The first two statements on pages that share no figure."""
    figures: dict[str, dict[Figure, Statement]] = {}
    for statement in told:
        if (figure := _figure(statement)) is not None:
            figures.setdefault(statement.evidence.url, {}).setdefault(figure, statement)
    for one, other in combinations(figures.values(), 2):
        if not set(one) & set(other):
            return next(iter(one.values())), next(iter(other.values()))
    return None


def machine_disagreement(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many topics (cost, time, returns) the data for machines tells otherwise than the words for people: no figure in
    common among all that either says."""
    if (unread := service_unread(facts)) is not None:
        return unread
    machine = [one for one in facts.ledger.service or () if one.source == "structured" and _figure(one) is not None]
    if not machine:
        none = f"No page gives data on delivery or returns to machines.{limits(facts)}"
        return Measurement("inapplicable", reason=none)
    compared: list[ServiceTopic] = [
        topic for topic in _COMPARED if any(one.topic == topic for one in machine) and _visible(facts, topic)
    ]
    if not compared:
        reason = "The pages tell no cost, time or returns period in words that the data for machines could be held against."
        return not_gathered(facts, "a statement in words") or Measurement("inapplicable", reason=reason)
    apart = [pair for topic in compared if (pair := _apart(facts, topic, machine))]
    if not apart:
        reason = f"The data for machines says what the pages say: {quoted(machine[0].quote)}.{limits(facts)}"
        return _cell(0.0, reason, *map(at_statement, machine))
    quote, pointer, visible, seen = apart[0]
    more = f" {counted(len(apart) - 1, 'other topic')} likewise." if len(apart) > 1 else ""
    reason = f"The data for machines says {quoted(quote)}, the page says {quoted(visible)}.{more}"
    return _cell(float(len(apart)), reason, *(e for _, p, _, s in apart for e in (p, s)), pointer, seen)


def _apart(facts: SiteFacts, topic: ServiceTopic, machine: list[Statement]) -> tuple[str, Evidence, str, Evidence] | None:
    told = {figure: one for one in reversed(machine) if one.topic == topic and (figure := _figure(one)) is not None}
    shown_to_people = _visible(facts, topic)
    if {_bare(figure) for figure in told} & {_bare(figure) for figure, _, _ in shown_to_people}:
        return None
    first = next(iter(told.values()))
    _, quote, pointer = shown_to_people[0]
    return first.quote, at_statement(first), quote, pointer


def _visible(facts: SiteFacts, topic: ServiceTopic) -> list[tuple[Figure, str, Evidence]]:
    """Figures on a topic that customers read, with their quote and place: statements, and promises of speed or price."""
    said = [(_figure(s), s.quote, at_statement(s)) for s in facts.ledger.service or () if s.topic == topic and s.source == "text"]
    return [one for one in [*said, *_promised(facts, topic)] if one[0] is not None]


def _promised(facts: SiteFacts, topic: ServiceTopic) -> Iterator[tuple[Figure, str, Evidence]]:
    for entry in facts.ledger.entries:
        told = entry.attributes
        if topic == "delivery-time" and told.speed_max_days is not None and told.speed_of != "dispatch":
            yield (told.speed_max_days, told.day_kind or ""), entry.quote, at_promise(entry)
        if topic == "delivery-cost" and told.price is not None:
            yield _price(told.price), entry.quote, at_promise(entry)


def _figure(statement: Statement) -> Figure:
    if statement.topic == "delivery-cost":
        return None if statement.price is None else _price(statement.price)
    return None if statement.days is None else (statement.days, statement.day_kind or "")


def _price(price: Literal["free"] | Money) -> Figure:
    return (0.0, "") if price == "free" else (price.amount, price.currency if price.amount else "")


def _bare(figure: Figure) -> float | str | None:
    """The number alone: machines are told no kind of day, and pages often no currency."""
    return figure[0] if figure else None


def _cell(value: float, reason: str, *evidence: Evidence) -> Measurement:
    return Measurement("measured", (MeasuredCell("whole site", value, reason, shown(evidence)),))


_NAMED = {"refund-time": "how soon money is paid back", "returns-period": "how long goods may be sent back"}

DIFFERENT_TERMS = Measure(
    "different-terms", AgreementArguments, different_terms, "How many terms of service different pages tell differently.",
    unit="terms",
)  # fmt: skip
MACHINE_DISAGREEMENT = Measure(
    "machine-disagreement", NoArguments, machine_disagreement,
    "How many figures on delivery and returns the data for machines tells otherwise than the words.", unit="figures",
)  # fmt: skip
