"""Evidence: from a fact to a pointer that somebody else can follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.fact import SiteFacts, StateFact
from journeyaudit.model.finding import Evidence
from journeyaudit.model.reach import Reach
from journeyaudit.model.snapshot import Box

#: A finding shows examples, not the whole site.
_MOST = 5

Sighting = tuple[StateFact, ChannelFact]


def at_state(fact: StateFact, quote: str = "", *, note: str = "", box: Box | None = None, start: str = "") -> Evidence:
    """What one state says, with the hash of its snapshot."""
    return Evidence(
        url=fact.url, quote=quote, device=fact.device, start=start, at=fact.at, artifact=fact.snapshot, box=box, note=note
    )


def at_channel(facts: SiteFacts, sighting: Sighting, note: str = "") -> Evidence:
    """One channel as a state shows it, with the picture of it if a path to that state was proven."""
    state, channel = sighting
    pointer = at_state(state, channel.quote or channel.value, note=note, box=channel.box)
    picture = next(
        (
            reach.picture
            for reach in facts.reach
            if reach.state == state.state and reach.channel == channel.channel and reach.picture
        ),
        None,
    )
    return pointer.model_copy(update={"picture": picture})


def at_reach(facts: SiteFacts, reach: Reach) -> Evidence:
    """Where a path ends, and the path."""
    seen = next((fact for fact in facts.states if fact.state == reach.state), None)
    channel = next((c for c in seen.channels if c.channel == reach.channel and c.reached), None) if seen else None
    return Evidence(
        url=reach.url,
        quote=reach.quote,
        device=reach.device,
        start=reach.start,
        at=seen.at if seen else "",
        artifact=seen.snapshot if seen else _artifact(facts, reach),
        picture=reach.picture,
        box=channel.box if channel else None,
        note=path_in_words(reach),
    )


def _artifact(facts: SiteFacts, reach: Reach) -> str:
    """The snapshot of a state that was taken over from another page and so has no facts of its own."""
    states = (graph.states.get(reach.state) for graph in facts.graphs if graph.device == reach.device)
    return next((state.snapshot for state in states if state is not None and state.snapshot), "")


def path_in_words(reach: Reach) -> str:
    """ "Help → Contact us", and whether the path was walked again with real clicks."""
    steps = " → ".join(step.name or step.url for step in reach.path if step.action in ("click", "hover"))
    proven = "walked again with real clicks" if reach.replayed else "not walked again"
    return f"path: {steps} ({proven})" if steps else ""


def sightings(facts: SiteFacts, channel: str, *, reached: bool = True) -> Iterator[Sighting]:
    """Every state that shows a channel, in the order seen; with `reached` only where a customer has it."""
    for state in facts.states:
        yield from ((state, found) for found in state.channels if found.channel == channel and (found.reached or not reached))


def pages_of(states: Iterable[StateFact]) -> int:
    """Pages, however many states of them were seen on however many devices."""
    return len({fact.url for fact in states})


def once_each(found: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """The first sighting of each value and kind."""
    first: dict[tuple[str, str], Sighting] = {}
    for state, channel in found:
        first.setdefault((channel.value, channel.kind), (state, channel))
    return tuple(first.values())


def examples(pointers: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The first few pointers, each once."""
    return tuple(dict.fromkeys(pointers))[:_MOST]


def start_evidence(facts: SiteFacts, device: str, start: str, note: str) -> tuple[Evidence, ...]:
    """Where a search began that found nothing."""
    ids = {graph.starts.get(start) for graph in facts.graphs if graph.device == device}
    return tuple(at_state(fact, note=note, start=start) for fact in facts.states if fact.state in ids and fact.device == device)[
        :1
    ]
