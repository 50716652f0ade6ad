"""The date that a promised speed means, with its reasons."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.errors import DefinitionError
from journeyaudit.model.promise import DayKind
from journeyaudit.read.dates.calendar import Calendar
from journeyaudit.read.dates.due import due

SYDNEY = Calendar("AU", "NSW")
SCOTLAND = Calendar("GB", "SCT")
ENGLAND = Calendar("GB", "England")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_an_order_before_the_cut_off_on_thursday_is_due_on_friday() -> None:
    found = due(at("2026-11-19T08:42"), 1, 1, "business", SYDNEY, "17:00")
    assert (found.earliest, found.latest) == (date(2026, 11, 20), date(2026, 11, 20))
    assert found.steps == (
        "Ordered Thu 19 November 2026 at 08:42, before the cut-off at 17:00: it counts from Thu 19 November 2026.",
        "1 working day later: Fri 20 November 2026.",
    )


def test_an_order_after_the_cut_off_counts_from_the_next_working_day_and_skips_the_weekend() -> None:
    found = due(at("2026-11-19T17:01"), 1, 1, "business", SYDNEY, "17:00")
    assert found.counted_from == date(2026, 11, 20)
    assert found.latest == date(2026, 11, 23)
    assert found.steps[1:3] == (
        "Sat 21 November 2026 skipped: it is a Saturday.",
        "Sun 22 November 2026 skipped: it is a Sunday.",
    )


def test_an_order_at_the_very_cut_off_is_in_time() -> None:
    assert due(at("2026-11-19T17:00"), 1, 1, "business", SYDNEY, "17:00").latest == date(2026, 11, 20)


def test_an_order_at_the_weekend_counts_from_monday_whatever_the_hour() -> None:
    for hour in ("08:00", "23:59"):
        found = due(at(f"2026-11-21T{hour}"), 0, 1, "business", SYDNEY, "12:00")
        assert (found.counted_from, found.latest) == (date(2026, 11, 23), date(2026, 11, 24))


def test_a_public_holiday_is_skipped_by_name() -> None:
    found = due(at("2026-12-24T09:00"), 1, 2, "business", ENGLAND)
    assert (found.earliest, found.latest) == (date(2026, 12, 29), date(2026, 12, 30))
    assert "Fri 25 December 2026 skipped: public holiday, Christmas Day." in found.steps
    assert "Mon 28 December 2026 skipped: public holiday, Boxing Day (observed)." in found.steps


def test_the_holidays_of_a_region_are_its_own() -> None:
    friday = at("2026-11-27T10:00")
    assert due(friday, 1, 1, "business", SCOTLAND).latest == date(2026, 12, 1)
    assert due(friday, 1, 1, "business", ENGLAND).latest == date(2026, 11, 30)


def test_without_a_region_its_holidays_are_told_but_not_counted() -> None:
    found = due(at("2026-11-27T10:00"), 1, 1, "business", Calendar("GB"))
    assert found.latest == date(2026, 11, 30)
    assert found.steps[-2] == "Mon 30 November 2026 counts, though it is a public holiday in SCT: no region was given."


def test_calendar_days_run_through_the_weekend() -> None:
    found = due(at("2026-11-20T10:00"), 1, 2, "calendar", SYDNEY)
    assert (found.earliest, found.latest) == (date(2026, 11, 21), date(2026, 11, 22))


def test_calendar_days_end_on_a_weekday_that_is_served() -> None:
    weekdays = Calendar("AU", "NSW", served=frozenset(range(5)))
    found = due(at("2026-11-20T10:00"), 1, 1, "calendar", weekdays)
    assert found.latest == date(2026, 11, 23)
    assert found.steps[1] == "Delivered on Monday, Tuesday, Wednesday, Thursday, Friday only."


def test_a_carrier_that_works_on_saturdays_counts_them() -> None:
    assert due(at("2026-11-20T10:00"), 1, 1, "business", Calendar("GB", served=frozenset(range(6)))).latest == date(2026, 11, 21)


def test_hours_are_parts_of_a_calendar_day() -> None:
    assert due(at("2026-11-19T08:42"), None, 4 / 24, "calendar", SYDNEY).latest == date(2026, 11, 19)
    assert due(at("2026-11-19T22:42"), None, 4 / 24, "calendar", SYDNEY).latest == date(2026, 11, 20)


def test_the_weekend_is_the_countrys_own() -> None:
    assert due(at("2026-11-19T09:00"), 1, 1, "business", Calendar("IL")).latest == date(2026, 11, 22)


def test_a_promise_without_a_last_day_has_no_latest_day() -> None:
    found = due(at("2026-11-19T09:00"), 3, None, "business", SYDNEY)
    assert (found.earliest, found.latest) == (date(2026, 11, 24), None)


def test_what_is_no_speed_is_refused() -> None:
    for low, high in ((-1, 2), (3, 2), (0, 1e9), (0, float("nan"))):
        with pytest.raises(DefinitionError, match="JA132"):
            due(at("2026-11-19T09:00"), low, high, "business", SYDNEY)


@pytest.mark.parametrize(
    ("country", "region", "told"),
    [
        ("XX", "", "no calendar of public holidays for the country 'XX'"),
        ("GB", "Cornwall", "known here: ENG, NIR, SCT, WLS"),
        ("IL", "Haifa", "leave the region out"),
        ("", "NSW", "give its country as well"),
    ],
)
def test_a_place_without_a_calendar_is_told(country: str, region: str, told: str) -> None:
    with pytest.raises(DefinitionError, match="JA131") as failed:
        Calendar(country, region)
    assert told in str(failed.value)


def test_a_year_beyond_the_calendars_is_told() -> None:
    with pytest.raises(DefinitionError, match="known from 1991 to 2099"):
        due(at("2123-11-19T09:00"), 1, 1, "business", SYDNEY)


def test_one_place_has_one_calendar_however_it_is_written() -> None:
    names = {Calendar(*place).name for place in (("GB", "SCT"), ("UK", "Scotland"), ("GB-SCT", ""), ("gb", "gb-sct"))}
    assert names == {"GB-SCT"}


moments = st.datetimes(datetime(2020, 1, 1), datetime(2032, 12, 31))
speeds = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)
kinds: st.SearchStrategy[DayKind] = st.sampled_from(["business", "calendar"])
cutoffs = st.one_of(st.none(), st.sampled_from(["00:00", "12:00", "16:30", "24:00"]))
calendars = st.sampled_from([SYDNEY, SCOTLAND, ENGLAND, Calendar("DE", "BY"), Calendar("IL"), Calendar("US"), Calendar()])


@given(moments, speeds, kinds, cutoffs, calendars)
def test_nothing_is_due_before_it_is_ordered_nor_late_before_it_is_early(
    ordered: datetime, speed: list[int], kind: DayKind, cutoff: str | None, calendar: Calendar
) -> None:
    found = due(ordered, *speed, kind, calendar, cutoff)
    assert found.latest is not None
    assert ordered.date() <= found.counted_from <= found.earliest <= found.latest


@given(moments, speeds, cutoffs, calendars)
def test_business_days_never_end_on_a_closed_day(
    ordered: datetime, speed: list[int], cutoff: str | None, calendar: Calendar
) -> None:
    found = due(ordered, *speed, "business", calendar, cutoff)
    assert found.latest is not None
    assert [calendar.closed(day) for day in (found.counted_from, found.earliest, found.latest)] == ["", "", ""]


@given(moments, st.integers(0, 60 * 24 * 10), speeds, kinds, cutoffs, calendars)
def test_who_orders_later_is_never_due_earlier(
    ordered: datetime, minutes: int, speed: list[int], kind: DayKind, cutoff: str | None, calendar: Calendar
) -> None:
    first = due(ordered, *speed, kind, calendar, cutoff)
    second = due(ordered + timedelta(minutes=minutes), *speed, kind, calendar, cutoff)
    assert first.latest is not None
    assert second.latest is not None
    assert (first.earliest, first.latest) <= (second.earliest, second.latest)
    assert first.latest <= second.latest
