"""A Maildir: a folder that a mail server or a program of the shopper's own delivers to. Nothing in it is touched."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from journeyaudit.cases.store import Cursor
from journeyaudit.errors import MailError
from journeyaudit.gather.mail.mailbox import HEADER_LIMIT, JUNK_NAMES, MAIL_LIMIT, Batch, Folder, Head, day, goes_on, portions

_BATCH = 500
_INBOX = "INBOX"

#: A name begins with the second of its delivery.
_DELIVERED = re.compile(r"(\d{9,10})\.")

_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")


class Maildir:
    """A Maildir at `root`, its spam folders as Maildir++ (`.Junk`) or as plain folders (`Junk`). A mail is known by its name,
    which stays when it is marked as read; `pause` waits so many seconds.
    """

    def __init__(self, root: Path, junk: tuple[str, ...] = (), pause: Callable[[float], None] = time.sleep) -> None:
        self.root, self.name = root, f"maildir:{root}"
        self._junk, self._pause = {name.casefold() for name in junk} | JUNK_NAMES, pause
        self._paths: dict[str, dict[str, Path]] = {}
        if not _is_maildir(root):
            raise MailError(
                "there is no Maildir here (a folder with cur/ and new/)",
                where=str(root),
                code="JA404",
                remedy="check the mailbox in the subject file; the folder is made when the first mail is delivered",
            )

    def folders(self) -> tuple[Folder, ...]:
        with _telling(self.root):
            found = sorted(path.name for path in self.root.iterdir() if _is_maildir(path))
        return (Folder(_INBOX), *(Folder(name, junk=True) for name in found if self._names(name) & self._junk))

    def batches(self, folder: Folder, cursor: Cursor | None, seen: frozenset[str], since: date | None) -> Iterator[Batch]:
        known = seen if goes_on(cursor, 0, day(since)) else frozenset[str]()
        beginning = cursor.since if cursor is not None and goes_on(cursor, 0, day(since)) else day(since)
        moved = Cursor(folder=folder.name, since=beginning)
        fresh = sorted(self._listed(folder).keys() - known, key=lambda name: (_delivered(name), name))
        for names in portions(fresh, _BATCH):
            heads = (self._head(folder, name, beginning) for name in names)
            yield Batch(tuple(head for head in heads if head), moved, tuple(names))
        if not fresh:
            yield Batch((), moved)

    def containing(self, folder: Folder, heads: tuple[Head, ...], words: tuple[str, ...]) -> frozenset[str]:  # noqa: ARG002
        # Words may lie encoded in the files, and reading those whole costs nothing here.
        return frozenset(head.ref for head in heads)

    def raw(self, folder: Folder, head: Head) -> bytes | None:
        opened = self._open(folder, head.ref)
        if opened is None:
            return None
        with opened as file, _telling(self.root):
            return file.read(MAIL_LIMIT)

    def wait(self, seconds: float) -> None:
        self._pause(seconds)

    def close(self) -> None:
        """Nothing is held."""

    def _names(self, folder: str) -> set[str]:
        """What a folder may be called by whoever configures it: `.INBOX.Junk` is Junk, too."""
        name = folder.removeprefix(".").casefold()
        return {name, name.rpartition(".")[2]}

    def _at(self, folder: Folder) -> Path:
        return self.root if folder.name == _INBOX else self.root / folder.name

    def _listed(self, folder: Folder) -> dict[str, Path]:
        """Every mail by its name without marks. Links and what is no file are passed over."""
        found: dict[str, Path] = {}
        for part in ("new", "cur"):
            with _telling(self._at(folder)), os.scandir(self._at(folder) / part) as entries:
                for entry in entries:
                    if entry.is_file(follow_symlinks=False) and not entry.name.startswith("."):
                        found[_unmarked(entry.name)] = Path(entry.path)
        self._paths[folder.name] = found
        return found

    def _head(self, folder: Folder, name: str, since: str) -> Head | None:
        opened = self._open(folder, name)
        if opened is None:
            return None
        with opened as file, _telling(self.root):
            told = os.fstat(file.fileno())
            # A mail that is moved gets a new name, one that is copied gets a new time of change: the older is true.
            came = datetime.fromtimestamp(min(_delivered(name), told.st_mtime), UTC).replace(microsecond=0).isoformat()
            if came < since:
                return None
            header = _END_OF_HEADER.split(file.read(HEADER_LIMIT), 1)[0]
        return Head(name, came, told.st_size, header + b"\r\n\r\n")

    def _open(self, folder: Folder, name: str) -> BinaryIO | None:
        """The file of a mail; None if it has gone. It may be moved from new/ to cur/, or be marked, at any moment."""
        paths = self._paths.get(folder.name) or self._listed(folder)
        for _ in range(3):
            path = paths.get(name)
            if path is None:
                return None
            try:
                return path.open("rb")
            except FileNotFoundError:
                paths = self._listed(folder)
            except OSError as error:
                raise _unreadable(path, error) from error
        return None


def _is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()


def _unmarked(name: str) -> str:
    return name.partition(":2,")[0]


def _delivered(name: str) -> float:
    found = _DELIVERED.match(name)
    return float(found[1]) if found else float("inf")


@contextmanager
def _telling(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> MailError:
    remedy = "let this user read the Maildir, or check the disk it lies on"
    said = error.strerror or str(error)
    return MailError(f"the Maildir cannot be read: {said}", where=str(path), remedy=remedy, code="JA404")
