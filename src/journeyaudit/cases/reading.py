"""What the events of a case say: each message read, staff made nameless, and the whole as one conversation."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from journeyaudit.cases.deadlines import parsed
from journeyaudit.cases.names import Covered, Names
from journeyaudit.model.case import Case, Closed, Confirmed, Event, Noted, Received, Sent
from journeyaudit.model.conversation import Conversation, Turn
from journeyaudit.model.message import Message, MessageFact
from journeyaudit.model.snapshot import decode
from journeyaudit.read.messages import message_of, read_message

#: Gives the bytes of the artifact stored under a hash.
Mail = Callable[[str], bytes]
#: Characters of one message that are read; the rest of it is in the artifact.
MOST_TEXT = 20_000
#: The shopper's own letters that a note reports.
_WRITTEN = ("wrote", "retold")


class Told(NamedTuple):
    """One event with what it says. `text` and `fact` name no staff; `said` is when its sender wrote it."""

    event: Event
    at: datetime
    said: datetime
    text: str = ""
    fact: MessageFact | None = None


class _Raw(NamedTuple):
    event: Event
    message: Message | None
    text: str
    fact: MessageFact | None


def told(case: Case, events: Sequence[Event], mail: Mail) -> tuple[Told, ...]:
    """The events in the order given, read and made nameless."""
    given = tuple(case.scenario.facts.values())
    sent = next((event for event in events if isinstance(event, Sent) and event.purpose == "enquiry"), None)
    raw = list(_distinct(_read(event, mail, sent, given) for event in events))
    names = Names(name for one in raw if one.fact is not None for name in one.fact.staff)
    return tuple(_nameless(one, names) for one in raw)


def _distinct(read: Iterable[_Raw]) -> Iterator[_Raw]:
    """A mail that came again by another way counts once. Its identifier alone is not trusted: some ticket systems give all their
    mails the same.
    """
    seen: set[tuple[str, ...]] = set()
    for one in read:
        mail = one.message
        if mail is not None and mail.message_id:
            key = (mail.message_id, mail.date, mail.sender, mail.subject)
            if key in seen:
                continue
            seen.add(key)
        yield one


def conversation(case: Case, events: Sequence[Told]) -> tuple[Conversation, tuple[int, ...]]:
    """The letters and the answers as turns, and the index of the event that each turn is."""
    turns: list[Turn] = []
    places: list[int] = []
    for index, one in enumerate(events):
        who = _who(one)
        if who is not None and one.text:
            name = one.fact.staff[0] if one.fact is not None and one.fact.staff and who == "agent" else ""
            turns.append(Turn(who=who, text=one.text, name=name, at=one.event.at))
            places.append(index)
    return Conversation(id=case.id, turns=tuple(turns), given=case.scenario.facts), tuple(places)


def _who(one: Told) -> Literal["customer", "agent", "system"] | None:
    event = one.event
    if isinstance(event, Sent) or (isinstance(event, Noted) and event.what in _WRITTEN):
        return "customer"
    if isinstance(event, Received) and one.fact is not None:
        return None if one.fact.kind == "marketing" else "agent" if one.fact.kind == "human" else "system"
    return "system" if isinstance(event, Confirmed) else None


def _read(event: Event, mail: Mail, sent: Sent | None, given: tuple[str, ...]) -> _Raw:
    if isinstance(event, Received):
        message = message_of(mail(event.artifact))
        message = message.model_copy(update={"text": message.text[:MOST_TEXT]})
        return _Raw(event, message, message.text, read_message(message, sent=sent, given=given, received_at=event.at))
    if isinstance(event, Confirmed):
        page = Message(text=_page(mail(event.artifact)))
        return _Raw(event, None, page.text, read_message(page, given=given))
    if isinstance(event, Sent):
        return _Raw(event, None, _letter(mail(event.artifact), event), None)
    text = event.why if isinstance(event, Closed) else event.text if isinstance(event, Noted) else event.reason
    return _Raw(event, None, text, None)


def _letter(data: bytes, sent: Sent) -> str:
    """The words of a letter; one that went as a mail is kept as one."""
    if sent.message_id and b":" in data.partition(b"\n")[0]:
        return message_of(data).text[:MOST_TEXT]
    return data.decode("utf-8", "replace")[:MOST_TEXT]


def _page(data: bytes) -> str:
    """What a page shows between its header and its footer, a block a line."""
    page = decode(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    shown = (
        block.text for block in page.blocks if block.visible and block.region not in ("header", "footer") and block.text.strip()
    )
    return "\n".join(shown)[:MOST_TEXT]


def _nameless(one: _Raw, names: Names) -> Told:
    at = parsed(one.event.at)
    covered: Covered = names.cover(one.text)
    fact = names.fact(one.fact, covered) if one.fact is not None else None
    return Told(one.event, at, _said(one, at), covered.text, fact)


def _said(one: _Raw, at: datetime) -> datetime:
    """When a message was written: by its own date, unless that cannot be."""
    if one.message is None or not one.message.date:
        return at
    try:
        said = parsed(one.message.date)
    except (ValueError, OverflowError):
        return at
    return said if 0 <= (at - said).total_seconds() <= 2 * 86400 else at
