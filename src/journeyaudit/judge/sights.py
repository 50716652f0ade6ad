"""Which findings and promises still lack a picture, and the pictures that were taken for them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence, Finding
from journeyaudit.model.graph import ClickGraph, State
from journeyaudit.model.journal import Portrait
from journeyaudit.model.ledger import Entry, Note
from journeyaudit.model.sight import Opener, Sight

#: Promises pictured with what narrows them, the worst first: each may cost two page loads.
PICTURED = 12
_Pictures = dict[tuple[str, str], str]


def sights(findings: Iterable[Finding], facts: SiteFacts) -> tuple[Sight, ...]:
    """One sight for each failed finding that has evidence and no picture of any of it, and one for each side of the worst
    promises: the claim, its notes and its worst condition; each once.
    """
    bare = [f for f in findings if f.outcome == "failed" and not any(each.picture for each in f.evidence)]
    found = [next((s for each in f.evidence if (s := _sight(each, facts))), None) for f in bare]
    narrowed = [entry for entry in facts.ledger.entries if entry.verdict != "unconditional"]
    found += [_sight(side, facts) for entry in narrowed[:PICTURED] for side in sides(entry) if not side.picture]
    return tuple(dict.fromkeys(sight for sight in found if sight is not None))


def sides(entry: Entry) -> tuple[Evidence, ...]:
    """What a report shows side by side: the claim, its worst condition, and the notes to its sign."""
    worst = [one.evidence for one in entry.exclusions[:1]]
    return entry.evidence, *worst, *(note.evidence for note in _notes(entry))


def illustrated(findings: Iterable[Finding], portraits: Sequence[Portrait]) -> tuple[Finding, ...]:
    """The findings with the pictures that were taken of what they cite."""
    taken = _taken(portraits)
    return tuple(f.model_copy(update={"evidence": tuple(_with(each, taken) for each in f.evidence)}) for f in findings)


def illustrated_entries(entries: Iterable[Entry], portraits: Sequence[Portrait]) -> tuple[Entry, ...]:
    """The promises with the pictures that were taken of them and of what narrows them."""
    taken = _taken(portraits)
    return tuple(_illustrated(entry, taken) for entry in entries)


def _illustrated(entry: Entry, taken: _Pictures) -> Entry:
    exclusions = tuple(one.model_copy(update={"evidence": _with(one.evidence, taken)}) for one in entry.exclusions)
    notes = tuple(note.model_copy(update={"evidence": _with(note.evidence, taken)}) for note in _notes(entry))
    return entry.model_copy(
        update={
            "evidence": _with(entry.evidence, taken),
            "exclusions": exclusions,
            "note": notes[0] if notes else None,
            "other_notes": notes[1:],
        }
    )


def _notes(entry: Entry) -> tuple[Note, ...]:
    return (entry.note, *entry.other_notes) if entry.note else ()


def _taken(portraits: Sequence[Portrait]) -> _Pictures:
    return {(p.artifact, p.quote): p.picture for p in portraits if p.picture}


def _with(evidence: Evidence, taken: _Pictures) -> Evidence:
    picture = taken.get((evidence.artifact, evidence.quote))
    return evidence if evidence.picture or not picture else evidence.model_copy(update={"picture": picture})


def _sight(evidence: Evidence, facts: SiteFacts) -> Sight | None:
    for graph in facts.graphs:
        state = next((s for s in graph.states.values() if s.snapshot == evidence.artifact), None)
        if state is not None and graph.device == evidence.device and evidence.quote:
            y = evidence.box.y if evidence.box else -1
            openers = _openers(state, graph)
            return Sight(
                device=graph.device, url=state.url, artifact=evidence.artifact, quote=evidence.quote, openers=openers, y=y
            )
    return None


def _openers(state: State, graph: ClickGraph) -> tuple[Opener, ...]:
    hovered = {edge.control for edge in graph.edges if edge.action == "hover"}
    return tuple(Opener(control=key, action="hover" if key in hovered else "click") for key in state.chain)
