"""A Maildir is read whole, once, and left as it was."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from journeyaudit.errors import MailError
from journeyaudit.gather.mail.mailbox import MAIL_LIMIT, Folder
from journeyaudit.gather.mail.maildir import Maildir
from tests.unit.gather.mail.watching import INBOX, read, subjects

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def deliver(root: Path, subject: str, at: datetime = NOON, part: str = "new", marks: str = "") -> Path:
    for name in ("cur", "new", "tmp"):
        (root / name).mkdir(parents=True, exist_ok=True)
    path = root / part / f"{int(at.timestamp())}.{subject.replace(' ', '')}.host{marks}"
    path.write_bytes(f"Subject: {subject}\r\n\r\nHello\r\n".encode())
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def state_of(root: Path) -> dict[str, tuple[float, int]]:
    return {str(path): (path.stat().st_mtime, path.stat().st_mode) for path in root.rglob("*")}


def test_mails_are_read_in_the_order_of_their_coming(tmp_path: Path) -> None:
    deliver(tmp_path, "Second", NOON.replace(hour=13))
    deliver(tmp_path, "First", part="cur", marks=":2,S")

    heads, _, _ = read(Maildir(tmp_path))

    assert subjects(heads) == ["First", "Second"]
    assert heads[0].at == "2026-03-02T12:00:00+00:00"


def test_a_mail_is_read_once_though_it_is_moved_and_marked(tmp_path: Path) -> None:
    new = deliver(tmp_path, "Hello")
    _, cursor, seen = read(Maildir(tmp_path))
    new.rename(tmp_path / "cur" / f"{new.name}:2,RS")
    deliver(tmp_path, "Next")

    heads, _, _ = read(Maildir(tmp_path), cursor, seen=seen)

    assert subjects(heads) == ["Next"]


def test_a_mail_that_comes_while_the_clock_is_set_back_is_read(tmp_path: Path) -> None:
    deliver(tmp_path, "Hello")
    _, cursor, seen = read(Maildir(tmp_path), since=date(2026, 2, 1))
    deliver(tmp_path, "Earlier", NOON.replace(day=1))

    assert subjects(read(Maildir(tmp_path), cursor, seen=seen, since=date(2026, 2, 1))[0]) == ["Earlier"]


def test_mails_before_the_case_are_not_read(tmp_path: Path) -> None:
    deliver(tmp_path, "Old", NOON.replace(year=2025))
    deliver(tmp_path, "Now")

    heads, _, _ = read(Maildir(tmp_path), since=date(2026, 3, 1))

    assert subjects(heads) == ["Now"]


def test_an_earlier_case_searches_again(tmp_path: Path) -> None:
    deliver(tmp_path, "Old", NOON.replace(month=2))
    _, cursor, seen = read(Maildir(tmp_path), since=date(2026, 3, 1))

    assert subjects(read(Maildir(tmp_path), cursor, seen=seen, since=date(2026, 2, 1))[0]) == ["Old"]


def test_spam_folders_are_found_by_name_and_by_configuration(tmp_path: Path) -> None:
    for folder in ("", ".Junk", ".INBOX.Spam", "Werbung", ".Archive"):
        deliver(tmp_path / folder, "Hello")

    assert Maildir(tmp_path, ("werbung",)).folders() == (
        INBOX,
        Folder(".INBOX.Spam", junk=True),
        Folder(".Junk", junk=True),
        Folder("Werbung", junk=True),
    )


def test_a_mail_is_given_whole_up_to_the_limit(tmp_path: Path) -> None:
    path = deliver(tmp_path, "Large")
    with path.open("ab") as file:
        file.truncate(MAIL_LIMIT + 1000)
    mailbox = Maildir(tmp_path)
    heads, _, _ = read(mailbox)

    raw = mailbox.raw(INBOX, heads[0])

    assert raw is not None
    assert len(raw) == MAIL_LIMIT
    assert heads[0].size == MAIL_LIMIT + 1000


def test_a_mail_that_was_deleted_in_between_is_not_there(tmp_path: Path) -> None:
    path = deliver(tmp_path, "Hello")
    mailbox = Maildir(tmp_path)
    heads, _, _ = read(mailbox)
    path.unlink()

    assert mailbox.raw(INBOX, heads[0]) is None


def test_a_mail_that_was_moved_in_between_is_found(tmp_path: Path) -> None:
    path = deliver(tmp_path, "Hello")
    mailbox = Maildir(tmp_path)
    heads, _, _ = read(mailbox)
    path.rename(tmp_path / "cur" / f"{path.name}:2,S")

    raw = mailbox.raw(INBOX, heads[0])

    assert raw is not None
    assert raw.endswith(b"Hello\r\n")


def test_links_out_of_the_maildir_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Subject: secret\n\n")
    deliver(tmp_path / "mail", "Hello")
    (tmp_path / "mail" / "new" / "1.link").symlink_to(tmp_path / "secret")

    assert subjects(read(Maildir(tmp_path / "mail"))[0]) == ["Hello"]


def test_reading_changes_nothing(tmp_path: Path) -> None:
    deliver(tmp_path, "Hello")
    deliver(tmp_path / ".Junk", "Win")
    before = state_of(tmp_path)
    mailbox = Maildir(tmp_path)
    for folder in mailbox.folders():
        heads, _, _ = read(mailbox, folder=folder)
        mailbox.raw(folder, heads[0])

    assert state_of(tmp_path) == before


def test_a_folder_that_is_no_maildir_is_told(tmp_path: Path) -> None:
    with pytest.raises(MailError, match=r"JA404 there is no Maildir"):
        Maildir(tmp_path)
