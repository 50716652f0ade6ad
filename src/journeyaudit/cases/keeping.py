"""What the company is held to, and whether it kept it. What is not known yet is never held against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from journeyaudit.cases.course import Course
from journeyaudit.cases.deadlines import BusinessClock, iso, moment_of
from journeyaudit.model.case import Deadline, DueKind, Observation
from journeyaudit.model.message import Pledge, Promised

#: What the shopper must note for a pledge that is kept outside of the mailbox, and what shows that it was not.
_KEPT: dict[Pledge, tuple[Observation, ...]] = {
    "callback": ("called_back",),
    "refund": ("refunded",),
    "delivery": ("redelivered", "replaced"),
    "resolution": ("resolved", "refunded", "redelivered", "replaced"),
}
_NEVER = datetime.min.replace(tzinfo=UTC)
_BROKEN: dict[Pledge, tuple[Observation, ...]] = {
    "callback": ("call_missed",),
    "refund": ("unresolved",),
    "delivery": ("unresolved",),
    "resolution": ("unresolved",),
}


def deadlines(course: Course, clock: BusinessClock) -> tuple[Deadline, ...]:
    """The scenario's waiting times and every pledge, by the moment they are due; those without a moment last."""
    if course.letter is None:
        return ()
    found = [*_waiting(course, clock), *_pledges(course, clock)]
    return tuple(sorted(found, key=lambda one: (one.at == "", one.at, one.what, one.event)))


def _waiting(course: Course, clock: BusinessClock) -> Iterator[Deadline]:
    waiting, sent = course.case.scenario.waiting, course.letter_at
    answered = course.first(course.answers)
    acknowledged = course.first(course.acknowledgements)
    yield _seen(course, "acknowledgement", clock.after(sent, waiting.acknowledgement_hours), acknowledged)
    yield _seen(course, "answer", clock.days_after(sent, waiting.answer_days), answered)
    if answered is None:
        yield _seen(course, "give_up", clock.days_after(sent, waiting.give_up_days), None)
    else:
        last = course.events[course.answers[-1]].at if not course.checks_back else answered
        yield _seen(course, "check_back", clock.days_after(last, waiting.check_back_days), course.first(course.checks_back))


def _pledges(course: Course, clock: BusinessClock) -> Iterator[Deadline]:
    """One a message and kind of pledge: of several times that it names, the last is what it can be held to."""
    for place in sorted([*course.pages, *course.of("autoresponse", "human")]):
        one = course.events[place]
        promised = one.fact.promised if one.fact is not None else ()
        kinds: dict[Pledge, None] = dict.fromkeys(each.pledge for each in promised)
        for kind in kinds:
            meant = [(_due(each, one.said, clock), each.quote) for each in promised if each.pledge == kind]
            due, quote = max(meant, key=lambda each: each[0] or _NEVER)
            yield _pledge(course, kind, due, place).model_copy(update={"quote": quote})


def _due(promised: Promised, said: datetime, clock: BusinessClock) -> datetime | None:
    """The moment that is meant. Money or goods sent today are not there today: that names no time for them to come."""
    due = moment_of(promised, said, clock)
    sent_today = due is not None and promised.pledge in ("refund", "delivery") and due <= clock.end_of(clock.local(said).date())
    return None if sent_today else due


def _pledge(course: Course, pledge: Pledge, due: datetime | None, place: int) -> Deadline:
    if pledge == "reply":
        met = course.first([i for i in course.answers if i > place])
        return _seen(course, "reply", due, met, place)
    met = course.first([i for i in course.noted(_KEPT[pledge]) if i > place])
    kept = None if met is None else due is None or met <= due
    missed = [i for i in course.noted(_BROKEN[pledge]) if i > place and (due is None or course.events[i].at >= due)]
    if met is None and missed and due is not None:
        kept = False
    return Deadline(what=pledge, at=_iso(due), met=kept, met_at=_iso(met), event=place)


def _seen(course: Course, what: DueKind, due: datetime | None, met: datetime | None, place: int = -1) -> Deadline:
    """Something that comes by mail: missed once the mailbox was read to the moment that it was due."""
    known = course.known_until
    if met is not None:
        kept: bool | None = due is None or met <= due
    else:
        kept = False if due is not None and known is not None and known >= due else None
    return Deadline(what=what, at=_iso(due), met=kept, met_at=_iso(met), event=place)


def is_running(course: Course, due: tuple[Deadline, ...]) -> bool:
    """Whether the company still has time for anything that it is held to, as far as is known."""
    if course.letter is None:
        return course.stopped is None and not course.ended
    if course.ended or (course.of("bounce") and not course.acknowledgements):
        return False
    decisive = {"give_up", "check_back", "reply", *_KEPT}
    return any(one.what in decisive and one.at and not one.met_at and one.met is None and _ahead(course, one) for one in due)


def _ahead(course: Course, one: Deadline) -> bool:
    known = course.known_until
    return known is None or iso(known) < one.at


def _iso(moment: datetime | None) -> str:
    return "" if moment is None else iso(moment)
