"""The shop's desk: takes letters from the contact form and answers by mail into a local Maildir, weeks within a moment.

The desk has a clock of its own (`now`). It begins some weeks ago and goes on only when it is told to, so that all that a shop
does in a month has happened by the time that somebody looks.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import yaml
from pydantic import Field

from journeyaudit.model.strict import Strict

#: Where the shop is, whose clock its desk goes by.
ZONE = ZoneInfo("Europe/London")
_FIRST_NUMBER = 104_817
_MONDAY = time(10, 12)
_DAY = timedelta(days=1)


class Sender(Strict):
    """Who sends."""

    name: str
    address: str


class Answer(Strict):
    """One mail of the desk's, so many minutes after the letter, or on a day after it at a time. `sender` signs it."""

    subject: str
    text: str
    after_minutes: int | None = None
    day: int = 0
    at: time = time()
    sender: str = Field(default="", alias="from")
    automatic: bool = False


class Deed(Strict):
    """What the shopper does: `what` is written down with the case."""

    day: int
    at: time
    what: str
    text: str


class Play(Strict):
    """All that happens after a letter."""

    sender: Sender
    answers: tuple[Answer, ...]
    shopper: tuple[Deed, ...]
    watched_days: int


class Ticket(NamedTuple):
    """A letter that the desk took. `typed` is what the form held."""

    number: str
    opened: datetime
    typed: dict[str, str]


class Desk:
    """A desk that delivers to the Maildir `mailbox`, which is made. Its clock stands at `now`, UTC."""

    def __init__(self, mailbox: Path, now: datetime) -> None:
        self.mailbox, self.now = mailbox, now
        self.tickets: list[Ticket] = []
        self._due: list[tuple[datetime, Ticket, Answer]] = []
        for part in ("new", "cur", "tmp"):
            (mailbox / part).mkdir(parents=True, exist_ok=True)

    def take(self, typed: dict[str, str]) -> Ticket:
        """Opens a ticket for a letter, to be answered as the clock goes on."""
        ticket = Ticket(f"QW-{_FIRST_NUMBER + len(self.tickets)}", self.now, typed)
        self.tickets.append(ticket)
        self._due += ((_moment(ticket.opened, answer), ticket, answer) for answer in play().answers)
        return ticket

    def wait_until(self, moment: datetime) -> None:
        """Sets the clock forward and delivers what falls due on the way; never back."""
        due = sorted((one for one in self._due if one[0] <= moment), key=lambda one: one[0])
        self._due = [one for one in self._due if one[0] > moment]
        for at, ticket, answer in due:
            self._deliver(at, _mail(at, ticket, answer))
        self.now = max(self.now, moment)

    def _deliver(self, at: datetime, mail: EmailMessage) -> None:
        """As a mail server would have at that moment: the name tells when, and so does the file's time."""
        name = f"{int(at.timestamp())}.M{len(list((self.mailbox / 'new').iterdir())):06}.quirewell"
        path = self.mailbox / "new" / name
        path.write_bytes(mail.as_bytes())
        os.utime(path, (at.timestamp(), at.timestamp()))


@cache
def play() -> Play:
    """What the desk and the shopper do."""
    text = files("journeyaudit.demo").joinpath("content", "desk.yaml").read_text("utf-8")
    return Play.model_validate(yaml.safe_load(text))


def beginning(today: datetime) -> datetime:
    """A Monday morning so long ago that all is over by `today`."""
    day = today.astimezone(ZONE) - (play().watched_days + 1) * _DAY
    monday = day.date() - day.weekday() * _DAY
    return datetime.combine(monday, _MONDAY, ZONE).astimezone(UTC)


def deeds(opened: datetime) -> tuple[tuple[datetime, Deed], ...]:
    """What the shopper does after a letter of that moment, in order."""
    return tuple((_on(opened, deed.day, deed.at), deed) for deed in play().shopper)


def watched_until(opened: datetime) -> datetime:
    """Up to when somebody who wrote at that moment looks for answers."""
    return opened + play().watched_days * _DAY


def _moment(opened: datetime, answer: Answer) -> datetime:
    if answer.after_minutes is not None:
        return opened + timedelta(minutes=answer.after_minutes)
    return _on(opened, answer.day, answer.at)


def _on(opened: datetime, days: int, at: time) -> datetime:
    day = opened.astimezone(ZONE).date() + days * _DAY
    return datetime.combine(day, at, ZONE).astimezone(UTC)


def _mail(at: datetime, ticket: Ticket, answer: Answer) -> EmailMessage:
    sender, typed = play().sender, ticket.typed
    name, letter = typed.get("name", ""), typed.get("message", "")
    words = {
        "number": ticket.number,
        "first_name": name.split(" ")[0] or "there",
        "subject": typed.get("topic", "") or "Your message",
    }
    mail = EmailMessage()
    mail["From"] = f'"{answer.sender or sender.name}" <{sender.address}>'
    mail["To"] = " ".join(typed.get("email", "").split())
    mail["Subject"] = _filled(answer.subject, words)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{ticket.number}.{int(at.timestamp())}@quirewell.example>"
    if answer.automatic:
        mail["Auto-Submitted"] = "auto-replied"
    quoted = "\n".join(f"> {line}" for line in letter.splitlines())
    day = f"{ticket.opened.astimezone(ZONE):%d/%m/%Y %H:%M}"
    mail.set_content(f"{_filled(answer.text, words)}\nOn {day}, {name} wrote:\n{quoted}\n")
    return mail


def _filled(template: str, words: dict[str, str]) -> str:
    """Placeholders replaced; what a visitor typed is never a template."""
    for name, value in words.items():
        template = template.replace("{" + name + "}", " ".join(value.split()))
    return template
