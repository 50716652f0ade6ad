"""The first page: what somebody with one minute must know."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

from journeyaudit.model.audit import Audit
from journeyaudit.model.finding import Finding
from journeyaudit.model.reach import Reach
from journeyaudit.model.scorecard import Score
from journeyaudit.report.case_words import summary
from journeyaudit.report.promise_words import tally
from journeyaudit.report.text import neutral, safe_href, shown_url, within_site
from journeyaudit.report.view.findings import anchor, pictured
from journeyaudit.report.wording import (
    BAND,
    CHANNEL,
    DEVICE,
    DEVICES,
    area_name,
    channel_rank,
    count,
    day,
    figure,
    listing,
    percent,
    rounded,
    sentence,
)

WORST = 3
FIXES = 4
LONGEST_PLACE = 45
DIAL_RADIUS = 54


@dataclass(frozen=True)
class ScoreView:
    """A score as shown:

    `points` 0–100 or None; `graded` False below 60 % coverage, when no number may be given out as a grade.
    """

    name: str
    points: int | None
    band: str
    coverage: str
    graded: bool
    dash: str
    share: float


@dataclass(frozen=True)
class Worst:
    """One of the worst findings, in plain words, with the picture that shows it (None if no picture was taken)."""

    headline: str
    reason: str
    anchor: str
    picture: str | None
    caption: str


@dataclass(frozen=True)
class Fix:
    """One thing to do. `points`: by how much the overall score rises if the finding passed in full; `after`: the score then."""

    headline: str
    advice: str
    anchor: str
    points: str
    after: str
    share: float


@dataclass(frozen=True)
class Cover:
    """Everything on the first page."""

    subject: str
    origin: str
    origin_href: str | None
    date: str
    complete: bool
    kind: str
    verdict: str
    lead: str
    promises: str
    cases: str
    overall: ScoreView
    areas: tuple[ScoreView, ...]
    worst: tuple[Worst, ...]
    fixes: tuple[Fix, ...]
    failed: int
    tally: str


def cover(audit: Audit) -> Cover:
    """The first page of an audit."""
    overall = score_view("Overall", audit.scores.overall)
    failed = [finding for finding in audit.findings if finding.outcome == "failed"]
    return Cover(
        subject=neutral(audit.subject.name, 90),
        origin=shown_url(audit.subject.origins[0]),
        origin_href=safe_href(audit.subject.origins[0]),
        date=day(audit.method.started_at),
        complete=audit.method.complete,
        kind="Journey audit" if audit.promises or audit.cases else "Reach audit",
        verdict=_verdict(overall, promised=bool(audit.promises or audit.cases)),
        lead=_lead(audit.reach),
        promises=tally(audit.promises),
        cases=neutral(summary(audit.cases), 400),
        overall=overall,
        areas=tuple(score_view(area_name(name), score) for name, score in sorted(audit.scores.areas.items())),
        worst=tuple(_worst(finding, audit) for finding in worst(failed)),
        fixes=_fixes(audit),
        failed=len(failed),
        tally=_tally(audit.findings),
    )


def score_view(name: str, score: Score) -> ScoreView:
    """A score rounded down (89.9 is no 90), with the dial's arc as an SVG dash pattern."""
    graded = score.band is not None and score.score is not None
    points = None if score.score is None else rounded(score.score)
    share = (score.score or 0.0) / 100
    whole = 2 * pi * DIAL_RADIUS
    return ScoreView(
        name,
        points,
        BAND[score.band] if score.band else "No grade",
        percent(score.coverage),
        graded,
        f"{share * whole:.1f} {whole:.1f}",
        share,
    )


def worst(failed: list[Finding]) -> list[Finding]:
    """The findings that cost most: weight lost, then the heavier check, then the check's name."""
    return sorted(failed, key=lambda finding: (-finding.weight * (1 - (finding.score or 0)), -finding.weight, finding.check))[
        :WORST
    ]


