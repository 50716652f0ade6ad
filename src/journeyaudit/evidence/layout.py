"""Where things lie in a run folder, and how its faults are told."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from journeyaudit.errors import EvidenceError
from journeyaudit.model.case import Case, Confirmed, Received, Sent, Stopped
from journeyaudit.model.journal import Banner, Document, Enquiry, Portrait, Record, Replay, Visit
from journeyaudit.model.plan import Plan
from journeyaudit.model.strict import Strict
from journeyaudit.model.walk import Walk

Kind = Literal["snapshot", "picture", "document", "mail"]

PLAN, JOURNAL, MANIFEST, ARTIFACTS = "plan.json", "journal.jsonl", "manifest.json", "artifacts"
SNAPSHOT_SUFFIX = ".json.gz"
PICTURE_SUFFIXES = (".webp", ".jpg")
DOCUMENT_SUFFIX = ".pdf"
MAIL_SUFFIX = ".eml.gz"
PLAN_FORMAT = "journeyaudit/plan/1"

_SHA = re.compile(r"[0-9a-f]{64}")
_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


class Entry(Strict):
    """One file of the run: its size in bytes and the SHA-256 of its content."""

    sha256: str
    bytes: int


class Manifest(Strict):
    """Every file of a finished run, by its path in the folder."""

    schema_name: Literal["journeyaudit/manifest/1"] = "journeyaudit/manifest/1"
    files: dict[str, Entry]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def artifact_path(folder: Path, sha: str, suffix: str) -> Path:
    """Where an artifact lies. Refuses what is not a SHA-256: a journal from elsewhere must not point outside its folder."""
    if not _SHA.fullmatch(sha):
        raise EvidenceError(
            f"the journal names an artifact {sha[:80]!r}, which is no SHA-256",
            where=str(folder / JOURNAL),
            code="JA303",
            remedy="the journal was changed by hand; gather the site again",
        )
    return folder / ARTIFACTS / sha[:2] / f"{sha}{suffix}"


def read_plan(folder: Path) -> Plan:
    """The plan of a run folder; EvidenceError if there is none, if it is damaged or of another version."""
    path = folder / PLAN
    if not path.is_file():
        raise EvidenceError(
            "there is no run in this folder (no plan.json)",
            where=str(folder),
            code="JA301",
            remedy="name the folder that `journeyaudit audit --out` wrote",
        )
    with telling(path):
        raw = path.read_bytes()
    found = _format_of(raw)
    if found not in (None, PLAN_FORMAT):
        raise EvidenceError(
            f"this run has the format {found!r}; this version reads {PLAN_FORMAT!r}",
            where=str(path),
            code="JA304",
            remedy="read it with the version of journeyaudit that wrote it, or gather the site again",
        )
    try:
        return Plan.model_validate_json(raw)
    except ValidationError as error:
        raise damaged(path, _first(error)) from error


def parse_record(line: bytes) -> Record:
    """One line of the journal; pydantic.ValidationError if it is none."""
    return _RECORD.validate_json(line)


def read_records(path: Path) -> tuple[list[Record], int]:
    """The whole records of a journal and the length in bytes that they take.

    A torn last line, which a killed run may leave, is left out.
    """
    with telling(path):
        raw = path.read_bytes()
    whole = raw.rfind(b"\n") + 1
    records: list[Record] = []
    for number, line in enumerate(raw[:whole].splitlines(), start=1):
        try:
            records.append(parse_record(line))
        except ValidationError as error:
            raise damaged(path, _first(error), line=number) from error
    return records, whole


def artifacts_named(records: Iterable[Record]) -> Iterator[tuple[Kind, str]]:
    """Every artifact that the records point to, in their order."""
    for record in records:
        match record:
            case Visit():
                yield from _given("snapshot", record.snapshot, *(opening.snapshot for opening in record.openings))
            case Banner() | Portrait():
                yield from _given("picture", record.picture)
            case Document():
                yield from _given("document", record.artifact)
            case Replay():
                yield from _given("picture", *(step.picture for step in record.steps), *record.pictures.values())
            case Enquiry():
                yield from _of_case(record.case)
            case Walk():
                yield from _given("snapshot", *(step.snapshot for step in record.steps))
                yield from _given("picture", *(step.picture for step in record.steps))
            case _:
                continue


def _of_case(case: Case) -> Iterator[tuple[Kind, str]]:
    for event in case.events:
        match event:
            case Sent():
                yield from (*_given("mail", event.artifact), *_given("picture", event.picture))
            case Received():
                yield from _given("mail", event.artifact)
            case Confirmed() | Stopped():
                yield from (*_given("snapshot", event.artifact), *_given("picture", event.picture))
            case _:
                continue


def _given(kind: Kind, *shas: str | None) -> Iterator[tuple[Kind, str]]:
    return ((kind, sha) for sha in shas if sha)


def damaged(path: Path, detail: str, *, line: int | None = None) -> EvidenceError:
    """The error for a file that is there but not what was written."""
    where = f"{path}:{line}" if line else str(path)
    return EvidenceError(
        f"this file is damaged: {detail}",
        where=where,
        code="JA303",
        remedy="restore the folder from a copy, or gather the site again into a new folder",
    )


@contextmanager
def telling(path: Path) -> Generator[None]:
    """Turns an operating-system error about `path` into an EvidenceError that says what to do."""
    try:
        yield
    except OSError as error:
        raise EvidenceError(
            f"cannot read or write this file: {error.strerror or error}",
            where=str(path),
            code="JA302",
            remedy=_remedy(error),
        ) from error


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "free some disk space, then run the same command again with --resume: what was gathered so far is kept"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "choose a folder that you may write to with --out, or change its permissions"
    return "check the disk and the path, then run the same command again with --resume"


def _format_of(raw: bytes) -> str | None:
    found = re.search(rb'"schema_name"\s*:\s*"([^"]*)"', raw)
    return found[1].decode(errors="replace") if found else None


def _first(error: ValidationError) -> str:
    fault = error.errors()[0]
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}" if place else fault["msg"]
