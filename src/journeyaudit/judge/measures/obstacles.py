"""What stands in the way: dead ends, unfilled templates, consent banners."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.judge.measures.grounds import counted, limits, nothing_seen, open_question
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.judge.measures.pointing import at_state, examples, pages_of
from journeyaudit.model.check import Check
from journeyaudit.model.fact import DeadEnd, SiteFacts, StateFact
from journeyaudit.model.finding import Evidence
from journeyaudit.model.journal import Banner
from journeyaudit.model.strict import Strict
from journeyaudit.read.clicks.graph import state_id


class DeadEndArguments(Strict):
    """`why`: the kind of dead end to count."""

    why: Literal["broken", "empty", "loop", "nowhere"]


def dead_end_count(facts: SiteFacts, _check: Check, arguments: DeadEndArguments) -> Measurement:
    """How many different help or contact links are dead ends of one kind."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    links = [(fact, link) for fact in facts.states for link in fact.help_links if link.visible]
    if not links:
        return open_question(facts, "A help or contact link") or Measurement(
            "inapplicable", reason="No page shows a help or contact link."
        )
    found = [end for end in facts.dead_ends if end.why == arguments.why]
    if not found:
        if (unfollowed := _unfollowed(facts)) is not None:
            return Measurement("cant_tell", reason=unfollowed)
        evidence = examples(at_state(fact, link.name, note=f"leads to {link.href}", box=link.box) for fact, link in links[:2])
        return Measurement("measured", (MeasuredCell("whole site", 0.0, _NO_DEAD_END[arguments.why] + limits(facts), evidence),))
    distinct = dict.fromkeys((end.name, end.href) for end in found)
    reason = f"“{found[0].name}” on {found[0].source} is a dead end: {found[0].detail or found[0].why}."
    if len(distinct) > 1:
        reason += f" {counted(len(distinct) - 1, 'other link')} like it."
    return Measurement(
        "measured",
        (MeasuredCell("whole site", float(len(distinct)), reason, examples(_at_dead_end(facts, end) for end in found)),),
    )


_NO_DEAD_END = {
    "broken": "No help or contact link that was followed is broken.",
    "empty": "No help or contact link that was followed leads to an empty page.",
    "loop": "No help or contact link that was followed leads in a circle.",
    "nowhere": "Every help or contact link points at something.",
}


def _unfollowed(facts: SiteFacts) -> str | None:
    """Why "no dead end" cannot be said: the crawl stopped before it had followed every help and contact link."""
    for graph in facts.graphs:
        targets = {
            state_id(graph.device, link.href): link
            for f in facts.states
            if f.device == graph.device
            for link in f.help_links
            if link.visible
        }
        missed = [
            link
            for found, link in targets.items()
            if found in graph.states and not graph.states[found].seen and not graph.states[found].fault
        ]
        if graph.stopped and missed:
            count = counted(len(missed), "help or contact link was", "help or contact links were")
            return f"The crawl stopped early on {graph.device} ({graph.stopped}); {count} not followed, first “{missed[0].name}”."
    return None


def _at_dead_end(facts: SiteFacts, end: DeadEnd) -> Evidence:
    """The link where it stands: its page, the page's snapshot and the link's place on it; the note tells where it leads."""
    artifact = end.source_snapshot or end.snapshot
    seen = next((f for f in facts.states if f.snapshot == artifact and f.device == end.device), None)
    return Evidence(
        url=end.source,
        quote=end.name,
        device=end.device,
        at=seen.at if seen else "",
        artifact=artifact,
        box=end.box,
        note=f"the link leads to {end.href or 'nothing'}: {end.detail or end.why}",
    )


class PlaceholderArguments(Strict):
    """`kinds` of page where an unfilled template is counted."""

    kinds: Annotated[
        tuple[Literal["contact", "help", "identification", "complaint", "policy", "home", "article", "other"], ...],
        Field(min_length=1),
    ]


