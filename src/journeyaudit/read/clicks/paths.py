"""Shortest paths on a click graph: a hover costs no click, so this is breadth-first search with edges of weight 0 and 1.

Ties are broken by fewer hovers, then by the order in which edges were found, so that the same graph always gives the same path.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from journeyaudit.model.graph import Edge

#: clicks, hovers
Cost = tuple[int, int]


def outgoing(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """Edges by their source."""
    table: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        table[edge.source].append(edge)
    return table


class Distances:
    """Fewest clicks from one start to every state, kept right while edges are added."""

    def __init__(self, start: str, table: Mapping[str, Sequence[Edge]]) -> None:
        self.start = start
        self.cost: dict[str, Cost] = {start: (0, 0)}
        self.via: dict[str, Edge] = {}
        self._table = table
        self._relax([start])

    def add(self, edges: Iterable[Edge]) -> set[str]:
        """Take edges in that were just added to the table; the states that this brings nearer."""
        return self._relax({e.source for e in edges if e.source in self.cost})

    def _relax(self, sources: Iterable[str]) -> set[str]:
        nearer: set[str] = set()
        queue = [(self.cost[s], s) for s in sources]
        heapq.heapify(queue)
        while queue:
            cost, at = heapq.heappop(queue)
            if cost > self.cost[at]:
                continue
            for edge in self._table.get(at, ()):
                known = self.cost.get(edge.target)
                if known is not None and known <= cost:  # most links lead back to what is as near
                    continue
                further = (cost[0] + edge.clicks, cost[1] + edge.hovers)
                if known is None or further < known:
                    self.cost[edge.target] = further
                    self.via[edge.target] = edge
                    nearer.add(edge.target)
                    heapq.heappush(queue, (further, edge.target))
        return nearer

    def clicks(self, state: str) -> int | None:
        """Clicks to `state`, None if no path is known."""
        cost = self.cost.get(state)
        return None if cost is None else cost[0]

    def path(self, state: str) -> tuple[Edge, ...]:
        """The edges from the start to `state`, in walking order."""
        edges: list[Edge] = []
        while state != self.start:
            edge = self.via[state]
            edges.append(edge)
            state = edge.source
        return tuple(reversed(edges))
