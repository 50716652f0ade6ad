"""Where a quote stands on a page."""

from __future__ import annotations

import pytest

from journeyaudit.model.snapshot import Box, Control, Image, Snapshot, TextBlock
from journeyaudit.read.pages.whereabouts import whereabouts

HIGH, LOW = Box(10, 100, 80, 20), Box(10, 900, 80, 20)
PAGE = Snapshot(
    url="https://shop.example/",
    controls=(Control(key="a", name="Contact us", box=HIGH), Control(key="b", name="Contact us", box=LOW)),
    blocks=(
        TextBlock(text="Call\n020 7946 0018 today", box=LOW),
        TextBlock(text="Saturday 9am", box=HIGH),
        TextBlock(text="Secret words", box=HIGH, visible=False),
    ),
    images=(Image(alt="Free delivery on everything", box=LOW),),
)


@pytest.mark.parametrize(
    ("quote", "near", "box"),
    [
        ("Contact us", -1, HIGH),
        ("contact us", 850, LOW),
        ("Call 020 7946 0018", -1, LOW),
        ("Saturday 9am \u2013 5pm", -1, HIGH),
        ("Secret words", -1, None),
        ("Free delivery", -1, LOW),
        ("Chat with us", -1, None),
        ("", -1, None),
    ],
)
def test_a_quote_is_found_where_a_customer_reads_it(quote: str, near: int, box: Box | None) -> None:
    assert whereabouts(PAGE, quote, near) == box
