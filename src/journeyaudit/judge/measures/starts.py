"""Start pages by devices: the grid of cells that measures of distance fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeyaudit.judge.measures.grounds import answers, why_unread
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.graph import ClickGraph, State


@dataclass(frozen=True, slots=True)
class Place:
    """One start page on one device; `state` is its state's id."""

    graph: ClickGraph
    start: str
    state: str

    @property
    def label(self) -> str:
        return f"{self.start} on {self.graph.device}"


def places(facts: SiteFacts, check: Check) -> Iterator[Place]:
    """The check's start pages that were found and read, device by device."""
    for graph in facts.graphs:
        for start in check.starts:
            found = graph.states.get(graph.starts.get(start, ""))
            if found is not None and _to_start_from(facts, graph, start, found):
                yield Place(graph, start, found.id)


def _to_start_from(facts: SiteFacts, graph: ClickGraph, start: str, state: State) -> bool:
    """A start page that shows what the site means it to show; the page that is not there is meant to say so."""
    if start == "not-found":
        return state.seen
    gone = any(f.state == state.id and f.device == graph.device and f.kind == "not-found" for f in facts.states)
    return answers(state) and not gone


def why_no_place(facts: SiteFacts, check: Check) -> str:
    """Why none of the check's start pages can be measured from, as a sentence."""
    for graph in facts.graphs:
        for start in check.starts:
            found = graph.states.get(graph.starts.get(start, ""))
            if found is not None and (found.seen or found.fault is not None):
                return f"The {start} page could not be read on {graph.device}: {why_unread(found)}."
    return f"No start page of this check was found on the site ({', '.join(check.starts)})."
