"""What a mailbox is to whoever watches it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from journeyaudit.cases.store import Cursor

#: Of one mail no more is kept than this; what is larger is cut, and says so.
MAIL_LIMIT = 10_000_000

#: Of a mail's header no more is read than this.
HEADER_LIMIT = 65_536


#: What spam folders are called where none is marked or named in the configuration, in lower case.
JUNK_NAMES = frozenset(
    (
        "junk", "spam", "bulk mail", "junk email", "junk e-mail", "junk mail", "junk-e-mail", "spamverdacht", "unerwünscht",
        "courrier indésirable", "indésirables", "correo no deseado", "posta indesiderata", "ongewenste e-mail",
    )
)  # fmt: skip


class Folder(NamedTuple):
    """A folder to watch. `junk`: mails that were sorted away as spam."""

    name: str
    junk: bool = False


class Head(NamedTuple):
    """A mail whose header was read. `ref` names it in its folder, `at` is when the mailbox got it, ISO 8601 UTC, `size` is in
    bytes. `refused` is what the server said instead of giving the header, "" if it gave it.
    """

    ref: str
    at: str
    size: int
    header: bytes
    refused: str = ""


class Batch(NamedTuple):
    """Some mails of a folder in the order of their coming, and where to go on when they are dealt with: `cursor`, and `names`
    where mails have names instead of numbers.
    """

    heads: tuple[Head, ...]
    cursor: Cursor
    names: tuple[str, ...] = ()


class Mailbox(Protocol):
    """A mailbox that is open. Every method may raise MailError: JA405 if the mailbox has gone, which trying again may mend;
    others if it will not.
    """

    @property
    def name(self) -> str:
        """How cursors are stored: the same for the same mailbox, and without secrets."""
        ...

    def folders(self) -> tuple[Folder, ...]:
        """The inbox and every spam folder."""
        ...

    def batches(self, folder: Folder, cursor: Cursor | None, seen: frozenset[str], since: date | None) -> Iterator[Batch]:
        """What came after `cursor`, and is not in `seen`; with no cursor, with one of another numbering, or with one that began
        later than `since`, all that came on or after the day `since` (None: all there is). The last batch may hold no mail.
        """
        ...

    def containing(self, folder: Folder, heads: tuple[Head, ...], words: tuple[str, ...]) -> frozenset[str]:
        """Which of these mails of one batch may have one of the words anywhere: never one too few, perhaps some too many."""
        ...

    def raw(self, folder: Folder, head: Head) -> bytes | None:
        """The mail as it came, up to MAIL_LIMIT; None if it is no longer there. MailError JA406 if the server has it and does not
        give it, now or later.
        """
        ...

    def wait(self, seconds: float) -> None:
        """Returns when something may have come, and at the latest after so many seconds."""
        ...

    def close(self) -> None: ...


def goes_on(cursor: Cursor | None, validity: int, since: str) -> bool:
    """The cursor holds: of this numbering, and from a search that began early enough. `since` is a day, "" the beginning."""
    return cursor is not None and cursor.validity == validity and cursor.since <= since


def day(since: date | None) -> str:
    """A day as cursors hold it."""
    return since.isoformat() if since else ""


_T = TypeVar("_T")


def portions(refs: list[_T], size: int) -> Iterator[list[_T]]:
    """The refs in order, so many at a time."""
    return (refs[start : start + size] for start in range(0, len(refs), size))
