"""`journeyaudit case export`: cases into a run folder."""

from __future__ import annotations

from pathlib import Path

import click

from journeyaudit.cli.case.options import FILE, FOLDER, cases_option, stored
from journeyaudit.definitions.loader import load_subject


@click.command("export")
@click.argument("case_ids", metavar="CASE...", nargs=-1, required=True)
@click.option("--run", type=FOLDER, help="An audit's run folder to add the cases to.")
@click.option("--out", type=FOLDER, help="A new run folder that holds only the cases; needs --subject.")
@click.option("--subject", "file", type=FILE, help="The subject file, for a new folder.")
@cases_option
def export_cases(case_ids: tuple[str, ...], run: Path | None, out: Path | None, file: Path | None, folder: Path) -> None:
    """Write cases with their mails into a run folder, where `judge` and `report` tell them. Export again as a case goes on."""
    from journeyaudit.casework.export import export

    if (run is None) == (out is None):
        raise click.UsageError("give either --run with an audit's folder, or --out with a new one and --subject")
    target = run or out or Path()
    written = export(stored(folder), case_ids, target, load_subject(file) if file else None)
    same = len(set(case_ids)) - written
    click.echo(f"{written} written to {target}" + (f", {same} there already as they stand." if same else "."))
    click.echo(f"Next: journeyaudit judge {target}, then journeyaudit report {target}")
