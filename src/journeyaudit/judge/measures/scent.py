"""How many clicks more than the shortest path a stranger needs who follows the wording of the links."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from journeyaudit.judge.measures.grounds import counted, nothing_seen
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.naming import BARE, capital, listed
from journeyaudit.judge.measures.pointing import at_reach
from journeyaudit.judge.measures.starts import places, why_no_place
from journeyaudit.model.channel import Channel
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.reach import Reach, Scent
from journeyaudit.model.strict import Strict


class ScentArguments(Strict):
    """`channels` whose paths are compared."""

    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]


def detour(facts: SiteFacts, check: Check, arguments: ScentArguments) -> Measurement:
    """For each start page, device and channel found: clicks of the scent path less those of the shortest; None if the
    stranger did not arrive."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    grid = {(place.start, place.graph.device): place.label for place in places(facts, check)}
    if not grid:
        return Measurement("untested", reason=why_no_place(facts, check))
    mine = [reach for reach in facts.reach if (reach.start, reach.device) in grid and reach.channel in arguments.channels]
    cells = [
        _cell(facts, grid[reach.start, reach.device], reach, reach.scent)
        for reach in mine
        if reach.clicks is not None and reach.scent is not None
    ]
    if cells:
        return Measurement("measured", tuple(cells))
    if any(reach.clicks is not None for reach in mine):
        return Measurement("untested", reason="No path by wording was walked for these channels.")
    stopped = next((graph.stopped for graph in facts.graphs if graph.stopped), "")
    if stopped:
        return Measurement(
            "cant_tell", reason=f"Neither {listed(arguments.channels, 'nor')} was found before the crawl stopped ({stopped})."
        )
    return Measurement(
        "inapplicable", reason=f"The site does not offer {listed(arguments.channels, 'or')}, so there is no path to compare."
    )


def _cell(facts: SiteFacts, place: str, reach: Reach, scent: Scent) -> MeasuredCell:
    label, shortest = f"{BARE[reach.channel]} from {place}", reach.clicks or 0
    evidence = at_reach(facts, reach)
    walk = " → ".join(f"“{step.name}”" for step in scent.path if step.action == "click")
    if scent.clicks is None:
        reason = (
            f"{capital(label)}: whoever follows the wording of the links does not "
            f"arrive{f' ({scent.reason})' if scent.reason else ''}; the shortest path takes {counted(shortest, 'click')}."
        )
        return MeasuredCell(
            label, None, reason, (evidence.model_copy(update={"note": f"by wording: {walk}; shortest {evidence.note}"}),)
        )
    more = max(scent.clicks - shortest, 0)
    reason = (
        f"{label}: {counted(scent.clicks, 'click')} by wording{f' ({walk})' if walk else ''}, {shortest} by the shortest path."
    )
    return MeasuredCell(
        label,
        float(more),
        reason,
        (evidence.model_copy(update={"note": f"by wording: {walk or 'at once'}; shortest {evidence.note or 'at once'}"}),),
    )


DETOUR = Measure(
    "detour", ScentArguments, detour, "Clicks that the wording of links costs beyond the shortest path.", unit="clicks"
)
