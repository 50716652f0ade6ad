"""Any text, of any length: what is quoted stands there, and the work grows with the length and no faster."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyaudit.read.promises import promises

_PIECES = [
    "free", "delivery", "Lieferung", "livraison", "3-5", "working days", "£50", "over", "*", "†", "before 3pm", "\n", ". ", "? ",
    "(", "to the UK", "not", "next day", "24h", "14h30", "1.000,50 €",
    "$", "|", "توصيل", "送料無料", "\u00a0", "İ", "ﬁ", "²", "Rs.",
    "0", "9" * 400,
]  # fmt: skip


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join), st.lists(st.sampled_from(_PIECES)).map(" ".join)
    )
)
def test_quotes_stand_in_the_text_in_order(text: str) -> None:
    found = promises(text)
    assert [promise.quote for promise in found] == [text[promise.start : promise.end] for promise in found]
    assert [promise.start for promise in found] == sorted(promise.start for promise in found)


def _work(text: str) -> int:
    """How many calls of Python functions the text costs."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        promises(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "unit",
    [
        "free delivery* ",
        "delivery 3 days from 2-3 to ",
        "delivery3days",
        "1.000 ",
        "a.m. ",
        "?",
        "\n",
        "*",
        "free ",
        "not free delivery over £50 | ",
        "x",
        "التوصيل مجاني خلال 3 أيام delivery 3 days ",
        "Free delivery over £50. Arrives in 3-5 days. ",
        "Delivery\n3-5 days\n",
    ],
)
def test_twice_the_text_costs_no_more_than_twice_the_work(unit: str) -> None:
    promises(unit * 3)
    times = 6000 // len(unit)
    assert _work(unit * 2 * times) < 2.3 * _work(unit * times) + 500


def test_a_text_without_spaces_still_has_an_end() -> None:
    assert promises("freedelivery" * 20_000) == ()


def test_an_amount_that_no_delivery_costs_is_no_price() -> None:
    assert promises(f"Delivery costs £{'9' * 400}") == ()


def test_a_row_without_line_breaks_promises_only_so_much() -> None:
    assert len(promises("delivery in 3-5 days " * 1000)) < 500
