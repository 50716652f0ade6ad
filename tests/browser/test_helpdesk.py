"""A real ticket system that nobody here wrote: its public form is filled in and sent, its mails are delivered by a real mail
server and read back.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from journeyaudit.cases.fold import case_fact
from journeyaudit.cases.store import CaseStore
from journeyaudit.model.case import Case, Confirmed, Received, Sent
from journeyaudit.read.messages.mail import message_of
from tests.mail.post import post_office
from tests.mail.server import PASSWORD, MailServer, running

ROOT = Path(__file__).parents[2]
FACTS = {"order_number": "GT-5521", "order_date": "2026-11-09", "item": "Lyra 20", "amount": "12.50 GBP"}


class Relay:
    """Takes the ticket system's mail and delivers each to Dovecot, as a mail server does."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self.delivered: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002
        for recipient in envelope.rcpt_tos:
            self._server.deliver(recipient, envelope.content, envelope.mail_from)
            self.delivered.append(recipient)
        return "250 OK"


class Helpdesk(NamedTuple):
    """The running desk and the mail server that its mail comes to."""

    origin: str
    database: Path
    process: subprocess.Popen[str]
    relay: Relay
    mail: MailServer

    def reply(self, text: str) -> None:
        """A member of staff answers the newest ticket."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(text, file=self.process.stdin, flush=True)
        assert self.process.stdout.readline().strip() == "replied"

    def ticket(self) -> str:
        """The newest ticket's number, as its mails have it: payments-1."""
        query = "SELECT q.slug, t.id FROM helpdesk_ticket t JOIN helpdesk_queue q ON q.id = t.queue_id ORDER BY t.id DESC"
        with closing(sqlite3.connect(self.database)) as database:
            return "{}-{}".format(*database.execute(query).fetchone())

    def tickets(self) -> list[tuple[str, str, str, str]]:
        """Queue, title, description and submitter of every ticket."""
        what = "q.title, t.title, t.description, t.submitter_email"
        query = f"SELECT {what} FROM helpdesk_ticket t JOIN helpdesk_queue q ON q.id = t.queue_id"
        with closing(sqlite3.connect(self.database)) as database:
            return database.execute(query).fetchall()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpdesk]:
    folder = tmp_path_factory.mktemp("desk")
    with running() as mail, post_office(relay := Relay(mail)) as port:
        told = os.environ | {"HELPDESK_FOLDER": str(folder), "HELPDESK_SMTP": str(port)}
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.helpdesk.serve"], cwd=ROOT, env=told, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            served = process.stdout.readline().strip()
            assert served, "the ticket system did not start"
            try:
                yield Helpdesk(f"http://127.0.0.1:{served}", folder / "desk.sqlite3", process, relay, mail)
            finally:
                process.terminate()


def journeyaudit(desk: Helpdesk, folder: Path, *words: str) -> str:
    """What the command says; its exit status must be 0."""
    secrets = {"JOURNEYAUDIT_MAIL_PASSWORD": PASSWORD, "SSL_CERT_FILE": str(desk.mail.certificate)}
    command = [sys.executable, "-m", "journeyaudit", "case", *words, "--cases", str(folder / "cases")]
    done = subprocess.run(command, env=os.environ | secrets, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def subject_file(desk: Helpdesk, folder: Path) -> Path:
    told = {
        "name": "Mill Lane", "origins": [desk.origin], "country": "GB",
        "permission": {"granted_by": "The owner of the desk", "send_enquiries": True, "submit_forms": True},
        "enquiries": {
            "address": "ada+{token}@marsh.example", "form": "/tickets/submit/", "mailbox": desk.mail.imaps("ada"), "facts": FACTS,
        },
    }  # fmt: skip
    path = folder / "subject.yaml"
    path.write_text(yaml.safe_dump(told), "utf-8")
    return path


def the_case(folder: Path) -> tuple[CaseStore, Case]:
    store = CaseStore.open(folder / "cases")
    (case,) = store.cases()
    return store, case


@pytest.mark.timeout(600)
def test_an_enquiry_is_ticketed_acknowledged_and_answered(desk: Helpdesk, tmp_path: Path) -> None:
    subject = str(subject_file(desk, tmp_path))

    shown = journeyaudit(desk, tmp_path, "open", "charged-twice", "--subject", subject, "--channel", "form")
    assert "Payments and refunds" in shown
    assert desk.tickets() == []

    journeyaudit(desk, tmp_path, "open", "charged-twice", "--subject", subject, "--channel", "form", "--send")
    store, case = the_case(tmp_path)
    ((queue, title, description, submitter),) = desk.tickets()
    assert (queue, submitter) == ("Payments and refunds", f"ada+{case.token.lower()}@marsh.example")
    assert case.token in title
    sent, confirmed = case.events
    assert isinstance(sent, Sent)
    assert isinstance(confirmed, Confirmed)
    assert description.replace("\r\n", "\n").strip() == store.read(sent.artifact).decode().strip()
    assert confirmed.picture

    journeyaudit(desk, tmp_path, "poll", "--subject", subject)
    store, case = the_case(tmp_path)
    mails = [event for event in case.events if isinstance(event, Received)]
    assert len(mails) == 1
    fact = case_fact(case, store.read)
    (receipt,) = [event for event in fact.events if event.kind == "acknowledgement"]
    assert (fact.state, receipt.case_id) == ("acknowledged", desk.ticket())

    desk.reply(
        "Hello Helen, I have paid the 12.50 back today; it will be in your account by Friday. I am sorry that it was taken twice."
    )
    journeyaudit(desk, tmp_path, "poll", "--subject", subject)
    store, case = the_case(tmp_path)
    mails = [event for event in case.events if isinstance(event, Received)]
    assert len(mails) == 2
    assert "paid the 12.50 back" in message_of(store.read(mails[1].artifact)).text
    fact = case_fact(case, store.read)
    assert fact.state == "answered"
    assert [event.kind for event in fact.events] == ["letter", "confirmation", "acknowledgement", "reply"]
