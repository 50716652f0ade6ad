"""From a measured value to a score between 0 and 1: steps where things are counted, a log-normal curve where time is measured."""

from __future__ import annotations

import math
from statistics import NormalDist

from journeyaudit.model.check import Curve, Steps

#: How many standard deviations the p10 of a curve lies from its median: a tenth of a normal distribution lies before it.
_Z_TENTH = -NormalDist().inv_cdf(0.1)
#: Scores are kept to four digits: enough to rank by, and the same on every platform's libm.
_DIGITS = 4


def grade(grading: Steps | Curve, value: float | None) -> float:
    """The score of one value, 0–1, rounded to four digits; None (the thing is absent) scores the grading's `none`, 0 for a curve.

    Moves in one direction as the value rises, provided the steps do (lint sees to that).
    """
    score = _by_steps(grading, value) if isinstance(grading, Steps) else _by_curve(grading, value)
    return round(score, _DIGITS)


def best_score(grading: Steps | Curve) -> float:
    """The highest score that any value can reach."""
    if isinstance(grading, Curve):
        return 1.0
    return max([step.score for step in grading.steps] + [grading.beyond, grading.none])


def worst_score(grading: Steps | Curve) -> float:
    """The lowest score that any value, or the absence of one, can fall to."""
    if isinstance(grading, Curve):
        return 0.0
    return min([step.score for step in grading.steps] + [grading.beyond, grading.none])


def falls(grading: Steps | Curve) -> bool:
    """Whether a higher value is the worse one."""
    return isinstance(grading, Curve) or grading.steps[0].score >= grading.beyond


def _by_steps(steps: Steps, value: float | None) -> float:
    if value is None:
        return steps.none
    return next((step.score for step in steps.steps if value <= step.up_to), steps.beyond)


def _by_curve(curve: Curve, value: float | None) -> float:
    """The complement of a log-normal distribution function with the given median and tenth percentile."""
    if value is None:
        return 0.0
    if value <= 0:
        return 1.0
    spread = math.log(curve.median / curve.p10)
    if spread <= 0:
        return 1.0 if value <= curve.p10 else 0.0
    standardised = _Z_TENTH * math.log(value / curve.median) / spread
    return 0.5 * math.erfc(standardised / math.sqrt(2))
