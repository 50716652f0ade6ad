"""Scores of a run (rules.md §S)."""

from __future__ import annotations

from typing import Literal

from journeyaudit.model.strict import Strict

Band = Literal["good", "needs work", "poor"]


class Score(Strict):
    """0–100, None if nothing was settled. `band` is None below 60 % coverage. `coverage` 0–1: weight settled ÷ weight
    applicable. `capped_by` names the failed check that holds the score down, "" if none does.
    """

    score: float | None
    coverage: float
    band: Band | None
    capped_by: str = ""


class Gain(Strict):
    """By how many points (of 100) the overall score would rise if one finding passed in full."""

    check: str
    points: float


class Scorecard(Strict):
    """`overall`, one score an area, and what each failed finding would give, largest gain first."""

    overall: Score
    areas: dict[str, Score]
    gains: tuple[Gain, ...] = ()
