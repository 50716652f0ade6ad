"""Where and how prominently a condition is told: the disclosure grades of rules.md §D, and the verdict."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyaudit.model.journal import Followed
from journeyaudit.model.ledger import DISCLOSURES, Entry, StageName, StageVerdict
from journeyaudit.model.snapshot import Box, Snapshot, TextBlock
from tests.unit.read.crawls import Crawl, link
from tests.unit.read.ledger.shops import entry, ledger_of, line, only, page

BODY = "We have made lamps, shades and small tables in one workshop beside the river since the spring of 1987."
CLAIM = "Free next day delivery"
LIMIT = "Orders placed after 4pm are dispatched the day after."


def test_a_promise_without_conditions_is_unconditional() -> None:
    found = only(CLAIM, BODY)
    assert (found.verdict, found.grade, found.exclusions) == ("unconditional", "unconditional", ())


def test_a_condition_in_the_claim_is_told_best() -> None:
    found = only("Free next day delivery on orders over £40 to the UK mainland only, excluding furniture", BODY)
    assert (found.verdict, found.grade) == ("qualified", "in-claim")


def test_the_line_below_in_the_same_size_is_adjacent() -> None:
    assert only(line(CLAIM, box=Box(40, 100, 900, 20)), line(LIMIT, box=Box(40, 122, 900, 20)), BODY).grade == "adjacent"


def beside(claim: str, other: str) -> Entry:
    return only(line(claim, box=Box(40, 100, 900, 20)), line(other, box=Box(40, 122, 900, 20)), BODY)


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("Free delivery on every order", "Two-day delivery for £3.99"),
        ("Next day delivery", "Free UK delivery on orders over £40"),
        ("Same-day dispatch", "Order by 5pm for next day delivery"),
        ("Free next day delivery on any cartridge", "£14.99"),
        ("Next day delivery for £4.99", BODY),
        ("Free UK delivery", BODY),
        ("In stock. Delivered in 2-3 working days", BODY),
    ],
)
def test_another_claim_or_a_price_beside_a_claim_narrows_nothing(claim: str, other: str) -> None:
    assert beside(claim, other).grade == "unconditional"


def test_a_charge_for_delivery_beside_a_claim_narrows_it() -> None:
    found = beside("Free next day delivery", "A delivery surcharge of £4.99 applies to Northern Ireland.")
    assert "surcharge" in [one.type for one in found.exclusions]


def test_a_condition_of_express_delivery_narrows_no_other() -> None:
    terms = ("Delivery", "Express delivery is not available for furniture.")
    assert followed("Free delivery", promise="Free delivery", stage="basket", terms=terms).exclusions == ()


@pytest.mark.parametrize("terms", ["We never exclude Northern Ireland.", "No delivery charge to the Highlands."])
def test_what_the_terms_deny_narrows_nothing(terms: str) -> None:
    assert followed("Free delivery", promise="Free delivery", stage="basket", terms=("Delivery", terms)).exclusions == ()


def test_a_charge_contradicts_no_promise_that_the_order_may_not_qualify_for() -> None:
    for claim in ("Free delivery on orders over £40", "Members get free delivery"):
        assert checkout("Delivery £5.95", promise=claim, stage="basket") == {"basket": "not_checkable"}
    assert checkout("Delivery £5.95", promise="Free delivery", stage="basket") == {"basket": "contradicted"}


def test_what_express_costs_contradicts_no_free_delivery() -> None:
    assert checkout("Express delivery £6.99", promise="Free delivery", stage="product") == {"product": "vanished"}


def test_a_plain_note_one_step_down_is_on_the_same_page() -> None:
    assert only(line(f"{CLAIM}*", heading=2), BODY, line(f"* {LIMIT}")).grade == "same-page"


def test_a_small_note_is_a_footnote() -> None:
    assert only(f"{CLAIM}*", BODY, line(f"* {LIMIT}", size=9.0)).grade == "footnote"


def behind(label: str, *, steps: int = 1) -> Entry:
    home = page("/", CLAIM, BODY, controls=(link(label, "/d" if steps == 1 else "/help"),))
    between = page("/help", "How can we be of service?", controls=(link(label, "/d"),))
    terms = page("/d", line("Delivery", heading=1), LIMIT)
    return entry(ledger_of(home, *([between] if steps > 1 else []), terms), CLAIM)


def test_a_page_behind_a_link_that_says_so_is_one_click_away() -> None:
    assert behind("Delivery details").grade == "one-click"


def test_a_page_behind_a_link_that_says_terms_is_buried() -> None:
    found = behind("T&Cs")
    assert (found.grade, found.rules) == ("buried", ("D6",))


def test_a_page_two_clicks_away_is_buried() -> None:
    assert behind("Delivery details", steps=2).grade == "buried"


def test_an_orphan_marker_is_worse_than_any_place() -> None:
    assert only(f"{CLAIM}*", BODY).grade == "orphan-marker"


def test_a_contradiction_is_the_worst_and_comes_first() -> None:
    ledger = ledger_of(
        page("/", "Dispatched within 24 hours", "Free UK delivery", BODY),
        page("/d", line("Delivery", heading=1), "We do not deliver to Northern Ireland."),
    )
    assert (ledger.entries[0].verdict, ledger.entries[0].grade) == ("contradicted", "contradicted")
    assert ledger.entries[0].reasons == ("“UK” means the whole United Kingdom, and a part of it is left out",)


def checkout(*lines: str, promise: str = CLAIM, stage: str = "checkout") -> dict[StageName, StageVerdict]:
    """The stages of a promise of the whole shop, after these lines were met."""
    return dict(followed(*lines, promise=promise, stage=stage).stages)


def followed(*lines: str, promise: str = CLAIM, stage: str = "checkout", terms: tuple[str, ...] = ()) -> Entry:
    """The entry of a promise of the whole shop; `terms` are the lines of its delivery page."""
    crawl = Crawl()
    shown = crawl.keep(Snapshot(url="https://www.shop.example/checkout", blocks=tuple(TextBlock(t) for t in lines)))
    record = Followed.model_validate({"device": "desktop", "product": "/lamp", "stage": stage, "snapshot": shown})
    crawl.visit(page("/", promise, BODY), start="home")
    if terms:
        crawl.visit(page("/delivery", *terms))
    return ledger_of(page("/a", promise), crawl=crawl, followed=(record,)).entries[0]


def test_a_restriction_that_only_the_checkout_tells_is_graded_so() -> None:
    found = followed("Next day delivery: free", "Next day delivery is not available for furniture.")
    assert [(one.type, one.disclosure) for one in found.exclusions] == [("product_category", "checkout")]
    assert (found.verdict, found.grade) == ("qualified", "checkout")


def test_a_restriction_that_the_terms_tell_before_is_none_of_the_checkout() -> None:
    terms = ("Delivery", "Next day delivery is not available for furniture.")
    found = followed("Next day delivery: free", "Next day delivery is not available for furniture.", terms=terms)
    assert {one.disclosure for one in found.exclusions} == {"buried"}


def test_a_promise_that_is_offered_at_the_checkout_is_kept() -> None:
    assert checkout("Next day delivery: free") == {"checkout": "kept"}


def test_an_offer_with_an_exclusion_is_narrowed() -> None:
    lines = ("Next day delivery: free", "Next day delivery is not available for furniture.")
    assert checkout(*lines, promise="Free next day delivery on all orders") == {"checkout": "narrowed"}


def test_slower_and_dearer_options_alone_make_the_promise_vanish() -> None:
    assert checkout("Standard delivery (3-5 working days): £4.95") == {"checkout": "vanished"}


def test_a_product_page_that_offers_less_contradicts() -> None:
    assert checkout("Delivery takes 5 working days", stage="product") == {"product": "contradicted"}


def test_a_stage_that_was_not_reached_is_not_checkable() -> None:
    record = Followed.model_validate({"device": "desktop", "product": "/lamp", "stage": "basket"})
    ledger = ledger_of(page("/", CLAIM), page("/a", CLAIM), followed=(record,))
    assert ledger.entries[0].stages == {"basket": "not_checkable"}
    assert ledger.entries[0].samples[0].reason


def test_a_promise_of_one_product_is_followed_with_that_product_only() -> None:
    record = Followed.model_validate({"device": "desktop", "product": "/lamp", "stage": "basket"})
    assert ledger_of(page("/", BODY), page("/chair", CLAIM), followed=(record,)).entries[0].stages == {}


_LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                CLAIM,
                f"{CLAIM}*",
                "Free UK delivery on all orders",
                f"* {LIMIT}",
                "Excludes the Highlands.",
                "* Furniture is excluded.",
            ]
        ),
    ),
    max_size=8,
)


@settings(max_examples=80)
@given(_LINES, _LINES)
def test_any_pages_give_a_ledger_in_order(home: list[str], terms: list[str]) -> None:
    ledger = ledger_of(page("/", *home), page("/delivery", line("Delivery", heading=1), *terms))
    order = ("contradicted", "orphan-marker", "qualified", "unconditional")
    verdicts = [order.index(one.verdict) for one in ledger.entries]
    assert verdicts == sorted(verdicts)
    for one in ledger.entries:
        worst = max((DISCLOSURES.index(e.disclosure) for e in one.exclusions), default=0)
        assert DISCLOSURES.index(one.grade) == worst or one.verdict == "orphan-marker"
        assert [e.contradicts for e in one.exclusions] == sorted((e.contradicts for e in one.exclusions), reverse=True)


def test_hundreds_of_claims_and_notes_with_one_sign_are_told_a_dozen_notes_each() -> None:
    claims = [f"Free next day delivery on lamp {number}*" for number in range(400)]
    notes = [f"* Orders for lamp {number} by 4pm only." for number in range(400)]
    ledger = ledger_of(page("/", *claims, *notes))
    assert len(ledger.entries) == 400
    assert {1 + len(one.other_notes) for one in ledger.entries} == {12}


def test_right_to_left_text_and_text_without_spaces_are_no_trouble() -> None:
    shown = page("/delivery", "שלום" * 5000, "a" * 200_000, "مجاني * توصيل " * 3000, LIMIT)
    assert ledger_of(page("/", CLAIM), msgspec.structs.replace(shown, direction="rtl")).terms[0].exclusions >= 1
