"""A mail's text as sentences, with what stands below its closing ("Kind regards") apart.

Lines of a mail are wrapped by machines, so a line end ends a sentence only where the line is short or a new one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from journeyaudit.read.lexicon import matcher

_END = re.compile(r"[.!?…。]+[\"'”’)»]*(?=\s)|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:nr|no|num|n|ca|approx|z\.b|bzw|inkl|incl|mr|mrs|ms|dr|ref|tel|st|co|ltd|inc|e\.g|i\.e|p\.ej|ej|art|vs|max|min|ggf|evtl"
    r"|d\.h|u\.a|sr|sra|dhr|mevr|bijv|p\.m|a\.m|rif|prot|nro|d|z|std|abt|tlf)|\b\d{1,2}|\b[a-z])\.$",
    re.IGNORECASE,
)
_WRAPPED_FROM = 48
_NEW_LINE = re.compile(r"\s*(?:[-*•·–>\[(#|]|\d{1,2}[.)]\s)")
_LONGEST = 600
_MOST_SENTENCES = 400
_SIGNATURE_RULE = re.compile(r"--\s?|[-_]{3,}")
_LONGEST_CLOSING, _MOST_SIGNATURE = 60, 25


class Sentence(NamedTuple):
    """A sentence and where it stands in the text."""

    text: str
    start: int
    end: int


class Laid(NamedTuple):
    """A mail's text: the sentences above its closing, and the lines below; all of them above if there is no closing."""

    sentences: tuple[Sentence, ...]
    below: tuple[str, ...]


@lru_cache(maxsize=64)
def laid_out(text: str) -> Laid:
    """The sentences of the text and, apart, the lines from its first closing on that has a signature's length below it."""
    end = _closing(text)
    return Laid(tuple(sentences(text[:end])), tuple(line.strip() for line in text[end:].split("\n") if line.strip()))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences in order; a text that never ends is told in pieces."""
    begin = 0
    for count, (start, end) in enumerate(_spans(text)):
        if count >= _MOST_SENTENCES:
            return
        begin = start
        while end - begin > _LONGEST:
            space = text.rfind(" ", begin + _LONGEST // 2, begin + _LONGEST)
            cut = space if space > 0 else begin + _LONGEST
            yield Sentence(text[begin:cut], begin, cut)
            begin = cut
        yield Sentence(text[begin:end], begin, end)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for found in _END.finditer(text):
        if found.start() < begin or not _ends(text, begin, found):
            continue
        span = _trimmed(text, begin, found.start() if found[0] == "\n" else found.end())
        begin = found.end()
        if span:
            yield span
    span = _trimmed(text, begin, len(text))
    if span:
        yield span


def _ends(text: str, begin: int, found: re.Match[str]) -> bool:
    after = text[found.end() : found.end() + 80]
    if found[0] != "\n":
        following = after.lstrip()[:1]
        return not following.islower() and not _ABBREVIATED.search(text[max(begin, found.start() - 8) : found.start() + 1])
    line_start = text.rfind("\n", 0, found.start()) + 1
    line = text[line_start : found.start()].rstrip()
    is_wrapped = len(line) >= _WRAPPED_FROM and not line.endswith((":", "!", "?"))
    return not is_wrapped or not after.strip() or after[0] == "\n" or _NEW_LINE.match(after) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(character.isalnum() for character in text[start:end]) else None


def _closing(text: str) -> int:
    """Where the closing begins: a short line of nothing but a closing phrase, or the two dashes of a signature."""
    place, total = 0, len(text)
    lines = text.split("\n")
    left = sum(1 for line in lines if line.strip())
    for index, line in enumerate(lines):
        bare = line.strip()
        if bare:
            left -= 1
            is_closing = index and left <= _MOST_SIGNATURE and len(bare) <= _LONGEST_CLOSING and is_closing_line(bare)
            if is_closing or (_SIGNATURE_RULE.fullmatch(bare) and index and 0 < left <= _MOST_SIGNATURE):
                return place
        place += len(line) + 1
    return total


def is_closing_line(line: str) -> bool:
    """ "Kind regards," and nothing else, or with the name behind it on the same line."""
    head, comma, tail = line.partition(",")
    known = matcher("message_closing")
    return known.full(line) is not None or (bool(comma) and len(tail.split()) <= 4 and known.full(head) is not None)
