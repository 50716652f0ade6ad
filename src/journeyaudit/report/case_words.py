"""The words of the chapter on enquiries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from journeyaudit.model.case import CaseFact, CaseState, DueKind, FollowUpGrade
from journeyaudit.model.conversation import Step
from journeyaudit.report.wording import count, figure, listing

GRADES: tuple[FollowUpGrade, ...] = ("F0", "F1", "F2", "F3", "F4", "F5", "F6")
GRADE: dict[FollowUpGrade, str] = {
    "F6": "Acknowledged, answered in time, asked about afterwards",
    "F5": "Acknowledged and answered in time",
    "F4": "Answered, but late or with something missing",
    "F3": "Answered without having been acknowledged",
    "F2": "Answered in part, or only after writing again",
    "F1": "An automatic answer and nothing else",
    "F0": "No answer",
}
STATE: dict[CaseState, str] = {
    "opened": "No answer yet",
    "acknowledged": "Acknowledged, not answered",
    "answered": "Answered",
    "resolved": "Settled",
    "checked_back": "Answered, and asked about afterwards",
    "silent": "Never answered",
    "bounced": "Came back as undeliverable",
    "not_checkable": "Could not be sent",
}
KIND: dict[str, str] = {
    "letter": "The letter",
    "confirmation": "The page after the form",
    "acknowledgement": "Automatic answer",
    "reply": "Answer",
    "bounce": "Returned mail",
    "survey": "Question afterwards",
    "marketing": "Advertising",
    "note": "The shopper",
    "stopped": "Could not be sent",
    "closing": "The closing letter",
    "closed": "Closed",
}
DUE: dict[DueKind, str] = {
    "acknowledgement": "acknowledgement",
    "answer": "answer",
    "give_up": "the last time for an answer",
    "check_back": "asked afterwards",
    "reply": "an answer",
    "callback": "a call",
    "refund": "the refund",
    "delivery": "the delivery",
    "resolution": "the settlement",
}
STEP: dict[Step, str] = {
    "ownership": "takes it on",
    "listen": "shows it was read",
    "empathise": "sees the harm",
    "apologise": "apologises",
    "refocus": "says what happens",
    "close": "asks whether it is settled",
}
#: What words do that go against a step.
AGAINST: dict[Step, str] = {
    "ownership": "sends the customer elsewhere",
    "listen": "shows it was not read",
    "empathise": "makes light of it",
    "apologise": "an apology for no fault",
    "refocus": "a rule and nothing instead",
    "close": "ends without asking",
}
TIMES = {0: "never", 1: "once", 2: "twice"}
CHANNEL = {"form": "by the contact form", "email": "by e-mail"}
_MIDNIGHT = timedelta(seconds=1)


def summary(cases: Sequence[CaseFact]) -> str:
    """One sentence or two for the first page, "" without an enquiry."""
    if not cases:
        return ""
    told = f"{count(len(cases), 'enquiry', 'enquiries')} to the company"
    graded = [case for case in cases if case.grade is not None]
    running = sum(case.running for case in cases)
    parts = [f"graded {listing([str(case.grade) for case in graded])}"] if graded else []
    if running:
        parts.append(f"{running} still running")
    unsent = sum(case.state == "not_checkable" for case in cases)
    if unsent:
        parts.append(f"{unsent} could not be sent")
    why = f" {graded[0].grade_reason}" if len(cases) == 1 and graded else ""
    return (f"{told}: {listing(parts)}." if parts else f"{told}.") + why


def local(iso: str, zone: ZoneInfo) -> datetime:
    """An ISO 8601 moment on the company's clock."""
    return datetime.fromisoformat(iso).astimezone(zone)


def when(iso: str, zone: ZoneInfo) -> str:
    """`Mon 19 Oct, 10:12`; midnight is the end of the day before it."""
    moment = local(iso, zone)
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        before = moment - _MIDNIGHT
        return f"{before:%a} {before.day} {before:%b}, end of day"
    return f"{moment:%a} {moment.day} {moment:%b}, {moment:%H:%M}"


def took(hours: float) -> str:
    """`2 min`, `5 h`, `3 days 4 h`."""
    minutes = round(hours * 60)
    if minutes < 60:
        return f"{minutes} min"
    days, rest = divmod(round(hours), 24)
    if not days:
        return f"{rest} h"
    return f"{count(days, 'day')}{f' {rest} h' if rest else ''}"


def open_hours(hours: float) -> str:
    """`22.5 business hours`."""
    return f"{figure(round(hours, 1))} business {'hour' if round(hours, 1) == 1 else 'hours'}"
