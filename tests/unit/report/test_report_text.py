"""Text of a site is data, whatever it says."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.report.junit import _clean
from journeyaudit.report.markdown import escaped
from journeyaudit.report.text import css_string, neutral, safe_href, shown_url, within_site


def test_a_direction_override_is_shown_by_name() -> None:
    assert neutral("invoice\u202egnp.exe") == "invoice[U+202E]gnp.exe"


def test_the_joiners_and_marks_that_languages_need_stay() -> None:
    assert neutral("می\u200cخواهم \u200f1") == "می\u200cخواهم \u200f1"


def test_text_is_cut_at_its_limit_with_an_ellipsis() -> None:
    assert neutral("a" * 20, 10) == "a" * 9 + "…"


@given(st.text(), st.integers(2, 50))
def test_no_control_character_survives_and_the_limit_holds(text: str, limit: int) -> None:
    shown = neutral(text, limit)
    assert len(shown) <= limit
    assert not any(unicodedata.category(char) in ("Cc", "Cs") or char in "\u202d\u202e\u2066\u2067" for char in shown)


def test_a_long_url_keeps_its_host_and_its_ending() -> None:
    shown = shown_url("https://shop.example/" + "x" * 900 + "/end")
    assert shown.startswith("https://shop.example/")
    assert shown.endswith("/end")
    assert len(shown) < 300


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//host/x", "/path", "", "http://", "file:///etc",
     "https://user:pass@shop.example/", "https://shop.example:99999/", "https://[::1", "mailto:a@b.example"],
)  # fmt: skip
def test_only_plain_web_addresses_are_linked(url: str) -> None:
    assert safe_href(url) is None


def test_a_link_keeps_its_query_and_escapes_what_is_not_url() -> None:
    assert safe_href('https://shop.example/a b?q="x"&y=%20#top') == "https://shop.example/a%20b?q=%22x%22&y=%20#top"


@given(st.text())
def test_a_link_holds_no_quote_space_or_angle_bracket(text: str) -> None:
    href = safe_href("https://shop.example/" + text)
    assert href is None or not set(href) & set('"<> \n\t\\')


def test_a_page_of_the_site_is_named_by_its_path() -> None:
    origins = ("https://shop.example",)
    assert within_site("https://shop.example/help", origins) == "/help"
    assert within_site("https://shop.example", origins) == "/"
    assert within_site("https://shop.example.evil.example/help", origins) == "https://shop.example.evil.example/help"


@given(st.text())
def test_a_style_string_cannot_end_early(text: str) -> None:
    inner = css_string(text)[1:-1]
    assert all((char.isalnum() and char.isascii()) or char in "\\ " for char in inner)


@given(st.text())
def test_markdown_text_opens_no_tag_table_cell_or_link(text: str) -> None:
    shown = escaped(text)
    assert "\n" not in shown
    assert not set("<>@") & set(shown)
    assert not any(char in "|[]`*_" and not shown[:at].endswith("\\") for at, char in enumerate(shown))
    assert "://" not in shown


@given(st.text())
def test_xml_text_holds_only_characters_that_xml_allows(text: str) -> None:
    assert ElementTree.fromstring(f"<a>{escape(_clean(text))}</a>").tag == "a"
