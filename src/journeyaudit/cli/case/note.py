"""`journeyaudit case note` and `take`: what the shopper adds to a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from journeyaudit.cli.case.options import cases_option, moment, stored
from journeyaudit.errors import MailError
from journeyaudit.model.case import Noted, Observation, Received

if TYPE_CHECKING:
    from journeyaudit.cases.store import CaseStore, Held


@click.command()
@click.argument("case_id", metavar="CASE")
@click.argument("what", type=click.Choice(get_args(Observation)))
@click.argument("text", default="")
@click.option("--at", default="", metavar="TIME", help="When it happened, e.g. 2026-11-19T08:42; now if not given.")
@cases_option
def note(case_id: str, what: Observation, text: str, at: str, folder: Path) -> None:
    """Note WHAT you saw happen outside the mailbox: the refund came, nobody called at the time that was promised …"""
    store = stored(folder)
    case = store.case(case_id)
    event = Noted(at=moment(at, case.timezone, case.opened_at), what=what, text=text)
    _say(store.append(case.id, event), f"Noted for {case.id}: {what}.", f"{case.id} has this note already.")


@click.command()
@click.argument("case_id", metavar="CASE")
@click.argument("mail")
@cases_option
def take(case_id: str, mail: str, folder: Path) -> None:
    """Give a held MAIL, named by the beginning of its hash, to a case. `case list` tells which mails are held."""
    store = stored(folder)
    case, held = store.case(case_id), _held(store, mail)
    # Importing this only where it is used keeps the other verbs quick.
    from journeyaudit.read.messages.mail import message_of

    message_id = message_of(store.read(held.artifact)).message_id
    event = Received(at=held.at, artifact=held.artifact, message_id=message_id, matched_by="person")
    _say(store.append(case.id, event), f"The mail is {case.id}'s now.", f"{case.id} has this mail already.")


def _held(store: CaseStore, mail: str) -> Held:
    found = [held for held in store.held() if mail and held.artifact.startswith(mail.lower())]
    if len(found) == 1:
        return found[0]
    what = "several held mails begin" if found else "no held mail begins"
    raise MailError(f"{what} with {mail!r}", where=str(store.folder), remedy="see which there are: case list", code="JA423")


def _say(new: bool, done: str, before: str) -> None:
    click.echo(done if new else before)
