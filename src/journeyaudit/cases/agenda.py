"""What is due in cases, as a calendar file. Pure: the same facts and stamp give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from journeyaudit.cases.deadlines import parsed
from journeyaudit.model.case import CaseFact, Deadline, DueKind

#: A moment is drawn as half an hour before it.
_DRAWN = timedelta(minutes=30)
_WORDS: dict[DueKind, str] = {
    "acknowledgement": "an acknowledgement is due",
    "answer": "an answer is due",
    "give_up": "no longer waited for",
    "check_back": "they should have asked whether it is resolved",
    "reply": "a reply was promised",
    "callback": "a call was promised",
    "refund": "a refund was promised",
    "delivery": "a delivery was promised",
    "resolution": "a resolution was promised",
}


def agenda(facts: Iterable[CaseFact], stamp: datetime) -> bytes:
    """An iCalendar file (RFC 5545) of the moments by which something is still to happen; `stamp` is when it was made. What is
    known to have happened or not, and cases that were closed, are left out. An entry keeps its identifier when it is made anew.
    """
    made: Any = Calendar()  # icalendar's own types are loose
    made.add("prodid", "-//journeyaudit//cases//EN")
    made.add("version", "2.0")
    for fact in facts:
        if not any(event.kind in ("closed", "closing", "stopped") for event in fact.events):
            for due in fact.deadlines:
                if due.met is None and due.at:
                    made.add_component(_entry(fact, due, stamp))
    return bytes(made.to_ical())


def _entry(fact: CaseFact, due: Deadline, stamp: datetime) -> Any:
    at = parsed(due.at)
    entry: Any = Event()
    entry.add("uid", f"{fact.id}-{fact.opened_at[:10]}-{due.what}-{due.event}@journeyaudit")
    entry.add("dtstamp", stamp)
    entry.add("dtstart", at - _DRAWN)
    entry.add("dtend", at)
    entry.add("summary", f"{fact.id}: {_WORDS[due.what]}")
    told = f"“{due.quote}”\n" if due.quote else ""
    entry.add("description", f"{fact.title}\n{told}Note what happened: journeyaudit case note {fact.id}")
    return entry
