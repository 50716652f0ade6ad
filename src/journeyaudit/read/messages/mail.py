"""A mail's raw bytes into the `Message` that its reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from journeyaudit.model.message import Attachment, Message
from journeyaudit.read.messages.headers import Headers, clean, decoded, first, header_lines, parameter, text_of
from journeyaudit.read.messages.html import text_of_html
from journeyaudit.read.messages.parts import Opened, Part
from journeyaudit.read.messages.quotes import split_quoted

#: No letter is longer; what comes after is not read.
_MOST_TEXT, _MOST_HTML, _MOST_REPORT, _MOST_SUBJECT = 1_000_000, 1_500_000, 200_000, 1_000
_MOST_TEXTS, _MOST_ATTACHMENTS, _MOST_IDS = 20, 200, 100
#: A plain part this much shorter than the HTML beside it is a stub ("your program cannot show this mail").
_STUB_SHARE = 0.2
_ID = re.compile(r"<([^<>\s]{1,500})>")
_RETURNED_ID = re.compile(r"^[> \t]*message-id:\s*<([^<>\s]{1,500})>", re.IGNORECASE | re.MULTILINE)
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_REPORTS = frozenset(("message/delivery-status", "message/disposition-notification", "message/feedback-report"))
_RETURNED = frozenset(
    ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/global-headers")
)


def message_of(raw: bytes) -> Message:
    """The mail as its reader sees it. Never fails: what is malformed or cut is named in `defects`."""
    opened = Opened(raw)
    report, returned = _report(opened)
    written, quoted = _texts(opened)
    return _message(
        opened.top.headers,
        written,
        "\n\n".join(text for text in (quoted, returned) if text),
        report=report,
        attachments=tuple(_attachments(opened)),
        defects=tuple(dict.fromkeys(opened.defects)),
    )


def message_of_text(headers: Iterable[tuple[str, str]], text: str = "", html: str = "") -> Message:
    """The same of a mail whose headers and text, or HTML, are at hand already."""
    told = tuple((clean(name).strip().lower(), clean(decoded(value))) for name, value in headers)
    written, quoted = _chosen(text, html)
    return _message(told, written, quoted)


def _message(
    headers: Headers,
    text: str,
    quoted: str,
    *,
    report: Headers = (),
    attachments: tuple[Attachment, ...] = (),
    defects: tuple[str, ...] = (),
) -> Message:
    name, sender = _sender(first(headers, "from") or first(headers, "sender"))
    references = [*_ids(headers, "references"), *_RETURNED_ID.findall(quoted[:_MOST_REPORT])]
    return Message(
        message_id=next(iter(_ids(headers, "message-id")), ""),
        in_reply_to=_ids(headers, "in-reply-to"),
        references=tuple(dict.fromkeys(references))[-_MOST_IDS:],
        sender=sender,
        sender_name=name,
        reply_to=_addresses(headers, "reply-to"),
        recipients=_addresses(headers, "to", "cc", "delivered-to", "x-original-to", "envelope-to"),
        subject=" ".join(first(headers, "subject").split())[:_MOST_SUBJECT],
        date=_date(first(headers, "date")),
        headers=headers,
        report=report,
        text=text,
        quoted=quoted,
        attachments=attachments,
        defects=defects,
    )


def _texts(opened: Opened) -> tuple[str, str]:
    """What was written, and what is quoted below it. Of two versions of one text the plain one, unless it is a stub."""
    written: list[str] = []
    quoted: list[str] = []
    waiting: Part | None = None
    shown = [part for part in opened.leaves if part.type in ("text/plain", "text/html") and not _is_attached(part)]
    if not shown and not opened.top.headers and opened.raw.strip():
        opened.defects.append("no headers")
    for part in [*shown[:_MOST_TEXTS], None]:
        if part is not None and part.type == "text/html" and waiting is not None and part.inside == waiting.inside:
            pair = (waiting, part)
            waiting = None
        else:
            pair = (waiting, None)
            waiting = part if part is not None and part.type == "text/plain" else None
            if part is not None and part.type == "text/html":
                _add(opened, pair, written, quoted)
                pair = (None, part)
        _add(opened, pair, written, quoted)
    return "\n\n".join(written), "\n\n".join(quoted)


def _add(opened: Opened, pair: tuple[Part | None, Part | None], written: list[str], quoted: list[str]) -> None:
    plain, html = (_text(opened, part, most) if part else "" for part, most in zip(pair, (_MOST_TEXT, _MOST_HTML), strict=True))
    own, old = _chosen(plain, html)
    written.extend([own] if own else [])
    quoted.extend([old] if old else [])


def _chosen(plain: str, html: str) -> tuple[str, str]:
    """Written and quoted text of the version that says more."""
    if not html:
        return split_quoted(_tidy(plain))
    if plain.strip():
        own, old = split_quoted(_tidy(plain))
        shown, below = text_of_html(html)
        if len(own) + len(old) >= _STUB_SHARE * (len(shown) + len(below)):
            return own, old
    else:
        shown, below = text_of_html(html)
    own, old = split_quoted(_tidy(shown))
    if not own and below:
        return split_quoted(_tidy(below))
    return own, "\n\n".join(text for text in (old, _tidy(below)) if text)


def _text(opened: Opened, part: Part, most: int) -> str:
    if opened.size(part) > most:
        opened.defects.append(f"a text of more than {most} bytes, cut there")
    return text_of(opened.content(part, most), parameter(part.fields, "charset"))


def _tidy(text: str) -> str:
    """Lines without trailing or invisible characters, at most two empty ones together."""
    plain = clean(_INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")))
    lines = "\n".join(line.replace("\xa0", " ").replace("\t", " ").rstrip() for line in plain.split("\n"))
    return re.sub(r"\n{4,}", "\n\n\n", lines).strip()


def _report(opened: Opened) -> tuple[Headers, str]:
    """The fields of the report that the mail carries, and the letter that it returns as text."""
    fields: list[tuple[str, str]] = []
    returned: list[str] = []
    for part in opened.leaves[:_MOST_TEXTS]:
        if part.type in _REPORTS:
            body = opened.content(part, _MOST_REPORT)
            fields += [line for block in re.split(rb"\r?\n\r?\n", body) for line in header_lines(block)]
        elif part.type in _RETURNED and any(around == "multipart/report" for around in part.inside):
            returned.append(_tidy(text_of(opened.content(part, _MOST_REPORT))))
    return tuple(fields), "\n\n".join(returned)


def _is_attached(part: Part) -> bool:
    return part.fields.get_content_disposition() == "attachment" or bool(_name(part))


def _attachments(opened: Opened) -> list[Attachment]:
    found = [
        Attachment(name=_name(part), type=part.type, bytes=opened.size(part))
        for part in opened.leaves
        if part.end > part.start
        and not part.type.startswith("multipart/")
        and (_is_attached(part) or part.type not in ("text/plain", "text/html", *_REPORTS))
        and not (part.type in _RETURNED and "multipart/report" in part.inside)
    ]
    if len(found) > _MOST_ATTACHMENTS:
        opened.defects.append(f"more than {_MOST_ATTACHMENTS} attachments")
    return found[:_MOST_ATTACHMENTS]


def _name(part: Part) -> str:
    name = parameter(part.fields, "filename", "content-disposition") or parameter(part.fields, "name")
    return " ".join(name.split())[:200]


def _sender(value: str) -> tuple[str, str]:
    name, address = parseaddr(value[:2000])
    if "@" not in address:
        bracketed = re.search(r"([^<>\s\"',;]+@[^<>\s\"',;]+)", value[:2000])
        address = bracketed[1] if bracketed else address
        name = value[: bracketed.start()].strip(' "<') if bracketed else name
    return " ".join(name.split()), address.lower().strip()


def _addresses(headers: Headers, *names: str) -> tuple[str, ...]:
    values = [value[:20_000] for name, value in headers if name in names]
    return tuple(dict.fromkeys(address.lower() for _, address in getaddresses(values) if "@" in address))


def _ids(headers: Headers, name: str) -> tuple[str, ...]:
    """Message ids without their brackets; one that has none is taken as it stands."""
    value = first(headers, name)[:50_000]
    found = _ID.findall(value)
    return tuple(dict.fromkeys(found or ([value.strip("<> ")] if value.strip("<> ") and " " not in value.strip() else [])))


def _date(value: str) -> str:
    try:
        moment = parsedate_to_datetime(value)
        return moment.astimezone(moment.tzinfo).isoformat() if moment.tzinfo else f"{moment.isoformat()}+00:00"
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
