"""A date stands in a form as the form asks for it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.model.blank import Blank, Choice
from journeyaudit.read.enquiry.dates import choice_of, part_of, written


@pytest.mark.parametrize(
    ("words", "country", "expected"),
    [
        ("DD/MM/YYYY", "US", "09/11/2026"),
        ("MM/DD/YYYY", "GB", "11/09/2026"),
        ("TT.MM.JJJJ Bestelldatum", "DE", "09.11.2026"),
        ("JJ/MM/AAAA", "FR", "09/11/2026"),
        ("gg/mm/aaaa", "IT", "09/11/2026"),
        ("dd-mm-jjjj", "NL", "09-11-2026"),
        ("dd/mm/yy", "GB", "09/11/26"),
        ("YYYY-MM-DD", "GB", "2026-11-09"),
        ("e.g. 31/12/2025", "US", "09/11/2026"),
        ("e.g. 12/31/2025", "GB", "11/09/2026"),
        ("Order date", "GB", "09/11/2026"),
        ("Order date", "US", "11/9/2026"),
        ("Bestelldatum", "DE", "09.11.2026"),
        ("Order date", None, "2026-11-09"),
        ("Order date", "XX", "2026-11-09"),
    ],
)
def test_a_date_is_written_as_the_field_shows_it(words: str, country: str | None, expected: str) -> None:
    shown = written("2026-11-09", words, country).replace("/0", "/").lstrip("0")
    assert shown == expected.replace("/0", "/").lstrip("0")


def test_what_is_no_date_stays_as_it_is() -> None:
    assert written("last week", "DD/MM/YYYY", "GB") == "last week"


def _list(*texts: str, label: str = "") -> Blank:
    return Blank(key="k", type="select", label=label, choices=(Choice("--"), *(Choice(text, text) for text in texts)))


GERMAN = "Januar\nFebruar\nMärz\nApril\nMai\nJuni\nJuli\nAugust\nSeptember\nOktober\nNovember\nDezember"
DAYS, MONTHS = tuple(str(n) for n in range(1, 32)), tuple(f"{n:02}" for n in range(1, 13))


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2029, 12, 31)))
def test_three_lists_say_the_same_day(day: date) -> None:
    years = _list(*(str(year) for year in range(2030, 2015, -1)))
    months = _list(*GERMAN.splitlines())
    found = [(part_of(one), one) for one in (_list(*DAYS), _list(*MONTHS), months, years)]
    assert [part for part, _ in found] == ["day", "month", "month", "year"]
    said = [choice_of(one, part, day.isoformat()) for part, one in found if part]
    assert [choice.text if choice else "" for choice in said] == [
        str(day.day), f"{day.month:02}", months.choices[day.month].text, str(day.year)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "field",
    [_list(*DAYS, label="Date of birth"), _list(*DAYS[:5]), _list("Delivery", "Refund"), _list("1", "2", "3 or more"), _list()],
)
def test_other_lists_are_no_part_of_a_date(field: Blank) -> None:
    assert part_of(field) is None
