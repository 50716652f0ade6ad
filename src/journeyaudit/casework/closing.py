"""The courteous end of a case: thanks, by mail, to whoever answered, else to the company's address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeyaudit import clock
from journeyaudit.cases.letters import Text, write
from journeyaudit.cases.store import CaseStore
from journeyaudit.casework.drafting import IN_ADDRESS, enquiries_of, permits
from journeyaudit.casework.opening import login_of, new_message_id
from journeyaudit.errors import MailError
from journeyaudit.gather.mail.smtp import compose, send, server_of
from journeyaudit.model.case import Case, Closed, Received, Sent
from journeyaudit.model.message import Message
from journeyaudit.model.subject import Subject
from journeyaudit.read.messages.mail import message_of

_NOBODY = re.compile(
    r"(^|[._+-])(no|not|never|donot|dont|ne|nicht)[._-]?(reply|antworten|respond\w*|repondre|responder|rispondere)|mailer-daemon|postmaster|bounce",
    re.I,
)


@dataclass(frozen=True)
class Farewell:
    """The closing letter as it would be sent. `recipient` is "" where nobody can be written to; `answers` are the Message-IDs
    that it replies to, the oldest first.
    """

    letter: Text
    sender: str
    recipient: str
    answers: tuple[str, ...]


def farewell(case: Case, subject: Subject, store: CaseStore) -> Farewell:
    """The closing letter of a case. DefinitionError JA160 if the scenario has none in the subject's language."""
    told = enquiries_of(subject)
    letter = write(case.scenario, case.locale, case.token, case.subject, "closing")
    sender = told.address.replace(IN_ADDRESS, case.token.lower())
    mails = [message_of(store.read(event.artifact)) for event in case.events if isinstance(event, Received)]
    people = [mail for mail in mails if can_be_answered(mail)]
    if not people:
        return Farewell(
            letter, sender, told.email, tuple(e.message_id for e in case.events if isinstance(e, Sent) and e.message_id)
        )
    last = people[-1]
    subject_line = last.subject if last.subject.lower().startswith("re:") else f"Re: {last.subject}"
    reply = Text(subject_line, letter.body, letter.language) if case.token in last.subject else letter
    return Farewell(reply, sender, _address(last), tuple(one for one in (*last.references, last.message_id) if one))


def can_be_answered(mail: Message) -> bool:
    """Did somebody write from an address that reads what it is sent? A machine's mail says so, or comes from no-reply@."""
    automatic = any(name == "auto-submitted" and value.strip().lower() != "no" for name, value in mail.headers)
    address = _address(mail)
    return bool(address) and not automatic and not _NOBODY.search(address)


def close_with_thanks(case: Case, subject: Subject, store: CaseStore, why: str) -> Farewell:
    """Closes a case and sends its closing letter. MailError JA410 without permission, JA416 where nobody can be written to (the
    case then stays open), JA417 if it is closed already: a second letter is never sent.

    The case is closed before the letter leaves, and the letter is written down afterwards: killed in between, it is not sent
    again.
    """
    if not permits(subject.permission, "email"):
        raise MailError("the subject file does not permit enquiries, so no closing letter is sent", where=case.id, code="JA410",
                        remedy="close the case without --send, or let the owner permit it")  # fmt: skip
    if any(isinstance(event, Closed) for event in case.events):
        raise _closed(case)
    ending, told = farewell(case, subject, store), enquiries_of(subject)
    if not (ending.recipient and told.smtp):
        lacking = "an address to write to (`enquiries: email:`)" if told.smtp else "a mail server to send by (`enquiries: smtp:`)"
        raise MailError(
            f"the closing letter needs {lacking}", where=case.id, code="JA416", remedy="add it, or close without --send"
        )
    server = server_of(told.smtp)
    name = f"{case.scenario.persona.first_name} {case.scenario.persona.last_name}"
    letter, message_id = ending.letter, new_message_id(case.token, ending.sender)
    mail = compose(ending.sender, name, ending.recipient, letter.subject, letter.body, message_id, ending.answers)
    artifact = store.keep(mail.as_bytes())

    def intend() -> None:
        if not store.append(case.id, Closed(at=clock.now().isoformat(), why=why)):
            raise _closed(case)

    send(mail, server, login_of(server), subject.permission, intend)
    at = clock.now().isoformat()
    sent = Sent(at=at, purpose="closing", to=ending.recipient, subject=letter.subject, artifact=artifact, message_id=message_id)
    store.append(case.id, sent)
    return ending


def _closed(case: Case) -> MailError:
    return MailError("the case is closed already, and no second letter is sent", where=case.id, code="JA417")


def _address(mail: Message) -> str:
    return mail.reply_to[0] if mail.reply_to else mail.sender
