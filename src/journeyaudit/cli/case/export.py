"""`journeyaudit case export`: cases into a run folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeyaudit import clock
from journeyaudit.cli.case.options import FILE, FOLDER, cases_option, stored
from journeyaudit.definitions.loader import load_subject

if TYPE_CHECKING:
    from journeyaudit.cases.store import CaseStore


@click.command("export")
@click.argument("case_ids", metavar="[CASE]...", nargs=-1)
@click.option("--run", type=FOLDER, help="An audit's run folder to add the cases to.")
@click.option("--out", type=FOLDER, help="A new run folder that holds only the cases; needs --subject.")
@click.option("--subject", "file", type=FILE, help="The subject file, for a new folder.")
@click.option("--ics", type=FILE, help="A calendar file of what is due, of the cases named or of all.")
@cases_option
def export_cases(
    case_ids: tuple[str, ...], run: Path | None, out: Path | None, file: Path | None, ics: Path | None, folder: Path
) -> None:
    """Write cases with their mails into a run folder, where `judge` and `report` tell them. Export again as a case goes on.

    With --ics, what is due in them is written as a calendar file instead, or as well.
    """
    if ics is not None:
        _write_agenda(stored(folder), case_ids, ics)
        if run is None and out is None:
            return
    if not case_ids:
        raise click.UsageError("name the cases to write, see `journeyaudit case list`")
    from journeyaudit.casework.export import export

    if (run is None) == (out is None):
        raise click.UsageError("give either --run with an audit's folder, or --out with a new one and --subject")
    target = run or out or Path()
    written = export(stored(folder), case_ids, target, load_subject(file) if file else None)
    same = len(set(case_ids)) - written
    click.echo(f"{written} written to {target}" + (f", {same} there already as they stand." if same else "."))
    click.echo(f"Next: journeyaudit judge {target}, then journeyaudit report {target}")


def _write_agenda(store: CaseStore, case_ids: tuple[str, ...], path: Path) -> None:
    # Importing this only where it is used keeps the other verbs quick.
    from journeyaudit.cases.agenda import agenda
    from journeyaudit.cases.fold import case_fact

    cases = [store.case(one) for one in case_ids] if case_ids else store.cases()
    calendar = agenda((case_fact(one, store.read) for one in cases), clock.now())
    path.write_bytes(calendar)
    number = calendar.count(b"BEGIN:VEVENT")
    click.echo(f"{number} {'date' if number == 1 else 'dates'} written to {path}")
