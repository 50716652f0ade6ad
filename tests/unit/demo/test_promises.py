"""What the shop promises, where it takes it back, and what it delivers at the checkout."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from journeyaudit.demo import Shop, serve
from journeyaudit.demo.content import content
from journeyaudit.demo.till import options, postcode_of, zone_of
from journeyaudit.model.ledger import DISCLOSURES
from journeyaudit.model.promise import EXCLUSION_TYPES

TOLD: dict[str, Any] = yaml.safe_load(files("journeyaudit.demo").joinpath("flaws.yaml").read_text("utf-8"))
PROMISES: list[dict[str, Any]] = TOLD["promises"]
#: Clicks from home to the pages of terms; any other page narrows what it says itself.
AWAY = {"/policies/delivery-terms": TOLD["also"]["delivery_terms"]["clicks"], "/terms": 1}
GUEST = {
    "E-mail address for the order": "rowan.ashdown@quirewell.example",
    "Full name": "Rowan Ashdown",
    "Street and number": "7 Mill Lane",
    "Town": "Wexcombe",
}


@pytest.fixture
def page(browser: Browser, shop: Shop) -> Iterator[Page]:
    context = browser.new_context(base_url=shop.origin, viewport={"width": 1366, "height": 768})
    context.add_cookies([{"name": "qw_consent", "value": "none", "url": shop.origin}])
    yield context.new_page()
    context.close()


def words(shop: Shop, path: str) -> str:
    """The text of a page as one line; blocks stay apart, inline markup does not."""
    source = shop.answer(path, "", "").body.decode()
    body = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>|</?(?:b|mark|a|span|small)\b[^>]*>", "", source.partition("<body")[2])
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ¶ ", body)))


def put_in_basket(page: Page, slug: str) -> None:
    page.goto(f"/product/{slug}")
    page.locator(".buy-box").get_by_role("button", name="Add to basket").click()
    page.locator("[data-basket-count]", has_text="1").wait_for()
    page.goto("/basket")


def give_address(page: Page, postcode: str) -> None:
    page.get_by_role("link", name="Go to checkout").click()
    for label, value in (GUEST | {"Postcode for delivery": postcode}).items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue to delivery").click()


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise["id"])
def test_each_promise_stands_where_the_ledger_says_with_its_notes_and_no_others(shop: Shop, promise: dict[str, Any]) -> None:
    text = words(shop, promise["where"])
    assert promise["quote"] in text
    if promise["marker"]:
        sign = re.escape(promise["marker"])
        found = re.findall(rf"¶ *{sign} ([^¶]+)", text)
        assert [told in note for told, note in zip(promise["notes"], found, strict=True)] == [True] * len(found)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise["id"])
def test_each_exclusion_can_be_read_where_the_ledger_says(shop: Shop, promise: dict[str, Any]) -> None:
    assert promise["verdict"] in ("unconditional", "qualified", "contradicted", "orphan-marker")
    assert promise["grade"] in DISCLOSURES
    for exclusion in promise["exclusions"]:
        assert exclusion["type"] in EXCLUSION_TYPES
        assert exclusion["quote"] in words(shop, exclusion["url"]), exclusion
        assert exclusion["clicks"] == AWAY.get(exclusion["url"], 0)


def test_the_header_promises_on_every_page(shop: Shop) -> None:
    assert [path for path in shop.paths if "Free Next Day Delivery*" not in words(shop, path)] == []


@pytest.mark.parametrize("stage", TOLD["stages"], ids=lambda stage: f"{stage['sample']}-{stage['postcode']}")
def test_the_option_is_dropped_only_after_the_postcode(page: Page, stage: dict[str, Any]) -> None:
    put_in_basket(page, stage["sample"])
    summary = page.locator(".sum")
    expect(summary).to_contain_text(re.compile(r"Free Next Day Delivery\*\s*£0\.00"))
    expect(summary).not_to_contain_text(re.compile("exclud|apply|some items|postcode", re.IGNORECASE))
    give_address(page, stage["postcode"])
    page.get_by_role("heading", name="Choose your delivery").wait_for()
    for shown in stage["shows"]:
        expect(page.locator(".choices label").first).to_contain_text(shown)
    kept = page.locator(".choices label", has_text="Free Next Day Delivery").count()
    assert kept == (1 if stage["checkout"] == "kept" else 0)


def test_the_order_button_places_an_order(browser: Browser) -> None:
    with serve() as own:
        page = browser.new_context(base_url=own.origin).new_page()
        page.context.add_cookies([{"name": "qw_consent", "value": "none", "url": own.origin}])
        put_in_basket(page, "classic-business-cards")
        give_address(page, "WX4 7QZ")
        page.get_by_role("button", name="Continue to payment").click()
        button = page.get_by_role("button", name="Place order and pay £30.95")
        button.wait_for()
        assert own.received == {"basket": 1, "guests": 1, "choices": 1}
        button.click()
        page.get_by_role("heading", name="Your order is in").wait_for()
        assert own.received["orders"] == 1
        page.context.close()


def test_who_comes_too_early_is_sent_back_to_where_the_way_begins(page: Page) -> None:
    for step in ("/checkout", "/checkout/delivery", "/checkout/payment"):
        page.goto(step)
        assert page.url.endswith("/basket")
    put_in_basket(page, "lever-arch-file")
    page.goto("/checkout/payment")
    assert page.url.endswith("/checkout")


def test_a_postcode_that_cannot_be_read_is_asked_for_again_and_nothing_typed_is_lost(page: Page) -> None:
    put_in_basket(page, "lever-arch-file")
    give_address(page, "<b>nowhere")
    expect(page.get_by_role("alert")).to_contain_text("We cannot read that postcode")
    assert page.get_by_label("Town").input_value() == "Wexcombe"
    assert page.get_by_label("Postcode for delivery").input_value() == "<b>nowhere"


def test_the_note_of_the_offers_is_small_and_pale_and_those_done_right_are_not(page: Page) -> None:
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    page.goto("/offers")
    claim, note = page.locator(".claim"), page.locator(".faint").last
    assert note.evaluate(size) / claim.evaluate(size) < 0.5
    assert note.evaluate("element => getComputedStyle(element).color") == "rgb(169, 174, 196)"
    page.goto("/paper/on-repeat")
    assert page.get_by_text("When you take two boxes or more").evaluate(size) == page.locator(".offer p").first.evaluate(size)


@pytest.mark.parametrize("slug", ["classic-business-cards", "arden-task-chair"])
def test_machines_are_promised_what_the_page_takes_back(shop: Shop, slug: str) -> None:
    source = shop.answer(f"/product/{slug}", "", "").body.decode()
    assert '"shippingRate": {"@type": "MonetaryAmount", "currency": "GBP", "value": 0}' in source
    assert '"merchantReturnDays": 14' in source
    assert "Thirty days" in words(shop, "/")
    assert re.search(r"for £6\.95|charge of £12\.50", words(shop, f"/product/{slug}"))


def test_two_pages_disagree_on_when_refunds_come(shop: Shop) -> None:
    assert "Within three working days of the parcel" in words(shop, "/help")
    assert "within fourteen days of the goods" in words(shop, "/policies/returns")


def test_no_page_names_a_remedy_for_delay(shop: Shop) -> None:
    told = re.compile(r"if we are late|if (it|your (order|parcel)) (is|comes) late|compensat|voucher|money back", re.IGNORECASE)
    assert [path for path in shop.paths if told.search(words(shop, path))] == []


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        ("wx4 7qz", "A"),
        ("iv11aa", "C"),
        ("EH1  1AA", "B"),
        ("g1 1aa", "B"),
        ("gl1 1aa", "A"),
        ("BT1 1AA", "D"),
        ("tr21 0aa", "E"),
        ("TR1 1AA", "A"),
        ("EC1A 1BB", "A"),
    ],
)
def test_a_postcode_belongs_to_its_zone(typed: str, letter: str) -> None:
    assert zone_of(postcode_of(typed)).letter == letter


@pytest.mark.parametrize("typed", ["", "12345", "IV1", "WX4 7QZ WX4 7QZ", "²²1 1AA"])
def test_what_is_no_postcode_is_none(typed: str) -> None:
    assert postcode_of(typed) == ""


def test_a_mixed_basket_pays_for_courier_and_carrier() -> None:
    catalogue = content().catalogue
    lines = [(p, 2) for p in catalogue.products if p.slug in ("classic-business-cards", "arden-task-chair")]
    only, *more = options(lines, zone_of("WX4 7QZ"))
    assert (only.price, more) == (6.95 + 25.00, [])
