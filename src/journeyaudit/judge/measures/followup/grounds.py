"""Which enquiries may be judged, and evidence of what they say. A case still running is never failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from journeyaudit.judge.measures.grounds import counted
from journeyaudit.judge.measures.measurement import MeasuredCell, Measurement
from journeyaudit.model.case import CaseFact, TimelineEvent
from journeyaudit.model.conversation import Quote
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence

#: Gives the cells of one case; none where the measure does not concern it.
Cells = Callable[[CaseFact], Iterable[MeasuredCell]]
#: What a company sends.
COMPANY = frozenset({"confirmation", "acknowledgement", "reply", "survey"})
_LONGEST_QUOTE = 300


def no_enquiry(facts: SiteFacts) -> Measurement | None:
    """`inapplicable` for a run without an enquiry, so that it changes no score."""
    return None if facts.cases else Measurement("inapplicable", reason="No enquiry is part of this run.")


def by_case(facts: SiteFacts, cells: Cells, otherwise: Measurement) -> Measurement:
    """The cells of every case that has run its time, `otherwise` where none has any; `untested` where none can be judged."""
    if (none := no_enquiry(facts)) is not None:
        return none
    judged = [case for case in facts.cases if _over(case)]
    if not judged:
        return Measurement("untested", reason=_why_not(facts.cases[0]))
    found = tuple(cell for case in judged for cell in cells(case))
    if found:
        return Measurement("measured", found)
    waiting = [case for case in facts.cases if case.running]
    if waiting and otherwise.status == "inapplicable":
        return Measurement("untested", reason=_why_not(waiting[0]))
    return otherwise


def cell(case: CaseFact, value: float | None, reason: str, evidence: Iterable[Evidence] = ()) -> MeasuredCell:
    """One case's measurement, under its title."""
    return MeasuredCell(f"{case.title} ({case.id})", value, reason, tuple(evidence) or (of_case(case),))


def of_case(case: CaseFact) -> Evidence:
    """The letter, for what was not found after it."""
    letter = next((event for event in case.events if event.kind == "letter"), None)
    at, artifact = (letter.at, letter.artifact) if letter is not None else (case.opened_at, "")
    known = f"the mailbox was read until {moment(case.judged_until)}" if case.judged_until else ""
    return Evidence(url=f"case:{case.id}", at=at, artifact=artifact, note=known)


def at_event(case: CaseFact, event: TimelineEvent, quote: str = "", note: str = "") -> Evidence:
    """What one message says."""
    return Evidence(
        url=f"case:{case.id}",
        quote=quote[:_LONGEST_QUOTE],
        at=event.at,
        artifact=event.artifact,
        picture=event.picture,
        note=note,
    )


def at_quote(case: CaseFact, quote: Quote, note: str = "") -> Evidence:
    """Words of the conversation, in the message that holds them."""
    if quote.turn < len(case.turns):
        return at_event(case, case.events[case.turns[quote.turn]], quote.quote, note)
    return of_case(case)


def messages(case: CaseFact, *kinds: str) -> Iterator[TimelineEvent]:
    """The company's messages of these kinds, or all of them."""
    return (event for event in case.events if event.kind in (kinds or COMPANY))


def answered(case: CaseFact) -> bool:
    """A person wrote: what they said can be judged."""
    return any(event.kind == "reply" for event in case.events)


def hours(number: float) -> str:
    """“40 minutes”, “3 hours”, “4 days” by the wall."""
    if number < 1:
        return counted(round(number * 60), "minute")
    return counted(round(number), "hour") if number < 72 else counted(round(number / 24), "day")


def listed(words: Sequence[str], joined: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[-1] if len(words) == 1 else f"{', '.join(words[:-1])} {joined} {words[-1]}" if words else ""


def times(number: int) -> str:
    """“once”, “twice”, “3 times”."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def moment(iso: str) -> str:
    """“2026-10-20 23:00 UTC”."""
    return f"{iso[:16].replace('T', ' ')} UTC"


def _over(case: CaseFact) -> bool:
    return not case.running and any(event.kind == "letter" for event in case.events)


def _why_not(case: CaseFact) -> str:
    if case.state == "not_checkable":
        return f"The enquiry could not be sent: {case.reason.rstrip('.') or 'the reason is not known'}."
    if not any(event.kind == "letter" for event in case.events):
        return "The enquiry has not been sent."
    until = f"the mailbox was read until {moment(case.watched_until)}" if case.watched_until else "the mailbox was not read yet"
    return f"The company still has time: {until}."
