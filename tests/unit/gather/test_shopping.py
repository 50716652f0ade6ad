"""What a sample purchase may send: goods into the basket, an address to a checkout; never an order, whatever it is called."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeyaudit.gather.guard.shopping import Permit, Purpose, Shopping, is_payment_host, never
from journeyaudit.read.urls import Scope

SHOP = "https://shop.example"
BASE = "it submits a form"
PURPOSES: tuple[Purpose, ...] = ("add", "proceed", "estimate", "step", "remove")

#: Address and body of orders and payments, as shop systems and home-made shops send them.
ORDERS = [
    ("/checkout/place", "a=1"),
    ("/checkout/preview/", "csrfmiddlewaretoken=x&action=place_order"),
    ("/?wc-ajax=checkout", "billing_email=a%40b.example"),
    ("/checkout/", "woocommerce_checkout_place_order=Place+order"),
    ("/checkout/order", "tos=on"),
    ("/checkout/finish", ""),
    ("/orders", '{"items": [1]}'),
    ("/api/v1/order/create", "{}"),
    ("/rest/V1/guest-carts/ab12/payment-information", "{}"),
    ("/rest/V1/guest-carts/ab12/order", "{}"),
    ("/checkout/onepage/saveOrder/", "x=1"),
    ("/graphql", '{"query": "mutation { placeOrder(input: {cart_id: 1}) { order { id } } }"}'),
    ("/graphql", '{"query": "mutation { addToCart(id: 1) { id } pay: placeOrder { id } }"}'),
    ("/graphql", '{"operationName": "CheckoutComplete", "extensions": {"persistedQuery": {"version": 1}}}'),
    ("/cart", "checkout=1&submit=Pay+now"),
    ("/kasse", "submit=Zahlungspflichtig+bestellen"),
    ("/basket/pay", "amount=3"),
    ("/cart/buy-now", "id=3"),
    ("/pay", "basket=1"),
    ("/cart/paypal/start", "cart=1"),
    ("/checkout/step", "card_number=4000000000000000&cvc=123"),
    ("/checkout/step", '{"payment": {"cardNumber": "4000000000000000"}}'),
    ("/checkout/step", '--x\r\nContent-Disposition: form-data; name="cvv"\r\n\r\n123\r\n--x--'),
]
#: What opens an account, signs in, subscribes or writes.
OTHERS = [
    ("/account/register", "email=a"),
    ("/checkout/guest", "email=a&password=secret"),
    ("/checkout/guest", "email=a&create_account=1"),
    ("/checkout/guest", "email=a&newsletter=on"),
    ("/newsletter", "email=a"),
    ("/cart/review", "x=1"),
    ("/contact", "cart=1"),
    ("/checkout/step", "message=please+call+me"),
]
#: What a purchase needs, by purpose.
NEEDED: list[tuple[Purpose, str, str]] = [
    ("add", "/cart/add.js", "id=7&quantity=1"),
    ("add", "/?wc-ajax=add_to_cart", "product_id=7"),
    ("add", "/checkout/cart/add/uenc/aHR0/product/7/", "product=7&form_key=x"),
    ("add", "/checkout/line-item/add", "lineItems%5B7%5D%5Bid%5D=7&redirectTo=frontend.cart.offcanvas"),
    ("add", "/graphql", '{"query": "mutation { cartLinesAdd(cartId: 1) { cart { selected_payment_method { code } } } }"}'),
    ("add", "/on/demandware.store/Sites-Shop/en_GB/Cart-AddProduct", "pid=7"),
    ("add", "/warenkorb/hinzufuegen", "artikel=7"),
    ("estimate", "/rest/V1/guest-carts/ab12/estimate-shipping-methods", '{"address": {"postcode": "IV1 1AA"}}'),
    ("proceed", "/cart", "updates%5B%5D=1&checkout=Check+out"),
    ("step", "/checkout/", "options=anonymous&username=a%40b.example&password="),
    ("step", "/checkout/contact", "email=a%40b.example"),
    ("step", "/checkout/shipping-address/", "first_name=Ada&line1=12+Mill+Lane"),
    ("remove", "/cart/change.js", '{"line": 1, "quantity": 0}'),
]


def answer(
    shopping: Shopping, path: str, body: str | None, *, host: str = SHOP, kind: str = "Document", method: str = "POST"
) -> str:
    return asyncio.run(shopping.refusal(method, host + path, kind, body, BASE))


async def _open(url: str) -> str:  # noqa: ARG001 - no page is closed
    return ""


def shopping(permit: Permit | None = None) -> Shopping:
    made = Shopping(Scope((SHOP,)), _open)
    made.begin(permit)
    return made


@pytest.mark.parametrize(("path", "body"), ORDERS)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_an_order_is_refused_for_every_purpose_even_where_the_pressed_form_goes(purpose: Purpose, path: str, body: str) -> None:
    assert answer(shopping(Permit(purpose, SHOP + path)), path, body or "x=1") not in ("", BASE)


@pytest.mark.parametrize(("path", "body"), OTHERS)
def test_nobody_is_signed_in_subscribed_or_written_to(path: str, body: str) -> None:
    assert answer(shopping(Permit("step", SHOP + path)), path, body) not in ("", BASE)


@pytest.mark.parametrize(("purpose", "path", "body"), NEEDED)
def test_what_a_purchase_needs_passes_for_its_purpose_alone(purpose: Purpose, path: str, body: str) -> None:
    assert answer(shopping(Permit(purpose)), path, body) == ""
    assert answer(shopping(None), path, body) == BASE


@pytest.mark.parametrize(("purpose", "path", "body"), NEEDED)
def test_once_shut_it_stays_shut(purpose: Purpose, path: str, body: str) -> None:
    closed = shopping(Permit(purpose))
    closed.shut()
    closed.begin(Permit(purpose, SHOP + path))
    assert answer(closed, path, body) == "the page offers to place an order, so nothing more is sent"


def test_a_form_may_go_where_its_own_button_sends_it_and_nowhere_else() -> None:
    permit = Permit("add", f"{SHOP}/products/stripe-shirt")
    assert answer(shopping(permit), "/products/stripe-shirt", "size=m") == ""
    assert answer(shopping(permit), "/products/other-shirt", "size=m") == BASE


def test_nothing_goes_to_other_sites_or_payment_providers() -> None:
    permit = Permit("add", "https://elsewhere.example/cart/add")
    assert answer(shopping(permit), "/cart/add", "id=1", host="https://elsewhere.example") == "it sends data to another site"
    for kind, method in (("Document", "GET"), ("XHR", "POST")):
        told = answer(shopping(permit), "/cart", "id=1", host="https://api.stripe.com", kind=kind, method=method)
        assert told == "it goes to a payment provider"
    assert is_payment_host("www.paypal.com")
    assert not is_payment_host("paypal.com.shop.example")


def test_what_cannot_be_read_is_not_sent() -> None:
    assert answer(shopping(Permit("add")), "/cart/add", None) == "what it sends cannot be read"
    assert answer(shopping(Permit("add")), "/cart/add", "{broken") == "what it sends cannot be read"


def test_a_beacon_is_never_sent() -> None:
    assert answer(shopping(Permit("add")), "/cart/add", "id=1", kind="Ping") == BASE


WORD = st.text("abcdefghijklmnopqrstuvwxyz_-", min_size=1, max_size=12)


@given(
    st.lists(st.tuples(WORD, WORD), max_size=4),
    st.sampled_from(["action", "do", "submit", "op"]),
    st.booleans(),
    st.sampled_from(PURPOSES),
)
@example([("--", "_")], "action", False, "add")
def test_an_order_is_seen_among_whatever_else_is_sent(
    pairs: list[tuple[str, str]], name: str, first: bool, purpose: Purpose
) -> None:
    order = (name, "place_order")
    body = urlencode([order, *pairs] if first else [*pairs, order])
    assert never(f"{SHOP}/cart/add", body) != ""
    assert answer(shopping(Permit(purpose, f"{SHOP}/cart/add")), "/cart/add", body) not in ("", BASE)


def test_a_page_that_robots_txt_closes_is_not_gone_to() -> None:
    async def closed(url: str) -> str:
        return "robots.txt of the site disallows it" if "/checkout" in url else ""

    made = Shopping(Scope((SHOP,)), closed)
    told = asyncio.run(made.refusal("GET", f"{SHOP}/checkout", "Document", "", ""))
    assert (told, made.stopped) == ("robots.txt of the site disallows it",) * 2
    assert asyncio.run(made.refusal("GET", f"{SHOP}/basket", "Document", "", "")) == ""
