"""`journeyaudit case close`: nothing more is waited for; with a courteous letter or without."""

from __future__ import annotations

from pathlib import Path

import click

from journeyaudit import clock
from journeyaudit.cli.case.options import FILE, cases_option, stored
from journeyaudit.definitions.loader import load_subject
from journeyaudit.model.case import Closed


@click.command()
@click.argument("case_id", metavar="CASE")
@click.option("--why", default="", help="In your own words.")
@click.option("--subject", "file", type=FILE, help="The subject file: shows the closing letter that --send would send.")
@click.option(
    "--send", is_flag=True, help="Send the closing letter, with the permission in the subject file, and close the case."
)
@cases_option
def close(case_id: str, why: str, file: Path | None, send: bool, folder: Path) -> None:
    """Close a case: nothing more is waited for.

    With --subject it shows the closing letter, which thanks whoever answered, and closes nothing; with --send as well the letter
    is sent once and the case is closed.
    """
    store = stored(folder)
    case = store.case(case_id)
    if file is None:
        if send:
            raise click.UsageError("--send needs --subject, which holds the permission and the mail server")
        new = store.append(case.id, Closed(at=clock.now().isoformat(), why=why))
        click.echo(f"{case.id} is closed." if new else f"{case.id} was closed before.")
        return
    # Importing this only where it is used keeps the other verbs quick.
    from journeyaudit.casework.closing import close_with_thanks, farewell

    subject = load_subject(file)
    if send:
        ending = close_with_thanks(case, subject, store, why)
        click.echo(f"The closing letter went to {ending.recipient}. {case.id} is closed.")
        return
    ending = farewell(case, subject, store)
    click.echo(f"  to:       {ending.recipient or '(nobody to write to: close the case without a letter)'}")
    click.echo(f"  from:     {ending.sender}")
    click.echo(f"  subject:  {ending.letter.subject}\n")
    for line in ending.letter.body.splitlines():
        click.echo(f"    {line}".rstrip())
    click.echo("\nNothing was sent and the case is open. Add --send to send it.")
