"""A short Markdown summary for the page of a CI job."""

from __future__ import annotations

import re

from journeyaudit.model.audit import Audit
from journeyaudit.model.finding import Finding
from journeyaudit.model.reach import Reach
from journeyaudit.report.text import neutral, shown_url
from journeyaudit.report.view.cover import cover
from journeyaudit.report.view.matrix import matrix
from journeyaudit.report.wording import CHANNEL, DEVICE, STARTS, channel_rank, count, rank, start_name

MOST_ROWS = 20
MOST_URL = 100
#: Markup, and what Markdown turns into links or mentions without any brackets.
_LITERAL = {
    **{char: "\\" + char for char in "\\`*_[]#|~$"},
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "&#64;",
}
_AUTOLINK = re.compile(r"(?i)(https?|ftp)://|(www)\.|(mailto|xmpp):")
_NO_LINK = {"://": "&#58;//", ".": "&#46;", ":": "&#58;"}


def render(audit: Audit) -> str:
    """Score, promises, areas, failed checks with the place they were seen, the way to each channel by the names of its links."""
    page = cover(audit)
    score = f"**{page.overall.points}** of 100, {page.overall.band.lower()}" if page.overall.graded else "**no grade**"
    parts = [
        f"## Customer reach of {escaped(page.subject)}",
        f"Score: {score} (coverage {page.overall.coverage}). {page.tally}",
        "" if page.complete else "**The run is incomplete.** What is missing counts as not tested.",
        escaped(page.lead),
        page.promises,
        escaped(page.cases),
        _areas(audit),
        _failed(audit),
        _ways(audit.reach),
        f"Audited {page.date}: {escaped(shown_url(audit.subject.origins[0]))}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Text as Markdown shows it literally: no markup, no link, no mention, no table border."""
    literal = "".join(_LITERAL.get(char, char) for char in neutral(text, 300))
    return _AUTOLINK.sub(_unlinked, literal)


def _unlinked(match: re.Match[str]) -> str:
    scheme = match.group(1) or match.group(2) or match.group(3)
    return scheme + _NO_LINK[match.group()[len(scheme) :]]


def _areas(audit: Audit) -> str:
    areas = cover(audit).areas
    if len(areas) < 2:
        return ""
    rows = [f"| {escaped(area.name)} | {area.points if area.graded else 'no grade'} | {area.coverage} |" for area in areas]
    return "\n".join(["| Area | Score | Coverage |", "| --- | ---: | ---: |", *rows])


def _failed(audit: Audit) -> str:
    failed = sorted((each for each in audit.findings if each.outcome == "failed"), key=lambda each: (-_lost(each), each.check))
    if not failed:
        return "No check failed."
    rows = [
        f"| {escaped(each.headline)} | {_seen(each)} | `{re.sub('[^a-z0-9/-]', '', each.check)}` |" for each in failed[:MOST_ROWS]
    ]
    more = [f"\n… and {count(len(failed) - MOST_ROWS, 'further failed check')}."] if len(failed) > MOST_ROWS else []
    return "\n".join(["| Failed | Seen at | Check |", "| --- | --- | --- |", *rows, *more])


def _lost(finding: Finding) -> float:
    return finding.weight * (1 - (finding.score or 0))


def _seen(finding: Finding) -> str:
    place = next((each for each in finding.evidence if each.url), None)
    return escaped(neutral(shown_url(place.url), MOST_URL)) if place else ""


def _ways(reach: tuple[Reach, ...]) -> str:
    """The way from the first start page to each channel, by the names of what is clicked."""
    starts = sorted({way.start for way in reach}, key=lambda start: rank(STARTS, start))
    if not starts:
        return ""
    devices = matrix(reach).devices
    here = [way for way in reach if way.start == starts[0]]
    channels = sorted({way.channel for way in here}, key=channel_rank)
    rows = [f"| {CHANNEL[channel]} | {' | '.join(_way(here, channel, device) for device in devices)} |" for channel in channels]
    return "\n".join(
        [f"| From the {start_name(starts[0]).lower()} | {' | '.join(devices)} |", f"| --- |{' --- |' * len(devices)}", *rows]
    )


def _way(reach: list[Reach], channel: str, device: str) -> str:
    ways = [way for way in reach if way.channel == channel and DEVICE[way.device] == device]
    if not ways:
        return "not looked for"
    way = min(ways, key=lambda each: (each.clicks is None, each.clicks or 0))
    if way.clicks is None:
        return "none found"
    names = " → ".join(escaped(neutral(step.name, 40)) for step in way.path if step.action in ("click", "hover"))
    return f"{count(way.clicks, 'click')}{f': {names}' if names else ''}"
