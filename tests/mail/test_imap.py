"""A real Dovecot is read over TLS: whole, once, and left as it was."""

from __future__ import annotations

import imaplib
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import count

import pytest

from journeyaudit import clock
from journeyaudit.errors import MailError
from journeyaudit.gather.mail.address import ImapAddress
from journeyaudit.gather.mail.imap import ImapMailbox
from journeyaudit.gather.mail.mailbox import MAIL_LIMIT, Folder, Head, Mailbox
from journeyaudit.gather.mail.opening import open_mailbox
from tests.mail.scripted import Scripted
from tests.mail.server import PASSWORD, MailServer
from tests.unit.gather.mail.watching import INBOX, read, subjects

_NUMBERS = count()


@pytest.fixture
def user(mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """A shopper with a mailbox of their own, who trusts the server's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(mail_server.certificate))
    monkeypatch.setenv("JOURNEYAUDIT_MAIL_PASSWORD", PASSWORD)
    return f"imap{next(_NUMBERS)}"


@pytest.fixture
def mailbox(mail_server: MailServer, user: str) -> Iterator[Mailbox]:
    opened = open_mailbox(mail_server.imaps(user))
    yield opened
    opened.close()


def mail(subject: str, text: str = "Hello") -> bytes:
    return f"From: ann@shop.example\r\nSubject: {subject}\r\n\r\n{text}\r\n".encode()


def logged_in(server: MailServer, user: str) -> imaplib.IMAP4_SSL:
    """The shopper's own mail program."""
    program = imaplib.IMAP4_SSL("localhost", server.ports.imaps, ssl_context=server.trust())
    program.login(user, PASSWORD)
    return program


def test_mails_are_read_in_order_and_only_once(mail_server: MailServer, user: str, mailbox: Mailbox) -> None:
    for subject in ("First", "Second"):
        mail_server.deliver(user, mail(subject))
    heads, cursor, _ = read(mailbox)
    mail_server.deliver(user, mail("Third"))

    assert subjects(heads) == ["First", "Second"]
    assert subjects(read(mailbox, cursor)[0]) == ["Third"]


def test_the_moment_is_that_of_the_mailbox(mail_server: MailServer, user: str, mailbox: Mailbox) -> None:
    before = clock.now().isoformat()
    mail_server.deliver(user, mail("Hello"))

    head = read(mailbox)[0][0]

    assert before <= head.at <= clock.now().isoformat()
    assert mailbox.raw(INBOX, head) is not None


def test_reading_marks_and_moves_nothing(mail_server: MailServer, user: str, mailbox: Mailbox) -> None:
    mail_server.deliver(user, mail("Hello"))
    for folder in mailbox.folders():
        for head in read(mailbox, folder=folder)[0]:
            mailbox.raw(folder, head)
            mailbox.containing(folder, (head,), ("Hello",))

    program = logged_in(mail_server, user)
    program.select("INBOX", readonly=True)
    assert program.fetch("1", "(FLAGS)")[1] == [rb"1 (FLAGS (\Recent))"]


def test_the_spam_folder_is_found_by_its_mark_and_others_by_name(mail_server: MailServer, user: str, mailbox: Mailbox) -> None:
    program = logged_in(mail_server, user)
    program.create("Unerw&APw-nscht")

    assert mailbox.folders() == (INBOX, Folder("Junk", junk=True))
    named = open_mailbox(mail_server.imaps(user), ("Unerwünscht",))
    assert named.folders() == (INBOX, Folder("Junk", junk=True), Folder("Unerwünscht", junk=True))
    assert read(named, folder=named.folders()[2])[0] == []


def test_a_spam_folder_that_is_not_there_is_told_with_those_that_are(mail_server: MailServer, user: str) -> None:
    with pytest.raises(MailError, match=r"JA404 .*no folder 'Spam'(.|\n)*there are INBOX, Junk, Sent"):
        open_mailbox(mail_server.imaps(user), ("Spam",)).folders()


def test_only_mails_since_the_case_was_opened_are_read_at_first(mail_server: MailServer, user: str, mailbox: Mailbox) -> None:
    program = logged_in(mail_server, user)
    program.append("INBOX", None, '"01-Mar-2020 10:00:00 +0000"', mail("Old"))  # pyright: ignore[reportArgumentType]
    mail_server.deliver(user, mail("New"))
    day = clock.now().date() - timedelta(days=2)

    heads, cursor, _ = read(mailbox, since=day)

    assert subjects(heads) == ["New"]
    assert subjects(read(mailbox, cursor, since=day)[0]) == []
    assert subjects(read(mailbox, cursor, since=date(2020, 1, 1))[0]) == ["Old", "New"]


def test_a_mailbox_that_is_numbered_anew_is_searched_again(mail_server: MailServer, user: str, mailbox: Mailbox) -> None:
    mail_server.deliver(user, mail("Hello"))
    _, cursor, _ = read(mailbox)
    mailbox.close()
    # As after a restored backup: the server forgets its numbers and begins a new numbering.
    for path in mail_server.maildir(user).glob("dovecot*"):
        path.unlink()
    (mail_server.maildir(user) / "dovecot-uidlist").write_text(f"3 V{cursor.validity + 1} N1 G{'1a' * 16}\n")
    shutil.chown(mail_server.maildir(user) / "dovecot-uidlist", "mail", "mail")

    heads, again, _ = read(open_mailbox(mail_server.imaps(user)), cursor)

    assert again.validity != cursor.validity
    assert subjects(heads) == ["Hello"]


def test_words_are_sought_in_texts_however_they_are_encoded(mail_server: MailServer, user: str, mailbox: Mailbox) -> None:
    encoded = b"Subject: Encoded\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    mail_server.deliver(user, mail("Other"))
    mail_server.deliver(user, encoded + b"UmVmIFE3WEsyTSBpcyB5b3Vycw==\r\n")
    heads = tuple(read(mailbox)[0])

    found = mailbox.containing(INBOX, heads, ("NOTHERE", "q7xk2m"))

    assert [head.ref for head in heads if head.ref in found] == [heads[1].ref]


def test_a_mail_of_50_megabytes_is_cut(mail_server: MailServer, user: str, mailbox: Mailbox) -> None:
    read(mailbox)
    path = mail_server.maildir(user) / "new" / "1790000000.large.host"
    line = b"x" * 76 + b"\r\n"
    path.write_bytes(mail("Large") + line * (50_000_000 // len(line)))
    shutil.chown(path, "mail", "mail")
    heads, _, _ = read(mailbox)

    raw = mailbox.raw(INBOX, heads[0])

    assert heads[0].size > 49_000_000
    assert raw is not None
    assert len(raw) == MAIL_LIMIT


def test_a_mail_that_was_deleted_in_between_is_not_there(mail_server: MailServer, user: str, mailbox: Mailbox) -> None:
    mail_server.deliver(user, mail("Hello"))
    heads, _, _ = read(mailbox)
    program = logged_in(mail_server, user)
    program.select("INBOX")
    program.store("1", "+FLAGS", r"(\Deleted)")
    program.expunge()
    mailbox.close()
    later = open_mailbox(mail_server.imaps(user))

    assert later.raw(INBOX, heads[0]) is None


def test_starttls_is_spoken_where_tls_does_not_come_first(mail_server: MailServer, user: str) -> None:
    mail_server.deliver(user, mail("Hello"))

    mailbox = open_mailbox(f"imap://{user}@localhost:{mail_server.ports.imap}")

    assert subjects(read(mailbox)[0]) == ["Hello"]


def test_idle_returns_when_a_mail_comes(mail_server: MailServer, user: str, mailbox: Mailbox) -> None:
    _, cursor, _ = read(mailbox)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(mailbox.wait, 120)
        mail_server.deliver(user, mail("Hello"))
        # Where it came before IDLE began, another one is what wakes us.
        while not waiting.done():
            mail_server.deliver(user, mail("Again"))
        waiting.result()

    assert subjects(read(mailbox, cursor)[0])[0] == "Hello"


def test_a_wrong_password_is_told_and_never_shown(mail_server: MailServer, user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEYAUDIT_MAIL_PASSWORD", "hunter2")

    with pytest.raises(MailError, match=r"JA402(.|\n)*JOURNEYAUDIT_MAIL_PASSWORD") as refused:
        open_mailbox(mail_server.imaps(user))
    assert "hunter2" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_password_with_an_umlaut_logs_in_or_is_refused_like_any_other(
    mail_server: MailServer, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEYAUDIT_MAIL_PASSWORD", "pässwörd")

    with pytest.raises(MailError, match="JA402"):
        open_mailbox(mail_server.imaps(user))


def test_no_password_is_told_before_anything_is_opened(
    mail_server: MailServer, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JOURNEYAUDIT_MAIL_PASSWORD")

    with pytest.raises(MailError, match=r"JA402 there is no password"):
        open_mailbox(mail_server.imaps(user))


def test_a_certificate_that_nobody_vouches_for_is_refused(
    mail_server: MailServer, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")

    with pytest.raises(MailError, match=r"JA401(.|\n)*SSL_CERT_FILE"):
        open_mailbox(mail_server.imaps(user))


def test_a_server_that_is_not_there_is_told(user: str) -> None:
    with pytest.raises(MailError, match=r"JA401 the mail server cannot be reached"):
        open_mailbox(f"imaps://{user}@localhost:1")


def test_tls_is_not_given_up_for_a_server_without(mail_server: MailServer, user: str) -> None:
    with pytest.raises(MailError, match=r"JA401(.|\n)*imap://"):
        open_mailbox(f"imaps://{user}@localhost:{mail_server.ports.imap}")


def test_a_spam_folder_that_nobody_marked_is_known_by_its_name() -> None:
    listed = (
        b'* LIST (\\HasNoChildren) "." INBOX\r\n* LIST () "." "INBOX.Posta indesiderata"\r\n* LIST (\\Noselect) "." Archive\r\n'
    )
    with Scripted({b"LIST": listed}) as server:
        mailbox = ImapMailbox(ImapAddress("imap+plain", "jo", "127.0.0.1", server.port), "secret")
        assert mailbox.folders() == (INBOX, Folder("INBOX.Posta indesiderata", junk=True))
        mailbox.close()


@pytest.mark.parametrize("refusal", [b"TAG NO not today\r\n", b"TAG BAD what?\r\n"])
def test_where_a_server_does_not_search_texts_every_mail_may_have_the_word(refusal: bytes) -> None:
    heads = tuple(Head(ref, "2026-03-02T10:00:00+00:00", 100, b"") for ref in ("3", "4"))
    with Scripted({b"UID": refusal}) as server:
        mailbox = ImapMailbox(ImapAddress("imap+plain", "jo", "127.0.0.1", server.port), "secret")
        assert mailbox.containing(INBOX, heads, ("Q7XK2M",)) == {"3", "4"}
        mailbox.close()


def test_a_server_that_does_not_tell_what_is_new_ends_the_poll() -> None:
    with Scripted({b"UID": b"TAG NO not today\r\n"}) as server:
        mailbox = ImapMailbox(ImapAddress("imap+plain", "jo", "127.0.0.1", server.port), "secret")
        with pytest.raises(MailError, match="JA405"):
            read(mailbox)
        mailbox.close()
