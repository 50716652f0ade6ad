"""The closing letter: to whoever answered, in the thread, once, and never without permission."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from journeyaudit.cases.store import CaseStore
from journeyaudit.casework.closing import close_with_thanks, farewell
from journeyaudit.casework.drafting import draft
from journeyaudit.definitions.scenarios import find_scenario
from journeyaudit.errors import MailError
from journeyaudit.model.case import Case, Closed, Received, Sent
from journeyaudit.model.subject import Enquiries, Permission, Subject
from tests.mail.post import Post, post_office

OWNER = Permission(granted_by="The owner of the shop", send_enquiries=True)
FACTS = {"order_number": "GT-5521", "order_date": "2026-11-09", "item": "Lyra 20", "amount": "12.50 GBP"}


def subject(port: int = 1, permission: Permission | None = OWNER, **more: str) -> Subject:
    told = {"email": "help@shop.example"} | more
    enquiries = Enquiries(
        address="ada+{token}@marsh.example", mailbox="maildir:/x", smtp=f"smtp://127.0.0.1:{port}", facts=FACTS, **told
    )  # pyright: ignore[reportArgumentType]
    return Subject(name="Shop", origins=("http://127.0.0.1:9",), permission=permission, enquiries=enquiries)


def opened(store: CaseStore, *mails: str) -> Case:
    case = store.add(draft(find_scenario("charged-twice"), subject(), "email").case)
    letter = store.keep(b"Hello")
    store.append(
        case.id, Sent(at=case.opened_at, to="help@shop.example", subject="s", artifact=letter, message_id="first@marsh.example")
    )
    for mail in mails:
        raw = mail.replace("TOKEN", case.token).encode()
        store.append(case.id, Received(at=case.opened_at, artifact=store.keep(raw)))
    return store.case(case.id)


ROBOT = """\
From: no-reply@shop.example
Subject: [#1] received
Message-ID: <auto@shop.example>
Auto-Submitted: auto-replied

We got it.
"""
DORA = """\
From: Dora <dora@shop.example>
Reply-To: case-1@shop.example
Subject: Re: Order (my ref. TOKEN)
Message-ID: <dora@shop.example>
References: <first@marsh.example>

It is paid back.
"""


def test_it_answers_the_person_who_wrote_last_in_the_thread(tmp_path: Path) -> None:
    store, post = CaseStore.open(tmp_path), Post()
    case = opened(store, ROBOT, DORA)
    with post_office(post) as port:
        close_with_thanks(case, subject(port), store, "The refund came")
    (envelope,) = post.taken
    mail = message_from_bytes(envelope.content, policy=default)
    assert envelope.rcpt_tos == ["case-1@shop.example"]
    assert mail["Subject"] == f"Re: Order (my ref. {case.token})"
    assert mail["In-Reply-To"] == "<dora@shop.example>"
    assert "Thank you" in mail.get_content() or "thank you" in mail.get_content()
    closed, sent = store.case(case.id).events[-2:]
    assert isinstance(closed, Closed)
    assert isinstance(sent, Sent)
    assert (closed.why, sent.purpose) == ("The refund came", "closing")


def test_a_machine_is_not_thanked(tmp_path: Path) -> None:
    store = CaseStore.open(tmp_path)
    ending = farewell(opened(store, ROBOT), subject(), store)
    assert (ending.recipient, ending.answers) == ("help@shop.example", ("first@marsh.example",))


def test_without_permission_no_closing_letter_leaves_and_the_case_stays_open(tmp_path: Path) -> None:
    store, post = CaseStore.open(tmp_path), Post()
    case = opened(store, DORA)
    with post_office(post) as port, pytest.raises(MailError, match="JA410"):
        close_with_thanks(case, subject(port, None), store, "")
    assert post.spoke == 0
    assert not any(isinstance(event, Closed) for event in store.case(case.id).events)


def test_a_second_closing_letter_is_never_sent(tmp_path: Path) -> None:
    store, post = CaseStore.open(tmp_path), Post("hang up")
    case = opened(store, DORA)
    with post_office(post) as port:
        with pytest.raises(MailError, match="JA415"):
            close_with_thanks(case, subject(port), store, "")
        post.refuse = ""
        for known in (case, store.case(case.id)):
            with pytest.raises(MailError, match="JA417"):
                close_with_thanks(known, subject(port), store, "")
    assert post.taken == []


def test_nobody_to_write_to_leaves_the_case_open(tmp_path: Path) -> None:
    store = CaseStore.open(tmp_path)
    case = opened(store, ROBOT)
    with pytest.raises(MailError, match="JA416"):
        close_with_thanks(case, subject(email=""), store, "")
    assert not any(isinstance(event, Closed) for event in store.case(case.id).events)
