"""What the site itself offers to somebody who waits for an answer. Judged only beside an enquiry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from journeyaudit.judge.measures.followup.grounds import at_event, no_enquiry
from journeyaudit.judge.measures.grounds import nothing_seen, open_question
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.pointing import at_state, examples
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.strict import Strict
from journeyaudit.read import lexicon

_ERROR = 400
#: A page with fewer is empty.
_SOME_WORDS = 8
_KINDS = frozenset({"home", "contact", "help", "identification", "complaint", "other"})


class WayArguments(Strict):
    """`what` the site should offer."""

    what: Literal["reply-time", "complaints", "tracking", "rating"]


_MISSING = {
    "reply-time": "Nothing beside the form, on the page after it or in the acknowledgement says when an answer comes.",
    "complaints": "No page says how a complaint is made and what becomes of it.",
    "tracking": "No page lets a customer see where an order is.",
    "rating": "Nobody asks how the contact went, neither on the site nor by mail.",
}
_OFFERED = {
    "reply-time": "It is said when an answer comes",
    "complaints": "There is a way to complain",
    "tracking": "There is a way to follow an order",
    "rating": "It is asked how the contact went",
}
_ASKED = {
    "reply-time": "A statement of when an answer comes",
    "complaints": "A way to complain",
    "tracking": "A way to follow an order",
    "rating": "A question how the contact went",
}


def way_offered(facts: SiteFacts, _check: Check, arguments: WayArguments) -> Measurement:
    """0: offered; None: not found anywhere that was looked at."""
    if (none := no_enquiry(facts)) is not None:
        return none
    what = arguments.what
    found = examples(_found(facts, what))
    if found:
        return Measurement("measured", (MeasuredCell("whole site", 0.0, f"{_OFFERED[what]}: {_shown(found[0])}.", found),))
    if what == "rating" and all(case.running for case in facts.cases):
        return Measurement("untested", reason="The company still has time to ask.")
    doubt = nothing_seen(facts) or open_question(facts, _ASKED[what])
    if doubt is not None:
        return doubt
    searched = examples(at_state(fact, note="searched from here") for fact in facts.states[:1])
    return Measurement("measured", (MeasuredCell("whole site", None, _MISSING[what], searched),))


def _found(facts: SiteFacts, what: str) -> Iterator[Evidence]:
    if what == "reply-time":
        yield from (
            at_state(fact, time.quote)
            for fact in facts.states
            for time in fact.times
            if time.visible and time.what == "reply" and (time.near in ("form", "email") or fact.kind in _KINDS)
        )
        yield from _from_cases(facts, what)
    elif what == "rating":
        yield from _from_cases(facts, what)
        yield from _labelled(facts, "rating_label")
    elif what == "complaints":
        yield from (at_state(fact, fact.title) for fact in facts.states if fact.kind == "complaint" and fact.words >= _SOME_WORDS)
        yield from _labelled(facts, "complaint_label")
    else:
        yield from _labelled(facts, "tracking_label")


def _shown(evidence: Evidence) -> str:
    return f"“{evidence.quote}”" if evidence.quote else evidence.note or evidence.url


def _from_cases(facts: SiteFacts, what: str) -> Iterator[Evidence]:
    for case in facts.cases:
        for event in case.events:
            told = event.kind == "confirmation" and event.pledge == "reply" and bool(event.promised_by)
            if told if what == "reply-time" else event.kind == "survey":
                yield at_event(case, event, event.promise or event.summary)


def _labelled(facts: SiteFacts, topic: str) -> Iterator[Evidence]:
    """Links and controls with such a name that lead to a page which was seen as the site means it."""
    matcher = lexicon.matcher(topic)
    states = {fact.state: fact for fact in facts.states if fact.status < _ERROR and fact.words >= _SOME_WORDS}
    for graph in facts.graphs:
        for edge in graph.edges:
            if edge.target in states and edge.target != edge.source and matcher.find(edge.name):
                yield at_state(states[edge.target], note=f"behind “{edge.name}”")


WAY_OFFERED = Measure(
    "way-offered", WayArguments, way_offered, "Whether the site offers what somebody who waits for an answer needs."
)
