"""`journeyaudit journey`: run, new, lint, record, schema."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import click
from rich.console import Console
from rich.text import Text

from journeyaudit.cli.access import ACCESS, FILE, FOLDER, MANNERS, access_of, rate_of, with_options
from journeyaudit.cli.failures import INCOMPLETE
from journeyaudit.definitions.journeys import lint_journey, load_journey
from journeyaudit.definitions.loader import load_subject
from journeyaudit.definitions.schema import schema as schema_of
from journeyaudit.definitions.shipped import folder
from journeyaudit.errors import DefinitionError
from journeyaudit.gather.journey.recorder import record as record_by_hand
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.snapshot import Device
from journeyaudit.model.walk import StepOutcome, Walk, WalkedStep
from journeyaudit.pipeline import walk

#: Exit status where the journey was walked and the site did not do what it expects.
FAILED = 1

_MARKS: dict[StepOutcome, tuple[str, str]] = {
    "done": ("✓", "green"), "failed": ("✗", "red"), "refused": ("⊘", "yellow"), "broken": ("✗", "red"), "skipped": ("·", "dim"),
}  # fmt: skip


@click.group()
def journey() -> None:
    """Walk journeys that are written down as steps, check such files, or record one."""


@journey.command()
@click.argument("file", type=FILE)
@click.option("--subject", "subject_file", type=FILE, required=True, help="The subject file (YAML): whose site it is.")
@click.option("--device", "devices", default="desktop", show_default=True, metavar="LIST", help="desktop, mobile or both.")
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="The value of a variable; may be repeated.")
@click.option("--out", type=FOLDER, default=Path("journeyaudit-journey"), show_default=True, help="The run folder.")
@click.option("--json", "as_json", is_flag=True, help="Print the walks as JSON.")
@with_options(MANNERS, ACCESS)
def run(file: Path, subject_file: Path, given: Sequence[str], out: Path, as_json: bool, **more: Any) -> int:
    """Walk the journey in FILE as a new customer, and keep what each step met in the run folder.

    Exit status: 0 every step did as it says, 1 a step failed, 2 something for you to put right, 3 it could not be walked.
    """
    loaded, subject = load_journey(file), load_subject(subject_file)
    options = GatherOptions(
        devices=_devices(more["devices"]),
        rate=rate_of(more["rate"], subject.origins[0]),
        page_seconds=more["page_seconds"],
        robots=not more["ignore_robots"],
        insecure=more["insecure"],
        browser=more["browser"],
    )
    console = Console(stderr=as_json)
    console.print(Text(f"{loaded.journey.name} ({subject.name})", style="bold"))

    def tell(device: Device, step: WalkedStep) -> None:
        _tell(console, step, file, device if len(options.devices) > 1 else "")

    walks = walk(loaded, subject, options, out, _values(given), access=access_of(more), told=tell)
    for walked in walks:
        _tell_end(console, walked, len(walks) > 1)
    console.print(Text(str(out)))
    if as_json:
        click.echo(json.dumps([walked.model_dump(mode="json") for walked in walks], indent=2, ensure_ascii=False))
    return _status(walks)


@journey.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def new(file: Path) -> None:
    """Write a journey to begin from, one on the demonstration shop, to FILE."""
    _must_be_new(file)
    file.write_text((folder("journeys") / "buy-paper.yaml").read_text("utf-8"), "utf-8")
    click.echo(f"wrote {file}\nnext: edit it, then run `journeyaudit journey lint {file}`")


@journey.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
def lint(files: tuple[Path, ...]) -> int:
    """Tell every fault of journey files, with line and column."""
    faults = [fault for file in files for fault in lint_journey(file)]
    for fault in faults:
        click.echo(str(fault))
    click.echo(f"{len(faults)} fault{'' if len(faults) == 1 else 's'}" if faults else "no faults", err=bool(faults))
    return FAILED if faults else 0


@journey.command()
@click.argument("url")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The journey file to write.")
@click.option("--name", default="", help="What the customer wants to do.")
@click.option("--browser", default="", metavar="PATH", help="The Chromium or Chrome to use.")
def record(url: str, out: Path, name: str, browser: str) -> None:
    """Open a visible browser at URL, and write what you do there as a journey when you close it.

    The guard is not at work while you record: what you send, you send yourself.
    """
    _must_be_new(out)
    recorded = record_by_hand(url, browser)
    out.write_text(recorded.as_yaml(name), encoding="utf-8")
    click.echo(f"wrote {out}: {len(recorded.steps)} steps")
    for note in recorded.notes:
        click.echo(f"  {note}")
    click.echo(f"next: end it with an `expect` step, then run `journeyaudit journey lint {out}`")


@journey.command()
def schema() -> None:
    """Print the JSON Schema of a journey file, by which an editor completes it."""
    click.echo(json.dumps(schema_of("journey", {}), indent=2, ensure_ascii=False))


def _must_be_new(file: Path) -> None:
    if file.exists():
        raise DefinitionError("the file exists already", where=str(file), remedy="choose another name", code="JA107")


def _devices(given: str) -> tuple[Device, ...]:
    devices = tuple(dict.fromkeys(name.strip() for name in given.split(",")))
    if not set(devices) <= {"desktop", "mobile"}:
        message, remedy = f"“{given}” is no list of devices", "write desktop, mobile or desktop,mobile"
        raise DefinitionError(message, where="--device", remedy=remedy, code="JA108")
    return cast("tuple[Device, ...]", devices)


def _values(given: Sequence[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise DefinitionError(f"“{one}” sets nothing", where="--set", remedy="write --set NAME=VALUE", code="JA151")
        values[name.strip()] = value
    return values


def _tell(console: Console, step: WalkedStep, file: Path, device: str) -> None:
    """One line for a step; where it did not go well, where it stands in the file, why, and what could have been meant."""
    mark, style = _MARKS[step.outcome]
    on = f" [{device}]" if device else ""
    console.print(Text.assemble((f"{mark} {step.number:>2}", style), f"{on} {step.told}"), soft_wrap=True)
    if step.reason:
        where = "" if step.outcome == "done" else f"{file}:{step.line}: step {step.number}: "
        console.print(Text(f"      {where}{step.reason}", style=style), soft_wrap=True)
    if step.candidates:
        console.print(Text(f"      nearest on the page: {'; '.join(step.candidates)}", style=style), soft_wrap=True)


def _tell_end(console: Console, walked: Walk, several: bool) -> None:
    done = sum(step.outcome == "done" for step in walked.steps)
    on = f" on {walked.device}" if several else ""
    console.print(Text(f"{done} of {len(walked.steps)} steps done{on}"))
    for name, value in walked.values.items():
        console.print(Text(f"  {name}: {value}"))


def _status(walks: Sequence[Walk]) -> int:
    outcomes = {walked.outcome for walked in walks}
    if outcomes & {"refused", "broken"}:
        return INCOMPLETE
    return FAILED if "failed" in outcomes else 0
