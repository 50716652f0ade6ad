"""What a promise's sign resolves to: a footnote, a title, a dialog, two notes, or nothing."""

from __future__ import annotations

import pytest

from journeyaudit.model.snapshot import Box
from journeyaudit.read.markup import snapshot_of_html
from tests.unit.read.crawls import SHOP, Crawl, button
from tests.unit.read.ledger.shops import entry, ledger_of, line, only, page

CLAIM = "Free next day delivery*"
FAR = Box(40, 3000, 900, 14)


@pytest.mark.parametrize(
    ("claim", "note"),
    [
        ("Free next day delivery*", "* Orders by 4pm only."),
        ("Free next day delivery†", "† Orders by 4pm only."),
        ("Free next day delivery¹", "¹ Orders by 4pm only."),
        ("Free next day delivery**", "** Orders by 4pm only."),
    ],
)
def test_a_sign_is_resolved_to_the_line_that_begins_with_it(claim: str, note: str) -> None:
    found = only(claim, "Lamps and shades", note)
    assert found.note is not None
    assert (found.note.quote, found.note.how) == ("Orders by 4pm only.", "footnote")


@pytest.mark.parametrize(
    ("language", "claim", "note", "words"),
    [
        ("de", "Kostenloser Versand ab 50 €*", "* Gilt nur für Pakete bis 30 kg.", "Gilt nur für Pakete bis 30 kg."),
        ("fr", "Livraison gratuite dès 50 €*", "* Offre valable en point relais.", "Offre valable en point relais."),
        ("es", "Envío gratis a partir de 50 €*", "* Solo para la península.", "Solo para la península."),
        ("it", "Spedizione gratuita da 50 €*", "* Escluse le isole minori.", "Escluse le isole minori."),
        ("nl", "Gratis verzending vanaf 50 €*", "* Geldt niet voor meubels.", "Geldt niet voor meubels."),
    ],
)
def test_notes_are_found_in_other_languages(language: str, claim: str, note: str, words: str) -> None:
    (found,) = [e for e in ledger_of(page("/", claim, "…", note, language=language)).entries if e.marker == "*"]
    assert found.note is not None
    assert found.note.quote == words


def test_a_sign_without_a_note_is_an_orphan() -> None:
    found = only(CLAIM, "Lamps and shades")
    assert (found.verdict, found.grade, found.rules) == ("orphan-marker", "orphan-marker", ("D2",))
    assert "not there" in found.reasons[0]


@pytest.mark.parametrize("required", ["* required fields", "* Pflichtfelder", "* Champs obligatoires", "* Verplichte velden"])
def test_required_fields_are_no_note(required: str) -> None:
    assert only(CLAIM, "Lamps and shades", required).verdict == "orphan-marker"


def test_two_notes_for_one_sign_are_both_told() -> None:
    found = only(CLAIM, "* Orders by 4pm only.", "Lamps", "* Not on clearance stock.")
    assert [note.quote for note in (found.note, *found.other_notes) if note] == ["Orders by 4pm only.", "Not on clearance stock."]
    assert "D5" in found.rules


def test_one_sign_does_not_resolve_to_the_note_of_another() -> None:
    assert only(CLAIM, "Lamps", "** Orders by 4pm only.").verdict == "orphan-marker"


def test_two_notes_in_one_block_are_told_apart() -> None:
    found = only(CLAIM, "* Orders by 4pm only. † Prices include tax.")
    assert found.note is not None
    assert found.note.quote == "Orders by 4pm only."


def test_a_note_far_below_tells_its_distance_and_its_size() -> None:
    found = only(
        line(CLAIM, size=24.0, heading=1),
        "We have made lamps, shades and small tables in one workshop for years.",
        line("* Orders by 4pm only.", size=10.0, box=FAR),
    )
    assert found.note is not None
    away = found.note.distance
    assert (away.screens, away.font_ratio, away.steps, away.clicks) == (3.8, 0.42, 3, 0)


def test_terms_that_apply_are_words_and_need_no_note() -> None:
    found = only("Free next day delivery. T&Cs apply.", "Lamps")
    assert found.marker is not None
    assert found.verdict != "orphan-marker"


def test_a_title_on_the_sign_is_its_note() -> None:
    sign = button("*", title="Orders by 4pm only", box=Box(240, 100, 10, 20))
    found = entry(ledger_of(page("/", CLAIM, "Lamps", controls=(sign,))), "Free next day")
    assert found.note is not None
    assert (found.note.how, found.note.quote, found.note.prominence.source) == ("title", "Orders by 4pm only", "tooltip")


def test_what_a_click_on_the_sign_opens_is_its_note() -> None:
    crawl = Crawl()
    sign = button("*", box=Box(240, 100, 10, 20))
    closed = page("/", CLAIM, "Lamps", controls=(sign,))
    opened = page("/", CLAIM, "Lamps", line("Orders by 4pm only.", region="dialog"), controls=(sign,))
    crawl.visit(closed, crawl.revealed(closed, opened, "*"), start="home")
    found = entry(ledger_of(crawl=crawl), "Free next day")
    assert found.note is not None
    assert (found.note.how, found.note.quote, found.note.distance.clicks) == ("dialog", "Orders by 4pm only.", 1)


def test_a_dialog_of_several_lines_and_a_button_is_one_note() -> None:
    crawl = Crawl()
    sign = button("*", box=Box(240, 100, 10, 20))
    closed = page("/", CLAIM, "Lamps", controls=(sign,))
    lines = [line(text, region="dialog") for text in ("Delivery terms", "Orders by 4pm only.", "Not for furniture.", "Close")]
    crawl.visit(closed, crawl.revealed(closed, page("/", CLAIM, "Lamps", *lines, controls=(sign,)), "*"), start="home")
    found = entry(ledger_of(crawl=crawl), "Free next day")
    assert found.note is not None
    assert (found.note.quote.splitlines()[-1], found.other_notes) == ("Not for furniture.", ())


@pytest.mark.parametrize(
    ("html", "how"),
    [
        ('<p>Free next day delivery<sup title="Orders by 4pm only">*</sup></p>', "title"),
        ('<p>Free next day delivery<span data-tooltip="Orders by 4pm only">*</span></p>', "tooltip"),
        (
            '<p>Free next day delivery<i aria-describedby="n">*</i></p><div hidden id="n">Orders by 4pm only</div>',
            "described-by",
        ),
    ],
)
def test_what_a_sign_tells_to_who_points_at_it_is_its_note(html: str, how: str) -> None:
    found = ledger_of(snapshot_of_html(html, SHOP)).entries[0]
    assert found.note is not None
    assert (found.note.how, found.note.quote) == (how, "Orders by 4pm only")


def test_a_condition_in_a_title_is_a_note_without_a_sign() -> None:
    html = '<p><span title="Furniture is excluded from free delivery">Free delivery on all orders</span></p>'
    found = ledger_of(snapshot_of_html(html, SHOP)).entries[0]
    assert (found.verdict, found.note.how if found.note else "") == ("contradicted", "title")


def test_a_title_that_states_no_condition_is_no_note() -> None:
    html = '<p><span title="Click here to learn more">Free delivery on all orders</span></p>'
    assert ledger_of(snapshot_of_html(html, SHOP)).entries[0].verdict == "unconditional"
