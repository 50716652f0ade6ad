"""Enquiries to the fictional shop: one went wrong, one runs, one could not be sent; with hostile words among them."""

from __future__ import annotations

from typing import TypeVar

from journeyaudit.model.case import CaseFact, Deadline, TimelineEvent
from journeyaudit.model.conversation import ConversationFact, Handoff, No, Recovery, Repeat, StepTaken
from journeyaudit.model.message import MessageFact
from tests.unit.report.sample import HOSTILE

T = TypeVar("T")
PROMISE = "within one working day"
ASKED = "What is your order number?"
ANSWER = f"Hello,\n\n{ASKED} I have passed this on. Sadly we cannot pay it back. {HOSTILE}\n\nKind regards,\nAgent A"
OPEN = tuple((f"2026-10-{day:02}T08:00:00Z", f"2026-10-{day:02}T16:00:00Z") for day in (19, 20, 21, 22, 23))


def wrong() -> CaseFact:
    """Acknowledged, answered late, asked again."""
    return CaseFact(
        id="k7f2", scenario="charged-twice", title="Charged twice, and the promised refund did not come", channel="form",
        opened_at="2026-10-19T09:12:00Z", watched_until="2026-11-20T09:12:00Z", judged_until="2026-11-20T09:12:00Z",
        state="answered", running=False, wanted="refund", grade="F2",
        grade_reason="It was answered, but it asked again for the order number, which the letter had.",
        events=(
            event("letter", "2026-10-19T09:12:00Z", "The letter was sent.", "I was charged twice for order 40718."),
            event(
                "acknowledgement", "2026-10-19T09:14:00Z", "An automatic answer came, with the number QW-1.",
                f"Your number is QW-1. We answer {PROMISE}.", case_id="QW-1", pledge="reply", promise=PROMISE,
                promised_by="2026-10-20T23:00:00Z", kept=False, wall_hours=0.03,
            ),
            event(
                "reply", "2026-10-21T15:40:00Z", "Agent A answered.", ANSWER, wall_hours=54.5, staff="Agent A",
                business_hours=22.5,
            ),
            event("note", "2026-10-23T08:00:00Z", "The shopper noted: the money came.", HOSTILE, wall_hours=95),
        ),
        deadlines=(
            Deadline(what="acknowledgement", at="2026-10-19T10:12:00Z", met=True, met_at="2026-10-19T09:14:00Z"),
            Deadline(what="reply", at="2026-10-20T23:00:00Z", met=False, met_at="2026-10-21T15:40:00Z", quote=PROMISE, event=1),
            Deadline(what="check_back", at="2026-11-04T00:00:00Z", met=False),
        ),
        complete=False, complete_reason="It asks again.", timezone="Europe/London", opening_hours="Mon-Fri 09:00-17:00",
        open_hours=OPEN, acknowledged_hours=0.03, answered_hours=54.5, answered_business_hours=22.5, handoffs=1, turns=(0, 1, 2),
        conversation=ConversationFact(
            repeats=(quoted(Repeat, ASKED, fact="order_number", told=0),),
            handoffs=(quoted(Handoff, "I have passed this on"),),
            noes=(quoted(No, "we cannot pay it back", trigger="cannot"),),
            steps=(quoted(StepTaken, "Kind regards", step="close", stock=True),),
            recovery=Recovery(score=0.2),
        ),
        did_well=("It gave the matter a number, QW-1.",), to_change=("Answer in time.", f"Mind {HOSTILE}"),
    )  # fmt: skip


def running() -> CaseFact:
    """Sent, and nothing due yet."""
    return wrong().model_copy(
        update={
            "id": "r1", "state": "opened", "running": True, "grade": None, "grade_reason": "", "events": wrong().events[:1],
            "deadlines": (), "turns": (0,), "conversation": ConversationFact(),
            "answered_hours": None, "acknowledged_hours": None,
            "did_well": (), "to_change": (),
        }
    )  # fmt: skip


def unsent() -> CaseFact:
    """Stopped at a puzzle."""
    stopped = event("stopped", "2026-10-19T09:12:00Z", "The letter could not be sent.", "The form asks to solve a puzzle.")
    return running().model_copy(
        update={"id": HOSTILE, "state": "not_checkable", "running": False, "events": (stopped,), "turns": (), "reason": HOSTILE}
    )


def quoted(kind: type[T], words: str, **more: object) -> T:
    return kind(turn=2, quote=words, start=ANSWER.index(words), end=ANSWER.index(words) + len(words), **more)


def event(kind: str, at: str, summary: str, text: str, *, staff: str = "", **more: object) -> TimelineEvent:
    reading = MessageFact(kind="human", reasons=(), staff=(staff,)) if staff else None
    return TimelineEvent.model_validate({"kind": kind, "at": at, "summary": summary, "text": text, "reading": reading, **more})
