"""Every finding, with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeyaudit.model.finding import Evidence, Finding, Outcome
from journeyaudit.model.rule import Rule
from journeyaudit.report.text import neutral, safe_href, shown_url
from journeyaudit.report.wording import (
    DEVICE,
    MARK,
    OUTCOME,
    area_name,
    day,
    figure,
    listing,
    moment,
    rank,
    rounded,
    sentence,
    start_name,
)

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


def cited(areas: tuple[Area, ...], others: Iterable[RuleView] = ()) -> tuple[RuleView, ...]:
    """The sources of all findings and `others`, each once, in the order of their ids."""
    rules = {rule.id: rule for rule in others}
    rules |= {rule.id: rule for area in areas for finding in area.findings for rule in finding.rules}
    return tuple(rules[name] for name in sorted(rules, key=_by_number))


def _by_number(name: str) -> tuple[str, int]:
    letters = name.rstrip("0123456789")
    return letters, int(name[len(letters) :] or 0)


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
    shown_evidence = _exhibits(finding.evidence)
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
        shown_evidence[:MOST_EVIDENCE],
        max(0, len(shown_evidence) - MOST_EVIDENCE),
        exhibit(shown) if shown and finding.outcome == "failed" else None,
        tuple(rule_view(source, rules.get(source)) for source in finding.sources),
    )


def _cells(finding: Finding) -> tuple[CellView, ...]:
    """The measurements, those of one result in one line; none where the only one says what the finding says."""
    if len(finding.cells) == 1 and finding.cells[0].reason in ("", finding.reason):
        return ()
    groups: dict[tuple[float | None, float, str], list[str]] = {}
    for cell in finding.cells:
        groups.setdefault((cell.value, cell.score, _without(cell.label, cell.reason)), []).append(cell.label)
    return tuple(_cell(", ".join(labels), *result) for result, labels in groups.items())


def _without(label: str, reason: str) -> str:
    """The reason without the label that it begins with, so that equal results can be told as equal."""
    return re.sub(rf"^(?:from )?{re.escape(label)}: ", "", reason, flags=re.IGNORECASE)


def _cell(label: str, value: float | None, score: float, reason: str) -> CellView:
    shown = "absent" if value is None else figure(value)
    return CellView(sentence(neutral(label, 400)), shown, rounded(score * 100), sentence(neutral(reason, 300)))


def _exhibits(evidence: tuple[Evidence, ...]) -> tuple[Exhibit, ...]:
    """The evidence, with what differs only by the start page told once."""
    groups: dict[tuple[str, ...], list[Evidence]] = {}
    for each in evidence:
        groups.setdefault((each.quote, each.url, each.device, each.artifact, each.note, each.at), []).append(each)
    return tuple(exhibit(each[0], tuple(one.start for one in each)) for each in groups.values())


def rule_view(identity: str, rule: Rule | None) -> RuleView:
    """A source in words; `rule` is None where its record is not at hand."""
    if rule is None:
        return RuleView(neutral(identity, 40), "", "", "The record of this rule is not part of this installation.")
    place = "" if rule.jurisdictions == ("any",) else f" ({', '.join(rule.jurisdictions)})"
    if rule.force == "convention" and rule.mark == "P":
        return RuleView(rule.id, neutral(rule.source, 200), neutral(rule.requirement), f"Convention{place}.")
    standing = f"{rule.force.capitalize()}{place}; {MARK[rule.mark]}; last compared {day(rule.checked)}."
    return RuleView(rule.id, neutral(rule.source, 200), neutral(rule.requirement), standing)


def exhibit(evidence: Evidence, starts: tuple[str, ...] = ()) -> Exhibit:
    """Evidence made safe to show. `starts` are the start pages for which it stands, its own where none are given."""
    where = [DEVICE.get(evidence.device, evidence.device)] if evidence.device else []
    names = [start_name(start).lower() for start in dict.fromkeys(starts or (evidence.start,)) if start]
    where += [f"from the {listing(names)}"] if names else []
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
