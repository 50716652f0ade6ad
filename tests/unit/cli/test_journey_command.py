"""`journeyaudit journey` as it is typed, as far as it goes without a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeyaudit.cli import main
from journeyaudit.definitions.journeys import lint_journey
from journeyaudit.definitions.shipped import folder

COMMITTING = "name: Ask\nsteps:\n  - goto: /\n  - click: Send\n    commits: true\n  - expect: {text: Thanks}\n"


def _run(capsys: pytest.CaptureFixture[str], *given: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["journey", *given])
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out + told.err


@pytest.fixture
def subject(tmp_path: Path) -> str:
    path = tmp_path / "subject.yaml"
    path.write_text("name: Shop\norigins: ['http://127.0.0.1:9']\n", "utf-8")
    return str(path)


@pytest.mark.parametrize("path", sorted(folder("journeys").glob("*.yaml")), ids=lambda path: path.name)
def test_every_journey_that_ships_is_clean(path: Path) -> None:
    assert lint_journey(path) == []


def test_the_guide_shows_the_journey_that_ships() -> None:
    guide = (folder("journeys").parent / "docs" / "writing-a-journey.md").read_text("utf-8")
    assert (folder("journeys") / "buy-paper.yaml").read_text("utf-8") in guide


def test_a_new_journey_is_clean_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "mine.yaml")
    assert _run(capsys, "new", path)[0] == 0
    assert _run(capsys, "lint", path)[0] == 0
    assert "the file exists already" in _run(capsys, "new", path)[1]


def test_lint_tells_every_fault_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("name: Bad\nsteps:\n  - goto: /\n  - clik: Add\n  - expect: {txt: a}\n", "utf-8")
    status, told = _run(capsys, "lint", str(path))
    assert status == 1
    assert f"{path}:4:5: JA150" in told
    assert f"{path}:5:14: JA104" in told


def test_a_step_that_nobody_permits_is_refused_before_anything_is_touched(
    tmp_path: Path, subject: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "ask.yaml", tmp_path / "run"
    path.write_text(COMMITTING, "utf-8")
    status, told = _run(capsys, "run", str(path), "--subject", subject, "--out", str(out))
    assert (status, out.exists()) == (2, False)
    assert f"{path}:5:5: JA152" in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--set", "colour=red"), 'no step uses a variable "colour"'),
        (("--set", "colour"), "write --set NAME=VALUE"),
        (("--device", "tablet"), "write desktop, mobile or desktop,mobile"),
    ],
)
def test_what_cannot_be_right_is_told(
    tmp_path: Path, subject: str, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], told: str
) -> None:
    path = tmp_path / "look.yaml"
    path.write_text("name: Look\nsteps:\n  - goto: /\n", "utf-8")
    status, found = _run(capsys, "run", str(path), "--subject", subject, "--out", str(tmp_path / "run"), *given)
    assert status == 2
    assert told in found


def test_recording_without_a_display_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    status, told = _run(capsys, "record", "http://127.0.0.1:9", "--out", str(tmp_path / "mine.yaml"))
    assert status == 2
    assert "JA203 recording needs a display, and this machine has none" in told


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, told = _run(capsys, "schema")
    assert (status, json.loads(told)["title"]) == (0, "journeyaudit journey")
