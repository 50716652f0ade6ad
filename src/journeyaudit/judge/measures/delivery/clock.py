"""How fast, and from when: where the clock starts, and the longest time named (rules.md D6, D9, D10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from journeyaudit.judge.measures.delivery.grounds import promises, service_unread, terms_unread
from journeyaudit.judge.measures.delivery.service import at_statement
from journeyaudit.judge.measures.delivery.showing import Offence, at_condition, at_promise, counted_offences, graded, quoted
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.ledger import Entry, Narrowing

_BESIDE = frozenset({"in-claim", "adjacent"})
#: Seven calendar days hold five business days.
_BUSINESS = 7 / 5


def late_clocks(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many promises of speed count from dispatch, or after a time for processing, without saying so beside the claim."""
    found = promises(facts, "speed")
    if isinstance(found, Measurement):
        return found
    open_ones = [entry for entry in found if entry.attributes.clock_start is None and not _said_beside(entry)]
    offences = [offence for entry in open_ones for offence in _late(entry, facts)]
    if not offences and (doubt := terms_unread(facts) or service_unread(facts)) is not None:
        return doubt
    clean = "No condition that was read lets the time promised begin later than the promise says."
    return counted_offences(offences, found, clean, facts)


def _said_beside(entry: Entry) -> bool:
    return any(one.type == "clock_start" and one.disclosure in _BESIDE for one in entry.exclusions)


def _late(entry: Entry, facts: SiteFacts) -> Iterator[Offence]:
    """A condition on this promise, else what the terms say of all; words on the promise's own page are given the benefit."""
    told = [(one.quote, at_condition(one)) for one in entry.exclusions if one.type == "clock_start"]
    said = [one for one in facts.ledger.service or () if one.topic == "clock-start" and one.source == "text"]
    if not told and not any(one.evidence.url == entry.url for one in said):
        told = [(one.quote, at_statement(one)) for one in said if one.place in ("terms", "other")]
    if told:
        reason = f"{quoted(entry.quote)} does not say that the time counts from later than the order: {quoted(told[0][0])}."
        yield Offence(entry, reason, tuple(pointer for _, pointer in told[:2]))


def longest_time(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """For each promise of speed: the longest time that it or a slower service in its conditions names, in calendar days."""
    found = promises(facts, "speed")
    if isinstance(found, Measurement):
        return found
    if not any(list(_slower(entry)) for entry in found) and (doubt := terms_unread(facts)) is not None:
        return doubt
    return Measurement("measured", tuple(_longest_cell(entry) for entry in found))


def _longest_cell(entry: Entry) -> MeasuredCell:
    own = _calendar(entry.attributes.speed_max_days or 0.0, entry.attributes.day_kind)
    days, narrowing = max(_slower(entry), key=lambda one: one[0], default=(own, None))
    if narrowing is None or days <= own:
        return graded(
            entry, own, f"{quoted(entry.quote)} names up to {own:g} {'day' if own == 1 else 'days'}.", (at_promise(entry),)
        )
    reason = f"{quoted(entry.quote)} may take up to {days:g} days: {quoted(narrowing.quote)}."
    return graded(entry, days, reason, (at_condition(narrowing),))


def _slower(entry: Entry) -> Iterator[tuple[float, Narrowing]]:
    """The days of each slower service in the promise's conditions."""
    return ((days, one) for one in entry.exclusions if one.type == "downgrade" for days in _days_in(one))


def _days_in(narrowing: Narrowing) -> Iterator[float]:
    """The days of a condition's value, a number or a pair of them."""
    days = (narrowing.value or {}).get("days")
    for one in cast("Sequence[object]", days) if isinstance(days, list | tuple) else [days]:
        if isinstance(one, int | float):
            yield float(one)


def _calendar(days: float, kind: str | None) -> float:
    """Business days as calendar days, to one digit."""
    return round(days * _BUSINESS, 1) if kind == "business" else days


LATE_CLOCKS = Measure(
    "late-clocks", NoArguments, late_clocks, "How many promises of speed count from later than the order without saying so.",
    unit="promises",
)  # fmt: skip
LONGEST_TIME = Measure("longest-time", NoArguments, longest_time, "The longest time of delivery that is named.", unit="days")
