"""What the company did well and what it should change, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from journeyaudit.cases.course import Course
from journeyaudit.model.case import CaseFact, Deadline, DueKind
from journeyaudit.model.conversation import Step

_STEPS: dict[Step, tuple[str, str]] = {
    "ownership": ("took the matter on", "Let one person take the matter on by name, and say “I will” (R1, R4)."),
    "listen": (
        "showed that the letter was read",
        "Take up the customer's own facts, so that it shows that the letter was read (R5).",
    ),
    "empathise": ("saw what it meant for the customer", "Name what the fault cost this customer, in own words (R1)."),
    "apologise": ("apologised for the fault", "Apologise for the fault itself, as I or we (R1)."),
    "refocus": ("said what happens next", "Say who does what by when, or offer a choice (R1, R3)."),
    "close": ("asked whether it is settled", "End by asking whether that settles it (R1)."),
}
#: From here on a step is taken.
_TAKEN = 0.5


def reason_of(course: Course) -> str:
    """Why the state is what it is, where that is not plain."""
    if course.stopped is not None:
        return course.stopped.reason
    if course.letter is None:
        return "The letter has not been sent."
    return "" if course.case.watched_until else "The mailbox has not been read yet."


def did_well(fact: CaseFact) -> tuple[str, ...]:
    """Sentences, the most telling first."""
    return tuple(_well(fact))


def to_change(fact: CaseFact) -> tuple[str, ...]:
    """Sentences that begin with a verb, the most telling first. While the company still has time there are none."""
    return () if fact.running or fact.state == "not_checkable" else tuple(_changes(fact))


def _well(fact: CaseFact) -> Iterator[str]:
    if _met(fact, "acknowledgement") is True:
        yield "It confirmed within an hour that the letter had come."
    number = next((event.case_id for event in fact.events if event.case_id), "")
    if number:
        yield f"It gave the matter a number, {number}."
    for one in _kept(fact, True):
        yield f"It kept what it promised: “{one.quote}”."
    if fact.complete:
        yield "The first answer by a person settled the matter."
    if fact.answered_hours is not None and not fact.conversation.repeats:
        yield "It asked for nothing that the letter had told already."
    if fact.answered_hours is not None and fact.handoffs == 0:
        yield "One person saw it through."
    taken = [words for step, (words, _) in _STEPS.items() if fact.conversation.recovery.steps.get(step, 0) >= _TAKEN]
    if taken:
        yield f"It {_listed(taken)}."
    if fact.state == "checked_back":
        yield "It asked afterwards whether the matter was settled."


def _changes(fact: CaseFact) -> Iterator[str]:
    if fact.state == "bounced":
        yield "Repair the address: the letter came back as undeliverable."
        return
    yield from _changes_to_the_acknowledgement(fact)
    if fact.answered_hours is None and _met(fact, "give_up") is False:
        yield "Answer. Nobody did."
    broken = [f"“{one.quote}”" for one in _kept(fact, False)]
    if broken:
        yield f"Keep what is promised: {_listed(broken)} {'was' if len(broken) == 1 else 'were'} not kept."
    yield from _changes_to_the_answers(fact)
    if _met(fact, "check_back") is False:
        yield "Ask some days later whether it is settled (F5)."


def _changes_to_the_acknowledgement(fact: CaseFact) -> Iterator[str]:
    if _met(fact, "acknowledgement") is False:
        yield "Confirm at once that a letter has come (F1)."
    automatic = [event for event in fact.events if event.kind == "acknowledgement"]
    if not automatic:
        return
    if not any(event.case_id for event in fact.events):
        yield "Give every letter a number that can be asked about (F1)."
    if not any(one.what == "reply" and one.at for one in fact.deadlines):
        yield "Say in the acknowledgement when an answer comes (F4)."
    if not any(event.reading and event.reading.alternatives for event in automatic):
        yield "Name other ways to reach somebody in the acknowledgement (F4)."


def _changes_to_the_answers(fact: CaseFact) -> Iterator[str]:
    if fact.answered_hours is None:
        return
    told = list(dict.fromkeys(repeat.fact.replace("_", " ") for repeat in fact.conversation.repeats))
    if told:
        were = "was" if len(told) == 1 else "were"
        yield f"Read the letter before answering: the {_listed(told)} stood in it and {were} asked for again (R11)."
    elif fact.complete is False:
        yield "Settle the matter in the first answer (F7, R12)."
    if fact.conversation.retold:
        yield "Pass the story on with the matter, so that nobody has to tell it twice (R11)."
    if fact.handoffs:
        yield "Let the one who begins finish: the matter was passed on (R8)."
    if any(not no.alternative for no in fact.conversation.noes):
        yield "Offer something else with every no."
    yield from (advice for step, (_, advice) in _STEPS.items() if fact.conversation.recovery.steps.get(step, 0) < _TAKEN)


def _met(fact: CaseFact, what: DueKind) -> bool | None:
    return next((one.met for one in fact.deadlines if one.what == what), None)


def _kept(fact: CaseFact, met: bool) -> Iterator[Deadline]:
    return (one for one in fact.deadlines if one.event >= 0 and one.at and one.met is met)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
