"""How prominently a promise stands: CAP's ladder of headline, sub-heading, body, footnote."""

from __future__ import annotations

import pytest

from journeyaudit.model.ledger import Ladder
from journeyaudit.model.snapshot import Box, Image
from tests.unit.read.ledger.shops import ledger_of, line, page

BODY = "We have made lamps, shades and small tables in one workshop beside the river since the spring of 1987."
CLAIM = "Free delivery on orders over £40"


@pytest.mark.parametrize(
    ("look", "ladder"),
    [
        ({"heading": 1, "size": 32.0}, "headline"),
        ({"size": 28.0}, "headline"),
        ({"heading": 2}, "sub-heading"),
        ({"size": 20.0}, "sub-heading"),
        ({"weight": 700}, "sub-heading"),
        ({"region": "header", "size": 12.0}, "sub-heading"),
        ({}, "body"),
        ({"size": 11.0}, "footnote"),
        ({"contrast": 2.1}, "footnote"),
    ],
)
def test_the_ladder_follows_heading_size_weight_and_contrast(look: dict[str, object], ladder: Ladder) -> None:
    (found,) = ledger_of(page("/", line(CLAIM, **look), BODY, BODY)).entries
    assert found.prominence.ladder == ladder


def test_what_needs_scrolling_stands_below_the_fold() -> None:
    (found,) = ledger_of(page("/", BODY, line(CLAIM, box=Box(40, 2400, 900, 20)))).entries
    assert not found.prominence.above_fold


def test_a_banner_is_read_by_its_alternative_text() -> None:
    banner = Image(alt="Free delivery on every order", box=Box(0, 90, 1200, 300))
    (found,) = ledger_of(page("/", BODY, images=(banner,))).entries
    assert (found.prominence.source, found.prominence.ladder) == ("alt", "headline")


def test_an_icon_promises_nothing_by_its_alternative_text() -> None:
    icon = Image(alt="Free delivery on every order", box=Box(0, 90, 40, 40))
    assert ledger_of(page("/", BODY, images=(icon,))).entries == ()


def test_hidden_words_promise_nothing() -> None:
    assert ledger_of(page("/", BODY, line(CLAIM, visible=False))).entries == ()
