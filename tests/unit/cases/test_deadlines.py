"""The company's clock, and what a promised time means on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.cases.deadlines import BusinessClock, moment_of, parsed
from journeyaudit.errors import DefinitionError
from journeyaudit.model.message import Promised

WEEKDAYS = BusinessClock("Mon-Fri 09:00-17:00", "Europe/London", "GB")
WITH_SATURDAY = BusinessClock("Mon-Fri 09:00-12:30, 13:00-17:00; Sat 10:00-13:00", "Europe/Berlin", "DE", "BY")
ALWAYS = BusinessClock("Mon-Sun 00:00-24:00", "America/New_York")
NIGHTS = BusinessClock("Fri-Sun 22:00-06:00", "Australia/Sydney")
CLOCKS = st.sampled_from([WEEKDAYS, WITH_SATURDAY, ALWAYS, NIGHTS])
MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
HOURS = st.floats(0, 300, allow_nan=False)


def at(text: str) -> datetime:
    return parsed(text)


def promise(**given: object) -> Promised:
    return Promised.model_validate({"pledge": "reply", "quote": "soon", "start": 0, "end": 4, **given})


def test_a_night_and_a_weekend_count_nothing() -> None:
    assert WEEKDAYS.between(at("2026-11-20T16:00Z"), at("2026-11-23T10:00Z")) == 2.0


def test_a_public_holiday_counts_nothing() -> None:
    assert WEEKDAYS.between(at("2026-12-24T09:00Z"), at("2026-12-29T09:00Z")) == 8.0


def test_saturday_hours_and_a_lunch_break_are_honoured() -> None:
    assert WITH_SATURDAY.between(at("2026-11-20T11:00Z"), at("2026-11-23T08:30Z")) == 8.0


def test_a_holiday_of_the_region_alone_is_closed_there() -> None:
    assert WITH_SATURDAY.between(at("2026-01-06T00:00Z"), at("2026-01-07T00:00Z")) == 0.0


def test_business_hours_follow_the_companys_clock_when_it_changes() -> None:
    assert WEEKDAYS.after(at("2026-03-27T16:00Z"), 2) == at("2026-03-30T09:00Z")


def test_an_opening_across_a_change_of_clocks_is_as_long_as_it_lasts() -> None:
    assert ALWAYS.between(at("2026-03-08T05:00Z"), at("2026-03-09T04:00Z")) == 23.0
    assert ALWAYS.between(at("2026-11-01T04:00Z"), at("2026-11-02T05:00Z")) == 25.0


def test_working_days_run_over_the_year_end() -> None:
    assert WEEKDAYS.days_after(at("2026-12-30T12:00Z"), 2) == at("2027-01-05T00:00Z")


@pytest.mark.parametrize(
    ("given", "said", "due"),
    [
        ({"hours": 24}, "2026-11-20T16:00Z", "2026-11-21T16:00Z"),
        ({"hours": 4, "kind": "business"}, "2026-11-20T16:00Z", "2026-11-23T12:00Z"),
        ({"days": 2, "kind": "business"}, "2026-11-20T16:00Z", "2026-11-25T00:00Z"),
        ({"days": 2}, "2026-11-20T16:00Z", "2026-11-25T00:00Z"),
        ({"days": 2, "kind": "calendar"}, "2026-11-20T16:00Z", "2026-11-23T00:00Z"),
        ({"days": 0}, "2026-11-21T16:00Z", "2026-11-24T00:00Z"),
        ({"by": "Friday"}, "2026-11-24T10:00Z", "2026-11-28T00:00Z"),
        ({"by": "Friday"}, "2026-11-27T10:00Z", "2026-11-28T00:00Z"),
        ({"by": "Friday"}, "2026-11-27T18:00Z", "2026-12-05T00:00Z"),
        ({"by": "Friday", "at": "12:00"}, "2026-11-27T13:00Z", "2026-12-04T12:00Z"),
        ({"by": "2026-12-01"}, "2026-11-24T10:00Z", "2026-12-02T00:00Z"),
        ({"by": "2026-07-01", "at": "17:00"}, "2026-06-24T10:00Z", "2026-07-01T16:00Z"),
        ({"at": "17:00"}, "2026-11-20T10:00Z", "2026-11-20T17:00Z"),
        ({"at": "17:00"}, "2026-11-20T18:00Z", "2026-11-23T17:00Z"),
    ],
)
def test_a_promised_time_becomes_a_moment(given: dict[str, object], said: str, due: str) -> None:
    assert moment_of(promise(**given), at(said), WEEKDAYS) == at(due)


@pytest.mark.parametrize(
    "given",
    [{}, {"by": "9999-12-31"}, {"by": "2020-01-01"}, {"by": "someday"}, {"hours": 1e300}, {"days": -3}, {"days": float("nan")}],
)
def test_a_promise_without_a_time_that_can_be_meant_has_no_moment(given: dict[str, object]) -> None:
    assert moment_of(promise(**given), at("2026-11-20T16:00Z"), WEEKDAYS) is None


@pytest.mark.parametrize(
    "hours", ["", "always", "Mon 25:00-26:00", "Mon-Fry 09:00-17:00", "Mon 09:00-12:00, 11:00-14:00", "Mon 9-5"]
)
def test_opening_hours_that_cannot_be_read_say_how_to_write_them(hours: str) -> None:
    with pytest.raises(DefinitionError, match="Mon-Fri 09:00-17:00"):
        BusinessClock(hours, "Europe/London")


def test_a_time_zone_that_is_none_is_refused() -> None:
    with pytest.raises(DefinitionError, match="no time zone"):
        BusinessClock("Mon 09:00-17:00", "Europe/Atlantis")


@given(CLOCKS, MOMENTS, HOURS)
def test_counting_on_and_counting_back_agree(clock: BusinessClock, start: datetime, hours: float) -> None:
    assert clock.between(start, clock.after(start, hours)) == pytest.approx(hours, abs=1e-5)


@given(CLOCKS, MOMENTS, HOURS, HOURS)
def test_more_hours_never_end_sooner(clock: BusinessClock, start: datetime, one: float, other: float) -> None:
    assert clock.after(start, min(one, other)) <= clock.after(start, max(one, other))


@given(CLOCKS, MOMENTS, st.timedeltas(timedelta(), timedelta(days=20)), st.timedeltas(timedelta(), timedelta(days=20)))
def test_time_split_anywhere_adds_up(clock: BusinessClock, start: datetime, first: timedelta, then: timedelta) -> None:
    middle, end = start + first, start + first + then
    assert clock.between(start, middle) + clock.between(middle, end) == pytest.approx(clock.between(start, end), abs=1e-6)


@given(CLOCKS, MOMENTS)
def test_spans_lie_in_order_and_apart(clock: BusinessClock, start: datetime) -> None:
    spans = list(clock.spans(start, start + timedelta(days=30)))
    assert all(opened < closed for opened, closed in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(CLOCKS, MOMENTS, st.integers(0, 30), st.integers(0, 30))
def test_more_days_are_never_due_sooner(clock: BusinessClock, said: datetime, one: int, other: int) -> None:
    few, many = (moment_of(promise(days=days), said, clock) for days in sorted((one, other)))
    assert few is not None
    assert many is not None
    assert said <= few <= many


@given(CLOCKS, MOMENTS, st.sampled_from(["Monday", "Thursday", "Sunday"]))
def test_a_weekday_is_meant_within_eight_days(clock: BusinessClock, said: datetime, day: str) -> None:
    due = moment_of(promise(by=day), said, clock)
    assert due is not None
    assert said < due <= said + timedelta(days=8, hours=1)
    assert f"{clock.local(due - timedelta(seconds=1)):%A}" == day


@pytest.mark.parametrize(
    ("by", "day"), [("--12-04", "2026-12-04"), ("--01-04", "2027-01-04"), ("---04", "2026-12-04"), ("2026-12-03", "2026-12-03")]
)
def test_a_day_without_a_year_is_the_next_one_of_that_name(by: str, day: str) -> None:
    due = moment_of(promise(by=by), at("2026-11-23T10:00Z"), WEEKDAYS)
    assert due is not None
    assert (due - timedelta(seconds=1)).date().isoformat() == day
