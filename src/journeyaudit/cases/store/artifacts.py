"""Files named by the SHA-256 of their bytes: whole or not there at all."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from journeyaudit.cases.store.faults import telling
from journeyaudit.errors import MailError
from journeyaudit.evidence.durable import sync_folder, write_whole

_SHA = re.compile(r"[0-9a-f]{64}")


class Artifacts:
    """A folder of artifacts, `ab/abcdef…`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Stores bytes and gives their SHA-256. They are on the disk when this returns; equal bytes are stored once."""
        sha = hashlib.sha256(data).hexdigest()
        path = self._path(sha)
        with telling(path):
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, data)
                for folder in (path.parent, path.parent.parent):
                    sync_folder(folder)
        return sha

    def read(self, sha: str) -> bytes:
        """The bytes of this hash; MailError JA426 if they are missing or no longer have it."""
        path = self._path(sha)
        if not path.is_file():
            raise _lost(path, "is missing from the case store")
        with telling(path):
            data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha:
            raise _lost(path, "no longer holds what was stored")
        return data

    def _path(self, sha: str) -> Path:
        if not _SHA.fullmatch(sha):
            raise _lost(self._folder, f"is named {sha[:80]!r}, which is no SHA-256")
        return self._folder / sha[:2] / sha


def _lost(path: Path, what: str) -> MailError:
    return MailError(
        f"an artifact {what}",
        where=str(path),
        code="JA426",
        remedy="restore the folder of cases from a copy; mails that are still in the mailbox can be polled into a new folder",
    )
