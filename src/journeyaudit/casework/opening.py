"""Sends an enquiry and opens its case.

A letter leaves once. That it is about to leave is written down before it does (the case is added to the store), that it has left
afterwards (a `Sent` in it). A case found between the two may have been sent or not: it is told and never sent again.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence

from journeyaudit import clock
from journeyaudit.cases.store import CaseStore
from journeyaudit.casework.drafting import Draft, enquiries_of, permits
from journeyaudit.casework.leaving import is_uncertain
from journeyaudit.errors import MailError
from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.enquiry.run import Delivery, Errand, look_at_form, send_by_form
from journeyaudit.gather.mail.passwords import password
from journeyaudit.gather.mail.smtp import Server, Uncertain, compose, send, server_of
from journeyaudit.model.case import Case, Confirmed, Event, Sent, Stopped
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Subject
from journeyaudit.read.enquiry.filling import Enquirer

_SMTP_PASSWORD = "JOURNEYAUDIT_SMTP_PASSWORD"


def look(drafted: Draft, subject: Subject, options: GatherOptions, access: Access) -> Delivery:
    """What the company's form asks for and would be told; nothing is filled in."""
    return asyncio.run(look_at_form(subject, options, access, _errand(drafted, subject)))


def refusal(store: CaseStore, brand: str) -> str:
    """Why nothing may be sent to this brand now as far as earlier cases tell, "" if none does. A case that may have been sent
    or not is never sent again.
    """
    for case in store.cases():
        if case.brand.casefold() == brand.casefold() and is_uncertain(case):
            at = case.opened_at[:16].replace("T", " ")
            return (
                f"case {case.id} was about to be sent on {at} and it is not known whether it was, so "
                f"it is not sent again. Poll for an answer, or close it: journeyaudit case close {case.id}"
            )
    return ""


def send_draft(drafted: Draft, subject: Subject, store: CaseStore, options: GatherOptions, access: Access) -> tuple[Case, str]:
    """Sends the enquiry and opens its case: the case, and what the company's page said.

    MailError JA410 without permission, JA416 while something is missing, JA424 if the brand was written to already: nothing is
    sent then. A form that cannot be sent makes a case that is `Stopped`.
    """
    _demand(drafted, subject)
    if why := refusal(store, drafted.case.brand):
        raise MailError(why, where=drafted.case.brand, code="JA424")
    period = enquiries_of(subject).period_days
    if drafted.case.channel == "email":
        return _send_mail(drafted, subject, store, period), ""
    return _send_form(drafted, subject, store, period, options, access)


def _demand(drafted: Draft, subject: Subject) -> None:
    if not permits(subject.permission, drafted.case.channel):
        raise MailError("the subject file does not permit this enquiry, so nothing is sent", where=subject.name, code="JA410",
                        remedy=f"add {drafted.missing[0]}")  # fmt: skip
    if drafted.missing:
        raise MailError("nothing is sent while something is missing", where=subject.name, code="JA416",
                        remedy="add to the subject file " + "; ".join(drafted.missing))  # fmt: skip


def _send_mail(drafted: Draft, subject: Subject, store: CaseStore, period: int) -> Case:
    told = enquiries_of(subject)
    server = server_of(told.smtp)
    secret = login_of(server)
    message_id = new_message_id(drafted.case.token, drafted.sender)
    letter = drafted.letter
    mail = compose(drafted.sender, drafted.name, drafted.recipient, letter.subject, letter.body, message_id)
    artifact = store.keep(mail.as_bytes())
    opened: list[Case] = []
    try:
        send(mail, server, secret, subject.permission, lambda: opened.append(store.add(drafted.case, period)))
    except Uncertain as error:
        raise Uncertain(
            error.message, where=error.where, remedy=f"{error.remedy}; case {opened[0].id} is not sent again"
        ) from error
    except MailError as error:
        if opened:
            store.append(opened[0].id, Stopped(at=_now(), reason=error.message))
        raise
    sent = Sent(at=_now(), to=drafted.recipient, subject=letter.subject, artifact=artifact, message_id=message_id)
    store.append(opened[0].id, sent)
    return store.case(opened[0].id)


def _send_form(
    drafted: Draft, subject: Subject, store: CaseStore, period: int, options: GatherOptions, access: Access
) -> tuple[Case, str]:
    artifact = store.keep(drafted.letter.body.encode())
    opened: list[Case] = []

    def intend() -> None:
        opened.append(store.add(drafted.case, period))

    done = asyncio.run(send_by_form(subject, options, access, _errand(drafted, subject), subject.permission, intend))
    events = _events(done, drafted, store, artifact)
    if not opened:
        opened.append(store.add(drafted.case, period))
    for event in events:
        store.append(opened[0].id, event)
    return store.case(opened[0].id), done.said


def _events(done: Delivery, drafted: Draft, store: CaseStore, artifact: str) -> Sequence[Event]:
    page = store.keep(done.page.raw) if done.page else None
    shot = store.keep(done.picture) if done.picture else None
    if done.outcome == "stopped":
        return (Stopped(at=_now(), reason=done.reason, url=done.url, artifact=page, picture=shot),)
    filled = store.keep(done.filled) if done.filled else None
    sent = Sent(at=_now(), to=done.action, subject=drafted.letter.subject, artifact=artifact, picture=filled)
    if page is None or done.page is None:
        return (sent,)
    return (sent, Confirmed(at=_now(), url=done.page.snapshot.url, artifact=page, picture=shot))


def _errand(drafted: Draft, subject: Subject) -> Errand:
    stated = drafted.case.scenario
    enquirer = Enquirer(
        first_name=stated.persona.first_name, last_name=stated.persona.last_name, email=drafted.sender,
        subject=drafted.letter.subject, message=drafted.letter.body, facts=stated.facts, topics=stated.topics,
        shopper=subject.shopper, country=subject.country, today=clock.now().date(),
    )  # fmt: skip
    return Errand(enquirer, drafted.case.token, drafted.forms)


def new_message_id(token: str, sender: str) -> str:
    """A Message-ID of the shopper's own domain that carries the token; it threads the answers."""
    return f"{token.lower()}.{secrets.token_hex(6)}@{sender.rpartition('@')[2]}"


def login_of(server: Server) -> str:
    """The password for a mail server, "" where it wants none; MailError JA402 if it is to be found nowhere."""
    return password(_SMTP_PASSWORD, f"{server.user}@{server.host}") if server.user else ""


def _now() -> str:
    return clock.now().isoformat()
