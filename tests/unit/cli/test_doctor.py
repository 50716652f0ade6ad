"""doctor says whether an audit can run here, and what to run if not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeyaudit.cli import main


def test_this_machine_is_ready() -> None:
    result = CliRunner().invoke(main, ["doctor"])

    assert result.exit_code == 0, result.output
    assert "This machine is ready." in result.stdout


def test_json_holds_the_same_for_a_program() -> None:
    diagnosis = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).stdout)

    assert diagnosis["ready"] is True
    found = {item["name"]: item["state"] for item in diagnosis["items"]}
    assert {found[name] for name in ("Browser", "Browser drew a page", "Checks", "Report templates")} == {"ok"}


def test_a_browser_that_does_not_work_is_missing_and_the_remedy_is_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho Chromium 1.2.3.4\n")
    broken.chmod(0o755)

    result = CliRunner().invoke(main, ["doctor", "--json", "--browser", str(broken)])

    browser = [item for item in json.loads(result.stdout)["items"] if item["state"] == "missing"]
    assert result.exit_code == 2
    assert [item["name"] for item in browser] == ["Browser"]
    assert "apt-get install" in browser[0]["remedy"]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    result = CliRunner().invoke(main, ["doctor"])

    assert "--out" in result.stdout
