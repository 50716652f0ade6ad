"""To which case a mail belongs, if to any. Pure.

Signs are compared from the surest to the weakest, over all cases at once: a mail goes to the case that has a surer sign than
every other. Where two are equal in all, it goes to none: a mail given to the wrong case falsifies two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from journeyaudit.cases.domains import domain_of, is_shared
from journeyaudit.model.case import Case, Closed, MatchedBy, Received, Sent
from journeyaudit.model.message import Message
from journeyaudit.model.strict import Strict

#: For so long after it was opened, a mail from the company belongs to a case for no other reason (OP).
_WINDOW = timedelta(days=60)

#: Two machines' clocks may disagree by so much (OP).
_CLOCKS = timedelta(hours=1)

#: A shorter subject line is like many others.
_TELLING = 8

_ADDRESSING = frozenset(
    (
        "to",
        "cc",
        "bcc",
        "delivered-to",
        "x-delivered-to",
        "x-original-to",
        "envelope-to",
        "x-envelope-to",
        "resent-to",
        "x-forwarded-to",
    )
)
#: Headers that name other mails, or that mail servers write. What they quote was not written by anybody.
_PASSED_OVER = re.compile(
    r"in-reply-to|references|message-id|(?:x-)?received|return-path|dkim-.*|arc-.*|authentication-results|x-spam.*"
)

_PREFIX = re.compile(r"^\s*(?:[\[(][^\])]{0,40}[\])]|[^\W\d_]{2,16}(?:\[\d+\])?\s*:|[#:,\-–])\s*")


class Sought(Strict):
    """A case that mails are sought for. `domains` (registrable) and `addresses` are those that the company writes from, as far as
    they are known, in lower case.
    """

    case: Case
    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


class Match(Strict):
    """`case_id` is the case, "" if there is none; `reason` says why, in plain words. `candidates` are those that were equal."""

    case_id: str = ""
    by: MatchedBy = "token"
    reason: str
    candidates: tuple[str, ...] = ()


class _Signs(NamedTuple):
    """What speaks for a case, the surest first: tuples of them compare as the cases do."""

    token: bool
    answers: bool
    thread: bool
    address: bool
    quoted: bool
    subject: bool
    sender: bool


_NOTHING = _Signs(*(False for _ in _Signs._fields))

_TOLD: tuple[tuple[MatchedBy, str], ...] = (
    ("token", "it states the token of {}"),
    ("reply", "it answers a mail of {}"),
    ("reply", "it is in the thread of {}"),
    ("address", "it was sent to the address made for {}"),
    ("token", "it quotes the letter of {}"),
    ("sender", "it comes from the company and has the subject of {}"),
    ("sender", "it comes from the company while {} is open"),
)


def match(message: Message, at: str, sought: Sequence[Sought], own: frozenset[str] = frozenset(), raw: bytes = b"") -> Match:
    """The case of a message that came at `at` (ISO 8601). `own` are the shopper's addresses; `raw` is the mail as it came, in
    which a returned letter is found.
    """
    if _is_ours(message, sought, own):
        return Match(reason="the shopper sent it")
    signs = {one.case.id: _signs(message, at, one, own, raw) for one in sought}
    best = max(signs.values(), default=_NOTHING)
    if best == _NOTHING:
        return Match(reason="nothing in it names a case, and no company with an open case sent it")
    equal = tuple(case_id for case_id, found in signs.items() if found == best)
    by, told = _TOLD[best.index(True)]
    reason = told.format(" and ".join(equal))
    if len(equal) > 1:
        return Match(by=by, reason=f"{reason} alike", candidates=equal)
    return Match(case_id="".join(equal), by=by, reason=reason, candidates=equal)


def _is_ours(message: Message, sought: Sequence[Sought], own: frozenset[str]) -> bool:
    sent = {_bare(e.message_id) for one in sought for e in one.case.events if isinstance(e, Sent) and e.message_id}
    return _bare(message.message_id) in sent or _plain(message.sender) in {_plain(address) for address in own}


def _signs(message: Message, at: str, one: Sought, own: frozenset[str], raw: bytes) -> _Signs:
    case, token = one.case, _word(one.case.token)
    known = _known_ids(case)
    parents = {_bare(found) for found in message.in_reply_to}
    thread = {_bare(found) for found in message.references} | parents
    addresses = [*message.recipients, *(value for name, value in message.headers if name in _ADDRESSING)]
    headers = (value for name, value in message.headers if name not in _ADDRESSING and not _PASSED_OVER.fullmatch(name))
    from_company, like_company = _sender(message, one)
    awaited = _is_awaited(case, at)
    same_subject = awaited and (from_company or like_company) and _same_subject(message, case)
    return _Signs(
        token=any(token.search(text) for text in (message.subject, message.text, *headers)),
        answers=bool(parents & known) or any(token.search(parent) for parent in parents),
        thread=bool(thread & known) or any(token.search(found) for found in thread),
        address=any(token.search(address) for address in addresses),
        quoted=bool(token.search(message.quoted)) or _encloses(raw, case),
        subject=same_subject,
        sender=awaited and from_company and not _answers_another(message, known, own),
    )


def _known_ids(case: Case) -> frozenset[str]:
    mails = (event for event in case.events if isinstance(event, Sent | Received))
    return frozenset(_bare(mail.message_id) for mail in mails if mail.message_id)


def _encloses(raw: bytes, case: Case) -> bool:
    """A mail that could not be delivered comes back inside another one."""
    lowered = raw.lower()
    sent = (_bare(e.message_id) for e in case.events if isinstance(e, Sent) and e.message_id)
    if any(f"<{found}>".encode() in lowered for found in sent):
        return True
    return bool(re.search(rb"(?<![0-9a-z])" + re.escape(case.token.lower().encode()) + rb"(?![0-9a-z])", lowered))


def _sender(message: Message, one: Sought) -> tuple[bool, bool]:
    """The company sent it; or somebody who writes for it, from a domain that many share, under its name."""
    senders = {_plain(message.sender), *(_plain(address) for address in message.reply_to)}
    if senders & one.addresses:
        return True, True
    domains = {domain_of(sender) for sender in senders}
    if any(domain in one.domains and not is_shared(domain) for domain in domains):
        return True, True
    named = _words(message.sender_name) + _words(message.sender.rpartition("@")[2])
    brand = _words(one.case.brand or one.case.subject)
    return False, bool(brand) and all(word in named for word in brand) and any(is_shared(domain) for domain in domains)


def _is_awaited(case: Case, at: str) -> bool:
    if any(isinstance(event, Closed) for event in case.events):
        return False
    opened = _moment(case.opened_at)
    return opened - _CLOCKS <= _moment(at) <= opened + _WINDOW


def _same_subject(message: Message, case: Case) -> bool:
    asked = [_core(event.subject) for event in case.events if isinstance(event, Sent)]
    found = _core(message.subject)
    return any(len(core) >= _TELLING and core in found for core in asked)


def _answers_another(message: Message, known: frozenset[str], own: frozenset[str]) -> bool:
    """It answers a mail that the shopper wrote, and none of this case. What a help desk refers to among its own is no sign."""
    ours = {domain_of(address) for address in own}
    return any(domain_of(parent) in ours and _bare(parent) not in known for parent in message.in_reply_to)


def _core(subject: str) -> str:
    """A subject line without what mail programs and help desks put before it."""
    before, core = "", " ".join(subject.split())
    while core != before:
        before, core = core, _PREFIX.sub("", core)
    return core.casefold()


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _bare(message_id: str) -> str:
    return message_id.strip("<> \t\r\n").lower()


def _plain(address: str) -> str:
    """An address without what follows a plus."""
    local, at, host = address.strip("<> ").lower().rpartition("@")
    return f"{local.partition('+')[0]}{at}{host}"


@lru_cache(maxsize=1024)
def _word(token: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9A-Za-z]){re.escape(token)}(?![0-9A-Za-z])", re.IGNORECASE)


def _moment(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
