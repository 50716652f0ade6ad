"""A basket may be filled, a form may be sent where it is permitted; an order never leaves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.gather.guard.allowance import Allowance, allows
from journeyaudit.gather.guard.network import refusal

SHOP = "https://shop.example"
PATH = st.text("abcdefghijklmnopqrstuvwxyz0123456789/-_.?=&", max_size=30)
MUTATION = '{"query": "mutation %s { %s(id: 1) { id } }"}'
MULTIPART = '--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n--x--'

BASKET = {
    "a path": ("/basket/add/42/", "quantity=1"),
    "a script's path": ("/cart/add.js", '{"id": 1}'),
    "a path under the checkout": ("/checkout/cart/add/product/7", "qty=1"),
    "a field": ("/paper-a4", "quantity=1&add-to-cart=7"),
    "a field of several parts": ("/paper-a4", MULTIPART % ("add-to-cart", "7")),
    "a mutation": ("/graphql", MUTATION % ("addToCart", "cartLinesAdd")),
    "another language": ("/warenkorb/hinzufuegen", "menge=1"),
    "a delivery address": ("/checkout/shipping-address/", "postcode=SN8+4LD"),
    "the order so far": ("/?wc-ajax=update_order_review", "country=GB&shipping_method=flat"),
}
ORDERS = {
    "a path": ("/checkout/place-order", ""),
    "the end of the checkout": ("/checkout", "email=a&postcode=b&basket=7"),
    "a payment": ("/checkout/shipping/payment", "card=4"),
    "an action of the body": ("/checkout/shipping/", "action=place_order"),
    "an action of many parts": ("/checkout/delivery/", MULTIPART % ("action", "place_order")),
    "a pressed button": ("/basket/", "woocommerce_checkout_place_order=Place+order"),
    "an action in JSON": ("/cart/update", '{"action": "placeOrder"}'),
    "a mutation": ("/graphql", MUTATION % ("PlaceOrder", "placeOrder")),
    "a mutation without a name": ("/graphql", '{"query": "mutation { placeOrder(cart: 1) { id } }"}'),
    "another language": ("/warenkorb/bestellen", "menge=1"),
}


@pytest.mark.parametrize("request_", BASKET.values(), ids=BASKET)
def test_the_basket_is_told_by(request_: tuple[str, str]) -> None:
    path, body = request_
    assert allows("basket", SHOP + path, body)
    assert not allows("nothing", SHOP + path, body)


@pytest.mark.parametrize("request_", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("allowance", ["basket", "forms"])
def test_an_order_is_told_by(request_: tuple[str, str], allowance: Allowance) -> None:
    path, body = request_
    assert not allows(allowance, SHOP + path, body)


@pytest.mark.parametrize("path", ["/contact", "/account/register", "/newsletter"])
def test_only_forms_are_sent_where_forms_are_allowed(path: str) -> None:
    assert allows("forms", SHOP + path, "email=a")
    assert not allows("basket", SHOP + path, "email=a")


@given(PATH, st.text(max_size=60), st.sampled_from(["basket", "forms"]))
def test_no_address_that_names_an_order_is_let_through(path: str, body: str, allowance: Allowance) -> None:
    assert not allows(allowance, f"{SHOP}/{path}/place-order", body)


@given(st.sampled_from(["GET", "POST", "PUT"]), PATH, st.sampled_from(["Document", "Fetch"]), st.text(max_size=40))
def test_an_allowance_never_stops_what_looking_may_do(method: str, path: str, kind: str, body: str) -> None:
    looking = refusal(method, f"{SHOP}/{path}", kind, body, acting=True)
    for allowance in ("basket", "forms"):
        assert refusal(method, f"{SHOP}/{path}", kind, body, acting=True, allowance=allowance) in ("", looking)


@given(PATH, st.text(max_size=40))
def test_no_allowance_lets_a_beacon_leave(path: str, body: str) -> None:
    assert refusal("POST", f"{SHOP}/{path}", "Ping", body, acting=True, allowance="forms")
