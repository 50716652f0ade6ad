# ruff: noqa: ARG001, ARG005 - what a mail server calls is named by aiosmtpd
"""Letters leave over TLS, with permission, and look like a customer's own."""

from __future__ import annotations

import socket
import subprocess
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from journeyaudit.errors import MailError
from journeyaudit.gather.mail.smtp import Server, Uncertain, compose, send, server_of
from journeyaudit.model.subject import Permission
from tests.mail.post import Post, post_office

OWNER = Permission(granted_by="The owner of the shop", send_enquiries=True)
_SILENCING = (
    "auto-submitted",
    "precedence",
    "list-unsubscribe",
    "list-id",
    "x-auto-response-suppress",
    "return-path",
    "x-mailer",
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


def letter(**more: Any) -> EmailMessage:
    told: dict[str, Any] = {
        "sender": "ada+hw7k2qx@marsh.example", "name": "Ada Märsh", "recipient": "help@shop.example",
        "subject": "Bestellung 40718 (mein Zeichen HW-7K2QX)", "body": "Guten Tag,\n\nwo ist sie? Schöne Grüße\n",
        "message_id": "hw-7k2qx.1a2b@marsh.example",
    }  # fmt: skip
    return compose(**told | more)


def test_a_letter_arrives_as_a_customer_wrote_it() -> None:
    post = Post()
    with post_office(post) as port:
        send(letter(), Server("127.0.0.1", port, "", is_tls=False), "", OWNER)
    (envelope,) = post.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("ada+hw7k2qx@marsh.example", ["help@shop.example"])
    mail = message_from_bytes(envelope.content, policy=default)
    assert mail["From"] == "Ada Märsh <ada+hw7k2qx@marsh.example>"
    assert mail["Message-ID"] == "<hw-7k2qx.1a2b@marsh.example>"
    assert "wo ist sie? Schöne Grüße" in mail.get_content()
    assert mail.get_content_type() == "text/plain"
    assert not [name for name in mail if name.lower() in _SILENCING or name.lower().startswith("list-")]


def test_a_reply_names_the_mails_before_it() -> None:
    mail = letter(answers=("first@shop.example", "last@shop.example"))
    assert mail["In-Reply-To"] == "<last@shop.example>"
    assert mail["References"] == "<first@shop.example> <last@shop.example>"


@pytest.mark.parametrize(
    "permission",
    [None, Permission(granted_by="The owner"), Permission(granted_by="The owner", submit_forms=True, basket_and_checkout=True)],
    ids=["none", "nothing granted", "other things granted"],
)
def test_without_permission_the_server_is_not_even_greeted(permission: Permission | None) -> None:
    post = Post()
    with post_office(post) as port, pytest.raises(MailError, match="JA410"):
        send(letter(), Server("127.0.0.1", port, "", is_tls=False), "", permission)
    assert (post.spoke, post.taken) == (0, [])


@pytest.mark.parametrize("how", ["tls", "starttls"])
def test_a_letter_leaves_encrypted_where_the_certificate_verifies(
    how: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    post = Post()
    with post_office(post, certificate, how) as port:
        send(letter(), Server("localhost", port, "", is_tls=how == "tls"), "", OWNER)
    assert len(post.taken) == 1


@pytest.mark.parametrize("how", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_ends_it(how: str, certificate: Path) -> None:
    post = Post()
    with post_office(post, certificate, how) as port, pytest.raises(MailError, match=r"JA413.*certificate"):
        send(letter(), Server("localhost", port, "", is_tls=how == "tls"), "", OWNER)
    assert post.taken == []


def test_a_certificate_for_another_host_ends_it(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    post = Post()
    with post_office(post, certificate, "tls") as port, pytest.raises(MailError, match=r"JA413.*certificate"):
        send(letter(), Server("127.0.0.1", port, "", is_tls=True), "", OWNER)
    assert post.taken == []


def test_another_machine_without_encryption_is_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    local = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: local("127.0.0.1", *rest, **more))
    post = Post()
    with post_office(post) as port, pytest.raises(MailError, match=r"JA413.*STARTTLS"):
        send(letter(), Server("mail.shop.example", port, "", is_tls=False), "", OWNER)
    assert post.taken == []


@pytest.mark.parametrize("host", ["127.evil.example", "localhost.evil.example", "10.0.0.1"])
def test_only_this_very_machine_is_this_machine(host: str) -> None:
    assert not Server(host, 25, "", is_tls=False).is_local
    assert all(Server(own, 25, "", is_tls=False).is_local for own in ("localhost", "127.0.0.1", "127.1.2.3", "::1"))


def test_a_refused_recipient_is_told_in_the_servers_words() -> None:
    with post_office(Post("recipient")) as port, pytest.raises(MailError, match=r"JA414.*550 5.1.1 no such mailbox"):
        send(letter(), Server("127.0.0.1", port, "", is_tls=False), "", OWNER)


def test_a_connection_that_breaks_with_the_letter_in_hand_is_uncertain() -> None:
    with post_office(Post("hang up")) as port, pytest.raises(Uncertain, match="JA415"):
        send(letter(), Server("127.0.0.1", port, "", is_tls=False), "", OWNER)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(MailError, match="JA413"):
        send(letter(), Server("127.0.0.1", 1, "", is_tls=False), "", OWNER)


def test_the_login_is_made_with_the_password_that_was_given() -> None:
    seen: list[Any] = []

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        seen.append((data.login, data.password))
        return AuthResult(success=data.password == b"right", handled=False)

    post = Post()
    with post_office(post, authenticator=check, auth_require_tls=False) as port:
        with pytest.raises(MailError, match=r"refuses the login of ada"):
            send(letter(), Server("127.0.0.1", port, "ada", is_tls=False), "wrong", OWNER)
        send(letter(), Server("127.0.0.1", port, "ada", is_tls=False), "right", OWNER)
    assert len(post.taken) == 1
    assert (b"ada", b"right") in seen


def test_addresses_of_servers() -> None:
    assert server_of("smtps://ada%40marsh.example@mail.marsh.example") == ("mail.marsh.example", 465, "ada@marsh.example", True)
    assert server_of("smtp://mail.marsh.example:2525") == ("mail.marsh.example", 2525, "", False)
    for wrong in ("http://mail.example", "mail.example", "smtps://", "smtp://[::1", "smtp://host:port"):
        with pytest.raises(MailError, match="JA411"):
            server_of(wrong)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(MailError, match="JA411") as told:
        server_of("smtps://ada:secret@mail.marsh.example")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("wrong", ["no address", "a@b\r\nBcc: all@shop.example", ""])
def test_an_address_that_is_none_adds_no_header(wrong: str) -> None:
    with pytest.raises(MailError, match="JA412"):
        letter(recipient=wrong)
