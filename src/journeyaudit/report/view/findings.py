"""Every finding, with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from journeyaudit.model.finding import Evidence, Finding, Outcome
from journeyaudit.model.rule import Rule
from journeyaudit.report.text import neutral, safe_href, shown_url
from journeyaudit.report.wording import DEVICE, MARK, OUTCOME, area_name, day, figure, moment, rank, rounded, sentence, start_name

ORDER: tuple[Outcome, ...] = ("failed", "cant_tell", "untested", "passed", "inapplicable")
MOST_EVIDENCE = 12


@dataclass(frozen=True)
class Exhibit:
    """One piece of evidence: quote, place, time and hash, made safe. `href` only for plain http and https."""

    quote: str
    url: str
    href: str | None
    where: str
    at: str
    artifact: str
    picture: str | None
    note: str


@dataclass(frozen=True)
class CellView:
    """One measurement. `value` in the check's own unit, `absent` where the thing was not found; `points` of 100."""

    label: str
    value: str
    points: int
    reason: str


@dataclass(frozen=True)
class RuleView:
    """One source in words. `standing` says its force, where it holds and how well its text was checked."""

    id: str
    source: str
    requirement: str
    standing: str


@dataclass(frozen=True)
class FindingView:
    """One finding as the report tells it."""

    anchor: str
    check: str
    revision: int
    outcome: Outcome
    word: str
    headline: str
    reason: str
    why: str
    advice: str
    weight: str
    points: str
    cells: tuple[CellView, ...]
    exhibits: tuple[Exhibit, ...]
    further: int
    picture: Exhibit | None
    rules: tuple[RuleView, ...]


@dataclass(frozen=True)
class Area:
    """The findings of one area, failures first."""

    name: str
    findings: tuple[FindingView, ...]


def areas(findings: tuple[Finding, ...], rules: Mapping[str, Rule]) -> tuple[Area, ...]:
    """All findings by area; within one the failed first, heavier first, then by name."""
    names = sorted({finding.area for finding in findings})
    return tuple(
        Area(area_name(name), tuple(_finding(each, rules) for each in sorted(findings, key=_order) if each.area == name))
        for name in names
    )


def anchor(finding: Finding) -> str:
    """The finding's id within the page: letters, digits and hyphens only."""
    return "finding-" + re.sub(r"[^a-z0-9]+", "-", finding.check.lower())


def pictured(finding: Finding) -> Evidence | None:
    """The first evidence that has a picture."""
    return next((each for each in finding.evidence if each.picture), None)


def _order(finding: Finding) -> tuple[tuple[int, str], float, str]:
    return rank(ORDER, finding.outcome), -finding.weight, finding.check


def _finding(finding: Finding, rules: Mapping[str, Rule]) -> FindingView:
    shown = pictured(finding)
    return FindingView(
        anchor(finding),
        finding.check,
        finding.revision,
        finding.outcome,
        OUTCOME[finding.outcome],
        neutral(finding.headline, 200),
        sentence(neutral(finding.reason)),
        neutral(finding.why),
        neutral(finding.advice),
        figure(finding.weight),
        "" if finding.score is None else str(rounded(finding.score * 100)),
        _cells(finding),
        tuple(exhibit(each) for each in finding.evidence[:MOST_EVIDENCE]),
        max(0, len(finding.evidence) - MOST_EVIDENCE),
        exhibit(shown) if shown and finding.outcome == "failed" else None,
        tuple(_rule(source, rules.get(source)) for source in finding.sources),
    )


def _cells(finding: Finding) -> tuple[CellView, ...]:
    """The measurements; none where the only one says what the finding says."""
    if len(finding.cells) == 1 and finding.cells[0].reason in ("", finding.reason):
        return ()
    return tuple(_cell(cell.label, cell.value, cell.score, cell.reason) for cell in finding.cells)


def _cell(label: str, value: float | None, score: float, reason: str) -> CellView:
    return CellView(
        sentence(neutral(label, 120)), "absent" if value is None else figure(value), rounded(score * 100), neutral(reason, 300)
    )


def _rule(identity: str, rule: Rule | None) -> RuleView:
    if rule is None:
        return RuleView(neutral(identity, 40), "", "", "The record of this rule is not part of this installation.")
    place = "" if rule.jurisdictions == ("any",) else f" ({', '.join(rule.jurisdictions)})"
    if rule.force == "convention" and rule.mark == "P":
        return RuleView(rule.id, neutral(rule.source, 200), neutral(rule.requirement), f"Convention{place}.")
    standing = f"{rule.force.capitalize()}{place}; {MARK[rule.mark]}; last compared {day(rule.checked)}."
    return RuleView(rule.id, neutral(rule.source, 200), neutral(rule.requirement), standing)


def exhibit(evidence: Evidence) -> Exhibit:
    """Evidence made safe to show."""
    where = [DEVICE.get(evidence.device, evidence.device)] if evidence.device else []
    where += [f"from the {start_name(evidence.start).lower()}"] if evidence.start else []
    return Exhibit(
        neutral(evidence.quote),
        shown_url(evidence.url),
        safe_href(evidence.url),
        ", ".join(where),
        moment(evidence.at),
        evidence.artifact,
        evidence.picture,
        neutral(evidence.note, 300),
    )
