"""The HTML report in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page

from journeyaudit.model.audit import Audit
from journeyaudit.model.reach import Step
from journeyaudit.model.scorecard import Score
from journeyaudit.report import html
from journeyaudit.report.theme import Theme
from tests.unit.report.sample import HOSTILE, LONG
from tests.unit.report.test_report_pictures import noise

MOST_BYTES = 5_000_000


@pytest.fixture(scope="module")
def text(audit: Audit, stored: dict[str, bytes]) -> str:
    return html.render(audit, stored.__getitem__, Theme(), {})


@pytest.fixture(scope="module")
def report_file(text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def page(browser: Browser, report_file: Path) -> Iterator[Page]:
    tab = browser.new_page(viewport={"width": 1366, "height": 900})
    tab.goto(report_file.as_uri())
    yield tab
    tab.close()


@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_no_violation(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    results = Axe().run(page)
    assert [violation["id"] for violation in results.response["violations"]] == []


@pytest.mark.parametrize("width", [1366, 768, 390, 320])
def test_the_page_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_report_asks_for_nothing_on_the_network_and_breaks_no_policy(browser: Browser, report_file: Path) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(report_file.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [report_file.as_uri()]
    assert said == []
    tab.close()


def test_everything_can_be_read_without_script(browser: Browser, report_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(report_file.as_uri())
    assert tab.get_by_role("heading", name="Two help links lead nowhere").first.is_visible()
    tab.locator("summary", has_text="A telephone number is within reach").click()
    assert tab.get_by_text("Some matters are urgent.").is_visible()
    context.close()


def test_hostile_text_of_a_site_never_becomes_markup(text: str) -> None:
    tree = lxml_html.document_fromstring(text)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img[not(starts-with(@src, 'data:image/'))]") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert (
        tree.xpath("//a[not(starts-with(@href, '#') or starts-with(@href, 'https://') or starts-with(@href, 'http://'))]") == []
    )
    assert "{{ 7*7 }}" in tree.text_content()
    assert "\u202e" not in text


@pytest.mark.parametrize("name", [HOSTILE, LONG * 3, '"};body{display:none}/*</style>', "\u202egnitidua"])
def test_a_hostile_company_name_stays_a_name(audit: Audit, browser: Browser, name: str) -> None:
    named = audit.model_copy(update={"subject": audit.subject.model_copy(update={"name": name})})
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    alerts: list[str] = []
    tab.on("dialog", lambda dialog: alerts.append(dialog.message))
    tab.set_content(html.render(named, lambda _: b"", Theme(), {}))
    assert tab.get_by_role("heading", level=1).is_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.locator("style").count() == 2
    assert alerts == []
    tab.close()


def test_headings_come_in_order(page: Page) -> None:
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_inside_the_report_leads_somewhere(page: Page) -> None:
    assert (
        page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.querySelector(a.hash)).length") == 0
    )


def test_ids_are_unique(page: Page) -> None:
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))


def test_a_picture_is_enlarged_by_key_and_closed_again(page: Page) -> None:
    shot = page.locator(".shot[role=button]").first
    shot.focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog img").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_what_is_folded_is_printed(page: Page) -> None:
    folded = page.locator("details:not([open]) .body").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert page.evaluate("document.querySelector('details:not([open]) .body').getBoundingClientRect().height") > 50


def test_the_first_page_holds_what_an_executive_needs(page: Page) -> None:
    cover = page.locator("#summary")
    assert cover.get_by_role("img", name="Overall score: 61 of 100, needs work").is_visible()
    for words in ("coverage 87 %", "Fernhill Office Supplies", "20 November 2026", "What to fix first", "+11.6", "score then 73"):
        assert words in cover.inner_text(), words
    assert cover.locator(".worst img").count() == 3


def test_below_sixty_percent_coverage_the_dial_gives_no_grade(audit: Audit) -> None:
    scores = audit.scores.model_copy(update={"overall": Score(score=95.0, coverage=0.41, band=None)})
    text = html.render(audit.model_copy(update={"scores": scores}), lambda _: b"", Theme(), {})
    assert 'aria-label="No grade"' in text
    assert "of 100</text>" not in text


def test_an_incomplete_run_says_so_on_the_first_page(audit: Audit) -> None:
    cut = audit.model_copy(update={"method": audit.method.model_copy(update={"complete": False})})
    assert "This run is incomplete." in html.render(cut, lambda _: b"", Theme(), {})


def test_an_empty_audit_is_a_report_all_the_same(audit: Audit) -> None:
    nothing = Score(score=None, coverage=0, band=None)
    scores = audit.scores.model_copy(update={"overall": nothing, "areas": {}, "gains": ()})
    empty = audit.model_copy(update={"reach": (), "findings": (), "coverage": nothing, "scores": scores})
    assert "Nothing could be settled." in html.render(empty, lambda _: b"", Theme(), {})


def test_every_finding_gives_quote_url_time_rule_and_hash(audit: Audit, text: str) -> None:
    tree = lxml_html.document_fromstring(text)
    (finding,) = tree.xpath("//details[@id='finding-contact-email-within-reach']")
    words = re.sub(r"\s+", " ", finding.text_content())
    for part in (
        "E-mail us", "https://www.fernhill.example/help/contact", "20 November 2026, 09:14 UTC", "Regional court of Frankfurt",
        audit.findings[0].evidence[0].artifact,
    ):  # fmt: skip
        assert part in words


def test_a_missing_picture_is_named_and_the_rest_is_shown(audit: Audit, stored: dict[str, bytes]) -> None:
    lost = audit.findings[0].evidence[0].picture or ""
    text = html.render(audit, {**stored, lost: b""}.__getitem__, Theme(), {})
    assert f"kept in the run folder under {lost[:12]}" in text
    assert "data:image/webp" in text


def test_an_audit_of_sixty_pages_full_of_pictures_stays_under_five_megabytes(audit: Audit, stored: dict[str, bytes]) -> None:
    store = {f"noise{number}": noise(number % 7) for number in range(50)}
    ways = []
    for number in range(60):
        steps = tuple(
            Step(
                action="click",
                name=f"Link {number} {step}",
                url=f"https://www.fernhill.example/{number}/{step}",
                picture=f"noise{(number + step) % 50}",
            )
            for step in range(4)
        )
        ways.append(audit.reach[0].model_copy(update={"path": steps, "clicks": 4, "picture": f"noise{(number * 2) % 50}"}))
    text = html.render(audit.model_copy(update={"reach": tuple(ways)}), {**stored, **store}.__getitem__, Theme(), {})
    assert len(text.encode()) < MOST_BYTES
    assert text.count("<img") > 200


def test_the_same_audit_gives_the_same_report(audit: Audit, stored: dict[str, bytes], text: str) -> None:
    assert html.render(audit, stored.__getitem__, Theme(), {}) == text
