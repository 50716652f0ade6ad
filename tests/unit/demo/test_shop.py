"""The demonstration shop as a visitor without a browser meets it."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from typing import NamedTuple

import pytest
import yaml

from journeyaudit.demo import Shop, serve

DEAD = {"/help/returns-desk"}
FORMS = {
    "/checkout": "guests",
    "/checkout/delivery": "choices",
    "/checkout/order": "orders",
    "/help/message": "enquiries",
    "/newsletter": "newsletter",
    "/basket/add": "basket",
    "/account/login": "logins",
    "/account/register": "accounts",
    "/reviews": "reviews",
    "/track-order": "tracking",
}


class Answer(NamedTuple):
    status: int
    text: str
    headers: dict[str, str]


class Links(HTMLParser):
    """Every address in a page: (tag, address), and every id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [(tag, value or "") for name, value in attrs if name in ("href", "src", "action")]
        self.ids += [value or "" for name, value in attrs if name == "id"]


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with serve() as shop:
        yield shop


def ask(url: str, data: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> Answer:
    body = None if data is None else urllib.parse.urlencode(data).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers or {}), timeout=10) as reply:
            return Answer(reply.status, reply.read().decode("utf-8", "replace"), dict(reply.headers))
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode(), dict(error.headers))


def internal(shop: Shop, text: str, page: str) -> set[str]:
    """Absolute addresses of the shop's own pages that this page links to."""
    found = (
        urllib.parse.urljoin(shop.origin + page, address)
        for tag, address in Links(text).addresses
        if tag in ("a", "link", "script")
    )
    return {address for address in found if address.startswith(shop.origin)}


def test_the_shop_has_about_sixty_pages_and_each_answers(shop: Shop) -> None:
    assert 55 <= len(shop.paths) <= 70
    assert {path: ask(shop.origin + path).status for path in shop.paths} == dict.fromkeys(shop.paths, 200)


def test_pages_have_the_weight_of_real_ones(shop: Shop) -> None:
    sizes = [len(ask(shop.origin + path).text.encode()) for path in shop.paths]
    assert min(sizes) > 15_000
    assert max(sizes) < 80_000


def test_every_internal_link_leads_somewhere_except_the_one_known_to_be_broken(shop: Shop) -> None:
    linked = {address.partition("#")[0] for path in shop.paths for address in internal(shop, ask(shop.origin + path).text, path)}
    assert {urllib.parse.urlsplit(url).path for url in linked if ask(url).status != 200} == DEAD


def test_every_named_place_on_a_page_exists(shop: Shop) -> None:
    pages = {path: ask(shop.origin + path).text for path in shop.paths}
    named = {
        urllib.parse.urlsplit(a)
        for path, text in pages.items()
        for a in internal(shop, text, path)
        if urllib.parse.urlsplit(a).fragment
    }
    assert [f"{url.path}#{url.fragment}" for url in named if url.fragment not in Links(pages[url.path]).ids] == []


def test_ids_are_unique_on_every_page(shop: Shop) -> None:
    for path in shop.paths:
        ids = Links(ask(shop.origin + path).text).ids
        assert sorted(ids) == sorted(set(ids)), path


def test_every_page_can_be_reached_from_home_by_links(shop: Shop) -> None:
    seen, queue = {"/"}, ["/"]
    while queue:
        page = queue.pop()
        new = {urllib.parse.urlsplit(a).path for a in internal(shop, ask(shop.origin + page).text, page)} - seen
        seen |= new
        queue += [path for path in new if path in shop.paths]
    assert set(shop.paths) - seen == set()


def test_no_page_loads_anything_from_elsewhere(shop: Shop) -> None:
    for path in shop.paths:
        text = ask(shop.origin + path).text
        loaded = [a for tag, a in Links(text).addresses if tag not in ("a", "form")]
        assert [a for a in loaded if re.match(r"(https?:)?//", a)] == [], path
        assert not re.search(r"url\(|@import|<iframe|style=", text), path


