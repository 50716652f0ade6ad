"""The calendar file: what is still to happen, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from icalendar import Calendar

from journeyaudit.cases.agenda import agenda
from journeyaudit.model.case import CaseFact, Deadline, TimelineEvent

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DUE = (
    Deadline(what="acknowledgement", at="2026-11-19T10:00:00+00:00", met=True),
    Deadline(what="callback", at="2026-11-25T17:00:00+00:00", quote="we will call you by Wednesday", event=2),
    Deadline(what="refund", quote="we will refund you"),
    Deadline(what="give_up", at="2026-12-03T17:00:00+00:00"),
)


def fact(*events: TimelineEvent) -> CaseFact:
    return CaseFact(
        id="c1", scenario="charged-twice", title="Charged twice", channel="email", opened_at="2026-11-19T09:00:00+00:00",
        state="acknowledged", running=True, events=events, deadlines=DUE,
    )  # fmt: skip


def test_what_is_known_or_has_no_moment_is_left_out() -> None:
    entries = Calendar.from_ical(agenda([fact()], NOW)).walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == ["c1: a call was promised", "c1: no longer waited for"]
    assert entries[0]["dtend"].dt == datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
    assert "we will call you by Wednesday" in str(entries[0]["description"])


def test_a_closed_case_has_nothing_due() -> None:
    ended = TimelineEvent(at="2026-11-20T09:00:00+00:00", kind="closed", summary="closed")
    assert Calendar.from_ical(agenda([fact(ended)], NOW)).walk("VEVENT") == []


def test_the_same_facts_give_the_same_bytes_and_hostile_words_no_second_entry() -> None:
    hostile = fact().model_copy(update={"deadlines": (DUE[1].model_copy(update={"quote": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT"}),)})
    assert agenda([hostile], NOW) == agenda([hostile], NOW)
    assert len(Calendar.from_ical(agenda([hostile], NOW)).walk("VEVENT")) == 1
