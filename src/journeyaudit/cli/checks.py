"""`journeyaudit checks`: list, show, new, lint, test, schema."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import click

from journeyaudit.definitions.examples import examples_path, load_examples
from journeyaudit.definitions.lint import lint as lint_checks
from journeyaudit.definitions.loader import check_files, collect_checks, load_checks
from journeyaudit.definitions.locate import Document
from journeyaudit.definitions.schema import SchemaName
from journeyaudit.definitions.schema import schema as schema_of
from journeyaudit.definitions.shipped import folder
from journeyaudit.definitions.sources import load_rules
from journeyaudit.definitions.starter import write_starter
from journeyaudit.definitions.validate import nearest
from journeyaudit.errors import DefinitionError, DefinitionErrors
from journeyaudit.judge.examples import Verdict, run_example
from journeyaudit.model.check import Check, Curve, Steps
from journeyaudit.model.example import Example
from journeyaudit.model.rule import Rule

#: Exit status where what was looked at has faults; a command that cannot work ends with 2, as everywhere (cli.failures).
FAULTY = 1

_POSITION = re.compile(r":\d+:\d+$")
_MARKS = {"P": "primary text read", "S": "secondary source read", "K": "general knowledge, verify before quoting it as law"}

own_checks = click.option(
    "--checks", "folders", multiple=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="A folder with checks of your own, beside those that come with the tool. May be given more than once.",
)  # fmt: skip


@click.group()
def checks() -> None:
    """List, show, write, lint and test checks."""


@checks.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the whole definitions as JSON.")
@own_checks
def list_checks(folders: tuple[Path, ...], as_json: bool) -> None:
    """List every check with its claim and weight."""
    found = load_checks(_all(folders))
    if as_json:
        _print_json([check.model_dump(mode="json") for check in found])
        return
    for check in found:
        click.echo(f"{check.id}  (weight {check.weight:g})\n    {check.title}")
    click.echo(f"{_count(len(found), 'check')}; `journeyaudit checks show ID` tells more of one")


@checks.command()
@click.argument("id")
@own_checks
def show(id: str, folders: tuple[Path, ...]) -> None:
    """Show one check: its claim, grading, sources in words, and examples."""
    check, document = _find(id, folders)
    for line in [*_definition(check), *_sources(check, load_rules(folders)), *_examples(document)]:
        click.echo(line)


@checks.command()
@click.argument("id")
@click.option("--like", metavar="ID", help="The check to start from; without it, a check of the distance to the telephone.")
@own_checks
def new(id: str, like: str | None, folders: tuple[Path, ...]) -> None:
    """Write a new check and its examples, ready to be edited, to the folder named by --checks (default: ./checks)."""
    _, model = _find(like, folders) if like else _simplest()
    for path in write_starter(id, model, folders[0] if folders else Path("checks")):
        click.echo(f"wrote {path}")
    target = folders[0] if folders else Path("checks")
    click.echo(f"next: edit both files, then run `journeyaudit checks test --checks {target} {id}`")


@checks.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@own_checks
def lint(paths: tuple[Path, ...], folders: tuple[Path, ...]) -> None:
    """Tell every fault of checks and examples: of files or folders named, else of all checks."""
    wanted = [path.resolve() for path in paths]
    roots = [root.resolve() for root in _all(folders)]
    roots += [_root_of(path) for path in wanted if not any(root == path or root in path.parents for root in roots)]
    faults = [fault for fault in lint_checks(list(dict.fromkeys(roots))) if _within(fault, wanted)]
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.echo(_count(len(faults), "fault"), err=True)
        raise SystemExit(FAULTY)
    click.echo("no faults")


@checks.command("test")
@click.argument("ids", nargs=-1)
@own_checks
def test_checks(ids: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """Run the examples of the checks named, else of all checks."""
    chosen = [_find(id, folders) for id in ids] if ids else list(_collected(folders).values())
    verdicts = [(check, verdict) for check, document in chosen for verdict in _verdicts(check, document)]
    for check, verdict in verdicts:
        _report(check, verdict)
    wrong = sum(not verdict.sound for _, verdict in verdicts)
    missed = sum(verdict.sound and verdict.example.known_miss for _, verdict in verdicts)
    total = f"{_count(len(verdicts), 'example')} of {_count(len(chosen), 'check')}"
    click.echo(f"{total}: {wrong} wrong, {missed} missed as recorded")
    if wrong:
        raise SystemExit(FAULTY)


@checks.command()
@click.argument("name", type=click.Choice(get_args(SchemaName)), default="check")
@own_checks
def schema(name: SchemaName, folders: tuple[Path, ...]) -> None:
    """Print the JSON Schema of a check, of an examples file, of a subject file or of audit.json."""
    _print_json(schema_of(name, load_rules(folders)))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def _all(folders: Sequence[Path]) -> list[Path]:
    return [folder("checks"), *folders]


def _collected(folders: Sequence[Path]) -> dict[str, tuple[Check, Document]]:
    found, faults = collect_checks(_all(folders))
    if faults:
        raise DefinitionErrors(faults)
    return dict(sorted(found.items()))


def _find(id: str, folders: Sequence[Path]) -> tuple[Check, Document]:
    found = _collected(folders)
    if id not in found:
        remedy = f"{nearest(id, found)}, or add its folder by --checks"
        raise DefinitionError(f'there is no check "{id}"', remedy=remedy, code="JA107")
    return found[id]


def _simplest() -> tuple[Check, Document]:
    """The shipped check that a new one starts from: it shows every key and is the easiest to follow."""
    return _find("contact/phone-near-at-hand", ())


def _root_of(path: Path) -> Path:
    """The folder that ids below `path` are relative to: above the area's folder, which is the one that holds the check files."""
    if path.is_file():
        return path.parent.parent
    return path.parent if any(file.parent == path for file in check_files(path)) else path


