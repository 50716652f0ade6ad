"""JUnit XML for CI systems: one test case a check."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

from journeyaudit.model.audit import Audit
from journeyaudit.model.finding import Evidence, Finding
from journeyaudit.report.text import neutral, shown_url
from journeyaudit.report.wording import OUTCOME, duration, percent, rounded

#: What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOST_EVIDENCE = 5
Element = ElementTree.Element


def render(audit: Audit) -> str:
    """A JUnit document: one test case a check.

    A failed check is a failure that says what and where; one that was not settled is skipped with its reason. Only where the
    run itself did not come to its end is an untested check an error.
    """
    suites = ElementTree.Element("testsuites")
    suite = ElementTree.SubElement(suites, "testsuite", _totals(audit))
    _properties(suite, audit)
    for finding in sorted(audit.findings, key=lambda each: each.check):
        _case(suite, finding, complete=audit.method.complete)
    ElementTree.SubElement(suite, "system-out").text = ""
    ElementTree.SubElement(suite, "system-err").text = ""
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _totals(audit: Audit) -> dict[str, str]:
    kinds = [_kind(finding, complete=audit.method.complete) for finding in audit.findings]
    return {
        "name": "journeyaudit",
        "id": "0",
        "package": "journeyaudit",
        "hostname": _clean(urlsplit(audit.subject.origins[0]).hostname or "unknown"),
        "timestamp": _stamp(audit.method.started_at),
        "tests": str(len(kinds)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "skipped": str(kinds.count("skipped")),
        "time": "0",
    }


def _properties(suite: Element, audit: Audit) -> None:
    properties = ElementTree.SubElement(suite, "properties")
    score = audit.scores.overall
    facts = {
        "subject": audit.subject.name,
        "score": "" if score.score is None else str(rounded(score.score)),
        "band": score.band or "no grade",
        "coverage": percent(audit.coverage.coverage),
        "tool": audit.method.tool,
        "took": duration(audit.method.started_at, audit.method.ended_at),
    }
    for name, value in facts.items():
        ElementTree.SubElement(properties, "property", {"name": name, "value": _clean(neutral(value, 200))})


def _case(suite: Element, finding: Finding, *, complete: bool) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", {"classname": _clean(f"journeyaudit.{finding.area}"), "name": _clean(finding.check), "time": "0"}
    )
    kind = _kind(finding, complete=complete)
    message = _clean(neutral(f"{OUTCOME[finding.outcome]}: {finding.reason or finding.headline}", 400))
    if kind == "skipped":
        ElementTree.SubElement(case, "skipped", {"message": message})
    elif kind:
        fault = {"failure": "failed", "error": "untested"}[kind]
        ElementTree.SubElement(case, kind, {"type": fault, "message": _clean(neutral(finding.headline, 300))}).text = _clean(
            _told(finding)
        )


def _kind(finding: Finding, *, complete: bool) -> str:
    if finding.outcome == "failed":
        return "failure"
    if finding.outcome == "untested" and not complete:
        return "error"
    return "" if finding.outcome == "passed" else "skipped"


def _told(finding: Finding) -> str:
    """What is wrong, where it was seen and what to do, in lines."""
    lines = [neutral(finding.reason), *(_where(each) for each in finding.evidence[:MOST_EVIDENCE])]
    lines += [f"What to do: {neutral(finding.advice)}"] if finding.advice else []
    lines += [f"Sources: {', '.join(finding.sources)}"] if finding.sources else []
    return "\n".join(line for line in lines if line)


def _where(evidence: Evidence) -> str:
    place = shown_url(evidence.url) + (f" ({evidence.device})" if evidence.device else "")
    quote = f": “{neutral(evidence.quote, 200)}”" if evidence.quote else ""
    return f"at {place}{quote}{f' [sha256 {evidence.artifact}]' if evidence.artifact else ''}"


def _stamp(iso: str) -> str:
    """ISO 8601 without zone, as the usual schema wants it."""
    match = re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", iso)
    return match.group() if match else "1970-01-01T00:00:00"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
