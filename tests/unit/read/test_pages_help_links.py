"""Links that lead to help, and what else a state tells."""

from __future__ import annotations

from tests.unit.read.pages import fact


def test_conventional_and_fancy_names_are_told_apart() -> None:
    links = fact('<footer><a href="/c">Contact us</a><a href="/d">Contact, coffee and talk</a></footer>').help_links
    assert [(link.name, link.conventional) for link in links] == [("Contact us", True), ("Contact, coffee and talk", False)]


def test_links_are_known_in_six_languages() -> None:
    names = ["Contact us", "Kontakt", "Contactez-nous", "Contacto", "Contatti", "Klantenservice"]
    html = "<footer>" + "".join(f'<a href="/{at}">{name}</a>' for at, name in enumerate(names)) + "</footer>"
    assert [link.name for link in fact(html).help_links] == names


def test_where_a_link_leads_is_read_from_its_name() -> None:
    html = '<footer><a href="/1">Complaints</a><a href="/2">Impressum</a><a href="/3">Help</a><a href="/4">FAQ</a></footer>'
    assert [link.leads for link in fact(html).help_links] == ["complaint", "identification", "help", "help"]


def test_a_product_called_contact_lenses_care_kit_for_travellers_is_no_help_link() -> None:
    assert fact('<main><a href="/p">Contact lenses care kit for long journeys</a></main>').help_links == ()


def test_the_place_counts_visible_mechanisms_of_a_region_telephone_included() -> None:
    html = """<header><a href="tel:+442079460018">020 7946 0018</a><a href="/contact">Contact us</a></header>
    <footer><a href="/faq">FAQ</a></footer>"""
    assert [(link.region, link.place) for link in fact(html).help_links] == [("header", 1), ("header", 2), ("footer", 1)]


def test_a_hidden_link_has_no_place() -> None:
    html = '<header><div style="display:none"><a href="/contact">Contact us</a></div><a href="/help">Help</a></header>'
    assert [(link.name, link.visible, link.place) for link in fact(html).help_links] == [
        ("Contact us", False, 0),
        ("Help", True, 1),
    ]


def test_a_link_within_the_page_is_kept_as_it_is_written() -> None:
    assert [link.href for link in fact('<header><a href="#">Contact us</a></header>').help_links] == ["#"]


def test_the_legal_name_is_read_from_the_footer() -> None:
    assert (
        fact("<footer><p>© 2024 Harbour Office Supplies Ltd. All rights reserved.</p></footer>").company
        == "Harbour Office Supplies Ltd."
    )


def test_a_sentence_without_a_legal_form_names_no_company() -> None:
    assert fact("<footer><p>Limited offer: pens and paper. The AG meets today.</p></footer>").company == ""


def test_words_are_counted_outside_header_navigation_and_footer() -> None:
    html = (
        "<header>Harbour shop</header><nav><a href='/'>Home</a></nav><main><h1>Two "
        "words</h1></main><footer>Much small print</footer>"
    )
    assert fact(html).words == 2


def test_fields_and_frames_are_counted_as_content() -> None:
    html = '<main><h1>Contact</h1><form><input name="a"><textarea name="b"></textarea></form></main>'
    assert fact(html, "/contact").embeds == 2
