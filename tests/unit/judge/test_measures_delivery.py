"""Promises held against their conditions: what is counted, what is left alone, and what is shown as proof."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeyaudit.definitions.loader import collect_checks
from journeyaudit.definitions.shipped import folder
from journeyaudit.judge.judge import judge
from journeyaudit.judge.measures import Measurement
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.ledger import DISCLOSURES, LADDER
from journeyaudit.model.promise import EXCLUSION_TYPES
from journeyaudit.scoring import score
from tests.unit.judge.sites import measure, site

HOME = {"/": "<main><h1>Harbour Office Supplies</h1></main>"}
PRODUCT = {
    "/": '<main><a href="/products/lamp">Lamp</a></main>',
    "/products/lamp": "<main><h1>Desk lamp</h1><p>£39</p><button>Add to basket</button></main>",
}
LIMITS = ["min_spend", "surcharge", "region"]
MEASURED: dict[str, dict[str, Any]] = {
    "contradicted-promises": {},
    "orphan-markers": {},
    "doubled-markers": {},
    "hidden-notes": {},
    "limits-in-footnotes": {"types": LIMITS},
    "conditions-of-free": {"types": LIMITS},
    "limit-clicks": {"types": LIMITS},
    "vague-labels": {},
    "ladder-steps": {},
    "note-contrast": {},
    "note-size": {},
    "late-clocks": {},
    "longest-time": {},
    "kept-to-checkout": {},
    "late-restrictions": {},
    "service-untold": {"topics": ["delay-remedy"]},
    "arrival-date": {},
    "cost-place": {},
    "different-terms": {"topics": ["returns-period"]},
    "machine-disagreement": {},
}
DELIVERY = [check for check, _ in collect_checks([folder("checks")])[0].values() if check.id.startswith("delivery/")]


def shop(
    *promises: dict[str, Any], pages: dict[str, Any] = HOME, country: str = "GB", stopped: str = "", **more: Any
) -> SiteFacts:
    return site(pages, country=country, stopped=stopped, ledger={"promises": list(promises), **more})


def free(**more: Any) -> dict[str, Any]:
    return {"says": "Free delivery", "price": "free", **more}


def fast(**more: Any) -> dict[str, Any]:
    return {"says": "Next day delivery", "days": [1, 1], **more}


def only(found: Measurement) -> tuple[float | None, str]:
    (cell,) = found.cells
    return cell.value, cell.reason


def test_every_measure_leaves_a_site_untested_that_could_not_be_read() -> None:
    facts = site({"/": {"fault": "crash"}})
    assert {measure(facts, name, **args).status for name, args in MEASURED.items()} == {"untested"}


def test_no_measure_speaks_of_a_site_that_promises_and_sells_nothing() -> None:
    facts = shop()
    assert {measure(facts, name, **args).status for name, args in MEASURED.items()} == {"inapplicable"}


def test_where_nobody_read_for_the_service_nothing_is_called_missing() -> None:
    facts = site(PRODUCT)
    unread = facts.model_copy(update={"ledger": facts.ledger.model_copy(update={"service": None})})
    names = ("service-untold", "arrival-date", "cost-place", "different-terms", "machine-disagreement")
    assert {measure(unread, name, **MEASURED[name]).status for name in names} == {"untested"}


_KEYS = st.sampled_from(["only", "excluded", "days", "amount"])
#: Whatever shape a reader of terms gives a value.
_VALUES = st.sampled_from(["UK", "US-48", 5, 4.5, None, ["GB"], ["AK", "HI"], [2, 4], (1, 2), "", []])


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "type": st.sampled_from(EXCLUSION_TYPES),
                "says": st.just("Excludes furniture."),
                "disclosure": st.sampled_from(DISCLOSURES[:-2]),
                "ladder": st.sampled_from(LADDER),
                "clicks": st.none() | st.integers(0, 4),
                "steps": st.integers(0, 3),
                "font_ratio": st.none() | st.floats(0.1, 2),
                "contrast": st.none() | st.floats(1, 21),
                "value": st.none() | st.dictionaries(_KEYS, _VALUES, max_size=3),
            }
        ),
        max_size=3,
    ),
    st.sampled_from(["GB", "US", "DE", "AU"]),
)
def test_a_mere_qualification_is_never_called_a_contradiction(conditions: list[dict[str, Any]], country: str) -> None:
    facts = shop(free(absolute="all", region="UK", days=[1, 1], conditions=conditions), country=country)
    for finding in judge(DELIVERY, facts):
        told = [finding.headline, finding.reason, *(pointer.note for pointer in finding.evidence)]
        assert finding.outcome != "failed" or not any("contradict" in text or "undone" in text for text in told)
        assert finding.cap is None


def test_a_contradiction_is_shown_with_both_quotes_both_places_the_distance_and_the_rule() -> None:
    undone = {
        "type": "region", "says": "Excludes Northern Ireland.", "at": "/delivery", "clicks": 2, "label": "Help",
        "disclosure": "contradicted", "font_ratio": 0.5, "contradicts": True, "rule": "D4", "because": "it is a part of the UK",
    }  # fmt: skip
    facts = shop(free(says="Free UK delivery", region="UK", conditions=[undone]))
    (cell,) = measure(facts, "contradicted-promises").cells
    assert cell.reason == "“Free UK delivery” is contradicted by “Excludes Northern Ireland.” (rule D4): it is a part of the UK."
    claim, condition = cell.evidence
    assert (claim.url, claim.quote) == ("https://www.shop.example/", "Free UK delivery")
    assert (condition.url, condition.quote) == ("https://www.shop.example/delivery", "Excludes Northern Ireland.")
    assert all(words in condition.note for words in ("2 clicks away behind “Help”", "0.50 times the size", "rule D4"))


def test_a_contradiction_by_one_rule_is_not_counted_for_another() -> None:
    undone = {"type": "downgrade", "says": "2 days", "contradicts": True, "rule": "D7"}
    facts = shop(fast(region="UK", conditions=[undone]))
    assert measure(facts, "contradicted-promises", claim="united-kingdom", rules=["D4"]).cells[0].value == 0
    assert measure(facts, "contradicted-promises", claim="speed", rules=["D7"]).cells[0].value == 1


def test_a_contradiction_holds_the_area_at_49() -> None:
    undone = {"type": "product_category", "says": "Excludes print.", "contradicts": True, "rule": "D5", "disclosure": "adjacent"}
    card = score(judge(DELIVERY, shop(free(absolute="all", conditions=[undone]))))
    area = card.areas["delivery"]
    assert area.score is not None
    assert area.score <= 49


def test_no_contradiction_is_ruled_out_while_terms_are_unread() -> None:
    facts = shop(free(), terms=[{"at": "/delivery", "fault": "timeout"}])
    found = measure(facts, "contradicted-promises")
    assert (found.status, "https://www.shop.example/delivery could not be read (timeout)" in found.reason) == ("cant_tell", True)


def test_words_that_name_the_terms_are_no_orphan_sign() -> None:
    worded = {"type": "min_spend", "says": "over £40", "disclosure": "one-click", "clicks": 1}
    facts = shop(free(marker="T&Cs apply", conditions=[worded]))
    entry = facts.ledger.entries[0].model_copy(update={"verdict": "qualified"})
    ledger = facts.ledger.model_copy(update={"entries": (entry,)})
    assert measure(facts.model_copy(update={"ledger": ledger}), "orphan-markers").cells[0].value == 0


@pytest.mark.parametrize(
    ("country", "value", "status"),
    [
        ("GB", {"excluded": ["Jersey", "Guernsey"]}, "inapplicable"),
        ("GB", {"excluded": ["Jersey", "Northern Ireland"]}, "measured"),
        ("GB", {"only": "UK"}, "inapplicable"),
        ("DE", {"only": "DE"}, "inapplicable"),
        ("US", {"only": "US-48"}, "measured"),
        ("GB", {"only": ["GB"]}, "inapplicable"),
        ("GB", {"only": ["England", "Wales"]}, "measured"),
        ("DE", {"names": ["CH"], "days": [5, 7]}, "inapplicable"),
    ],
)
def test_a_region_limits_only_those_who_live_there(country: str, value: dict[str, Any], status: str) -> None:
    told = {"type": "region", "says": "where we deliver", "ladder": "footnote", "disclosure": "footnote", "value": value}
    assert measure(shop(free(conditions=[told]), country=country), "limits-in-footnotes", types=LIMITS).status == status


def test_how_long_a_region_waits_is_no_limit_of_a_price() -> None:
    row = {"type": "region", "says": "Metro areas 2-4 days", "value": {"only": "metro", "days": [2, 4]}}
    assert measure(shop(free(conditions=[row])), "limit-clicks", types=LIMITS).status == "inapplicable"
    assert measure(shop(fast(conditions=[row])), "limit-clicks", types=LIMITS).status == "measured"


def test_a_fee_below_the_promise_s_own_minimum_is_no_further_limit() -> None:
    fee = {"type": "surcharge", "says": "Delivery £4", "at": "/delivery", "clicks": 1, "value": {"amount": 4}}
    offer = free(threshold={"amount": 40, "currency": "GBP"}, conditions=[fee])
    assert measure(shop(offer), "limit-clicks", types=LIMITS).status == "inapplicable"
    assert measure(shop(free(conditions=[fee])), "limit-clicks", types=LIMITS).cells[0].value == 1


def test_a_limit_told_twice_counts_where_a_buyer_meets_it_first() -> None:
    near = {"type": "min_spend", "says": "over £40", "value": {"amount": 40, "currency": "GBP"}}
    far = {**near, "says": "Minimum order £40", "at": "/terms", "clicks": 3, "disclosure": "buried"}
    assert measure(shop(free(conditions=[far, near])), "limit-clicks", types=LIMITS).cells[0].value == 0
    other = {**far, "value": {"amount": 60, "currency": "GBP"}}
    assert measure(shop(free(conditions=[other, near])), "limit-clicks", types=LIMITS).cells[0].value == 3


def test_a_limit_that_no_link_leads_to_is_the_farthest() -> None:
    lost = {"type": "min_spend", "says": "over £40", "at": "/terms", "clicks": None, "disclosure": "buried"}
    near = {"type": "surcharge", "says": "£2 for islands", "clicks": 0}
    assert measure(shop(free(conditions=[near, lost])), "limit-clicks", types=LIMITS).cells[0].value is None


def test_a_contrast_a_little_too_low_is_not_rounded_up() -> None:
    note = {"says": "* Over £40", "contrast": 4.499}
    value, reason = only(measure(shop(free(marker="*", notes=[note])), "note-contrast"))
    assert value == 0.99
    assert "has a contrast of 4.49 to 1; 4.5 to 1 is asked for" in reason


def test_the_smallest_and_the_faintest_words_decide() -> None:
    notes = [{"says": "* Over £40", "font_ratio": 0.9}]
    conditions = [{"type": "region", "says": "Mainland", "font_ratio": 0.4, "contrast": 2.25, "disclosure": "footnote"}]
    facts = shop(free(marker="*", notes=notes, conditions=conditions))
    assert (only(measure(facts, "note-size"))[0], only(measure(facts, "note-contrast"))[0]) == (0.4, 0.5)


def test_what_stands_in_the_promise_itself_is_no_small_print() -> None:
    inside = {"type": "min_spend", "says": "over £40", "disclosure": "in-claim", "font_ratio": 1}
    assert measure(shop(free(conditions=[inside])), "note-size").status == "inapplicable"


def test_business_days_are_counted_in_calendar_days() -> None:
    slow = fast(says="In 25 working days", days=[20, 25], day_kind="business")
    assert only(measure(shop(slow), "longest-time"))[0] == 35


def test_a_promise_counts_as_kept_only_where_the_checkout_was_reached() -> None:
    basket = {"stage": "basket", "verdict": "kept"}
    assert measure(shop(fast(stages=[basket])), "kept-to-checkout").status == "untested"
    reached = [basket, {"stage": "checkout", "verdict": "kept"}]
    assert only(measure(shop(fast(stages=reached)), "kept-to-checkout"))[0] == 0


def test_a_promise_lost_in_the_basket_needs_no_checkout_to_be_told() -> None:
    lost = {"stage": "basket", "verdict": "vanished", "says": "Delivery £4.95", "reason": "no free option is left"}
    value, reason = only(measure(shop(free(stages=[lost])), "kept-to-checkout"))
    assert value == 2
    told = "no longer offered for a desk lamp in the basket: no free option is left. There it says “Delivery £4.95”."
    assert told in reason


def test_a_stage_that_is_silent_on_a_promise_does_not_break_it() -> None:
    silent = {"stage": "basket", "verdict": "vanished"}
    kept = {"stage": "checkout", "verdict": "kept", "says": "Next day: free"}
    assert only(measure(shop(free(stages=[silent, kept])), "kept-to-checkout"))[0] == 0
    both = [silent, {"stage": "checkout", "verdict": "vanished"}]
    assert measure(shop(free(stages=both)), "kept-to-checkout").status == "cant_tell"


def test_a_cost_for_machines_alone_informs_no_buyer() -> None:
    cost = {
        "topic": "delivery-cost",
        "says": "shippingRate 4",
        "place": "product",
        "source": "structured",
        "price": {"amount": 4},
    }
    assert only(measure(shop(fast(), service=[cost]), "cost-place"))[0] is None


def test_free_from_a_minimum_does_not_tell_what_delivery_costs_below_it() -> None:
    offer = free(threshold={"amount": 40, "currency": "GBP"})
    assert only(measure(shop(offer), "cost-place"))[0] is None
    cost = {"topic": "delivery-cost", "says": "£4", "place": "basket", "price": {"amount": 4, "currency": "GBP"}}
    assert only(measure(shop(offer, service=[cost]), "cost-place"))[0] == 1


def test_free_for_most_and_a_fee_for_islands_tells_the_cost() -> None:
    islands = {"type": "surcharge", "says": "Islands £9", "at": "/delivery", "clicks": 1, "value": {"amount": 9}}
    assert only(measure(shop(free(conditions=[islands])), "cost-place"))[0] == 2
    spend = {"type": "min_spend", "says": "Orders over £40", "at": "/delivery", "clicks": 1}
    assert only(measure(shop(free(conditions=[spend])), "cost-place"))[0] is None


def test_a_promise_of_free_delivery_on_the_product_page_tells_the_cost_there() -> None:
    assert only(measure(shop(free(at="/products/lamp"), pages=PRODUCT), "cost-place"))[0] == 0
    assert only(measure(shop(free(), pages=PRODUCT), "cost-place"))[0] == 2


def test_pages_with_a_figure_in_common_agree() -> None:
    def period(days: int, at: str) -> dict[str, Any]:
        return {"topic": "returns-period", "says": f"{days} days", "days": days, "at": at}

    agreeing = shop(free(), service=[period(30, "/"), period(30, "/returns"), period(14, "/returns")])
    assert only(measure(agreeing, "different-terms", topics=["returns-period"]))[0] == 0
    differing = shop(free(), service=[period(30, "/"), period(14, "/returns")])
    value, reason = only(measure(differing, "different-terms", topics=["returns-period"]))
    assert (value, reason) == (1, "One page says “30 days”, another “14 days”; a customer cannot tell which holds.")


def test_machines_and_people_are_told_the_same_if_any_figure_is_shared() -> None:
    data = {"topic": "delivery-time", "says": "transitTime 3 days", "source": "structured", "days": 3}
    standard = {"says": "Standard delivery in 3 days", "days": [3, 3]}
    assert only(measure(shop(fast(), standard, service=[data]), "machine-disagreement"))[0] == 0
    assert only(measure(shop(fast(), service=[data]), "machine-disagreement"))[0] == 1


def test_every_settled_delivery_finding_carries_evidence() -> None:
    note = {"says": "* Excludes print jobs.", "ladder": "footnote", "font_ratio": 0.4}
    late = {"type": "clock_start", "says": "after 2 days of processing", "at": "/delivery", "clicks": 1}
    facts = shop(
        free(marker="*", notes=[note], conditions=[late], days=[1, 1], stages=[{"stage": "checkout", "verdict": "kept"}]),
        pages={**PRODUCT, "/delivery": "<main><h1>Delivery</h1></main>"},
    )
    settled = [finding for finding in judge(DELIVERY, facts) if finding.outcome in ("passed", "failed")]
    assert len(settled) >= 10
    assert [finding.check for finding in settled if not finding.evidence] == []
    assert all(pointer.artifact for finding in settled for pointer in finding.evidence)
