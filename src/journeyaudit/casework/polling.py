"""Reads the mailbox once: what belongs to a case is kept, then told to the case, then the mailbox's cursor moves.

In this order a kill between any two writes loses nothing: what was not told to the case lies before the cursor still, and is
found again; and doubles nothing, for the store knows an event that it has.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from journeyaudit.cases.matching import Match, match
from journeyaudit.cases.store import Cursor, Held, is_closed
from journeyaudit.casework.leaving import proven
from journeyaudit.casework.senders import sought_of
from journeyaudit.errors import MailError
from journeyaudit.gather.mail.mailbox import MAIL_LIMIT, Batch, Folder, Head, Mailbox
from journeyaudit.model.case import Case, Event, MatchedBy, Received
from journeyaudit.model.message import Message
from journeyaudit.model.subject import Subject
from journeyaudit.read.messages.mail import message_of

#: A mail server's day may be another than ours, and so may its clock.
_SLACK = timedelta(days=2)


class Store(Protocol):
    """What polling needs of the case store."""

    def turn(self) -> AbstractContextManager[None]: ...
    def cases(self) -> tuple[Case, ...]: ...
    def append(self, case_id: str, event: Event) -> bool: ...
    def keep(self, data: bytes) -> str: ...
    def hold(self, held: Held) -> None: ...
    def watched(self, mailbox: str) -> dict[str, Cursor]: ...
    def seen(self, mailbox: str, folder: str) -> frozenset[str]: ...
    def set_watched(self, mailbox: str, cursor: Cursor, names: Iterable[str] = ()) -> None: ...
    def set_watched_until(self, case_ids: Iterable[str], at: str) -> None: ...


class Arrival(NamedTuple):
    """A mail that is new to a case. `reason` is why it belongs there; `whole_bytes` is its size if it was cut, else 0."""

    case_id: str
    at: str
    sender: str
    subject: str
    by: MatchedBy
    reason: str
    junk: bool
    whole_bytes: int


class Polled(NamedTuple):
    """What a poll found: mails new to a case, mails that might belong to several and were held, and how many were looked at."""

    arrivals: tuple[Arrival, ...] = ()
    held: tuple[Held, ...] = ()
    looked_at: int = 0


def poll(store: Store, mailbox: Mailbox, subject: Subject, now: datetime) -> Polled:
    """Reads the mailbox to its end. MailError if mailbox or store fail; all that came before is kept then."""
    with store.turn():
        cases = store.cases()
        waiting = [case for case in cases if not is_closed(case)]
        if not waiting:
            return Polled()
        reading = _Reading(store, mailbox, subject, cases)
        since, cursors = _since(waiting, now), store.watched(mailbox.name)
        for folder in mailbox.folders():
            seen = store.seen(mailbox.name, folder.name)
            for batch in mailbox.batches(folder, cursors.get(folder.name), seen, since):
                reading.take(folder, batch)
                store.set_watched(mailbox.name, batch.cursor, batch.names)
        # What came while we read may lie behind a folder that was finished before.
        store.set_watched_until([case.id for case in waiting if case.subject == subject.name], now.isoformat())
        return Polled(tuple(reading.arrivals), tuple(reading.held), reading.looked_at)


def _since(waiting: list[Case], now: datetime) -> date | None:
    """The day from which mails may belong to a case; None, the beginning, if the clock was set back since one was opened."""
    opened = min(datetime.fromisoformat(case.opened_at) for case in waiting)
    return (opened - _SLACK).date() if opened <= now else None


class _Reading:
    """One poll under way."""

    def __init__(self, store: Store, mailbox: Mailbox, subject: Subject, cases: Iterable[Case]) -> None:
        self._store, self._mailbox, self._subject = store, mailbox, subject
        self._waiting = tuple(case.id for case in cases if not is_closed(case))
        self._sought = {case.id: sought_of(case, subject) for case in cases}
        self._own = frozenset({subject.enquiries.address} if subject.enquiries else ())
        self.arrivals: list[Arrival] = []
        self.held: list[Held] = []
        self.looked_at = 0

    def take(self, folder: Folder, batch: Batch) -> None:
        """Deals with some mails, so that the cursor may pass them."""
        self.looked_at += len(batch.heads)
        words = tuple(sorted({one.case.token for one in self._sought.values()}))
        named = self._mailbox.containing(folder, tuple(head for head in batch.heads if not head.refused), words)
        for head in batch.heads:
            if head.refused:
                self._keep_away(folder, head, head.refused)
            elif head.ref in named or self._match(message_of(head.header), head, b"").candidates:
                self._take(folder, head)

    def _take(self, folder: Folder, head: Head) -> None:
        try:
            raw = self._mailbox.raw(folder, head)
        except MailError as error:
            if error.code != "JA406":
                raise
            self._take_header(folder, head, error.message)
            return
        if raw is None:
            return
        message = message_of(raw)
        found = self._match(message, head, raw)
        if found.case_id:
            self._give(folder, head, raw, message, found)
        elif found.candidates:
            self._hold(head, raw, message, found)

    def _take_header(self, folder: Folder, head: Head, why: str) -> None:
        """A mail of which the server gives the header alone: it is kept with that, told once, and what lies behind it is read."""
        message = message_of(head.header)
        found = self._match(message, head, b"")
        if found.case_id:
            self._give(folder, head, head.header, message, found)
        else:
            self._keep_away(folder, head, why)

    def _keep_away(self, folder: Folder, head: Head, why: str) -> None:
        """Notes a mail that cannot be read, so that a person looks at it; any open case may be meant."""
        message = message_of(head.header)
        told = f"mail {head.ref} of {folder.name}: {why}"
        kept = head.header or told.encode()
        self._hold(head, kept, message, Match(reason=told, candidates=self._waiting))

    def _match(self, message: Message, head: Head, raw: bytes) -> Match:
        return match(message, head.at, tuple(self._sought.values()), self._own, raw)

    def _give(self, folder: Folder, head: Head, raw: bytes, message: Message, found: Match) -> None:
        cut = len(raw) >= MAIL_LIMIT or raw is head.header
        whole = head.size if cut and head.size > len(raw) else 0
        received = Received(
            at=head.at, artifact=self._store.keep(raw), message_id=message.message_id, matched_by=found.by, junk=folder.junk,
            whole_bytes=whole,
        )  # fmt: skip
        one = self._sought[found.case_id]
        letter = proven(one.case, found.by, self._subject, self._store.keep)
        if letter is not None:
            self._store.append(found.case_id, letter)
        if not self._store.append(found.case_id, received):
            return
        events = (*one.case.events, *((letter,) if letter is not None else ()), received)
        told = one.case.model_copy(update={"events": events})
        self._sought[found.case_id] = one.model_copy(update={"case": told})
        told_by = (message.sender, message.subject, found.by, found.reason)
        self.arrivals.append(Arrival(found.case_id, head.at, *told_by, folder.junk, whole))

    def _hold(self, head: Head, raw: bytes, message: Message, found: Match) -> None:
        held = Held(
            artifact=self._store.keep(raw), at=head.at, sender=message.sender, subject=message.subject, reason=found.reason,
            cases=found.candidates,
        )  # fmt: skip
        self._store.hold(held)
        self.held.append(held)
