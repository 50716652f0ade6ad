"""Which mailboxes can be named, and that no password leaves in the clear or stands in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyaudit.errors import MailError
from journeyaudit.gather.mail.address import ImapAddress, MaildirAddress, parse


@pytest.mark.parametrize(
    ("mailbox", "parts"),
    [
        ("imaps://jo@mail.example", ImapAddress("imaps", "jo", "mail.example", 993)),
        ("imap://jo@mail.example", ImapAddress("imap", "jo", "mail.example", 143)),
        ("imaps://jo%40shop.example@mail.example:1993", ImapAddress("imaps", "jo@shop.example", "mail.example", 1993)),
        ("imap+plain://jo@127.0.0.1:1143", ImapAddress("imap+plain", "jo", "127.0.0.1", 1143)),
        ("imap+plain://jo@[::1]", ImapAddress("imap+plain", "jo", "::1", 143)),
        ("maildir:/home/jo/Maildir", MaildirAddress(Path("/home/jo/Maildir"))),
        ("maildir:///home/jo/Maildir", MaildirAddress(Path("/home/jo/Maildir"))),
    ],
)
def test_the_parts_of_an_address(mailbox: str, parts: object) -> None:
    assert parse(mailbox) == parts


@pytest.mark.parametrize(
    "mailbox", ["", "jo@mail.example", "pop3://jo@mail.example", "imaps://mail.example", "imaps://jo@", "maildir:"]
)
def test_what_is_no_mailbox_is_told_with_what_to_do(mailbox: str) -> None:
    with pytest.raises(MailError, match=r"JA403(.|\n)*what to do"):
        parse(mailbox)


@pytest.mark.parametrize("host", ["mail.example", "127.0.0.1.mail.example", "10.0.0.1", "localhost.mail.example"])
def test_plain_imap_is_spoken_to_the_loopback_only(host: str) -> None:
    with pytest.raises(MailError, match=r"JA403.*in the clear"):
        parse(f"imap+plain://jo@{host}")


@pytest.mark.parametrize(
    "mailbox", ["imaps://jo:hunter2@mail.example", "imaps://jo:hunter2@mail.example:port", "imaps://:hunter2@["]
)
def test_a_password_in_an_address_is_refused_and_not_repeated(mailbox: str) -> None:
    with pytest.raises(MailError, match="JA403") as refused:
        parse(mailbox)
    assert "hunter2" not in str(refused.value)
