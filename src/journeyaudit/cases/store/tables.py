"""The tables of `cases.sqlite`, and how it is opened. SQLite itself refuses to change or delete an event."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    text,
)
from sqlalchemy.pool import NullPool

from journeyaudit.cases.store.faults import damaged, telling

SCHEMA_VERSION = 1

#: Seconds that a command waits for another one's transaction.
_PATIENCE = 30.0

_METADATA = MetaData()

#: `body` is the case as JSON, without its events and `watched_until`. `brand` is as it is compared.
CASES = Table(
    "cases",
    _METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("brand", String, nullable=False),
    Column("opened_at", String, nullable=False),
    Column("watched_until", String, nullable=False, default=""),
    Column("body", String, nullable=False),
)

EVENTS = Table(
    "events",
    _METADATA,
    Column("number", Integer, primary_key=True),
    Column("case_id", String, ForeignKey("cases.id"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("body", String, nullable=False),
)

#: What makes an event the same as one that is there already. One event may be known by several keys.
KEYS = Table(
    "event_keys",
    _METADATA,
    Column("case_id", String, ForeignKey("cases.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("event", Integer, ForeignKey("events.number"), nullable=False),
)

#: How far each folder of each mailbox was read.
WATCHED = Table(
    "watched",
    _METADATA,
    Column("mailbox", String, primary_key=True),
    Column("folder", String, primary_key=True),
    Column("validity", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("since", String, nullable=False),
)

#: Names of mails read, in mailboxes whose mails have no numbers.
SEEN = Table(
    "seen",
    _METADATA,
    Column("mailbox", String, primary_key=True),
    Column("folder", String, primary_key=True),
    Column("name", String, primary_key=True),
    sqlite_with_rowid=False,
)

#: Mails that might belong to several cases and were given to none.
HELD = Table(
    "held",
    _METADATA,
    Column("artifact", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("body", String, nullable=False),
)
Index("held_at", HELD.c.at)

_APPEND_ONLY = (
    *(
        f"CREATE TRIGGER {table}_{deed.lower()}_refused BEFORE {deed} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'events are only appended'); END"
        for table in ("events", "event_keys")
        for deed in ("UPDATE", "DELETE")
    ),
    "CREATE TRIGGER cases_delete_refused BEFORE DELETE ON cases BEGIN SELECT RAISE(ABORT, 'cases are never deleted'); END",
    "CREATE TRIGGER cases_update_refused BEFORE UPDATE OF number, id, brand, opened_at, body ON cases "
    "BEGIN SELECT RAISE(ABORT, 'a case is never rewritten'); END",
)


def open_database(path: Path) -> Engine:
    """The database at `path`, made if there is none. A transaction takes the write lock at its beginning, so that what it reads
    still holds when it writes. MailError JA422 if it is damaged or of another version.
    """
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": _PATIENCE, "isolation_level": None})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with telling(path), engine.begin() as connection:
        version = connection.execute(text("PRAGMA user_version")).scalar_one()
        if version == 0:
            _METADATA.create_all(connection)
            for trigger in _APPEND_ONLY:
                connection.execute(text(trigger))
            connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
        elif version != SCHEMA_VERSION:
            raise damaged(path, f"its version is {version}; this journeyaudit reads version {SCHEMA_VERSION}")
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare(connection: Any, _: object) -> None:
    # FULL: a committed event survives a power cut, not only a crash.
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}").close()
