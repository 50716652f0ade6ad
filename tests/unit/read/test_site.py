"""From a run's records to all facts of the site."""

from __future__ import annotations

import msgspec

from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.graph import Fault
from journeyaudit.model.journal import Banner, Refusal, Visit
from journeyaudit.model.plan import GatherOptions, Plan
from journeyaudit.model.snapshot import Overlay
from journeyaudit.model.subject import Subject
from journeyaudit.read.clicks.graph import state_id
from journeyaudit.read.site import read_site
from tests.unit.read.crawls import SHOP, Crawl, button, link, shot

NUMBER = "Call us on 020 7946 0018"


def facts_of(crawl: Crawl) -> SiteFacts:
    plan = Plan(
        tool="journeyaudit",
        started_at="2025-01-06T09:00:00Z",
        subject=Subject(name="Shop", origins=(SHOP,), country="GB"),
        options=GatherOptions(devices=(crawl.device,)),
        checks=(),
    )
    return read_site(plan, crawl.records, crawl.snapshots.__getitem__)


def clicks(facts: SiteFacts) -> dict[str, int]:
    return {row.channel: row.clicks for row in facts.reach if row.start == "home" and row.clicks is not None}


def two_pages() -> Crawl:
    crawl = Crawl()
    crawl.visit(shot("/", link("Contact", "/contact")), start="home")
    crawl.visit(shot("/contact", link("Home", "/"), texts=(NUMBER,)))
    crawl.end(home="/")
    return crawl


def test_a_number_on_the_page_behind_a_link_is_one_click_away() -> None:
    assert clicks(facts_of(two_pages())) == {"phone": 1}


def test_a_number_in_an_opened_thing_costs_the_click_that_opens_it() -> None:
    crawl = Crawl()
    closed = shot("/", button("Call us"))
    crawl.visit(closed, crawl.revealed(closed, shot("/", button("Call us"), texts=(NUMBER,)), "Call us"))
    crawl.end(home="/")
    assert clicks(facts_of(crawl)) == {"phone": 1}


def test_what_the_page_shows_anyway_is_not_found_again_in_what_is_opened_on_it() -> None:
    crawl = Crawl()
    closed = shot("/", button("More"), texts=(NUMBER,))
    opened = shot("/", button("More"), texts=(NUMBER, "We are open on Monday"))
    crawl.visit(closed, crawl.revealed(closed, opened, "More"))
    crawl.end(home="/")
    facts = facts_of(crawl)
    channels = {state.state: [fact.value for fact in state.channels] for state in facts.states}
    assert channels == {state_id("desktop", SHOP): ["+442079460018"], state_id("desktop", SHOP, ("More",)): []}


def test_a_site_without_channels_gives_rows_without_figures() -> None:
    crawl = Crawl()
    crawl.visit(shot("/", texts=("Pens and paper",)))
    crawl.end(home="/")
    facts = facts_of(crawl)
    assert clicks(facts) == {}
    assert {row.proof for row in facts.reach} == {"exhaustive"}
    assert len(facts.reach) == 9


def test_each_start_page_has_its_own_figures() -> None:
    crawl = two_pages()
    crawl.end(home="/", help="/contact")
    crawl.records.remove(next(r for r in crawl.records if r.record == "crawled"))
    assert {(row.start, row.clicks) for row in facts_of(crawl).reach if row.channel == "phone"} == {("home", 1), ("help", 0)}


def test_a_menu_taken_over_from_another_page_is_not_read_as_a_state_of_its_own() -> None:
    crawl = Crawl()
    closed, opened = shot("/", button("Menu")), shot("/", button("Menu"), link("Help", "/help"))
    menu = crawl.revealed(closed, opened, "Menu")
    crawl.visit(closed, menu)
    crawl.visit(shot("/help", button("Menu")), menu.model_copy(update={"reused": True}))
    crawl.end(home="/")
    facts = facts_of(crawl)
    read = {state.state for state in facts.states}
    assert state_id("desktop", SHOP + "/help", ("Menu",)) not in read
    assert state_id("desktop", SHOP + "/help", ("Menu",)) in facts.graphs[0].states


def test_banners_refusals_and_faults_are_handed_on() -> None:
    crawl = two_pages()
    banner = Banner(device="desktop", url=SHOP, text="We use cookies", how="reject", clicks=1, covers=0.2, obstructs=False)
    refusal = Refusal(method="POST", url=f"{SHOP}/order", why="it submits a form")
    fault = Fault(kind="timeout", detail="the page had not loaded after 15 seconds")
    down = Visit(order=9, device="desktop", url=f"{SHOP}/slow", fault=fault)
    crawl.records += [banner, refusal, down]
    facts = facts_of(crawl)
    assert (facts.banners, facts.refusals, facts.faults) == ((banner,), (refusal,), {f"{SHOP}/slow": fault})


def test_a_chat_that_turns_out_to_be_a_bot_when_opened_is_one_on_its_launcher_too() -> None:
    widget = ("https://widget.intercom.io/widget/ab12",)
    closed = msgspec.structs.replace(shot("/", button("Chat with us")), scripts=widget)
    panel = Overlay(key="#panel", text="Live chat. I am a virtual assistant.")
    crawl = Crawl()
    crawl.visit(closed, crawl.revealed(closed, msgspec.structs.replace(closed, overlays=(panel,)), "Chat with us"))
    crawl.end(home="/")
    assert [(row.clicks, row.kind) for row in facts_of(crawl).reach if row.channel == "chat"] == [(0, "bot")]


def test_the_same_records_give_the_same_facts() -> None:
    assert facts_of(two_pages()) == facts_of(two_pages())


def test_the_order_in_which_visits_were_written_down_does_not_matter() -> None:
    crawl, turned = two_pages(), two_pages()
    turned.records.reverse()
    assert facts_of(turned) == facts_of(crawl)
