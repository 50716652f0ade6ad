"""From the address in a subject file to an open mailbox."""

from __future__ import annotations

import time
from collections.abc import Callable

from journeyaudit.gather.mail.address import MaildirAddress, parse
from journeyaudit.gather.mail.imap import ImapMailbox
from journeyaudit.gather.mail.mailbox import Mailbox
from journeyaudit.gather.mail.maildir import Maildir
from journeyaudit.gather.mail.passwords import password

VARIABLE = "JOURNEYAUDIT_MAIL_PASSWORD"


def open_mailbox(address: str, junk: tuple[str, ...] = (), pause: Callable[[float], None] = time.sleep) -> Mailbox:
    """The mailbox at an address such as imaps://user@host or maildir:/folder, `junk` naming spam folders that are not marked as
    such. MailError JA401–JA404 if it cannot be opened.
    """
    parts = parse(address)
    if isinstance(parts, MaildirAddress):
        return Maildir(parts.folder, junk, pause)
    return ImapMailbox(parts, password(VARIABLE, f"{parts.user}@{parts.host}"), junk, pause)
