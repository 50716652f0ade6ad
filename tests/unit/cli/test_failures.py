"""Every way to fail ends in one plain message and a status that a CI job can tell apart."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from journeyaudit.cli import main
from journeyaudit.cli.failures import Main
from journeyaudit.errors import DefinitionError, DefinitionErrors, EvidenceError, GatherError


def run(*words: str, failing: BaseException | None = None) -> Result:
    """Runs a command that fails in this way."""

    @click.group(cls=Main)
    def program() -> None:
        """A program."""

    @program.command(context_settings={"ignore_unknown_options": True})
    @click.argument("rest", nargs=-1)
    @click.option("--auth")
    def audit(rest: tuple[str, ...], auth: str | None) -> None:
        assert (rest, auth) is not None
        if failing:
            raise failing

    return CliRunner().invoke(program, ["audit", *words])


@pytest.mark.parametrize(
    ("failing", "status"),
    [
        (DefinitionError("no such key", where="a.yaml:3:1"), 2),
        (DefinitionErrors([DefinitionError("no such key")]), 2),
        (GatherError("no browser", code="JA201"), 2),
        (GatherError("the start page does not answer"), 3),
        (EvidenceError("no run here", code="JA301"), 2),
        (EvidenceError("disk full", code="JA302"), 3),
        (click.UsageError("what?"), 2),
        (click.FileError("x.yaml"), 2),
        (click.Abort(), 3),
        (KeyboardInterrupt(), 3),
        (None, 0),
    ],
)
def test_the_status_says_whose_turn_it_is(failing: BaseException | None, status: int) -> None:
    assert run(failing=failing).exit_code == status


def test_an_error_is_told_with_its_place_and_what_to_do_and_without_markup() -> None:
    result = run(failing=GatherError("[bold]nothing[/bold]", where="https://shop.example", remedy="wait"))

    assert result.stderr == "https://shop.example: JA200 [bold]nothing[/bold]\n  what to do: wait\n"
    assert result.stdout == ""


def test_our_own_fault_is_one_paragraph_and_a_crash_log_without_secrets(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    result = run("https://shop.example", "--auth", "kim:hunter2", failing=ValueError("https://x.example/?token=hunter2"))

    (log,) = tmp_path.glob("journeyaudit-crash-*.log")
    assert result.exit_code == 3
    assert str(log) in result.stderr
    assert "--resume" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in log.read_text()
    assert "command: audit --auth\n" in log.read_text()
    assert "hunter2" not in log.read_text()


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(main, ["--version"])

    assert (result.exit_code, result.output[:14]) == (0, "journeyaudit, ")


def test_an_unknown_command_is_the_users_to_put_right() -> None:
    result = CliRunner().invoke(main, ["adit"])

    assert result.exit_code == 2
    assert "No such command 'adit'" in result.stderr
