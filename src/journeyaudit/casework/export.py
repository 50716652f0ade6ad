"""Takes cases into a run folder: from there they are judged and told with no store at hand."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from journeyaudit import __version__, clock
from journeyaudit.errors import DefinitionError
from journeyaudit.evidence.layout import PLAN, Kind
from journeyaudit.evidence.redact import redact_text
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.model.case import Case, Confirmed, Event, Received, Sent, Stopped
from journeyaudit.model.journal import Ended, Enquiry, Record
from journeyaudit.model.plan import GatherOptions, Plan
from journeyaudit.model.subject import Subject


class Cases(Protocol):
    """What an export needs of the case store."""

    def case(self, case_id: str) -> Case: ...
    def read(self, sha: str) -> bytes: ...


def export(store: Cases, case_ids: Sequence[str], run: Path, subject: Subject | None = None) -> int:
    """Writes each case with the mails, letters, pages and pictures that it names into the folder `run`: an audit's, or with
    `subject` a new one that holds nothing else. A case that is there already as it stands is left out; gives how many were
    written.

    MailError for a case that is not there, EvidenceError if the folder cannot be written, DefinitionError without a subject for
    a new one.
    """
    cases = [store.case(case_id) for case_id in dict.fromkeys(case_ids)]
    writer = RunWriter.resume(run) if (run / PLAN).exists() else _begun(run, subject)
    try:
        written = sum(_write(writer, store, case) for case in cases)
        if subject is not None and not any(isinstance(record, Ended) for record in writer.records):
            writer.append(Ended(seconds=0.0, browser=""))
        writer.finish()
    finally:
        writer.close()
    return written


def _begun(run: Path, subject: Subject | None) -> RunWriter:
    if subject is None:
        message = "there is no run in this folder, and a new one needs to know whom it is about"
        raise DefinitionError(message, where=str(run), remedy="name the subject file with --subject", code="JA134")
    plan = Plan(
        tool=f"journeyaudit {__version__}",
        started_at=clock.now().isoformat(),
        subject=subject,
        options=GatherOptions(),
        checks=(),
    )
    return RunWriter.create(run, plan)


def _write(writer: RunWriter, store: Cases, case: Case) -> bool:
    kept = case.model_copy(update={"events": tuple(_kept(writer, store, event) for event in case.events)})
    last = _last(writer.records, case.id)
    if last is not None and redact_text(last.model_dump_json()) == redact_text(kept.model_dump_json()):
        return False
    writer.append(Enquiry(case=kept, at=clock.now().isoformat()))
    return True


def _last(records: Sequence[Record], case_id: str) -> Case | None:
    found = [record.case for record in records if isinstance(record, Enquiry) and record.case.id == case_id]
    return found[-1] if found else None


def _kept(writer: RunWriter, store: Cases, event: Event) -> Event:
    """The event, naming its artifacts as the run stores them."""

    def keep(sha: str | None, kind: Kind) -> str | None:
        return writer.keep(_plain(store.read(sha), kind), kind) if sha else sha

    match event:
        case Sent():
            return event.model_copy(update={"artifact": keep(event.artifact, "mail"), "picture": keep(event.picture, "picture")})
        case Received():
            return event.model_copy(update={"artifact": keep(event.artifact, "mail")})
        case Confirmed() | Stopped():
            shown = {"artifact": keep(event.artifact, "snapshot"), "picture": keep(event.picture, "picture")}
            return event.model_copy(update=shown)
        case _:
            return event


def _plain(data: bytes, kind: Kind) -> bytes:
    """A page may be stored packed; a run packs it in its own way, the same on every machine."""
    return gzip.decompress(data) if kind == "snapshot" and data[:2] == b"\x1f\x8b" else data
