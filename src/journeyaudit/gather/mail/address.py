"""The address of a mailbox, as a subject file gives it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from journeyaudit.errors import MailError

#: Hosts that plain IMAP may be spoken to: a tunnel's end on this machine.
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_PORTS = {"imaps": 993, "imap": 143, "imap+plain": 143}
_KINDS = "imaps://user@host, imap://user@host (with STARTTLS) or maildir:/folder"

Security = Literal["imaps", "imap", "imap+plain"]


class ImapAddress(NamedTuple):
    """`imaps` speaks TLS from the first byte, `imap` begins it with STARTTLS or stops, `imap+plain` speaks none, on the loopback
    only.
    """

    security: Security
    user: str
    host: str
    port: int

    @property
    def name(self) -> str:
        """The mailbox without its secret."""
        return f"{self.user}@{self.host}:{self.port}"


class MaildirAddress(NamedTuple):
    folder: Path


def parse(mailbox: str) -> ImapAddress | MaildirAddress:
    """The parts of an address; MailError JA403 if it is none, or if it would send a password in the clear or holds one."""
    scheme, _, rest = mailbox.partition(":")
    if scheme == "maildir":
        if not rest:
            raise _wrong("the address of the mailbox names no folder", "write maildir:/home/me/Maildir")
        return MaildirAddress(Path(rest.removeprefix("//")).expanduser().absolute())
    if scheme not in _PORTS:
        raise _wrong(f"“{scheme}:” is no mailbox that can be read", f"give the subject file's mailbox as {_KINDS}")
    return _imap(mailbox)


def _imap(mailbox: str) -> ImapAddress:
    try:
        parts = urlsplit(mailbox)
        port = parts.port
    except ValueError as error:
        # The address itself may hold a password: neither it nor what urlsplit says of it is shown.
        raise _wrong("the mailbox is no address", f"write it as {_KINDS}") from error
    if parts.password is not None:
        remedy = "take it out of the subject file and give it as JOURNEYAUDIT_MAIL_PASSWORD or in the keyring"
        raise _wrong("the address of the mailbox holds a password", remedy)
    if not parts.username or not parts.hostname:
        raise _wrong("the address of the mailbox lacks a user or a host", "write it as imaps://user@host")
    if parts.scheme == "imap+plain" and parts.hostname not in _LOOPBACK:
        remedy = "use imaps://, or imap:// for STARTTLS; plain IMAP is only for a tunnel that ends at 127.0.0.1"
        raise _wrong(f"plain IMAP would send the password to {parts.hostname} in the clear", remedy)
    security: Security = "imaps" if parts.scheme == "imaps" else "imap" if parts.scheme == "imap" else "imap+plain"
    return ImapAddress(security, unquote(parts.username), parts.hostname, port or _PORTS[parts.scheme])


def _wrong(message: str, remedy: str) -> MailError:
    return MailError(message, where="enquiries.mailbox", remedy=remedy, code="JA403")
