"""From journal records to the click graph (design.md §3). Used while crawling, to know where to go next, and afterwards, to
judge.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from journeyaudit.model.graph import ClickGraph, Edge, State
from journeyaudit.model.journal import Crawled, Opening, Record, Visit
from journeyaudit.model.snapshot import Control, Device, Snapshot
from journeyaudit.read.clicks.states import StateReader
from journeyaudit.read.urls import Scope, identity

_PARALLEL = 2


@lru_cache(maxsize=65536)
def state_id(device: Device, url: str, chain: tuple[str, ...] = ()) -> str:
    """A short stable name of a state: device, page and the controls opened on it."""
    text = "\n".join((device, identity(url), *chain))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def lands(edge: Edge, device: Device) -> bool:
    """Does the edge end on a page as it loads, rather than open something on the page it starts from?"""
    return edge.action == "redirect" or (edge.href != "" and edge.target == state_id(device, edge.href))


def leads(control: Control, scope: Scope, here: str) -> bool:
    """Does clicking this control, as the customer sees it, lead to another page of the subject?"""
    if not control.visible or control.hit is False or control.disabled or not control.href:
        return False
    raw = control.raw_href.strip()
    if not raw or raw.lower().startswith(("javascript:", "tel:", "mailto:")):
        return False
    if raw.startswith("#") and not raw.startswith(("#/", "#!")):
        return False
    return identity(control.href) != identity(here) and scope.holds(control.href)


def shown(snapshot: Snapshot) -> frozenset[tuple[str, str, str]]:
    """What can be activated in a state: key, name and target of each visible control."""
    return frozenset((c.key, c.name, c.href) for c in snapshot.controls if c.visible)


def revealed(opened: Snapshot, base: Snapshot) -> tuple[Control, ...]:
    """The controls that `opened` shows and `base` did not."""
    before = shown(base)
    return tuple(c for c in opened.controls if c.visible and (c.key, c.name, c.href) not in before)


def link_edges(source: str, device: Device, here: str, controls: Iterable[Control], scope: Scope) -> Iterator[Edge]:
    """One edge for each control that leads to another page."""
    for control in controls:
        if leads(control, scope, here):
            yield Edge(
                source=source,
                target=state_id(device, control.href),
                control=control.key,
                name=control.name,
                href=control.href,
                region=control.region,
                context=control.context,
            )


def page_of(visit: Visit) -> str:
    """The URL where the visit ended; its states are named after it, whatever was asked for."""
    return visit.final_url or visit.url


def redirect(visit: Visit) -> tuple[Edge, ...]:
    """The free edge from the page asked for to the page where it ended, if they differ."""
    asked, ended = state_id(visit.device, visit.url), state_id(visit.device, page_of(visit))
    return () if asked == ended else (Edge(source=asked, target=ended, action="redirect", href=page_of(visit)),)


def opening_edge(visit: Visit, opening: Opening, page: str) -> Edge:
    """The edge that one tried control makes: to the opened state, or to the page that it led to."""
    source = state_id(visit.device, page, opening.chain[:-1])
    target = state_id(visit.device, opening.url) if opening.effect == "navigated" else state_id(visit.device, page, opening.chain)
    return Edge(
        source=source,
        target=target,
        action=opening.action,
        control=opening.chain[-1],
        name=opening.name,
        href=opening.url,
        region=opening.region,
        context=opening.context,
    )


def visit_edges(visit: Visit, reader: StateReader, scope: Scope) -> list[Edge]:
    """Every edge that a visit shows: links of the page as it loads, its openings, and the links that these reveal."""
    if visit.snapshot is None:
        return []
    page = page_of(visit)
    taken_over = {
        (o.chain[:-1], o.chain[-1]) for o in visit.openings if o.action == "click" and o.effect in ("revealed", "refused")
    }
    base = (c for c in reader.sight(visit.snapshot).controls if ((), c.key) not in taken_over)
    edges = [*redirect(visit), *link_edges(state_id(visit.device, page), visit.device, page, base, scope)]
    for opening in visit.openings:
        if opening.effect == "navigated" and scope.holds(opening.url):
            edges.append(opening_edge(visit, opening, page))
        if opening.effect != "revealed" or opening.snapshot is None or opening.base is None:
            continue
        edges.append(opening_edge(visit, opening, page))
        kept = (c for c in reader.fresh(opening.snapshot, opening.base) if (opening.chain, c.key) not in taken_over)
        edges.extend(link_edges(state_id(visit.device, page, opening.chain), visit.device, page, kept, scope))
    return _few_parallel(edges)


def _few_parallel(edges: list[Edge]) -> list[Edge]:
    """At most two controls for one way between two states: a page links its basket many times, and a report names one."""
    counted: Counter[tuple[str, str, str]] = Counter()
    kept: list[Edge] = []
    for edge in edges:
        way = edge.source, edge.target, edge.action
        counted[way] += 1
        if counted[way] <= _PARALLEL:
            kept.append(edge)
    return kept


def visit_states(visit: Visit, reader: StateReader) -> list[State]:
    """The page's own state and one for each thing opened on it."""
    page = page_of(visit)
    title, language = "", ""
    if visit.snapshot is not None:
        seen = reader.sight(visit.snapshot)
        title, language = seen.title, seen.language
    first = State(
        id=state_id(visit.device, page),
        url=page,
        snapshot=visit.snapshot,
        status=visit.status,
        title=title,
        language=language,
        fault=visit.fault,
        seen=visit.snapshot is not None,
        untried=visit.untried,
        idle=_idle(visit, ()),
    )
    opened = [
        State(
            id=state_id(visit.device, page, o.chain),
            url=first.url,
            chain=o.chain,
            snapshot=o.snapshot,
            status=visit.status,
            title=title,
            language=language,
            seen=True,
            idle=_idle(visit, o.chain),
        )
        for o in visit.openings
        if o.effect == "revealed" and o.snapshot
    ]
    return [first, *opened]


