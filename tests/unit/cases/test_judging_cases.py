"""An enquiry in a run folder: judged and told without store or mailbox, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

from journeyaudit.cases.store import CaseStore
from journeyaudit.casework.export import export
from journeyaudit.model.subject import Enquiries, Subject
from journeyaudit.pipeline import judge_run, write_report
from tests.unit.cases.mails import ACKNOWLEDGED, ASKED, Mailbox

SUBJECT = Subject(name="Shop", origins=("https://shop.example",), country="GB", enquiries=Enquiries(address="helen@home.example"))
NAMES = ("Dana", "Whitlock")


def exported(folder: Path, box: Mailbox, watched_hours: float = 24 * 40) -> Path:
    store, run = CaseStore.open(folder / "cases"), folder / "run"
    case = box.case(None)
    for event in case.events:
        if artifact := getattr(event, "artifact", None):
            assert store.keep(box.store[artifact]) == artifact
    store.add(case)
    store.set_watched_until([case.id], box.case(watched_hours).watched_until)
    export(store, [case.id], run, SUBJECT)
    return run


def wronged() -> Mailbox:
    box = Mailbox()
    box.mail(0.05, ACKNOWLEDGED, automatic=True)
    box.mail(30, ASKED, sender="Dana Whitlock")
    return box


def test_a_run_that_holds_only_an_enquiry_is_judged(tmp_path: Path) -> None:
    audit = judge_run(exported(tmp_path, wronged()))
    outcomes = {finding.check: finding.outcome for finding in audit.findings}
    assert audit.cases[0].grade == "F2"
    assert outcomes["followup/acknowledgement-at-all"] == "passed"
    assert outcomes["followup/nothing-asked-twice"] == "failed"
    assert outcomes["contact/phone-near-at-hand"] == "untested"
    assert "follow-up" in audit.scores.areas


def test_the_same_run_gives_the_same_bytes_and_names_nobody(tmp_path: Path) -> None:
    run = exported(tmp_path, wronged())
    formats = ("html", "json", "junit", "md")
    first = [path.read_bytes() for path in write_report(judge_run(run), run, tmp_path / "a", formats)]
    second = [path.read_bytes() for path in write_report(judge_run(run), run, tmp_path / "b", formats)]
    assert first == second
    assert not [name for name in NAMES for data in first if name.encode() in data]
    assert b"helen@home.example" not in b"".join(first)


def test_while_it_runs_no_check_on_it_fails(tmp_path: Path) -> None:
    audit = judge_run(exported(tmp_path, wronged(), watched_hours=40))
    assert audit.cases[0].running
    assert {finding.outcome for finding in audit.findings if finding.area == "follow-up"} <= {
        "untested",
        "inapplicable",
        "passed",
    }
