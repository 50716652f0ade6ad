"""Links to help, and what stands in the way."""

from __future__ import annotations

import pytest

from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.journal import Banner
from tests.unit.judge.sites import CONTACT, LINK, measure, site

HEADER = '<header><a href="/contact">Contact us</a></header>'
FOOTER = '<footer><a href="/contact">Contact us</a></footer>'


@pytest.mark.parametrize(
    ("html", "value"),
    [
        (HEADER + FOOTER, 0.0),
        (FOOTER, 1.0),
        ('<main><p><a href="/contact">Contact us</a></p></main>', 2.0),
        ('<header><a href="/contact">Contact, coffee and talk</a></header>', 3.0),
        ('<header><a href="tel:+442079460018">020 7946 0018</a></header>', None),
    ],
)
def test_the_contact_link_is_judged_by_place_and_name(html: str, value: float | None) -> None:
    assert measure(site({"/": html, "/contact": CONTACT}), "contact-link").cells[0].value == value


def pages(*orders: str) -> SiteFacts:
    names = {"c": '<a href="/p0">Contact us</a>', "f": '<a href="/p1">FAQ</a>', "h": '<a href="/p2">Help</a>'}
    links = "".join(
        f'<a href="/p{at}">{word}</a>'
        for at, word in enumerate(["one", "two", "three", "four", "five", "six", "seven"][: len(orders)])
    )
    made = {
        f"/p{at}": f"<header>{''.join(names[key] for key in order)}</header><main><h1>Page</h1></main>"
        for at, order in enumerate(orders)
    }
    return site({"/": f"<main>{links}</main>", **made})


def test_help_in_one_order_everywhere_is_consistent() -> None:
    assert [cell.value for cell in measure(pages("cf", "cf", "cf", "cf", "cf"), "help-order").cells] == [0.0]


def test_a_page_that_lacks_one_link_keeps_the_order_of_the_rest() -> None:
    assert [cell.value for cell in measure(pages("cfh", "ch", "cfh", "fh", "cfh"), "help-order").cells] == [0.0]


def test_each_page_with_another_order_counts() -> None:
    assert [cell.value for cell in measure(pages("cf", "fc", "cf", "fc", "cf"), "help-order").cells] == [2.0]


def test_order_needs_five_pages_and_something_that_repeats() -> None:
    assert measure(pages("cf", "cf"), "help-order").status == "untested"
    assert measure(pages("c", "", "f", "", "h"), "help-order").status == "inapplicable"


def test_pages_without_a_link_are_counted_in_per_cent() -> None:
    facts = site({"/": LINK + '<a href="/a">A</a>', "/a": "<main><h1>A</h1></main>", "/contact": CONTACT})
    (cell,) = measure(facts, "pages-without-link", leads="contact").cells
    assert cell.value == 33.3
    assert [evidence.url for evidence in cell.evidence] == ["https://www.shop.example/a"]


def test_a_dead_end_is_shown_with_link_target_and_cause() -> None:
    (cell,) = measure(site({"/": LINK}), "dead-ends", why="broken").cells
    assert cell.value == 1.0
    assert cell.reason == "“Contact us” on https://www.shop.example/ is a dead end: the page answers with status 404."
    assert "/contact" in cell.evidence[0].note


def test_links_that_were_not_followed_are_not_called_sound() -> None:
    assert measure(site({"/": LINK}, stopped="pages"), "dead-ends", why="broken").status == "cant_tell"


def test_a_gate_beside_open_contact_weighs_less() -> None:
    gate = "<main><h1>Contact us</h1><p>Choose a topic to continue</p></main>"
    assert measure(site({"/": LINK, "/contact": gate}), "gated-contact", gate="faq").cells[0].value == 2.0
    open_too = LINK.replace("</main>", "<p>Call 020 7946 0018</p></main>")
    assert measure(site({"/": open_too, "/contact": gate}), "gated-contact", gate="faq").cells[0].value == 1.0


