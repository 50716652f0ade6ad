"""How the matter was handled in words: the first answer, repeats, handoffs, refusals, the steps of recovery (§R)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from journeyaudit.judge.measures.followup.grounds import answered, at_event, at_quote, by_case, cell, listed, messages, times
from journeyaudit.judge.measures.grounds import counted
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.model.case import CaseFact
from journeyaudit.model.check import Check
from journeyaudit.model.conversation import Step
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.strict import Strict

_UNANSWERED = Measurement("inapplicable", reason="No person answered in writing.")
#: A share of a step from which on it counts as taken.
_TAKEN = 0.5


class RecoveryArguments(Strict):
    """`step`: one step of recovery, or all of them by their weights (R3)."""

    step: Literal["all", "ownership", "listen", "empathise", "apologise", "refocus", "close"] = "all"


def first_answer(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """0: the first answer by a person settles the matter; 1: it does not."""
    return by_case(facts, _first, _UNANSWERED)


def _first(case: CaseFact) -> Iterator[MeasuredCell]:
    reply = next(messages(case, "reply"), None)
    if reply is not None and case.complete is not None:
        quote = " ".join(reply.text.split())[:200]
        yield cell(case, 0.0 if case.complete else 1.0, case.complete_reason, (at_event(case, reply, quote),))


def repeats(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many facts were asked for that had been given."""
    return by_case(facts, _repeats, _UNANSWERED)


def _repeats(case: CaseFact) -> Iterator[MeasuredCell]:
    if not answered(case):
        return
    asked = case.conversation.repeats
    names = listed([f"the {name.replace('_', ' ')}" for name in dict.fromkeys(one.fact for one in asked)])
    reason = f"It was asked for {names}, which had been told." if asked else "Nothing was asked for that had been told."
    yield cell(case, float(len(asked)), reason, _quotes(case, ((one.turn, at_quote(case, one)) for one in asked)))


def retold(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How often the customer had to tell the story again."""
    return by_case(facts, _retold, _UNANSWERED)


def _retold(case: CaseFact) -> Iterator[MeasuredCell]:
    if not answered(case):
        return
    noted = [event for event in case.events if event.kind == "note" and event.summary.startswith("The shopper had to tell")]
    told = case.conversation.retold
    number = max(len(noted), len(told))
    reason = f"The story was told again {times(number)}." if number else "The story was told once."
    yield cell(
        case, float(number), reason, [at_quote(case, one) for one in told] or [at_event(case, one, one.text) for one in noted]
    )


def handoffs(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """0: one person saw it through; 1: one handoff to somebody who knew; 2: one without, or several (R8)."""
    return by_case(facts, _handoffs, _UNANSWERED)


def _handoffs(case: CaseFact) -> Iterator[MeasuredCell]:
    if not answered(case):
        return
    told = case.conversation.handoffs
    warm = case.handoffs == 1 and bool(told) and all(one.warm for one in told)
    value = 0.0 if not case.handoffs else 1.0 if warm else 2.0
    reason = f"The matter was passed on {times(case.handoffs)}." if case.handoffs else "One person saw it through."
    yield cell(case, value, reason, _quotes(case, ((one.turn, at_quote(case, one)) for one in told)))


def bare_noes(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many refusals offer nothing instead; one that was reversed later does not count."""
    otherwise = Measurement("inapplicable", reason="Nothing was refused.")
    return by_case(facts, _noes, otherwise)


def _noes(case: CaseFact) -> Iterator[MeasuredCell]:
    noes = [no for no in case.conversation.noes if not no.reversed]
    if not noes:
        return
    bare = [no for no in noes if not no.alternative]
    reason = (
        f"{counted(len(bare), 'refusal')} of {len(noes)} offer nothing instead: “{bare[0].quote}”."
        if bare
        else "Every refusal offers something instead."
    )
    yield cell(case, float(len(bare)), reason, (at_quote(case, no) for no in bare or noes))


def recovery(facts: SiteFacts, _check: Check, arguments: RecoveryArguments) -> Measurement:
    """0 to 1: how far the answers take one step, or all. A question about a product needs no recovery."""
    otherwise = Measurement("inapplicable", reason="No enquiry that a person answered was about something that had gone wrong.")
    return by_case(facts, lambda case: _recovery(case, arguments.step), otherwise)


def _recovery(case: CaseFact, step: Step | Literal["all"]) -> Iterator[MeasuredCell]:
    if case.wanted == "answer" or not answered(case):
        return
    shares = case.conversation.recovery.steps
    found = [one for one in case.conversation.steps if not one.against and step in ("all", one.step)]
    value = case.conversation.recovery.score if step == "all" else shares.get(step, 0.0)
    if step == "all":
        missing = [name for name in _STEPS if shares.get(name, 0.0) < _TAKEN]
        reason = f"Not taken, or only in stock phrases: {listed(missing)}." if missing else "Every step was taken."
    else:
        reason = f"In these words: “{found[0].quote}”." if found else "No words of the answers do so."
    yield cell(case, value, reason, _quotes(case, ((one.turn, at_quote(case, one, one.step)) for one in found)))


def _quotes(case: CaseFact, found: Iterator[tuple[int, Evidence]]) -> list[Evidence]:
    """The evidence, or the answers that hold none."""
    return [pointer for _, pointer in found][:5] or [at_event(case, event, event.summary) for event in messages(case, "reply")][
        :5
    ]


_STEPS: tuple[Step, ...] = ("ownership", "listen", "empathise", "apologise", "refocus", "close")

FIRST_ANSWER = Measure("first-answer", NoArguments, first_answer, "Whether the first answer by a person settles the matter.")
REPEATS = Measure("repeated-questions", NoArguments, repeats, "How many facts were asked for again.", unit="facts")
RETOLD = Measure("story-retold", NoArguments, retold, "How often the customer told the story again.", unit="times")
HANDOFFS = Measure("handoffs", NoArguments, handoffs, "Whether the matter was passed on, and how.")
BARE_NOES = Measure("bare-noes", NoArguments, bare_noes, "How many refusals offer nothing instead.", unit="refusals")
RECOVERY = Measure(
    "recovery", RecoveryArguments, recovery, "How far the answers take the steps of service recovery.", unit="share"
)
