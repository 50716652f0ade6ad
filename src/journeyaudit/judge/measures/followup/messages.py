"""What the company's messages hold: the items of an acknowledgement, dead ends, costly numbers (F1, F4, C8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.judge.measures.followup.grounds import at_event, by_case, cell, listed, messages
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.judge.measures.quality import costs_extra
from journeyaudit.model.case import CaseFact, TimelineEvent
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.strict import Strict
from journeyaudit.read.contacts import contacts
from journeyaudit.read.markup import snapshot_of_text

Item = Literal["number", "time", "alternatives"]
_NAMES: dict[Item, str] = {
    "number": "a case number",
    "time": "when an answer comes",
    "alternatives": "another way to reach somebody",
}


class ItemsArguments(Strict):
    """`items` that an acknowledgement should hold; the page that confirms the sending counts with it."""

    items: Annotated[tuple[Item, ...], Field(min_length=1)] = ("number", "time", "alternatives")


def items_missing(facts: SiteFacts, _check: Check, arguments: ItemsArguments) -> Measurement:
    """How many of the items an acknowledgement leaves out."""
    otherwise = Measurement("inapplicable", reason="No enquiry was acknowledged automatically.")
    return by_case(facts, lambda case: _items(case, arguments.items), otherwise)


def _items(case: CaseFact, items: tuple[Item, ...]) -> Iterator[MeasuredCell]:
    automatic = list(messages(case, "acknowledgement"))
    if not automatic:
        return
    told = [*automatic, *messages(case, "confirmation")]
    missing: list[Item] = [item for item in items if not any(_holds(event, item) for event in told)]
    names = listed([_NAMES[item] for item in missing], "nor") if missing else ""
    reason = f"It does not say {names}." if missing else f"It says {listed([_NAMES[item] for item in items])}."
    yield cell(case, float(len(missing)), reason, (at_event(case, event, _first_words(event)) for event in told))


def _holds(event: TimelineEvent, item: Item) -> bool:
    if item == "number":
        return bool(event.case_id)
    if item == "time":
        return event.reading is not None and any(_timed(one.hours, one.days, one.by) for one in event.reading.promised)
    return event.reading is not None and bool(event.reading.alternatives)


def _timed(hours: float | None, days: float | None, by: str) -> bool:
    return hours is not None or days is not None or bool(by)


def _first_words(event: TimelineEvent) -> str:
    return event.promise or " ".join(event.text.split())[:120]


def dead_ends(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many messages cannot be answered and name no other way."""
    otherwise = Measurement("inapplicable", reason="No message came that could be answered.")
    return by_case(facts, _dead_ends, otherwise)


def _dead_ends(case: CaseFact) -> Iterator[MeasuredCell]:
    came = list(messages(case, "acknowledgement", "reply", "survey"))
    if not came:
        return
    shut = [event for event in came if event.reading and event.reading.no_reply and not event.reading.alternatives]
    reason = (
        f"{shut[0].summary.rstrip('.')}, but it cannot be answered and names no other way."
        if shut
        else "Every message can be answered or names another way."
    )
    yield cell(case, float(len(shut)), reason, (at_event(case, event, _first_words(event)) for event in shut or came))


def costly_numbers(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many numbers in the company's messages cost the caller more than an ordinary call."""
    otherwise = Measurement("inapplicable", reason="No message names a telephone number.")
    return by_case(facts, lambda case: _numbers(case, facts.subject.country), otherwise)


def _numbers(case: CaseFact, country: str | None) -> Iterator[MeasuredCell]:
    found = [
        (event, fact)
        for event in messages(case)
        for fact in contacts(snapshot_of_text(event.text), country)
        if fact.channel in ("phone", "callback") and fact.value
    ]
    if not found:
        return
    costly = [(event, fact) for event, fact in found if costs_extra(fact)]
    numbers = listed(list(dict.fromkeys(fact.value for _, fact in costly)))
    reason = (
        f"Calls to {numbers} cost more than an ordinary call." if costly else "No number named costs more than an ordinary call."
    )
    values = {fact.value for _, fact in costly}
    yield cell(
        case, float(len(values)), reason, (at_event(case, event, fact.quote or fact.value) for event, fact in costly or found)
    )


ITEMS_MISSING = Measure(
    "acknowledgement-items", ItemsArguments, items_missing, "How many items an acknowledgement leaves out.", unit="items"
)
REPLY_DEAD_ENDS = Measure(
    "reply-dead-ends", NoArguments, dead_ends, "How many messages cannot be answered and name no other way.", unit="messages"
)
COSTLY_NUMBERS = Measure(
    "costly-numbers-in-mail", NoArguments, costly_numbers,
    "How many numbers in the company's messages cost more than an ordinary call.", unit="numbers",
)  # fmt: skip
