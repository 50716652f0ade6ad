"""Conditions on delivery, as shops word them. All sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.read.terms import clock_start, exclusions


def types(text: str) -> set[str]:
    return {found.type for found in exclusions(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We only deliver to addresses on the UK mainland.", "region"),
        ("Delivery excludes the Scottish Highlands and the Isle of Man.", "region"),
        ("Free delivery on orders over £45.", "min_spend"),
        ("Express delivery costs £6.95 per order.", "surcharge"),
        ("Orders placed before 3.30pm are dispatched the same day.", "cutoff_time"),
        ("We do not deliver on weekends or bank holidays.", "weekdays"),
        ("Delivery times are estimates only and are not guaranteed.", "estimate_only"),
        ("Please expect delays over Christmas and in severe weather.", "peak_season"),
        ("All orders are subject to availability.", "stock"),
        ("We cannot be held responsible for parcels lost in transit.", "liability"),
        ("We are unable to ship to PO boxes.", "address_type"),
        ("A signature is required on delivery.", "service_level"),
        ("Orders are dispatched once payment has cleared.", "payment"),
        ("Personalised items take an additional three days.", "product_category"),
        ("Shipping is calculated by the weight of the parcel.", "order_size"),
        ("Ab einem Bestellwert von 60 € ist der Versand kostenlos.", "min_spend"),
        ("Wir liefern nur innerhalb Deutschlands.", "region"),
        ("Livraison offerte dès 70 € d'achat.", "min_spend"),
        ("Nous ne livrons pas en Corse.", "region"),
        ("Envío gratis en pedidos superiores a 45 €.", "min_spend"),
        ("Non effettuiamo spedizioni verso le isole.", "region"),
        ("Voor 17:00 uur besteld, dezelfde dag verzonden.", "cutoff_time"),
    ],
)
def test_a_condition_is_told_by_its_type(text: str, expected: str) -> None:
    assert expected in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Shipping Policy",
        "You will receive an e-mail with your tracking number.",
        "Returns are accepted within 30 days of purchase.",
        "Customers pay all customs duties and import taxes.",
        "How long does delivery take?",
        "Your personal data is handled as our privacy policy says.",
    ],
)
def test_what_limits_no_delivery_is_no_exclusion(text: str) -> None:
    assert types(text) == set()


def test_an_area_that_is_included_is_not_excluded() -> None:
    assert "region" in types("Free delivery, excluding the Highlands.")
    assert not any("excluded" in (found.value or {}) for found in exclusions("Free delivery, including the Highlands."))


def test_no_minimum_order_is_no_minimum_spend() -> None:
    assert "min_spend" not in types("There is no minimum spend and delivery is free.")


def test_each_row_of_a_table_is_read_by_itself() -> None:
    text = "Zone | Time | Price\nIreland | 3-5 days | £9.50\nRest of the world | 8-14 days | £19.00"
    quotes = {found.quote for found in exclusions(text) if found.type == "surcharge"}
    assert quotes == {"Ireland | 3-5 days | £9.50", "Rest of the world | 8-14 days | £19.00"}


def test_cells_on_lines_of_their_own_are_one_row() -> None:
    text = "Area |\nTime |\nPrice |\nEurope |\n4-6 days |\n£11.00 |\nRest of the world |\n9-12 days |\n£21.00 |\n"
    assert any(found.quote == "Rest of the world |\n9-12 days |\n£21.00" for found in exclusions(text))


def test_a_wrapped_line_is_one_sentence() -> None:
    told = "All of the orders that reach our warehouse after\n4pm on a working day are\nsent on the following day."
    text = f"{told} We pack\nthem with care."
    assert [found.quote for found in exclusions(text) if found.type == "cutoff_time"] == [told]


def test_one_sentence_may_state_several_conditions() -> None:
    assert {"region", "surcharge"} <= types("Deliveries to Northern Ireland cost an extra £8.00.")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Free delivery on orders over £45.", "min_spend", {"amount": 45.0, "currency": "GBP"}),
        ("Die Versandkosten betragen 4,95 €.", "surcharge", {"amount": 4.95, "currency": "EUR"}),
        ("Orders placed before 3.30pm GMT are dispatched the same day.", "cutoff_time", {"time": "15:30", "tz": "GMT"}),
        ("Orders before 12 noon are dispatched the same day.", "cutoff_time", {"time": "12:00"}),
        (
            "We deliver Monday to Friday, excluding bank holidays.",
            "weekdays",
            {"served": ["mon", "tue", "wed", "thu", "fri"], "excluded": ["holiday"]},
        ),
        ("We are unable to ship to PO boxes.", "address_type", {"excluded": ["PO boxes"]}),
        ("Free UK delivery on orders up to 30kg.", "order_size", {"max_kg": 30.0}),
    ],
)  # fmt: skip
def test_a_value_is_normalised(text: str, kind: str, value: dict[str, object]) -> None:
    assert [found.value for found in exclusions(text) if found.type == kind] == [value]


def test_a_dollar_is_that_of_the_shops_country() -> None:
    found = exclusions("Free shipping on orders over $80.", country="CA")
    assert [one.value for one in found if one.type == "min_spend"] == [{"amount": 80.0, "currency": "CAD"}]


def test_places_are_told_by_code_with_what_is_said_of_them() -> None:
    (found,) = (one for one in exclusions("We do not ship to France or Italy.") if one.type == "region")
    assert found.value == {"excluded": ["FR", "IT"]}
    (found,) = (one for one in exclusions("We ship to Ireland only.") if one.type == "region")
    assert found.value == {"only": "IE"}


def test_a_clock_that_starts_at_dispatch_is_told_by_its_own_name() -> None:
    text = "All orders are packed by hand. Delivery times start from dispatch."
    assert [found.quote for found in clock_start(text)] == ["Delivery times start from dispatch."]


_WORDS = st.sampled_from(
    ("free", "£40", "over", "excluding", "Highlands", "3pm", "nicht", "Lieferung", "شحن", "24h", "12:30", "10kg")
)
_MARKS = st.sampled_from(("\n", " ", ".", "(", ")", "*", "|", "–", "\u2028", "\x00", "ﬁ", "İ"))
_PIECES = st.lists(st.one_of(_WORDS, _MARKS))


@given(st.one_of(st.text(), _PIECES.map("".join), _PIECES.map(" ".join)))
def test_every_quote_stands_in_the_text_where_it_says(text: str) -> None:
    for found in (*exclusions(text), *clock_start(text)):
        assert text[found.start : found.end] == found.quote
        assert found.quote.strip()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "شحن مجاني " * 50_000,
        "* " * 200_000,
        "Ireland | 3 days | £9.50\n" * 2_000,
        "Ireland |\n" * 20_000,
        "(" * 100_000 + "free over £5",
        "." * 300_000,
        "1" * 300_000 + "kg",
    ],
    ids=["no spaces", "right to left", "markers", "long table", "open cells", "brackets", "full stops", "figures"],
)
def test_odd_texts_are_read_to_their_end(text: str) -> None:
    assert all(text[found.start : found.end] == found.quote for found in exclusions(text))
