"""`journeyaudit case list` and `show`: which cases there are, and what happened in one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeyaudit.cases.domains import domain_of
from journeyaudit.cli.case.options import cases_option, clean, json_option, shown, stored
from journeyaudit.model.case import Case, Closed, Confirmed, Event, Noted, Received, Sent, Stopped

if TYPE_CHECKING:
    from journeyaudit.cases.store import CaseStore


@click.command("list")
@cases_option
@json_option
def list_cases(folder: Path, as_json: bool) -> None:
    """List the cases, and the mails that are held because they might belong to several."""
    store = stored(folder)
    cases, held = store.cases(), store.held()
    if as_json:
        told = {"cases": [_summary(case) for case in cases], "held": [one.model_dump(mode="json") for one in held]}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    table = Table("case", "company", "scenario", "by", "opened", "state", "mails", "last event", "watched until")
    for case in cases:
        table.add_row(*(Text(cell) for cell in _row(case)))
    Console().print(table)
    for one in held:
        click.echo(
            f"held {one.artifact[:12]}  {clean(one.subject)!r}: {one.reason}. Give it to one: case take CASE {one.artifact[:12]}"
        )


@click.command()
@click.argument("case_id", metavar="CASE")
@cases_option
@json_option
def show(case_id: str, folder: Path, as_json: bool) -> None:
    """Show what happened in a case, in the company's own time."""
    store = stored(folder)
    case = store.case(case_id)
    if as_json:
        click.echo(case.model_dump_json(indent=2))
        return
    console = Console()
    console.print(Text(f"{case.id}: {clean(case.scenario.title)}", style="bold"))
    told = f"to {clean(case.brand)} by {case.channel}, token {case.token}, {_state(case)}, "
    console.print(Text(told + f"watched until {shown(case.watched_until, case.timezone)} ({case.timezone})"))
    table = Table("when", "what", "details", "artifact")
    for event in case.events:
        artifact = getattr(event, "artifact", None) or ""
        table.add_row(shown(event.at, case.timezone), event.kind, Text(_details(event, store)), artifact[:12])
    console.print(table)


def _summary(case: Case) -> dict[str, object]:
    told = case.model_dump(mode="json", include={"id", "brand", "channel", "opened_at", "watched_until", "token"})
    mails = sum(isinstance(event, Received) for event in case.events)
    return {**told, "scenario": case.scenario.id, "state": _state(case), "mails": mails}


def _row(case: Case) -> tuple[str, ...]:
    last = case.events[-1] if case.events else None
    mails = sum(isinstance(event, Received) for event in case.events)
    happened = f"{shown(last.at, case.timezone)} {last.kind}" if last else "nothing yet"
    watched = shown(case.watched_until, case.timezone)
    opened = shown(case.opened_at, case.timezone)
    return (case.id, clean(case.brand), case.scenario.id, case.channel, opened, _state(case), str(mails), happened, watched)


def _state(case: Case) -> str:
    kinds = {type(event) for event in case.events}
    if Closed in kinds:
        return "closed"
    if Stopped in kinds:
        return "could not be sent"
    return "answered to" if Received in kinds else "waiting" if Sent in kinds else "not sent yet"


def _details(event: Event, store: CaseStore) -> str:
    match event:
        case Sent():
            return f"{event.purpose} to {clean(event.to)}: {clean(event.subject)}"
        case Confirmed():
            return clean(event.url)
        case Received():
            return _mail(event, store)
        case Stopped():
            return clean(event.reason)
        case Noted():
            return clean(f"{event.what}: {event.text}" if event.text else event.what)
        case Closed():
            return clean(event.why)


def _mail(event: Received, store: CaseStore) -> str:
    # Importing this only where it is used keeps the other verbs quick.
    from journeyaudit.read.messages.mail import message_of

    message = message_of(store.read(event.artifact))
    # People who answer are not named: it is their company that is looked at (rules.md §E).
    told = [f"from {domain_of(message.sender) or 'somebody'}: {clean(message.subject)}"]
    told += ["in the spam folder"] if event.junk else []
    told += [f"cut: it has {event.whole_bytes / 1e6:.0f} MB"] if event.whole_bytes else []
    return ", ".join(told)
