"""Scores follow rules.md §S whatever the findings are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.model.finding import Finding
from journeyaudit.scoring import score

OUTCOMES = ("passed", "failed", "cant_tell", "inapplicable", "untested")


def finding(check: str, outcome: str, result: float | None = None, weight: float = 1.0, area: str = "contact") -> Finding:
    return Finding.model_validate(
        {
            "check": check,
            "revision": 1,
            "area": area,
            "weight": weight,
            "outcome": outcome,
            "headline": check,
            "reason": "",
            "score": result,
        }
    )


@st.composite
def findings(draw: st.DrawFn) -> list[Finding]:
    made: list[Finding] = []
    for index in range(draw(st.integers(0, 12))):
        outcome = draw(st.sampled_from(OUTCOMES))
        result = draw(st.floats(0, 1)) if outcome in ("passed", "failed") else None
        weight = draw(st.integers(1, 20)) / 2
        made.append(finding(f"contact/c{index}", outcome, result, weight, draw(st.sampled_from(("contact", "delivery")))))
    return made


@given(findings())
def test_scores_stay_between_0_and_100_and_coverage_between_0_and_1(found: list[Finding]) -> None:
    card = score(found)
    for one in (card.overall, *card.areas.values()):
        assert one.score is None or 0 <= one.score <= 100
        assert 0 <= one.coverage <= 1


@given(findings(), st.randoms(use_true_random=False))
def test_the_order_of_findings_changes_nothing(found: list[Finding], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert score(shuffled).model_dump_json() == score(found).model_dump_json()


@given(findings(), st.data())
def test_a_better_check_never_lowers_the_score(found: list[Finding], data: st.DataObject) -> None:
    settled = [index for index, one in enumerate(found) if one.score is not None]
    if not settled:
        return
    index = data.draw(st.sampled_from(settled))
    better = found[index].model_copy(update={"score": data.draw(st.floats(found[index].score or 0.0, 1))})
    before, after = score(found).overall.score, score([*found[:index], better, *found[index + 1 :]]).overall.score
    assert before is not None
    assert after is not None
    assert after >= before


@given(findings(), st.integers(1, 20))
def test_an_inapplicable_check_leaves_every_figure_alone(found: list[Finding], weight: int) -> None:
    assert score([*found, finding("contact/none", "inapplicable", None, weight, "other")]) == score(found)


@given(findings())
def test_every_gain_is_what_recomputing_gives(found: list[Finding]) -> None:
    now = score(found).overall.score
    for gain in score(found).gains:
        mended = [one.model_copy(update={"score": 1.0}) if one.check == gain.check else one for one in found]
        then = score(mended).overall.score
        assert now is not None
        assert then is not None
        assert then - now == pytest.approx(gain.points, abs=0.11)


def test_the_score_is_the_mean_by_weight() -> None:
    card = score([finding("a/heavy", "passed", 1.0, 3), finding("a/light", "failed", 0.2, 1)])
    assert (card.overall.score, card.overall.coverage, card.overall.band) == (80.0, 1.0, "needs work")


def test_what_cannot_be_told_lowers_the_coverage_and_not_the_score() -> None:
    card = score([finding("a/one", "passed", 1.0, 3), finding("a/two", "cant_tell", None, 1)])
    assert (card.overall.score, card.overall.coverage) == (100.0, 0.75)


def test_what_was_not_tested_is_no_pass_and_no_fail_but_shows_in_the_coverage() -> None:
    card = score([finding("a/one", "passed", 1.0, 1), finding("a/two", "untested", None, 3)])
    assert (card.overall.score, card.overall.coverage) == (100.0, 0.25)


@pytest.mark.parametrize(("untested", "band"), [(2.0, "good"), (2.5, None)])
def test_no_band_is_given_below_60_percent_coverage(untested: float, band: str | None) -> None:
    card = score([finding("a/one", "passed", 1.0, 3), finding("a/two", "untested", None, untested)])
    assert card.overall.band == band


@pytest.mark.parametrize(
    ("result", "band"), [(0.9, "good"), (0.899, "needs work"), (0.5, "needs work"), (0.499, "poor"), (0.0, "poor")]
)
def test_bands_begin_at_90_and_50(result: float, band: str) -> None:
    assert score([finding("a/one", "failed", result)]).overall.band == band


def test_the_band_agrees_with_the_score_as_printed() -> None:
    overall = score([finding("a/one", "failed", 0.8996)]).overall
    assert (overall.score, overall.band) == (90.0, "good")


def test_nothing_settled_gives_no_score() -> None:
    overall = score([finding("a/one", "untested")]).overall
    assert (overall.score, overall.coverage, overall.band) == (None, 0.0, None)


def test_the_largest_gain_comes_first() -> None:
    card = score(
        [finding("a/small", "failed", 0.5, 1), finding("a/large", "failed", 0.0, 2), finding("a/fine", "passed", 0.9, 1)]
    )
    assert [(gain.check, gain.points) for gain in card.gains] == [("a/large", 50.0), ("a/small", 12.5)]


def contradicted(area: str, weight: float = 1.0, result: float = 0.0) -> Finding:
    return finding(f"{area}/contradiction", "failed", result, weight, area).model_copy(update={"cap": 49.0})


def test_a_contradiction_holds_its_area_at_49_and_says_so() -> None:
    card = score([finding("delivery/rest", "passed", 1.0, 9, "delivery"), contradicted("delivery")])
    area = card.areas["delivery"]
    assert (area.score, area.band, area.capped_by) == (49.0, "poor", "delivery/contradiction")
    assert (card.overall.score, card.overall.capped_by) == (90.0, "")


def test_a_cap_reaches_neither_other_areas_nor_lower_scores() -> None:
    card = score([finding("contact/rest", "passed", 1.0, 9), contradicted("delivery", result=0.2)])
    assert card.areas["contact"].score == 100.0
    assert (card.areas["delivery"].score, card.areas["delivery"].capped_by) == (20.0, "")


@given(findings(), st.integers(0, 99))
def test_no_area_scores_more_than_the_cap_of_a_check_that_failed_in_it(found: list[Finding], cap: int) -> None:
    capped = [one.model_copy(update={"cap": float(cap)}) if one.outcome == "failed" else one for one in found]
    for name, area in score(capped).areas.items():
        failed = any(one.outcome == "failed" and one.area == name for one in capped)
        assert area.score is None or not failed or area.score <= cap
