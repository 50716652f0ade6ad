"""What tests do with a mailbox."""

from __future__ import annotations

from datetime import date

from journeyaudit.cases.store import Cursor
from journeyaudit.gather.mail.mailbox import Folder, Head, Mailbox

INBOX = Folder("INBOX")


def read(
    mailbox: Mailbox,
    cursor: Cursor | None = None,
    *,
    seen: frozenset[str] = frozenset(),
    since: date | None = None,
    folder: Folder = INBOX,
) -> tuple[list[Head], Cursor, frozenset[str]]:
    """All the heads of a folder, and what to remember of it."""
    heads: list[Head] = []
    names: set[str] = set(seen)
    for batch in mailbox.batches(folder, cursor, seen, since):
        heads += batch.heads
        names |= set(batch.names)
        cursor = batch.cursor
    assert cursor is not None
    return heads, cursor, frozenset(names)


def subjects(heads: list[Head]) -> list[str]:
    """The subject lines, in order."""
    lines = (line for head in heads for line in head.header.decode().splitlines())
    return [line.removeprefix("Subject: ") for line in lines if line.startswith("Subject: ")]
