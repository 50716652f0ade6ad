"""Markers and the notes that they lead to (rules.md D2, D5, D13)."""

from __future__ import annotations

from journeyaudit.judge.measures.delivery.grounds import promises
from journeyaudit.judge.measures.delivery.showing import Offence, at_note, counted_offences, quoted
from journeyaudit.judge.measures.measurement import Measure, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import Entry

_ON_DEMAND = {
    "tooltip": "only when the pointer rests on it",
    "title": "only when the pointer rests on it",
    "dialog": "only after a click",
}


def orphan_markers(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many promises carry a marker that leads to no note."""
    found = promises(facts, "marker")
    if isinstance(found, Measurement):
        return found
    orphans = [
        Offence(entry, f"{quoted(entry.quote)} carries the marker {entry.marker}, and no note for it was found on {entry.url}.")
        for entry in found
        if _orphan(entry)
    ]
    return counted_offences(orphans, found, "Every marker on a delivery promise leads to a note.", facts)


def _orphan(entry: Entry) -> bool:
    """A sign without a note. Words ("T&Cs apply") name what they lead to: there the ledger's verdict says."""
    is_sign = not any(letter.isalpha() for letter in entry.marker or "")
    return entry.verdict == "orphan-marker" or (is_sign and entry.note is None)


def doubled_markers(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many promises carry a marker that leads to more than one note."""
    found = promises(facts, "note")
    if isinstance(found, Measurement):
        return found
    doubled = [Offence(entry, _two_notes(entry), _notes(entry)) for entry in found if entry.other_notes]
    return counted_offences(doubled, found, "Each marker on a delivery promise leads to one note.", facts)


def _two_notes(entry: Entry) -> str:
    notes = [note for note in (entry.note, *entry.other_notes) if note is not None]
    return f"The marker on {quoted(entry.quote)} leads to {len(notes)} notes: {' and '.join(quoted(n.quote) for n in notes[:2])}."


def _notes(entry: Entry) -> tuple[Evidence, ...]:
    return tuple(at_note(note) for note in (entry.note, *entry.other_notes) if note is not None)


def hidden_notes(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many promises have a note that is seen only after a hover or a click."""
    found = promises(facts, "note")
    if isinstance(found, Measurement):
        return found
    hidden = [
        Offence(entry, f"The note {quoted(entry.note.quote)} to {quoted(entry.quote)} shows {shows}.", (at_note(entry.note),))
        for entry in found
        if entry.note is not None and (shows := _ON_DEMAND.get(entry.note.how))
    ]
    return counted_offences(hidden, found, "Every note to a delivery promise can be read without a hover or a click.", facts)


ORPHAN_MARKERS = Measure(
    "orphan-markers", NoArguments, orphan_markers, "How many delivery promises carry a marker without a note.", unit="promises"
)
DOUBLED_MARKERS = Measure(
    "doubled-markers", NoArguments, doubled_markers, "How many delivery promises carry a marker with two notes.", unit="promises"
)
HIDDEN_NOTES = Measure(
    "hidden-notes",
    NoArguments,
    hidden_notes,
    "How many delivery promises have a note that needs a hover or a click.",
    unit="promises",
)
