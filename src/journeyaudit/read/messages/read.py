"""One message as a fact."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from journeyaudit.model.case import Sent
from journeyaudit.model.message import Message, MessageFact
from journeyaudit.read.messages.case_ids import CaseId, case_id
from journeyaudit.read.messages.classing import classed
from journeyaudit.read.messages.offers import alternatives_of, asks_outcome, is_no_reply, language_of
from journeyaudit.read.messages.people import departments_of, staff_of
from journeyaudit.read.messages.promises import promised

_MOST_TEXT = 60_000


def read_message(
    message: Message, *, sent: Sent | None = None, given: Collection[str] = (), received_at: str = ""
) -> MessageFact:
    """What the message is and says.

    `sent` is the letter that it answers: an answer within two minutes of it was written by nobody. `given` are the values that
    the letter stated (its order number …), which are never taken for a case's. `received_at` (ISO 8601) is when the mailbox got
    it; without it the mail's own date counts.
    Only the first 60,000 characters are read: no letter is longer.
    """
    message = message.model_copy(update={"text": message.text[:_MOST_TEXT]})
    at = received_at or message.date
    kind, reasons = classed(message, _seconds(sent, at))
    case = CaseId("", "") if kind in ("bounce", "marketing") else case_id(message, given)
    return MessageFact(
        kind=kind,
        reasons=reasons,
        case_id=case.value,
        case_id_quote=case.quote,
        promised=() if kind in ("bounce", "marketing") else promised(message.text, _day(message.date or at)),
        alternatives=alternatives_of(message),
        staff=() if kind in ("bounce", "marketing") else staff_of(message),
        departments=() if kind in ("bounce", "marketing") else departments_of(message),
        no_reply=kind == "bounce" or is_no_reply(message),
        asks_outcome=kind in ("human", "survey") and asks_outcome(message),
        language=language_of(message),
    )


def _seconds(sent: Sent | None, at: str) -> float | None:
    """Seconds from the letter to the message; None where one of the two moments is unknown."""
    if sent is None or not at:
        return None
    try:
        return (datetime.fromisoformat(at) - datetime.fromisoformat(sent.at)).total_seconds()
    except (ValueError, TypeError):
        return None


def _day(at: str) -> date | None:
    try:
        return datetime.fromisoformat(at).date()
    except ValueError:
        return None
