"""Header lines as bytes into names and decoded values: total, whatever stands there."""

from __future__ import annotations

import binascii
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Fields

Headers = tuple[tuple[str, str], ...]

#: A header block longer than this is cut: no server sends so much, and a loop of Received lines says nothing more.
_MOST_BYTES = 256_000
_MOST_LINES = 2_000
_NAME = re.compile(rb"([!-9;-~]{1,80})[ \t]*:[ \t]*")
_ENCODED = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?")
#: Codecs that are none for mail: they transform, or take time that grows with the square of the text.
_NO_CHARSETS = frozenset(("idna", "punycode", "undefined", "mbcs", "oem", "unicode-escape", "raw-unicode-escape"))
#: What is labelled so is Windows' superset of it (as browsers read it).
_WINDOWS = frozenset(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1", ""))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def header_lines(block: bytes) -> Headers:
    """Names in lower case and decoded, unfolded values, in order; lines that are no header are left out."""
    found: list[tuple[str, bytes]] = []
    for line in block[:_MOST_BYTES].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")[:_MOST_LINES]:
        if line[:1] in (b" ", b"\t") and found:
            found[-1] = (found[-1][0], found[-1][1] + b" " + line.strip())
            continue
        named = _NAME.match(line)
        if named is not None:
            found.append((named[1].decode("ascii").lower(), line[named.end() :].strip()))
    return tuple((name, decoded(text_of(value))) for name, value in found)


def decoded(value: str) -> str:
    """The value with its encoded words (RFC 2047) decoded; as it is where they are torn."""
    if not _ENCODED.search(value):
        return clean(value)
    try:
        pieces = decode_header(value)
    except (HeaderParseError, binascii.Error, ValueError):
        return clean(value)
    return clean("".join(piece if isinstance(piece, str) else text_of(piece, charset or "") for piece, charset in pieces))


def text_of(data: bytes, charset: str = "") -> str:
    """The bytes as text by the charset that is named, by UTF-8 where they are, by Windows-1252 else. Never fails."""
    name = charset.strip().strip("\"'").lower().replace("_", "-")
    if name in _WINDOWS or name in _NO_CHARSETS:
        return _guessed(data)
    try:
        return data.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return _guessed(data)


def _guessed(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def clean(text: str) -> str:
    """Without control characters and halves of characters."""
    return _CONTROL.sub("", text)


def first(headers: Headers, *names: str) -> str:
    """The value of the first header that has one of the names, "" if there is none."""
    return next((value for name, value in headers if name in names), "")


def parameters(headers: Headers) -> Fields:
    """The fields that say what a part is, for `get_content_type`, `get_param` and `get_filename`."""
    fields = Fields()
    for name in ("content-type", "content-disposition", "content-transfer-encoding"):
        value = first(headers, name)
        if value:
            fields[name] = value.replace("\n", " ").replace("\r", " ")
    return fields


def parameter(fields: Fields, name: str, header: str = "content-type") -> str:
    """A parameter's value, "" if it is missing or torn."""
    try:
        value = fields.get_param(name, "", header)
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    if isinstance(value, tuple):
        return clean(text_of(value[2].encode("latin-1", "replace"), value[0] or ""))
    return clean(decoded(value)) if value else ""