def placeholder_count(facts: SiteFacts, _check: Check, arguments: PlaceholderArguments) -> Measurement:
    """How many different unfilled templates stand on pages of the given kinds."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    pages = [fact for fact in facts.states if fact.kind in arguments.kinds]
    if not pages:
        what = " or ".join(arguments.kinds)
        return open_question(facts, f"A page of the kind {what}") or Measurement(
            "inapplicable", reason=f"The site has no page of the kind {what}."
        )
    found = [(fact, quote) for fact in pages for quote in fact.placeholders]
    if not found:
        reason = f"Nothing on the {counted(pages_of(pages), 'page')} read looks like a template that was left unfilled."
        reason += limits(facts)
        return Measurement(
            "measured", (MeasuredCell("whole site", 0.0, reason, examples(at_state(fact, fact.title) for fact in pages[:2])),)
        )
    distinct = dict.fromkeys(quote for _, quote in found)
    reason = f"Left unfilled: {', '.join(f'“{quote}”' for quote in list(distinct)[:4])}, first on {found[0][0].url}."
    return Measurement(
        "measured",
        (MeasuredCell("whole site", float(len(distinct)), reason, examples(at_state(fact, quote) for fact, quote in found)),),
    )


def banner_cover(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """For each device: the percentage of the first screen that a consent banner hides while it blocks the page, 0 if it
    blocks nothing."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    if not facts.banners:
        return Measurement("inapplicable", reason="No consent banner was met.")
    cells: list[MeasuredCell] = []
    for banner in _worst_each(facts):
        value = round(100 * banner.covers, 1) if banner.obstructs else 0.0
        blocks = (
            f"blocks the page and covers {100 * banner.covers:.0f} % of the first screen"
            if banner.obstructs
            else "leaves the page usable"
        )
        cells.append(
            MeasuredCell(banner.device, value, f"The consent banner {blocks} on {banner.device}.", (_at_banner(facts, banner),))
        )
    return Measurement("measured", tuple(cells))


def refusal_clicks(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """For each device: clicks to refuse consent; None where the banner could only be accepted or would not go."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    if not facts.banners:
        return Measurement("inapplicable", reason="No consent banner was met.")
    return Measurement("measured", tuple(_refusal_cell(facts, banner) for banner in _worst_each(facts)))


def _refusal_cell(facts: SiteFacts, banner: Banner) -> MeasuredCell:
    evidence = (_at_banner(facts, banner),)
    if banner.how in ("reject", "close"):
        done = "refuse" if banner.how == "reject" else "close the banner without consent"
        return MeasuredCell(
            banner.device,
            float(banner.clicks),
            f"It takes {counted(banner.clicks, 'click')} to {done} on {banner.device}.",
            evidence,
        )
    reason = "offers no way to refuse; it had to be accepted" if banner.how == "accept" else "could not be closed at all"
    return MeasuredCell(banner.device, None, f"The consent banner {reason} on {banner.device}.", evidence)


def _worst_each(facts: SiteFacts) -> list[Banner]:
    """One banner a device: the one that hides most."""
    devices = dict.fromkeys(banner.device for banner in facts.banners)
    return [max((b for b in facts.banners if b.device == device), key=lambda b: (b.obstructs, b.covers)) for device in devices]


def _at_banner(facts: SiteFacts, banner: Banner) -> Evidence:
    page: StateFact | None = next((f for f in facts.states if f.url == banner.url and f.device == banner.device), None)
    return Evidence(
        url=banner.url,
        quote=banner.text,
        device=banner.device,
        at=banner.at,
        artifact=page.snapshot if page else "",
        picture=banner.picture,
        note=f"gone by {banner.how} after {counted(banner.clicks, 'click')}" if banner.how != "stays" else "would not go",
    )


DEAD_ENDS = Measure(
    "dead-ends", DeadEndArguments, dead_end_count, "How many help or contact links are dead ends of one kind.", unit="links"
)
PLACEHOLDERS = Measure(
    "placeholders",
    PlaceholderArguments,
    placeholder_count,
    "How many unfilled templates stand on pages of given kinds.",
    unit="templates",
)
BANNER_COVER = Measure(
    "banner-cover",
    NoArguments,
    banner_cover,
    "How much of the first screen a blocking consent banner hides, in per cent.",
    unit="% of the screen",
)
REFUSAL_CLICKS = Measure(
    "refusal-clicks", NoArguments, refusal_clicks, "How many clicks it takes to refuse consent.", unit="clicks"
)
