"""A bad page costs one bounded wait and says so; the rest of the site is audited as if it were not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from journeyaudit import pipeline, report
from journeyaudit.evidence.reader import Run
from journeyaudit.model.audit import Audit
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Subject
from tests.browser.hostile import MARK, MARKUP, PAGES, Hostile, hostile

OPTIONS = GatherOptions(devices=("desktop",), rate=0, max_pages=25, max_seconds=90, page_seconds=8)

#: The fault that a bad page must be told as; the others can be looked at and have none.
FAULTS = {
    "hangs": {"timeout"},
    "redirects": {"redirect-loop"},
    "fails": {"status"},
    "download": {"download"},
    "crashes": {"crash"},
    "spins": {"timeout"},
    "spins-later": {"timeout"},
    "alerts": {"dialog-loop", "timeout"},
}


def audited(site: Hostile, folder: Path, options: GatherOptions = OPTIONS) -> Audit:
    subject = Subject(name="Mill Lane Desks", origins=(site.origin,), country="GB")
    return pipeline.audit(subject, options, folder)


@pytest.mark.timeout(150)
@pytest.mark.parametrize("name", [*PAGES])
def test_a_bad_page_takes_nothing_from_the_rest_of_the_site(name: str, tmp_path: Path) -> None:
    with hostile(name) as site:
        audit = audited(site, tmp_path / "run")
        hits = list(site.hits)
    clicks = {reach.channel: reach.clicks for reach in audit.reach if reach.start == "home"}
    assert (clicks["phone"], clicks["form"]) == (1, None)
    assert [hit for hit in hits if hit.startswith("POST")] == []
    assert Run.open(tmp_path / "run").verify() == ()
    told = {url for url in audit.method.faults if url.startswith(f"{site.origin}/bad")}
    assert (_faults(tmp_path / "run") <= FAULTS[name] and bool(told)) if name in FAULTS else True


def _faults(run: Path) -> set[str]:
    """The kinds of fault met on bad pages."""
    visits = [record for record in Run.open(run).records if record.record == "visit"]
    return {visit.fault.kind for visit in visits if visit.fault and "/bad" in visit.url}


@pytest.mark.parametrize("name", ["hangs", "fails", "spins", "redirects", "crashes"])
def test_a_site_whose_home_page_cannot_be_seen_is_untested_and_not_failed(name: str, tmp_path: Path) -> None:
    with hostile(name) as site:
        subject = Subject(name="Mill Lane Desks", origins=(site.origin,), country="GB", start_pages={"home": "/bad"})
        audit = pipeline.audit(subject, OPTIONS, tmp_path / "run")
    assert {finding.outcome for finding in audit.findings} <= {"untested", "inapplicable", "cant_tell"}


@pytest.mark.parametrize("name", ["spins-when-clicked", "clicked-alerts"])
def test_a_control_that_hangs_the_page_is_counted_as_untried(name: str, tmp_path: Path) -> None:
    with hostile(name) as site:
        audited(site, tmp_path / "run")
        visits = [record for record in Run.open(tmp_path / "run").records if record.record == "visit"]
        untried = {visit.url: visit.untried for visit in visits}
    assert untried[f"{site.origin}/bad"] >= 1


def test_markup_in_names_and_titles_stays_text_in_every_report(tmp_path: Path) -> None:
    with hostile("markup") as site:
        audit = audited(site, tmp_path / "run")
    written = report.write(audit, Run.open(tmp_path / "run"), tmp_path / "report", ("html", "json", "junit", "md"), None)
    pages = [path.read_text("utf-8") for path in written if path.suffix == ".html"]
    scripts = [element.text or "" for page in pages for element in etree.HTML(page).iter("script")]
    attributes = [name for page in pages for element in etree.HTML(page).iter() for name in element.attrib]
    handlers = [name for name in attributes if str(name).startswith("on")]
    assert ([script for script in scripts if MARK in script], handlers) == ([], [])
    shown = [path.read_text("utf-8") for path in written if path.suffix != ".json"]
    assert [text for text in shown if f'<script>document.title="{MARK}"' in text] == []
    told = json.dumps(json.loads(next(path for path in written if path.suffix == ".json").read_text("utf-8")), ensure_ascii=False)
    assert json.dumps(MARKUP)[1:-1] in told
