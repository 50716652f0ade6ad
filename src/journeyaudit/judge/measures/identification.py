"""Provider identification: how far it is, and whether an e-mail address stands there as text."""

from __future__ import annotations

from journeyaudit.judge.measures.grounds import counted, doubt_about, nothing_seen, open_question, pages_seen
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.judge.measures.pointing import at_channel, at_state, examples, start_evidence
from journeyaudit.judge.measures.starts import Place, places, why_no_place
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts, StateFact
from journeyaudit.read.clicks.paths import Distances, outgoing


def identification_distance(facts: SiteFacts, check: Check, _arguments: NoArguments) -> Measurement:
    """For each start page and device: links to the nearest identification page, None if there is none."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    cells: list[MeasuredCell] = []
    doubts: list[str] = []
    for place in places(facts, check):
        cell, doubt = _distance(facts, place)
        if doubt:
            doubts.append(doubt)
        else:
            cells.append(cell)
    if cells:
        return Measurement("measured", tuple(cells))
    if doubts:
        return Measurement("cant_tell", reason=f"The provider identification was not found {doubts[0]}.")
    return Measurement("untested", reason=why_no_place(facts, check))


def _distance(facts: SiteFacts, place: Place) -> tuple[MeasuredCell, str]:
    """The cell, and the doubt that keeps it open."""
    distances = Distances(place.state, outgoing(place.graph.edges))
    pages = [
        (clicks, fact)
        for fact in _identifications(facts, place.graph.device)
        if (clicks := distances.clicks(fact.state)) is not None
    ]
    if not pages:
        seen = counted(pages_seen(place.graph), "page")
        reason = f"No page that identifies the provider was found among the {seen} seen on {place.graph.device}."
        evidence = start_evidence(facts, place.graph.device, place.start, f"searched {seen} from here")
        return MeasuredCell(place.label, None, reason, evidence), doubt_about(facts, place.graph)
    clicks, fact = min(pages, key=lambda page: page[0])
    names = " → ".join(edge.name for edge in distances.path(fact.state) if edge.clicks) or "the page itself"
    reason = f"From {place.label}: {counted(clicks, 'link')} to the provider identification ({names})."
    return MeasuredCell(
        place.label, float(clicks), reason, (at_state(fact, fact.title, note=f"path: {names}", start=place.start),)
    ), ""


def identification_email(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """0: the identification page shows an e-mail address as text; 1: only inside a link or picture; None: not at all."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    pages = _identifications(facts)
    if not pages:
        return open_question(facts, "The provider identification") or Measurement(
            "inapplicable", reason="The site has no page that identifies the provider."
        )
    found = [(fact, channel) for fact in pages for channel in fact.channels if channel.channel == "email" and channel.reached]
    readable = [s for s in found if s[1].kind not in ("mailto-only", "image-only")]
    if readable:
        evidence = examples(at_channel(facts, s) for s in readable[:2])
        return Measurement(
            "measured",
            (MeasuredCell("identification", 0.0, f"The e-mail address can be read: {readable[0][1].value}.", evidence),),
        )
    if found:
        evidence = examples(at_channel(facts, s, note="not readable as text") for s in found)
        return Measurement(
            "measured",
            (MeasuredCell("identification", 1.0, "The e-mail address stands only inside a link or a picture.", evidence),),
        )
    reason = f"The page that identifies the provider shows no e-mail address: {pages[0].url}."
    return Measurement(
        "measured", (MeasuredCell("identification", None, reason, examples(at_state(fact, fact.title) for fact in pages)),)
    )


def _identifications(facts: SiteFacts, device: str = "") -> list[StateFact]:
    return [fact for fact in facts.states if fact.kind == "identification" and device in ("", fact.device)]


IDENTIFICATION_DISTANCE = Measure(
    "identification-distance",
    NoArguments,
    identification_distance,
    "Links from each start page to the provider identification.",
    unit="clicks",
)
IDENTIFICATION_EMAIL = Measure(
    "identification-email", NoArguments, identification_email, "Whether the identification shows an e-mail address as text."
)
