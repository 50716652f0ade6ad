"""Reach: the fewest clicks from each start page to each channel, with the way and the strength of the proof (design.md §3).
Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from journeyaudit.model.channel import CHANNELS, Channel, ChannelFact
from journeyaudit.model.graph import ClickGraph, Edge
from journeyaudit.model.journal import Replay
from journeyaudit.model.reach import Proof, Reach, Step
from journeyaudit.model.snapshot import Device
from journeyaudit.read.clicks.graph import lands
from journeyaudit.read.clicks.paths import Distances, outgoing
from journeyaudit.read.clicks.stranger import follow

#: Kinds of a channel that a customer likes less than its plain form; at equal clicks the plain form is named.
_LESSER = frozenset({"mailto-only", "image-only", "premium", "bot", "shared-cost"})


#: Faults of pages that a customer may well see: we kept away, or gave up waiting.
_UNREAD = frozenset({"robots", "timeout", "closed", "dialog-loop", "unreadable", "error"})


class Route(NamedTuple):
    """A way to be proven by replay: `channels` are what its end must show."""

    device: Device
    start: str
    url: str
    path: tuple[Edge, ...]
    state: str
    channels: tuple[Channel, ...]

    @property
    def key(self) -> str:
        """Names the way, whatever is at its end."""
        return route_key(self.device, self.start, self.path)


def walks(routes: Iterable[Route]) -> tuple[tuple[Route, ...], ...]:
    """The routes gathered into walks: a route that is the beginning of another is proven on the way, shortest first.

    Only where it ends on a page: looking around in an open menu, to prove what it shows, could close it under the next click.
    Every route is in exactly one walk; the longest comes last and begins with all the others.
    """
    gathered: list[list[Route]] = []
    for route in sorted(routes, key=lambda r: -len(r.path)):
        begun = next((walk for walk in gathered if _begins(route, walk[0])), None)
        if begun is None:
            gathered.append([route])
        else:
            begun.append(route)
    return tuple(tuple(reversed(walk)) for walk in gathered)


def _begins(short: Route, long: Route) -> bool:
    if (short.device, short.start) != (long.device, long.start) or long.path[: len(short.path)] != short.path:
        return False
    return not short.path or lands(short.path[-1], short.device) or short.path == long.path


def route_key(device: str, start: str, path: Iterable[Edge]) -> str:
    """A short stable name for a start and the controls used from it."""
    text = "\n".join((device, start, *(f"{e.action} {e.control} {e.target}" for e in path)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class ReachReader:
    """Reads one device's graph. `channels` maps state ids to facts; `replays` are the proofs attempted so far: ways that
    failed are not offered again.
    """

    def __init__(self, graph: ClickGraph, channels: Mapping[str, Sequence[ChannelFact]], replays: Sequence[Replay] = ()) -> None:
        self._graph, self._replays = graph, {r.key: r for r in replays if r.device == graph.device}
        broken = {r.broken for r in self._replays.values() if r.broken}
        shown = {(r.state, c) for r in self._replays.values() for c in r.shown}
        denied = {(r.state, c) for r in self._replays.values() for c in r.missing} - shown
        self._table = outgoing(e for e in graph.edges if (e.source, e.control, e.target) not in broken)
        self._holders: dict[Channel, dict[str, ChannelFact]] = {c: {} for c in CHANNELS}
        for state, facts in channels.items():
            for fact in sorted((f for f in facts if f.reached), key=lambda f: f.kind in _LESSER):
                if fact.channel != "fax" and (state, fact.channel) not in denied:
                    self._holders[fact.channel].setdefault(state, fact)
        self._distances = {name: Distances(start, self._table) for name, start in graph.starts.items()}

    def routes(self) -> tuple[Route, ...]:
        """The winning ways, those with one end taken together."""
        ends: dict[tuple[str, str], list[Channel]] = {}
        for name in self._graph.starts:
            for channel in CHANNELS:
                state = self._nearest(name, channel)
                if state is not None:
                    ends.setdefault((name, state), []).append(channel)
        return tuple(self._route(name, state, tuple(channels)) for (name, state), channels in ends.items())

    def _route(self, start: str, state: str, channels: tuple[Channel, ...]) -> Route:
        home = self._graph.states[self._graph.starts[start]]
        return Route(self._graph.device, start, home.url, self._distances[start].path(state), state, channels)

    def _nearest(self, start: str, channel: Channel) -> str | None:
        costs = self._distances[start].cost
        known = [(costs[s], f.kind in _LESSER, s) for s, f in self._holders[channel].items() if s in costs]
        return min(known)[2] if known else None

    def rows(self) -> tuple[Reach, ...]:
        """One row for each start page and channel."""
        return tuple(self._row(name, channel) for name in self._graph.starts for channel in CHANNELS)

    def _row(self, start: str, channel: Channel) -> Reach:
        state = self._nearest(start, channel)
        device: Device = self._graph.device
        scent = follow(self._graph, self._table, self._graph.starts[start], channel, frozenset(self._holders[channel]))
        if state is None:
            return Reach(
                start=start,
                device=device,
                channel=channel,
                clicks=None,
                proof=self._proof(start, None),
                scent=scent,
                reason=self._why_none(start),
            )
        path = self._distances[start].path(state)
        clicks, hovers = self._distances[start].cost[state]
        fact = self._holders[channel][state]
        replay = self._replays.get(route_key(device, start, path))
        proven = replay is not None and replay.ok and channel in replay.shown
        return Reach(
            start=start,
            device=device,
            channel=channel,
            clicks=clicks,
            proof=self._proof(start, clicks),
            kind=fact.kind,
            value=fact.value,
            quote=fact.quote[:300],
            replayed=proven,
            hovers=hovers,
            banner_clicks=replay.banner_clicks if replay else 0,
            path=steps(self._graph, path, replay),
            scent=scent,
            state=state,
            url=self._graph.states[state].url,
            picture=replay.pictures.get(channel) if replay and proven else None,
            reason="" if proven else replay.reason if replay else "the path was not walked again",
        )

    def _proof(self, start: str, clicks: int | None) -> Proof:
        """What an unseen state nearer than the figure would do to it (design.md §3)."""
        cost = self._distances[start].cost
        nearer = [self._graph.states[s] for s, c in cost.items() if (clicks is None or c[0] < clicks) and s in self._graph.states]
        if any(s.fault is not None and s.fault.kind in _UNREAD and not s.seen for s in nearer):
            return "budget"  # a customer may see what we did not
        unseen = [s for s in nearer if not s.seen and s.fault is None]
        targets = {e.target for s in unseen for e in self._table.get(s.id, ()) if e.action == "redirect"}
        unseen = [s for s in unseen if not any(e.action == "redirect" for e in self._table.get(s.id, ()))]
        if unseen and self._graph.stopped:
            return "budget"
        return "sampled" if unseen or any(s.untried for s in nearer) or targets - cost.keys() else "exhaustive"

    def _why_none(self, start: str) -> str:
        state = self._graph.states.get(self._graph.starts[start])
        if state is None or not state.seen:
            return (
                f"the start page could not be seen: {state.fault.detail}"
                if state and state.fault
                else "the start page was not seen"
            )
        return "no state that can be reached from here shows it"


def steps(graph: ClickGraph, path: Iterable[Edge], replay: Replay | None) -> tuple[Step, ...]:
    """The way as the report tells it, with the pictures of its replay."""
    pictures = {s.control: s.picture for s in replay.steps} if replay else {}
    return tuple(
        Step(
            action="hover" if e.action == "hover" else "click",
            name=e.name,
            url=graph.states[e.target].url if e.target in graph.states else e.href,
            control=e.control,
            picture=pictures.get(e.control),
        )
        for e in path
        if e.action != "redirect"
    )
