"""What the rows of the store stand for: the key of an event, the state of a mailbox, a mail that nobody could place."""

from __future__ import annotations

from email.parser import BytesHeaderParser
from hashlib import sha256

from journeyaudit.model.case import Closed, Confirmed, Event, Noted, Received, Sent, Stopped
from journeyaudit.model.strict import Strict


class Cursor(Strict):
    """How far a folder of a mailbox was read: to the mail numbered `last` under the numbering `validity` (IMAP's UID and
    UIDVALIDITY; both 0 where mails have names instead), of mails that came on or after the day `since`, ISO 8601.
    """

    folder: str
    validity: int = 0
    last: int = 0
    since: str = ""


class Held(Strict):
    """A mail that might belong to several cases. `artifact` is its raw bytes; a person may give it to one of `cases`."""

    artifact: str
    at: str
    sender: str
    subject: str
    reason: str
    cases: tuple[str, ...]


def keys_of(event: Event, mail: bytes = b"") -> tuple[str, ...]:
    """Every key under which an event is the same as another one of its case. `mail` is the raw mail of a Received.

    One enquiry and one closing letter leave, a case is closed once, a mail is received once: as the same bytes, or again by
    another way, with the same Message-ID, date and sender. The identifier alone is not trusted: some ticket systems give all
    their mails the same.
    """
    match event:
        case Sent():
            return (f"sent {event.purpose}",)
        case Confirmed():
            return (f"confirmed {event.artifact}",)
        case Received():
            return (f"mail {event.artifact}", *_copies(mail))
        case Stopped():
            return (f"stopped {event.at} {event.reason}",)
        case Noted():
            return (f"noted {event.at} {event.what} {event.text}",)
        case Closed():
            return ("closed",)


def _copies(mail: bytes) -> tuple[str, ...]:
    head = BytesHeaderParser().parsebytes(mail)
    if not head["Message-ID"]:
        return ()
    told = "\n".join(" ".join(str(head[name] or "").split()) for name in ("Message-ID", "Date", "From", "Subject"))
    return (f"message {sha256(told.encode(errors='surrogateescape')).hexdigest()}",)
