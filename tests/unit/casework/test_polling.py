"""A mailbox is polled: every mail of a case is kept and told once, whatever happens in between."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from journeyaudit.cases.store import CaseStore
from journeyaudit.errors import MailError
from journeyaudit.gather.mail.mailbox import MAIL_LIMIT
from journeyaudit.model.case import Closed
from tests.unit.cases.given import mail_of
from tests.unit.casework.worlds import NOW, OPENED, DyingStore, Killed, deliver, opened_case, polled, received

ACKNOWLEDGEMENT = mail_of("[#118033] We received your message", "Your reference: Q7XK2M", message_id="<a@shop.example>")
ANSWER = mail_of("Re: Where is my parcel?", message_id="<b@shop.example>", In_Reply_To="<q7xk2m@shopper.example>")
SURVEY = mail_of("How did we do?", sender="Shop <no-reply@shop.example>", message_id="<c@shop.example>")
OTHERS = mail_of("Re: Where is my parcel?", sender="eve@elsewhere.example", message_id="<d@elsewhere.example>")


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    return CaseStore.open(tmp_path / "cases")


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    """What came: three mails of the case, one in the spam folder, and one that is not of it."""
    root = tmp_path / "Maildir"
    for number, raw in enumerate((ACKNOWLEDGEMENT, OTHERS, ANSWER), start=1):
        deliver(root, raw, number)
    deliver(root, SURVEY, 9, ".Junk")
    return root


def test_what_belongs_to_a_case_is_kept_and_told(store: CaseStore, mailbox: Path) -> None:
    case = opened_case(store)

    found = polled(store, mailbox)

    events = received(store.case(case.id))
    assert [store.read(event.artifact) for event in events] == [ACKNOWLEDGEMENT, ANSWER, SURVEY]
    assert [(event.matched_by, event.junk) for event in events] == [("token", False), ("reply", False), ("sender", True)]
    assert [event.at for event in events][:2] == ["2026-03-02T10:00:00+00:00", "2026-03-02T12:00:00+00:00"]
    assert [arrival.subject for arrival in found.arrivals] == [
        "[#118033] We received your message",
        "Re: Where is my parcel?",
        "How did we do?",
    ]
    assert found.looked_at == 4


def test_a_second_poll_finds_nothing_new(store: CaseStore, mailbox: Path) -> None:
    case = opened_case(store)
    polled(store, mailbox)
    before = store.case(case.id).events

    assert polled(store, mailbox).arrivals == ()
    assert store.case(case.id).events == before


def test_a_case_knows_until_when_it_was_watched(store: CaseStore, mailbox: Path) -> None:
    case = opened_case(store)
    polled(store, mailbox)
    polled(store, mailbox, now=NOW - timedelta(days=3))

    assert store.case(case.id).watched_until == NOW.isoformat()


def test_a_mail_that_is_moved_out_of_spam_is_told_once(store: CaseStore, mailbox: Path) -> None:
    case = opened_case(store)
    polled(store, mailbox)
    deliver(mailbox, SURVEY, 12)

    assert polled(store, mailbox).arrivals == ()
    assert len(received(store.case(case.id))) == 3


def test_a_mail_that_might_belong_to_two_cases_is_held_with_its_reason(store: CaseStore, tmp_path: Path) -> None:
    opened_case(store)
    opened_case(store, "Other", token="W9FR4T")
    raw = mail_of("About Q7XK2M and W9FR4T", sender="desk@vendor.example")
    deliver(tmp_path / "Maildir", raw, 1)

    found = polled(store, tmp_path / "Maildir")

    assert found.arrivals == ()
    assert [(held.cases, store.read(held.artifact)) for held in store.held()] == [(("c1", "c2"), raw)]
    assert "c1 and c2" in found.held[0].reason


def test_a_closed_case_is_not_watched_any_longer(store: CaseStore, mailbox: Path) -> None:
    case = opened_case(store)
    store.append(case.id, Closed(at=OPENED))

    assert polled(store, mailbox).looked_at == 0
    assert store.case(case.id).watched_until == ""


def test_a_case_that_was_opened_while_the_clock_was_ahead_misses_nothing(store: CaseStore, mailbox: Path) -> None:
    case = opened_case(store)

    polled(store, mailbox, now=datetime(2026, 2, 1, tzinfo=UTC))

    assert [event.matched_by for event in received(store.case(case.id))] == ["token", "reply", "sender"]


def test_a_mail_of_50_megabytes_is_cut_and_says_so(store: CaseStore, tmp_path: Path) -> None:
    case = opened_case(store)
    path = deliver(tmp_path / "Maildir", ANSWER, 1)
    with path.open("ab") as file:
        file.truncate(50_000_000)

    found = polled(store, tmp_path / "Maildir")

    event = received(store.case(case.id))[0]
    assert event.whole_bytes == 50_000_000
    assert len(store.read(event.artifact)) == MAIL_LIMIT
    assert found.arrivals[0].whole_bytes == 50_000_000


@pytest.mark.parametrize(
    "raw",
    [
        b"Q7XK2M",
        b"\xff\xfe\x00Q7XK2M\r\n\r\n",
        b"Subject: =?utf-8?B?UTdYSzJN/////?=\r\nFrom: a@shop.example\r\n\r\nQ7XK2M",
        b"Content-Type: text/plain; charset=no-such-thing\r\n\r\nQ7XK2M \xe4\xf6",
        b"Content-Type: multipart/mixed; boundary=x\r\nFrom: a@shop.example\r\n\r\n--x\r\n\r\nQ7XK2M",
        b"Subject: Hello\r\nDate: the day before yesterday\r\nMessage-ID: <\xff>\r\n\r\nQ7XK2M",
    ],
)
def test_a_mail_in_broken_encoding_is_kept_as_it_came(store: CaseStore, tmp_path: Path, raw: bytes) -> None:
    case = opened_case(store)
    deliver(tmp_path / "Maildir", raw, 1)

    polled(store, tmp_path / "Maildir")

    assert [store.read(event.artifact) for event in received(store.case(case.id))] == [raw]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_any_write_nothing_is_lost_and_nothing_doubled(tmp_path: Path, mailbox: Path, *, after: bool) -> None:
    """One world for each write there is: its process dies there, and the next poll finds what is missing and no more."""
    fatal, died = 0, True
    while died:
        store = CaseStore.open(tmp_path / f"cases {after} {fatal}")
        case = opened_case(store)
        dying = DyingStore(store, fatal, after=after)
        try:
            polled(dying, mailbox)
            died = False
        except Killed:
            polled(CaseStore.open(store.folder), mailbox)
        events = received(store.case(case.id))
        assert [store.read(event.artifact) for event in events] == [ACKNOWLEDGEMENT, ANSWER, SURVEY], f"write {fatal}"
        assert store.case(case.id).watched_until == NOW.isoformat()
        fatal += 1
    assert fatal == 3 + 3 + 2 + 1 + 1  # mails kept, events, cursors of two folders, the moment; and once without a death


def poll_and_die(cases: Path, mailbox: Path, fatal: int) -> None:
    """In a process of its own: polls, and is killed by the system at its `fatal` operation on files."""
    left = fatal

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event == "open":
            name, flags = arguments[0], arguments[2]
            counts = str(cases) in str(name) and isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
        else:
            counts = event in ("os.rename", "os.mkdir", "fcntl.flock", "sqlite3.connect/handle")
        left -= counts
        if counts and left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    store = CaseStore.open(cases)
    sys.addaudithook(count)
    polled(store, mailbox)


def test_a_process_killed_at_any_operation_on_files_loses_and_doubles_nothing(tmp_path: Path, mailbox: Path) -> None:
    status, fatal = 1, 0
    while status:
        store = CaseStore.open(tmp_path / f"cases{fatal}")
        case = opened_case(store)
        doomed = get_context("fork").Process(target=poll_and_die, args=(store.folder, mailbox, fatal))
        doomed.start()
        doomed.join()
        status = doomed.exitcode
        assert status in (0, -signal.SIGKILL)
        polled(store, mailbox)
        events = received(store.case(case.id))
        assert [store.read(event.artifact) for event in events] == [ACKNOWLEDGEMENT, ANSWER, SURVEY], f"operation {fatal}"
        fatal += 1
    assert fatal > 20


def test_a_disk_that_fills_during_a_poll_costs_nothing_but_time(store: CaseStore, mailbox: Path) -> None:
    case = opened_case(store)
    deliver(mailbox, mail_of("Re: Where is my parcel?", "x" * 400_000, message_id="<large@shop.example>"), 2)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))  # the system refuses like a full disk, in the middle of a write
    try:
        with pytest.raises(MailError, match=r"JA421(.|\n)*free some disk space"):
            polled(store, mailbox)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    polled(store, mailbox)

    assert len(received(store.case(case.id))) == 4
    assert not list(store.folder.rglob("*.part"))


POLLER = """
import sys
from pathlib import Path
from journeyaudit.cases.store import CaseStore
from tests.unit.casework.worlds import polled
print(len(polled(CaseStore.open(Path(sys.argv[1])), Path(sys.argv[2])).arrivals))
"""


def test_two_polls_at_once_tell_each_mail_once(store: CaseStore, mailbox: Path) -> None:
    case = opened_case(store)
    command = [sys.executable, "-c", POLLER, str(store.folder), str(mailbox)]
    root = Path(__file__).parents[3]
    polls = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    told = sorted(int(poll.communicate()[0]) for poll in polls)

    assert told == [0, 3]
    assert len(received(store.case(case.id))) == 3
