"""The events of a case as a reader sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from journeyaudit.cases.course import Course
from journeyaudit.cases.deadlines import BusinessClock, iso
from journeyaudit.cases.reading import Told
from journeyaudit.model.case import Closed, Confirmed, Deadline, Noted, Received, Sent, Stopped, TimelineEvent

Kind = Literal[
    "letter", "confirmation", "acknowledgement", "reply", "bounce", "survey", "marketing", "note", "stopped", "closing", "closed"
]
_RECEIVED: dict[str, Kind] = {
    "autoresponse": "acknowledgement",
    "human": "reply",
    "bounce": "bounce",
    "survey": "survey",
    "marketing": "marketing",
}
_NOTED = {
    "refunded": "The shopper noted: the money came.",
    "redelivered": "The shopper noted: the goods came.",
    "replaced": "The shopper noted: the replacement came.",
    "called_back": "The shopper noted: the company called.",
    "call_missed": "The shopper noted: the call that was promised did not come.",
    "resolved": "The shopper noted: the matter is settled.",
    "unresolved": "The shopper noted: the matter is not settled.",
    "wrote": "The shopper had to write again.",
    "retold": "The shopper had to tell the whole story again.",
    "other": "The shopper noted something.",
}


def timeline(course: Course, clock: BusinessClock, due: Sequence[Deadline]) -> tuple[TimelineEvent, ...]:
    """One entry an event, in the same order."""
    return tuple(_entry(course, place, clock, due) for place in range(len(course.events)))


def _entry(course: Course, place: int, clock: BusinessClock, due: Sequence[Deadline]) -> TimelineEvent:
    one = course.events[place]
    event, fact, kind = one.event, one.fact, _kind(one)
    own = [deadline for deadline in due if deadline.event == place]
    promise = next((deadline for deadline in own if deadline.what == "reply" and deadline.at), own[0] if own else None)
    return TimelineEvent(
        at=iso(one.at), kind=kind, summary=_summary(one, kind), text=one.text,
        case_id=fact.case_id if fact is not None else "",
        pledge=promise.what if promise is not None else "",
        promised_by=promise.at if promise is not None else "",
        promise=promise.quote if promise is not None else "",
        kept=promise.met if promise is not None else None,
        business_hours=round(clock.between(course.letter_at, one.at), 2),
        wall_hours=round(max(0.0, (one.at - course.letter_at).total_seconds() / 3600), 2),
        artifact=_artifact(one), picture=event.picture if isinstance(event, Sent | Confirmed | Stopped) else None,
        junk=isinstance(event, Received) and event.junk, reading=fact,
    )  # fmt: skip


def _kind(one: Told) -> Kind:
    event = one.event
    if isinstance(event, Received):
        return _RECEIVED[one.fact.kind] if one.fact is not None else "reply"
    if isinstance(event, Sent):
        return "letter" if event.purpose == "enquiry" else "closing"
    if isinstance(event, Confirmed):
        return "confirmation"
    if isinstance(event, Noted):
        return "note"
    return "stopped" if isinstance(event, Stopped) else "closed"


def _summary(one: Told, kind: Kind) -> str:
    event, fact = one.event, one.fact
    if isinstance(event, Noted):
        return _NOTED[event.what]
    if isinstance(event, Sent):
        return f"{'The letter' if kind == 'letter' else 'The closing letter'} was sent{' by e-mail' if event.message_id else ''}."
    if isinstance(event, Stopped):
        return "The letter could not be sent."
    if isinstance(event, Closed):
        return "The case was closed."
    who = fact.staff[0] if fact is not None and fact.staff else "Somebody"
    number = f", with the number {fact.case_id}" if fact is not None and fact.case_id else ""
    return {
        "confirmation": f"The page said that it was sent{number}.",
        "acknowledgement": f"An automatic answer came{number}.",
        "reply": f"{who} answered{number}.",
        "bounce": "The letter came back as undeliverable.",
        "survey": "The company asked how it went.",
        "marketing": "Advertising came.",
    }[kind]


def _artifact(one: Told) -> str:
    event = one.event
    if isinstance(event, Sent | Confirmed | Received | Stopped):
        return event.artifact or ""
    return ""
