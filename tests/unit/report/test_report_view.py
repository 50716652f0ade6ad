"""What a reader sees, computed from the audit."""

from __future__ import annotations

from typing import Any

import pytest

from journeyaudit.model.audit import Audit
from journeyaudit.model.finding import Cell
from journeyaudit.model.reach import Reach, Step
from journeyaudit.model.scorecard import Score
from journeyaudit.report.view import view
from journeyaudit.report.view.cover import score_view
from journeyaudit.report.view.matrix import matrix
from journeyaudit.report.view.paths import device_paths

ORIGINS = ("https://shop.example",)


def way(**given: Any) -> Reach:
    plain: dict[str, Any] = {
        "start": "home", "device": "desktop", "channel": "phone", "clicks": 1, "proof": "exhaustive", "replayed": True,
        "path": (Step(action="click", name="Contact", url="https://shop.example/contact"),),
    }  # fmt: skip
    return Reach.model_validate({**plain, **given})


def test_the_cover_shows_the_three_findings_that_cost_most(audit: Audit) -> None:
    assert [each.headline for each in view(audit, {}).cover.worst] == [
        "No e-mail address is shown to the customer",
        "Two help links lead nowhere",
        "The consent banner hides the way to help on a phone",
    ]


def test_each_fix_says_what_the_score_would_be(audit: Audit) -> None:
    first = view(audit, {}).cover.fixes[0]
    assert (first.points, first.after) == ("11.6", "73")


def test_a_score_is_rounded_down_so_that_no_band_is_reached_by_rounding() -> None:
    assert score_view("", Score(score=89.97, coverage=1, band="needs work")).points == 89


def test_below_sixty_percent_coverage_there_is_no_grade(audit: Audit) -> None:
    scores = audit.scores.model_copy(update={"overall": Score(score=95.0, coverage=0.41, band=None)})
    page = view(audit.model_copy(update={"scores": scores}), {}).cover
    assert not page.overall.graded
    assert page.verdict == "No grade: only 41 % of what applies could be settled."


def test_coverage_is_a_hundred_percent_only_when_nothing_is_missing() -> None:
    assert score_view("", Score(score=50.0, coverage=0.9999, band="needs work")).coverage == "99 %"


def test_a_device_on_which_the_same_is_true_shares_its_sentence(audit: Audit) -> None:
    both = audit.model_copy(update={"reach": (way(), way(device="mobile"))})
    assert view(both, {}).cover.lead == (
        "On desktop and mobile, the nearest way to reach somebody is 1 click from the home page (phone)."
    )


def test_start_pages_that_share_their_clicks_share_one_strip() -> None:
    (desktop,) = device_paths((way(), way(start="basket"), way(channel="email")), ORIGINS)
    (path,) = desktop.paths
    assert path.title == "From the home page and basket"
    assert [channel for channel, _ in path.serves] == ["Phone", "E-mail"]


def test_a_menu_that_opens_in_place_does_not_split_strips() -> None:
    def from_page(start: str, page: str) -> Reach:
        names = (("click", "Menu", page), ("click", "Contact", "/contact"))
        path = tuple(
            Step.model_validate({"action": action, "name": name, "url": ORIGINS[0] + url}) for action, name, url in names
        )
        return way(start=start, clicks=2, path=path)

    def at_once(start: str, page: str) -> Reach:
        return way(start=start, channel="chat", clicks=0, path=(), url=ORIGINS[0] + page)

    ways = [from_page("home", "/"), from_page("product", "/p/1")]
    (desktop,) = device_paths((*ways, at_once("home", "/"), at_once("product", "/p/1")), ORIGINS)
    assert [path.title for path in desktop.paths][1:] == ["From the home page and product page"]


def test_links_of_one_name_that_lead_to_different_pages_are_different_ways() -> None:
    other = way(start="basket", path=(Step(action="click", name="Contact", url=ORIGINS[0] + "/other"),))
    (desktop,) = device_paths((way(), other), ORIGINS)
    assert len(desktop.paths) == 2


def test_ways_that_meet_again_before_the_end_are_told_as_one_place() -> None:
    def by(start: str, *names: str) -> Reach:
        path = tuple(Step(action="click", name=name, url=f"{ORIGINS[0]}/{name}") for name in names)
        return way(start=start, channel="form", clicks=len(names), path=path)

    ways = (by("home", "Help", "Write"), by("basket", "Help", "Write"), by("product", "Menu", "Help", "Write"))
    (desktop,) = device_paths(ways, ORIGINS)
    (path,) = desktop.paths
    assert path.title == "From the home page and basket"
    assert [(each.title, each.clicks, each.steps) for each in path.others] == [
        ("From the product page", "3 clicks", ("Menu", "Help", "Write"))
    ]


