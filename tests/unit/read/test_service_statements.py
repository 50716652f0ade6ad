"""What a shop tells of its service: cost, day of arrival, remedy for delay, returns and refunds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.model.ledger import ServicePlace, Statement
from journeyaudit.model.promise import Money
from journeyaudit.model.snapshot import Snapshot, TextBlock
from journeyaudit.read.ledger.service import ServicePage, place_of, service
from journeyaudit.read.ledger.service.clock import starts_late
from journeyaudit.read.ledger.service.remedies import offers_remedy
from journeyaudit.read.ledger.service.returns import times_in
from journeyaudit.read.markup import snapshot_of_html

SHOP = "https://www.shop.example"


def page(html: str, place: ServicePlace = "product", path: str = "/lamp") -> ServicePage:
    return ServicePage(snapshot_of_html(html, SHOP + path), place, at="2025-01-06T09:00:00Z", artifact="ab" * 32)


def told(html: str, topic: str, place: ServicePlace = "product", country: str = "GB") -> list[Statement]:
    return [one for one in service([page(html, place)], country) if one.topic == topic]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("You may send unused goods back within 30 days.", 30),
        ("Bring it back within six weeks for a full refund.", 42),
        ("45-day returns on every lamp", 45),
        ("Sie können Ihre Bestellung innerhalb von 30 Tagen zurückschicken.", 30),
        ("14 Tage Widerrufsrecht", 14),
        ("Vous avez 20 jours pour nous renvoyer votre commande.", 20),
        ("Tienes 15 días para devolver tu compra.", 15),
        ("Hai 14 giorni per esercitare il recesso.", 14),
        ("Je hebt 30 dagen bedenktijd.", 30),
    ],
)
def test_a_period_for_returns_is_read_in_six_languages(text: str, days: float) -> None:
    assert [(time.topic, time.days) for time in times_in(text)] == [("returns-period", days)]


@pytest.mark.parametrize(
    ("text", "days", "kind"),
    [
        ("Once your parcel is back we refund you within 5 working days.", 5, "business"),
        ("Refunds are processed within 7 days.", 7, None),
        ("Die Rückerstattung erfolgt binnen 10 Tagen nach Eingang der Ware.", 10, None),
        ("Le remboursement intervient sous 8 jours ouvrés.", 8, "business"),
        ("El reembolso se realiza en un plazo de 14 días.", 14, None),
        ("Il rimborso avviene entro 7 giorni lavorativi.", 7, "business"),
        ("De terugbetaling volgt binnen 14 dagen.", 14, None),
    ],
)
def test_a_time_for_refunds_is_read_in_six_languages(text: str, days: float, kind: str | None) -> None:
    assert [(time.topic, time.days, time.kind) for time in times_in(text)] == [("refund-time", days, kind)]


def test_one_sentence_may_tell_both_times() -> None:
    text = "Return it within 30 days, and we refund you within 5 days."
    assert [(time.topic, time.days) for time in times_in(text)] == [("returns-period", 30), ("refund-time", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "Report damage within 48 hours to get a refund.",
        "Delivered in 3 days, and returns are free.",
        "Returns are processed within 3 days.",
        "Can I return my lamp after 30 days?",
        "The lamp comes with a warranty of 90 days; see our returns page.",
        "If delivery is late you may cancel and are refunded within 14 days.",
        "If an item is out of stock for more than 2 days, we refund you.",
    ],
)
def test_a_time_that_is_about_something_else_is_left_alone(text: str) -> None:
    assert times_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "If your parcel is late, we refund the delivery charge.",
        "We will email you if your delivery is delayed.",
        "Kommt Ihre Lieferung verspätet an, erhalten Sie einen Gutschein.",
        "En cas de retard de livraison, vous pouvez annuler la commande.",
        "Si hay un retraso en la entrega, te avisaremos.",
        "In caso di ritardo nella consegna hai diritto al rimborso.",
        "Wordt je bestelling te laat bezorgd, dan krijg je een tegoedbon als vergoeding.",
    ],
)
def test_a_remedy_for_delay_is_read_in_six_languages(text: str) -> None:
    assert offers_remedy(text)


@pytest.mark.parametrize(
    "text",
    [
        "Delivery times count from dispatch.",
        "Please allow 2 working days for processing before we send your order.",
        "Die Lieferzeit beginnt mit dem Versand.",
        "Le délai de livraison court à compter de l'expédition.",
        "El plazo de entrega cuenta desde el envío.",
        "I tempi di consegna decorrono dalla spedizione.",
        "De levertijd gaat in na verzending.",
    ],
)
def test_a_clock_that_starts_after_the_order_is_read_in_six_languages(text: str) -> None:
    assert starts_late(text)


@pytest.mark.parametrize(
    "text",
    [
        "We will send you a message once your order has been dispatched.",
        "Delivery times count from your order.",
        "Refunds take 5 days to process.",
        "You get a tracking number within 24 hours after dispatch.",
    ],
)
def test_what_else_follows_dispatch_starts_no_clock(text: str) -> None:
    assert not starts_late(text)


@pytest.mark.parametrize(
    "text",
    [
        "We are not liable for delays in delivery and give no refund.",
        "Refunds may be delayed by your bank.",
        "Delivery may be delayed in December.",
        "What happens if my delivery is late, do I get a refund?",
        "Bei Lieferverzögerungen besteht kein Anspruch auf Entschädigung.",
    ],
)
def test_a_warning_of_delays_is_no_remedy(text: str) -> None:
    assert not offers_remedy(text)


def test_a_remedy_may_follow_in_the_next_sentence() -> None:
    text = "<p>Sometimes an order is delayed by the courier. In that case you may cancel it for a full refund.</p>"
    (one,) = told(text, "delay-remedy", "terms")
    assert one.quote.endswith("cancel it for a full refund.")


@pytest.mark.parametrize(
    "text",
    [
        "Get it by Tuesday, 25 November",
        "Arrives tomorrow",
        "Voraussichtliche Lieferung: Dienstag, 25. November",
        "Livraison prévue le mardi 25 novembre",
        "Entrega estimada: martes 25 de noviembre",
        "Consegna prevista: martedì 25 novembre",
        "Verwachte levering: dinsdag 25 november",
    ],
)
def test_a_day_of_arrival_is_read_in_six_languages(text: str) -> None:
    assert [one.quote for one in told(f"<p>{text}</p>", "delivery-date")] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Estimated delivery 2 to 3 working days",
        "Delivered Monday to Friday",
        "We do not deliver on Sunday",
        "Last posting date for presents: 19 December",
        "Order by Friday",
    ],
)
def test_a_speed_or_a_cut_off_is_no_day_of_arrival(text: str) -> None:
    assert told(f"<p>{text}</p>", "delivery-date") == []


def test_a_day_of_arrival_counts_where_something_is_bought() -> None:
    assert told("<p>Get it by Tuesday, 25 November</p>", "delivery-date", "terms") == []


def test_a_label_and_its_value_are_read_as_one() -> None:
    (one,) = told("<dl><dt>Estimated delivery</dt><dd>Tuesday, 25 November</dd></dl>", "delivery-date")
    assert one.quote == "Estimated delivery Tuesday, 25 November"


def test_the_cost_of_delivery_is_read_with_the_spend_from_which_it_holds() -> None:
    html = "<p>Delivery costs £3.95.</p><p>Free delivery over £40</p>"
    assert [(one.price, one.threshold) for one in told(html, "delivery-cost")] == [
        (Money(amount=3.95, currency="GBP"), None),
        ("free", Money(amount=40, currency="GBP")),
    ]


def test_a_price_of_goods_is_no_cost_of_delivery() -> None:
    assert told("<h1>Desk lamp</h1><p>£39.00</p><button>Add to basket</button>", "delivery-cost") == []


def offer(**more: Any) -> str:
    data = {
        "@type": "Product",
        "offers": {
            "@type": "Offer",
            "shippingDetails": {
                "@type": "OfferShippingDetails",
                "shippingRate": {"value": "3.95", "currency": "GBP"},
                "deliveryTime": {"handlingTime": {"maxValue": 1}, "transitTime": {"maxValue": 3, "unitCode": "DAY"}},
                **more,
            },
            "hasMerchantReturnPolicy": {"@type": "MerchantReturnPolicy", "merchantReturnDays": 30},
        },
    }
    return f'<p>A lamp</p><script type="application/ld+json">{json.dumps(data)}</script>'


def test_data_for_machines_is_told_apart_from_words_for_people() -> None:
    found = service([page(offer())], "GB")
    assert {one.source for one in found} == {"structured"}
    assert [(one.topic, one.days, one.price) for one in found] == [
        ("delivery-cost", None, Money(amount=3.95, currency="GBP")),
        ("delivery-time", 4, None),
        ("returns-period", 30, None),
    ]


def test_data_about_another_country_is_left_out() -> None:
    abroad = {"shippingDestination": [{"addressCountry": "FR"}, {"addressCountry": ["DE", "AT"]}]}
    assert [one.topic for one in service([page(offer(**abroad))], "GB")] == ["returns-period"]


def test_the_same_statement_on_many_pages_is_kept_once_and_times_page_by_page() -> None:
    html = "<p>Delivery costs £3.95.</p><p>45-day returns on every lamp</p>"
    found = service([page(html, path=path) for path in ("/one", "/two")], "GB")
    assert [one.topic for one in found] == ["delivery-cost", "returns-period", "returns-period"]


def test_a_page_of_terms_is_terms_whatever_else_it_is_called() -> None:
    assert [place_of("product"), place_of("other", governs=True), place_of("help"), place_of("article")] == [
        "product",
        "terms",
        "terms",
        "other",
    ]


def test_hidden_words_inform_nobody() -> None:
    blocks = (TextBlock("45-day returns on every lamp", visible=False),)
    assert service([ServicePage(Snapshot(url=SHOP, blocks=blocks), "terms")]) == ()


def test_a_statement_says_where_it_was_read() -> None:
    (one,) = told("<p>45-day returns on every lamp</p>", "returns-period")
    assert (one.evidence.url, one.evidence.quote, one.evidence.artifact) == (SHOP + "/lamp", one.quote, "ab" * 32)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_and_any_data_can_be_read(text: str, data: str) -> None:
    snapshot = Snapshot(url=SHOP, blocks=(TextBlock(text), TextBlock(data)), structured=(data, f'{{"shippingRate": {text}}}'))
    for one in service([ServicePage(snapshot, "product")], "GB"):
        assert one.quote


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["shippingRate", "value", "deliveryTime", "transitTime", "maxValue", "merchantReturnDays"]), inner,
)))  # fmt: skip
def test_malformed_data_for_machines_is_passed_over(data: Any) -> None:
    service([ServicePage(Snapshot(url=SHOP, structured=(json.dumps(data),)), "product")], "GB")
