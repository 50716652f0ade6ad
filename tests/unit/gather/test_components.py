"""What one page has taught about the controls of the next."""

from __future__ import annotations

import msgspec

from journeyaudit.gather.crawl.components import INERT_AFTER, Components
from journeyaudit.model.journal import Opening, Visit
from journeyaudit.model.snapshot import Control, Snapshot
from tests.unit.read.crawls import Crawl, button, link, shot

MENU = button("Menu", region="header")
CONTACT = link("Contact", "/contact", region="header")
HIDDEN = msgspec.structs.replace(CONTACT, visible=False)


def visit_with_menu(crawl: Crawl, path: str, *, shows: Control = CONTACT, menu: Control = MENU) -> Visit:
    """A page on which the menu was tried and showed a link."""
    closed, opened = shot(path, menu), shot(path, menu, shows)
    return crawl.visit(closed, crawl.revealed(closed, opened, menu.key))


def learned(crawl: Crawl, *visits: Visit) -> Components:
    components = Components(crawl.reader)
    for visit in visits:
        components.learn(visit)
    return components


def names(openings: tuple[Opening, ...]) -> list[tuple[tuple[str, ...], bool]]:
    return [(opening.chain, opening.reused) for opening in openings]


def test_a_menu_whose_links_are_present_here_too_is_not_opened_again() -> None:
    crawl = Crawl()
    known = learned(crawl, visit_with_menu(crawl, "/")).as_of(1)
    assert names(known.reuse(MENU, "click", shot("/help", MENU, HIDDEN))) == [(("Menu",), True)]


def test_a_menu_whose_links_are_not_in_the_page_is_opened() -> None:
    crawl = Crawl()
    known = learned(crawl, visit_with_menu(crawl, "/")).as_of(1)
    assert known.reuse(MENU, "click", shot("/help", MENU)) == ()


def test_two_pages_that_agree_settle_it() -> None:
    crawl = Crawl()
    known = learned(crawl, visit_with_menu(crawl, "/"), visit_with_menu(crawl, "/a")).as_of(2)
    assert names(known.reuse(MENU, "click", shot("/help", MENU))) == [(("Menu",), True)]


def test_two_pages_that_disagree_do_not() -> None:
    crawl = Crawl()
    other = link("Returns", "/returns", region="header")
    known = learned(crawl, visit_with_menu(crawl, "/"), visit_with_menu(crawl, "/a", shows=other)).as_of(2)
    assert known.reuse(MENU, "click", shot("/help", MENU)) == ()


def test_what_was_opened_inside_is_taken_over_with_it() -> None:
    crawl = Crawl()
    service = button("Service", region="header")
    closed, menu = shot("/", MENU), shot("/", MENU, service)
    deep = shot("/", MENU, service, CONTACT)
    visit = crawl.visit(closed, crawl.revealed(closed, menu, "Menu"), crawl.revealed(menu, deep, "Menu", "Service"))
    here = shot("/help", MENU, msgspec.structs.replace(service, visible=False), HIDDEN)
    known = learned(crawl, visit).as_of(1)
    assert names(known.reuse(MENU, "click", here)) == [(("Menu",), True), (("Menu", "Service"), True)]


def test_a_control_of_another_name_is_another_control() -> None:
    crawl = Crawl()
    known = learned(crawl, visit_with_menu(crawl, "/")).as_of(1)
    renamed = msgspec.structs.replace(MENU, name="Account")
    assert known.reuse(renamed, "click", shot("/help", renamed, HIDDEN)) == ()


def test_a_hover_teaches_nothing_about_a_click() -> None:
    crawl = Crawl()
    known = learned(crawl, visit_with_menu(crawl, "/")).as_of(1)
    assert known.reuse(MENU, "hover", shot("/help", MENU, HIDDEN)) == ()


def test_a_visit_may_only_use_what_was_settled_before_it_was_planned() -> None:
    crawl = Crawl()
    components = learned(crawl, visit_with_menu(crawl, "/"))
    assert components.as_of(0).reuse(MENU, "click", shot("/help", MENU, HIDDEN)) == ()


def test_a_control_inside_the_content_is_tried_on_every_page() -> None:
    crawl = Crawl()
    more = button("More")
    known = learned(crawl, visit_with_menu(crawl, "/", menu=more)).as_of(1)
    assert known.reuse(more, "click", shot("/help", more, HIDDEN)) == ()


def test_what_was_itself_taken_over_is_no_second_witness() -> None:
    crawl = Crawl()
    first = visit_with_menu(crawl, "/")
    second = crawl.visit(shot("/a", MENU), first.openings[0].model_copy(update={"reused": True}))
    known = learned(crawl, first, second).as_of(2)
    assert known.reuse(MENU, "click", shot("/help", MENU)) == ()


def inert(crawl: Crawl, number: int) -> Visit:
    page: Snapshot = shot(f"/p/{number}", button(f"Zoom {number}", "zoom"))
    opening = Opening(chain=("zoom",), action="click", name=f"Zoom {number}", region="main", effect="nothing")
    return crawl.visit(page, opening)


def test_a_control_that_did_nothing_on_several_pages_of_a_template_is_no_longer_tried() -> None:
    crawl = Crawl()
    components = learned(crawl, *(inert(crawl, number) for number in range(INERT_AFTER)))
    zoom = button("Zoom 99", "zoom")
    enough, too_few = components.as_of(INERT_AFTER), components.as_of(INERT_AFTER - 1)
    assert enough.is_inert(zoom, "https://www.shop.example/p/99")
    assert not too_few.is_inert(zoom, "https://www.shop.example/p/99")
    assert not enough.is_inert(zoom, "https://www.shop.example/help/99")
    assert not enough.is_inert(msgspec.structs.replace(zoom, region="header"), "https://www.shop.example/p/99")
