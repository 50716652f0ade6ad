"""Which pictures are still wanted, and where those taken go."""

from __future__ import annotations

from typing import Any

from journeyaudit.judge.sights import illustrated, sights
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence, Finding
from journeyaudit.model.graph import ClickGraph, Edge, State
from journeyaudit.model.journal import Portrait
from journeyaudit.model.sight import Opener
from journeyaudit.model.subject import Subject

URL = "https://shop.example/help"
STATE = State(id="open", url=URL, chain=("menu", "more"), snapshot="abc", seen=True)
FACTS = SiteFacts(
    subject=Subject(name="Shop", origins=("https://shop.example",)),
    graphs=(
        ClickGraph(
            device="desktop",
            states={"open": STATE},
            edges=(Edge(source="page", target="x", action="hover", control="menu"),),
            starts={},
        ),
    ),
)


def finding(outcome: str = "failed", **evidence: Any) -> Finding:
    cited = Evidence.model_validate({"url": URL, "quote": "Live help", "device": "desktop", "artifact": "abc", **evidence})
    given = {"check": "contact/a", "revision": 1, "area": "reach", "weight": 1.0, "headline": "It is broken", "reason": ""}
    return Finding.model_validate({**given, "outcome": outcome, "evidence": (cited,)})


def test_a_failed_finding_without_a_picture_wants_one_of_the_state_it_cites() -> None:
    (sight,) = sights((finding(), finding()), FACTS)
    assert (sight.url, sight.quote) == (URL, "Live help")
    assert sight.openers == (Opener(control="menu", action="hover"), Opener(control="more"))


def test_nothing_is_wanted_of_what_passed_or_is_shown_or_was_not_seen() -> None:
    assert sights((finding("passed"), finding(picture="p"), finding(artifact="other")), FACTS) == ()


def test_a_picture_goes_to_the_evidence_that_cites_the_same_words_of_the_same_state() -> None:
    taken = (Portrait(artifact="abc", quote="Live help", picture="sha"), Portrait(artifact="abc", quote="Other", picture="no"))
    shown = illustrated((finding(), finding(picture="own"), finding(quote="Elsewhere")), taken)
    assert [each.evidence[0].picture for each in shown] == ["sha", "own", None]
