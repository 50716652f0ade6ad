"""Whether what was promised in a message was kept, and whether what was wanted was promised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from journeyaudit.judge.measures.followup.grounds import answered, at_event, by_case, cell, messages, moment, of_case
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.model.case import CaseFact, Deadline
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.message import Pledge
from journeyaudit.model.scenario import Outcome
from journeyaudit.model.strict import Strict

#: The pledges that give a customer what was wanted; money back settles all of them.
_GIVES: dict[Outcome, tuple[Pledge, ...]] = {
    "refund": ("refund", "resolution"),
    "redelivery": ("delivery", "refund", "resolution"),
    "replacement": ("delivery", "refund", "resolution"),
    "answer": (),
}


class PledgesArguments(Strict):
    """`pledges` that count: reply, callback, refund, delivery, resolution."""

    pledges: Annotated[tuple[Pledge, ...], Field(min_length=1)]


def broken_pledges(facts: SiteFacts, _check: Check, arguments: PledgesArguments) -> Measurement:
    """For each pledge with a time: 0 kept, 1 not. One of which nothing is known leaves the measurement."""
    pledged = [one for case in facts.cases for one in case.deadlines if one.what in arguments.pledges and one.at]
    if not pledged:
        otherwise = Measurement("inapplicable", reason="No message promised this for a time.")
    else:
        unknown = f"It is not known whether “{pledged[0].quote}” was kept: it was not yet due, or nobody noted it (case note)."
        otherwise = Measurement("untested", reason=unknown)
    return by_case(facts, lambda case: _kept(case, arguments), otherwise)


def _kept(case: CaseFact, arguments: PledgesArguments) -> Iterator[MeasuredCell]:
    for one in case.deadlines:
        if one.what in arguments.pledges and one.at and one.met is not None:
            happened = f"it came on {moment(one.met_at)}" if one.met_at else "it did not come"
            reason = f"“{one.quote}” was kept." if one.met else f"“{one.quote}” meant by {moment(one.at)}; {happened}."
            yield cell(case, 0.0 if one.met else 1.0, reason, (_said(case, one),))


def redress_promised(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """0: what was wanted was promised for a time, or came; 1: promised without a time; None: not promised."""
    otherwise = Measurement("inapplicable", reason="No enquiry that was answered asked for money or goods.")
    return by_case(facts, _redress, otherwise)


def _redress(case: CaseFact) -> Iterator[MeasuredCell]:
    wanted = _GIVES[case.wanted]
    if not wanted or not answered(case):
        return
    found = [one for one in case.deadlines if one.what in wanted]
    timed = next((one for one in found if one.at), None)
    if timed is not None:
        yield cell(case, 0.0, f"It was promised for a time: “{timed.quote}”.", (_said(case, timed),))
    elif case.state == "resolved":
        yield cell(case, 0.0, "The shopper noted that the matter is settled.")
    elif found:
        yield cell(case, 1.0, f"It was promised, but not by when: “{found[0].quote}”.", (_said(case, found[0]),))
    elif case.complete:
        yield cell(case, 1.0, case.complete_reason, (at_event(case, one, one.summary) for one in messages(case, "reply")))
    else:
        yield cell(case, None, f"No answer promises the {case.wanted}.", (at_event(case, one) for one in messages(case, "reply")))


def _said(case: CaseFact, one: Deadline) -> Evidence:
    return at_event(case, case.events[one.event], one.quote) if 0 <= one.event < len(case.events) else of_case(case)


BROKEN_PLEDGES = Measure(
    "broken-pledges", PledgesArguments, broken_pledges, "Whether what a message promised for a time was kept."
)
REDRESS_PROMISED = Measure(
    "redress-promised", NoArguments, redress_promised, "Whether the refund, redelivery or replacement was promised, and by when."
)