def test_scripts_and_style_sheets_name_no_other_host(shop: Shop) -> None:
    for name in ("shop.css", "pages.css", "shop.js", "chat-widget.js"):
        assert "//" not in re.sub(r"^//.*|^\s+//.*", "", ask(f"{shop.origin}/static/{name}").text, flags=re.M), name


def test_an_unknown_address_gets_the_shops_own_404_page(shop: Shop) -> None:
    answer = ask(f"{shop.origin}/no-such-page")
    assert (answer.status, "not in the drawer" in answer.text) == (404, True)


def test_robots_sitemap_and_icon_are_there(shop: Shop) -> None:
    assert "Disallow: /checkout/payment" in ask(f"{shop.origin}/robots.txt").text
    assert f"<loc>{shop.origin}/stores</loc>" in ask(f"{shop.origin}/sitemap.xml").text
    assert ask(f"{shop.origin}/favicon.ico").status == 200


@pytest.mark.parametrize(("path", "kind"), FORMS.items())
def test_every_form_that_arrives_is_counted(path: str, kind: str) -> None:
    with serve() as own:
        ask(own.origin + path, {"email": "nobody@quirewell.example"})
        assert own.received == {kind: 1}
        assert own.requests[0] == ("POST", path, "email=nobody%40quirewell.example")


def test_looking_around_counts_nothing() -> None:
    with serve() as own:
        for path in own.paths:
            ask(own.origin + path)
        assert own.received == {}


def test_a_basket_belongs_to_one_visitor() -> None:
    with serve() as own:
        sent = urllib.request.Request(
            f"{own.origin}/basket/add", b"product=lever-arch-file&quantity=3", {"X-Requested-With": "fetch"}
        )
        with urllib.request.urlopen(sent, timeout=10) as reply:
            cookie = reply.headers.get_all("Set-Cookie")[0].partition(";")[0]
        assert "3 × £3.25" in ask(f"{own.origin}/basket", headers={"Cookie": cookie}).text
        assert "Nothing in here yet" in ask(f"{own.origin}/basket").text


@pytest.mark.parametrize("quantity", ["", "many", "-2", "1e9", "²"])
def test_a_quantity_that_is_no_number_adds_nothing(quantity: str) -> None:
    with serve() as own:
        assert ask(f"{own.origin}/basket/add", {"product": "lever-arch-file", "quantity": quantity}).status == 200
        assert own.received["basket"] == 1


def test_what_a_visitor_types_never_becomes_markup(shop: Shop) -> None:
    assert "<b>toner" not in ask(f"{shop.origin}/search?q=%3Cb%3Etoner").text


def test_a_page_that_has_not_changed_is_not_sent_again(shop: Shop) -> None:
    tag = ask(f"{shop.origin}/help").headers["ETag"]
    assert ask(f"{shop.origin}/help", headers={"If-None-Match": tag}).status == 304


def test_the_telephone_and_the_form_have_no_shorter_way_than_the_table_says(shop: Shop) -> None:
    pages = {path: ask(shop.origin + path).text for path in shop.paths}
    assert [p for p, text in pages.items() if "020 7946 0327" in text] == ["/track-order/late"]
    assert [p for p, text in pages.items() if 'href="/track-order/late"' in text] == ["/track-order"]
    assert [p for p, text in pages.items() if 'href="/help/message"' in text] == ["/help"]
    assert [p for p, text in pages.items() if "0909 8790" in text] == ["/print/artwork-line"]
    assert [p for p, text in pages.items() if "The Old Bindery" in text] == ["/terms"]
    assert {p for p, text in pages.items() if "808 157" in text} == {"/"}
    assert not any("hello@quirewell.example" in re.sub(r'href="[^"]*"', "", text) for text in pages.values())


def test_the_table_of_flaws_counts_the_clicks_of_its_own_paths() -> None:
    told = yaml.safe_load(files("journeyaudit.demo").joinpath("flaws.yaml").read_text("utf-8"))
    for device, starts in told["reach"].items():
        ways = told["paths"][device]
        for start, channels in starts.items():
            counted = {c: len(ways.get(start, {}).get(c, ways["home"].get(c, []))) for c, n in channels.items() if n is not None}
            assert counted == {c: n for c, n in channels.items() if n is not None}, (device, start)
