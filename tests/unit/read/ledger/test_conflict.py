"""Which conditions undo a promise, and which merely qualify it."""

from __future__ import annotations

import pytest

from journeyaudit.model.promise import Exclusion
from journeyaudit.read.ledger.apart import left_out, part_of_uk
from journeyaudit.read.ledger.conflict import absolute_words, narrows, ruling, slower
from journeyaudit.read.promises import promises
from journeyaudit.read.terms import exclusions


def ruled(claim: str, terms: str, heading: str = "") -> set[str]:
    """The rules by which the terms undo the claim."""
    (promise, *_) = promises(claim, None, "GB")
    read = [e for e in exclusions(terms, None, "GB") if narrows(promise, e)]
    return {r.rule for e in read if (r := ruling(promise, e, terms, heading)).contradicts}


@pytest.mark.parametrize(
    "terms",
    [
        "We do not deliver to Northern Ireland or the Scottish Highlands.",
        "Postcodes BT, IV1 to IV63 and ZE1 are excluded from delivery.",
        "Delivery excludes the Scottish Islands.",
        "We only deliver to addresses on the UK mainland.",
        "We do not deliver outside the UK mainland.",
        "Delivery to the Highlands and Islands costs £14.95.",
        "A surcharge of £9.50 applies to Northern Ireland.",
        "N. Ireland £19.95",
    ],
)
def test_uk_means_all_of_the_united_kingdom(terms: str) -> None:
    assert ruled("Free UK delivery", terms) == {"D4"}


@pytest.mark.parametrize(
    "terms",
    [
        "We deliver to the whole country, including the Highlands.",
        "Delivery to the Channel Islands and the Isle of Man costs £19.",
        "We do not deliver to Jersey, Guernsey or the Isle of Man.",
        "We do not deliver outside the UK.",
        "Express delivery to Northern Ireland costs £14.95.",
        "Deliveries to the Highlands may take a day longer.",
        "Are the Highlands excluded?",
        "No part of Scotland is excluded from delivery.",
        "Returns from Northern Ireland cost £9.50.",
        "We do not charge £9.50 for Northern Ireland as others do.",
        "Business customers in Northern Ireland pay £8.",
        "Our assembly service is not available in Scotland.",
        "Click and collect is not available in Wales.",
        "We do not deliver on bank holidays in Scotland.",
        "We cannot ship lithium batteries to Northern Ireland.",
    ],
)
def test_what_leaves_no_part_of_the_uk_out_does_not_contradict(terms: str) -> None:
    assert ruled("Free UK delivery", terms) == set()


def test_a_tariff_below_the_threshold_does_not_contradict_free_delivery_above_it() -> None:
    assert ruled("Free UK delivery over £50", "Northern Ireland: £6.95 for orders under £50.") == set()


def test_a_claim_for_the_mainland_does_not_promise_the_islands() -> None:
    assert ruled("Free delivery on all UK mainland orders", "Delivery excludes the Scottish Islands.") == set()


@pytest.mark.parametrize(
    ("claim", "terms"),
    [
        ("Free next day delivery on all orders", "Furniture is excluded from next day delivery."),
        ("Free delivery on every order", "Delivery is free except for furniture and mattresses."),
        ("Free delivery on all orders", "Orders to the Scottish Highlands are not eligible for free delivery."),
        ("Kostenloser Versand für alle Bestellungen", "Vom kostenlosen Versand ausgenommen sind Möbel und Matratzen."),
        ("Livraison gratuite sur toutes les commandes", "Livraison gratuite hors Corse."),
    ],
)
def test_all_means_all(claim: str, terms: str) -> None:
    assert ruled(claim, terms) == {"D5"}


