"""The case store."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, func, select, update
from sqlalchemy.dialects.sqlite import insert

from journeyaudit.cases.store.artifacts import Artifacts
from journeyaudit.cases.store.faults import telling
from journeyaudit.cases.store.rows import Cursor, Held, keys_of
from journeyaudit.cases.store.tables import CASES, EVENTS, HELD, KEYS, SEEN, WATCHED, open_database
from journeyaudit.cases.store.turns import turn
from journeyaudit.errors import MailError
from journeyaudit.model.case import Case, Closed, Event, Received, Stopped

DATABASE, ARTIFACTS, LOCK = "cases.sqlite", "artifacts", "poll.lock"

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_KEPT_APART = {"events", "watched_until"}


class CaseStore:
    """One folder of cases. Every method is a transaction of its own: when it returns, what it wrote survives a power cut; when it
    raises (MailError, codes in `faults`), it wrote nothing.
    """

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder, self._engine = folder, engine
        self._database = folder / DATABASE
        self._artifacts = Artifacts(folder / ARTIFACTS)

    @classmethod
    def open(cls, folder: Path) -> CaseStore:
        """The store in a folder, which is made if it is not there, readable by its owner only: mails are private."""
        with telling(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(folder / DATABASE, os.O_RDWR | os.O_CREAT, 0o600))
        return cls(folder, open_database(folder / DATABASE))

    @classmethod
    def existing(cls, folder: Path) -> CaseStore:
        """The store in a folder that has one; MailError JA423 else. Reading makes no folder by mistake."""
        if (folder / DATABASE).is_file():
            return cls.open(folder)
        remedy = "name the folder with --cases, or open a case first: journeyaudit case open"
        raise MailError("there are no cases in this folder", where=str(folder), remedy=remedy, code="JA423")

    def add(self, case: Case, period_days: int = 28) -> Case:
        """Stores a new case and gives it back, with an id if it had none. Adding it again changes nothing.

        MailError JA424 if its brand has an open case, or was written to less than `period_days` ago: one genuine enquiry for
        each brand and period (rules.md §E). A case that could not be sent does not count.
        """
        with telling(self._database), self._engine.begin() as connection:
            known = _case_in(connection, case.id) if case.id else None
            if known is not None:
                return _same(known, case, self._database)
            self._refuse_second(connection, case, period_days)
            number = connection.execute(select(func.count()).select_from(CASES)).scalar_one() + 1
            case = case if case.id else case.model_copy(update={"id": f"c{number}"})
            row = {"id": case.id, "brand": _brand(case), "opened_at": case.opened_at, "watched_until": case.watched_until}
            connection.execute(insert(CASES).values(body=case.model_dump_json(exclude=_KEPT_APART), **row))
            for event in case.events:
                self._append(connection, case.id, event)
        return self.case(case.id)

    def append(self, case_id: str, event: Event) -> bool:
        """Adds an event to a case; False if the case has it already, which then stays as it is. What the event names must be kept
        before.
        """
        with telling(self._database), self._engine.begin() as connection:
            _existing(connection, case_id, self._database)
            return self._append(connection, case_id, event)

    def cases(self) -> tuple[Case, ...]:
        """Every case, in the order in which they were added."""
        with telling(self._database), self._engine.begin() as connection:
            ids = connection.execute(select(CASES.c.id).order_by(CASES.c.number)).scalars().all()
            return tuple(_existing(connection, found, self._database) for found in ids)

    def case(self, case_id: str) -> Case:
        """One case with its events in order of their time; MailError JA423 if there is none of this id."""
        with telling(self._database), self._engine.begin() as connection:
            return _existing(connection, case_id, self._database)

    def keep(self, data: bytes) -> str:
        """Stores an artifact and gives its SHA-256; it is on the disk when this returns."""
        return self._artifacts.keep(data)

    def read(self, sha: str) -> bytes:
        """An artifact; MailError JA426 if it is missing or damaged."""
        return self._artifacts.read(sha)

    def watched(self, mailbox: str) -> dict[str, Cursor]:
        """How far each folder of a mailbox was read, by folder."""
        query = select(WATCHED.c.folder, WATCHED.c.validity, WATCHED.c.last, WATCHED.c.since).where(WATCHED.c.mailbox == mailbox)
        with telling(self._database), self._engine.begin() as connection:
            return {row["folder"]: Cursor(**row) for row in connection.execute(query).mappings()}

    def seen(self, mailbox: str, folder: str) -> frozenset[str]:
        """Names of the mails read, of a mailbox whose mails have names."""
        query = select(SEEN.c.name).where(SEEN.c.mailbox == mailbox, SEEN.c.folder == folder)
        with telling(self._database), self._engine.begin() as connection:
            return frozenset(connection.execute(query).scalars())

    def set_watched(self, mailbox: str, cursor: Cursor, names: Iterable[str] = ()) -> None:
        """Moves a folder's cursor. Call it when all that came before it is kept and appended."""
        row = {"mailbox": mailbox, **cursor.model_dump()}
        seen = [{"mailbox": mailbox, "folder": cursor.folder, "name": name} for name in names]
        with telling(self._database), self._engine.begin() as connection:
            moved = insert(WATCHED).values(row)
            moved = moved.on_conflict_do_update(index_elements=["mailbox", "folder"], set_=row)
            connection.execute(moved)
            if seen:
                connection.execute(insert(SEEN).on_conflict_do_nothing(), seen)

    def set_watched_until(self, case_ids: Iterable[str], at: str) -> None:
        """The mailbox was read to its end at `at`, for these cases. It never goes back, whatever the clock does."""
        chosen = CASES.c.id.in_(tuple(case_ids)) & (CASES.c.watched_until < at)
        with telling(self._database), self._engine.begin() as connection:
            connection.execute(update(CASES).where(chosen).values(watched_until=at))

    def hold(self, held: Held) -> None:
        """Notes a mail that might belong to several cases; its bytes must be kept before."""
        row = {"artifact": held.artifact, "at": held.at, "body": held.model_dump_json()}
        with telling(self._database), self._engine.begin() as connection:
            connection.execute(insert(HELD).values(row).on_conflict_do_nothing())

    def held(self) -> tuple[Held, ...]:
        """Mails that might belong to several cases and that nobody has given to one, in order of time."""
        with telling(self._database), self._engine.begin() as connection:
            bodies = connection.execute(select(HELD.c.body).order_by(HELD.c.at, HELD.c.artifact)).scalars().all()
            placed = frozenset(connection.execute(select(KEYS.c.key).where(KEYS.c.key.startswith("mail "))).scalars())
        found = (Held.model_validate_json(body) for body in bodies)
        return tuple(held for held in found if f"mail {held.artifact}" not in placed)

    def turn(self, seconds: float = 120.0) -> AbstractContextManager[None]:
        """Polls take turns: holds this store's for as long as the block runs; MailError JA425 after waiting `seconds`."""
        return turn(self.folder / LOCK, seconds)

    def _append(self, connection: Connection, case_id: str, event: Event) -> bool:
        keys = keys_of(event, self.read(event.artifact) if isinstance(event, Received) else b"")
        there = select(KEYS.c.key).where(KEYS.c.case_id == case_id, KEYS.c.key.in_(keys))
        if connection.execute(there).first():
            return False
        added = insert(EVENTS).values(case_id=case_id, at=event.at, body=event.model_dump_json())
        number = connection.execute(added.returning(EVENTS.c.number)).scalar_one()
        connection.execute(insert(KEYS), [{"case_id": case_id, "key": key, "event": number} for key in keys])
        return True

    def _refuse_second(self, connection: Connection, case: Case, period_days: int) -> None:
        period = timedelta(days=period_days)
        for other_id in connection.execute(select(CASES.c.id).where(CASES.c.brand == _brand(case))).scalars().all():
            other = _existing(connection, other_id, self._database)
            if any(isinstance(event, Stopped) for event in other.events):
                continue
            if not is_closed(other):
                raise _too_many(case, f"case {other.id} is still open", f"close it first: journeyaudit case close {other.id}")
            # A clock that was set back makes the other one lie in the future: that is recent, too.
            opened = _moment(other.opened_at)
            if _moment(case.opened_at) - opened < period:
                free = (opened + period).date().isoformat()
                raise _too_many(case, f"case {other.id} was opened on {opened.date().isoformat()}", f"wait until {free}")


