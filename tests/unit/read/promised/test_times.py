"""The times that a sentence names."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyaudit.read.promised import times

WEDNESDAY = date(2026, 11, 18)


def _told(sentence: str, today: date | None = WEDNESDAY) -> list[dict[str, Any]]:
    fields = ("hours", "days", "kind", "by", "at")
    return [
        {name: getattr(one, name) for name in fields if getattr(one, name) not in (None, "")} for one in times(sentence, today)
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("within 24 hours", {"hours": 24}),
        ("in half an hour", {"hours": 0.5}),
        ("within the next hour", {"hours": 1}),
        ("binnen einer halben Stunde", {"hours": 0.5}),
        ("entro un'ora", {"hours": 1}),
        ("in 3–5 working days", {"days": 5, "kind": "business"}),
        ("two to three business days", {"days": 3, "kind": "business"}),
        ("sous six jours ouvrés", {"days": 6, "kind": "business"}),
        ("in twee maanden", {"days": 60}),
        ("innerhalb von 14 Kalendertagen", {"days": 14, "kind": "calendar"}),
        ("dentro de 10 días naturales", {"days": 10, "kind": "calendar"}),
    ],
)
def test_a_span_is_its_outer_limit(sentence: str, told: dict[str, Any]) -> None:
    assert _told(sentence) == [told]


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("you will have it Thursday", "Thursday"),
        ("bis Freitag", "Friday"),
        ("by the end of the week", "Friday"),
        ("übermorgen", "2026-11-20"),
        ("next week", "2026-11-27"),
        ("le vendredi 27 novembre", "2026-11-27"),
        ("by Thursday the 26th", "2026-11-26"),
        ("bis zum 24.", "2026-11-24"),
        ("antes del 3 de diciembre", "2026-12-03"),
        ("bis 24.11 bei Ihnen", "2026-11-24"),
        ("entro il 2 gennaio", "2027-01-02"),
    ],
)
def test_a_day_is_named_in_many_ways(sentence: str, by: str) -> None:
    assert _told(sentence) == [{"by": by}]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("by Friday 5pm", {"by": "Friday", "at": "17:00"}),
        ("tomorrow between 2 and 4pm", {"by": "2026-11-19", "at": "16:00"}),
        ("morgen zwischen 8 und 12 Uhr", {"by": "2026-11-19", "at": "12:00"}),
        ("demain entre 14h et 16h", {"by": "2026-11-19", "at": "16:00"}),
        ("uiterlijk vrijdag 12:00 uur", {"by": "Friday", "at": "12:00"}),
        ("I will ring you before noon", {"at": "12:00"}),
        ("I will ring you by 5pm", {"at": "17:00"}),
        ("richiamo entro le 18", {"at": "18:00"}),
    ],
)
def test_the_hour_of_the_day_is_the_last_that_is_named(sentence: str, told: dict[str, Any]) -> None:
    assert _told(sentence) == [told]


@pytest.mark.parametrize(
    "sentence",
    [
        "Guten Morgen",
        "you wrote two days ago",
        "il y a deux jours",
        "hace dos días",
        "twee dagen geleden",
        "you called last Friday",
        "vendredi dernier",
        "We are open Monday to Friday, 9 am to 5 pm",
        "montags bis freitags von 9:00 bis 17:00",
        "Order 24 of 11 items",
        "I am away until the 1st",
    ],
)
def test_the_past_opening_hours_and_other_figures_are_no_times(sentence: str) -> None:
    assert _told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("tomorrow", {"days": 1, "kind": "calendar"}),
        ("by 24 November", {"by": "--11-24"}),
        ("by the 24th", {"by": "---24"}),
        ("by Friday", {"by": "Friday"}),
    ],
)
def test_without_the_day_of_the_text_a_day_stays_as_it_was_said(sentence: str, told: dict[str, Any]) -> None:
    assert _told(sentence, None) == [told]


@settings(max_examples=200)
@given(st.text(max_size=200), st.sampled_from([None, WEDNESDAY]))
def test_any_text_is_read_and_times_stand_apart(text: str, today: date | None) -> None:
    found = times(text, today)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
