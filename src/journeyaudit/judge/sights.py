"""Which findings still lack a picture, and the pictures that were taken for them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence, Finding
from journeyaudit.model.graph import ClickGraph, State
from journeyaudit.model.journal import Portrait
from journeyaudit.model.sight import Opener, Sight


def sights(findings: Iterable[Finding], facts: SiteFacts) -> tuple[Sight, ...]:
    """One sight for each failed finding that has evidence and no picture of any of it, each once."""
    bare = [f for f in findings if f.outcome == "failed" and not any(each.picture for each in f.evidence)]
    found = (next((s for each in f.evidence if (s := _sight(each, facts))), None) for f in bare)
    return tuple(dict.fromkeys(sight for sight in found if sight is not None))


def illustrated(findings: Iterable[Finding], portraits: Sequence[Portrait]) -> tuple[Finding, ...]:
    """The findings with the pictures that were taken of what they cite."""
    taken = {(p.artifact, p.quote): p.picture for p in portraits if p.picture}
    return tuple(
        f.model_copy(update={"evidence": tuple(_with(each, taken.get((each.artifact, each.quote))) for each in f.evidence)})
        for f in findings
    )


def _with(evidence: Evidence, picture: str | None) -> Evidence:
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
