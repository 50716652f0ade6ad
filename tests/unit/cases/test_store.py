"""The case store survives kills, full disks, second processes and whoever would rewrite it."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyaudit.cases.store import CaseStore, Cursor, Held
from journeyaudit.errors import MailError
from journeyaudit.model.case import Closed, Event, Noted, Received, Sent, Stopped
from tests.unit.cases.given import case_of, mail_of

SENT = Sent(at="2026-03-02T09:00:05+00:00", to="help@shop.example", subject="Question", artifact="a" * 64, message_id="<x@jo>")
NOTED = Noted(at="2026-03-03T09:00:00+00:00", what="called_back", text="A lady called")
CLOSED = Closed(at="2026-03-04T09:00:00+00:00", why="resolved")


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    return CaseStore.open(tmp_path / "cases")


def received(store: CaseStore, raw: bytes, at: str = "2026-03-02T10:00:00+00:00") -> Received:
    return Received(at=at, artifact=store.keep(raw), message_id="<1@shop.example>")


def test_a_case_is_read_again_with_its_events_in_order_of_time(store: CaseStore) -> None:
    case = store.add(case_of())
    for event in (CLOSED, SENT, NOTED):
        assert store.append(case.id, event)

    again = CaseStore.open(store.folder).case(case.id)

    assert again == case.model_copy(update={"events": (SENT, NOTED, CLOSED)})


def test_cases_get_short_ids_of_their_own(store: CaseStore) -> None:
    assert [store.add(case_of(brand)).id for brand in ("One", "Two", "Three")] == ["c1", "c2", "c3"]
    assert [case.brand for case in store.cases()] == ["One", "Two", "Three"]


def test_adding_a_case_again_changes_nothing(store: CaseStore) -> None:
    case = store.add(case_of(id="late"))
    store.append("late", SENT)

    assert store.add(case).events == (SENT,)


def test_another_case_under_a_taken_id_is_refused(store: CaseStore) -> None:
    store.add(case_of("One", id="late"))

    with pytest.raises(MailError, match="JA427"):
        store.add(case_of("Two", id="late"))


@pytest.mark.parametrize("event", [SENT, NOTED, CLOSED], ids=lambda event: event.kind)
def test_appending_the_same_event_again_changes_nothing(store: CaseStore, event: Event) -> None:
    case = store.add(case_of())

    assert store.append(case.id, event)
    assert not store.append(case.id, event)
    assert store.case(case.id).events == (event,)


def test_a_second_enquiry_in_one_case_is_not_a_second_event(store: CaseStore) -> None:
    case = store.add(case_of())
    store.append(case.id, SENT)

    assert not store.append(case.id, SENT.model_copy(update={"artifact": "b" * 64}))
    assert store.append(case.id, SENT.model_copy(update={"purpose": "closing"}))


def test_a_mail_that_comes_twice_by_different_ways_is_received_once(store: CaseStore) -> None:
    case = store.add(case_of())
    first, second = mail_of(Received="by one.example"), mail_of(Received="by two.example")

    assert store.append(case.id, received(store, first))
    assert not store.append(case.id, received(store, first, at="2026-03-02T11:00:00+00:00"))
    assert not store.append(case.id, received(store, second))


def test_mails_of_a_system_that_gives_all_the_same_message_id_are_all_received(store: CaseStore) -> None:
    case = store.add(case_of())
    dates = ("Mon, 02 Mar 2026 10:00:00 +0000", "Tue, 03 Mar 2026 10:00:00 +0000")

    assert all(store.append(case.id, received(store, mail_of(date=date))) for date in dates)
    assert len(store.case(case.id).events) == 2


def test_a_mail_without_message_id_is_received_once(store: CaseStore) -> None:
    case = store.add(case_of())
    raw = mail_of(message_id="")

    assert store.append(case.id, received(store, raw))
    assert not store.append(case.id, received(store, raw))


def test_a_received_mail_must_be_kept_first(store: CaseStore) -> None:
    case = store.add(case_of())

    with pytest.raises(MailError, match="JA426"):
        store.append(case.id, Received(at="2026-03-02T10:00:00+00:00", artifact="c" * 64))
    assert store.case(case.id).events == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET at = ''",
        "DELETE FROM events",
        "UPDATE event_keys SET key = ''",
        "DELETE FROM event_keys",
        "UPDATE cases SET body = '{}'",
        "DELETE FROM cases",
    ],
)
def test_the_database_itself_refuses_to_rewrite_what_happened(store: CaseStore, statement: str) -> None:
    store.append(store.add(case_of()).id, SENT)

    with sqlite3.connect(store.folder / "cases.sqlite") as other, pytest.raises(sqlite3.IntegrityError):
        other.execute(statement)


def test_a_brand_has_one_open_case(store: CaseStore) -> None:
    store.add(case_of("The  Shop"))

    with pytest.raises(MailError, match=r"JA424.*still open"):
        store.add(case_of("the shop", opened_at="2026-09-01T09:00:00+00:00"))


def test_a_brand_is_written_to_once_in_a_period(store: CaseStore) -> None:
    store.append(store.add(case_of()).id, CLOSED)

    with pytest.raises(MailError, match="wait until 2026-03-30"):
        store.add(case_of(opened_at="2026-03-29T09:00:00+00:00"))
    assert store.add(case_of(opened_at="2026-03-30T09:00:00+00:00")).id == "c2"


def test_a_clock_that_was_set_back_opens_no_second_case(store: CaseStore) -> None:
    store.append(store.add(case_of()).id, CLOSED)

    with pytest.raises(MailError, match="JA424"):
        store.add(case_of(opened_at="2025-12-01T09:00:00+00:00"))


def test_a_case_that_could_not_be_sent_does_not_count(store: CaseStore) -> None:
    store.append(store.add(case_of()).id, Stopped(at="2026-03-02T09:01:00+00:00", reason="The form asks for a login"))

    assert store.add(case_of(token="OTHER")).id == "c2"


def test_what_is_kept_is_read_again_and_stored_once(store: CaseStore) -> None:
    sha = store.keep(b"Hello")

    assert store.keep(b"Hello") == sha
    assert store.read(sha) == b"Hello"
    assert [path.name for path in (store.folder / "artifacts").rglob("*") if path.is_file()] == [sha]


def test_an_artifact_that_rotted_is_told(store: CaseStore) -> None:
    sha = store.keep(b"Hello")
    (store.folder / "artifacts" / sha[:2] / sha).write_bytes(b"Jello")

    with pytest.raises(MailError, match="JA426"):
        store.read(sha)


def test_an_artifact_outside_of_the_store_is_not_read(store: CaseStore) -> None:
    with pytest.raises(MailError, match="JA426"):
        store.read("../../etc/passwd")


def test_a_cursor_is_remembered_by_mailbox_and_folder(store: CaseStore) -> None:
    first, second = Cursor(folder="INBOX", validity=7, last=12, since="2026-03-01"), Cursor(folder="Junk", validity=1, last=3)
    for cursor in (first, second, first.model_copy(update={"last": 13})):
        store.set_watched("jo@mail", cursor)

    assert store.watched("jo@mail") == {"INBOX": first.model_copy(update={"last": 13}), "Junk": second}
    assert store.watched("other@mail") == {}


def test_names_of_mails_read_are_remembered(store: CaseStore) -> None:
    store.set_watched("box", Cursor(folder="INBOX"), ["1.a", "2.b"])
    store.set_watched("box", Cursor(folder="INBOX"), ["2.b", "3.c"])

    assert store.seen("box", "INBOX") == {"1.a", "2.b", "3.c"}
    assert store.seen("box", "Junk") == frozenset()


def test_the_moment_of_watching_never_goes_back(store: CaseStore) -> None:
    case = store.add(case_of())
    for at in ("2026-03-05T09:00:00+00:00", "2026-03-01T09:00:00+00:00"):
        store.set_watched_until([case.id], at)

    assert store.case(case.id).watched_until == "2026-03-05T09:00:00+00:00"


def test_a_held_mail_is_told_until_somebody_gives_it_to_a_case(store: CaseStore) -> None:
    case, raw = store.add(case_of()), mail_of()
    held = Held(artifact=store.keep(raw), at="2026-03-02T10:00:00+00:00", sender="a@b", subject="Re", reason="two", cases=("c1",))
    for _ in range(2):
        store.hold(held)

    assert store.held() == (held,)
    store.append(case.id, Received(at=held.at, artifact=held.artifact, matched_by="person"))
    assert store.held() == ()


def test_a_case_that_is_not_there_is_told_with_what_to_do(store: CaseStore) -> None:
    with pytest.raises(MailError, match=r"JA423 there is no case 'c9'(.|\n)*case list"):
        store.case("c9")
    with pytest.raises(MailError, match="JA423"):
        store.append("c9", SENT)


def test_a_store_of_another_version_is_not_touched(store: CaseStore) -> None:
    with sqlite3.connect(store.folder / "cases.sqlite") as other:
        other.execute("PRAGMA user_version = 99")

    with pytest.raises(MailError, match=r"JA422.*version is 99"):
        CaseStore.open(store.folder)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "cases.sqlite").write_bytes(b"Dear diary, " * 1000)

    with pytest.raises(MailError, match="JA422"):
        CaseStore.open(tmp_path)


def test_only_its_owner_may_read_a_store(store: CaseStore) -> None:
    assert store.folder.stat().st_mode & 0o077 == 0
    assert (store.folder / "cases.sqlite").stat().st_mode & 0o077 == 0


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file may grow beyond 200 kB: the system refuses like a full disk, in the middle of a write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("full_disk")
def test_a_mail_that_does_not_fit_on_the_disk_leaves_nothing_behind(store: CaseStore) -> None:
    with pytest.raises(MailError, match=r"JA421(.|\n)*free some disk space"):
        store.keep(b"x" * 300_000)
    assert [path for path in (store.folder / "artifacts").rglob("*") if path.is_file()] == []


@pytest.mark.usefixtures("full_disk")
def test_an_event_that_does_not_fit_on_the_disk_leaves_the_case_as_it_was(store: CaseStore) -> None:
    case = store.add(case_of())
    store.append(case.id, SENT)

    with pytest.raises(MailError, match=r"JA421(.|\n)*free some disk space"):
        store.append(case.id, NOTED.model_copy(update={"text": "x" * 400_000}))
    assert CaseStore.open(store.folder).case(case.id).events == (SENT,)
    assert store.append(case.id, NOTED)


HOLDER = """
import sys
from pathlib import Path
from journeyaudit.cases.store import CaseStore
with CaseStore.open(Path(sys.argv[1])).turn(0):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_poll_waits_for_the_first_and_outlives_its_death(store: CaseStore) -> None:
    command = [sys.executable, "-c", HOLDER, str(store.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(MailError, match="JA425"), store.turn(0):
            pass
        holder.kill()
        with store.turn(20):
            pass


WRITER = """
import sys
from pathlib import Path
from journeyaudit.cases.store import CaseStore
from journeyaudit.model.case import Noted
store = CaseStore.open(Path(sys.argv[1]))
for number in range(25):
    for who in ("both", sys.argv[2]):
        store.append("c1", Noted(at="2026-03-03T09:00:00+00:00", what="other", text=f"{who} {number}"))
"""


def test_two_processes_append_at_once_and_nothing_is_lost_or_doubled(store: CaseStore) -> None:
    store.add(case_of())
    command = [sys.executable, "-c", WRITER, str(store.folder)]
    writers = [subprocess.Popen([*command, who]) for who in ("one", "two")]

    assert [writer.wait() for writer in writers] == [0, 0]
    texts = sorted(event.text for event in store.case("c1").events if isinstance(event, Noted))
    assert texts == sorted(f"{who} {number}" for who in ("both", "one", "two") for number in range(25))


@settings(max_examples=25)  # each example flushes to the disk
@given(st.binary(max_size=400))
def test_any_bytes_can_be_a_received_mail(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    store = CaseStore.open(tmp_path_factory.mktemp("cases"))
    case = store.add(case_of())

    assert store.append(case.id, Received(at="2026-03-02T10:00:00+00:00", artifact=store.keep(raw)))
    assert not store.append(case.id, Received(at="2026-03-02T10:00:00+00:00", artifact=store.keep(raw)))
