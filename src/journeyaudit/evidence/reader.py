"""Reads a run folder. Needs no site and no browser, and changes nothing."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from pydantic import ValidationError

from journeyaudit.errors import EvidenceError
from journeyaudit.evidence.durable import PART_SUFFIX
from journeyaudit.evidence.layout import (
    ARTIFACTS,
    DOCUMENT_SUFFIX,
    JOURNAL,
    MAIL_SUFFIX,
    MANIFEST,
    PICTURE_SUFFIXES,
    SNAPSHOT_SUFFIX,
    Kind,
    Manifest,
    artifact_path,
    artifacts_named,
    damaged,
    read_plan,
    read_records,
    sha256,
    telling,
)
from journeyaudit.model.journal import Record
from journeyaudit.model.plan import Plan
from journeyaudit.model.snapshot import Snapshot, decode
from journeyaudit.model.strict import Strict


class Damage(Strict):
    """One file that is not as it was written. `unlisted`: an artifact that the manifest does not know."""

    path: str
    why: Literal["missing", "changed", "unlisted"]


class Run:
    """A run folder opened for reading. `records` are those written whole; a run that was killed opens like any other."""

    def __init__(self, folder: Path, plan: Plan, records: tuple[Record, ...]) -> None:
        self.folder, self.plan, self.records = folder, plan, records

    @classmethod
    def open(cls, folder: Path) -> Run:
        """EvidenceError if there is no run, if a file is damaged, or if it was written in another format."""
        plan = read_plan(folder)
        records, _ = read_records(folder / JOURNAL)
        return cls(folder, plan, tuple(records))

    @property
    def finished(self) -> bool:
        """Gathering came to its end and the manifest was written."""
        return (self.folder / MANIFEST).is_file()

    def snapshot(self, sha: str) -> Snapshot:
        """The snapshot stored under this hash; EvidenceError if it is missing or its bytes no longer have this hash."""
        path = artifact_path(self.folder, sha, SNAPSHOT_SUFFIX)
        try:
            return decode(gzip.decompress(_intact(path, sha)))
        except (OSError, EOFError, zlib.error, msgspec.MsgspecError) as error:
            raise damaged(path, str(error)) from error

    def document(self, sha: str) -> bytes:
        """The PDF stored under this hash; EvidenceError as for `snapshot`."""
        return _intact(artifact_path(self.folder, sha, DOCUMENT_SUFFIX), sha)

    def mail(self, sha: str) -> bytes:
        """A letter or mail stored under this hash, as it was sent or came, or the page that followed a form; EvidenceError as for
        `snapshot`.
        """
        paths = [artifact_path(self.folder, sha, suffix) for suffix in (MAIL_SUFFIX, SNAPSHOT_SUFFIX)]
        path = next((path for path in paths if path.is_file()), paths[0])
        try:
            return gzip.decompress(_intact(path, sha))
        except (OSError, EOFError, zlib.error) as error:
            raise damaged(path, str(error)) from error

    def picture(self, sha: str) -> bytes:
        """The picture stored under this hash, WebP or JPEG; EvidenceError as for `snapshot`."""
        return _intact(self.picture_path(sha), sha)

    def picture_path(self, sha: str) -> Path:
        """The file of a picture; EvidenceError if there is none."""
        candidates = [artifact_path(self.folder, sha, suffix) for suffix in PICTURE_SUFFIXES]
        for path in candidates:
            if path.is_file():
                return path
        raise _missing(candidates[0])

    def verify(self) -> tuple[Damage, ...]:
        """Hashes everything again: the files of the manifest (a finished run has one) and every artifact that the journal names.

        () if all is as it was written.
        """
        return tuple(sorted({damage.path: damage for damage in self._damages()}.values(), key=lambda damage: damage.path))

    def _damages(self) -> Iterator[Damage]:
        listed = self._listed()
        for kind, sha in artifacts_named(self.records):
            if not any(artifact_path(self.folder, sha, suffix).is_file() for suffix in _suffixes(kind)):
                yield Damage(path=f"{ARTIFACTS}/{sha[:2]}/{sha}", why="missing")
        for name, expected in listed.items():
            path = self.folder / name
            if not path.is_file():
                yield Damage(path=name, why="missing")
            elif _hash_of(path) != expected:
                yield Damage(path=name, why="changed")
        for path in self._artifacts():
            name = path.relative_to(self.folder).as_posix()
            if name in listed:
                continue
            if _hash_of(path) != path.name.partition(".")[0]:
                yield Damage(path=name, why="changed")
            elif listed:
                yield Damage(path=name, why="unlisted")

    def _artifacts(self) -> Iterator[Path]:
        return (path for path in self.folder.glob(f"{ARTIFACTS}/*/*") if path.is_file() and path.suffix != PART_SUFFIX)

    def _listed(self) -> dict[str, str]:
        path = self.folder / MANIFEST
        if not path.is_file():
            return {}
        with telling(path):
            raw = path.read_bytes()
        try:
            manifest = Manifest.model_validate_json(raw)
        except ValidationError as error:
            raise damaged(path, "it is not a manifest") from error
        return {name: entry.sha256 for name, entry in manifest.files.items()}


def _suffixes(kind: Kind) -> tuple[str, ...]:
    single = {"snapshot": SNAPSHOT_SUFFIX, "document": DOCUMENT_SUFFIX, "mail": MAIL_SUFFIX}
    return (single[kind],) if kind in single else PICTURE_SUFFIXES


def _hash_of(path: Path) -> str:
    with telling(path):
        return sha256(path.read_bytes())


def _intact(path: Path, sha: str) -> bytes:
    if not path.is_file():
        raise _missing(path)
    with telling(path):
        data = path.read_bytes()
    if sha256(data) != sha:
        raise damaged(path, "its content no longer has the hash that the journal names")
    return data


def _missing(path: Path) -> EvidenceError:
    return EvidenceError(
        "the journal names this artifact, but it is not in the run folder",
        where=str(path),
        code="JA303",
        remedy="restore the folder from a copy, or gather the site again into a new folder",
    )
