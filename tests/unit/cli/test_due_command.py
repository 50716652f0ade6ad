"""`journeyaudit due` as it is typed."""

from __future__ import annotations

import json

import pytest

from journeyaudit.cli import main


def _run(capsys: pytest.CaptureFixture[str], *given: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["due", *given])
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out + told.err


def test_next_day_is_tomorrow_before_the_cut_off(capsys: pytest.CaptureFixture[str]) -> None:
    sydney = ("--country", "AU", "--region", "NSW", "--cutoff", "17:00")
    status, told = _run(capsys, "next day", "--ordered", "2026-11-19T08:42", *sydney)
    assert status == 0
    assert told.splitlines()[0] == "Due Fri 20 November 2026"
    assert "before the cut-off at 17:00" in told


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("same day", "Due Thu 19 November 2026"),
        ("overnight", "Due Fri 20 November 2026"),
        ("2-3 working days", "Due Mon 23 November 2026 to Tue 24 November 2026"),
        ("within 24 hours", "Due Thu 19 November 2026 to Fri 20 November 2026"),
        ("Lieferung in 1–3 Werktagen", "Due Fri 20 November 2026 to Tue 24 November 2026"),
        ("Free next day delivery if you order by 8am", "Due Mon 23 November 2026"),
    ],
)
def test_the_words_of_a_promise_are_understood(capsys: pytest.CaptureFixture[str], words: str, due: str) -> None:
    status, told = _run(capsys, words, "--ordered", "2026-11-19T08:42")
    assert (status, told.splitlines()[0]) == (0, due)


def test_words_that_leave_the_kind_of_day_open_are_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = _run(capsys, "next day", "--ordered", "2026-11-20T08:42")
    assert "working days are assumed (in calendar days it would be Sat 21 November 2026)" in told
    _, told = _run(capsys, "next day", "--ordered", "2026-11-20T08:42", "--days", "calendar")
    assert told.startswith("Due Sat 21 November 2026")


def test_the_clock_of_the_cut_off_is_the_companys(capsys: pytest.CaptureFixture[str]) -> None:
    given = ("next day", "--ordered", "2026-11-19T08:42Z", "--timezone", "Australia/Sydney", "--cutoff", "17:00", "--json")
    status, told = _run(capsys, *given)
    found = json.loads(told)
    assert (status, found["counted_from"], found["latest"]) == (0, "2026-11-20", "2026-11-23")


def test_a_promise_of_dispatch_is_not_taken_for_one_of_delivery(capsys: pytest.CaptureFixture[str]) -> None:
    assert "dispatch that is promised" in _run(capsys, "dispatched within 48 hours", "--ordered", "2026-11-19")[1]


def test_saturdays_count_for_a_carrier_that_works_on_them(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = _run(capsys, "next day", "--ordered", "2026-11-20T08:42", "--served", "mon,tue,wed,thu,fri,sat")
    assert told.startswith("Due Sat 21 November 2026")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("soonish", "--ordered", "2026-11-19"), "JA133 “soonish” names no speed of delivery"),
        (("next day", "--ordered", "tomorrow"), "--ordered: JA132"),
        (("next day", "--ordered", "2026-11-19", "--cutoff", "5pm"), "--cutoff: JA132"),
        (("next day", "--ordered", "2026-11-19", "--timezone", "Sydney"), "--timezone: JA132"),
        (("next day", "--ordered", "2026-11-19", "--served", "Mon,Foo"), "“Foo” is no weekday"),
        (("next day", "--ordered", "2026-11-19", "--country", "ZZ"), "JA131"),
        (("next day", "--ordered", "2026-11-19", "--country", "GB", "--region", "Yorkshire"), "known here: ENG, NIR, SCT, WLS"),
        (("next day",), "--ordered"),
    ],
)
def test_what_cannot_be_right_is_told_in_a_line(capsys: pytest.CaptureFixture[str], given: tuple[str, ...], told: str) -> None:
    status, found = _run(capsys, *given)
    assert status == 2
    assert told in found
    assert "Traceback" not in found
