"""How long it took: to an acknowledgement, to an answer by a person, to the question whether it is resolved (F1, F2, F5, F7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from journeyaudit.judge.measures.followup.grounds import at_event, by_case, cell, hours, of_case
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.model.case import CaseFact, DueKind, TimelineEvent
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.strict import Strict


class HoursArguments(Strict):
    """`to`: from the letter to an acknowledgement or to a person's answer, or from the last answer to the question whether it is
    resolved. `clock`: by the company's opening hours, or by the wall."""

    to: Literal["acknowledgement", "answer", "check_back"]
    clock: Literal["business", "wall"] = "wall"


_NOTHING: dict[DueKind, str] = {
    "acknowledgement": "Nothing says that the letter came.",
    "answer": "Nobody answered.",
    "check_back": "Nobody asked afterwards whether it was resolved.",
}
_SAID: dict[DueKind, str] = {
    "acknowledgement": "The letter was acknowledged after",
    "answer": "A person answered after",
    "check_back": "The company asked whether it was resolved, after",
}


def hours_to(facts: SiteFacts, _check: Check, arguments: HoursArguments) -> Measurement:
    """Hours until it happened, None if it did not within the time that the scenario gives."""
    untold = f"It is not known whether there was {_NAMED[arguments.to]}: the case was closed before its time was up."
    if arguments.to == "check_back" and facts.cases and not any(case.answered_hours is not None for case in facts.cases):
        otherwise = Measurement("inapplicable", reason="Nobody answered, so there was nothing to ask about afterwards.")
    else:
        otherwise = Measurement("untested", reason=untold)
    return by_case(facts, lambda case: _cells(case, arguments), otherwise)


def _cells(case: CaseFact, arguments: HoursArguments) -> Iterator[MeasuredCell]:
    due = next((one for one in case.deadlines if one.what == arguments.to), None)
    event = next((one for one in case.events if due is not None and due.met_at and one.at == due.met_at and _came(one)), None)
    if due is None:
        return
    if event is not None:
        last = _answer_before(case, event) if arguments.to == "check_back" else None
        wall = event.wall_hours - (last.wall_hours if last else 0.0)
        open_hours = event.business_hours - (last.business_hours if last else 0.0)
        told = f"{_SAID[arguments.to]} {hours(wall)} ({open_hours:.1f} business hours)."
        yield cell(case, wall if arguments.clock == "wall" else open_hours, told, (at_event(case, event, event.summary),))
    elif due.met is False or _given_up(case):
        yield cell(case, None, _NOTHING[arguments.to], (of_case(case),))


def _given_up(case: CaseFact) -> bool:
    return any(one.what == "give_up" and one.met is False for one in case.deadlines) or case.state == "bounced"


def _came(event: TimelineEvent) -> bool:
    return event.kind not in ("letter", "confirmation", "closing", "closed", "marketing", "bounce")


def _answer_before(case: CaseFact, asked: TimelineEvent) -> TimelineEvent | None:
    before = [event for event in case.events if event.kind == "reply" and event.at < asked.at]
    return before[-1] if before else None


_NAMED: dict[DueKind, str] = {
    "acknowledgement": "an acknowledgement",
    "answer": "an answer",
    "check_back": "a question afterwards",
}

HOURS_TO = Measure(
    "hours-to", HoursArguments, hours_to,
    "Hours from an enquiry to its acknowledgement or answer, or from the answer to the question whether it is resolved.",
    unit="hours",
)  # fmt: skip
