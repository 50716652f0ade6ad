"""The channels of each state of a visit."""

from __future__ import annotations

from collections.abc import Callable

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.journal import Opening, Visit
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.contacts import contacts
from journeyaudit.read.graph import page_of, state_id


def state_channels(visit: Visit, snapshots: Callable[[str], Snapshot], country: str | None) -> dict[str, tuple[ChannelFact, ...]]:
    """State id → its channel facts, for the page as it loads and for each thing opened on it (there: only what the opening brought)."""
    if visit.snapshot is None:
        return {}
    page = page_of(visit)
    found = {state_id(visit.device, page): contacts(snapshots(visit.snapshot), country)}
    for opening in visit.openings:
        if opening.effect == "revealed" and opening.snapshot and opening.base:
            found[state_id(visit.device, page, opening.chain)] = opened_channels(opening, snapshots, country)
    return found


def opened_channels(opening: Opening, snapshots: Callable[[str], Snapshot], country: str | None) -> tuple[ChannelFact, ...]:
    """What the opened state gives that the state before it did not."""
    if opening.snapshot is None or opening.base is None:
        return ()
    before = {(f.channel, f.value) for f in contacts(snapshots(opening.base), country) if f.reached}
    return tuple(f for f in contacts(snapshots(opening.snapshot), country) if (f.channel, f.value) not in before)
