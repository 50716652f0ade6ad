"""How many clicks a channel is away."""

from __future__ import annotations

from typing import Literal

from journeyaudit.judge.measures.grounds import counted, doubt_about, nothing_seen, pages_seen
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.naming import BARE, ONE, capital
from journeyaudit.judge.measures.pointing import at_reach, sightings, start_evidence
from journeyaudit.judge.measures.starts import Place, places, why_no_place
from journeyaudit.model.channel import Channel
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.reach import Reach
from journeyaudit.model.strict import Strict


class ClicksArguments(Strict):
    """`absent` says what it means if the site has no such channel: a failure, or that the check does not apply (a link that
    promises the channel
    makes it apply all the same). With one of `instead` on the site its absence does not matter."""

    channel: Channel
    absent: Literal["fails", "does-not-apply"] = "fails"
    instead: tuple[Channel, ...] = ()


def clicks(facts: SiteFacts, check: Check, arguments: ClicksArguments) -> Measurement:
    """One cell for each start page and device: the fewest clicks to the channel, None if the whole site was searched in vain."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    grid = list(places(facts, check))
    if not grid:
        return Measurement("untested", reason=why_no_place(facts, check))
    cells, doubts = _cells(facts, grid, arguments.channel)
    if any(cell.value is not None for cell in cells):
        return Measurement("measured", tuple(cells), reason=_with_doubts(cells, doubts))
    if doubts:
        return Measurement("cant_tell", reason=f"{capital(ONE[arguments.channel])} was not found {doubts[0]}.")
    if not cells:
        return Measurement("untested", reason="No distance was measured from the start pages of this check.")
    excuse = _excuse(facts, arguments)
    return Measurement("inapplicable", reason=excuse) if excuse else Measurement("measured", tuple(cells))


def _cells(facts: SiteFacts, grid: list[Place], channel: Channel) -> tuple[list[MeasuredCell], list[str]]:
    """The settled cells, and what keeps the others open."""
    cells: list[MeasuredCell] = []
    doubts: list[str] = []
    for place in grid:
        reach = _reach(facts, place, channel)
        if reach is None:
            continue
        doubt = doubt_about(facts, place.graph) if reach.clicks is None else ""
        if doubt:
            doubts.append(doubt)
        else:
            cells.append(_cell(facts, place, reach))
    return cells, doubts


def _reach(facts: SiteFacts, place: Place, channel: Channel) -> Reach | None:
    return next((r for r in facts.reach if (r.start, r.device, r.channel) == (place.start, place.graph.device, channel)), None)


def _cell(facts: SiteFacts, place: Place, reach: Reach) -> MeasuredCell:
    if reach.clicks is None:
        seen = counted(pages_seen(place.graph), "page")
        searched = start_evidence(facts, reach.device, reach.start, f"searched {seen}")
        return MeasuredCell(place.label, None, _in_vain(facts, place, reach, seen), searched)
    return MeasuredCell(place.label, float(reach.clicks), _sentence(place, reach), (at_reach(facts, reach),))


def _in_vain(facts: SiteFacts, place: Place, reach: Reach, seen: str) -> str:
    """That the site was searched for nothing, or that what it has elsewhere is out of this start page's reach."""
    alike = (r for r in facts.reach if (r.device, r.channel) == (reach.device, reach.channel))
    shown = next((r.url for r in alike if r.clicks is not None), "")
    if shown:
        return f"From {place.label}: no click leads on to {ONE[reach.channel]}, which is shown at {shown}."
    return f"{capital(ONE[reach.channel])} was found on none of the {seen} seen on {reach.device}."


def _sentence(place: Place, reach: Reach) -> str:
    bound = "at most " if reach.proof == "budget" else ""
    walk = " → ".join(f"“{step.name}”" for step in reach.path if step.action == "click")
    return f"From {place.label}: {bound}{counted(reach.clicks or 0, 'click')} to {_named(reach)}{f' ({walk})' if walk else ''}."


def _named(reach: Reach) -> str:
    """The channel as a sentence names it; a chat that a machine answers is not called live."""
    return "a chat with a machine" if (reach.channel, reach.kind) == ("chat", "bot") else ONE[reach.channel]


def _with_doubts(cells: list[MeasuredCell], doubts: list[str]) -> str:
    """The farthest cell's sentence, and that other start pages stay open. "" leaves it to the judge where nothing does."""
    if not doubts:
        return ""
    worst = next((c for c in cells if c.value is None), max(cells, key=lambda cell: cell.value or 0))
    return (
        f"{worst.reason} {counted(len(doubts), 'other start page stays', 'other start pages stay')} "
        f"open: the channel was not found {doubts[0]}."
    )


def _excuse(facts: SiteFacts, arguments: ClicksArguments) -> str:
    """Why the channel's absence is no fault, "" if it is one."""
    name = ONE[arguments.channel]
    stand_in: Channel | None = next((other for other in arguments.instead if any(sightings(facts, other))), None)
    if stand_in is not None:
        return f"The site has no {BARE[arguments.channel]}, but it offers {ONE[stand_in]}, which serves the same purpose."
    promised = any(fact.pointer and fact.visible for _, fact in sightings(facts, arguments.channel, reached=False))
    if arguments.absent == "does-not-apply" and not promised:
        return f"The site does not offer {name}, and no rule asks for one."
    return ""


CLICKS = Measure("clicks", ClicksArguments, clicks, "The fewest clicks from each start page to a channel.", unit="clicks")