def is_closed(case: Case) -> bool:
    """Nothing more is waited for."""
    return any(isinstance(event, Closed) for event in case.events)


def _case_in(connection: Connection, case_id: str) -> Case | None:
    row = connection.execute(select(CASES.c.body, CASES.c.watched_until).where(CASES.c.id == case_id)).first()
    if row is None:
        return None
    query = select(EVENTS.c.body).where(EVENTS.c.case_id == case_id).order_by(EVENTS.c.number)
    events = [_EVENT.validate_json(body) for body in connection.execute(query).scalars()]
    events.sort(key=lambda event: _moment(event.at))
    return Case.model_validate_json(row.body).model_copy(update={"events": tuple(events), "watched_until": row.watched_until})


def _existing(connection: Connection, case_id: str, path: Path) -> Case:
    case = _case_in(connection, case_id)
    if case is None:
        remedy = "see which there are: journeyaudit case list"
        raise MailError(f"there is no case {case_id!r} here", where=str(path.parent), remedy=remedy, code="JA423")
    return case


def _same(known: Case, case: Case, path: Path) -> Case:
    if known.model_dump(exclude=_KEPT_APART) == case.model_dump(exclude=_KEPT_APART):
        return known
    raise MailError(
        f"another case {case.id!r} is stored here", where=str(path.parent), remedy="give the new one another id", code="JA427"
    )


def _moment(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _brand(case: Case) -> str:
    return " ".join((case.brand or case.subject).casefold().split())


def _too_many(case: Case, why: str, remedy: str) -> MailError:
    brand = case.brand or case.subject
    return MailError(f"{brand} is written to once in a period, and {why}", where=brand, remedy=remedy, code="JA424")
