"""From a run's records to all facts of the site: what the judge is given. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.fact import DeadEnd, SiteFacts, StateFact
from journeyaudit.model.graph import ClickGraph, Fault
from journeyaudit.model.journal import Banner, Record, Refusal, Replay, Visit
from journeyaudit.model.plan import Plan
from journeyaudit.model.reach import Reach
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.channels import state_channels
from journeyaudit.read.graph import build, page_of, state_id
from journeyaudit.read.pages import dead_ends, state_fact
from journeyaudit.read.reach import ReachReader
from journeyaudit.read.states import StateReader
from journeyaudit.read.urls import Scope


def read_site(plan: Plan, records: Sequence[Record], snapshot: Callable[[str], Snapshot]) -> SiteFacts:
    """Every fact of a run. `snapshot` gives the snapshot stored under a hash."""
    scope = Scope(plan.subject.origins)
    reader = StateReader(snapshot, plan.subject.country)
    visits = sorted((r for r in records if isinstance(r, Visit)), key=lambda v: (v.device, v.order))
    replays = [r for r in records if isinstance(r, Replay)]
    graphs: list[ClickGraph] = []
    states: list[StateFact] = []
    reach: list[Reach] = []
    ends: list[DeadEnd] = []
    for device in plan.options.devices:
        own = [v for v in visits if v.device == device]
        graph = build(device, records, reader, scope)
        channels: dict[str, tuple[ChannelFact, ...]] = {}
        facts: list[StateFact] = []
        for visit in own:
            channels |= state_channels(visit, reader)
            facts += _state_facts(visit, graph, snapshot, channels)
        graphs.append(graph)
        states += facts
        reach += ReachReader(graph, channels, replays).rows()
        ends += dead_ends(graph, facts)
    return SiteFacts(
        subject=plan.subject,
        graphs=tuple(graphs),
        states=tuple(states),
        reach=tuple(reach),
        dead_ends=tuple(ends),
        banners=tuple(r for r in records if isinstance(r, Banner)),
        refusals=tuple(r for r in records if isinstance(r, Refusal)),
        faults=_faults(visits),
    )


def _state_facts(
    visit: Visit, graph: ClickGraph, snapshot: Callable[[str], Snapshot], channels: dict[str, tuple[ChannelFact, ...]]
) -> list[StateFact]:
    """One fact a state, the page's own first; openings that were taken over from another page are not read a second time."""
    if visit.snapshot is None:
        return []
    chains = [(), *(o.chain for o in visit.openings if o.effect == "revealed" and not o.reused)]
    found: list[StateFact] = []
    for chain in chains:
        state = graph.states.get(state_id(visit.device, page_of(visit), chain))
        if state is not None and state.snapshot is not None:
            found.append(state_fact(snapshot(state.snapshot), state, visit.device, visit.at, channels[state.id]))
    return found


def _faults(visits: Sequence[Visit]) -> dict[str, Fault]:
    return {v.url: v.fault for v in visits if v.fault is not None}
