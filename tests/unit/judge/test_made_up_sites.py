"""An example's made-up site is read as a gathered one would be."""

from __future__ import annotations

from typing import Any

import pytest

from journeyaudit.errors import DefinitionError
from journeyaudit.judge.examples import ORIGIN, facts_of
from journeyaudit.model.example import Example
from journeyaudit.model.fact import SiteFacts

NUMBER = "<p>Call us on 020 7946 0958.</p>"


def facts(pages: dict[str, Any], **more: Any) -> SiteFacts:
    return facts_of(
        Example.model_validate({"name": "a made-up site", "outcome": "passed", "country": "GB", "pages": pages, **more})
    )


def clicks(found: SiteFacts, device: str = "desktop", start: str = "home") -> int | None:
    return next(r.clicks for r in found.reach if (r.device, r.start, r.channel) == (device, start, "phone"))


def test_links_are_followed_from_page_to_page() -> None:
    pages = {"/": "<a href='/help'>Help</a>", "/help": "<a href='/contact'>Contact</a>", "/contact": NUMBER}
    assert clicks(facts(pages)) == 2


def test_plain_text_is_a_page_too() -> None:
    assert clicks(facts({"/": "Call us on 020 7946 0958."})) == 0


def test_what_a_control_opens_costs_its_click() -> None:
    home = {"html": "<button>Contact</button>", "opened": [{"control": "contact", "shows": NUMBER}]}
    assert clicks(facts({"/": home})) == 1


def test_controls_inside_what_was_opened_can_be_opened_in_turn() -> None:
    inner = {"control": "Telephone", "shows": NUMBER}
    outer = {"control": "Menu", "shows": "<button>Telephone</button>", "opened": [inner]}
    assert clicks(facts({"/": {"html": "<button>Menu</button>", "opened": [outer]}})) == 2


def test_pointing_costs_no_click() -> None:
    home = {"html": "<button>Contact</button>", "opened": [{"control": "Contact", "action": "hover", "shows": NUMBER}]}
    assert clicks(facts({"/": home})) == 0


def test_a_button_may_lead_to_a_page() -> None:
    home = {"html": "<button>Contact</button>", "opened": [{"control": "Contact", "leads_to": "/contact"}]}
    assert clicks(facts({"/": home, "/contact": NUMBER})) == 1


def test_a_redirect_is_nobodys_click() -> None:
    pages = {"/": "<a href='/old'>Contact</a>", "/old": {"redirect": "/contact"}, "/contact": NUMBER}
    assert clicks(facts(pages)) == 1


def test_redirects_in_a_circle_are_a_fault_of_the_site() -> None:
    found = facts({"/": "<a href='/a'>Contact</a>", "/a": {"redirect": "/b"}, "/b": {"redirect": "/a"}})
    assert found.faults[f"{ORIGIN}/a"].kind == "redirect-loop"


def test_a_page_that_is_linked_and_not_listed_answers_404() -> None:
    found = facts({"/": "<a href='/contact'>Contact</a>"})
    assert [fact.status for fact in found.states if fact.url.endswith("/contact")] == [404]
    assert [end.why for end in found.dead_ends] == ["broken"]


def test_links_to_other_sites_are_not_followed() -> None:
    found = facts({"/": "<a href='https://elsewhere.example/'>Partner</a>"})
    assert len(found.states) == 1


def test_pages_beyond_the_end_of_the_crawl_were_not_seen() -> None:
    found = facts({"/": "<a href='/contact'>Contact</a>"}, stopped="pages")
    assert [graph.stopped for graph in found.graphs] == ["pages"]
    assert not found.dead_ends
    assert next(r.proof for r in found.reach if r.channel == "phone") == "budget"


def test_a_mobile_page_may_differ() -> None:
    found = facts({"/": {"html": NUMBER, "mobile": "<p>Welcome</p>"}}, devices=["desktop", "mobile"])
    assert (clicks(found), clicks(found, "mobile")) == (0, None)


def test_distances_are_counted_from_each_start_page() -> None:
    pages = {"/": "<a href='/basket'>Basket</a>", "/basket": NUMBER}
    found = facts(pages, starts={"home": "/", "basket": "/basket"})
    assert (clicks(found), clicks(found, start="basket")) == (1, 0)


def test_a_banner_is_met_on_every_device() -> None:
    found = facts({"/": NUMBER}, banner={"clicks": 2, "how": "reject"}, devices=["desktop", "mobile"])
    assert [(banner.device, banner.clicks) for banner in found.banners] == [("desktop", 2), ("mobile", 2)]


def test_a_page_that_fails_is_a_fault_and_not_an_empty_page() -> None:
    found = facts({"/": {"fault": "timeout"}})
    assert found.faults[f"{ORIGIN}/"].kind == "timeout"
    assert not found.states


def test_the_same_example_gives_the_same_facts() -> None:
    pages = {"/": {"html": "<button>Menu</button>", "opened": [{"control": "Menu", "shows": NUMBER}]}}
    assert facts(pages).model_dump_json() == facts(pages).model_dump_json()


def test_naming_a_control_that_is_not_there_tells_which_are() -> None:
    with pytest.raises(DefinitionError, match='the page / has no control named "Help"') as caught:
        facts({"/": {"html": "<button>Menu</button>", "opened": [{"control": "Help", "shows": "x"}]}})
    assert caught.value.remedy == "name one of its controls: Menu"
