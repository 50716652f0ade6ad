"""Cases are watched over IMAP, against a real Dovecot whose line fails."""

from __future__ import annotations

import imaplib
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner

from journeyaudit import clock
from journeyaudit.cases.store import CaseStore
from journeyaudit.casework.polling import Polled, poll
from journeyaudit.casework.watching import Surroundings, watch
from journeyaudit.cli import main
from journeyaudit.errors import MailError
from journeyaudit.gather.mail.address import ImapAddress
from journeyaudit.gather.mail.opening import open_mailbox
from journeyaudit.model.case import Case
from tests.mail.line import Line
from tests.mail.scripted import Scripted
from tests.mail.server import PASSWORD, MailServer
from tests.unit.cases.given import case_of, mail_of
from tests.unit.casework.worlds import SHOP, received

_NUMBERS = count()


@pytest.fixture
def user(mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SSL_CERT_FILE", str(mail_server.certificate))
    monkeypatch.setenv("JOURNEYAUDIT_MAIL_PASSWORD", PASSWORD)
    return f"poll{next(_NUMBERS)}"


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    return CaseStore.open(tmp_path / "cases")


@pytest.fixture
def line(mail_server: MailServer) -> Iterator[Line]:
    with Line(mail_server.ports.imaps) as made:
        yield made


def opened(store: CaseStore) -> Case:
    return store.add(case_of(opened_at=clock.now().isoformat()))


def answer(number: int, text: str = "Q7XK2M") -> bytes:
    return mail_of(f"Answer {number}", text, message_id=f"<{number}@shop.example>")


def polled(store: CaseStore, address: str) -> Polled:
    mailbox = open_mailbox(address)
    try:
        return poll(store, mailbox, SHOP, clock.now())
    finally:
        mailbox.close()


def subjects(store: CaseStore, case: Case) -> list[str]:
    raws = [store.read(event.artifact).decode() for event in received(store.case(case.id))]
    return sorted(line for raw in raws for line in raw.splitlines() if line.startswith("Subject"))


def told(numbers: range) -> list[str]:
    return sorted(f"Subject: Answer {number}" for number in numbers)


def test_mails_are_polled_over_tls_from_inbox_and_spam(mail_server: MailServer, user: str, store: CaseStore) -> None:
    case = opened(store)
    mail_server.deliver(user, answer(0))
    program = imaplib.IMAP4_SSL("localhost", mail_server.ports.imaps, ssl_context=mail_server.trust())
    program.login(user, PASSWORD)
    program.append("Junk", "", "", answer(1))
    mail_server.deliver(user, mail_of("Win a car", sender="x@elsewhere.example"))

    first, second = (polled(store, mail_server.imaps(user)) for _ in range(2))

    assert [event.junk for event in received(store.case(case.id))] == [False, True]
    assert (len(first.arrivals), first.looked_at, second.looked_at) == (2, 3, 0)


def test_a_token_that_stands_only_in_a_text_is_found(mail_server: MailServer, user: str, store: CaseStore) -> None:
    case = opened(store)
    mail_server.deliver(user, mail_of("Hello", "Your reference: Q7XK2M", sender="desk@vendor.example"))
    mail_server.deliver(user, mail_of("Hello", "Your reference: ZZZZZZ", sender="desk@vendor.example"))

    polled(store, mail_server.imaps(user))

    assert len(received(store.case(case.id))) == 1


def test_a_server_that_goes_in_the_middle_loses_and_doubles_nothing(
    mail_server: MailServer, user: str, store: CaseStore, line: Line
) -> None:
    """The line is cut after ever more bytes, until one poll comes through: in greeting, login, search, headers and mails."""
    case = opened(store)
    for number in range(6):
        mail_server.deliver(user, answer(number, "Q7XK2M " + "x" * 3000))
    faults: list[str] = []
    allowed = 1000
    while True:
        line.left = allowed
        try:
            polled(store, f"imaps://{user}@127.0.0.1:{line.port}")
            break
        except MailError as error:
            faults.append(error.code)
        allowed += 1700
    mail_server.deliver(user, answer(6))
    line.left = None
    polled(store, f"imaps://{user}@127.0.0.1:{line.port}")

    assert len(faults) > 5
    assert set(faults) <= {"JA401", "JA405"}
    assert subjects(store, case) == told(range(7))


def test_a_mailbox_that_is_numbered_anew_doubles_nothing(mail_server: MailServer, user: str, store: CaseStore) -> None:
    case = opened(store)
    mail_server.deliver(user, answer(0))
    polled(store, mail_server.imaps(user))
    validity = next(iter(store.watched(f"{user}@127.0.0.1:{mail_server.ports.imaps}").values())).validity
    for path in mail_server.maildir(user).glob("dovecot*"):
        path.unlink()
    numbering = mail_server.maildir(user) / "dovecot-uidlist"
    numbering.write_text(f"3 V{validity + 9} N1 G{'2b' * 16}\n")
    shutil.chown(numbering, "mail", "mail")
    mail_server.deliver(user, answer(1))

    again = polled(store, mail_server.imaps(user))

    assert (again.looked_at, len(again.arrivals)) == (2, 1)
    assert subjects(store, case) == told(range(2))


class Watcher:
    """Watches in a thread of its own; a test ends it when it has seen enough. Pauses are counted, not waited for."""

    def __init__(self, store: CaseStore, address: str) -> None:
        self.pauses: list[float] = []
        self.lost: list[MailError] = []
        self.enough, self.looked = Event(), Event()
        around = Surroundings(partial(open_mailbox, address), clock.now, self.pauses.append, lambda: not self.enough.is_set())
        self._watch = partial(watch, store, SHOP, around, self._polled, lambda error, _: self.lost.append(error), every=600)

    def _polled(self, polled: Polled) -> None:
        if polled.arrivals:
            self.enough.set()
        self.looked.set()

    def __call__(self) -> None:
        self._watch()


def test_a_mail_is_read_while_we_watch(mail_server: MailServer, user: str, store: CaseStore) -> None:
    case = opened(store)
    watcher = Watcher(store, mail_server.imaps(user))
    with ThreadPoolExecutor() as pool:
        watching = pool.submit(watcher)
        watcher.looked.wait()
        mail_server.deliver(user, answer(0))
        # What comes between a poll and IDLE is told by the next one.
        while not watching.done():
            mail_server.deliver(user, mail_of("Other", sender="x@elsewhere.example"))
        watching.result()

    assert subjects(store, case) == told(range(1))
    assert watcher.pauses == []


def test_a_line_that_is_cut_while_we_watch_is_taken_up_again(
    mail_server: MailServer, user: str, store: CaseStore, line: Line
) -> None:
    case = opened(store)
    watcher = Watcher(store, f"imaps://{user}@127.0.0.1:{line.port}")
    with ThreadPoolExecutor() as pool:
        watching = pool.submit(watcher)
        watcher.looked.wait()
        while line.callers < 3:
            line.cut()
        mail_server.deliver(user, answer(0))
        while not watching.done():
            mail_server.deliver(user, mail_of("Other", sender="x@elsewhere.example"))
        watching.result()

    assert subjects(store, case) == told(range(1))
    assert {error.code for error in watcher.lost} <= {"JA401", "JA405"}
    assert watcher.pauses[0] == 5.0


def test_the_first_connection_must_succeed(user: str, store: CaseStore) -> None:
    with pytest.raises(MailError, match="JA401"):
        Watcher(store, f"imaps://{user}@127.0.0.1:1")()


def test_pauses_grow_until_a_quarter_of_an_hour(mail_server: MailServer, user: str, store: CaseStore) -> None:
    opened(store)
    addresses = [mail_server.imaps(user)] + [f"imaps://{user}@127.0.0.1:1"] * 10
    pauses: list[float] = []

    def connect() -> object:
        return open_mailbox(addresses.pop(0))

    class Once:
        """A mailbox that goes as soon as it was read."""

        def __init__(self) -> None:
            self._mailbox = connect()

        def __getattr__(self, name: str) -> object:
            return getattr(self._mailbox, name)

        def wait(self, seconds: float) -> None:
            raise MailError(f"gone within {seconds} s", code="JA405")

    around = Surroundings(Once, clock.now, pauses.append, lambda: bool(addresses))  # pyright: ignore[reportArgumentType]
    watch(store, SHOP, around, lambda _: None, lambda *_: None)

    assert pauses == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]


