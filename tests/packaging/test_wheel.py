"""The wheel alone is the whole tool: nothing of the repository is needed beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., str]


def output_of(*command: str | Path, folder: Path) -> str:
    """Runs a command in a folder, with nothing in the environment that leads back to this repository."""
    own = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([str(word) for word in command], cwd=folder, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The command of a clean environment that holds the wheel, run from an empty folder."""
    place = tmp_path_factory.mktemp("wheel")
    output_of(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", place, ROOT, folder=place)
    (wheel,) = place.glob("journeyaudit-*.whl")
    output_of(sys.executable, "-m", "venv", place / "venv", folder=place)
    output_of(place / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, folder=place)
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    return lambda *words: output_of(place / "venv" / "bin" / "journeyaudit", *words, folder=elsewhere)


@pytest.mark.timeout(600)  # builds and installs with all that the tool depends on
def test_checks_and_report_templates_ship_inside_the_wheel(installed: Run) -> None:
    diagnosis = json.loads(installed("doctor", "--json"))
    listed = {check["id"] for check in json.loads(installed("checks", "list", "--json"))}

    found = {item["name"]: item["found"] for item in diagnosis["items"]}
    assert diagnosis["ready"]
    assert "site-packages" in found["Checks"]
    assert "site-packages" in found["Report templates"]
    assert str(ROOT) not in found["journeyaudit"]
    definitions = [path for path in (ROOT / "checks").glob("*/*.yaml") if ".test" not in path.name]
    assert listed == {f"{path.parent.name}/{path.stem}" for path in definitions}


@pytest.mark.timeout(600)
def test_the_examples_of_every_check_pass_from_the_wheel(installed: Run) -> None:
    assert "0 wrong" in installed("checks", "test")


@pytest.mark.timeout(600)
def test_scenarios_ship_inside_the_wheel(installed: Run) -> None:
    listed = {line.split()[0] for line in installed("case", "scenarios").splitlines()}
    assert listed == {path.stem for path in (ROOT / "checks/followup/scenarios").glob("*.yaml")}
