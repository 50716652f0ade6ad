"""Distances: clicks to a channel, to the identification, and the detour that wording costs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.judge.sites import CONTACT, LINK, measure, site


def test_each_start_page_on_each_device_has_its_own_cell() -> None:
    pages = {"/": LINK, "/contact": CONTACT, "/pen": "<h1>Pen</h1>" + LINK}
    facts = site(pages, starts={"home": "/", "product": "/pen"}, devices=["desktop", "mobile"])
    cells = measure(facts, "clicks", starts=("home", "product"), channel="phone").cells
    assert [(cell.label, cell.value) for cell in cells] == [
        ("home on desktop", 1.0), ("product on desktop", 1.0), ("home on mobile", 1.0), ("product on mobile", 1.0),
    ]  # fmt: skip


def test_a_start_page_that_the_site_does_not_have_is_left_out() -> None:
    found = measure(site({"/": LINK, "/contact": CONTACT}), "clicks", starts=("home", "basket"), channel="phone")
    assert [cell.label for cell in found.cells] == ["home on desktop"]


def test_no_start_page_at_all_is_untested_with_the_reason() -> None:
    found = measure(site({"/": LINK, "/contact": CONTACT}), "clicks", starts=("basket",), channel="phone")
    assert (found.status, found.reason) == ("untested", "No start page of this check was found on the site (basket).")


def test_a_site_that_could_not_be_read_is_untested_and_says_why() -> None:
    found = measure(site({"/": {"fault": "timeout"}}), "clicks", channel="phone")
    assert found.status == "untested"
    assert "timeout" in found.reason


def test_a_crawl_that_stopped_early_proves_no_absence() -> None:
    found = measure(site({"/": LINK}, stopped="pages"), "clicks", channel="phone")
    assert found.status == "cant_tell"
    assert found.reason == (
        "A telephone number was not found within the 1 page seen on desktop, and the crawl stopped early (pages)."
    )


def test_a_contact_page_that_could_not_be_read_proves_no_absence() -> None:
    found = measure(site({"/": LINK, "/contact": {"fault": "timeout"}}), "clicks", channel="phone")
    assert found.status == "cant_tell"
    assert "/contact" in found.reason


def test_a_missing_contact_page_does_prove_absence() -> None:
    found = measure(site({"/": LINK}), "clicks", channel="phone")
    assert (found.status, [cell.value for cell in found.cells]) == ("measured", [None])


def test_an_absence_names_how_many_pages_were_searched() -> None:
    (cell,) = measure(
        site({"/": LINK, "/contact": ("<main><h1>Contact us</h1><p>Write a letter.</p></main>")}), "clicks", channel="phone"
    ).cells
    assert cell.reason == "A telephone number was found on none of the 2 pages seen on desktop."
    assert [evidence.url for evidence in cell.evidence] == ["https://www.shop.example/"]


def test_a_page_that_leads_nowhere_is_not_told_as_a_site_without_the_channel() -> None:
    pages = {"/": LINK, "/contact": CONTACT, "/basket": "<main><h1>Your basket is empty</h1></main>"}
    facts = site(pages, starts={"home": "/", "basket": "/basket"})
    found = measure(facts, "clicks", channel="phone", starts=("home", "basket"))
    (vain,) = [cell for cell in found.cells if cell.value is None]
    assert (
        vain.reason
        == "From basket on desktop: no click leads on to a telephone number, which is shown at https://www.shop.example/contact."
    )


def test_evidence_names_page_quote_device_time_and_snapshot() -> None:
    (cell,) = measure(site({"/": LINK, "/contact": CONTACT}), "clicks", channel="phone").cells
    (evidence,) = cell.evidence
    assert (evidence.url, evidence.device, evidence.start) == ("https://www.shop.example/contact", "desktop", "home")
    assert "020 7946 0018" in evidence.quote
    assert evidence.at == "2025-01-06T09:00:00Z"
    assert len(evidence.artifact) == 64
    assert evidence.note.startswith("path: Contact us")


def test_a_channel_that_nobody_must_offer_may_be_absent() -> None:
    found = measure(site({"/": LINK, "/contact": CONTACT}), "clicks", channel="messaging", absent="does-not-apply")
    assert found.status == "inapplicable"


def test_another_channel_may_stand_in() -> None:
    facts = site({"/": "<main><p>Email: hello@harbour-office.co.uk</p></main>"})
    assert measure(facts, "clicks", channel="form", instead=["email"]).status == "inapplicable"
    assert measure(facts, "clicks", channel="form").status == "measured"


def test_the_identification_is_reached_by_its_links() -> None:
    pages = {
        "/": '<main><a href="/service">Service</a></main>', "/service": '<main><a href="/impressum">Impressum</a></main>',
        "/impressum": "<main><h1>Impressum</h1><p>Lindner GmbH, HRB 10472</p></main>",
    }  # fmt: skip
    (cell,) = measure(site(pages, country="DE"), "identification-distance").cells
    assert (cell.value, cell.reason) == (
        2.0,
        ("From home on desktop: 2 links to the provider identification (Service → Impressum)."),
    )


def test_a_detour_counts_the_clicks_beyond_the_shortest_path() -> None:
    (cell,) = measure(site({"/": LINK, "/contact": CONTACT}), "detour", channels=["phone"]).cells
    assert cell.value == 0.0


def test_no_detour_is_measured_for_what_is_not_there() -> None:
    assert measure(site({"/": LINK, "/contact": CONTACT}), "detour", channels=["email"]).status == "inapplicable"
    assert measure(site({"/": LINK}, stopped="seconds"), "detour", channels=["email"]).status == "cant_tell"


@pytest.mark.parametrize(
    ("home", "why"),
    [
        ({"html": "<h1>Internal error</h1>", "status": 500}, "answers with status 500"),
        ({"html": "<h1>Access denied</h1>", "status": 403}, "answers with status 403"),
        ({"html": "<h1>Page not found</h1>"}, "says that it does not exist"),
        ({"fault": "timeout"}, "https://www.shop.example/: timeout"),
    ],
)
def test_error_pages_alone_are_no_basis_for_judging_a_site(home: dict[str, Any], why: str) -> None:
    missing = {"html": "<main><h1>Page not found</h1></main>", "status": 404}
    facts = site({"/": home, "/lost": missing}, starts={"home": "/", "not-found": "/lost"})
    for name, args in (("clicks", {"channel": "phone"}), ("second-means", {}), ("contact-link", {}), ("help-order", {})):
        found = measure(facts, name, starts=("home", "not-found"), **args)
        assert (found.status, why in found.reason) == ("untested", True)


def test_nothing_is_called_missing_where_the_home_page_could_not_be_read() -> None:
    pages = {"/": {"fault": "timeout"}, "/help": "<main><h1>Help</h1><p>Read our answers.</p></main>"}
    facts = site(pages, starts={"home": "/", "help": "/help"})
    found = measure(facts, "clicks", starts=("home", "help"), channel="phone")
    assert found.status == "cant_tell"
    assert "the home page https://www.shop.example/ could not be read (timeout" in found.reason


def test_a_chat_that_a_machine_answers_is_not_called_live() -> None:
    home = "<main><button>Chat with our virtual assistant</button></main>"
    (cell,) = measure(site({"/": home}), "clicks", channel="chat").cells
    assert cell.reason == "From home on desktop: 0 clicks to a chat with a machine."
