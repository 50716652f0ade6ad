"""Which promises a page of terms says that it does not govern."""

from __future__ import annotations

import pytest

from journeyaudit.read.ledger.scope import governs, waived


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Gift cards and spare parts are not covered by this policy.", (("gift", "cards"), ("spare", "parts"))),
        ("These terms do not apply to garden sheds, pianos or hot tubs.", (("garden", "sheds"), ("pianos",), ("hot", "tubs"))),
        ("Diese Lieferbedingungen gelten nicht für Klaviere.", (("klaviere",),)),
        ("Ces conditions ne s'appliquent pas aux pianos.", (("pianos",),)),
        ("Estas condiciones no se aplican a los pianos.", (("pianos",),)),
        ("Queste condizioni non si applicano ai pianoforti.", (("pianoforti",),)),
        ("Deze voorwaarden gelden niet voor piano's.", (("piano",),)),
    ],
)
def test_what_a_page_leaves_to_other_pages_is_named(text: str, goods: object) -> None:
    assert waived(text) == goods


@pytest.mark.parametrize(
    "text",
    [
        "Free next day delivery does not apply to pianos.",
        "This page tells you what delivery costs.",
        "Pianos are not delivered upstairs.",
        "",
    ],
)
def test_a_condition_is_no_waiver(text: str) -> None:
    assert waived(text) == ()


def test_a_promise_on_such_goods_is_not_governed_whatever_the_ending_of_the_word() -> None:
    goods = waived("Repeat boxes are not governed by this page.")
    assert not governs(goods, "Your first repeat box comes free")
    assert governs(goods, "Free delivery on every box")
    assert governs((), "Free delivery")
