"""Templates that nobody filled in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.read.pages.placeholders import placeholder_in
from tests.unit.read.pages import fact


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("[Phone]", "[Phone]"),
        ("Call us: [Your phone]", "[Your phone]"),
        ("Address 1", "Address 1"),
        ("Lorem ipsum dolor sit amet, consectetur", "Lorem ipsum dolor sit amet, consectetur"),
        ("Write to hello@example.com today", "hello@example.com"),
        ("info@yourdomain.com", "info@yourdomain.com"),
        ("Tel: 0000000000", "0000000000"),
        ("Tel: 000-000-0000", "000-000-0000"),
        ("Phone (123) 456-7890", "(123) 456-7890"),
        ("Téléphone : {{ shop.phone }}", "{{ shop.phone }}"),
        ("{% if customer %}", "{% if customer %}"),
        ('[contact-form-7 id="117" title="Contact"]', '[contact-form-7 id="117" title="Contact"]'),
        ("[wpforms id=3]", "[wpforms id=3]"),
        ("[Adresse]", "[Adresse]"),
        ("[Teléfono]", "[Teléfono]"),
    ],
)
def test_unfilled_templates_are_quoted(text: str, quote: str) -> None:
    assert placeholder_in(text) == quote


@pytest.mark.parametrize(
    "text",
    [
        "Call 020 7946 0018",
        "sales@harbour-office.co.uk",
        "Annual report [PDF]",
        "As the study shows [1]",
        "Save 10% [online only]",
        "info [at] harbour-office.co.uk",
        "Free phone 0800 000 117",
        "Price: 1,000,000,000",
        "Order 100000000 sheets",
        "Our example shows how [to] fold paper",
        "",
    ],
)
def test_ordinary_writing_is_no_placeholder(text: str) -> None:
    assert placeholder_in(text) == ""


def test_each_placeholder_of_a_page_is_told_once_in_order() -> None:
    html = "<main><h1>Contact</h1><p>[Phone]</p><p>hello@example.com</p><p>[Phone]</p></main>"
    assert fact(html, "/contact").placeholders == ("[Phone]", "hello@example.com")


def test_what_no_customer_sees_is_no_placeholder() -> None:
    assert fact('<main><h1>Contact</h1><p style="display:none">[Phone]</p></main>', "/contact").placeholders == ()


@given(st.text(alphabet=st.sampled_from("[]{}<>%$_-=ab 01@.\n"), max_size=150))
def test_any_text_is_read_without_a_fault_and_quoted_from_itself(text: str) -> None:
    assert placeholder_in(text) in text


@pytest.mark.parametrize("text", ["Ring the press office on [telephone number].", "Write to [press e-mail]", "[contact details]"])
def test_slots_for_a_contact_are_found_inside_a_sentence(text: str) -> None:
    assert placeholder_in(text).startswith("[")


def test_an_article_may_quote_a_template_but_not_leave_a_slot_for_a_contact() -> None:
    html = "<main><h1>Themes</h1><p>Write {{ shop.phone }} or hello@example.com.</p><p>Ring us on [telephone number].</p></main>"
    assert fact(html, "/blog/themes").placeholders == ("[telephone number]",)
    assert fact(html.replace("Themes", "Contact us"), "/contact").placeholders == ("{{ shop.phone }}", "[telephone number]")
