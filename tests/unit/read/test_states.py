"""What one control gives a customer is what was not there before it was opened."""

from __future__ import annotations

import pytest

from journeyaudit.model.snapshot import Control
from tests.unit.read.crawls import Crawl, button, link, shot

NETWORK = link("Facebook", "https://www.facebook.com/milllanedesks")
AGAIN = link("Facebook", "https://www.facebook.com/milllanedesks", key="in the menu")


@pytest.mark.parametrize(
    ("shows", "texts", "gives"),
    [
        ((link("Care", "/care"),), ("Care",), []),
        ((AGAIN,), ("Follow us: Facebook",), ["social"]),
        ((), ("Or ring 020 7946 0018",), ["phone"]),
    ],
    ids=["what stands open already", "the same once more", "something new"],
)
def test_a_channel_is_given_by_the_control_that_shows_it(
    shows: tuple[Control, ...], texts: tuple[str, ...], gives: list[str]
) -> None:
    crawl = Crawl()
    open_already = (button("Follow us"), NETWORK, button("Menu"))
    base = crawl.keep(shot("/", *open_already, texts=("Follow us",)))
    opened = crawl.keep(shot("/", *open_already, *shows, texts=("Follow us", *texts)))
    assert [fact.channel for fact in crawl.reader.gained(opened, base)] == gives
