"""Writes a run folder so that a kill at any instant loses at most the record being written."""

from __future__ import annotations

import fcntl
import gzip
import os
from pathlib import Path

from journeyaudit.errors import EvidenceError
from journeyaudit.evidence.durable import PART_SUFFIX, sync_folder, write_whole
from journeyaudit.evidence.layout import (
    ARTIFACTS,
    DOCUMENT_SUFFIX,
    JOURNAL,
    MAIL_SUFFIX,
    MANIFEST,
    PLAN,
    SNAPSHOT_SUFFIX,
    Entry,
    Kind,
    Manifest,
    artifact_path,
    parse_record,
    read_plan,
    read_records,
    sha256,
    telling,
)
from journeyaudit.evidence.redact import redact_text, redact_url
from journeyaudit.model.journal import Record
from journeyaudit.model.plan import Plan

#: zlib's level 1 takes a fifth of the time of its default for a third more bytes; it runs once a state between two page loads.
_LEVEL = 1


class RunWriter:
    """The one writer of one run folder; a second one on the same folder is refused.

    `plan` is what was planned, `records` what is in the journal so far, in order.
    Every method raises EvidenceError when the disk refuses.
    """

    def __init__(self, folder: Path, plan: Plan, records: list[Record], journal: int, length: int) -> None:
        self.folder, self.plan, self.records = folder, plan, records
        self._journal, self._length = journal, length

    @classmethod
    def create(cls, folder: Path, plan: Plan) -> RunWriter:
        """Begins a run in a new or empty folder; EvidenceError if the folder already holds one."""
        if (folder / PLAN).exists():
            raise EvidenceError(
                "this folder already holds a run",
                where=str(folder),
                code="JA305",
                remedy="continue it with --resume, or choose another folder with --out",
            )
        with telling(folder):
            (folder / ARTIFACTS).mkdir(parents=True, exist_ok=True)
        journal = _open_locked(folder / JOURNAL, os.O_CREAT | os.O_TRUNC)
        # The plan comes last: a folder with a plan is a run that can be resumed.
        _write(folder / PLAN, redact_text(plan.model_dump_json(indent=2)).encode() + b"\n")
        with telling(folder):
            sync_folder(folder)
        return cls(folder, plan, [], journal, 0)

    @classmethod
    def resume(cls, folder: Path) -> RunWriter:
        """Continues a run: a torn last line and half-written artifacts are removed, everything whole is kept."""
        plan = read_plan(folder)
        journal = _open_locked(folder / JOURNAL, os.O_CREAT)
        try:
            records, length = read_records(folder / JOURNAL)
            with telling(folder):
                os.ftruncate(journal, length)
                for part in folder.glob(f"{ARTIFACTS}/*/*{PART_SUFFIX}"):
                    part.unlink()
        except EvidenceError:
            os.close(journal)
            raise
        return cls(folder, plan, records, journal, length)

    def keep(self, data: bytes, kind: Kind) -> str:
        """Stores an artifact, gives the SHA-256 of its stored bytes; equal bytes are stored once. Pictures are WebP or JPEG,
        documents are PDF, a mail is kept as it came.
        """
        suffix = _suffix(data, kind)
        stored = _stored(data, kind)
        sha = sha256(stored)
        path = artifact_path(self.folder, sha, suffix)
        if not path.exists():
            _write(path, stored)
        return sha

    def append(self, record: Record) -> None:
        """Adds one record, without secrets; it is on the disk when this returns."""
        written = record.model_dump_json()
        redacted = redact_text(written)
        line = redacted.encode() + b"\n"
        (self.folder / MANIFEST).unlink(missing_ok=True)  # a finished run that goes on is unfinished
        with telling(self.folder / JOURNAL):
            try:
                _write_all(self._journal, line)
                os.fsync(self._journal)
            except OSError:
                os.ftruncate(self._journal, self._length)  # a half line would swallow the record after it
                raise
        self._length += len(line)
        # What goes on from here is what a resumed run would go on from.
        self.records.append(record if redacted == written else parse_record(line))

    def finish(self) -> None:
        """Writes the manifest and lets go of the folder. The writer is of no use afterwards."""
        _write(self.folder / MANIFEST, self._manifest().model_dump_json(indent=2).encode() + b"\n")
        self.close()

    def close(self) -> None:
        """Lets go of the folder without finishing it: the run can be resumed."""
        if self._journal >= 0:
            os.close(self._journal)
        self._journal = -1

    def _manifest(self) -> Manifest:
        files: dict[str, Entry] = {}
        for name in (PLAN, JOURNAL):
            with telling(self.folder / name):
                data = (self.folder / name).read_bytes()
            files[name] = Entry(sha256=sha256(data), bytes=len(data))
        for path in sorted(self.folder.glob(f"{ARTIFACTS}/*/*")):
            # The name is the hash taken when it was stored: a file that rotted since must not be certified.
            files[path.relative_to(self.folder).as_posix()] = Entry(sha256=path.name.partition(".")[0], bytes=path.stat().st_size)
        return Manifest(files=files)


def _open_locked(path: Path, flags: int) -> int:
    with telling(path):
        journal = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | (flags & ~os.O_TRUNC), 0o644)
    try:
        fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(journal)
        raise EvidenceError(
            "another journeyaudit is writing to this run",
            where=str(path.parent),
            code="JA306",
            remedy="wait until it ends, or end it, then try again",
        ) from error
    if flags & os.O_TRUNC:
        os.ftruncate(journal, 0)
    return journal


def _write(path: Path, data: bytes) -> None:
    with telling(path):
        path.parent.mkdir(exist_ok=True)
        write_whole(path, data)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _without_secrets(snapshot: bytes) -> bytes:
    return redact_url(snapshot.decode()).encode()


def _stored(data: bytes, kind: Kind) -> bytes:
    if kind == "snapshot":
        return gzip.compress(_without_secrets(data), _LEVEL, mtime=0)
    # What somebody wrote is evidence to the letter: nothing is taken out of it.
    return gzip.compress(data, _LEVEL, mtime=0) if kind == "mail" else data


def _suffix(data: bytes, kind: Kind) -> str:
    if kind == "picture":
        return _picture_suffix(data)
    return {"snapshot": SNAPSHOT_SUFFIX, "document": DOCUMENT_SUFFIX, "mail": MAIL_SUFFIX}[kind]


def _picture_suffix(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[:3] == b"\xff\xd8\xff":
        return ".jpg"
    raise ValueError("a picture is WebP or JPEG")
