"""Which addresses are one page, and which belong to the company."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.read.urls import Scope, identity, is_page, pattern_of, site_of

WORD = st.text(string.ascii_letters + string.digits + "-_.~%", min_size=0, max_size=8)
QUERY = st.lists(st.tuples(WORD, WORD), max_size=4).map(lambda pairs: "&".join(f"{k}={v}" for k, v in pairs))
SITE = ["http://Shop.example", "https://www.shop.example:443", "http://shop.example:80", "http://127.0.0.1:8000"]
ADDRESS = st.tuples(
    st.sampled_from(SITE), st.lists(WORD, max_size=3), QUERY, st.sampled_from(["", "part", "/route", "!/route", "top"])
).map(lambda parts: f"{parts[0]}/{'/'.join(parts[1])}?{parts[2]}#{parts[3]}")


@given(ADDRESS)
def test_the_one_spelling_of_an_address_is_its_own_spelling(url: str) -> None:
    assert identity(identity(url)) == identity(url)


@given(ADDRESS, st.sampled_from(["utm_source", "utm_campaign", "gclid", "fbclid", "PHPSESSID", "sid"]))
def test_a_tracking_parameter_makes_no_other_page(url: str, parameter: str) -> None:
    head, hash_, fragment = url.partition("#")
    assert identity(f"{head}&{parameter}=x1{hash_}{fragment}") == identity(url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://shop.example/a#reviews", "https://shop.example/a"),
        ("https://shop.example", "https://shop.example/"),
        ("https://SHOP.example:443/a", "https://shop.example/a"),
        ("http://shop.example:80/a", "http://shop.example/a"),
        ("https://shop.example/a?b=2&a=1", "https://shop.example/a?a=1&b=2"),
        ("https://shop.example/a;jsessionid=AB12", "https://shop.example/a"),
    ],
)
def test_two_spellings_of_one_page_are_one(one: str, other: str) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://shop.example/#/contact", "https://shop.example/#/help"),
        ("https://shop.example/#!contact", "https://shop.example/"),
        ("https://shop.example/a?page=2", "https://shop.example/a?page=3"),
        ("https://shop.example/A", "https://shop.example/a"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8001/"),
        ("https://shop.example/a?q", "https://shop.example/a"),
    ],
)
def test_two_pages_are_two(one: str, other: str) -> None:
    assert identity(one) != identity(other)


@pytest.mark.parametrize("path", ["terms.pdf", "logo.PNG", "feed.xml", "app.js", "card.vcf"])
def test_a_file_is_no_page(path: str) -> None:
    assert not is_page(f"https://shop.example/{path}")


@pytest.mark.parametrize("url", ["mailto:a@shop.example", "tel:+442079460018", "javascript:void(0)", "about:blank", ""])
def test_what_no_browser_shows_is_no_page(url: str) -> None:
    assert not is_page(url)


@pytest.mark.parametrize("path", ["", "contact", "contact.html", "index.php?id=3", "v1.2/help"])
def test_a_page_may_have_any_other_name(path: str) -> None:
    assert is_page(f"https://shop.example/{path}")


@pytest.mark.parametrize(
    "url", ["https://help.mill-lane.co.uk/contact", "http://mill-lane.co.uk/", "https://www.MILL-LANE.co.uk/a"]
)
def test_all_hosts_of_the_registered_domain_belong_to_the_company(url: str) -> None:
    assert Scope(("https://www.mill-lane.co.uk",)).holds(url)


@pytest.mark.parametrize(
    "url", ["https://other.co.uk/", "https://mill-lane.co.uk.evil.test/", "https://notmill-lane.co.uk/", "https://mill-lane.com/"]
)
def test_another_registered_domain_does_not(url: str) -> None:
    assert not Scope(("https://www.mill-lane.co.uk",)).holds(url)


def test_a_second_origin_is_in_scope_too() -> None:
    assert Scope(("https://mill-lane.co.uk", "https://mill-lane-help.com")).holds("https://faq.mill-lane-help.com/a")


def test_on_this_machine_each_port_is_a_site_of_its_own() -> None:
    scope = Scope(("http://127.0.0.1:8000",))
    assert (scope.holds("http://127.0.0.1:8000/a"), scope.holds("http://127.0.0.1:8001/a")) == (True, False)


def test_a_bare_name_stands_for_itself() -> None:
    assert (site_of("localhost:8000"), site_of("intranet"), site_of("www.mill-lane.co.uk")) == (
        "localhost:8000",
        "intranet",
        "mill-lane.co.uk",
    )


def test_pages_of_one_template_share_a_pattern() -> None:
    shop = "https://shop.example/"
    assert pattern_of(shop + "p/red-pen") == pattern_of(shop + "p/blue-pen")
    assert pattern_of(shop + "c/12/a.html?id=1") == pattern_of(shop + "c/7/b.html?id=2")
    assert pattern_of(shop + "p/red-pen") != pattern_of(shop + "help/returns")
    assert pattern_of(shop) != pattern_of(shop + "contact")
