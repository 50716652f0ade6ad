"""`journeyaudit case poll`: reads the mailbox, once or for as long as it runs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeyaudit import clock
from journeyaudit.cli.case.options import FILE, cases_option, clean, json_option, stored
from journeyaudit.definitions.loader import load_subject
from journeyaudit.errors import DefinitionError, MailError
from journeyaudit.model.subject import Enquiries, Subject

if TYPE_CHECKING:
    from journeyaudit.casework.polling import Polled

_WORDS = {
    "token": "by its token",
    "reply": "as a reply",
    "address": "by its address",
    "sender": "by its sender",
    "person": "by hand",
}


@click.command("poll")
@click.option("--subject", "file", type=FILE, required=True, help="The subject file, which names the mailbox.")
@click.option("--watch", is_flag=True, help="Stay, and read each mail as it comes.")
@cases_option
@json_option
def poll_mailbox(file: Path, watch: bool, folder: Path, as_json: bool) -> int:
    """Read the mailbox once, spam folders included: what belongs to a case is kept. Made for cron; safe to stop at any moment.

    The mailbox is only read: nothing is marked, moved or deleted. Its password comes from JOURNEYAUDIT_MAIL_PASSWORD or the
    keyring.
    """
    from journeyaudit.casework.polling import poll
    from journeyaudit.casework.watching import Surroundings
    from journeyaudit.casework.watching import watch as stay
    from journeyaudit.gather.mail.opening import open_mailbox

    subject = load_subject(file)
    enquiries = _enquiries(subject, file)
    store = stored(folder)
    connect = partial(open_mailbox, enquiries.mailbox, enquiries.junk_folders)
    tell = _tell_json if as_json else _tell
    if watch:
        return _until_stopped(lambda: stay(store, subject, Surroundings(connect, clock.now, time.sleep), tell, _tell_lost))
    mailbox = connect()
    try:
        tell(poll(store, mailbox, subject, clock.now()))
    finally:
        mailbox.close()
    return 0


def _enquiries(subject: Subject, file: Path) -> Enquiries:
    if subject.enquiries is None or not subject.enquiries.mailbox:
        remedy = "add e.g. enquiries: {address: jo@mail.example, mailbox: imaps://jo@mail.example}"
        raise DefinitionError("the subject file names no mailbox", where=str(file), remedy=remedy, code="JA135")
    return subject.enquiries


def _until_stopped(stay: Callable[[], None]) -> int:
    click.echo("Watching the mailbox. Ctrl+C ends it; nothing is lost.", err=True)
    try:
        stay()
    except KeyboardInterrupt:
        click.echo("Stopped watching.", err=True)
    return 0


def _tell(polled: Polled) -> None:
    for found in polled.arrivals:
        spam = ", in the spam folder" if found.junk else ""
        cut = f", not whole: it has {found.whole_bytes / 1e6:.3g} MB" if found.whole_bytes else ""
        click.echo(f"{found.case_id}  {found.at}  {clean(found.subject)!r} ({_WORDS[found.by]}{spam}{cut})")
    for held in polled.held:
        click.echo(
            f"held  {held.at}  {clean(held.subject)!r}: {held.reason}. Give it to one: case take CASE {held.artifact[:12]}"
        )
    mails = "mail" if polled.looked_at == 1 else "mails"
    click.echo(f"{polled.looked_at} new {mails} looked at, {len(polled.arrivals)} of them for a case.", err=True)


def _tell_json(polled: Polled) -> None:
    told: dict[str, Any] = {
        "arrivals": [found._asdict() for found in polled.arrivals],
        "held": [held.model_dump(mode="json") for held in polled.held],
        "looked_at": polled.looked_at,
    }
    click.echo(json.dumps(told, ensure_ascii=False))


def _tell_lost(error: MailError, seconds: float) -> None:
    click.echo(f"{error.message}; trying again in {seconds:.0f} s", err=True)
