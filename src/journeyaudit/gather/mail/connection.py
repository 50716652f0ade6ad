"""The way to an IMAP server: encrypted, logged in, and its faults told without secrets. JA401 not reached, JA402 not let in,
JA404 no such folder, JA405 gone in the middle.
"""

from __future__ import annotations

import imaplib
import ssl
from contextlib import suppress
from typing import cast

from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, UnexpectedCommandStatusError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from journeyaudit.errors import MailError
from journeyaudit.gather.mail.address import ImapAddress

#: Seconds that a server may take over one answer.
_PATIENCE = 60.0

_HIDDEN = "REDACTED"


def connected(address: ImapAddress, password: str) -> BaseMailBox:
    """A logged-in connection; MailError JA401 or JA402."""
    try:
        box = _reached(address)
    except (imaplib.IMAP4.error, ImapToolsError, OSError, ValueError) as error:
        raise _unreached(error, address) from None
    try:
        _log_in(box, address.user, password)
    except (imaplib.IMAP4.error, ImapToolsError) as error:
        said = without(said_by(error), password)
        with suppress(imaplib.IMAP4.error, ImapToolsError, OSError):
            box.client.shutdown()
        if isinstance(error, imaplib.IMAP4.abort):
            raise fault_of(error, address.name, password) from None
        raise MailError(
            f"the mail server did not let us in: {said}",
            where=address.name,
            remedy="check the user in the subject file and JOURNEYAUDIT_MAIL_PASSWORD; many providers want an app password",
            code="JA402",
        ) from None
    except OSError as error:
        raise fault_of(error, address.name, password) from None
    return box


def fault_of(error: Exception, where: str, password: str) -> MailError:
    """What went wrong with an open mailbox."""
    said = without(said_by(error), password)
    if isinstance(error, MailboxFolderSelectError):
        remedy = "check junk_folders in the subject file, and that this user may read the folder"
        return MailError(f"a folder of the mailbox cannot be opened: {said}", where=where, remedy=remedy, code="JA404")
    return MailError(
        f"the connection to the mailbox ended: {said}",
        where=where,
        remedy="run the same command again; what was read so far is kept, and nothing is read twice",
        code="JA405",
    )


def said_by(error: Exception) -> str:
    """What a server or the system said, in one line."""
    if isinstance(error, UnexpectedCommandStatusError):
        status, told = cast("tuple[str, object]", error.command_result)  # pyright: ignore[reportUnknownMemberType] not typed
        lines = cast("list[object]", told) if isinstance(told, list) else [told]
        words = (line.decode(errors="replace") if isinstance(line, bytes) else str(line) for line in lines)
        return f"{status} {' '.join(words)}".strip()[:300]
    return " ".join((str(error) or type(error).__name__).split())[:300]


def _reached(address: ImapAddress) -> BaseMailBox:
    if address.security == "imap+plain":
        return MailBoxUnencrypted(address.host, address.port, timeout=_PATIENCE)
    trust = ssl.create_default_context()
    if address.security == "imap":
        return MailBoxStartTls(address.host, address.port, timeout=_PATIENCE, ssl_context=trust)
    return MailBox(address.host, address.port, timeout=_PATIENCE, ssl_context=trust)


def _log_in(box: BaseMailBox, user: str, password: str) -> None:
    try:
        (user + password).encode("ascii")
    except UnicodeEncodeError:
        box.login_utf8(user, password, initial_folder=None)
    else:
        box.login(user, password, initial_folder=None)


def _unreached(error: Exception, address: ImapAddress) -> MailError:
    remedy = "check host, port and scheme of the mailbox in the subject file, and the network"
    if isinstance(error, ssl.SSLCertVerificationError):
        remedy = "if the certificate is your own, name its file in SSL_CERT_FILE; it is never accepted unseen"
    elif isinstance(error, ssl.SSLError):
        remedy = "a server that begins in the clear and then turns to TLS (STARTTLS) is written imap://, not imaps://"
    message = f"the mail server cannot be reached safely: {said_by(error)}"
    return MailError(message, where=f"{address.host}:{address.port}", remedy=remedy, code="JA401")


def without(said: str, password: str) -> str:
    """What was said, the password hidden wherever it is repeated."""
    return said.replace(password, _HIDDEN) if password else said
