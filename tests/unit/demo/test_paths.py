"""The ways that flaws.yaml names, walked in a real browser."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page

from journeyaudit.demo import Shop, serve

TOLD: dict[str, Any] = yaml.safe_load(files("journeyaudit.demo").joinpath("flaws.yaml").read_text("utf-8"))
VIEW: dict[str, Any] = {
    "desktop": {"viewport": {"width": 1366, "height": 768}},
    "mobile": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}


def visitor(browser: Browser, shop: Shop, device: str, *, consented: bool = True) -> Page:
    context = browser.new_context(**VIEW[device])
    if consented:
        context.add_cookies([{"name": "qw_consent", "value": "none", "url": shop.origin}])
    return context.new_page()


def named(page: Page, name: str) -> Locator:
    """The first visible control of that name."""
    exact = re.compile(rf"^\s*{re.escape(name)}\s*$")
    controls = page.locator("a, button, summary")
    return (
        controls.filter(has_text=exact)
        .or_(page.locator(f'a[aria-label="{name}"], button[aria-label="{name}"]'))
        .filter(visible=True)
        .first
    )


def walk(page: Page, steps: list[str], goal: str) -> None:
    """Clicks the steps; the goal must come into view with the last of them and not before."""
    for step in steps:
        named(page, step).wait_for()
        assert page.locator(goal).filter(visible=True).count() == 0, f"{goal} is visible before {step}"
        named(page, step).click()
    page.locator(goal).filter(visible=True).first.wait_for()


@pytest.mark.parametrize("device", VIEW)
@pytest.mark.parametrize("start", ["home", "product", "basket", "help", "not-found", "article"])
def test_each_channel_is_as_many_clicks_away_as_the_table_says(browser: Browser, shop: Shop, device: str, start: str) -> None:
    page, ways = visitor(browser, shop, device), TOLD["paths"][device]
    for channel, way in (ways["home"] | ways.get(start, {})).items():
        page.goto(shop.origin + shop.subject.start_pages[start])
        walk(page, way, TOLD["channels"][channel]["shows"])
    page.context.close()


@pytest.mark.parametrize("device", VIEW)
def test_the_premium_line_is_five_clicks_away(browser: Browser, shop: Shop, device: str) -> None:
    page = visitor(browser, shop, device)
    page.goto(shop.origin)
    if device == "mobile":
        page.locator("main a[href='/print']").filter(visible=True).first.click()
        walk(page, TOLD["also"]["premium_phone"]["path"][1:], "text=0909 8790 412")
    else:
        walk(page, TOLD["also"]["premium_phone"]["path"], "text=0909 8790 412")
    page.context.close()


def test_the_delivery_terms_are_three_clicks_away(browser: Browser, shop: Shop) -> None:
    page = visitor(browser, shop, "desktop")
    page.goto(shop.origin)
    walk(page, TOLD["also"]["delivery_terms"]["path"], "text=does not apply to printed-to-order items")
    page.context.close()


@pytest.mark.parametrize("device", VIEW)
def test_only_the_opened_chat_tells_that_nobody_is_there(browser: Browser, shop: Shop, device: str) -> None:
    page = visitor(browser, shop, device)
    for told in (TOLD["also"]["opened_chat"], TOLD["also"]["offline_chat"]):
        page.goto(shop.origin)
        walk(page, told["path"], f"text={told['says']}")
    page.context.close()


def test_a_menu_opens_on_hover_without_a_click(browser: Browser, shop: Shop) -> None:
    page = visitor(browser, shop, "desktop")
    page.goto(shop.origin)
    link = page.locator(".mega a[href='/furniture#chairs']")
    assert not link.is_visible()
    page.locator(".mega-top", has_text="Furniture").hover()
    link.wait_for()
    page.context.close()


@pytest.mark.parametrize("device", VIEW)
def test_cookies_are_accepted_by_one_click_and_rejected_by_two(browser: Browser, shop: Shop, device: str) -> None:
    for choice in (["Accept all cookies"], ["Manage choices", "Reject all"]):
        page = visitor(browser, shop, device, consented=False)
        page.goto(shop.origin)
        for step in choice:
            named(page, step).click()
        page.locator("#consent").wait_for(state="hidden")
        page.reload()
        page.locator(".chat-launcher").wait_for()
        assert not page.locator("#consent").is_visible()
        page.context.close()


@pytest.mark.parametrize("device", VIEW)
def test_pages_fit_the_screen_and_raise_no_script_error(browser: Browser, shop: Shop, device: str) -> None:
    page, faults = visitor(browser, shop, device), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    for path in (
        "/",
        "/paper",
        "/print",
        "/product/classic-business-cards",
        "/ink-toner",
        "/offers",
        "/paper/on-repeat",
        "/print/samples",
        "/help",
        "/help/message",
        "/basket",
        "/stores",
        "/policies/delivery-terms",
        "/journal",
    ):
        page.goto(shop.origin + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= VIEW[device]["viewport"]["width"], path
    assert faults == []
    page.context.close()


def test_adding_to_the_basket_by_script_is_counted_and_shown(browser: Browser) -> None:
    with serve() as own:
        page = visitor(browser, own, "desktop")
        page.goto(f"{own.origin}/product/lever-arch-file")
        page.locator(".buy-box button[type=submit]").click()
        page.locator("[data-basket-count]", has_text="1").wait_for()
        assert own.received == {"basket": 1}
        page.context.close()
