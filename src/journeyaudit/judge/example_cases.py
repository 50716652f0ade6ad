"""The enquiries of an example, as reading a mailbox would have folded them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from journeyaudit.model.case import CaseFact, CaseState, Deadline, DueKind, TimelineEvent
from journeyaudit.model.conversation import ConversationFact, Handoff, No, Quote, Recovery, Repeat, Retold, StepTaken
from journeyaudit.model.example_case import ExampleCase, ExampleMessage
from journeyaudit.model.message import MessageClass, MessageFact, Promised

_SENT = datetime(2025, 1, 6, 9, tzinfo=UTC)
_CLASS: dict[str, MessageClass] = {
    "confirmation": "autoresponse",
    "acknowledgement": "autoresponse",
    "reply": "human",
    "bounce": "bounce",
    "survey": "survey",
    "marketing": "marketing",
}


def cases_of(told: tuple[ExampleCase, ...]) -> tuple[CaseFact, ...]:
    """What the examples tell, as cases numbered from 1."""
    return tuple(_case(number, one) for number, one in enumerate(told, 1))


def _case(number: int, told: ExampleCase) -> CaseFact:
    letter = TimelineEvent(at=_at(0), kind="letter", summary="The letter was sent.", text="Dear Sir or Madam, …")
    events = (letter, *(_event(one) for one in told.came)) if told.sent else ()
    conversation, turns = _conversation(told, events)
    answered = next((event for event in events if event.kind == "reply"), None)
    acknowledged = next((event for event in events if event.kind in ("acknowledgement", "reply")), None)
    return CaseFact(
        id=f"c{number}", scenario="example", title="An enquiry", channel=told.channel, wanted=told.wanted,
        opened_at=_at(0), watched_until=_at(1000), judged_until=_at(1000), running=told.running, reason=told.why_not,
        state=_state(told), events=events, deadlines=tuple(_deadlines(told, events)) if told.sent else (),
        complete=told.complete, complete_reason=told.because, conversation=conversation, turns=turns,
        acknowledged_hours=acknowledged.wall_hours if acknowledged else None,
        answered_hours=answered.wall_hours if answered else None,
        answered_business_hours=answered.business_hours if answered else None, handoffs=len(told.handoffs),
    )  # fmt: skip


def _state(told: ExampleCase) -> CaseState:
    kinds = [one.kind for one in told.came]
    if not told.sent:
        return "not_checkable"
    if "reply" in kinds:
        return "checked_back" if "survey" in kinds[kinds.index("reply") :] else "answered"
    if "acknowledgement" in kinds:
        return "acknowledged"
    return "bounced" if "bounce" in kinds else "opened" if told.running else "silent"


def _event(one: ExampleMessage) -> TimelineEvent:
    promised = tuple(Promised(pledge=each.pledge, quote=each.says, start=0, end=0, hours=each.due) for each in one.promises)
    reading = None
    if one.kind != "note":
        reading = MessageFact(
            kind=_CLASS[one.kind], reasons=(), case_id=one.number, promised=promised, alternatives=one.alternatives,
            staff=(one.by,) if one.by else (), no_reply=one.no_reply,
        )  # fmt: skip
    first = one.promises[0] if one.promises else None
    return TimelineEvent(
        at=_at(one.hours), kind=one.kind, summary=f"A {one.kind} came.", text=one.says, case_id=one.number, reading=reading,
        wall_hours=one.hours, business_hours=one.hours if one.business_hours is None else one.business_hours,
        pledge=first.pledge if first else "", promise=first.says if first else "",
        promised_by=_at(first.due) if first and first.due is not None else "", kept=first.kept if first else None,
    )  # fmt: skip


def _deadlines(told: ExampleCase, events: tuple[TimelineEvent, ...]) -> Iterator[Deadline]:
    replies = [event for event in events if event.kind == "reply"]
    acknowledged = [event for event in events if event.kind in ("acknowledgement", "reply")]
    asked = [event for event in events if event.kind == "survey" and replies]
    yield _waited("acknowledgement", 1, acknowledged, told)
    yield _waited("answer", 63, replies, told)
    yield _waited("check_back", 500, asked, told) if replies else _waited("give_up", 340, [], told)
    for number, one in enumerate(told.came, 1):
        for each in one.promises:
            due = "" if each.due is None else _at(each.due)
            met_at = due if each.kept else ""
            yield Deadline(what=each.pledge, at=due, met=each.kept, met_at=met_at, quote=each.says, event=number)


def _waited(what: DueKind, hours: float, came: list[TimelineEvent], told: ExampleCase) -> Deadline:
    if came:
        return Deadline(what=what, at=_at(hours), met=came[0].wall_hours <= hours, met_at=came[0].at)
    return Deadline(what=what, at=_at(hours), met=None if told.running else False)


def _conversation(told: ExampleCase, events: tuple[TimelineEvent, ...]) -> tuple[ConversationFact, tuple[int, ...]]:
    turns = tuple(range(len(events)))

    def stands(words: str) -> Quote:
        first = next((i for i, event in enumerate(events) if event.kind == "reply"), 0)
        turn = next((i for i, event in enumerate(events) if words in event.text), first)
        return Quote(turn=turn, quote=words, start=0, end=len(words))

    fact = ConversationFact(
        steps=tuple(StepTaken(step=step, **stands(words).model_dump()) for step, words in told.steps.items()),
        repeats=tuple(Repeat(fact=one.fact, told=0, **stands(one.says).model_dump()) for one in told.repeats),
        retold=tuple(Retold(told=0, **stands(words).model_dump()) for words in told.retold),
        handoffs=tuple(Handoff(warm=one.warm, **stands(one.says).model_dump()) for one in told.handoffs),
        noes=tuple(
            No(
                trigger="no",
                ground=one.ground,
                alternative=one.alternative,
                reversed=one.reversed,
                **stands(one.says).model_dump(),
            )
            for one in told.noes
        ),
        recovery=Recovery(score=told.recovery, steps=dict.fromkeys(told.steps, 1.0)),
    )
    return fact, turns


def _at(hours: float) -> str:
    return (_SENT + timedelta(hours=hours)).isoformat().replace("+00:00", "Z")
