"""Findings to scores (rules.md §S)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeyaudit.model.finding import Finding
from journeyaudit.model.scorecard import Band, Gain, Score, Scorecard

#: Below this share of settled weight a score is a guess, so no band is given (our own convention, rules.md §S).
MIN_COVERAGE = 0.6
#: Lowest score of each band (rules.md §S).
BANDS: tuple[tuple[float, Band], ...] = ((90.0, "good"), (50.0, "needs work"), (0.0, "poor"))


def score(findings: Sequence[Finding]) -> Scorecard:
    """Overall and area scores, 0–100 to one digit, and what each failed finding would add.

    A score is the mean of the settled checks' scores by weight. Coverage is the weight settled ÷ the weight applicable: what is
    inapplicable leaves both; what could not be told or was not tested leaves the score but lowers the coverage. An area without
    an applicable check is left out. A failed check with a cap holds its area at that score or lower (a contradicted promise:
    49, rules.md §D); the overall score stays the plain mean. Nothing depends on the order of the findings.
    """
    areas = sorted({finding.area for finding in findings if finding.outcome != "inapplicable"})
    return Scorecard(
        overall=score_of(findings),
        areas={area: _score_of_area([finding for finding in findings if finding.area == area]) for area in areas},
        gains=_gains(findings),
    )


def score_of(findings: Sequence[Finding]) -> Score:
    """The score of some findings; `score` None and coverage 0 if none of them is settled."""
    applicable = math.fsum(finding.weight for finding in findings if finding.outcome != "inapplicable")
    settled = math.fsum(finding.weight for finding in findings if finding.score is not None)
    mean = _mean(findings)
    coverage = round(settled / applicable, 4) if applicable else 0.0
    points = None if mean is None else round(mean, 1)
    return Score(score=points, coverage=coverage, band=_band(points, coverage))


def _score_of_area(findings: Sequence[Finding]) -> Score:
    """The score of one area's findings, no higher than the lowest cap among the failed ones."""
    mean = score_of(findings)
    caps = sorted((finding.cap, finding.check) for finding in findings if finding.outcome == "failed" and finding.cap is not None)
    if not caps or mean.score is None or mean.score <= caps[0][0]:
        return mean
    cap, check = caps[0]
    return Score(score=cap, coverage=mean.coverage, band=_band(cap, mean.coverage), capped_by=check)


def _mean(findings: Sequence[Finding]) -> float | None:
    """The weighted mean in points of 100, unrounded."""
    settled = [(finding.weight, finding.score) for finding in findings if finding.score is not None]
    weight = math.fsum(weight for weight, _ in settled)
    return 100 * math.fsum(weight * score for weight, score in settled) / weight if weight else None


def _band(points: float | None, coverage: float) -> Band | None:
    if points is None or coverage < MIN_COVERAGE:
        return None
    return next(band for lowest, band in BANDS if points >= lowest)


def _gains(findings: Sequence[Finding]) -> tuple[Gain, ...]:
    """The overall score recomputed with one failed finding passed in full, less the overall score; the largest gain first."""
    now = _mean(findings)
    if now is None:
        return ()
    gains: list[Gain] = []
    for index, finding in enumerate(findings):
        if finding.outcome == "failed":
            mended = [*findings[:index], finding.model_copy(update={"score": 1.0}), *findings[index + 1 :]]
            gains.append(Gain(check=finding.check, points=round((_mean(mended) or 0.0) - now, 2)))
    return tuple(sorted(gains, key=lambda gain: (-gain.points, gain.check)))