def test_placeholders_are_quoted_and_counted_once_each() -> None:
    contact = "<main><h1>Contact us</h1><p>[Phone]</p><p>[Phone]</p><p>hello@example.com</p></main>"
    (cell,) = measure(
        site({"/": LINK, "/contact": contact}, devices=["desktop", "mobile"]), "placeholders", kinds=["contact"]
    ).cells
    assert (cell.value, [evidence.quote for evidence in cell.evidence][:2]) == (2.0, ["[Phone]", "hello@example.com"])


def banner(how: str, clicks: int, *, obstructs: bool = False) -> SiteFacts:
    met = Banner.model_validate(
        {
            "device": "desktop",
            "url": "https://www.shop.example/",
            "text": "We use cookies.",
            "how": how,
            "clicks": clicks,
            "covers": 0.6,
            "obstructs": obstructs,
            "picture": "cd" * 32,
        }
    )
    return site({"/": LINK, "/contact": CONTACT}).model_copy(update={"banners": (met,)})


def test_a_banner_that_blocks_is_measured_by_what_it_hides() -> None:
    assert measure(banner("reject", 1, obstructs=True), "banner-cover").cells[0].value == 60.0
    assert measure(banner("reject", 1), "banner-cover").cells[0].value == 0.0


def test_a_banner_that_can_only_be_accepted_has_no_refusal() -> None:
    assert measure(banner("accept", 1), "refusal-clicks").cells[0].value is None
    assert measure(banner("reject", 2), "refusal-clicks").cells[0].value == 2.0


def test_a_banner_is_shown_with_its_picture() -> None:
    assert measure(banner("reject", 1), "banner-cover").cells[0].evidence[0].picture == "cd" * 32


def test_a_site_without_banner_has_nothing_to_refuse() -> None:
    assert measure(site({"/": LINK, "/contact": CONTACT}), "refusal-clicks").status == "inapplicable"


def test_a_dead_link_is_pointed_at_where_it_stands() -> None:
    facts = site({"/": LINK})
    (evidence,) = measure(facts, "dead-ends", why="broken").cells[0].evidence
    home = next(fact for fact in facts.states if fact.kind == "home")
    assert (evidence.url, evidence.artifact, evidence.quote) == (home.url, home.snapshot, "Contact us")
    assert evidence.box == home.help_links[0].box


def test_what_is_sound_among_the_pages_seen_says_so_if_the_crawl_stopped() -> None:
    pages = {"/": LINK, "/contact": CONTACT}
    wanted = {"gated-contact": {"gate": "faq"}, "dead-ends": {"why": "broken"}, "placeholders": {"kinds": ["home"]}}
    for name, args in wanted.items():
        (cell,) = measure(site(pages, stopped="pages"), name, **args).cells
        assert cell.reason.endswith(" This holds among the pages seen; the crawl stopped early after 2 pages on desktop (pages).")
        (cell,) = measure(site(pages), name, **args).cells
        assert "among the pages seen" not in cell.reason


def test_a_contact_link_that_leads_to_a_login_is_a_gate() -> None:
    fields = '<input name="mail"><input type="password" name="word"><button>Sign in</button>'
    login = f"<main><h1>Sign in</h1><form>{fields}</form></main>"
    pages = {"/": LINK.replace("/contact", "/messages"), "/messages": login}
    (cell,) = measure(site(pages), "gated-contact", gate="login").cells
    assert cell.value == 2.0
    assert "to which “Contact us” on https://www.shop.example/ leads" in cell.reason
    plain = {"/": LINK + '<a href="/account">Sign in</a>', "/account": login, "/contact": CONTACT}
    assert measure(site(plain), "gated-contact", gate="login").cells[0].value == 0.0


def test_the_heading_of_a_folded_list_is_no_contact_link() -> None:
    html = '<main><h1>Paper</h1></main><footer><button>Customer service</button><a hidden href="/contact">Contact us</a></footer>'
    assert measure(site({"/": html, "/contact": CONTACT}), "contact-link").cells[0].value == 2.0
