"""A promise and its condition side by side: the evidence of every measure in this room, and the words for the distance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journeyaudit.judge.measures.grounds import counted, limits
from journeyaudit.judge.measures.measurement import MeasuredCell, Measurement
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import Distance, Entry, Narrowing, Note, Stage

#: A finding shows the worst few promises side by side with their conditions; the ledger holds them all.
_MOST = 4
_LONGEST = 140
_LABEL = 60


@dataclass(frozen=True, slots=True)
class Offence:
    """One promise that breaks a rule: `told` is a plain sentence, `conditions` the words that it is held against."""

    entry: Entry
    told: str
    conditions: tuple[Evidence, ...] = ()


def counted_offences(
    offences: Sequence[Offence], looked_at: Sequence[Entry], clean: str, facts: SiteFacts, others: str = "promise"
) -> Measurement:
    """One cell with the number of promises that offend. Each is counted once; `clean` is the sentence for none."""
    distinct = {offence.entry.id: offence for offence in reversed(offences)}
    if not distinct:
        cell = MeasuredCell("whole site", 0.0, clean + limits(facts), shown(at_promise(entry) for entry in looked_at))
        return Measurement("measured", (cell,))
    rest = len(distinct) - 1
    reason = offences[0].told + (f" {counted(rest, f'other {others}')} likewise." if rest else "")
    evidence = shown(pointer for offence in offences[:_MOST] for pointer in (at_promise(offence.entry), *offence.conditions))
    return Measurement("measured", (MeasuredCell("whole site", float(len(distinct)), reason, evidence),))


def graded(entry: Entry, value: float | None, reason: str, conditions: Iterable[Evidence] = ()) -> MeasuredCell:
    """The cell of one promise that is measured by itself."""
    return MeasuredCell(named(entry), value, reason, tuple(dict.fromkeys((at_promise(entry), *conditions))))


def at_promise(entry: Entry) -> Evidence:
    """The promise where it stands most prominently."""
    seen = f", on {entry.pages} pages" if entry.pages > 1 else ""
    return entry.evidence.model_copy(update={"quote": entry.quote, "note": f"the promise{seen}"})


def at_condition(narrowing: Narrowing) -> Evidence:
    """The condition where it stands, with its distance from the promise and the rule that it breaks."""
    parts = ["the condition", *_far(narrowing.distance, narrowing.clicks), *_look(narrowing.contrast)]
    if narrowing.rule:
        parts.append(f"rule {narrowing.rule}")
    return narrowing.evidence.model_copy(update={"quote": narrowing.quote, "note": ", ".join(parts)})


def at_note(note: Note) -> Evidence:
    """The note that a marker leads to, with its distance from the promise."""
    parts = [f"the note for {note.marker}" if note.marker else "the note", *_far(note.distance, note.distance.clicks)]
    return note.evidence.model_copy(update={"quote": note.quote, "note": ", ".join([*parts, *_look(note.prominence.contrast)])})


def at_stage(stage: Stage) -> tuple[Evidence, ...]:
    """What stood there when the promise was followed; () if nothing was kept of it."""
    if stage.evidence is None:
        return ()
    return (
        stage.evidence.model_copy(update={"quote": stage.quote, "note": f"met at the stage {stage.stage}, for {stage.product}"}),
    )


def shown(pointers: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each pointer once, no more than a reader takes in."""
    return tuple(dict.fromkeys(pointers))[: 2 * _MOST]


def quoted(text: str) -> str:
    """The words in quotation marks, on one line, cut where they are long."""
    return f"“{_cut(text, _LONGEST)}”"


def named(entry: Entry) -> str:
    """A promise as the label of its cell."""
    return f"“{_cut(entry.quote, _LABEL)}”" + (f" on {entry.device}" if entry.device else "")


def _cut(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _far(distance: Distance, clicks: int | None) -> list[str]:
    parts: list[str] = []
    if clicks is None:
        parts.append("on a page to which no way of links was found")
    elif clicks:
        behind = f" behind “{_cut(distance.label, _LABEL)}”" if distance.label else ""
        parts.append(f"{counted(clicks, 'click')} away{behind}")
    elif distance.screens >= 0.1:
        parts.append(f"{distance.screens:.1f} screens away")
    if distance.font_ratio is not None:
        parts.append(f"in type {distance.font_ratio:.2f} times the size of the promise")
    return parts


def _look(contrast: float | None) -> list[str]:
    return [] if contrast is None else [f"contrast {to_one(contrast)}"]


def to_one(contrast: float) -> str:
    """ "4.49 to 1", never rounded up to what is asked for."""
    return f"{math.floor(contrast * 100 + 1e-6) / 100:g} to 1"
