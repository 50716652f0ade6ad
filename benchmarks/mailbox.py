"""A mailbox of 100,000 mails: how long a poll takes and how much memory, against a real Dovecot filled through its Maildir.

`python -m benchmarks.mailbox [--mails N]` polls twice: all mails came since the case was opened, so the first poll looks at every
header there is; the second finds 20 new mails. Each poll is a process of its own. A tenth of the mailbox, measured likewise,
shows whether memory grows with it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.peak import peak_megabytes
from benchmarks.table import Row, tell
from journeyaudit import clock
from journeyaudit.cases.store import CaseStore
from journeyaudit.casework.polling import poll
from journeyaudit.gather.mail.opening import open_mailbox
from journeyaudit.model.case import Case
from journeyaudit.model.scenario import Letter, Persona, Scenario
from journeyaudit.model.subject import Subject
from tests.mail.server import PASSWORD, MailServer, running

MAILS = 100_000
MOST_SECONDS, MOST_GROWTH = 10.0, 1.2
_NEW = 20
_TOKEN = "Q7XK2M"
_SUBJECT = Subject(name="Shop", origins=("https://www.shop.example",))
_LETTER = Letter(subject="Where is my parcel?", body="Dear team, where is my parcel? Kind regards")
_SCENARIO = Scenario(
    id="late-parcel",
    title="The parcel is not there",
    persona=Persona(first_name="Jo", last_name="Green"),
    wanted="redelivery",
    resolution="The parcel has arrived",
    channels=("email",),
    letters={"en": _LETTER},
    closings={"en": _LETTER},
)
#: As long as mails are without their pictures.
_TEXT = "Thank you for reading this far. There is more where that came from.\r\n" * 40


class Polled(NamedTuple):
    """One poll: its time, the peak of its memory, and how many mails it found for the case."""

    seconds: float
    megabytes: float
    found: int


def rows(mails: int = MAILS) -> Iterator[Row]:
    """First poll, later poll, memory and its growth. Raises if a mail of the case was missed."""
    with running() as server, tempfile.TemporaryDirectory() as scratch, _settings(server):
        small = _first(server, Path(scratch) / "small", "small", mails // 10)
        first = _first(server, Path(scratch) / "large", "large", mails)
        _fill(server, "large", range(mails, mails + _NEW), "new/{}")
        later = _polled(server, "large", Path(scratch) / "large")
    if (small.found, first.found, later.found) != (len(range(0, mails // 10, 1000)), len(range(0, mails, 1000)), 1):
        raise AssertionError(f"mails of the case were missed: {small.found}, {first.found}, {later.found}")
    yield Row(f"mailbox: first poll of {mails} mails, every header read", first.seconds, None, "s")
    yield Row(f"mailbox: later poll, {_NEW} new mails of {mails}", later.seconds, MOST_SECONDS, "s", below=True)
    yield Row("mailbox: peak memory of the first poll", first.megabytes, None, "MB")
    growth = first.megabytes / small.megabytes
    yield Row(f"mailbox: that peak over one with {mails // 10} mails", growth, MOST_GROWTH, "times", below=True)


def _first(server: MailServer, cases: Path, user: str, mails: int) -> Polled:
    CaseStore.open(cases).add(
        Case(
            id="c1",
            token=_TOKEN,
            subject="Shop",
            brand="Shop",
            scenario=_SCENARIO,
            channel="email",
            locale="en-GB",
            timezone="Europe/London",
            opened_at=clock.now().isoformat(),
        )
    )
    _fill(server, user, range(mails), "cur/{}:2,S")
    return _polled(server, user, cases)


def _fill(server: MailServer, user: str, numbers: range, where: str) -> None:
    """Every thousandth mail is one of the case, its token in the text only. `where` says whether they lie read or new."""
    maildir = server.maildir(user)
    folders = [maildir.parent, maildir, *(maildir / part for part in ("cur", "new", "tmp"))]
    for folder in folders:
        folder.mkdir(exist_ok=True)
        shutil.chown(folder, "mail", "mail")
    now = int(time.time())
    for number in numbers:
        path = maildir / where.format(f"{now}.{number:07}.host")
        path.write_bytes(_mail(number))
        os.chown(path, maildir.stat().st_uid, maildir.stat().st_gid)


def _mail(number: int) -> bytes:
    head = [f"From: Somebody {number % 97} <news{number % 97}@sender{number % 1009}.example>", "To: jo@shopper.example"]
    head += [f"Subject: News, number {number}", f"Message-ID: <{number}@sender.example>", "Date: Mon, 02 Mar 2026 10:00:00 +0000"]
    head += [f"Received: from relay{n}.example by mail.example; Mon, 02 Mar 2026 10:00:00 +0000" for n in range(5)]
    token = f"Reference {_TOKEN}\r\n" if number % 1000 == 0 else ""
    return ("\r\n".join(head) + "\r\n\r\n" + _TEXT + token).encode()


@contextmanager
def _settings(server: MailServer) -> Iterator[None]:
    """The password and the server's certificate, for the polls."""
    told = {"SSL_CERT_FILE": str(server.certificate), "JOURNEYAUDIT_MAIL_PASSWORD": PASSWORD}
    before = dict(os.environ)
    os.environ.update(told)
    yield
    os.environ.clear()
    os.environ.update(before)


def _polled(server: MailServer, user: str, cases: Path) -> Polled:
    command = [sys.executable, "-m", "benchmarks.mailbox", "--poll", server.imaps(user), "--cases", str(cases)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    seconds, megabytes, found = told.split()[-3:]
    return Polled(float(seconds), float(megabytes), int(found))


def _poll_here(address: str, cases: Path) -> Polled:
    began = time.monotonic()
    mailbox = open_mailbox(address)
    found = poll(CaseStore.open(cases), mailbox, _SUBJECT, clock.now())
    mailbox.close()
    seconds = time.monotonic() - began
    return Polled(seconds, peak_megabytes(), len(found.arrivals))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mailbox", description=__doc__)
    parser.add_argument("--mails", type=int, default=MAILS)
    parser.add_argument("--poll", help="poll this address in this process and print seconds, megabytes and mails found")
    parser.add_argument("--cases", type=Path, default=Path())
    given = parser.parse_args()
    if given.poll:
        print(*_poll_here(given.poll, given.cases))
        return
    tell(rows(given.mails))


if __name__ == "__main__":
    main()