def _idle(visit: Visit, chain: tuple[str, ...]) -> tuple[str, ...]:
    """The controls of one state that were clicked and did nothing."""
    return tuple(o.chain[-1] for o in visit.openings if o.effect == "nothing" and o.action == "click" and o.chain[:-1] == chain)


def build(device: Device, records: Sequence[Record], reader: StateReader, scope: Scope) -> ClickGraph:
    """The graph of one device. States that were met but not visited are in it with `seen=False`."""
    draft = Draft(device, reader, scope)
    for visit in sorted((r for r in records if isinstance(r, Visit) and r.device == device), key=lambda v: v.order):
        draft.add(visit)
    return draft.graph(next((r for r in records if isinstance(r, Crawled) and r.device == device), None))


class Draft:
    """A graph that grows visit by visit, in their order; where two visits end on one page, the later one tells its `states`."""

    def __init__(self, device: Device, reader: StateReader, scope: Scope) -> None:
        self._device: Device = device
        self._reader, self._scope = reader, scope
        self._edges: list[Edge] = []
        self._starts: dict[str, str] = {}
        self.states: dict[str, State] = {}

    def add(self, visit: Visit) -> None:
        """Takes in what a visit showed."""
        self.states.update((state.id, state) for state in visit_states(visit, self._reader))
        self._edges.extend(visit_edges(visit, self._reader, self._scope))
        if visit.start:
            self._starts[visit.start] = visit.url

    def graph(self, crawled: Crawled | None) -> ClickGraph:
        """The graph of the visits so far; `crawled` tells how the crawl ended, None if it was interrupted."""
        states = dict(self.states)
        for edge in self._edges:
            if edge.target not in states:
                states[edge.target] = State(id=edge.target, url=edge.href)
        starts = crawled.starts if crawled else self._starts
        return ClickGraph(
            device=self._device,
            states=states,
            edges=tuple(self._edges),
            starts={name: state_id(self._device, url) for name, url in starts.items()},
            skipped=crawled.skipped if crawled else 0,
            stopped=crawled.stopped if crawled else "interrupted",
        )
