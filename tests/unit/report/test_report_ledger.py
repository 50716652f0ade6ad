"""The ledger page: what is said of a promise, and what stands beside it."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html as lxml_html

from journeyaudit.definitions.sources import load_rules
from journeyaudit.judge.sights import PICTURED
from journeyaudit.model.audit import Audit
from journeyaudit.model.ledger import Entry
from journeyaudit.model.promise import EXCLUSION_TYPES
from journeyaudit.report import html, markdown
from journeyaudit.report.condition_words import goods, taken
from journeyaudit.report.promise_words import KIND, claimed, headline, page_name, tally
from journeyaudit.report.theme import Theme
from journeyaudit.report.view.ledger import LedgerView, ledger
from tests.unit.report.promises import HEADER, HOSTILE, PRINT_JOBS, TERMS_URL, condition, contradicted, entry

TITLES = {TERMS_URL: "Delivery terms | Fernhill"}


def shown(audit: Audit, *entries: Entry, country: str = "GB") -> LedgerView:
    subject = audit.subject.model_copy(update={"country": country})
    return ledger(audit.model_copy(update={"promises": entries, "subject": subject}), load_rules())


def narrowing(kind: str, quote: str = "", value: dict[str, Any] | None = None, **more: Any) -> Any:
    return entry("Free delivery", "qualified", exclusions=[condition(kind, quote, value, **more)]).exclusions[0]


def test_a_case_says_in_one_sentence_what_is_promised_what_is_left_out_and_where() -> None:
    assert headline(contradicted(), TITLES) == (
        "Says free next-day delivery, with the word “everything”; leaves out “print jobs” and more, "
        "three clicks away in “Delivery terms”"
    )


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({"speed_max_days": 0}, "free same-day delivery"),
        ({"speed_min_days": 2, "speed_max_days": 3, "day_kind": "business"}, "free delivery in 2 to 3 working days"),
        ({"price": {"amount": 4.95, "currency": "GBP"}, "region": "UK"}, "delivery for £4.95 to the UK"),
        ({"threshold": {"amount": 40, "currency": "GBP"}}, "free delivery on orders from £40"),
        ({"speed_of": "dispatch", "speed_max_days": 0}, "free delivery and same-day dispatch"),
        ({"price": None, "speed_max_days": 1, "cutoff": "17:30"}, "next-day delivery if ordered by 17:30"),
        ({"price": None}, "“Delivered like a flash”"),
    ],
)
def test_a_claim_is_put_into_plain_words(attributes: dict[str, Any], words: str) -> None:
    assert claimed(entry("Delivered like a flash", attributes=attributes).attributes) == words


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (PRINT_JOBS, "“print jobs” and more"),
        ("Excludes furniture", "“furniture”"),
        ("Print jobs are not included.", "“Print jobs”"),
        ("Made to order takes longer", "some goods"),
        ("excluding " + "very " * 40 + "large goods", "“very very very very very very very very very very very very…”"),
    ],
)
def test_goods_left_out_are_named_in_the_sites_own_words(quote: str, words: str) -> None:
    assert goods(quote) == words


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("region", {"excluded": ["Skye", "Arran", "Bute", "Mull"]}, "leaves out Skye, Arran and 2 more"),
        ("region", {"names": "Skye", "days": [2, 4]}, "takes 2 to 4 days to Skye"),
        ("region", {"only": "mainland"}, "holds in mainland only"),
        ("min_spend", {"amount": 40.0, "currency": "GBP"}, "asks for an order of £40"),
        ("order_size", {"over_kg": 30.0}, "has other terms over 30 kg"),
        ("cutoff_time", {"time": "17:30"}, "holds for orders before 17:30"),
        ("downgrade", {"days": 3}, "takes up to 3 days"),
        ("surcharge", None, "charges more in some cases"),
    ],
)
def test_a_condition_is_told_by_its_value(kind: str, value: dict[str, Any] | None, words: str) -> None:
    assert taken(narrowing(kind, value=value)) == words


@pytest.mark.parametrize("kind", EXCLUSION_TYPES)
@pytest.mark.parametrize("value", [None, {"amount": "many", "days": [], "names": {}, "time": 5, "over_kg": "x"}])
def test_every_type_of_condition_has_words_whatever_its_value(kind: str, value: dict[str, Any] | None) -> None:
    assert taken(narrowing(kind, value=value))
    assert KIND[kind]


def test_a_pages_name_is_its_title_without_the_shops() -> None:
    assert page_name(TERMS_URL, TITLES) == "Delivery terms"
    assert page_name(TERMS_URL, {}) == "delivery"


def test_nothing_is_called_contradicted_without_rule_reason_and_both_quotes(audit: Audit) -> None:
    cases = [case for case in shown(audit, *audit.promises).cases if case.verdict == "contradicted"]
    assert cases
    for case in cases:
        assert case.condition
        assert case.claim.exhibit.quote
        assert case.condition.exhibit.quote
        assert case.reasons
        assert [one.rule.source for one in case.rests_on] != [""]


def test_both_sides_carry_address_time_and_hash(audit: Audit) -> None:
    (case,) = shown(audit, contradicted("a", "b")).cases
    assert case.condition
    for side in (case.claim.exhibit, case.condition.exhibit):
        assert side.href
        assert side.at == "20 November 2026, 09:14 UTC"
        assert len(side.artifact) == 64
    assert (case.claim.exhibit.picture, case.condition.exhibit.picture) == ("a", "b")


def test_the_distance_is_told_in_clicks_type_and_ladder(audit: Audit) -> None:
    (case,) = shown(audit, contradicted()).cases
    assert dict(case.distance) == {
        "Clicks": "3, by “Terms”",
        "Type": "0.77 of the claim's size",
        "Ladder": "1 step down, headline to body",
        "Disclosure": "Contradicted: the condition undoes the claim",
    }


def test_a_rule_of_another_country_is_called_a_yardstick(audit: Audit) -> None:
    reach = {country: shown(audit, contradicted(), country=country).cases[0].rests_on[0].reach for country in ("GB", "DE")}
    assert reach == {"GB": "", "DE": "It does not bind in DE and serves as a yardstick here."}


def test_the_first_rows_show_one_condition_of_each_kind(audit: Audit) -> None:
    (case,) = shown(audit, contradicted()).cases
    kinds = [row.kind for row in case.rows]
    assert len(set(kinds)) == len(kinds) == 5
    assert [row.quote for row in case.folded] == ["Next day takes 2 to 3 working days.", "E | Isles of Scilly | £14.95"]


def test_a_stage_is_shown_by_the_product_for_which_it_went_worst_and_pictured_once(audit: Audit) -> None:
    first, second = shown(audit, contradicted(stages=("p", "b", "c")), contradicted(stages=("p", "b", "x"))).cases
    assert first.followed
    assert second.followed
    assert [frame.word for frame in first.followed.frames] == ["Kept", "Narrowed", "Vanished"]
    assert [frame.picture for frame in second.followed.frames] == [None, None, "x"]
    assert second.followed.frames[0].elsewhere == "Picture: see case 1."


def test_clean_promises_are_listed_and_those_beyond_the_cards_too(audit: Audit) -> None:
    many = [entry(f"Free delivery {number}", "qualified", exclusions=[condition("stock", "x")]) for number in range(PICTURED + 3)]
    view = shown(audit, *many, entry("Free returns by post"))
    assert (len(view.cases), len(view.further)) == (PICTURED, 3)
    assert [row.quote for row in view.clean] == ["Free returns by post"]


def test_promises_are_counted_in_one_line(audit: Audit) -> None:
    line = "4 promises on delivery: 1 contradicted, 1 with a marker that has no note, 1 qualified and 1 unconditional."
    assert tally(audit.promises) == line
    assert line in markdown.render(audit)
    assert tally(()) == ""


def test_the_page_shows_both_quotes_and_keeps_hostile_ones_as_text(audit: Audit, stored: dict[str, bytes]) -> None:
    tree = lxml_html.document_fromstring(html.render(audit, stored.__getitem__, Theme(), load_rules()))
    (section,) = tree.xpath("//section[@id='promises']")
    words = section.text_content()
    assert HEADER in words
    assert PRINT_JOBS in words
    assert "ASA ruling on Ebuyer" in words
    assert "[U+202E]eerf" in words
    assert section.xpath(".//script") == []
    assert [each for each in section.xpath(".//@href") if not each.startswith(("https://", "#source-"))] == []
    assert HOSTILE not in lxml_html.tostring(section, encoding="unicode")
    assert tree.xpath("//*[@id='source-D5']")


def test_a_site_without_promises_says_so(audit: Audit) -> None:
    text = html.render(audit.model_copy(update={"promises": (), "terms": ()}), lambda _: b"", Theme(), {})
    assert "No promise on delivery was found on the pages that were read." in text
