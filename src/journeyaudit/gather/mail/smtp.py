"""Letters by SMTP: over TLS with a certificate that verifies, and never without the permission of the site's owner.

A letter must look like a customer's own: it carries none of the headers that silence autoresponders (Auto-Submitted,
Precedence, List-*, a null sender; rules.md F6), or a missing acknowledgement would be our own doing.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from journeyaudit import clock
from journeyaudit.errors import MailError
from journeyaudit.model.subject import Permission

#: A server that is slower than this is down.
_SECONDS = 30.0
_PORTS = {"smtps": 465, "smtp": 587}


class Server(NamedTuple):
    """A mail server to send by. `is_tls`: from the first byte (smtps); otherwise STARTTLS is demanded."""

    host: str
    port: int
    user: str
    is_tls: bool

    @property
    def is_local(self) -> bool:
        """On this very machine, where nothing travels: the one place where a letter may go unencrypted."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class Uncertain(MailError):
    """The connection broke after the letter was handed over: it is not known whether it left."""

    code = "JA415"


def server_of(url: str) -> Server:
    """The server that `smtps://user@host:port` or `smtp://user@host:port` names. MailError JA411 for anything else."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in _PORTS or not host:
        raise MailError("this is no mail server to send by", where=_safe(url), code="JA411", remedy="write smtps://user@host")
    if parts.password:
        raise MailError(
            "a password has no place in the subject file", where=_safe(url), code="JA411",
            remedy="take it out and set JOURNEYAUDIT_SMTP_PASSWORD, or keep it in the keyring",
        )  # fmt: skip
    return Server(host, port or _PORTS[parts.scheme], unquote(parts.username or ""), parts.scheme == "smtps")


def compose(
    sender: str,
    name: str,
    recipient: str,
    subject: str,
    body: str,
    message_id: str,
    answers: Sequence[str] = (),
) -> EmailMessage:
    """A plain text mail. `message_id` is without its angle brackets; `answers` are those of the mails it replies to, the oldest
    first. MailError JA412 for an address or a subject that cannot be right.
    """
    try:
        mail = EmailMessage(policy=SMTP)
        mail["From"] = Address(display_name=name, addr_spec=sender)
        mail["To"] = Address(addr_spec=recipient)
        mail["Subject"] = subject
        mail["Date"] = format_datetime(clock.now())
        mail["Message-ID"] = f"<{message_id}>"
        if answers:
            mail["In-Reply-To"] = f"<{answers[-1]}>"
            mail["References"] = " ".join(f"<{one}>" for one in answers)
        mail.set_content(body)
    except (ValueError, IndexError) as error:
        message = f"the letter cannot be addressed: {error}"
        raise MailError(message, where=recipient, code="JA412", remedy="correct the address in the subject file") from error
    return mail


def send(
    mail: EmailMessage,
    server: Server,
    password: str,
    permission: Permission | None,
    intend: Callable[[], None] = lambda: None,
) -> None:
    """Hands the letter to the server. When this returns the server has taken it. `intend` is called when the server is ready to
    take it, just before.

    MailError JA410 without permission (nothing is even connected to), JA413 if the server cannot be reached or trusted, JA414 if
    it refuses the letter: in each of these nothing has left. `Uncertain` (JA415) if that is not known.
    """
    if permission is None or not permission.send_enquiries:
        raise MailError(
            "the subject file does not permit enquiries, so nothing is sent", where=server.host, code="JA410",
            remedy="let the owner permit it: `permission: {granted_by: …, send_enquiries: true}` in the subject file",
        )  # fmt: skip
    connection = _connected(server, password)
    try:
        intend()
        connection.send_message(mail)
    except smtplib.SMTPServerDisconnected as error:
        raise _uncertain(server) from error
    except smtplib.SMTPException as error:
        raise MailError(f"the letter was refused: {_told(error)}", where=server.host, code="JA414",
                        remedy="correct the address, or ask whoever runs the mail server") from error  # fmt: skip
    except OSError as error:
        raise _uncertain(server) from error
    finally:
        _leave(connection)


def _uncertain(server: Server) -> Uncertain:
    message = "the connection broke while the letter was handed over; it may or may not have left"
    return Uncertain(message, where=server.host, remedy="look into the mail account's sent mail or log")


def _connected(server: Server, password: str) -> smtplib.SMTP:
    where = f"{server.host}:{server.port}"
    trusted = ssl.create_default_context()
    connection: smtplib.SMTP | None = None
    try:
        if server.is_tls:
            connection = smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=trusted)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
            _encrypt(connection, server, trusted)
        if server.user:
            connection.login(server.user, password)
        return connection
    except ssl.SSLError as error:
        remedy = "check the host's name; for an authority of your own, name its certificate in SSL_CERT_FILE"
        raise _failed(f"its certificate is not to be trusted: {error}", where, connection, remedy) from error
    except smtplib.SMTPAuthenticationError as error:
        remedy = "set JOURNEYAUDIT_SMTP_PASSWORD to the password of this account, or keep it in the keyring"
        raise _failed(f"it refuses the login of {server.user}", where, connection, remedy) from error
    except (smtplib.SMTPException, OSError) as error:
        raise _failed(f"it cannot be reached: {_told(error)}", where, connection, "check host and port in `smtp`") from error


def _encrypt(connection: smtplib.SMTP, server: Server, trusted: ssl.SSLContext) -> None:
    connection.ehlo()
    if connection.has_extn("starttls"):
        connection.starttls(context=trusted)
        connection.ehlo()
    elif not server.is_local:
        remedy = "write smtps://user@host if it speaks TLS from the start, or use another server"
        raise _failed("it offers no encryption (STARTTLS), so nothing is sent by it", server.host, connection, remedy)


def _failed(message: str, where: str, connection: smtplib.SMTP | None, remedy: str) -> MailError:
    if connection is not None:
        _leave(connection)
    return MailError(f"the mail server cannot be used: {message}", where=where, code="JA413", remedy=remedy)


def _leave(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except (smtplib.SMTPException, OSError):  # it has hung up already
        connection.close()


def _told(error: Exception) -> str:
    """What the server said, in one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return " ".join(str(error).split())[:200] or type(error).__name__
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(f"{code} {text}".split())[:200]


def _safe(url: str) -> str:
    """The address as it may be shown: a password in it is left out."""
    before, at, after = url.rpartition("@")
    return f"{before.partition('//')[0]}//…@{after}" if at else url
