"""States and the grades F0 to F6 (rules.md §F)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeyaudit.cases.course import SETTLED, Course
from journeyaudit.model.case import CaseState, Deadline, FollowUpGrade


class Graded(NamedTuple):
    """A grade and the sentence that says what decided it; None where nothing can be graded."""

    grade: FollowUpGrade | None
    reason: str


class Answered(NamedTuple):
    """What the answers came to: `ever` complete, the `first` complete, and why the customer had to make contact `again`."""

    ever: bool
    first: bool
    again: str


def state_of(course: Course, due: Sequence[Deadline]) -> CaseState:
    """How far a case has come; a later state covers an earlier one."""
    if course.stopped is not None:
        return "not_checkable"
    if course.answers:
        if course.checks_back:
            return "checked_back"
        return "resolved" if course.settled else "answered"
    if course.settled and course.noted(SETTLED[course.case.scenario.wanted]):
        return "resolved"
    if course.of("autoresponse"):
        return "acknowledged"
    if course.of("bounce"):
        return "bounced"
    return "silent" if any(one.what == "give_up" and one.met is False for one in due) else "opened"


def graded(course: Course, due: Sequence[Deadline], answered: Answered, *, running: bool) -> Graded:
    """The grade of a case that has run its time."""
    if course.letter is None or running:
        return Graded(None, "")
    if not course.answers:
        return _unanswered(course, due)
    if not answered.ever:
        return _unsettled(course)
    if answered.again:
        return Graded("F2", f"It was answered, but {answered.again}.")
    return _settled(course, due, answered)


def _unanswered(course: Course, due: Sequence[Deadline]) -> Graded:
    automatic = course.of("autoresponse")
    if not automatic and course.of("bounce"):
        return Graded("F0", "The letter came back as undeliverable.")
    if not any(one.what == "give_up" and one.met is False for one in due):
        return Graded(None, "It was ended before the time to answer was up.")
    if course.settled:
        return Graded("F2", "What was wanted came, but nobody wrote.")
    if not automatic:
        return Graded("F0", "Nothing came back.")
    if all(_dead_end(course, place) for place in automatic):
        return Graded("F0", "The acknowledgement cannot be answered, offers no other way, and nothing followed.")
    return Graded("F1", "Only an automatic acknowledgement came.")


def _unsettled(course: Course) -> Graded:
    written = course.of("human")
    if written and _dead_end(course, written[-1]):
        return Graded("F0", "The last answer settles nothing, cannot be answered and offers no other way.")
    if course.settled is False:
        return Graded("F2", "The shopper noted that the matter was not settled.")
    return Graded("F2", "No answer settles the matter.")


def _settled(course: Course, due: Sequence[Deadline], answered: Answered) -> Graded:
    acknowledged = any(one.what == "acknowledgement" and one.met for one in due)
    if not course.of("autoresponse") and not acknowledged:
        return Graded("F3", "It was answered without having been acknowledged.")
    late = _late(due)
    if late:
        return Graded("F4", f"It was answered, but {late}.")
    lacking = _lacking(course, due, answered)
    if lacking:
        return Graded("F4", f"It was answered in time, but {lacking}.")
    if course.checks_back:
        return Graded("F6", "Acknowledged with a number and a time, answered in full within it, and asked about afterwards.")
    return Graded("F5", "Acknowledged with a number and a time and answered in full within it; nobody asked afterwards.")


def _late(due: Sequence[Deadline]) -> str:
    promised = [one for one in due if one.what == "reply" and one.at]
    if any(one.met is False for one in promised):
        return "later than promised"
    if not promised and any(one.what == "answer" and one.met is False for one in due):
        return "late"
    return "a promise in it was not kept" if any(one.met is False for one in due if one.event >= 0) else ""


def _lacking(course: Course, due: Sequence[Deadline], answered: Answered) -> str:
    facts = [course.events[place].fact for place in [*course.acknowledgements, *course.pages]]
    if not any(fact.case_id for fact in facts if fact is not None):
        return "no case number was given"
    if not any(one.what == "reply" and one.at for one in due):
        return "no time had been promised"
    if any(one.what == "acknowledgement" and one.met is False for one in due):
        return "acknowledged late"
    return "" if answered.first else "not at once"


def _dead_end(course: Course, place: int) -> bool:
    fact = course.events[place].fact
    return fact is not None and fact.no_reply and not fact.alternatives
