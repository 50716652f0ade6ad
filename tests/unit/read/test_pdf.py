"""The text of a PDF: read within bounds, and never a crash."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyaudit.read.markup.pdf import MOST_PAGES, text_of_pdf
from tests.paper import locked, pdf

TERMS = "Delivery terms\nFurniture is excluded from free delivery (all regions)."


def test_the_printed_words_are_read_line_by_line() -> None:
    assert text_of_pdf(pdf(TERMS)) == (TERMS, "")


def test_a_sentence_that_goes_on_in_the_next_line_is_one_line() -> None:
    wrapped = "Orders for the Scottish Highlands and islands are excluded\nfrom free delivery."
    assert text_of_pdf(pdf(wrapped)).text == wrapped.replace("\n", " ")


def test_a_password_is_named_as_the_reason() -> None:
    assert text_of_pdf(locked(pdf(TERMS), "secret")) == ("", "the PDF is protected by a password")


def test_a_file_that_is_protected_from_changes_only_is_read() -> None:
    assert text_of_pdf(locked(pdf(TERMS), "")).text == TERMS


def test_a_scan_holds_no_text() -> None:
    assert text_of_pdf(pdf("", "")) == ("", "the PDF holds no text, as a scanned page does")


def test_of_a_long_document_the_first_pages_are_read_and_the_cut_is_told() -> None:
    read = text_of_pdf(pdf(*(f"Page {number} of our terms." for number in range(MOST_PAGES + 5))))
    assert f"Page {MOST_PAGES - 1} " in read.text
    assert f"Page {MOST_PAGES} " not in read.text
    assert read.fault == f"only the first {MOST_PAGES} of its {MOST_PAGES + 5} pages were read"


def test_a_page_that_is_far_too_large_is_refused() -> None:
    assert text_of_pdf(pdf("lamp " * 600_000)).fault == "a page of the PDF is too large to be read"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<html>no</html>", pdf(TERMS)[:300]])
def test_damage_is_told(data: bytes) -> None:
    assert text_of_pdf(data) == ("", "the PDF is damaged")


@given(st.data())
@settings(max_examples=60)
def test_a_spoilt_file_never_breaks_the_reading(data: st.DataObject) -> None:
    whole = bytearray(pdf(TERMS))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    text_of_pdf(bytes(whole))
