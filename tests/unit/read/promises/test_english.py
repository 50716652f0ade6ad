"""Delivery promises in English, attribute by attribute."""

from __future__ import annotations

from typing import Any

import pytest

from journeyaudit.model.promise import Money
from journeyaudit.read.promises import promises
from tests.unit.read.promises.told import FREE, days, pounds, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Delivered in 3 to 5 working days", days(3, 5, kind="business")),
        ("Your parcel arrives within four days", days(None, 4)),
        ("We dispatch within 24 hours", days(None, 1, "dispatch")),
        ("Delivery takes up to two weeks", {**days(None, 14), "hedged": True}),
        ("Next day delivery", days(1, 1)),
        ("Next day delivery on all print jobs", {**days(1, 1), "scope": "print jobs", "absolute": "all"}),
        ("Next working day delivery to your desk", days(1, 1, kind="business")),
        ("Same day dispatch", days(0, 0, "dispatch")),
        ("Overnight shipping for £12", {**days(1, 1), "price": pounds(12)}),
        ("3-day delivery", days(3, 3)),
        ("Delivery in as little as 2 days", {**days(2, None), "hedged": True}),
        ("Ships in 10 calendar days", days(10, 10, "dispatch", "calendar")),
        ("Delivery 2-4 weeks", days(14, 28)),
        ("Dispatched Monday to Friday within 2 days", days(None, 2, "dispatch", "business")),
    ],
)
def test_a_speed_has_days_a_leg_and_a_kind_of_day(text: str, expected: dict[str, Any]) -> None:
    assert read(text, expected) == expected


def test_days_a_week_are_no_speed() -> None:
    assert [one.speed_max_days for one in promises("Next day delivery available 7 days a week", "en")] == [1]


def test_members_are_no_place() -> None:
    (found,) = promises("Free shipping for Prime members on orders over $25", "en")
    assert (found.region, found.eligibility) == (None, "Prime")


@pytest.mark.parametrize(
    ("text", "cutoff"),
    [
        ("Order before 3pm for next day delivery", "15:00"),
        ("Order by 10:30 p.m. and get it tomorrow", "22:30"),
        ("Orders placed before 12 noon are dispatched the same day", "12:00"),
        ("Order by midnight for delivery tomorrow", "24:00"),
        ("Next day delivery when you order before 17:00", "17:00"),
        ("Order by 12am for next-day delivery", "00:00"),
        ("Orders received after 4.30pm are dispatched the next working day", "16:30"),
        ("Next day delivery before 1pm on request", None),
        ("Same day dispatch, our shop is open 9am - 5pm", None),
        ("Delivered the next day by 10:30am", None),
        ("Free next day delivery on orders placed by 8 pm Sunday to Thursday", "20:00"),
        ("Checkout before 2 o'clock for same day dispatch", "14:00"),
    ],
)
def test_a_cutoff_is_the_time_to_order_by_and_no_other_time(text: str, cutoff: str | None) -> None:
    assert read(text, {"cutoff": cutoff}) == {"cutoff": cutoff}


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("FREE NEXT DAY DELIVERY*", "*"),
        ("Free delivery† on all orders", "†"),
        ("Free delivery‡ over £20", "‡"),
        ("Free shipping¹ to the UK", "¹"),
        ("Free* delivery for everybody", "*"),
        ("Free delivery over £50** in the UK", "**"),
        ("Free delivery. T&Cs apply", "T&Cs apply"),
        ("Free delivery on all orders (terms apply)", "terms apply"),
        ("* Free delivery over £30", None),
        ("**Free delivery** over £30", None),
        ("Free delivery of rugs up to 4 m²", None),
        ("Free delivery", None),
    ],
)
def test_a_marker_is_the_sign_on_the_claim_and_no_bullet(text: str, marker: str | None) -> None:
    assert read(text, {"marker": marker}) == {"marker": marker}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Free UK delivery over £50", {**FREE, "threshold": pounds(50), "region": "UK"}),
        ("Spend £35 and get free delivery", {**FREE, "threshold": pounds(35)}),
        ("Free shipping on orders of £1,000 or more", {**FREE, "threshold": pounds(1000)}),
        ("Orders £40+ ship free", {**FREE, "threshold": pounds(40)}),
        ("Spend £12.50 more for free delivery", {**FREE, "threshold": None}),
        ("Delivery is just £3.99", {"price": pounds(3.99), "threshold": None}),
        ("Delivery costs from £4", {"price": pounds(4), "hedged": True}),
        ("Postage is on the house", FREE),
        ("Complimentary delivery", FREE),
        ("Standard: free | Express delivery: £6", FREE),
        ("Next Day £5.99, order by 10pm", {"price": pounds(5.99), **days(1, 1), "cutoff": "22:00"}),
        ("Orders under £30 pay £3.25 for delivery", {"price": pounds(3.25)}),
    ],
)
def test_a_price_is_free_or_an_amount_and_a_threshold_is_no_price(text: str, expected: dict[str, Any]) -> None:
    assert read(text, expected) == expected


@pytest.mark.parametrize(("country", "currency"), [("CA", "CAD"), ("AU", "AUD"), ("US", "USD"), (None, "USD"), ("GB", "USD")])
def test_a_bare_dollar_is_that_of_the_shops_country(country: str | None, currency: str) -> None:
    assert promises("Free shipping over $50", country=country)[0].threshold == Money(amount=50, currency=currency)


def test_a_bare_dollar_in_french_is_canadian() -> None:
    assert promises("Livraison gratuite dès 50 $ d'achat")[0].threshold == Money(amount=50, currency="CAD")


