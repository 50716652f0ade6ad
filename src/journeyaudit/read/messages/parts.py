"""A mail's bytes into its parts, by place: nothing is copied or decoded that is not read. A mail of any size costs one search.

The standard library's parser takes every line of every attachment apart, some seconds and hundreds of megabytes for a mail of
50 MB; here boundaries are searched for, and only headers and texts are decoded.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Fields

from journeyaudit.read.messages.headers import Headers, header_lines, parameter, parameters

_MOST_PARTS, _DEEPEST = 500, 20
_HEADERS_WITHIN = 300_000
_HEADERS_END = re.compile(rb"\r?\n\r?\n|\r\r")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its headers, where its body lies in the mail, and the multipart types around it, outermost first."""

    headers: Headers
    fields: Fields
    start: int
    end: int
    inside: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """ "text/plain" and the like, in lower case."""
        return self.fields.get_content_type()


class Opened:
    """A mail taken apart: its leaf parts in order, and what was malformed."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.defects = raw, list[str]()
        self.top = self._part(0, len(raw), ())
        self._left = _MOST_PARTS
        self.leaves = tuple(self._open(self.top, 0))

    def content(self, part: Part, most: int) -> bytes:
        """The decoded body of a part, no more than about `most` bytes of it."""
        coding = str(part.fields.get("content-transfer-encoding", "")).strip().lower()
        body = self.raw[part.start : min(part.end, part.start + most * (3 if coding == "quoted-printable" else 2))]
        if coding == "base64":
            bare = _NOT_BASE64.sub(b"", body)
            return binascii.a2b_base64(bare[: len(bare) // 4 * 4] + _padded(bare))[:most]
        return (binascii.a2b_qp(body) if coding == "quoted-printable" else body)[:most]

    def size(self, part: Part) -> int:
        """The decoded size of a part, reckoned without decoding it."""
        length = max(part.end - part.start, 0)
        if str(part.fields.get("content-transfer-encoding", "")).strip().lower() != "base64":
            return length
        breaks = self.raw.count(b"\n", part.start, part.end) + self.raw.count(b"\r", part.start, part.end)
        padding = self.raw.count(b"=", max(part.start, part.end - 8), part.end)
        return max((length - breaks) * 3 // 4 - padding, 0)

    def _part(self, start: int, end: int, inside: tuple[str, ...]) -> Part:
        leading = self.raw[start : start + 2]
        if leading[:1] == b"\n" or leading == b"\r\n":
            headers, body = (), start + (2 if leading == b"\r\n" else 1)
        else:
            block = self.raw[start : min(end, start + _HEADERS_WITHIN)]
            over = _HEADERS_END.search(block)
            headers = header_lines(block[: over.start()] if over else block)
            body = start + over.end() if over else end
        return Part(headers, parameters(headers), body, end, inside)

    def _open(self, part: Part, depth: int) -> Iterator[Part]:
        boundary = parameter(part.fields, "boundary").encode("utf-8", "replace") if part.type.startswith("multipart/") else b""
        if not boundary:
            if part.type.startswith("multipart/"):
                self.defects.append("a multipart without a boundary")
            yield part
            return
        if depth >= _DEEPEST:
            self.defects.append(f"parts nested deeper than {_DEEPEST}")
            return
        pieces = list(self._pieces(part, boundary))
        if not pieces:
            self.defects.append("a multipart without parts")
            yield part
        for start, end in pieces:
            if self._left <= 0:
                self.defects.append(f"more than {_MOST_PARTS} parts")
                return
            self._left -= 1
            yield from self._open(self._part(start, end, (*part.inside, part.type)), depth + 1)

    def _pieces(self, part: Part, boundary: bytes) -> Iterator[tuple[int, int]]:
        """Start and end of each part between the boundaries; the last may be torn off."""
        mark = b"--" + boundary
        at, begun = self._boundary(mark, part.start, part.end), -1
        for _ in range(_MOST_PARTS + 1):
            if at < 0:
                break
            if begun >= 0:
                yield begun, self._before(at)
            after = at + len(mark)
            if self.raw[after : after + 2] == b"--":
                return
            line_end = self.raw.find(b"\n", after, part.end)
            begun = line_end + 1 if line_end >= 0 else part.end
            at = self._boundary(mark, begun, part.end)
        if begun >= 0:
            self.defects.append("a multipart that does not end")
            yield begun, part.end

    def _boundary(self, mark: bytes, start: int, end: int) -> int:
        at = self.raw.find(mark, start, end)
        while at > 0 and self.raw[at - 1 : at] not in (b"\n", b"\r"):
            at = self.raw.find(mark, at + 1, end)
        return at

    def _before(self, at: int) -> int:
        return at - 2 if self.raw[at - 2 : at] == b"\r\n" else at - 1


def _padded(bare: bytes) -> bytes:
    """The last group of base64 made whole."""
    rest = bare[len(bare) // 4 * 4 :]
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""
