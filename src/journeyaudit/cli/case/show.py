"""`journeyaudit case list` and `show`: which cases there are and how they stand, and what happened in one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeyaudit.cli.case.options import cases_option, clean, json_option, shown, stored
from journeyaudit.model.case import Case, CaseFact, Received, TimelineEvent

if TYPE_CHECKING:
    from journeyaudit.cases.store import CaseStore

_KEPT = {True: "kept", False: "not kept", None: ""}


@click.command("list")
@cases_option
@json_option
def list_cases(folder: Path, as_json: bool) -> None:
    """List the cases and how they stand, and the mails that are held because they might belong to several."""
    store = stored(folder)
    found, held = [(case, _fact(case, store)) for case in store.cases()], store.held()
    if as_json:
        told = {"cases": [_summary(*one) for one in found], "held": [one.model_dump(mode="json") for one in held]}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    for one in found:
        click.echo(_lines(*one))
    for one in held:
        name = one.artifact[:12]
        click.echo(f"held {name}  {clean(one.subject)!r}: {one.reason}. Give it to one: case take CASE {name}")


@click.command()
@click.argument("case_id", metavar="CASE")
@cases_option
@json_option
def show(case_id: str, folder: Path, as_json: bool) -> None:
    """Show what happened in a case, in the company's own time. --json prints it as audit.json does."""
    store = stored(folder)
    case = store.case(case_id)
    fact = _fact(case, store)
    if as_json:
        click.echo(fact.model_dump_json(indent=2))
        return
    console = Console()
    console.print(Text(f"{case.id}: {clean(case.scenario.title)}", style="bold"))
    watched = f"watched until {shown(case.watched_until, case.timezone)} ({case.timezone})"
    console.print(Text(f"to {clean(case.brand)} by {case.channel}, token {case.token}, {_state(fact)}, {watched}"))
    if fact.grade is not None:
        console.print(Text(f"grade {fact.grade}: {clean(fact.grade_reason)}"))
    table = Table("when", "what", "", "their case", "promised for", "")
    for event in fact.events:
        table.add_row(*(Text(cell) for cell in _told(event, case)))
    console.print(table)


def _fact(case: Case, store: CaseStore) -> CaseFact:
    # Only these two verbs read mails; importing the readers here keeps the others quick.
    from journeyaudit.cases.fold import case_fact

    return case_fact(case, store.read)


def _summary(case: Case, fact: CaseFact) -> dict[str, object]:
    told = case.model_dump(mode="json", include={"id", "brand", "channel", "opened_at", "watched_until", "token"})
    stands = {"state": fact.state, "running": fact.running, "grade": fact.grade, "mails": _mails(case), "next_due": _next(fact)}
    return {**told, "scenario": case.scenario.id, **stands}


def _lines(case: Case, fact: CaseFact) -> str:
    opened, watched = (shown(at, case.timezone) for at in (case.opened_at, case.watched_until))
    stands = [_state(fact), *([f"grade {fact.grade}"] if fact.grade else []), _counted(_mails(case), "mail")]
    due = [f"next due {shown(_next(fact), case.timezone)}"] if _next(fact) else []
    return "\n    ".join(
        [
            f"{case.id}  {clean(case.brand)}: {case.scenario.id} by {case.channel}",
            f"opened {opened}: {', '.join(stands)}",
            "; ".join([*due, f"watched until {watched}"]),
        ]
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _state(fact: CaseFact) -> str:
    state = fact.state.replace("_", " ")
    return f"{state}, running" if fact.running else state


def _mails(case: Case) -> int:
    return sum(isinstance(event, Received) for event in case.events)


def _next(fact: CaseFact) -> str:
    """The next moment by which something is to happen, "" if there is none."""
    return min((due.at for due in fact.deadlines if due.met is None and due.at), default="")


def _told(event: TimelineEvent, case: Case) -> tuple[str, ...]:
    junk = " (in the spam folder)" if event.junk else ""
    promised = shown(event.promised_by, case.timezone) if event.promised_by else ""
    when = shown(event.at, case.timezone)
    return (when, event.kind, clean(event.summary) + junk, clean(event.case_id), promised, _KEPT[event.kept])
