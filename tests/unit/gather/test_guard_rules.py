"""What must never leave the browser, and what a page needs to draw itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.gather.guard.network import refusal

SHOP = "https://shop.example"
METHOD = st.sampled_from(["POST", "PUT", "PATCH", "DELETE"])
KIND = st.sampled_from(["Document", "XHR", "Fetch", "Ping", "Other"])
PATH = st.text("abcdefghijklmnopqrstuvwxyz0123456789/-_.?=&", max_size=30)


def get(path: str) -> str:
    return refusal("GET", f"{SHOP}{path}", "Document", "", acting=False)


def post(path: str, body: str = "", *, kind: str = "Fetch", acting: bool = False) -> str:
    return refusal("POST", f"{SHOP}{path}", kind, body, acting=acting)


@given(METHOD, PATH, st.text(max_size=40), st.booleans())
def test_no_form_is_ever_submitted(method: str, path: str, body: str, acting: bool) -> None:
    assert refusal(method, f"{SHOP}/{path}", "Document", body, acting=acting) != ""


@given(METHOD, PATH, st.text(max_size=40), st.booleans())
def test_no_beacon_ever_leaves(method: str, path: str, body: str, acting: bool) -> None:
    assert refusal(method, f"{SHOP}/{path}", "Ping", body, acting=acting) != ""


@given(METHOD, PATH, KIND)
def test_what_is_stopped_while_a_page_loads_is_stopped_after_a_click_too(method: str, path: str, kind: str) -> None:
    loading, acting = (refusal(method, f"{SHOP}/{path}", kind, "", acting=acting) for acting in (False, True))
    assert acting or not loading


@given(st.sampled_from(["GET", "HEAD", "OPTIONS"]), PATH, st.booleans())
def test_reading_is_judged_by_its_address_alone(method: str, path: str, acting: bool) -> None:
    one = refusal(method, f"{SHOP}/{path}", "Document", "", acting=acting)
    assert one == refusal("GET", f"{SHOP}/{path}", "XHR", "anything", acting=not acting)


@pytest.mark.parametrize(
    "path",
    [
        "/logout",
        "/account/log-out",
        "/sign-out?next=/",
        "/customer/abmelden",
        "/deconnexion",
        "/cerrar-sesion",
        "/uitloggen",
        "/cart/add/5",
        "/basket/add?id=3",
        "/?add-to-cart=12",
        "/shop/?addtocart=12",
        "/cart/update?qty=2",
        "/cart/remove-item?id=ab12",
        "/checkout/confirm",
        "/place-order",
        "/order/confirm/7",
        "/pay-now",
        "/payment/execute",
        "/newsletter/unsubscribe?u=1",
        "/address/delete/4",
        "/?action=delete&id=4",
        "/cancel-subscription",
        "/poll/vote?a=1",
        "/LOGOUT",
    ],
)
def test_an_address_that_acts_when_fetched_is_not_fetched(path: str) -> None:
    assert get(path) == "its address acts when fetched"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/p/red-pen",
        "/products/ballpoint-pens?page=2&sort=price",
        "/search?q=order+forms",
        "/suche?q=abmelden+vom+newsletter",
        "/cart",
        "/basket",
        "/checkout",
        "/contact",
        "/login",
        "/my-account",
        "/orders",
        "/help/cancel-my-order",
        "/help/deleted-items",
        "/blog/how-to-place-orders",
        "/help/voter-packs",
        "/returns",
        "/c/undeletable",
    ],
)
def test_an_ordinary_page_is_fetched(path: str) -> None:
    assert get(path) == ""


@pytest.mark.parametrize(
    "path",
    ["/api/orders", "/checkout/place", "/pay", "/contact/send", "/newsletter", "/account/password", "/cart/items"],
)
def test_a_script_cannot_order_pay_send_or_change_an_account_even_while_the_page_loads(path: str) -> None:
    assert post(path) == "it would order, pay, send or change an account"


def test_what_a_page_posts_to_draw_itself_passes_until_something_was_clicked() -> None:
    assert (post("/api/prices", "{}"), post("/api/prices", "{}", acting=True)) == ("", "it sends data after a click")


@pytest.mark.parametrize("path", ["/search", "/api/suggest", "/v1/facets", "/stock/availability", "/index/query"])
def test_a_search_that_is_posted_passes_even_after_a_click(path: str) -> None:
    assert post(path, '{"q": "pens"}', acting=True) == ""


@pytest.mark.parametrize(
    "body",
    [
        '{"query": "query Menu { items { title } }"}',
        '{"query": "{ shop { name } }"}',
        '{"operationName": "Menu", "query": "query Menu { a }", "variables": {"text": "x"}}',
        '{"extensions": {"persistedQuery": {"version": 1}}}',
    ],
)
def test_a_graphql_query_only_reads(body: str) -> None:
    assert post("/graphql", body, acting=True) == ""


@pytest.mark.parametrize(
    "body",
    [
        '{"query": "mutation { order(id: 4) { id } }"}',
        '{"query": "query A { a } mutation B { pay }"}',
        '{"operationName": "B"}',
        "",
        "not json",
    ],
)
def test_a_graphql_mutation_or_what_may_be_one_is_refused_after_a_click(body: str) -> None:
    assert post("/graphql", body, acting=True) != ""


def test_a_mutation_sent_to_a_search_address_is_no_search() -> None:
    assert post("/search", '{"query": "mutation { order }"}', acting=True) != ""
