"""A product is followed to its delivery options, however the shop sells it, and nothing is ever ordered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.following import SHOPPER, follow
from tests.browser.shops import (
    ADD,
    CONTACT,
    NEXT,
    Answer,
    LittleShop,
    Visitor,
    basket_page,
    opened,
    options_for,
    page,
    product,
    radios,
    shop,
)


@pytest.fixture
def at() -> Iterator[LittleShop]:
    with opened(shop()) as little:
        yield little
        assert little.orders == []


def test_a_guest_is_walked_to_the_delivery_options_and_takes_the_goods_out_again(at: LittleShop, tmp_path: Path) -> None:
    trail = follow(at.origin, tmp_path, shopper=SHOPPER)
    assert [(s.stage, s.fault) for s in trail.stages] == [("product", None), ("basket", None), ("checkout", None)]
    assert trail.stage("checkout").names == ("Proceed to checkout", "Continue", "Continue to delivery")
    assert "Free next day delivery" in trail.words("checkout")
    assert at.sent() == ["/basket/add", "/checkout/contact", "/checkout/address", "/basket/remove"]
    (visitor,) = (v for v in at.visitors.values() if v.told)
    assert visitor.told["country"] == "GB"
    assert "newsletter" not in visitor.told
    assert not visitor.basket
    assert not trail.stage("checkout").left_behind


def test_each_place_of_delivery_is_given_its_own_postcode(at: LittleShop, tmp_path: Path) -> None:
    places = {"Highlands": "IV1 1AA", "London": "W1A 1AA"}
    trail = follow(at.origin, tmp_path, shopper=SHOPPER, postcodes=places)
    told = {region: (trail.stage("checkout", region).postcode, "£14.99" in trail.words("checkout", region)) for region in places}
    assert told == {"Highlands": ("IV1 1AA", True), "London": ("W1A 1AA", False)}


def test_without_a_shopper_the_way_ends_where_the_checkout_asks_who_buys(at: LittleShop, tmp_path: Path) -> None:
    trail = follow(at.origin, tmp_path)
    fault = trail.stage("checkout").fault
    assert fault is not None
    assert (fault.kind, "E-mail address" in fault.detail) == ("no-shopper", True)
    assert "Your details" in trail.words("checkout")
    assert at.sent() == ["/basket/add", "/basket/remove"]


def test_what_the_journal_holds_is_not_bought_again(at: LittleShop, tmp_path: Path) -> None:
    follow(at.origin, tmp_path)
    asked = len(at.asked)
    assert len(follow(at.origin, tmp_path).stages) == 3
    assert len(at.asked) == asked


DRAWER = """
<button id="add" type="button">Add to bag</button>
<aside id="drawer" role="dialog" aria-label="Your bag" hidden style="position:fixed;right:0;top:0;width:300px;background:white">
<p>1 × Everyday pen</p>{links}</aside>
<script>document.getElementById('add').onclick = async () => {{
  await fetch('/cart/add.js', {{method: 'POST', body: new URLSearchParams({{product: 'pen'}})}});
  navigator.sendBeacon('/collect', 'added');
  document.getElementById('drawer').hidden = false;
}}</script>
"""


def _with_drawer(at: LittleShop, links: str) -> None:
    at.routes["GET /product/pen"] = lambda _, __: product("", DRAWER.format(links=links))
    at.routes["POST /cart/add.js"] = lambda visitor, form: Answer(
        "{}" if visitor.basket.update([form["product"]]) is None else "", kind="application/json"
    )


def test_a_script_that_fills_the_basket_and_opens_a_drawer_is_followed(at: LittleShop, tmp_path: Path) -> None:
    _with_drawer(at, '<a href="/basket">View bag</a> <a href="/checkout">Checkout</a>')
    trail = follow(at.origin, tmp_path, shopper=SHOPPER)
    assert trail.stage("basket").url.endswith("/basket")
    assert (trail.stage("basket").names, trail.fault("checkout")) == (("Add to bag", "View bag"), "")
    assert "/collect" not in at.sent()


def test_where_the_drawer_is_all_the_basket_there_is_it_is_the_basket(at: LittleShop, tmp_path: Path) -> None:
    _with_drawer(at, '<a href="/checkout">Checkout</a>')
    trail = follow(at.origin, tmp_path, shopper=SHOPPER)
    assert "1 × Everyday pen" in trail.words("basket")
    assert (trail.stage("basket").names, trail.fault("checkout")) == (("Add to bag",), "")


SIZES = (
    '<form method="post" action="/basket/add"><input type="hidden" name="product" value="pen"><label>Nib <select name="size" '
    "onchange=\"document.getElementById('go').disabled = !this.value\"><option value=''>Choose a nib</option>"
    '<option value="f" disabled>Fine</option><option value="m">Medium, sold out</option><option value="b">Wide</option></select>'
    '</label><fieldset><label><input type="radio" name="ink" value="blue"> Blue</label>'
    '<label><input type="radio" name="ink" value="black"> Black</label></fieldset>'
    '<button id="go" disabled>Add to basket</button></form>'
)


def test_a_size_and_a_colour_are_chosen_before_the_product_is_added(at: LittleShop, tmp_path: Path) -> None:
    at.routes["GET /product/pen"] = lambda _, __: product(SIZES)

    def add(visitor: Visitor, form: dict[str, str]) -> Answer:
        visitor.basket[f"{form['size']} {form['ink']}"] += 1
        return Answer(to="/basket")

    at.routes["POST /basket/add"] = add
    trail = follow(at.origin, tmp_path)
    assert "b blue" in trail.words("basket")


def test_the_basket_is_asked_what_delivery_to_a_postcode_costs(at: LittleShop, tmp_path: Path) -> None:
    form = (
        '<form method="post" action="/basket/estimate"><h2>Delivery</h2><label>Postcode <input name="postcode"></label>'
        "<button>Estimate delivery</button></form>"
    )

    def estimate(visitor: Visitor, given: dict[str, str]) -> str:
        return basket_page(visitor, f"<p>{' '.join(options_for(given['postcode']))}</p>")

    at.routes["GET /basket"] = lambda visitor, _: basket_page(visitor, form)
    at.routes["POST /basket/estimate"] = estimate
    trail = follow(at.origin, tmp_path, postcodes={"Highlands": "IV1 1AA"})
    assert "3–5 working days £14.99" in trail.words("basket", "Highlands")
    assert trail.stage("basket", "Highlands").postcode == "IV1 1AA"


ONE_PAGE = (
    '<h1>Till</h1><form method="post" action="/checkout/place"><label>E-mail <input type="email" name="email" required></label>'
    "{options}<button>Place order</button></form>"
)


def test_a_checkout_on_one_page_is_read_and_nothing_on_it_is_pressed(at: LittleShop, tmp_path: Path) -> None:
    at.routes["GET /checkout"] = lambda _, __: page(ONE_PAGE.format(options=radios("W1A 1AA")))
    trail = follow(at.origin, tmp_path, shopper=SHOPPER)
    assert (trail.fault("checkout"), "Free next day delivery" in trail.words("checkout")) == ("", True)
    assert at.sent() == ["/basket/add", "/basket/remove"]


def test_a_page_that_orders_before_it_tells_the_delivery_options_ends_the_way(at: LittleShop, tmp_path: Path) -> None:
    at.routes["GET /checkout"] = lambda _, __: page(ONE_PAGE.format(options=""))
    trail = follow(at.origin, tmp_path, shopper=SHOPPER)
    assert (trail.fault("checkout"), at.sent()) == ("order", ["/basket/add", "/basket/remove"])


def test_a_checkout_behind_a_login_is_told_as_such(at: LittleShop, tmp_path: Path) -> None:
    login = (
        '<h1>Hello</h1><form method="post" action="/account/login"><label>E-mail <input type="email" name="email"></label>'
        '<label>Password <input type="password" name="password"></label><button>Continue</button></form>'
        '<p>New? <a href="/register">Create an account</a></p>'
    )
    at.routes["GET /checkout"] = lambda _, __: page(login)
    trail = follow(at.origin, tmp_path, shopper=SHOPPER)
    assert (trail.fault("checkout"), at.sent()) == ("login", ["/basket/add", "/basket/remove"])


def test_of_a_login_and_a_guest_s_form_the_guest_s_is_taken(at: LittleShop, tmp_path: Path) -> None:
    both = (
        '<form method="post" action="/account/login"><h2>Account</h2><label>E-mail <input type="email" name="email"></label>'
        '<label>Password <input type="password" name="password"></label><button>Sign in and continue</button></form>'
        + CONTACT.replace("<button>Continue", "<button>Continue as a guest")
    )
    at.routes["GET /checkout"] = lambda _, __: page(both)
    trail = follow(at.origin, tmp_path, shopper=SHOPPER)
    assert (trail.fault("checkout"), "/account/login" in at.sent()) == ("", False)


def test_a_product_out_of_stock_is_told_as_such(at: LittleShop, tmp_path: Path) -> None:
    at.routes["GET /product/pen"] = lambda _, __: product("<p>Out of stock</p>" + ADD.replace("<button>", "<button disabled>"))
    trail = follow(at.origin, tmp_path)
    assert [(s.stage, s.fault.kind if s.fault else "") for s in trail.stages] == [
        ("product", ""),
        ("basket", "sold-out"),
        ("checkout", "sold-out"),
    ]
    assert at.sent() == []


def test_a_button_that_buys_at_once_is_not_touched(at: LittleShop, tmp_path: Path) -> None:
    at.routes["GET /product/pen"] = lambda _, __: product(
        '<form method="post" action="/checkout/place"><button>Buy it now</button></form>'
    )
    trail = follow(at.origin, tmp_path, shopper=SHOPPER)
    assert (trail.fault("basket"), at.sent()) == ("no-control", [])


def test_a_basket_that_orders_by_its_only_button_ends_the_way(at: LittleShop, tmp_path: Path) -> None:
    order = '<form method="post" action="/checkout/place"><button>Place order</button></form>'
    at.routes["GET /basket"] = lambda visitor, _: basket_page(visitor, on=order)
    trail = follow(at.origin, tmp_path, shopper=SHOPPER)
    assert trail.fault("basket") == "order"


def test_a_shop_that_drops_the_goods_is_told_as_such(at: LittleShop, tmp_path: Path) -> None:
    at.routes["POST /basket/add"] = lambda _, __: Answer(to="/basket")
    trail = follow(at.origin, tmp_path)
    assert trail.fault("basket") == "empty"


def test_a_shop_that_fails_on_the_way_costs_a_fault_and_nothing_more(at: LittleShop, tmp_path: Path) -> None:
    at.routes["GET /checkout"] = lambda _, __: Answer("broken", status=500)
    trail = follow(at.origin, tmp_path, sample_products=("/product/pen", "/product/none"))
    faults = [(s.product.rpartition("/")[2], s.stage, s.fault.kind if s.fault else "") for s in trail.stages]
    assert faults == [
        ("pen", "product", ""),
        ("pen", "basket", ""),
        ("pen", "checkout", "status"),
        ("none", "product", "status"),
        ("none", "basket", "status"),
        ("none", "checkout", "status"),
    ]


def test_a_link_that_adds_when_it_is_fetched_is_followed(at: LittleShop, tmp_path: Path) -> None:
    at.routes["GET /product/pen"] = lambda _, __: product('<a class="button" href="/cart/add/7">Add to cart</a>')
    at.routes["GET /cart/add/7"] = at.routes["POST /basket/add"]
    trail = follow(at.origin, tmp_path)
    assert "pen × 1" in trail.words("basket")


def test_goods_that_cannot_be_taken_out_again_are_noted(at: LittleShop, tmp_path: Path) -> None:
    at.routes["GET /basket"] = lambda visitor, _: page(f"<h1>Basket</h1><p>{len(visitor.basket)} article</p>{NEXT}")
    assert follow(at.origin, tmp_path).stage("checkout").left_behind