def test_a_bare_dollar_in_a_sentence_on_one_country_is_that_countrys() -> None:
    assert promises("Free shipping across New Zealand over $80")[0].threshold == Money(amount=80, currency="NZD")


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Free delivery to the UK mainland", "UK-mainland"),
        ("Free shipping within France", "FR"),
        ("Delivery within 2 days in Ontario", "Ontario"),
        ("Free shipping to the contiguous United States", "US-48"),
        ("Worldwide delivery in 5-7 days", "worldwide"),
        ("Free shipping to Germany and Austria", "DE,AT"),
        ("Delivered within 3 days from our warehouse in Leeds", None),
        ("Shipped from Germany within 2 days", None),
        ("Free delivery from Monday to Friday", None),
    ],
)
def test_a_region_is_where_goods_go_not_where_they_come_from(text: str, region: str | None) -> None:
    assert read(text, {"region": region}) == {"region": region}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Free delivery on ALL orders", {"absolute": "ALL", "hedged": False}),
        ("Guaranteed next day delivery", {"absolute": "Guaranteed"}),
        ("Free delivery on selected items", {"hedge": "selected", "hedged": True, "scope": "items"}),
        ("Members get free delivery", {"eligibility": "Members", "hedged": True}),
        ("Free delivery this weekend only", {"validity": "this weekend only", "hedged": True}),
        ("Delivery 3-5 days after dispatch", {"clock_start": "dispatch", "speed_of": "delivery"}),
        ("Delivered within 5 days of your order", {"clock_start": "order", "speed_of": "delivery"}),
    ],
)
def test_conditions_are_told_in_the_words_of_the_text(text: str, expected: dict[str, Any]) -> None:
    assert read(text, expected) == expected


def test_dispatch_and_delivery_in_one_sentence_are_two_promises() -> None:
    found = promises("Orders are dispatched within 2 days and delivered 3 to 5 days later.")
    assert sorted((p.speed_of, p.speed_max_days) for p in found) == [("delivery", 5), ("dispatch", 2)]


def test_a_charge_and_what_is_free_beyond_it_are_two_promises() -> None:
    found = promises("Delivery is £4 on orders up to £20 and free over £20.")
    assert [(p.price, p.threshold) for p in found] == [(pounds(4), pounds(20)), ("free", pounds(20))]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Free delivery on Acme products", "Acme products"),
        ("In-stock items ship in 2 days", "In-stock items"),
        ("Free delivery on all products", None),
        ("Free delivery on our products", None),
    ],
)
def test_named_goods_soften_a_promise_and_all_goods_do_not(text: str, hedge: str | None) -> None:
    assert read(text, {"hedge": hedge}) == {"hedge": hedge}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Same day dispatch. Order by 2pm. We love wood.", {"cutoff": "14:00"}),
        ("Ordered before 6 pm? Then it ships the same day.", {"cutoff": "18:00", "speed_max_days": 0}),
        ("Free delivery. UK mainland only.", {"region": "UK-mainland"}),
        ("Free delivery. For a limited time!", {"hedged": True}),
        ("Free delivery. Express delivery to France in 2 days.", {"region": None}),
        ("Free delivery.\nUK mainland only.", {"region": None}),
    ],
)
def test_a_short_sentence_beside_a_promise_may_condition_it(text: str, expected: dict[str, Any]) -> None:
    assert read(text, expected) == expected


def test_a_heading_belongs_to_the_line_below_it() -> None:
    found = promises("Standard delivery\n3-5 working days\n\nOpening hours\n9 to 5")
    assert [(p.quote, p.speed_max_days) for p in found] == [("Standard delivery\n3-5 working days", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "Track my delivery",
        "Delivery & returns",
        "Free shipping policy",
        "Free returns within 30 days of delivery",
        "How long does next day delivery take?",
        "We aim for continuous delivery: software ships every 2 weeks",
        "Report damage within 48 hours of delivery",
        "5 year warranty on everything we deliver",
        "Delivered by our own friendly team",
        "Delivery driver wanted: 5 days a week, salary £12 per hour",
        "Arrived the next day, delivery was great",
        "You will receive a tracking number by email within 24 hours of dispatch",
        "Fast delivery",
        "Hassle-free delivery",
        "Sugar free sweets, delivered with care",
        "This offer is not eligible for free shipping",
        "No free delivery to the islands",
        "A refund is made within 14 days after the delivery comes back to us",
        "Order total £45.00 Delivery £4.95 VAT £8.32",
        "We deliver on 3 continents",
        "Shipping calculated at checkout",
        "In 2019 we delivered 4,000 chairs to 12 schools",
        "Cancel up to 24 hours before delivery",
        "Delivery dates must be booked 2 days in advance",
        "Subscribe and save: delivered every 2 months",
        "Speech delivery training in 3 days",
        "Feel free to ask about delivery",
        "Get a free gift with delivery",
        "Free delivery does not apply to furniture",
        "Club membership £9.99 a year",
        "We do not offer next day delivery",
        "Next day delivery is not available in Wales",
        "Next day means the working day after dispatch",
        "This package is free software; you can redistribute it",
        "",
    ],
)
def test_what_only_speaks_of_delivery_is_no_promise(text: str) -> None:
    assert promises(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Every removal is backed by £100,000 goods-in-transit insurance.",
        "Shipping comes with insurance up to £500.",
        "Jeder Versand ist bis 500 € durch eine Versicherung gedeckt, Versicherung bis 500 €.",
    ],
)
def test_a_sum_insured_is_no_price_of_delivery(text: str) -> None:
    assert [promise.price for promise in promises(text) if promise.price] == []


def test_a_price_that_includes_insurance_is_a_price() -> None:
    assert read("Next day delivery £6.95 with insurance.", {"price": pounds(6.95)}) == {"price": pounds(6.95)}
