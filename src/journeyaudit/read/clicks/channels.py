"""The channels of each state of a visit."""

from __future__ import annotations

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.journal import Visit
from journeyaudit.read.clicks.graph import page_of, state_id
from journeyaudit.read.clicks.states import StateReader


def state_channels(visit: Visit, reader: StateReader) -> dict[str, tuple[ChannelFact, ...]]:
    """State id → its channel facts, for the page as it loads and for each thing opened on it (there: only what the opening
    brought).
    """
    if visit.snapshot is None:
        return {}
    page = page_of(visit)
    found = {state_id(visit.device, page): reader.sight(visit.snapshot).channels}
    for opening in visit.openings:
        if opening.effect == "revealed" and opening.snapshot and opening.base:
            state = state_id(visit.device, page, opening.chain)  # hover and click on one control lead to one state
            gained = reader.gained(opening.snapshot, opening.base)
            found[state] = tuple(dict.fromkeys((*found.get(state, ()), *gained)))
    return _with_what_opening_told(found)


def _with_what_opening_told(found: dict[str, tuple[ChannelFact, ...]]) -> dict[str, tuple[ChannelFact, ...]]:
    """A chat launcher looks the same whoever answers; only the opened chat tells. What it tells holds for the launcher too."""
    told = {(f.value, f.kind) for facts in found.values() for f in facts if f.channel == "chat" and f.kind in ("bot", "offline")}
    if not told:
        return found
    kinds = {value: "bot" if (value, "bot") in told else "offline" for value, _ in told}
    return {state: tuple(_as_told(f, kinds) for f in facts) for state, facts in found.items()}


def _as_told(fact: ChannelFact, kinds: dict[str, str]) -> ChannelFact:
    kind = kinds.get(fact.value) if fact.channel == "chat" and fact.kind == "live" else None
    return fact if kind is None else fact.model_copy(update={"kind": kind})