def _literal(number: int, what: bytes, data: bytes) -> bytes:
    return b"* %d FETCH (UID %d %s {%d}\r\n%s)\r\n" % (number, number, what, len(data), data)


def stubborn(refusal: bytes, *, headers: bool = False) -> dict[bytes, bytes]:
    """A mailbox of three answers whose server never gives the second: its body, with `headers` not even its header."""
    came = b'INTERNALDATE "02-Mar-2026 10:00:00 +0000" RFC822.SIZE 900 BODY[HEADER]<0>'
    mails = {number: answer(number) for number in (1, 2, 3)}
    heads = {n: _literal(n, came, raw.partition(b"\n\n")[0] + b"\r\n\r\n") for n, raw in mails.items()}
    return {
        b"LIST": b'* LIST (\\HasNoChildren) "." INBOX\r\n',
        b"EXAMINE": b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 4]\r\n",
        b"UID SEARCH": b"* SEARCH 1 2 3\r\n",
        b"UID FETCH 1,2,3 ": refusal if headers else b"".join(heads.values()),
        **{b"UID FETCH %d (UID INTERNALDATE" % n: refusal if headers and n == 2 else head for n, head in heads.items()},
        **{b"UID FETCH %d (UID BODY.PEEK[]" % n: refusal if n == 2 else _literal(n, b"BODY[]<0>", mails[n]) for n in mails},
    }


