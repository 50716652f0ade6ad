"""The text of a PDF, as far as it can be had within bounds."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from pypdf import PdfReader

MOST_PAGES = 60
MOST_LETTERS = 1_000_000
#: Bytes of drawing orders: a page of close print takes some thirty thousand, a drawn map millions.
_LARGEST_PAGE = 2_000_000
_SENTENCE_END = ".!?:;…。"
#: A line shorter than this ended because its words did, not for want of room.
_FULL_LINE = 40

# What a damaged file makes it say is told as a fault instead.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


class _TooLargeError(Exception):
    """One page holds more than any page of words does."""


class PdfText(NamedTuple):
    """`text`: a line for each paragraph, "" if there is none. `fault`: why it was not read, or not to its end; "" if it was."""

    text: str
    fault: str = ""


def text_of_pdf(data: bytes) -> PdfText:
    """The text of the first MOST_PAGES pages, at most MOST_LETTERS letters. Never raises, whatever the bytes are."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return PdfText("", "the PDF is protected by a password")
    except Exception as error:  # a damaged file may break the library anywhere
        return PdfText("", _locked(error) or "the PDF is damaged")
    try:
        count = len(reader.pages)
        return _bounded("\n\n".join(_pages(reader, min(count, MOST_PAGES))), count)
    except _TooLargeError:
        return PdfText("", "a page of the PDF is too large to be read")
    except Exception as error:  # as above
        return PdfText("", _locked(error) or "the PDF is damaged")


def _locked(error: Exception) -> str:
    """AES needs a library that only few such files would use."""
    is_cipher = type(error).__name__ == "DependencyError" or "decrypt" in str(error).lower()
    return "the PDF is encrypted" if is_cipher else ""


def _pages(reader: PdfReader, count: int) -> Iterator[str]:
    letters = 0
    for index in range(count):
        page = reader.pages[index]
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _LARGEST_PAGE:
            raise _TooLargeError
        text = _unwrapped(page.extract_text())
        yield text
        letters += len(text)
        if letters > MOST_LETTERS:
            return


def _bounded(text: str, count: int) -> PdfText:
    if not text.strip():
        return PdfText("", "the PDF holds no text, as a scanned page does")
    if len(text) > MOST_LETTERS:
        return PdfText(text[:MOST_LETTERS], f"only its first {MOST_LETTERS:,} letters were read")
    return PdfText(text, f"only the first {MOST_PAGES} of its {count} pages were read" if count > MOST_PAGES else "")


def _unwrapped(text: str) -> str:
    """One line for each paragraph: a full line that ends in mid-sentence goes on in the next if that begins small."""
    joined: list[str] = []
    last = ""
    for line in (re.sub(r"[ \t\u00a0]+", " ", raw).strip() for raw in text.splitlines()):
        goes_on = len(last) >= _FULL_LINE and last[-1] not in _SENTENCE_END and line[:1].islower()
        if goes_on:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        last = line
    return "\n".join(joined)