@pytest.mark.parametrize(
    ("claim", "terms"),
    [
        ("Free delivery on orders over £40", "Delivery is free except for furniture and mattresses."),
        ("Free delivery on all orders", "Prices exclude VAT."),
        ("Free delivery on all orders", "Two working days, excluding weekends and bank holidays."),
        ("Free delivery on all orders", "Heavy goods may be excluded from free delivery."),
        ("Free delivery on all orders", "We cannot deliver to PO boxes."),
        ("Free delivery on all orders", "International delivery is not available."),
        ("Free standard delivery on all orders", "Next day delivery is not available for furniture."),
        ("Free delivery on all orders", "Furniture is excluded from our returns policy."),
        ("Free delivery on all orders", "Furniture and beds are excluded from discounts."),
        ("Free delivery on all orders", "Perishable goods are excluded from the right of withdrawal."),
        ("Free delivery on all orders", "Discount codes do not apply to furniture."),
        ("Free delivery on all orders", "Finance is not available on furniture."),
        ("Envío gratis en todos los pedidos", "Los muebles quedan excluidos de la garantía."),
        ("Free delivery on all items marked with a van", "Furniture is excluded from free delivery."),
        ("Free delivery over £40 after any discounts", "Furniture is excluded from free delivery."),
        ("All orders are dispatched within 24 hours", "We do not deliver to the Highlands."),
        ("Versandkostenfrei für alle Bestellungen", "Lieferung ohne Mindestbestellwert, auch für Möbel."),
    ],
)
def test_mere_qualification_is_never_called_contradicted(claim: str, terms: str) -> None:
    assert ruled(claim, terms) == set()


def test_a_condition_in_the_claim_itself_qualifies_it_wherever_it_is_repeated() -> None:
    claim = "Free delivery on all UK orders excluding the Highlands"
    assert ruled(claim, f"Good to know.\n{claim}.\n") == set()


def test_a_heading_says_which_service_its_lines_are_about() -> None:
    claim, terms = "Free standard delivery on all orders", "Furniture and mattresses are excluded."
    assert ruled(claim, terms, heading="Next day delivery") == set()
    assert ruled(claim, terms, heading="Standard delivery") == {"D5"}


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("Free delivery on all orders", "all orders"),
        ("Free shipping on every UK order", "every UK order"),
        ("Free delivery on almost all orders", None),
        ("Free delivery on orders over £40 after any discount", None),
        ("10% off all orders, free delivery over £40", None),
        ("All orders placed by noon are dispatched the same day", "All orders"),
        ("Free delivery over £40, plus a guarantee, for all products", None),
        ("Gratis verzending op alle bestellingen", "alle bestellingen"),
        ("Envío gratis en todos los pedidos", "todos los pedidos"),
    ],
)
def test_absolute_is_what_covers_all_orders(claim: str, words: str | None) -> None:
    assert absolute_words(promises(claim, None, "GB")[0]) == words


def downgraded(claim: str, terms: str) -> bool:
    (promise, *_) = promises(claim, None, "GB")
    return slower(promise, promises(terms, None, "GB"), exclusions(terms, None, "GB")) is not None


def test_a_headline_faster_than_its_own_details_is_contradicted() -> None:
    assert downgraded("Next day delivery", "Our next day delivery takes 1-2 working days.")


@pytest.mark.parametrize(
    "terms",
    [
        "Standard delivery takes 3-5 working days.",
        "Next day delivery costs £5, two-day delivery £3.",
        "Next day delivery to the Scottish Highlands takes 2-3 working days.",
        "Next day delivery on furniture takes 2 days if it is out of stock.",
        "Next day delivery: order by 4pm.",
    ],
)
def test_another_service_or_another_condition_is_no_slower_detail(terms: str) -> None:
    assert not downgraded("Next day delivery", terms)


@pytest.mark.parametrize("text", ["Highlands & Islands", "Northern Ireland", "postcodes IV12 and up", "KA27"])
def test_parts_of_the_uk_are_known_by_name_and_postcode(text: str) -> None:
    assert part_of_uk(text)


@pytest.mark.parametrize("text", ["Isle of Man", "Channel Islands", "section IV of these terms", "BT broadband", "France"])
def test_other_places_are_no_part_of_it(text: str) -> None:
    assert part_of_uk(text) is None


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Free delivery, excluding the Highlands.", True),
        ("The Highlands are excluded.", True),
        ("Free delivery including the Highlands.", False),
        ("Delivery excludes Jersey but includes the Highlands.", False),
        ("There are no exclusions: the Highlands too.", False),
        ("Nothing is excluded in the Highlands.", False),
    ],
)
def test_exclusion_needs_a_word_that_governs_the_place(line: str, left: bool) -> None:
    exclusion = Exclusion(type="region", start=0, end=len(line), quote=line)
    assert (left_out(exclusion, line) is not None) is left
