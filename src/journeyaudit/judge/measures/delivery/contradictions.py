"""Promises that a condition undoes. Whether it undoes or merely qualifies is read.ledger's decision, with the rule for it."""

from __future__ import annotations

from collections.abc import Iterator

from journeyaudit.judge.measures.delivery.grounds import Claim, promises, terms_unread
from journeyaudit.judge.measures.delivery.showing import Offence, at_condition, at_note, counted_offences, quoted
from journeyaudit.judge.measures.measurement import Measure, Measurement
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.ledger import Entry, Narrowing
from journeyaudit.model.rule import RuleId
from journeyaudit.model.strict import Strict


class ContradictionArguments(Strict):
    """`claim`: the promises looked at. `rules`: only contradictions by one of these rules count; all do if none is named."""

    claim: Claim = "promise"
    rules: tuple[RuleId, ...] = ()


def contradicted(facts: SiteFacts, _check: Check, arguments: ContradictionArguments) -> Measurement:
    """How many promises are undone by a condition. A condition that only qualifies its promise is never counted."""
    found = promises(facts, arguments.claim)
    if isinstance(found, Measurement):
        return found
    offences = [offence for entry in found for offence in _against(entry, arguments.rules)]
    if not offences and (doubt := terms_unread(facts)) is not None:
        return doubt
    return counted_offences(offences, found, _CLEAN[arguments.claim], facts)


def _against(entry: Entry, rules: tuple[RuleId, ...]) -> Iterator[Offence]:
    undoing = [one for one in entry.exclusions if one.contradicts and (not rules or one.rule in rules)]
    if undoing:
        yield Offence(entry, _told(entry, undoing[0]), tuple(at_condition(one) for one in undoing))
    elif entry.verdict == "contradicted" and not rules:
        because = entry.reasons[0] if entry.reasons else "two statements about it exclude each other."
        notes = tuple(at_note(note) for note in (entry.note, *entry.other_notes) if note is not None)
        yield Offence(entry, f"{quoted(entry.quote)} is contradicted: {because}", notes)


def _told(entry: Entry, undoing: Narrowing) -> str:
    because = f": {undoing.because.rstrip('.')}." if undoing.because else "."
    rule = f" (rule {undoing.rule})" if undoing.rule else ""
    return f"{quoted(entry.quote)} is contradicted by {quoted(undoing.quote)}{rule}{because}"


_CLEAN: dict[Claim, str] = {
    "promise": "No condition that was read undoes a delivery promise.",
    "speed": "No condition that was read makes delivery slower than promised.",
    "free": "No condition that was read takes back free delivery.",
    "everything": "No condition that was read takes anything out of a promise without exceptions.",
    "united-kingdom": "No condition that was read excludes or charges more for a part of the United Kingdom.",
    "marker": "No condition that was read undoes a marked promise.",
    "note": "No note undoes its promise.",
}

CONTRADICTED = Measure(
    "contradicted-promises",
    ContradictionArguments,
    contradicted,
    "How many delivery promises a condition undoes.",
    unit="promises",
)