def _worst(finding: Finding, audit: Audit) -> Worst:
    shown = pictured(finding)
    caption = ""
    if shown:
        place = neutral(within_site(shown.url, audit.subject.origins), LONGEST_PLACE)
        caption = f"{DEVICE.get(shown.device, shown.device)}, {place}".removeprefix(", ")
    reason = sentence(neutral(finding.reason, 220))
    return Worst(neutral(finding.headline, 140), reason, anchor(finding), shown.picture if shown else None, caption)


def _fixes(audit: Audit) -> tuple[Fix, ...]:
    findings = {finding.check: finding for finding in audit.findings}
    score = audit.scores.overall.score
    if score is None:
        return ()
    gains = [gain for gain in audit.scores.gains if gain.points > 0 and gain.check in findings][:FIXES]
    most = max((gain.points for gain in gains), default=1.0)
    return tuple(
        Fix(
            neutral(findings[gain.check].headline, 140),
            neutral(findings[gain.check].advice, 320),
            anchor(findings[gain.check]),
            figure(round(gain.points, 1)),
            str(rounded(min(100.0, score + gain.points))),
            gain.points / most,
        )
        for gain in gains
    )


def _verdict(overall: ScoreView, *, promised: bool) -> str:
    """One sentence. Where promises were judged as well, it does not speak of reach alone."""
    if overall.points is None:
        return "Nothing could be settled."
    if not overall.graded:
        return f"No grade: only {overall.coverage} of what applies could be settled."
    if promised:
        return {
            "Good": "Customers have little in their way here.",
            "Needs work": "Customers have more in their way here than they should.",
            "Poor": "Customers have a lot in their way here.",
        }[overall.band]
    return {
        "Good": "Customers can reach this company well.",
        "Needs work": "Customers can reach this company, but not as easily as they should.",
        "Poor": "Customers struggle to reach this company.",
    }[overall.band]


def _lead(reach: tuple[Reach, ...]) -> str:
    """The ways to a person from the home page, said in one or two sentences."""
    home = [way for way in reach if way.start == "home"]
    if not home:
        return ""
    ways = [way for way in home if way.channel in ("phone", "email", "form", "chat")]
    sentences = _joined({device: sentence for device in DEVICES if (sentence := _quickest(ways, device))})
    absent = sorted({way.channel for way in home} - {way.channel for way in home if way.clicks is not None}, key=channel_rank)
    if absent:
        sentences.append(f"Not found from there: {listing([CHANNEL[channel].lower() for channel in absent])}.")
    return " ".join(sentences)


def _joined(said: dict[str, str]) -> list[str]:
    """One sentence for devices of which the same is true."""
    return [
        f"On {listing([device for device in said if said[device] == sentence])}, {sentence}"
        for sentence in dict.fromkeys(said.values())
    ]


def _quickest(ways: list[Reach], device: str) -> str:
    here = sorted(
        (way for way in ways if way.device == device and way.clicks is not None),
        key=lambda way: (way.clicks or 0, channel_rank(way.channel)),
    )
    if not any(way.device == device for way in ways):
        return ""
    if not here:
        return "no phone, e-mail, form or chat was found from the home page."
    nearest = [way for way in here if way.clicks == here[0].clicks]
    names = listing([CHANNEL[way.channel].lower() for way in nearest])
    if here[0].clicks == 0:
        return f"the home page itself shows {names}."
    return f"the nearest way to reach somebody is {count(here[0].clicks or 0, 'click')} from the home page ({names})."


def _tally(findings: tuple[Finding, ...]) -> str:
    names = {
        "passed": "passed",
        "failed": "failed",
        "cant_tell": "could not be settled",
        "untested": "not tested",
        "inapplicable": "not applicable",
    }
    counts = [(outcome, sum(finding.outcome == outcome for finding in findings)) for outcome in names]
    parts = [f"{number} {names[outcome]}" for outcome, number in counts if number]
    return f"{count(len(findings), 'check')}: {listing(parts)}." if parts else "No checks were made."
