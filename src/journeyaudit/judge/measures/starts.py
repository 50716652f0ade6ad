"""Start pages by devices: the grid of cells that measures of distance fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.graph import ClickGraph


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
            if found is not None and found.seen:
                yield Place(graph, start, found.id)


def why_no_place(facts: SiteFacts, check: Check) -> str:
    """Why none of the check's start pages can be measured from, as a sentence."""
    for graph in facts.graphs:
        for start in check.starts:
            found = graph.states.get(graph.starts.get(start, ""))
            if found is not None and found.fault is not None:
                return f"The {start} page could not be read: {found.fault.kind} {found.fault.detail}".rstrip() + "."
    return f"No start page of this check was found on the site ({', '.join(check.starts)})."
