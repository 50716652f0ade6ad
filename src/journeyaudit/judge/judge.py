"""Checks and facts in, findings out. Pure: equal input gives equal findings, in the order of the checks' ids."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from journeyaudit.judge.grading import falls, grade
from journeyaudit.judge.jurisdiction import applies
from journeyaudit.judge.measures import MEASURES, MeasuredCell, Measurement
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Cell, Evidence, Finding, Outcome

_PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")

#: What titles, `why` and `advice` may hold in braces, and what it stands for.
PLACEHOLDERS = {
    "value": "the worst value measured, or none",
    "worst": "the label of the worst cell, e.g. home on mobile",
    "short": "how many measurements fall short of the pass mark",
    "cells": "how many measurements were made",
}


def judge(checks: Iterable[Check], facts: SiteFacts) -> tuple[Finding, ...]:
    """One finding for each check.

    A check of a jurisdiction that does not reach the subject's country is inapplicable. Otherwise its measure runs: each cell is
    graded, the score is the mean of the cells, and the check passes only if every cell reaches the pass mark, so that one bad
    start page is not averaged away. `value` is that of the worst cell. A measure that raises is a bug: its error passes through,
    naming the check.
    """
    return tuple(_judge_one(check, facts) for check in sorted(checks, key=lambda check: check.id))


def _judge_one(check: Check, facts: SiteFacts) -> Finding:
    country = facts.subject.country
    if not applies(check.jurisdictions, country):
        places = ", ".join(check.jurisdictions)
        reason = f"The rule applies in {places}; the subject's country is {country or 'not given'}."
        return _unsettled(check, "inapplicable", reason)
    measurement = _measure(check, facts)
    if measurement.status != "measured":
        evidence = _evidence(measurement.cells)
        return _unsettled(check, measurement.status, measurement.reason, evidence)
    return _settled(check, measurement)


def _measure(check: Check, facts: SiteFacts) -> Measurement:
    try:
        measure = MEASURES[check.measure.name]
        measurement = measure.run(facts, check, measure.arguments.model_validate(check.measure.args))
        if measurement.status == "measured" and not measurement.cells:
            raise ValueError(f"the measure {measure.name} measured nothing; it must say why instead")
    except Exception as error:
        error.add_note(f"while judging the check {check.id}")
        raise
    return measurement


def _settled(check: Check, measurement: Measurement) -> Finding:
    scored = [(grade(check.grading, cell.value), cell) for cell in measurement.cells]
    graded = sorted(scored, key=lambda entry: (entry[0], _goodness(check, entry[1].value)))
    worst_score, worst = graded[0]
    passed = worst_score >= check.pass_mark
    words = {
        "value": _number(worst.value),
        "worst": worst.label,
        "short": str(sum(score < check.pass_mark for score, _ in graded)),
        "cells": str(len(graded)),
    }
    return Finding(
        check=check.id, revision=check.revision, area=check.area, weight=check.weight, sources=check.sources,
        outcome="passed" if passed else "failed",
        headline=fill(check.title if passed else check.failure_title, words),
        reason=measurement.reason or worst.reason,
        score=round(math.fsum(score for score, _ in graded) / len(graded), 4),
        value=worst.value,
        cells=tuple(Cell(label=cell.label, value=cell.value, score=score, reason=cell.reason) for score, cell in scored),
        evidence=_evidence([cell for _, cell in graded]),
        why=fill(check.why, words), advice=fill(check.advice, words),
        cap=None if passed else check.cap,
    )  # fmt: skip


def _goodness(check: Check, value: float | None) -> float:
    """Ranks values that earn the same score, the worst lowest: nine clicks are worse than six though both score 0.1."""
    if value is None:
        return -math.inf
    return -value if falls(check.grading) else value


def _unsettled(check: Check, outcome: Outcome, reason: str, evidence: tuple[Evidence, ...] = ()) -> Finding:
    words = dict.fromkeys(PLACEHOLDERS, "unknown")
    return Finding(
        check=check.id, revision=check.revision, area=check.area, weight=check.weight, sources=check.sources, outcome=outcome,
        headline=fill(check.title, words), reason=reason, evidence=evidence,
        why=fill(check.why, words), advice=fill(check.advice, words),
    )  # fmt: skip


def _evidence(cells: Sequence[MeasuredCell]) -> tuple[Evidence, ...]:
    """All evidence in the order of the cells (the worst first), each pointer once."""
    return tuple(dict.fromkeys(evidence for cell in cells for evidence in cell.evidence))


def fill(template: str, words: Mapping[str, str]) -> str:
    """The template with {value} and the like replaced; braces around anything else stay, braces in a word are not read."""
    return _PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), template)


def _number(value: float | None) -> str:
    if value is None:
        return "none"
    return str(int(value)) if value == int(value) else f"{value:.1f}"
