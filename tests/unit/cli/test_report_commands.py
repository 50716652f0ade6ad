"""`journeyaudit report` and `journeyaudit judge` on a saved run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from journeyaudit.cli import main
from journeyaudit.cli.report import below
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.model.plan import GatherOptions, Plan
from journeyaudit.model.scorecard import Score
from journeyaudit.report import json
from tests.unit.report import sample, shop


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run folder with pictures and an audit.json."""
    folder = tmp_path_factory.mktemp("runs") / "fernhill"
    shots = shop.drawn()
    audit = sample.audit({name: shop.sha(data) for name, data in shots.items()})
    plan = Plan(tool="journeyaudit 0", started_at=sample.AT, subject=audit.subject, options=GatherOptions(), checks=())
    writer = RunWriter.create(folder, plan)
    for data in shots.values():
        writer.keep(data, "picture")
    writer.finish()
    (folder / "audit.json").write_text(json.render(audit), "utf-8")
    return folder


@pytest.fixture
def run(gathered: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(gathered, tmp_path / "run"))


def status(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    return int(ended.value.code or 0)


def test_report_writes_each_format_and_says_where(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "out"
    assert status("report", run, "--format", "html,json,junit,md", "--out", out) == 0
    written = [out / name for name in ("report.html", "audit.json", "junit.xml", "summary.md")]
    assert capsys.readouterr().out.split() == [str(path) for path in written]
    assert "data:image/webp" in written[0].read_text("utf-8")
    assert written[1].read_bytes() == (run / "audit.json").read_bytes()


def test_a_pdf_is_printed_and_printing_it_again_gives_the_same_bytes(run: Path) -> None:
    assert status("report", run, "--format", "pdf") == 0
    first = (run / "report.pdf").read_bytes()
    assert first.startswith(b"%PDF-")
    assert status("report", run, "--format", "pdf") == 0
    assert (run / "report.pdf").read_bytes() == first


def test_report_writes_html_into_the_run_folder_unless_told_otherwise(run: Path) -> None:
    assert status("report", run) == 0
    assert (run / "report.html").is_file()


def test_a_damaged_picture_costs_that_picture_only(run: Path) -> None:
    next(iter(run.glob("artifacts/*/*.webp"))).write_bytes(b"damaged")
    assert status("report", run) == 0


def test_an_unknown_format_is_refused_with_those_that_exist(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("report", run, "--format", "html,word") == 2
    assert "word is no format; choose from html, json, junit, md" in capsys.readouterr().err


def test_a_run_that_was_not_judged_says_what_to_type(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (run / "audit.json").unlink()
    assert status("report", run) == 2
    assert "journeyaudit judge" in capsys.readouterr().err


def test_an_audit_of_another_version_says_what_to_type(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (run / "audit.json").write_text('{"schema": "journeyaudit/audit/9"}')
    assert status("report", run) == 2
    assert "no audit of this version" in capsys.readouterr().err


def test_a_bad_theme_is_the_users_to_put_right(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "theme.yaml").write_text("logo: none.png\n")
    assert status("report", run, "--theme", tmp_path) == 2
    assert 'there is no "none.png" in the theme folder' in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file")
    assert status("report", run, "--out", tmp_path / "taken" / "below") == 2
    assert "cannot write the report" in capsys.readouterr().err


def test_an_incomplete_run_is_reported_and_ends_with_status_3(run: Path) -> None:
    text = (run / "audit.json").read_text("utf-8").replace('"complete": true', '"complete": false')
    (run / "audit.json").write_text(text, "utf-8")
    assert status("report", run) == 3
    assert "This run is incomplete" in (run / "report.html").read_text("utf-8")


def test_judging_twice_gives_the_same_bytes(run: Path) -> None:
    status("judge", run)
    first = (run / "audit.json").read_bytes()
    status("judge", run)
    assert (run / "audit.json").read_bytes() == first


def test_judging_no_run_is_the_users_to_put_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("judge", tmp_path) == 2
    assert "no run in this folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("score", "budget", "expected"),
    [
        (Score(score=70.0, coverage=0.9, band="needs work"), None, False),
        (Score(score=70.0, coverage=0.9, band="needs work"), 70.0, False),
        (Score(score=69.9, coverage=0.9, band="needs work"), 70.0, True),
        (Score(score=95.0, coverage=0.4, band=None), 70.0, True),
        (Score(score=None, coverage=0.0, band=None), 0.0, True),
    ],
)
def test_a_budget_is_met_only_by_a_graded_score(score: Score, budget: float | None, expected: bool) -> None:
    names = dict.fromkeys(shop.SHOTS, "0" * 64)
    audit = sample.audit(names)
    assert below(audit.model_copy(update={"scores": audit.scores.model_copy(update={"overall": score})}), budget) is expected
