"""How much wording promises to somebody who wants to reach the company."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.read.clicks.scent import scent, words_scent


@pytest.mark.parametrize("contact", ["Contact us", "Kontakt", "Contactez-nous", "Contacto", "Contatti", "Neem contact op"])
def test_contact_promises_more_than_anything_else_in_every_language(contact: str) -> None:
    assert scent(contact) > max(scent(other) for other in ("FAQ", "Help", "Instagram", "Menu", "Pens"))


def test_help_promises_more_than_questions_and_these_more_than_products() -> None:
    assert scent("Help") > scent("FAQ") > scent("Fountain pens") == 0


def test_an_address_speaks_for_a_control_without_words_but_less_than_words() -> None:
    assert scent("Contact us") > scent("", "https://shop.example/contact-us") > 0


def test_a_heading_above_adds_to_a_control_but_does_not_outweigh_one() -> None:
    assert 0 < scent("More", "", "Contact") < scent("Contact")
    assert scent("Help", "", "Contact") > scent("Help")


def test_the_name_of_the_site_is_not_read_as_an_address() -> None:
    assert scent("Pens", "https://contact.example/pens") == 0


def test_words_in_a_long_sentence_promise_less_than_a_label() -> None:
    assert words_scent("If something is not right with it, you may contact us at any time") < words_scent("Contact us")


def test_a_whole_paragraph_promises_nothing() -> None:
    assert words_scent("contact " * 40) == 0


@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=80))
def test_any_text_has_a_scent_of_zero_or_more(name: str, href: str, context: str) -> None:
    assert scent(name, href, context) >= 0
