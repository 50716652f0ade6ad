"""A message that came back, as mail or in a chat, and what is read from it."""

from __future__ import annotations

from typing import Literal

from journeyaudit.model.strict import Strict

#: bounce: a mail system could not deliver. autoresponse: a machine answered, before anybody read it. human: somebody wrote, or a
#: machine sent on what somebody wrote. survey: asks how it went or whether it is resolved. marketing: advertises.
MessageClass = Literal["bounce", "autoresponse", "human", "survey", "marketing"]

#: What is promised for a time.
Pledge = Literal["reply", "callback", "refund", "delivery", "resolution"]


class Attachment(Strict):
    """A file that came with a mail: never opened. `bytes` is its decoded size."""

    name: str
    type: str
    bytes: int


class Message(Strict):
    """A mail as its reader sees it. Headers are decoded, their names in lower case, in order; addresses are in lower case.

    `text` is what its writer wrote, without the mail quoted below it, which is `quoted`. HTML is turned into text; nothing is
    loaded.
    `report` holds the fields of a delivery report or a read receipt that the mail carries; the letter that such a report returns
    is in `quoted`, and its Message-ID among `references`.
    `date` is ISO 8601 with offset, "" if there is none that can be read. `defects` say what was malformed or cut.
    """

    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sender: str = ""
    sender_name: str = ""
    reply_to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    subject: str = ""
    date: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    report: tuple[tuple[str, str], ...] = ()
    text: str = ""
    quoted: str = ""
    attachments: tuple[Attachment, ...] = ()
    defects: tuple[str, ...] = ()


class Reason(Strict):
    """One sign for a class: what it is, in plain words, and the words or header that show it."""

    sign: str
    quote: str


class Promised(Strict):
    """A time that somebody commits to: “within 24 hours”, “by Friday”, “3–5 working days”. A substring of the text at
    [start, end).

    `hours` or `days` is the outer limit of a span, of `kind` business or calendar (None: not said); `by` is the day that is
    named, ISO 8601 (--MM-DD or ---DD where year or month are not said), or the name of a weekday in English; `at` the time of
    that day, HH:MM, alone the next such hour. All are empty for a commitment without a time
    (“we will call you back”).
    """

    pledge: Pledge
    quote: str
    start: int
    end: int
    hours: float | None = None
    days: float | None = None
    kind: Literal["business", "calendar"] | None = None
    by: str = ""
    at: str = ""


class MessageFact(Strict):
    """What one message is and says. `case_id` is as written, without its decoration: 118033, AB-4.

    `no_reply`: it cannot be answered, and says or shows so. `alternatives`: other ways to reach somebody that it offers, as
    channels.
    `staff` and `departments` are who writes or is named as handling it; names are for counting and are redacted wherever they are
    shown.
    """

    kind: MessageClass
    reasons: tuple[Reason, ...]
    case_id: str = ""
    case_id_quote: str = ""
    promised: tuple[Promised, ...] = ()
    alternatives: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    no_reply: bool = False
    asks_outcome: bool = False
    language: str = ""
