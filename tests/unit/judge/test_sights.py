"""Which pictures are still wanted, and where those taken go."""

from __future__ import annotations

from typing import Any

from journeyaudit.judge.sights import PICTURED, illustrated, illustrated_entries, sights
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence, Finding
from journeyaudit.model.graph import ClickGraph, Edge, State
from journeyaudit.model.journal import Portrait
from journeyaudit.model.ledger import Entry, Ledger
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


def entry(quote: str, conditions: tuple[str, ...] = (), verdict: str = "qualified", **more: Any) -> Entry:
    def cited(words: str) -> dict[str, Any]:
        return {"url": URL, "quote": words, "device": "desktop", "artifact": "abc"}

    seen = {"size": 16.0}
    narrowing = {"type": "region", "url": URL, "disclosure": "buried", "distance": {"clicks": 2}, "prominence": seen}
    return Entry.model_validate(
        {
            "id": quote,
            "quote": quote,
            "url": URL,
            "marker": None,
            "attributes": {"start": 0, "end": len(quote), "quote": quote},
            "prominence": seen,
            "verdict": verdict,
            "grade": "buried",
            "exclusions": [{**narrowing, "quote": words, "evidence": cited(words)} for words in conditions],
            "evidence": cited(quote),
            **more,
        }
    )


def wanted(*entries: Entry) -> list[str]:
    return [sight.quote for sight in sights((), FACTS.model_copy(update={"ledger": Ledger(entries=entries)}))]


def test_of_a_narrowed_promise_the_claim_and_its_worst_condition_are_wanted() -> None:
    assert wanted(entry("Free delivery", ("Not to Skye", "Not to Arran"))) == ["Free delivery", "Not to Skye"]


def test_a_condition_that_two_promises_share_is_wanted_once_and_a_clean_promise_not_at_all() -> None:
    clean = entry("Free returns", verdict="unconditional")
    shared = entry("Free delivery", ("Not to Skye",)), entry("Next day delivery", ("Not to Skye",))
    assert wanted(*shared, clean) == ["Free delivery", "Not to Skye", "Next day delivery"]


def test_no_more_promises_are_pictured_than_a_reader_takes_in() -> None:
    assert len(wanted(*(entry(f"Promise {number}") for number in range(PICTURED + 5)))) == PICTURED


def test_a_promise_and_its_condition_get_the_pictures_taken_of_them() -> None:
    taken = tuple(Portrait(artifact="abc", quote=words, picture=f"of {words}") for words in ("Free delivery", "Not to Skye"))
    (shown,) = illustrated_entries((entry("Free delivery", ("Not to Skye", "Not to Arran")),), taken)
    assert shown.evidence.picture == "of Free delivery"
    assert [one.evidence.picture for one in shown.exclusions] == ["of Not to Skye", None]
