"""A mailbox over IMAP. Folders are opened for reading only and mails are fetched with PEEK: nothing is marked or moved."""

from __future__ import annotations

import imaplib
import re
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date
from email.utils import parsedate_to_datetime
from typing import Any, cast

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox

from journeyaudit import clock
from journeyaudit.cases.store import Cursor
from journeyaudit.errors import MailError
from journeyaudit.gather.mail.address import ImapAddress
from journeyaudit.gather.mail.connection import connected, fault_of, said_by, without
from journeyaudit.gather.mail.mailbox import HEADER_LIMIT, JUNK_NAMES, MAIL_LIMIT, Batch, Folder, Head, day, goes_on, portions

#: Mails whose headers are fetched at once: some hundred kilobytes.
_BATCH = 200

#: Seconds. A server may log out whoever idles for half an hour (RFC 2177).
_LONGEST_IDLE = 1500.0

_INBOX = "INBOX"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: Answers by which a server says that it cannot now, and may later (RFC 5530, RFC 9051).
_LATER = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|OVERQUOTA|PRIVACYREQUIRED|THROTTLED)\b", re.I)

_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_CAME = re.compile(rb'\bINTERNALDATE "([^"]*)"')


class ImapMailbox:
    """A logged-in mailbox. `pause` waits so many seconds where the server does not offer IDLE."""

    def __init__(
        self, address: ImapAddress, password: str, junk: tuple[str, ...] = (), pause: Callable[[float], None] = time.sleep
    ) -> None:
        self.name = address.name
        self._junk, self._pause, self._password = frozenset(junk), pause, password
        self._box = connected(address, password)

    def folders(self) -> tuple[Folder, ...]:
        with self._telling():
            found = self._box.folder.list()
        known = {folder.name for folder in found}
        missing = sorted(self._junk - known)
        if missing:
            named = ", ".join(sorted(known))
            raise MailError(
                f"the mailbox has no folder {missing[0]!r}",
                where=self.name,
                remedy=f"correct junk_folders in the subject file; there are {named}",
                code="JA404",
            )
        marked = {folder.name for folder in found if "\\junk" in {flag.lower() for flag in folder.flags}} | self._junk
        junk = marked or {folder.name for folder in found if folder.name.split(folder.delim or None)[-1].casefold() in JUNK_NAMES}
        return (Folder(_INBOX), *(Folder(name, junk=True) for name in sorted(junk)))

    def batches(self, folder: Folder, cursor: Cursor | None, seen: frozenset[str], since: date | None) -> Iterator[Batch]:  # noqa: ARG002
        validity, following = self._select(folder)
        going_on = goes_on(cursor, validity, day(since))
        last = cursor.last if cursor is not None and going_on else 0
        beginning = cursor.since if cursor is not None and going_on else day(since)
        moved = Cursor(folder=folder.name, validity=validity, last=last, since=beginning)
        sought = f"UID {last + 1}:*" if going_on else _since(since)
        # Of an empty range n:* servers give the last mail there is.
        uids = [] if going_on and following == last + 1 else [uid for uid in self._search(sought) if uid > last]
        for portion in portions(uids, _BATCH):
            moved = moved.model_copy(update={"last": portion[-1]})
            yield Batch(tuple(self._heads(portion)), moved)
        reached = max(moved.last, following - 1)
        if reached > moved.last or not uids:
            yield Batch((), moved.model_copy(update={"last": reached}))

    def containing(self, folder: Folder, heads: tuple[Head, ...], words: tuple[str, ...]) -> frozenset[str]:
        refs = frozenset(head.ref for head in heads)
        if not refs:
            return refs
        self._enter(folder)
        span = f"UID {heads[0].ref}:{heads[-1].ref}"
        try:
            with self._telling():
                found = {str(uid) for word in words for uid in _search(self._box, f'{span} TEXT "{word}"')}
        except _NotOfferedError:
            return refs
        return refs & found

    def raw(self, folder: Folder, head: Head) -> bytes | None:
        self._enter(folder)
        try:
            answers = self._fetch([int(head.ref)], f"BODY.PEEK[]<0.{MAIL_LIMIT}>")
        except _RefusedError as error:
            raise self._withheld(str(error)) from None
        found = next((literal for told, literal in answers if _UID.search(told)), None)
        if found == b"" and head.size:
            raise self._withheld("it says that there is nothing in it")
        return found

    def wait(self, seconds: float) -> None:
        self._select(Folder(_INBOX))
        if "IDLE" not in self._box.client.capabilities:
            self._pause(seconds)
            return
        with self._telling():
            self._box.idle.wait(timeout=min(seconds, _LONGEST_IDLE))

    def close(self) -> None:
        # The mailbox is unchanged whether or not the server hears the farewell.
        with suppress(imaplib.IMAP4.error, ImapToolsError, OSError):
            self._box.logout()  # pyright: ignore[reportUnknownMemberType] not typed

    def _select(self, folder: Folder) -> tuple[int, int]:
        """Opens a folder for reading; gives its numbering and the number that the next mail gets."""
        with self._telling():
            self._box.folder.set(folder.name, readonly=True)  # pyright: ignore[reportUnknownMemberType] not typed
        return self._told("UIDVALIDITY"), self._told("UIDNEXT")

    def _enter(self, folder: Folder) -> None:
        if self._box.folder.get() != folder.name:
            self._select(folder)

    def _told(self, what: str) -> int:
        values: list[bytes | None] = self._box.client.response(what)[1]
        return int(values[-1]) if values and values[-1] else 0

    def _search(self, criteria: str) -> list[int]:
        with self._telling():
            try:
                return _search(self._box, criteria)
            except _NotOfferedError:
                raise imaplib.IMAP4.error("the server refused to search") from None

    def _heads(self, uids: list[int]) -> Iterator[Head]:
        """The headers; of mails that are given only without one of them, each is asked for alone."""
        try:
            found = self._fetch(uids, f"INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER]<0.{HEADER_LIMIT}>")
        except _RefusedError as error:
            if len(uids) > 1:
                for uid in uids:
                    yield from self._heads([uid])
                return
            yield Head(str(uids[0]), clock.now().isoformat(), 0, b"", refused=str(error))
            return
        for told, header in found:
            uid, size = _UID.search(told), _SIZE.search(told)
            if uid:
                yield Head(uid[1].decode(), _came(told), int(size[1]) if size else 0, header)

    def _fetch(self, uids: list[int], what: str) -> list[tuple[bytes, bytes]]:
        """What the server says of each mail, and the one literal it sends of it. _RefusedError if it gives none of them, and not
        only for now.
        """
        with self._telling():
            try:
                status, answers = self._box.client.uid("FETCH", ",".join(map(str, uids)), f"(UID {what})")
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                raise _RefusedError(without(said_by(error), self._password)) from None
            if status != "OK":
                raise _refusal(answers)
        return _paired(answers)

    def _withheld(self, said: str) -> MailError:
        said = without(said, self._password)
        remedy = "read this mail in your own mail program, and note what it says: journeyaudit case note"
        return MailError(f"the mail server does not give a mail: {said}", where=self.name, remedy=remedy, code="JA406")

    @contextmanager
    def _telling(self) -> Generator[None]:
        """Turns what the connection says into a MailError without secrets."""
        try:
            yield
        except (imaplib.IMAP4.error, ImapToolsError, OSError, ValueError) as error:
            # `from None`: what a server said may repeat the password, and a crash log would show it.
            raise fault_of(error, self.name, self._password) from None


