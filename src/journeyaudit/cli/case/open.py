"""`journeyaudit case open` and `case schema`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from journeyaudit.casework.drafting import Draft, draft
from journeyaudit.cli.access import ACCESS, FILE, FOLDER, MANNERS, access_of, rate_of, with_options
from journeyaudit.cli.case.options import cases_option
from journeyaudit.cli.failures import INCOMPLETE
from journeyaudit.definitions.loader import load_subject
from journeyaudit.definitions.scenarios import find_scenario, load_scenarios
from journeyaudit.definitions.schema import schema as schema_of
from journeyaudit.gather.enquiry.run import Delivery
from journeyaudit.model.case import Case, Stopped
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.scenario import EnquiryChannel
from journeyaudit.model.subject import Subject


@click.command("open")
@click.argument("scenario")
@click.option(
    "--subject", "subject_file", type=FILE, required=True, help="The subject file (YAML): whom to write to, and as whom."
)
@click.option("--channel", type=click.Choice(["form", "email"]), help="How to write; the scenario's first choice if not given.")
@cases_option
@click.option("--audit", "run", type=FOLDER, help="The run folder of an audit that saw where the contact form is.")
@click.option("--checks", "folders", multiple=True, type=FOLDER, help="A folder with checks and scenarios of your own.")
@click.option("--send", is_flag=True, help="Send it. Without this nothing leaves, and you see what would.")
@with_options(MANNERS, ACCESS)
def open_case(
    scenario: str, subject_file: Path, channel: EnquiryChannel | None, folder: Path, run: Path | None, folders: tuple[Path, ...],
    send: bool, **more: Any,
) -> int:  # fmt: skip
    """Write to the company as the customer of SCENARIO (a name, or a file), once.

    Without --send it shows the letter, whom it would go to, what would be put into which field of the form, where answers would
    arrive and what is missing; nothing is filled in and nothing leaves. With --send the subject file must hold the permission of
    the site's owner.
    """
    # Importing this only where it is used keeps the other commands quick.
    from journeyaudit.cases.store import CaseStore
    from journeyaudit.casework.opening import look, refusal, send_draft

    subject = load_subject(subject_file)
    drafted = draft(find_scenario(scenario, folders), subject, channel, run)
    options = GatherOptions(
        devices=("desktop",),
        rate=rate_of(more["rate"], subject.origins[0]),
        page_seconds=more["page_seconds"],
        robots=not more["ignore_robots"],
        insecure=more["insecure"],
        browser=more["browser"],
    )
    if send:
        case, said = send_draft(drafted, subject, CaseStore.open(folder), options, access_of(more))
        return _tell_sent(case, said)
    for line in _letter(drafted, subject):
        click.echo(line)
    if drafted.case.channel == "form":
        _tell_form(look(drafted, subject, options, access_of(more)))
    _tell_missing(drafted, refusal(CaseStore.open(folder), drafted.case.brand) if folder.is_dir() else "")
    return 0


@click.command("scenarios")
@click.option("--checks", "folders", multiple=True, type=FOLDER, help="A folder with checks and scenarios of your own.")
def list_scenarios(folders: tuple[Path, ...]) -> None:
    """List the scenarios that a case can be opened with."""
    for one in load_scenarios(folders).values():
        click.echo(f"{one.id:20} {one.title} ({', '.join(sorted(one.letters))})")


@click.command("schema")
def scenario_schema() -> None:
    """Print the JSON Schema of a scenario file, for your editor."""
    click.echo(json.dumps(schema_of("scenario", {}), indent=2, ensure_ascii=False))


def _letter(drafted: Draft, subject: Subject) -> Iterator[str]:
    case, told = drafted.case, subject.enquiries
    yield f"{case.scenario.title} ({case.scenario.id}), by {'contact form' if case.channel == 'form' else 'e-mail'}"
    yield f"  to:       {drafted.recipient or ', '.join(drafted.forms) or f'the contact form of {subject.name}, to be found'}"
    yield f"  from:     {drafted.name} <{drafted.sender}>"
    yield f"  answers:  come to {drafted.sender}, read in {told.mailbox if told and told.mailbox else '(no mailbox named)'}"
    if case.channel == "email" and told and told.smtp:
        yield f"  sent by:  {told.smtp}"
    yield f"  subject:  {drafted.letter.subject}"
    yield ""
    for line in drafted.letter.body.splitlines():
        yield f"    {line}".rstrip()
    yield ""


def _tell_form(done: Delivery) -> None:
    if done.outcome == "stopped":
        click.echo(f"This form cannot be used: {done.reason}" + (f" ({done.url})" if done.url else ""))
        return
    click.echo(f"The form at {done.url} would be filled in so:")
    for entry in done.entries:
        click.echo(f"  {entry.asked[:40]:40} {entry.shown[:80]}")
    for name in done.left:
        click.echo(f"  {name[:40]:40} (stays empty: only robots meet this field)")
    click.echo()


def _tell_missing(drafted: Draft, refused: str) -> None:
    if refused:
        click.echo(f"It would not be sent: {refused}")
    if drafted.missing:
        click.echo("Missing before it can be sent:")
        for what in drafted.missing:
            click.echo(f"  - {what}")
    elif not refused:
        click.echo("Nothing was sent. Add --send to send it.")


def _tell_sent(case: Case, said: str) -> int:
    stopped = next((event for event in case.events if isinstance(event, Stopped)), None)
    if stopped is not None:
        click.echo(f"Case {case.id} could not be opened: {stopped.reason}")
        return INCOMPLETE
    click.echo(f"Case {case.id} is open. The reference in the letter is {case.token}.")
    if said:
        click.echo(f"The page said: “{said[:160]}”")
    click.echo("next: read the mailbox from time to time with `journeyaudit case poll`")
    return 0
