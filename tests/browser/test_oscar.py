"""A real shop that nobody here wrote: its promise is followed to the delivery options, and it holds no order afterwards."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from journeyaudit import pipeline
from journeyaudit.evidence.reader import Run
from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.browser.lane import Lane
from journeyaudit.gather.browser.session import Session, open_session
from journeyaudit.gather.crawl.consent import Consent
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.guard.politeness import Pace
from journeyaudit.gather.guard.shopping import Permit
from journeyaudit.gather.purchase.till import Till
from journeyaudit.model.journal import Followed
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.snapshot import Control, Snapshot
from journeyaudit.model.subject import Subject
from tests.browser.following import SHOPPER, follow

ROOT = Path(__file__).parents[2]
PAPER = "/catalogue/everyday-copier-paper_1/"


class Oscar(NamedTuple):
    """The running shop."""

    origin: str
    database: Path

    def count(self, table: str) -> int:
        with closing(sqlite3.connect(self.database)) as database:
            return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oscar]:
    folder = tmp_path_factory.mktemp("oscar")
    told = os.environ | {"OSCAR_FOLDER": str(folder)}
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.oscar.serve"], cwd=ROOT, env=told, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        assert port, "the shop did not start"
        try:
            yield Oscar(f"http://127.0.0.1:{port}", folder / "shop.sqlite3")
        finally:
            process.terminate()


def test_the_claim_is_followed_to_the_delivery_options_of_each_place(shop: Oscar, tmp_path: Path) -> None:
    places = {"London": "W1A 1AA", "Highlands": "IV1 1AA"}
    trail = follow(shop.origin, tmp_path, sample_products=(PAPER,), shopper=SHOPPER, postcodes=places)
    assert [(s.region, s.stage, s.fault) for s in trail.stages] == [
        (region, stage, None) for region in places for stage in ("product", "basket", "checkout")
    ]
    assert trail.stage("checkout", "Highlands").url.endswith("/checkout/shipping-method/")
    assert "Free next day delivery" in trail.words("checkout", "London")
    assert "Three to five working days. £14.99" in trail.words("checkout", "Highlands")
    assert "Free next day delivery" not in trail.words("checkout", "Highlands").replace("Free next day delivery*", "")
    assert [s.left_behind for s in trail.stages if s.stage == "checkout"] == [False, False]
    assert (shop.count("order_order"), shop.count("auth_user"), shop.count("basket_line")) == (0, 0, 0)


def test_a_crawl_picks_a_product_of_each_category(shop: Oscar, tmp_path: Path) -> None:
    subject = Subject(name="Mill Lane Stationers", origins=(shop.origin,), country="GB", start_pages={"product": PAPER})
    pipeline.audit(subject, GatherOptions(devices=("desktop",), rate=0, max_pages=14, follow=True), tmp_path / "run")
    stages = [r for r in Run.open(tmp_path / "run").records if isinstance(r, Followed)]
    bought = {r.product.rpartition("/catalogue/")[2] for r in stages}
    assert bought == {"everyday-copier-paper_1/", "letterheads-500-sheets_2/"}
    assert {r.fault.kind if r.fault else "" for r in stages if r.stage == "checkout"} == {"no-shopper"}
    assert shop.count("order_order") == 0


def test_the_order_button_pressed_on_purpose_orders_nothing_though_the_shop_would_accept_it(shop: Oscar) -> None:
    before = shop.count("order_order")
    refused: list[tuple[str, str, str]] = []
    sent = asyncio.run(_drive_at_the_order(shop.origin, refused))
    assert shop.count("order_order") == before
    assert [(method, why) for method, _, why in refused][-2:] == [
        ("POST", "the page offers to place an order, so nothing more is sent"),
        ("POST", "it would place an order or pay"),
    ]
    answer = httpx.post(sent.url, data=sent.form, cookies=sent.cookies, headers={"Referer": sent.url}, follow_redirects=True)
    assert (answer.status_code, shop.count("order_order")) == (200, before + 1)


class _Order(NamedTuple):
    """The order that the button would have sent."""

    url: str
    form: dict[str, str]
    cookies: dict[str, str]


async def _drive_at_the_order(origin: str, refused: list[tuple[str, str, str]]) -> _Order:
    """Walks with a guest's details to the last page and clicks "Place order": first as the guard is there, then with leave for
    just that address, as if nobody had seen what the page is.
    """
    subject = Subject(name="Shop", origins=(origin,), country="GB", shopper=SHOPPER)
    options = GatherOptions(rate=0, page_seconds=8)
    async with open_session(subject, options, Access(), lambda *why: refused.append(why)) as session:
        till, lane = await _at_the_last_page(session, subject, origin)
        assert till.shopping.is_shut
        await _click(lane, "#place-order")
        till.reopen()
        await till.go(f"{origin}/checkout/preview/")
        till.shopping.begin(Permit("step", f"{origin}/checkout/preview/"))
        await _click(lane, "#place-order")
        form = dict(await lane.page.evaluate("[...new FormData(document.querySelector('#place_order_form'))]"))
        cookies = {c.get("name", ""): c.get("value", "") for c in await lane.page.context.cookies()}
        return _Order(f"{origin}/checkout/preview/", form, cookies)


async def _at_the_last_page(session: Session, subject: Subject, origin: str) -> tuple[Till, Lane]:
    lane = session.lane(await session.context("desktop"), "desktop")
    await lane.renew()
    consent = Consent("desktop", lambda _: "", lambda _: None, known=True)
    till = Till(lane, session.guard, Manners(None, Pace(0)), subject, consent, 8)
    look = await till.go(origin + PAPER)
    await till.press(_named(look.snapshot, "Add to basket"), "add", look)
    look = await till.go(f"{origin}/checkout/")
    look = await till.fill([("#id_username", SHOPPER.email)], "step")
    look = await till.press(_named(look.snapshot, "Continue"), "step", look)
    address = {"first_name": "Ada", "last_name": "Marsh", "line1": "12 Mill Lane", "line4": "Wexcombe", "postcode": "SN8 4LD"}
    look = await till.fill([(f"#id_{name}", value) for name, value in address.items()], "step")
    look = await till.press(_named(look.snapshot, "Continue"), "step", look)
    await till.press(_named(look.snapshot, "Select option"), "step", look)
    look = await till.go(f"{origin}/checkout/preview/")
    assert await till.orders(look, at_till=True) == "Place order"
    return till, lane


async def _click(lane: Lane, key: str) -> None:
    place = await lane.place(key)
    assert place is not None
    await lane.click(place)
    await lane.look()


def _named(snapshot: Snapshot, name: str) -> Control:
    return next(c for c in snapshot.controls if c.name == name and c.visible)
