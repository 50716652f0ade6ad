"""From a case's events to what it comes to. Pure: the same events, in any order and however often, give the same fact."""

from __future__ import annotations

from datetime import datetime, timedelta

from journeyaudit.cases.completeness import ever_answered, first_answer, written_again
from journeyaudit.cases.course import Course
from journeyaudit.cases.deadlines import BusinessClock, iso, parsed
from journeyaudit.cases.grades import Answered, graded, state_of
from journeyaudit.cases.keeping import deadlines, is_running
from journeyaudit.cases.ordering import in_order
from journeyaudit.cases.reading import Mail, conversation, told
from journeyaudit.cases.telling import did_well, reason_of, to_change
from journeyaudit.cases.timeline import timeline
from journeyaudit.model.case import Case, CaseFact, Deadline
from journeyaudit.model.conversation import ConversationFact
from journeyaudit.read.recovery import read_conversation

#: Business hours are listed for so long after the last event, so that a time promised in it can be pictured.
_BEYOND = timedelta(days=3)
_MOST_LISTED = timedelta(days=200)


def case_fact(case: Case, mail: Mail) -> CaseFact:
    """What a case comes to, as far as its mailbox was read. `mail` gives the bytes of a stored letter, mail or page.

    DefinitionError for opening hours or a time zone that cannot be read.
    """
    clock = BusinessClock(case.opening_hours, case.timezone, case.country or "", case.region or "")
    course = Course(case, told(case, in_order(case.events), mail))
    spoken, turns = conversation(case, course.events)
    read = read_conversation(spoken)
    due = deadlines(course, clock)
    running = is_running(course, due)
    first = first_answer(course, read, turns)
    again = written_again(course, read, turns)
    grade = graded(course, due, Answered(ever_answered(course, read, turns), first.complete is not False, again), running=running)
    answered, acknowledged = course.first(course.answers), course.first(course.acknowledgements)
    known = course.known_until
    fact = CaseFact(
        id=case.id, scenario=case.scenario.id, title=case.scenario.title, channel=case.channel,
        opened_at=iso(parsed(case.opened_at)), watched_until=iso(parsed(case.watched_until)) if case.watched_until else "",
        state=state_of(course, due), running=running, reason=reason_of(course),
        events=timeline(course, clock, due), wanted=case.scenario.wanted, grade=grade.grade, grade_reason=grade.reason,
        judged_until="" if known is None else iso(known), deadlines=due,
        complete=first.complete, complete_reason=first.reason,
        timezone=case.timezone, opening_hours=case.opening_hours, open_hours=_open_hours(course, clock, due),
        acknowledged_hours=_wall(course, acknowledged), answered_hours=_wall(course, answered),
        answered_business_hours=_business(course, clock, answered),
        conversation=read, turns=turns, handoffs=_handoffs(course, read),
    )  # fmt: skip
    return fact.model_copy(update={"did_well": did_well(fact), "to_change": to_change(fact)})


def _wall(course: Course, moment: datetime | None) -> float | None:
    return None if moment is None else round(max(0.0, (moment - course.letter_at).total_seconds() / 3600), 2)


def _business(course: Course, clock: BusinessClock, moment: datetime | None) -> float | None:
    return None if moment is None else round(clock.between(course.letter_at, moment), 2)


def _handoffs(course: Course, read: ConversationFact) -> int:
    """How often the matter passed on: as told in words, or as shown by who writes."""
    writers = {fact.staff[0] for place in course.of("human") if (fact := course.events[place].fact) is not None and fact.staff}
    return max(len(read.handoffs), len(writers) - 1, 0)


def _open_hours(course: Course, clock: BusinessClock, due: tuple[Deadline, ...]) -> tuple[tuple[str, str], ...]:
    start = course.letter_at
    ends = [one.at for one in course.events] + [parsed(one.at) for one in due if one.at and one.met is not None]
    end = min(max([start, *ends]) + _BEYOND, start + _MOST_LISTED)
    return tuple((iso(opened), iso(closed)) for opened, closed in clock.spans(start - timedelta(days=1), end))
