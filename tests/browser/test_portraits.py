"""Findings that no path leads to have a picture of what they cite."""

from __future__ import annotations

from pathlib import Path

from journeyaudit import pipeline
from journeyaudit.evidence.reader import Run
from journeyaudit.model.journal import Portrait
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Subject
from tests.browser.pages import serving


def test_a_dead_help_link_is_pictured_where_it_stands(tmp_path: Path) -> None:
    with serving() as site:
        site.page("/", "<h1>Desks</h1><p>We make desks.</p><footer><a href='#'>Contact us</a></footer>")
        subject = Subject(name="Mill Lane Desks", origins=(site.origin,), country="GB")
        options = GatherOptions(devices=("desktop",), rate=0, max_pages=3, page_seconds=8)
        audit = pipeline.audit(subject, options, tmp_path / "run")
    run = Run.open(tmp_path / "run")
    (finding,) = (each for each in audit.findings if each.check == "contact/no-idle-contact-link")
    (portrait,) = (r for r in run.records if isinstance(r, Portrait) and r.picture == finding.evidence[0].picture)
    assert portrait.quote == "Contact us"
    assert run.picture(portrait.picture or "").startswith(b"\xff\xd8")
    assert run.verify() == ()
