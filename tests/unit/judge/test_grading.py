"""Steps and curves give the scores that rules.md names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.judge.grading import best_score, grade, worst_score
from journeyaudit.model.check import Curve, Steps

CLICKS = Steps.model_validate(
    {
        "steps": [{"up_to": 1, "score": 1}, {"up_to": 2, "score": 0.9}, {"up_to": 3, "score": 0.6}, {"up_to": 5, "score": 0.3}],
        "beyond": 0.1,
    }
)
REPLY = Curve(p10=1, median=12)


@pytest.mark.parametrize(
    ("clicks", "expected"), [(0, 1.0), (1, 1.0), (2, 0.9), (3, 0.6), (4, 0.3), (5, 0.3), (6, 0.1), (40, 0.1), (None, 0.0)]
)
def test_clicks_are_graded_by_the_steps_of_the_rules(clicks: float | None, expected: float) -> None:
    assert grade(CLICKS, clicks) == expected


@pytest.mark.parametrize(("hours", "expected"), [(1, 0.9), (12, 0.5), (4, 0.71), (24, 0.36), (72, 0.18), (192, 0.08)])
def test_reply_times_are_graded_as_the_rules_say(hours: float, expected: float) -> None:
    assert grade(REPLY, hours) == pytest.approx(expected, abs=0.005)


def test_no_reply_at_all_scores_nothing_and_an_instant_one_everything() -> None:
    assert (grade(REPLY, None), grade(REPLY, 0)) == (0.0, 1.0)


@given(st.floats(0.01, 1e6), st.floats(0.01, 1e6), st.floats(0.1, 100), st.floats(1.01, 100))
def test_a_longer_wait_never_scores_better(one: float, other: float, p10: float, factor: float) -> None:
    curve = Curve(p10=p10, median=p10 * factor)
    assert grade(curve, max(one, other)) <= grade(curve, min(one, other))


@given(st.floats(0.1, 1000), st.floats(1.01, 1000))
def test_every_curve_gives_nine_tenths_at_p10_and_a_half_at_the_median(p10: float, factor: float) -> None:
    curve = Curve(p10=p10, median=p10 * factor)
    assert grade(curve, curve.p10) == pytest.approx(0.9, abs=0.001)
    assert grade(curve, curve.median) == pytest.approx(0.5, abs=0.001)


@st.composite
def falling(draw: st.DrawFn) -> Steps:
    bounds = sorted(draw(st.sets(st.integers(0, 50), min_size=1, max_size=6)))
    scores = sorted((draw(st.floats(0, 1)) for _ in range(len(bounds) + 1)), reverse=True)
    steps = [{"up_to": bound, "score": result} for bound, result in zip(bounds, scores, strict=False)]
    return Steps.model_validate({"steps": steps, "beyond": scores[-1]})


@given(falling(), st.floats(-1, 60), st.floats(-1, 60))
def test_falling_steps_never_score_a_higher_value_better(steps: Steps, one: float, other: float) -> None:
    assert grade(steps, max(one, other)) <= grade(steps, min(one, other))


@given(falling(), st.none() | st.floats(-1, 60))
def test_no_grade_leaves_the_range_that_the_grading_promises(steps: Steps, value: float | None) -> None:
    assert worst_score(steps) - 1e-4 <= grade(steps, value) <= best_score(steps) + 1e-4
