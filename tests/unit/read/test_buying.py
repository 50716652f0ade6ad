"""Controls, fields and pages on the way to the till, as a stranger reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.model.blank import Blank, Choice
from journeyaudit.model.snapshot import Box, Control, Frame, Snapshot, TextBlock
from journeyaudit.model.subject import Shopper
from journeyaudit.read.buying.address import meaning_of, missing, value_for
from journeyaudit.read.buying.checkout import asks_login, is_empty_basket, offers_delivery, offers_order
from journeyaudit.read.buying.controls import adding, is_basket, is_forbidden, leading_on, to_basket, to_checkout
from journeyaudit.read.buying.variants import choices_to_make
from journeyaudit.read.urls import Scope

SHOP = "https://shop.example"
SCOPE = Scope((SHOP,))
SHOPPER = Shopper(
    first_name="Ada", last_name="Marsh", email="ada@mill-lane.example", street="12 Mill Lane", city="Wexcombe", postcode="SN8 4LD"
)


def button(name: str, *, y: int = 300, region: str = "main", submits: bool = True, **more: object) -> Control:
    return Control(
        key=f"#{name}{y}", name=name, tag="button", role="button", box=Box(0, y, 90, 30), region=region, submits=submits, **more
    )


def link(name: str, path: str, *, region: str = "main", y: int = 300) -> Control:
    return Control(key=f"#{name}{path}", name=name, href=SHOP + path, raw_href=path, box=Box(0, y, 90, 30), region=region)


def page(*controls: Control, url: str = f"{SHOP}/product/pen", blocks: tuple[TextBlock, ...] = (), **more: object) -> Snapshot:
    heading = TextBlock("Everyday pen", tag="h1", heading=1, box=Box(0, 100, 500, 40))
    return Snapshot(url=url, controls=controls, blocks=(heading, *blocks), **more)


@pytest.mark.parametrize(
    "name",
    [
        "Add to basket",
        "Add to Cart – £2.40",
        "In den Warenkorb",
        "Ajouter au panier",
        "Añadir al carrito",
        "Aggiungi al carrello",
        "In winkelwagen",
    ],
)
def test_a_product_is_added_in_six_languages(name: str) -> None:
    assert [c.name for c in adding(page(button(name)))] == [name]


def test_of_many_products_on_a_page_its_own_is_added() -> None:
    own, others = button("Add to basket", y=250), [button("Add to basket", y=y) for y in (1400, 1800, 2200)]
    assert adding(page(*others, own))[0] == own


@pytest.mark.parametrize(
    "name",
    [
        "Buy it now",
        "Place order",
        "Pay now",
        "Pay with PayPal",
        "Zahlungspflichtig bestellen",
        "Jetzt kaufen",
        "Commander et payer",
        "Pagar",
        "Paga ora",
    ],
)
def test_what_orders_or_pays_is_no_way_to_anywhere(name: str) -> None:
    shown = page(button(name))
    assert is_forbidden(shown.controls[0])
    assert (adding(shown), to_basket(shown, SCOPE), to_checkout(shown, SCOPE), leading_on(shown)) == ((), (), (), ())


def test_the_basket_is_found_by_its_name_or_its_address() -> None:
    shown = page(
        link("Baskets and bins", "/c/baskets", region="nav"),
        link("2", "/cart", region="header"),
        link("Bag", "/basket", region="header"),
    )
    assert [c.name for c in to_basket(shown, SCOPE)][:2] == ["Bag", "2"]


@pytest.mark.parametrize(
    "path", ["/basket", "/checkout/cart/", "/en/cart.html", "/index.php?route=checkout/cart", "/warenkorb", "/mon-panier"]
)
def test_a_basket_s_address_is_known(path: str) -> None:
    assert is_basket(Snapshot(url=SHOP + path))


@pytest.mark.parametrize("path", ["/product/canvas-bag", "/c/shopping-bags", "/cart/add/7"])
def test_goods_called_bag_are_no_basket(path: str) -> None:
    assert not is_basket(Snapshot(url=SHOP + path))


def test_a_guest_s_way_comes_before_any_other() -> None:
    shown = page(button("Continue"), button("Checkout as guest"), button("Log in and continue"))
    assert [c.name for c in leading_on(shown)] == ["Checkout as guest", "Continue"]


def _radio(label: str, context: str = "") -> Blank:
    return Blank(key=label, type="radio", name="m", label=label, context=context)


@pytest.mark.parametrize(
    "label",
    [
        "Standard delivery (3-5 days)",
        "Express £7.95",
        "Lieferung am nächsten Tag",
        "Click & Collect",
        "Royal Mail Tracked 48 £3.20",
    ],
)
def test_delivery_options_are_known_by_their_words(label: str) -> None:
    assert offers_delivery(page(), (_radio(label, "Delivery method"),)) == (label,)


@pytest.mark.parametrize("label", ["Deliver to my billing address", "Checkout as a guest", "Mr", "Gift wrap £3.00"])
def test_other_choices_are_no_delivery_options(label: str) -> None:
    assert offers_delivery(page(), (_radio(label),)) == ()


def test_an_order_is_offered_by_a_button_a_card_field_or_a_payment_frame() -> None:
    def offer(snapshot: Snapshot, *fields: Blank) -> str:
        return offers_order(snapshot, fields, at_till=True, is_payment=lambda host: host == "js.pay.example")

    assert offer(page(button("Place order"))) == "Place order"
    assert (
        offer(page(), Blank(key="a", type="text", label="Number on card", autocomplete="billing cc-number")) == "Number on card"
    )
    assert offer(page(frames=(Frame("https://js.pay.example/card", "Card", Box(0, 0, 300, 90)),))) == "Card"
    assert offer(page(button("Continue"), link("Payment methods", "/help/payment", region="footer"))) == ""


def test_before_the_till_a_button_that_buys_at_once_is_no_offer_to_order() -> None:
    assert offers_order(page(button("Buy it now")), (), at_till=False, is_payment=lambda _: False) == ""


def test_a_login_and_an_empty_basket_are_seen() -> None:
    assert asks_login((Blank(key="p", type="password"),))
    assert not asks_login((Blank(key="p", type="password", visible=False),))
    assert is_empty_basket(page(blocks=(TextBlock("Your basket is empty."),)))


@pytest.mark.parametrize(
    ("field", "meaning"),
    [
        (Blank(key="a", type="text", label="Post code *"), "postcode"),
        (Blank(key="a", type="text", name="shipping_address[firstname]"), "first_name"),
        (Blank(key="a", type="text", label="Nachname"), "last_name"),
        (Blank(key="a", type="text", label="x", autocomplete="shipping address-line2"), "street_more"),
        (Blank(key="a", type="text", label="E-mail address"), "email"),
        (Blank(key="a", type="text", name="line4", label="City"), "city"),
        (Blank(key="a", type="text", label="Straße und Hausnummer"), "street"),
        (Blank(key="a", type="text", label="Address line 2"), "street_more"),
        (Blank(key="a", type="select", label="Country"), "country"),
        (Blank(key="a", type="text", label="Gift message"), None),
        (Blank(key="a", type="text", label="Company number"), None),
        (Blank(key="a", type="password", label="Postcode"), None),
        (Blank(key="a", type="search", label="Search", placeholder="Search our range"), None),
    ],
)
def test_fields_are_understood(field: Blank, meaning: str | None) -> None:
    assert meaning_of(field) == meaning


def test_a_country_is_chosen_by_its_name_in_the_shop_s_language_or_its_code() -> None:
    for text in ("United Kingdom", "Vereinigtes Königreich", "UK"):
        field = Blank(key="a", type="select", label="Country", choices=(Choice("France", "7"), Choice(text, "9")))
        assert value_for(field, SHOPPER, "", "GB") == "9"


def test_the_place_s_postcode_goes_before_the_shopper_s() -> None:
    field = Blank(key="a", type="text", label="Postcode")
    assert (value_for(field, SHOPPER, "IV1 1AA", "GB"), value_for(field, SHOPPER, "", "GB")) == ("IV1 1AA", "SN8 4LD")


def test_what_the_shopper_does_not_give_is_missing_and_never_made_up() -> None:
    phone = Blank(key="a", type="tel", label="Mobile", required=True)
    assert (value_for(phone, SHOPPER, "", "GB"), missing(phone, SHOPPER, "", "GB")) == (None, True)


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["text", "tel", "email", "number", "textarea"]))
def test_nothing_but_the_shopper_s_own_details_is_ever_typed(label: str, name: str, kind: str) -> None:
    value = value_for(Blank(key="a", type=kind, label=label, name=name), SHOPPER, "IV1 1AA", "GB")
    own = {"Ada", "Marsh", "Ada Marsh", "ada@mill-lane.example", "12 Mill Lane", "Wexcombe", "IV1 1AA", "GB", None}
    assert value in own


def test_open_choices_take_the_first_that_can_be_had() -> None:
    sizes = (Choice("Choose", ""), Choice("S – sold out", "s"), Choice("M", "m", disabled=True), Choice("L", "l"))
    fields = (
        Blank(key="size", type="select", choices=sizes, near=True),
        Blank(key="set", type="select", value="b", choices=(Choice("A", "a"), Choice("B", "b")), near=True),
        Blank(key="n", type="number", value="0", near=True),
        Blank(key="red", type="radio", name="colour", label="Red (out of stock)", near=True),
        Blank(key="blue", type="radio", name="colour", label="Blue", near=True),
        Blank(key="far", type="select", choices=sizes),
    )
    assert choices_to_make(fields) == (("size", "l"), ("n", "1"), ("blue", "on"))
