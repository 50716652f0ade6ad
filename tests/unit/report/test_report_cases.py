"""The chapter on enquiries: its picture is to scale, its marks stand where the words are, and hostile mail stays text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from journeyaudit.model.audit import Audit
from journeyaudit.report import html, junit, markdown
from journeyaudit.report.case_words import summary, took, when
from journeyaudit.report.theme import Theme
from journeyaudit.report.view.cases import cases
from journeyaudit.report.view.timeline import WIDTH, picture
from tests.unit.report import enquiries
from tests.unit.report.sample import HOSTILE

LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="module")
def told(audit: Audit) -> Audit:
    return audit.model_copy(update={"cases": (enquiries.wrong(), enquiries.running(), enquiries.unsent())})


@pytest.fixture(scope="module")
def text(told: Audit, stored: dict[str, bytes]) -> str:
    return html.render(told, stored.__getitem__, Theme(), {})


@pytest.fixture
def page(browser: Browser, text: str, tmp_path: Path) -> Iterator[Page]:
    (tmp_path / "report.html").write_text(text, "utf-8")
    tab = browser.new_page(viewport={"width": 1366, "height": 900})
    tab.goto((tmp_path / "report.html").as_uri())
    yield tab
    tab.close()


@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_no_violation_in_the_chapter(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    results = Axe().run(page, context="#cases")
    assert [(violation["id"], violation["nodes"][0]["html"][:200]) for violation in results.response["violations"]] == []


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_the_page_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_mail_never_becomes_markup(page: Page) -> None:
    assert page.locator("#cases script, #cases img:not(.shot img), #cases iframe, #cases [onerror], #cases [onload]").count() == 0
    assert HOSTILE.split()[0] in page.locator("#cases").inner_text()


def test_the_marks_are_the_words_that_were_meant(page: Page) -> None:
    assert page.locator("mark.repeat").inner_text() == enquiries.ASKED
    assert page.locator("mark.repeat + .tag").inner_text() == "asked again: order number"
    assert page.locator("mark.broken").inner_text() == enquiries.PROMISE
    assert page.locator("mark.no + .tag").inner_text() == "no, and nothing instead"


def test_the_first_page_leads_to_the_enquiries(page: Page) -> None:
    link = page.locator("#summary a[href='#cases']")
    assert link.inner_text().startswith("3 enquiries to the company: graded F2, 1 still running and 1 could not be sent.")


def test_a_report_without_an_enquiry_has_no_such_chapter(audit: Audit, stored: dict[str, bytes]) -> None:
    assert 'href="#cases"' not in html.render(audit, stored.__getitem__, Theme(), {})


def test_the_summary_for_a_ci_job_tells_the_grade(told: Audit) -> None:
    assert "3 enquiries to the company: graded F2" in markdown.render(told)


def test_what_is_told_of_an_enquiry_is_well_formed_xml(told: Audit) -> None:
    assert junit.render(told).startswith("<?xml")


def test_a_promise_is_pictured_from_where_it_was_made_to_where_it_was_due_and_on_to_when_it_was_kept() -> None:
    drawn = picture(enquiries.wrong(), LONDON)
    assert drawn is not None
    acknowledged, answered = drawn.markers[1], drawn.markers[2]
    row = drawn.rows[0]
    assert row.x == acknowledged.x
    assert row.late_x + row.late_width == pytest.approx(answered.x)
    assert row.outcome == "17 h late"


def test_dots_that_would_cover_each_other_stand_above_one_another() -> None:
    drawn = picture(enquiries.wrong(), LONDON)
    assert drawn is not None
    letter, acknowledgement = drawn.markers[:2]
    assert acknowledgement.x - letter.x < 22
    assert acknowledgement.y < letter.y


def test_midnight_is_the_end_of_the_day_before() -> None:
    assert when("2026-10-20T23:00:00Z", LONDON) == "Tue 20 Oct, end of day"


@pytest.mark.parametrize(("hours", "words"), [(0.03, "2 min"), (5.2, "5 h"), (24, "1 day"), (54.5, "2 days 6 h")])
def test_a_time_is_told_in_the_unit_that_fits(hours: float, words: str) -> None:
    assert took(hours) == words


def test_one_enquiry_tells_why_it_has_its_grade() -> None:
    assert summary([enquiries.wrong()]) == (
        "1 enquiry to the company: graded F2. It was answered, but it asked again for the order number, which the letter had."
    )


@given(st.lists(st.integers(0, 60 * 24 * 90), min_size=1, max_size=12))
def test_places_in_the_picture_are_to_scale_and_within_it(minutes: list[int]) -> None:
    start = datetime(2026, 3, 20, 9, tzinfo=UTC)
    times = [(start + timedelta(minutes=each)).isoformat() for each in sorted(minutes)]
    events = tuple(enquiries.event("reply", each, "It came.", "Words") for each in times)
    drawn = picture(enquiries.wrong().model_copy(update={"events": events, "deadlines": (), "turns": ()}), LONDON)
    assert drawn is not None
    places = [dot.x for dot in drawn.markers]
    assert places == sorted(places)
    assert all(0 <= x <= WIDTH for x in places)
    assert len({(dot.x, dot.y) for dot in drawn.markers}) == len(events)


@given(st.text(max_size=60), st.integers(0, 80), st.integers(0, 80))
def test_cutting_a_text_at_its_marks_loses_nothing(text: str, start: int, end: int) -> None:
    case = enquiries.wrong()
    words = text.replace("\r", "") + "."
    repeat = case.conversation.repeats[0].model_copy(update={"turn": 0, "start": start, "end": end})
    told = case.model_copy(
        update={
            "events": (enquiries.event("reply", case.opened_at, "It came.", words),),
            "turns": (0,), "deadlines": (), "conversation": case.conversation.model_copy(update={"repeats": (repeat,)}),
        }
    )  # fmt: skip
    audit = Audit.model_construct(cases=(told,))
    pieces = cases(audit).cases[0].events[0].pieces
    assert len("".join(piece.text for piece in pieces)) >= len(words.rstrip())
