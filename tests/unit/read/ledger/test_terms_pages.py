"""Which pages govern the promises, and what their tables, accordions and sections tell."""

from __future__ import annotations

import pytest

from journeyaudit.model.graph import Fault
from journeyaudit.model.ledger import Ledger
from journeyaudit.model.snapshot import Box, TextBlock
from tests.unit.read.crawls import Crawl, button, link
from tests.unit.read.ledger.shops import entry, ledger_of, line, page

HOME = page("/", line("Free delivery on all orders", heading=1), controls=(link("Delivery details", "/d"), link("Terms", "/t")))


def told(ledger: Ledger) -> list[tuple[str, str]]:
    return [(one.url.rpartition("/")[2], one.kind) for one in ledger.terms]


@pytest.mark.parametrize(
    ("heading", "language", "kind"),
    [
        ("Delivery information", "en", "delivery"),
        ("Versandkosten", "de", "delivery"),
        ("Conditions de livraison", "fr", "delivery"),
        ("Gastos de envío", "es", "delivery"),
        ("Spedizioni", "it", "delivery"),
        ("Verzendkosten", "nl", "delivery"),
        ("Terms and conditions", "en", "terms"),
        ("Allgemeine Geschäftsbedingungen", "de", "terms"),
        ("Conditions générales de vente", "fr", "terms"),
        ("Condiciones generales", "es", "terms"),
        ("Condizioni generali", "it", "terms"),
        ("Algemene voorwaarden", "nl", "terms"),
        ("Returns", "en", "returns"),
    ],
)
def test_terms_are_known_by_their_heading(heading: str, language: str, kind: str) -> None:
    shown = page("/x", line(heading, heading=1), "Some words about it.", language=language)
    assert told(ledger_of(HOME, shown)) == [("x", kind)]


@pytest.mark.parametrize("path", ["/delivery-information", "/pages/shipping-policy.html", "/service/versand"])
def test_terms_are_known_by_their_address(path: str) -> None:
    assert [one.kind for one in ledger_of(HOME, page(path, "Some words about it.")).terms] == ["delivery"]


def test_a_page_about_something_else_governs_nothing() -> None:
    assert told(ledger_of(HOME, page("/about", line("About us", heading=1), "We exclude nobody."))) == []


def cell(text: str, x: int, y: int) -> TextBlock:
    return line(text, tag="td", box=Box(x, y, 200, 20))


def test_a_table_row_is_one_condition_with_an_exact_quote() -> None:
    rows = [("UK mainland", "£3.95", "2 days"), ("Northern Ireland", "£14.95", "5 days")]
    cells = [cell(text, 40 + 200 * i, 300 + 30 * row) for row, texts in enumerate(rows) for i, text in enumerate(texts)]
    ledger = ledger_of(page("/", "Free UK delivery"), page("/delivery", line("Delivery", heading=1), *cells))
    dear = [one for one in entry(ledger, "Free UK").exclusions if "Northern Ireland" in one.quote]
    assert {(one.quote, one.rule) for one in dear if one.contradicts} == {("Northern Ireland\t£14.95\t5 days", "D4")}


def test_an_answer_that_a_click_opens_is_read_as_part_of_its_page() -> None:
    crawl = Crawl()
    crawl.visit(HOME, start="home")
    question = button("Do you deliver everywhere?")
    shut = page("/delivery", line("Delivery", heading=1), "Do you deliver everywhere?", controls=(question,))
    answer = line("The Scottish Highlands are excluded from free delivery.", box=Box(40, 400, 900, 20))
    opened = page("/delivery", *shut.blocks, answer, controls=(question,))
    crawl.visit(shut, crawl.revealed(shut, opened, "Do you deliver everywhere?"))
    found = entry(ledger_of(crawl=crawl), "all orders")
    assert [(one.quote, one.rule) for one in found.exclusions if one.contradicts] == [(answer.text, "D5")]
    assert found.exclusions[0].evidence.artifact != crawl.records[1].snapshot


def test_general_terms_contribute_only_what_is_about_delivery() -> None:
    shown = page(
        "/t",
        line("Terms and conditions", heading=1),
        line("Warranty", heading=2),
        "Printers, scanners and sale items are excluded.",
        line("Delivery", heading=2),
        "Furniture and mattresses are excluded.",
    )
    found = entry(ledger_of(HOME, shown), "all orders")
    assert [one.quote for one in found.exclusions] == ["Furniture and mattresses are excluded."]


def test_a_specific_label_is_told_from_a_generic_one() -> None:
    delivery = page("/d", line("Delivery", heading=1), "Furniture is excluded from free delivery.")
    general = page("/t", line("Terms", heading=1), "Mattresses are excluded from free delivery.")
    found = entry(ledger_of(HOME, delivery, general), "all orders")
    ways = {one.quote: (one.clicks, one.distance.label, one.distance.label_is_specific) for one in found.exclusions}
    assert ways["Furniture is excluded from free delivery."] == (1, "Delivery details", True)
    assert ways["Mattresses are excluded from free delivery."] == (1, "Terms", False)


def test_the_same_promise_on_many_pages_and_devices_is_told_once() -> None:
    desktop, mobile = Crawl(), Crawl("mobile")
    ledger = ledger_of(page("/", line("Free delivery over £40!", heading=1)), page("/a", "Free delivery over £40"), crawl=desktop)
    assert [(one.pages, one.prominence.ladder, one.device) for one in ledger.entries] == [(2, "headline", "desktop")]
    assert [one.device for one in ledger_of(page("/", "Free delivery over £40"), crawl=mobile).entries] == ["mobile"]


def test_terms_are_read_to_their_end() -> None:
    filler = ["We pack every lamp in paper made by our neighbours across the river."] * 600
    shown = page("/d", line("Delivery", heading=1), *filler, "Furniture is excluded from free delivery.")
    assert entry(ledger_of(HOME, shown), "all orders").verdict == "contradicted"


def test_a_linked_terms_page_that_could_not_be_read_is_told_with_its_fault() -> None:
    crawl = Crawl()
    crawl.visit(HOME, start="home")
    gone = crawl.visit(page("/d"))
    missing = gone.model_copy(update={"snapshot": None, "fault": Fault(kind="status", detail="the server answered 404")})
    crawl.records[1] = missing
    (found,) = ledger_of(crawl=crawl).terms
    assert (found.kind, found.title, found.clicks, found.fault) == ("delivery", "Delivery details", 1, "the server answered 404")


def test_terms_of_ten_million_letters_are_cut_and_say_so() -> None:
    shown = page("/d", line("Delivery", heading=1), "lamp " * 2_000_000)
    assert [one.fault for one in ledger_of(HOME, shown).terms] == ["only its first 1,000,000 letters were read"]
