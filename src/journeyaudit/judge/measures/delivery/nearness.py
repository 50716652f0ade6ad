"""How near a condition stands to its promise and how well it can be read (rules.md D2, D12, D17, D18)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from journeyaudit.judge.measures.delivery.grounds import promises, terms_unread
from journeyaudit.judge.measures.delivery.showing import Offence, at_condition, at_note, counted_offences, graded, quoted, to_one
from journeyaudit.judge.measures.grounds import counted, limits
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import Distance, Entry, Prominence

#: WCAG 1.4.3: large text needs less contrast; large is 24 px, or 18.66 px in bold.
_LARGE, _LARGE_BOLD, _BOLD = 24.0, 18.66, 700
_CONTRAST, _CONTRAST_LARGE = 4.5, 3.0
#: CAP's qualifying ladder: from two steps down a condition needs a marker (rules.md D2).
_FAR = 2

#: Words under a promise on the same page: what they say, how they look, how far they are, and the pointer to them.
Words = tuple[str, Prominence, Distance, Evidence]


def vague_labels(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many promises have a condition behind a link whose label does not say that it leads there."""
    found = promises(facts, "promise")
    if isinstance(found, Measurement):
        return found
    linked = [(entry, one) for entry in found for one in entry.exclusions if one.clicks and one.distance.label]
    if not linked:
        none = f"No condition of a delivery promise was found behind a link.{limits(facts)}"
        return terms_unread(facts) or Measurement("inapplicable", reason=none)
    offences = [
        Offence(
            entry,
            f"The condition {quoted(one.quote)} on {quoted(entry.quote)} is behind the link {quoted(one.distance.label)}, "
            "which does not say that it leads to conditions of delivery.",
            (at_condition(one),),
        )
        for entry, one in linked
        if not one.distance.label_is_specific
    ]
    clean = "Every link to a condition of a delivery promise says what it leads to."
    return counted_offences(offences, [entry for entry, _ in linked], clean, facts)


def ladder_steps(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """For each promise with a condition on its page: 0 at most one step of the ladder below it; 1 farther down, tied to it by a
    marker; 2 farther down without one."""
    found = _with_words(facts)
    if isinstance(found, Measurement):
        return found
    return Measurement("measured", tuple(_ladder_cell(entry, words) for entry, words in found))


def _ladder_cell(entry: Entry, words: Sequence[Words]) -> MeasuredCell:
    quote, prominence, distance, pointer = max(words, key=lambda one: one[2].steps)
    if distance.steps < _FAR:
        reason = f"The condition {quoted(quote)} stands at most one step of type below {quoted(entry.quote)}."
        return graded(entry, 0.0, reason, (pointer,))
    tied = entry.note is not None and bool(entry.marker)
    marker = f"tied to it by {entry.marker}" if tied else "and no marker ties the two together"
    below = f"{counted(distance.steps, 'step')} below it in the type of a {prominence.ladder}"
    reason = f"The condition {quoted(quote)} on {quoted(entry.quote)} stands {below}, {marker}."
    return graded(entry, 1.0 if tied else 2.0, reason, (pointer,))


def note_contrast(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """For each promise with a condition on its page: the lowest contrast among them, as a share of what WCAG asks for text of
    that size (1 and more meets it)."""
    found = _with_words(facts)
    if isinstance(found, Measurement):
        return found
    cells = [cell for entry, words in found for cell in _contrast_cell(entry, words)]
    unmeasured = "The contrast of no condition could be measured: the colours of its ground are not known."
    return Measurement("measured", tuple(cells)) if cells else Measurement("cant_tell", reason=unmeasured)


def _contrast_cell(entry: Entry, words: Sequence[Words]) -> Iterator[MeasuredCell]:
    measured = [(one[1].contrast / _needed(one[1]), one) for one in words if one[1].contrast is not None]
    if not measured:
        return
    share, (quote, prominence, _, pointer) = min(measured, key=lambda one: one[0])
    has = to_one(prominence.contrast or 0.0)
    asked = f"{to_one(_needed(prominence))} is asked for at {prominence.size:g} px"
    reason = f"The condition {quoted(quote)} on {quoted(entry.quote)} has a contrast of {has}; {asked}."
    yield graded(entry, _cut(share), reason, (pointer,))


def _needed(prominence: Prominence) -> float:
    large = prominence.size >= _LARGE or (prominence.size >= _LARGE_BOLD and prominence.weight >= _BOLD)
    return _CONTRAST_LARGE if large else _CONTRAST


def note_size(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """For each promise with a condition on its page: the smallest size of type among them ÷ the size of the promise."""
    found = _with_words(facts)
    if isinstance(found, Measurement):
        return found
    cells = [cell for entry, words in found for cell in _size_cell(entry, words)]
    unmeasured = "The size of no condition could be measured against its promise."
    return Measurement("measured", tuple(cells)) if cells else Measurement("cant_tell", reason=unmeasured)


def _size_cell(entry: Entry, words: Sequence[Words]) -> Iterator[MeasuredCell]:
    measured = [(one[2].font_ratio, one) for one in words if one[2].font_ratio is not None]
    if not measured:
        return
    ratio, (quote, _, _, pointer) = min(measured, key=lambda one: one[0])
    reason = f"The condition {quoted(quote)} is set in type {ratio:.2f} times the size of {quoted(entry.quote)}."
    yield graded(entry, _cut(ratio), reason, (pointer,))


def _cut(share: float) -> float:
    """Two digits, never rounded up: 0.999 of what is asked is not all of it. The addition takes back what dividing lost."""
    return math.floor(share * 100 + 1e-6) / 100


def _with_words(facts: SiteFacts) -> tuple[tuple[Entry, tuple[Words, ...]], ...] | Measurement:
    """Promises with the notes and conditions that stand on their own page; where there are none: cant_tell or inapplicable."""
    found = promises(facts, "promise")
    if isinstance(found, Measurement):
        return found
    worded = tuple((entry, words) for entry in found if (words := tuple(_words(entry))))
    none = f"No note and no condition of a delivery promise was found on its own page.{limits(facts)}"
    return worded or Measurement("inapplicable", reason=none)


def _words(entry: Entry) -> Iterator[Words]:
    for note in (entry.note, *entry.other_notes):
        if note is not None:
            yield note.quote, note.prominence, note.distance, at_note(note)
    for one in entry.exclusions:
        if one.clicks == 0 and one.disclosure != "in-claim":
            yield one.quote, one.prominence, one.distance, at_condition(one)


VAGUE_LABELS = Measure(
    "vague-labels", NoArguments, vague_labels, "How many delivery promises have a condition behind a link with a vague label.",
    unit="promises",
)  # fmt: skip
LADDER_STEPS = Measure(
    "ladder-steps", NoArguments, ladder_steps, "How far down the qualifying ladder a condition stands from its promise."
)
NOTE_CONTRAST = Measure(
    "note-contrast", NoArguments, note_contrast, "Contrast of a condition as a share of what WCAG asks for its size."
)
NOTE_SIZE = Measure("note-size", NoArguments, note_size, "Size of a condition's type ÷ that of its promise.")
