"""The chapter on enquiries: what was written, what came back and when, and what the words show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from journeyaudit.model.audit import Audit
from journeyaudit.model.case import CaseFact, TimelineEvent
from journeyaudit.model.conversation import ConversationFact, Quote, StepTaken
from journeyaudit.report.case_words import (
    AGAINST,
    CHANNEL,
    GRADE,
    GRADES,
    KIND,
    STATE,
    STEP,
    TIMES,
    open_hours,
    summary,
    took,
    when,
)
from journeyaudit.report.text import neutral, prose
from journeyaudit.report.view.timeline import Picture, picture
from journeyaudit.report.wording import count, listing, sentence

MOST_TEXT = 4_000
#: What is left of a mark beside another must be words.
_SHORTEST = 12


@dataclass(frozen=True)
class Piece:
    """Words of a message. `kind` marks them (step, stock, against, repeat, handoff, no, promise), `label` says as what."""

    text: str
    kind: str = ""
    label: str = ""


@dataclass(frozen=True)
class EventView:
    """One event with its number in the timeline."""

    number: int
    at: str
    after: str
    who: str
    side: str
    noted: bool
    summary: str
    pieces: tuple[Piece, ...]
    cut: bool
    junk: bool
    artifact: str
    picture: str | None


@dataclass(frozen=True)
class CaseView:
    """One case."""

    id: str
    anchor: str
    title: str
    how: str
    state: str
    running: str
    reason: str
    grade: str
    grade_words: str
    grade_reason: str
    steps: tuple[tuple[str, bool], ...]
    facts: tuple[tuple[str, str], ...]
    picture: Picture | None
    hours: str
    events: tuple[EventView, ...]
    did_well: tuple[str, ...]
    to_change: tuple[str, ...]


@dataclass(frozen=True)
class CasesView:
    """All cases, and the sentence of the first page."""

    summary: str
    cases: tuple[CaseView, ...]

    def pictures(self) -> list[str]:
        """Pictures of the forms and pages."""
        return [event.picture for case in self.cases for event in case.events if event.picture]


def cases(audit: Audit) -> CasesView:
    """The chapter; empty for an audit without an enquiry."""
    return CasesView(neutral(summary(audit.cases), 400), tuple(_case(case) for case in audit.cases))


def _case(case: CaseFact) -> CaseView:
    zone = _zone(case.timezone)
    return CaseView(
        id=neutral(case.id, 40), anchor=f"enquiry-{_plain(case.id)}", title=neutral(case.title, 160), how=CHANNEL[case.channel],
        state=STATE[case.state], running=_running(case, zone), reason=sentence(neutral(case.reason, 300)),
        grade=case.grade or "", grade_words=GRADE[case.grade] if case.grade else "",
        grade_reason=neutral(case.grade_reason, 300), steps=tuple((name, name == case.grade) for name in GRADES),
        facts=tuple(_facts(case, zone)), picture=picture(case, zone), hours=_hours(case),
        events=tuple(_event(case, number, zone) for number in range(len(case.events))),
        did_well=tuple(neutral(one, 300) for one in case.did_well), to_change=tuple(neutral(one, 300) for one in case.to_change),
    )  # fmt: skip


def _running(case: CaseFact, zone: ZoneInfo) -> str:
    if not case.running:
        return ""
    known = f" The mailbox was read until {when(case.watched_until, zone)}." if case.watched_until else ""
    return f"The company still has time, so nothing is judged yet.{known}"


def _hours(case: CaseFact) -> str:
    return neutral(f"Times are the company's ({case.timezone}). Shaded: {case.opening_hours}, without public holidays.", 200)


def _facts(case: CaseFact, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    yield "Written", when(case.opened_at, zone)
    yield "Acknowledged", "never" if case.acknowledged_hours is None else f"after {took(case.acknowledged_hours)}"
    if case.answered_hours is None:
        yield "First answer by a person", "none"
    else:
        yield "First answer by a person", f"after {took(case.answered_hours)} ({open_hours(case.answered_business_hours or 0)})"
        yield "Settled by it", "yes" if case.complete else "no"
    promised = [one for one in case.deadlines if one.event >= 0 and one.at and one.met is not None]
    if promised:
        yield "Promised times kept", f"{sum(one.met is True for one in promised)} of {len(promised)}"
    if case.answered_hours is not None:
        yield "Asked for again", count(len(case.conversation.repeats), "fact") if case.conversation.repeats else "nothing"
        yield "Passed on", TIMES.get(case.handoffs, f"{case.handoffs} times")
        noes = case.conversation.noes
        if noes:
            yield "Refusals with an alternative", f"{sum(bool(no.alternative) for no in noes)} of {len(noes)}"
        if case.wanted != "answer":
            yield "Steps of recovery", f"{round(case.conversation.recovery.score * 100)} of 100"


def _event(case: CaseFact, index: int, zone: ZoneInfo) -> EventView:
    event = case.events[index]
    ours = event.kind in ("letter", "closing", "note", "stopped", "closed")
    staff = event.reading.staff if event.reading is not None else ()
    who = KIND[event.kind] + (f", {staff[0]}" if event.kind == "reply" and staff else "")
    return EventView(
        number=index + 1, at=when(event.at, zone), after=_after(event), who=neutral(who, 80), side="ours" if ours else "theirs",
        noted=event.kind == "note",
        summary=neutral(event.summary, 200), pieces=tuple(_pieces(event, list(_marks(case, index)))),
        cut=len(event.text) > MOST_TEXT, junk=event.junk, artifact=event.artifact, picture=event.picture,
    )  # fmt: skip


def _after(event: TimelineEvent) -> str:
    if event.wall_hours <= 0:
        return ""
    told = f"{took(event.wall_hours)} after the letter"
    return f"{told}, {open_hours(event.business_hours)}" if event.wall_hours >= 1 else told


#: Start, end, kind, label; the first of marks that overlap is shown.
_Mark = tuple[int, int, str, str]


def _marks(case: CaseFact, index: int) -> Iterator[_Mark]:
    """What the words of one event show, the most telling first."""
    read: ConversationFact = case.conversation
    turns = [turn for turn, place in enumerate(case.turns) if place == index]

    def here(found: Sequence[Quote]) -> Iterator[Quote]:
        return (one for one in found if one.turn in turns)

    asked: dict[tuple[int, int], list[str]] = {}
    for one in read.repeats:
        if one.turn in turns:
            asked.setdefault((one.start, one.end), []).append(one.fact.replace("_", " "))
    for (start, end), facts in asked.items():
        yield start, end, "repeat", f"asked again: {listing(facts)}"
    for one in here(read.retold):
        yield one.start, one.end, "repeat", "told again"
    for one in case.deadlines:
        at = case.events[index].text.find(one.quote) if one.event == index and one.quote else -1
        if at >= 0:
            kept = {True: "promise kept", False: "promise not kept", None: "promise"}[one.met]
            yield at, at + len(one.quote), "broken" if one.met is False else "promise", kept
    for one in here(read.handoffs):
        yield one.start, one.end, "handoff", "passed on"
    for one in read.noes:
        if one.turn in turns:
            yield one.start, one.end, "no", "no, with an alternative" if one.alternative else "no, and nothing instead"
    for one in read.steps:
        if one.turn in turns:
            yield one.start, one.end, *_step(one)


def _step(one: StepTaken) -> tuple[str, str]:
    if one.against:
        return "against", AGAINST[one.step]
    return ("stock", f"{STEP[one.step]}, in a stock phrase") if one.stock else ("step", STEP[one.step])


def _pieces(event: TimelineEvent, marks: list[_Mark]) -> Iterator[Piece]:
    """The text cut at its marks; of marks that overlap the first named counts, the others as far as they reach up to it."""
    text = event.text[:MOST_TEXT]
    taken: list[_Mark] = []
    for start, end, kind, label in marks:
        start, end = max(0, start), min(len(text), end)
        if any(other[0] <= start < other[1] for other in taken):
            continue
        end = min([end, *(other[0] for other in taken if other[0] > start)])
        if len(text[start:end].strip()) >= min(_SHORTEST, end - start):
            taken.append((start, start + len(text[start:end].rstrip()), kind, label))
    taken = [mark for mark in taken if mark[0] < mark[1]]
    at = 0
    for start, end, kind, label in sorted(taken):
        if start > at:
            yield Piece(prose(text[at:start]))
        yield Piece(prose(text[start:end]), kind, neutral(label, 60))
        at = end
    if text[at:].strip():
        yield Piece(prose(text[at:].rstrip()))


def _plain(text: str) -> str:
    return "".join(char if char.isascii() and (char.isalnum() or char == "-") else "-" for char in text)[:40] or "case"


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
