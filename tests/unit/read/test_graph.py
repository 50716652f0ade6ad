"""From what was seen on each page to the clicks between them."""

from __future__ import annotations

import pytest

from journeyaudit.model.graph import Edge
from journeyaudit.model.snapshot import Control
from journeyaudit.read.clicks.graph import leads, state_id, visit_edges
from tests.unit.read.crawls import SCOPE, SHOP, Crawl, button, link, shot


def told(edges: list[Edge]) -> list[tuple[str, str, str]]:
    return [(edge.name, edge.action, edge.href) for edge in edges]


def edges_of(crawl: Crawl) -> list[Edge]:
    return [edge for visit in crawl.records if visit.record == "visit" for edge in visit_edges(visit, crawl.reader, SCOPE)]


def state(path: str, *chain: str) -> str:
    return state_id("desktop", SHOP + path, chain)


@pytest.mark.parametrize(
    "control",
    [
        link("Telephone", "tel:+442079460018"),
        link("Write", "mailto:a@shop.example"),
        link("Menu", "javascript:void(0)"),
        link("Top", "#top"),
        link("Other shop", "https://other.example/"),
        link("Terms", "/terms.pdf"),
        link("Home", "/"),
        link("Home", "/?utm_source=logo"),
        link("Hidden", "/contact", visible=False),
        link("Covered", "/contact", hit=False),
        button("Contact"),
    ],
    ids=lambda control: f"{control.name} {control.raw_href}",
)
def test_a_control_that_shows_no_other_page_of_the_site_is_no_edge(control: Control) -> None:
    assert not leads(control, SCOPE, SHOP + "/")


@pytest.mark.parametrize("href", ["/contact", "contact", "#/contact", "/contact#form"])
def test_a_visible_link_to_another_page_of_the_site_is_an_edge(href: str) -> None:
    assert leads(link("Contact", href, here=SHOP + "/"), SCOPE, SHOP + "/")


def test_a_page_gives_an_edge_to_each_page_that_it_links() -> None:
    crawl = Crawl()
    crawl.visit(shot("/", link("Contact", "/contact"), link("Help", "/help"), link("Hidden", "/secret", visible=False)))
    assert told(edges_of(crawl)) == [("Contact", "click", f"{SHOP}/contact"), ("Help", "click", f"{SHOP}/help")]


def test_what_a_menu_shows_costs_the_click_that_opens_it() -> None:
    crawl = Crawl()
    closed = shot("/", button("Menu"))
    opened = shot("/", button("Menu"), link("Contact", "/contact"))
    crawl.visit(closed, crawl.revealed(closed, opened, "Menu"))
    assert [(e.source, e.target) for e in edges_of(crawl)] == [
        (state("/"), state("/", "Menu")),
        (state("/", "Menu"), state("/contact")),
    ]


def test_a_menu_that_the_pointer_opens_costs_a_hover() -> None:
    crawl = Crawl()
    closed = shot("/", button("Menu"))
    opened = shot("/", button("Menu"), link("Contact", "/contact"))
    crawl.visit(closed, crawl.revealed(closed, opened, "Menu", action="hover"))
    assert [(e.name, e.clicks, e.hovers) for e in edges_of(crawl)] == [("Menu", 0, 1), ("Contact", 1, 0)]


def test_what_is_opened_inside_an_opened_thing_starts_there() -> None:
    crawl = Crawl()
    closed, menu = shot("/", button("Menu")), shot("/", button("Menu"), button("Service"))
    service = shot("/", button("Menu"), button("Service"), link("Contact", "/contact"))
    crawl.visit(closed, crawl.revealed(closed, menu, "Menu"), crawl.revealed(menu, service, "Menu", "Service"))
    ways = {(e.source, e.target) for e in edges_of(crawl)}
    assert ways == {
        (state("/"), state("/", "Menu")),
        (state("/", "Menu"), state("/", "Menu", "Service")),
        (state("/", "Menu", "Service"), state("/contact")),
    }


def test_a_link_that_opens_a_menu_instead_of_leading_on_is_no_way_to_its_page() -> None:
    crawl = Crawl()
    service = link("Service", "/service", opens="click")
    closed, opened = shot("/", service), shot("/", service, link("Contact", "/contact"))
    crawl.visit(closed, crawl.revealed(closed, opened, "Service"))
    targets = {e.target for e in edges_of(crawl)}
    assert targets == {state("/", "Service"), state("/contact")}


def test_a_link_that_a_hover_opens_still_leads_to_its_page() -> None:
    crawl = Crawl()
    service = link("Service", "/service", opens="hover")
    closed, opened = shot("/", service), shot("/", service, link("Contact", "/contact"))
    crawl.visit(closed, crawl.revealed(closed, opened, "Service", action="hover"))
    assert {e.target for e in edges_of(crawl)} == {state("/", "Service"), state("/service"), state("/contact")}


def test_a_button_that_leads_to_a_page_is_a_way_there() -> None:
    crawl = Crawl()
    crawl.visit(shot("/", button("Ask us")), crawl.went("/contact", "Ask us"))
    assert told(edges_of(crawl)) == [("Ask us", "click", f"{SHOP}/contact")]


def test_a_button_that_leads_away_from_the_site_or_was_refused_is_none() -> None:
    crawl = Crawl()
    crawl.visit(
        shot("/", button("Pay"), button("Send")),
        crawl.went("https://pay.example/", "Pay"),
        crawl.went("/send", "Send", effect="refused"),
    )
    assert told(edges_of(crawl)) == []


def test_a_page_that_sends_visitors_on_costs_no_click_more() -> None:
    crawl = Crawl()
    crawl.visit(shot("/", link("Contact", "/old")))
    crawl.visit(shot("/contact", texts=("Call us",)), asked="/old")
    redirects = [(e.source, e.target, e.clicks) for e in edges_of(crawl) if e.action == "redirect"]
    assert redirects == [(state("/old"), state("/contact"), 0)]


def test_a_page_that_links_its_basket_many_times_gives_two_ways_at_most() -> None:
    crawl = Crawl()
    crawl.visit(shot("/", *(link("Basket", "/basket", f"basket {number}") for number in range(9))))
    assert [e.control for e in edges_of(crawl)] == ["basket 0", "basket 1"]


def test_a_page_met_and_not_visited_is_in_the_graph_unseen() -> None:
    crawl = Crawl()
    crawl.visit(shot("/", link("Contact", "/contact")))
    crawl.end(home="/")
    graph = crawl.graph()
    assert (graph.states[state("/")].seen, graph.states[state("/contact")].seen) == (True, False)
    assert graph.states[state("/contact")].url == f"{SHOP}/contact"
    assert graph.starts == {"home": state("/")}


def test_a_crawl_that_did_not_end_is_told_as_interrupted() -> None:
    crawl = Crawl()
    crawl.visit(shot("/"), start="home")
    assert (crawl.graph().stopped, crawl.graph().starts) == ("interrupted", {"home": state("/")})


def test_each_device_has_a_graph_of_its_own() -> None:
    crawl = Crawl("mobile")
    crawl.visit(shot("/", link("Contact", "/contact")))
    crawl.device = "desktop"
    assert crawl.graph().states == {}
    assert state_id("mobile", SHOP) != state_id("desktop", SHOP)