REFUSALS = [
    b"TAG NO [SERVERBUG] Internal error occurred\r\n",
    b"TAG BAD no such part\r\n",
    b"* 2 FETCH (UID 2 BODY[]<0> NIL)\r\n",
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=["no", "bad", "nil"])
def test_a_mail_that_the_server_never_gives_is_told_once_and_what_lies_behind_it_is_read(
    store: CaseStore, monkeypatch: pytest.MonkeyPatch, refusal: bytes
) -> None:
    monkeypatch.setenv("JOURNEYAUDIT_MAIL_PASSWORD", "hunter2")
    monkeypatch.setattr(ImapAddress, "name", "jo")  # the port is another each time
    case = store.add(case_of(opened_at="2026-03-02T09:00:00+00:00"))
    for expected in (["Answer 1", "Answer 2", "Answer 3"], []):
        with Scripted(stubborn(refusal)) as server:
            found = polled(store, f"imap+plain://jo@127.0.0.1:{server.port}")
        assert [one.subject for one in found.arrivals] == expected
        assert [one.subject for one in found.arrivals if one.whole_bytes] == expected[1:2]
    assert subjects(store, case) == told(range(1, 4))


def test_a_mail_of_which_not_even_the_header_is_given_is_told_once_and_held(
    store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEYAUDIT_MAIL_PASSWORD", "hunter2")
    monkeypatch.setattr(ImapAddress, "name", "jo")
    case = store.add(case_of(opened_at="2026-03-02T09:00:00+00:00"))
    for arrivals, held in ((2, 1), (0, 0)):
        with Scripted(stubborn(REFUSALS[0], headers=True)) as server:
            found = polled(store, f"imap+plain://jo@127.0.0.1:{server.port}")
        assert (len(found.arrivals), len(found.held)) == (arrivals, held)
    assert "Internal error" in store.held()[0].reason
    assert store.held()[0].cases == (case.id,)


@pytest.mark.parametrize("code", [b"UNAVAILABLE", b"INUSE", b"LIMIT"])
def test_a_server_that_is_busy_ends_the_poll_and_gives_the_mail_later(
    store: CaseStore, monkeypatch: pytest.MonkeyPatch, code: bytes
) -> None:
    monkeypatch.setenv("JOURNEYAUDIT_MAIL_PASSWORD", "hunter2")
    monkeypatch.setattr(ImapAddress, "name", "jo")
    case = store.add(case_of(opened_at="2026-03-02T09:00:00+00:00"))
    with Scripted(stubborn(b"TAG NO [%s] later\r\n" % code)) as server, pytest.raises(MailError, match="JA405"):
        polled(store, f"imap+plain://jo@127.0.0.1:{server.port}")
    whole = stubborn(_literal(2, b"BODY[]<0>", answer(2)))
    with Scripted(whole) as server:
        polled(store, f"imap+plain://jo@127.0.0.1:{server.port}")
    assert subjects(store, case) == told(range(1, 4))


SUBJECT = """
name: Shop
origins: [https://www.shop.example]
enquiries: {{address: jo@shopper.example, mailbox: "{mailbox}"}}
"""


def test_a_poll_is_typed_and_no_file_and_no_output_holds_the_password(
    mail_server: MailServer, user: str, store: CaseStore, tmp_path: Path
) -> None:
    opened(store)
    mail_server.deliver(user, answer(0))
    subject = tmp_path / "shop.yaml"
    subject.write_text(SUBJECT.format(mailbox=mail_server.imaps(user)), "utf-8")

    ended = CliRunner().invoke(main, ["case", "poll", "--subject", str(subject), "--cases", str(store.folder)])

    assert ended.exit_code == 0, ended.output
    assert "'Answer 0'" in ended.output
    assert_nowhere(PASSWORD, tmp_path, ended.output)


def assert_nowhere(secret: str, folder: Path, output: str) -> None:
    assert secret not in output
    for path in folder.rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes(), path


#: Servers that repeat what they are sent, the password included: one that lets nobody in, one that babbles.
REFUSING = {b"LOGIN": b"TAG NO I do not know {line}\r\n"}
BABBLING = {b"*": b"* \xff\x00 {99999999999999999999}\r\n* LIST (((\r\nTAG BAD hunter2 {line}\r\n"}


@pytest.mark.parametrize(
    ("lines", "status", "what_is_said"), [(REFUSING, 2, "REDACTED"), (BABBLING, 3, "unexpected")], ids=["refusing", "babbling"]
)
def test_a_password_that_a_server_repeats_is_neither_shown_nor_written(
    store: CaseStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: dict[bytes, bytes], status: int, what_is_said: str
) -> None:
    opened(store)
    monkeypatch.setenv("JOURNEYAUDIT_MAIL_PASSWORD", "hunter2")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where a crash would be written to
    with Scripted(lines) as server:
        subject = tmp_path / "shop.yaml"
        subject.write_text(SUBJECT.format(mailbox=f"imap+plain://jo@127.0.0.1:{server.port}"), "utf-8")
        ended = CliRunner().invoke(main, ["case", "poll", "--subject", str(subject), "--cases", str(store.folder)])

    assert ended.exit_code == status, ended.output
    assert what_is_said in ended.output
    assert_nowhere("hunter2", tmp_path, ended.output)
