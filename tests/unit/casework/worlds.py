"""A shop, a shopper with a Maildir, and a store: what polling tests begin with. Also a store that dies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from journeyaudit.cases.store import CaseStore, Cursor, Held
from journeyaudit.casework.polling import Polled, Store, poll
from journeyaudit.gather.mail.mailbox import Mailbox
from journeyaudit.gather.mail.maildir import Maildir
from journeyaudit.model.case import Case, Event, Received, Sent
from journeyaudit.model.subject import Enquiries, Subject
from tests.unit.cases.given import case_of

T = TypeVar("T")

SHOP = Subject(
    name="Shop",
    origins=("https://www.shop.example",),
    enquiries=Enquiries(address="jo@shopper.example", email="help@shop.example", mailbox="maildir:/nowhere"),
)
OPENED = "2026-03-02T09:00:00+00:00"
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


class Killed(BaseException):
    """The process dies here."""


class DyingStore:
    """A case store whose process dies at its `fatal` write, counted from 0: before it, or with `after` when it is done. A write
    is each call that changes something; each is whole or not at all, as the store's own tests hold.
    """

    def __init__(self, store: CaseStore, fatal: int, *, after: bool) -> None:
        self._store, self._fatal, self._after = store, fatal, after
        self.writes = 0

    def turn(self) -> AbstractContextManager[None]:
        return self._store.turn()

    def cases(self) -> tuple[Case, ...]:
        return self._store.cases()

    def watched(self, mailbox: str) -> dict[str, Cursor]:
        return self._store.watched(mailbox)

    def seen(self, mailbox: str, folder: str) -> frozenset[str]:
        return self._store.seen(mailbox, folder)

    def append(self, case_id: str, event: Event) -> bool:
        return self._write(lambda: self._store.append(case_id, event))

    def keep(self, data: bytes) -> str:
        return self._write(lambda: self._store.keep(data))

    def hold(self, held: Held) -> None:
        self._write(lambda: self._store.hold(held))

    def set_watched(self, mailbox: str, cursor: Cursor, names: Iterable[str] = ()) -> None:
        self._write(lambda: self._store.set_watched(mailbox, cursor, names))

    def set_watched_until(self, case_ids: Iterable[str], at: str) -> None:
        self._write(lambda: self._store.set_watched_until(case_ids, at))

    def _write(self, deed: Callable[[], T]) -> T:
        fatal = self.writes == self._fatal
        self.writes += 1
        if fatal and not self._after:
            raise Killed
        done = deed()
        if fatal:
            raise Killed
        return done


def opened_case(store: CaseStore, brand: str = "Shop", token: str = "Q7XK2M", subject: str = "Where is my parcel?") -> Case:
    """A case whose letter was sent."""
    case = store.add(case_of(brand, opened_at=OPENED, token=token))
    letter = store.keep(f"Subject: {subject}\r\n\r\nHello".encode())
    message_id = f"{token.lower()}@shopper.example"
    store.append(
        case.id, Sent(at=OPENED, to=f"help@{brand.lower()}.example", subject=subject, artifact=letter, message_id=message_id)
    )
    return store.case(case.id)


def deliver(root: Path, raw: bytes, number: int, folder: str = "") -> Path:
    """Puts a mail into a Maildir, an hour after the one numbered before."""
    at = root / folder
    for part in ("cur", "new", "tmp"):
        (at / part).mkdir(parents=True, exist_ok=True)
    path = at / "new" / f"{int(datetime.fromisoformat(OPENED).timestamp()) + 3600 * number}.{number}.host"
    path.write_bytes(raw)
    return path


def polled(store: Store, mailbox: Path | Mailbox, now: datetime = NOW) -> Polled:
    return poll(store, Maildir(mailbox) if isinstance(mailbox, Path) else mailbox, SHOP, now)


def received(case: Case) -> list[Received]:
    return [event for event in case.events if isinstance(event, Received)]
