"""What a mail's headers tell of who sends it, by families of headers, not by names of products.

`X-Auto-Response-Suppress` is none of them: it asks for silence, people's mail programs and ticket systems send it as well
(rules.md F6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from journeyaudit.model.message import Message, Reason
from journeyaudit.read.lexicon import fold
from journeyaudit.read.messages.headers import first

#: returned: a delivery failed. replied: it answers by itself. generated: a machine sent it, whatever wrote it. mass: to many.
#: ticket: a ticket system sent it. person: a mail program that people use sent it.
Kind = Literal["returned", "receipt", "replied", "generated", "mass", "campaign", "ticket", "person"]

_SUPPRESS = "x-auto-response-suppress"
_REPLY_NAME = re.compile(
    r"auto-?(?:matic-?)?(?:repl(?:y|ied)|respon[ds]\w*|answer)|vacation|out-?of-?office|inbox-rules-loop|machine-?generated"
)
_CAMPAIGN_NAME = re.compile(
    r"campaign|newsletter|mailing(?!-?list$)|^x-(?:mc|mandrill|klaviyo|emarsys)-|marketing|bulk|broadcast"
)
_TICKET_NAME = re.compile(
    r"(?:^|-)(?:ticket|case|issue|incident|helpdesk|servicedesk|desk|conversation|tracker|rt)(?:-|$|id$|number$)|otrs|desk"
)
_NO = frozenset(("no", "false", "none", "0", "", "never"))
_PROGRAM = re.compile(
    r"outlook|thunderbird|apple mail|iphone mail|ipad mail|webmail|roundcube|mutt|em client|evolution|k-?mail|samsung|android"
    r"|lotus notes|groupwise|airmail|windows mail|horde",
    re.I,
)
_ANSWERING_PROGRAM = re.compile(r"vacation|auto-?(?:repl|respon)", re.I)
_DAEMON = re.compile(
    r"(?:mailer-?daemon|mail-?daemon|mdaemon|postmaster|mail-?delivery(?:-?(?:sub)?system)?|mailsystem|mail-system|double-bounce|quarantine|(?:mail|spam|content)-?(?:gateway|filter|guard|scanner)|bounce-?notification|mail\.?er|no-?reply-?dsn)\b.*"
)
_DAEMON_NAME = re.compile(
    r"mail (?:delivery|administrator|router)|delivery (?:sub)?system|mailer-daemon|system administrator|postmaster"
    r"|mailserver|mail server|(?:mail|spam|content) (?:gateway|filter|security)"
)
_NO_REPLY = re.compile(
    r"(?:^|[._+-])(?:no-?_?\.?repl(?:y|ies)|do-?_?\.?not-?_?\.?(?:reply|respond)|dont-?reply|nicht-?_?antworten|keine?-?_?antwort(?:en)?|ne-?_?pas-?_?repondre"
    r"|no-?_?responder|no-?_?responda|non-?_?rispondere|niet-?_?(?:be)?antwoorden|geen-?_?antwoord|nao-?_?respond(?:a|er)|unmonitored|noanswer|no-?_?contestar)(?:$|[._+\d-])"
)
_NULL_PATH = re.compile(r"\s*<\s*>\s*")


class Sign(NamedTuple):
    """One sign and the header or words that show it."""

    kind: Kind
    reason: Reason


def header_signs(message: Message) -> tuple[Sign, ...]:
    """Every sign that the headers give, in the order of the headers; reports first."""
    return (*_reports(message), *_submitted(message), *_named(message))


def is_daemon(message: Message) -> bool:
    """The mail system itself writes."""
    local = message.sender.partition("@")[0]
    return _DAEMON.fullmatch(local) is not None or _DAEMON_NAME.search(fold(message.sender_name)) is not None


def is_no_reply_address(address: str) -> bool:
    """An address that says it takes no answers."""
    return _NO_REPLY.search(address.partition("@")[0].lower()) is not None


def _reports(message: Message) -> Iterator[Sign]:
    kind = first(message.headers, "content-type").lower()
    actions = {value.lower().strip() for name, value in message.report if name == "action"}
    if "disposition-notification" in kind or any(name == "disposition" for name, _ in message.report):
        yield _sign("receipt", "a receipt that it was displayed", first(message.report, "disposition") or kind)
    elif actions & {"delivered", "relayed", "expanded"} and not actions & {"failed", "delayed"}:
        yield _sign("receipt", "a receipt that it was delivered", "Action: " + ", ".join(sorted(actions)))
    elif actions or "delivery-status" in kind:
        yield _sign("returned", "a delivery report", f"Action: {', '.join(sorted(actions))}" if actions else kind)
    failed = first(message.headers, "x-failed-recipients")
    if failed:
        yield _sign("returned", "a header names whom it did not reach", f"X-Failed-Recipients: {failed}")


def _submitted(message: Message) -> Iterator[Sign]:
    for name, value in message.headers:
        said = value.lower().strip()
        quote = f"{name.title()}: {value}"
        if name == "auto-submitted" and not said.startswith("no"):
            replied = said.startswith("auto-replied") or "vacation" in said
            yield _sign("replied" if replied else "generated", "a header says that a machine sent it", quote)
        elif name in ("precedence", "x-precedence"):
            if "auto" in said or "reply" in said:
                yield _sign("replied", "a header says that it answers by itself", quote)
            elif said in ("bulk", "junk", "list"):
                yield _sign("mass", "a header of mail to many", quote)
        elif name == "return-path" and _NULL_PATH.fullmatch(value):
            yield _sign("generated", "nobody takes its bounces (null return path)", "Return-Path: <>")
        elif name == "x-ms-exchange-generated-message-source":
            yield _sign("replied", "a header says that a rule of the mailbox sent it", quote)


def _named(message: Message) -> Iterator[Sign]:
    for name, value in message.headers:
        said = value.lower().strip()
        quote = f"{name.title()}: {value}"[:200]
        if name == _SUPPRESS or name.startswith(("dkim", "arc-", "received", "authentication")):
            continue
        if name in ("x-mailer", "user-agent"):
            if _ANSWERING_PROGRAM.search(value):
                yield _sign("replied", "a program that answers by itself sent it", quote)
            elif _PROGRAM.search(value):
                yield _sign("person", "a mail program for people sent it", quote)
        elif _REPLY_NAME.search(name):
            if said not in _NO:
                yield _sign("replied", "a header says that it answers by itself", quote)
        elif name in ("list-unsubscribe", "list-id", "feedback-id"):
            yield _sign("mass", "a header of mail to many", quote)
        elif _CAMPAIGN_NAME.search(name):
            yield _sign("campaign", "a header of a campaign", quote)
        elif _TICKET_NAME.search(name):
            yield _sign("ticket", "a ticket system sent it", quote)


def _sign(kind: Kind, sign: str, quote: str) -> Sign:
    return Sign(kind, Reason(sign=sign, quote=" ".join(quote.split())[:200]))
