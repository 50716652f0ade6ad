"""The demo shop's promises as the tool tells them, held against what its author wrote down of them."""

from __future__ import annotations

from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from journeyaudit import pipeline
from journeyaudit.demo import serve
from journeyaudit.model.audit import Audit
from journeyaudit.model.ledger import Entry, Narrowing
from journeyaudit.model.plan import GatherOptions

TOLD: list[dict[str, Any]] = [
    promise
    for promise in yaml.safe_load(files("journeyaudit.demo").joinpath("flaws.yaml").read_text("utf-8"))["promises"]
    if not promise.get("missed")
]


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    with serve() as shop:
        subject = shop.subject.model_copy(update={"sample_products": ("/product/classic-business-cards",)})
        options = GatherOptions(devices=("desktop",), rate=0, max_pages=80, follow=True)
        return pipeline.audit(subject, options, tmp_path_factory.mktemp("demo") / "run")


def entry(audit: Audit, promise: dict[str, Any]) -> Entry:
    """The entry of a promise; of several that hold its words, the one of most pages, then the shortest."""
    found = [e for e in audit.promises if promise["quote"] in e.quote and e.marker == promise["marker"]]
    assert found, f"{promise['quote']} is not in the ledger"
    return min(found, key=lambda one: (-one.pages if promise.get("pages") else 0, len(one.quote)))


@pytest.mark.parametrize("promise", TOLD, ids=lambda promise: promise["id"])
def test_each_promise_is_judged_as_its_author_did(audit: Audit, promise: dict[str, Any]) -> None:
    found = entry(audit, promise)
    assert (found.verdict, found.grade) == (promise["verdict"], promise["grade"])
    assert set(promise["rules"]) <= set(found.rules)
    notes = [note.quote for note in (found.note, *found.other_notes) if note is not None]
    assert [sought for sought in promise["notes"] if not any(sought in note for note in notes)] == []


@pytest.mark.parametrize("promise", TOLD, ids=lambda promise: promise["id"])
def test_what_narrows_a_promise_stands_beside_it_with_its_distance(audit: Audit, promise: dict[str, Any]) -> None:
    narrowing = entry(audit, promise).exclusions
    expected = [e for e in promise["exclusions"] if not e.get("missed") and e["type"] not in promise.get("in_claim", ())]
    assert [sought for sought in expected if not any(_is_told(one, sought) for one in narrowing)] == []


def _is_told(one: Narrowing, sought: dict[str, Any]) -> bool:
    told = (one.type, urlsplit(one.url).path, one.clicks)
    return told == (sought["type"], sought["url"], sought["clicks"]) and sought["quote"] in one.quote


def test_the_promise_of_the_header_does_not_survive_to_the_checkout_of_a_print_job(audit: Audit) -> None:
    product = next(promise for promise in TOLD if promise["id"] == "product")
    assert entry(audit, product).stages == {"product": "kept", "basket": "kept", "checkout": "vanished"}


def test_the_contradiction_holds_the_score_of_delivery_down(audit: Audit) -> None:
    delivery = audit.scores.areas["delivery"]
    assert (delivery.score is not None and delivery.score <= 49, delivery.band) == (True, "poor")
