"""From a run's records to all facts of the site: what the judge is given. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.fact import DeadEnd, SiteFacts, StateFact
from journeyaudit.model.graph import ClickGraph, Fault, State
from journeyaudit.model.journal import Banner, Crawled, Document, Followed, Record, Refusal, Replay, Visit
from journeyaudit.model.plan import Plan
from journeyaudit.model.reach import Reach
from journeyaudit.read.clicks.channels import state_channels
from journeyaudit.read.clicks.graph import Draft, page_of, state_id
from journeyaudit.read.clicks.reach import ReachReader
from journeyaudit.read.clicks.states import Snapshots, StateReader
from journeyaudit.read.ledger import Bytes, Fetched, LedgerReader
from journeyaudit.read.pages.state import dead_ends, state_fact
from journeyaudit.read.urls import Scope

#: Snapshots held as objects; the states of one page are seldom more.
_AT_HAND = 12


def read_site(plan: Plan, records: Sequence[Record], snapshot: Snapshots, document: Bytes = lambda _: b"") -> SiteFacts:
    """Every fact of a run. `snapshot` gives the snapshot stored under a hash, `document` the bytes of a PDF."""
    scope = Scope(plan.subject.origins)
    # What reads one page asks for its snapshots in turn: each is decoded once
    snapshot = lru_cache(maxsize=_AT_HAND)(snapshot)
    reader = StateReader(snapshot, plan.subject.country)
    ledger = LedgerReader(snapshot, plan.subject.country)
    visits = sorted((r for r in records if isinstance(r, Visit)), key=lambda v: (v.device, v.order))
    replays = [r for r in records if isinstance(r, Replay)]
    graphs: list[ClickGraph] = []
    states: list[StateFact] = []
    reach: list[Reach] = []
    ends: list[DeadEnd] = []
    for device in plan.options.devices:
        own = [v for v in visits if v.device == device]
        draft = Draft(device, reader, scope)
        channels: dict[str, tuple[ChannelFact, ...]] = {}
        read: list[_Read] = []
        for visit in own:
            draft.add(visit)
            channels |= state_channels(visit, reader)
            found = _state_facts(visit, draft.states, snapshot, channels)
            ledger.add(visit, found[0].fact.kind if found else "other")
            read += found
        graph = draft.graph(next((r for r in records if isinstance(r, Crawled) and r.device == device), None))
        facts = list(_as_in(graph, read, snapshot))
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
        ledger=ledger.ledger(graphs, [r for r in records if isinstance(r, Followed)], _documents(records, document)),
    )


def _documents(records: Sequence[Record], document: Bytes) -> list[Fetched]:
    found = (r for r in records if isinstance(r, Document))
    return [Fetched(record, document(record.artifact) if record.artifact else b"") for record in found]


class _Read(NamedTuple):
    """A fact and the state that it was read from."""

    fact: StateFact
    state: State


def _state_facts(
    visit: Visit, states: Mapping[str, State], snapshot: Snapshots, channels: Mapping[str, tuple[ChannelFact, ...]]
) -> list[_Read]:
    """One fact a state, the page's own first; openings that were taken over from another page are not read a second time."""
    if visit.snapshot is None:
        return []
    chains = [(), *(o.chain for o in visit.openings if o.effect == "revealed" and not o.reused)]
    found: list[_Read] = []
    for chain in chains:
        state = states.get(state_id(visit.device, page_of(visit), chain))
        if state is not None and state.snapshot is not None:
            fact = state_fact(snapshot(state.snapshot), state, visit.device, visit.at, channels[state.id])
            found.append(_Read(fact, state))
    return found


def _as_in(graph: ClickGraph, read: Iterable[_Read], snapshot: Snapshots) -> Iterator[StateFact]:
    """The facts; one whose page a later visit ended on too is read again from what that visit saw."""
    for fact, state in read:
        last = graph.states[state.id]
        if last is state:
            yield fact
        elif last.snapshot is not None:
            yield state_fact(snapshot(last.snapshot), last, fact.device, fact.at, fact.channels)


def _faults(visits: Sequence[Visit]) -> dict[str, Fault]:
    return {v.url: v.fault for v in visits if v.fault is not None}
