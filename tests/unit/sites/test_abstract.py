from __future__ import annotations

from tests.sites.abstract import Group, Link, Opened, Page, Shown, Wrapped, fewest_clicks

PHONE = Shown(("phone",), "+442079460000", "<p>020 7946 0000</p>")
MAIL = Shown(("email",), "info@shop.test", "<p>info@shop.test</p>")


def clicks(pages: list[Page], device: str = "desktop", start: str = "home") -> dict[str, int]:
    by_name = {page.id: page for page in pages}
    routes = fewest_clicks(by_name, start, "desktop" if device == "desktop" else "mobile")
    return {channel: route.clicks for channel, route in routes.items()}


def page(name: str, *items: object) -> Page:
    return Page(name, f"/{name}", name, name, main=items)


def test_a_channel_on_the_start_page_costs_nothing() -> None:
    assert clicks([page("home", PHONE)]) == {"phone": 0}


def test_a_link_costs_one_click() -> None:
    assert clicks([page("home", Link("help", "Help")), page("help", Link("contact", "Contact")), page("contact", PHONE)]) == {
        "phone": 2
    }


def test_an_accordion_inside_a_tab_inside_a_menu_costs_three_clicks() -> None:
    accordion = Opened("a", "accordion", "Phone", (PHONE,))
    tabs = Group("g", "tab", (Opened("t1", "tab", "One", (), open_at_start=True), Opened("t2", "tab", "Two", (accordion,))))
    assert clicks([page("home", Opened("m", "click-menu", "Menu", (tabs,)))]) == {"phone": 3}


def test_the_first_tab_is_open_already() -> None:
    assert clicks([page("home", Group("g", "tab", (Opened("t1", "tab", "One", (PHONE,), open_at_start=True),)))]) == {"phone": 0}


def test_a_hover_is_free_with_a_mouse_and_a_tap_without_one() -> None:
    pages = [page("home", Opened("m", "css-hover", "Service", (PHONE,)))]
    assert (clicks(pages), clicks(pages, "mobile")) == ({"phone": 0}, {"phone": 1})


def test_what_only_one_device_shows_is_not_there_on_the_other() -> None:
    pages = [page("home", Wrapped("w", "only-mobile", (PHONE,)))]
    assert (clicks(pages), clicks(pages, "mobile")) == ({}, {"phone": 0})


def test_the_cheaper_of_two_ways_counts() -> None:
    behind = Opened("a", "details", "More", (Opened("b", "details", "Yet more", (Opened("c", "details", "Most", (PHONE,)),)),))
    assert clicks([page("home", behind, Link("contact", "Contact")), page("contact", PHONE)]) == {"phone": 1}


def test_what_was_opened_is_closed_again_on_the_next_page() -> None:
    menu = Opened("m", "click-menu", "Menu", (Link("help", "Help"), MAIL))
    assert clicks([page("home", menu), page("help", menu)], start="help") == {"email": 1}
    assert clicks([page("home", menu), page("help", Opened("o", "details", "Write", (PHONE,)))]) == {"email": 1, "phone": 3}


def test_circular_links_end() -> None:
    assert clicks([page("home", Link("help", "Help")), page("help", Link("home", "Home"))]) == {}
