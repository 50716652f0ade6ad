from __future__ import annotations

import random
from collections import Counter
from functools import cache

import phonenumbers
import pytest
from lxml import etree

from tests.sites.abstract import COST, WRAPS, Opened, Page, Prose
from tests.sites.generator import Site, generate
from tests.sites.render import Look, Renderer
from tests.sites.words import Words

SEEDS = range(200)


@cache
def site(seed: int) -> Site:
    return generate(seed)


def test_a_seed_gives_the_same_site_every_time() -> None:
    assert generate(7) == generate(7)


def test_two_seeds_give_different_sites() -> None:
    assert generate(7).resources != generate(8).resources


def test_sites_have_between_eight_and_twenty_five_pages() -> None:
    sizes = {len(site(seed).paths) for seed in SEEDS}
    assert (min(sizes) >= 8, max(sizes) <= 25) == (True, True)


def test_two_hundred_sites_use_every_way_of_hiding_a_channel() -> None:
    used = Counter(feature for seed in SEEDS for feature in site(seed).features)
    wanted = {f"opener:{kind}" for kind in COST} | {f"wrap:{kind}" for kind in WRAPS}
    assert {feature for feature in wanted if used[feature] < 5} == set()


def test_expected_clicks_run_from_none_over_zero_to_many() -> None:
    counts = Counter(clicks for seed in SEEDS for clicks in site(seed).expected.values())
    assert all(counts[clicks] >= 50 for clicks in (None, 0, 1, 2, 3, 4))


def test_some_sites_have_no_channel_at_all() -> None:
    assert set(site(24).expected.values()) == {None}


def test_every_site_expects_something_of_the_home_page_and_the_basket() -> None:
    assert all({"home", "basket", "product"} <= {start for start, _, _ in site(seed).expected} for seed in SEEDS)


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_documents_parse_as_html_with_a_title_and_unique_ids(seed: int) -> None:
    for path, body in site(seed).pages.items():
        if not body.startswith("<!DOCTYPE html>"):
            continue
        document = etree.HTML(body)
        ids = Counter(element.get("id") for element in document.iter() if element.get("id"))
        assert (path, document.findtext(".//title") is not None, [name for name, count in ids.items() if count > 1]) == (
            path,
            True,
            [],
        )


@pytest.mark.parametrize("seed", [seed for seed in range(12) if "mode:pages" in generate(seed).features])
def test_every_plain_link_of_a_page_leads_to_something_that_the_server_knows(seed: int) -> None:
    known = site(seed).resources
    documents = [etree.HTML(body) for body in site(seed).pages.values() if body.startswith("<!D")]
    hrefs = [link.get("href") or "" for document in documents for link in document.iter("a")]
    inside = {href.partition("#")[0] for href in hrefs if href.startswith("/")}
    assert {href for href in inside if href not in known} <= {"/cdn-cgi/l/email-protection"}


def test_telephone_numbers_are_valid_in_the_country_of_the_site() -> None:
    for seed in SEEDS:
        numbers = {route.shown.value for (_, _, channel), route in site(seed).routes.items() if channel == "phone"}
        regions = {phonenumbers.region_code_for_number(phonenumbers.parse(number)) for number in numbers}
        assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in numbers)
        assert regions <= {site(seed).country}


def test_all_six_languages_occur() -> None:
    assert {site(seed).locale[:2] for seed in SEEDS} == {"en", "de", "fr", "es", "it", "nl"}


def drawn(outer: str, inner: str) -> tuple[str, str, str]:
    """A page on which `inner` opens out of `outer`, with the ids of what they open."""
    item = Opened("outer", outer, "Help", (Opened("inner", inner, "More", (Prose("<p>Hello</p>"),)),))
    page = Page("home", "/", "home", "Home", main=(item,))
    renderer = Renderer({"home": page}, Look("pages", Words.drawn(random.Random(1))))
    return renderer.html(page), renderer.keys["home", "outer"], renderer.keys["home", "inner"]


@pytest.mark.parametrize("outer", ["modal", "popover"])
@pytest.mark.parametrize("inner", ["drawer", "div-dialog", "target-dialog", "popover", "modal"])
def test_what_opens_out_of_the_top_layer_stands_inside_it_so_that_it_can_be_used(outer: str, inner: str) -> None:
    html, around, within = drawn(outer, inner)
    assert etree.HTML(html).find(f".//*[@id='{around}']//*[@id='{within}']") is not None


@pytest.mark.parametrize("outer", ["drawer", "div-dialog", "target-dialog"])
@pytest.mark.parametrize("inner", ["drawer", "div-dialog", "target-dialog"])
def test_what_opens_out_of_a_layer_lies_over_it(outer: str, inner: str) -> None:
    html, under, over = drawn(outer, inner)
    assert html.index(f'id="{under}"') < html.index(f'id="{over}"')