def _within(fault: DefinitionError, wanted: Sequence[Path]) -> bool:
    place = Path(_POSITION.sub("", fault.where))
    return not wanted or any(place == path or path in place.parents for path in wanted)


def _definition(check: Check) -> list[str]:
    arguments = json.dumps(check.measure.args, ensure_ascii=False) if check.measure.args else "without arguments"
    return [
        f"{check.id} (revision {check.revision})",
        f"  holds:   {check.title}",
        f"  fails:   {check.failure_title}",
        f"  why:     {check.why}",
        f"  advice:  {check.advice}",
        f"  counts:  weight {check.weight:g} in the area {check.area}",
        f"  applies: {_places(check.jurisdictions)}",
        f"  starts:  {', '.join(check.starts)}",
        f"  measure: {check.measure.name} {arguments}",
        f"  grading: {_grading(check.grading)}; every measurement must reach {check.pass_mark:g}",
    ]


def _places(jurisdictions: tuple[str, ...]) -> str:
    return "everywhere" if "any" in jurisdictions else f"in {', '.join(jurisdictions)}"


def _grading(grading: Steps | Curve) -> str:
    if isinstance(grading, Curve):
        return f"{grading.p10:g} scores 0.9, {grading.median:g} scores 0.5, along a log-normal curve"
    steps = ", ".join(f"up to {step.up_to:g} scores {step.score:g}" for step in grading.steps)
    return f"{steps}, beyond {grading.beyond:g}, absent {grading.none:g}"


def _sources(check: Check, rules: dict[str, Rule]) -> list[str]:
    lines = ["sources:"]
    for rule in (rules[source] for source in check.sources):
        lines.append(f"  {rule.id}: {rule.source}")
        lines.append(f"      {rule.force}, {_places(rule.jurisdictions)}; {_MARKS[rule.mark]}; reviewed {rule.checked}")
        lines.append(f"      {rule.requirement}")
    return lines


def _examples(document: Document) -> list[str]:
    path = examples_path(document.path)
    examples = load_examples(path) if path.is_file() else ()
    return [f"examples ({path}):", *(f"  {example.outcome:12} {example.name}{_note(example)}" for example in examples)]


def _note(example: Example) -> str:
    return f" (known miss: {example.reason})" if example.known_miss else ""


def _verdicts(check: Check, document: Document) -> list[Verdict]:
    path = examples_path(document.path)
    if not path.is_file():
        remedy = f"write {path.name}, or start again with `journeyaudit checks new`"
        raise DefinitionError("the check has no examples", where=str(document.path), remedy=remedy, code="JA121")
    return [run_example(check, example) for example in load_examples(path)]


def _report(check: Check, verdict: Verdict) -> None:
    if not verdict.sound:
        click.echo(f"WRONG {check.id}: {verdict.example.name}\n      {verdict.complaint}")
    elif verdict.example.known_miss:
        click.echo(f"known miss {check.id}: {verdict.example.name}\n      {verdict.example.reason}")