def test_equal_measurements_share_a_line(audit: Audit) -> None:
    cells = tuple(
        Cell(label=f"{start} on desktop", value=3, score=0.6, reason=f"From {start} on desktop: 3 clicks.")
        for start in ("home", "basket")
    )
    changed = audit.model_copy(update={"findings": (audit.findings[0].model_copy(update={"cells": cells}),)})
    ((finding,),) = (area.findings for area in view(changed, {}).areas)
    assert [(cell.label, cell.value, cell.reason) for cell in finding.cells] == [
        ("Home on desktop, basket on desktop", "3", "3 clicks.")
    ]


def test_evidence_that_differs_by_start_page_only_is_told_once(audit: Audit) -> None:
    one = audit.findings[0].evidence[0]
    evidence = (one, one.model_copy(update={"start": "basket"}), one.model_copy(update={"url": one.url + "/other"}))
    changed = audit.model_copy(update={"findings": (audit.findings[0].model_copy(update={"evidence": evidence}),)})
    ((finding,),) = (area.findings for area in view(changed, {}).areas)
    assert [each.where for each in finding.exhibits] == ["Desktop, from the home page and basket", "Desktop, from the home page"]


def test_each_source_is_told_once_in_the_order_of_its_number(audit: Audit) -> None:
    assert [rule.id for rule in view(audit, {}).sources] == ["C3", "C4", "C13", "C99", "D2", "D5", "OP"]


def test_a_worst_finding_is_never_shown_by_a_picture_that_outlines_something_else(audit: Audit) -> None:
    finding = audit.findings[0]
    bare = tuple(each.model_copy(update={"picture": None}) for each in finding.evidence)
    changed = audit.model_copy(update={"findings": (finding.model_copy(update={"evidence": bare}),)})
    assert [each.picture for each in view(changed, {}).cover.worst] == [None]


def test_desktop_and_mobile_never_share_a_strip() -> None:
    assert [(each.device, len(each.paths)) for each in device_paths((way(), way(device="mobile")), ORIGINS)] == [
        ("Desktop", 1),
        ("Mobile", 1),
    ]


def test_a_channel_that_was_not_found_is_told_with_its_reason() -> None:
    (desktop,) = device_paths((way(clicks=None, path=(), reason="the launcher is offline", channel="chat"),), ORIGINS)
    assert desktop.absent == ("Live chat: not found from any start page (the launcher is offline).",)


@pytest.mark.parametrize(
    ("given", "clicks", "level", "notes"),
    [
        ({}, "1", "near", ("exact",)),
        ({"clicks": 3, "hovers": 1, "banner_clicks": 2}, "3", "middle", ("exact", "+1 hover", "+2 banner")),
        ({"clicks": 6, "proof": "budget", "replayed": False}, "6", "far", ("upper bound", "not replayed")),
        ({"clicks": None, "proof": "budget"}, "none", "none", ("stopped early",)),
    ],
)
def test_the_matrix_tells_clicks_and_what_stands_beside_them(
    given: dict[str, Any], clicks: str, level: str, notes: tuple[str, ...]
) -> None:
    cell = matrix((way(**given), way(start="help"))).rows[0].cells[0]
    assert (cell.clicks, cell.level, cell.notes) == (clicks, level, notes)


def test_banner_clicks_that_every_way_needs_are_said_once() -> None:
    table = matrix((way(banner_clicks=2), way(start="help", banner_clicks=2)))
    assert table.beside == "Beside every figure: 2 clicks on the consent banner."
    assert table.rows[0].cells[0].notes == ("exact",)


def test_what_was_not_looked_for_is_no_absence() -> None:
    rows = matrix((way(), way(start="help", channel="email"))).rows
    assert [[cell.clicks for cell in row.cells] for row in rows] == [["1", "–"], ["–", "1"]]


def test_a_source_that_is_not_recorded_is_named_all_the_same(audit: Audit) -> None:
    rules = [rule for area in view(audit, {}).areas for finding in area.findings for rule in finding.rules]
    assert ("C99", "The record of this rule is not part of this installation.") in {(rule.id, rule.standing) for rule in rules}


def test_a_rule_that_the_audit_carries_is_told_in_words(audit: Audit) -> None:
    rules = {rule.id: rule for area in view(audit, {}).areas for finding in area.findings for rule in finding.rules}
    assert rules["C3"].requirement == "A mail link that does not show the address itself is not enough."
    assert rules["C3"].standing == "Ruling (DE); read in a secondary source; last compared 1 October 2026."


def test_a_sampled_proof_says_how_many_pages_were_not_opened_of_how_many(audit: Audit) -> None:
    meanings = dict(view(audit, {}).method.proofs)
    assert meanings["Sampled"].endswith("Not opened as look-alikes: 312 of 373 on desktop and 312 of 370 on mobile.")
