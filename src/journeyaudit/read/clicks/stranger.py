"""The scent path: a stranger who has never seen the site follows, in each state, the wording that promises most.

A dead end (nothing promising left) costs one click back, as with the browser's button. Hovers cost nothing. The walk ends after
ten clicks:
few people go on longer (OP).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeyaudit.model.channel import Channel
from journeyaudit.model.graph import ClickGraph, Edge
from journeyaudit.model.reach import Scent, Step
from journeyaudit.read.clicks.scent import scent
from journeyaudit.read.lexicon import matcher

MOST_CLICKS = 10
#: Wording that names the very channel sought outweighs general contact wording.
_NAMED = 8.0
_TOPIC: dict[Channel, str] = {"form": "contact_label"}


def follow(
    graph: ClickGraph, table: Mapping[str, Sequence[Edge]], start: str, channel: Channel, holders: frozenset[str]
) -> Scent:
    """Walks from `start` until a state in `holders`; `clicks` None with the reason if it gives up."""
    at, clicks, taken, visited = start, 0, list[Edge](), {start}
    while clicks <= MOST_CLICKS:
        if at in holders:
            return Scent(clicks=clicks, path=_steps(graph, taken))
        edge = _best(table.get(at, ()), channel, visited)
        if edge is None:
            back = next((e for e in reversed(taken) if e.action != "redirect"), None)
            if back is None:
                return Scent(clicks=None, path=_steps(graph, taken), reason="no wording on the way promises contact")
            taken = taken[: taken.index(back)]
            at, clicks = back.source, clicks + back.clicks
            continue
        visited.add(edge.target)
        taken.append(edge)
        at, clicks = edge.target, clicks + edge.clicks
        if at in graph.states and not graph.states[at].seen and not table.get(at):
            state = graph.states[at]
            return Scent(
                clicks=None,
                path=_steps(graph, taken),
                reason=f"the path leads to a page that failed: {state.fault.detail}"
                if state.fault
                else "the path leads to a page that was not looked at",
            )
    return Scent(clicks=None, path=_steps(graph, taken), reason=f"not arrived after {MOST_CLICKS} clicks")


def _best(edges: Sequence[Edge], channel: Channel, visited: set[str]) -> Edge | None:
    redirect = next((e for e in edges if e.action == "redirect" and e.target not in visited), None)
    if redirect is not None:
        return redirect
    label = matcher(_TOPIC.get(channel, f"{channel}_label"))
    best, promise = None, 0.0
    for edge in edges:
        if edge.target in visited:
            continue
        value = scent(edge.name, edge.href, edge.context) + (_NAMED if label.find(edge.name) else 0.0)
        if value > promise:
            best, promise = edge, value
    return best


def _steps(graph: ClickGraph, path: Sequence[Edge]) -> tuple[Step, ...]:
    return tuple(
        Step(
            action="hover" if e.action == "hover" else "click",
            name=e.name,
            url=graph.states[e.target].url if e.target in graph.states else e.href,
            control=e.control,
        )
        for e in path
        if e.action != "redirect"
    )