class _RefusedError(Exception):
    """The server has these mails and does not give them."""


def _refusal(answers: list[Any]) -> Exception:
    said = " ".join(" ".join(part.decode(errors="replace") for part in answers if isinstance(part, bytes)).split())[:200]
    if _LATER.search(said):
        return imaplib.IMAP4.abort(f"the server refused to give a mail: {said}")
    return _RefusedError(said)


class _NotOfferedError(Exception):
    """The server does not search texts."""


def _search(box: BaseMailBox, criteria: str) -> list[int]:
    try:
        status, found = box.client.uid("SEARCH", criteria)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise _NotOfferedError from error
    if status != "OK":
        raise _NotOfferedError
    return sorted(int(uid) for uid in b" ".join(part for part in found if part).split())


def _since(since: date | None) -> str:
    return f"SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}" if since else "ALL"


def _paired(answers: list[Any]) -> list[tuple[bytes, bytes]]:
    """imaplib gives (what stands before a literal, literal) and then, alone, what stands behind it."""
    pairs: list[tuple[bytes, bytes]] = []
    for answer in answers:
        if isinstance(answer, tuple):
            pairs.append(cast("tuple[bytes, bytes]", answer))
        elif answer and re.match(rb"\d+ \(", answer):
            pairs.append((answer, b""))
        elif answer and pairs:
            pairs[-1] = (pairs[-1][0] + b" " + answer, pairs[-1][1])
    return pairs


def _came(told: bytes) -> str:
    """When the mailbox got it; now, if it does not say so in a way that can be read."""
    found = _CAME.search(told)
    try:
        came = parsedate_to_datetime(found[1].decode().replace("-", " ", 2)) if found else clock.now()
    except (ValueError, TypeError, UnicodeDecodeError):
        came = clock.now()
    return came.astimezone(UTC).isoformat()
