"""Blocks as sentences, and sentences as clauses. A regular expression for the candidates, then a look at what stands before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from journeyaudit.read.terms.layout import Span, blocks, trimmed

#: It begins with the marks themselves, for so they are found fastest; what stands before them is asked after.
_END = re.compile(
    r"[.!?。！？•●▪](?:(?<=[.!?。！？])(?<![.!?。！？]{2})[.!?。！？]{0,7}[\"'”’)\]*]{0,4}(?=\s)"
    r"|(?<=[a-zà-ÿ)\]][.!?])(?=[A-ZÀ-Þ][a-zà-ÿ])|(?<=[.!?])(?=<<)|(?<=\s[•●▪])(?=\s))"
)
_ABBREVIATIONS = frozenset(
    (
        "e.g", "i.e", "eg", "ie", "etc", "approx", "ca", "bzw", "z.b", "incl", "inkl", "excl", "exkl", "zzgl", "nr", "no", "st",
        "mr", "mrs", "dr", "inc", "ltd", "co", "usw", "evtl", "ggf", "max", "min", "p.o", "art", "abs", "vs", "tel", "u.a",
        "d.h", "lbs", "lb", "oz", "p.ej", "n.v.t", "m.u.v", "o.a", "bijv", "i.d.r", "sog", "gesetzl", "env", "resp", "prov",
        "pag", "rs", "u.s", "a.m", "p.m", "ste",
    )
)  # fmt: skip
#: Where a clause may end inside a sentence.
_JOINTS = re.compile(
    r";\s|,?\s(?:but|while|whereas|however|aber|jedoch|mais|pero|maar)\s|\s[–—-]\s"
    r"|,\s(?=(?:excluding|except|unless|provided|if|and|solange|sofern|wobei|ausgenommen|sauf|hors|si|salvo|tranne|behalve|mits)\b)"
    r"|\s\((?=[^()\n]{8,200}\))|\)[\s,]",
    re.IGNORECASE,
)
_HEADING = 8
#: A longer run without an end is no sentence; it is told in pieces, so that no clause is a whole page.
LONGEST = 1200


class Unit(NamedTuple):
    """What is judged as one: a sentence or a table row."""

    start: int
    end: int
    row: bool


def units(text: str) -> Iterator[Unit]:
    """The sentences and rows of the text, in order, none longer than LONGEST; a single character is none."""
    for block in blocks(text):
        spans = [(block.start, block.end)] if block.row else _sentences(text, block.start, block.end)
        for start, end in spans:
            if 1 < end - start <= LONGEST:
                yield Unit(start, end, block.row)
            else:
                yield from (Unit(*piece, block.row) for piece in _pieces(text, start, end))


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The parts of the sentence between its joints, each without marks around it; the sentence itself if it has none."""
    parts: list[Span] = []
    begin = start
    for joint in _JOINTS.finditer(text, start, end):
        parts.append(trimmed(text, begin, joint.start(), ",;-–—()"))
        begin = joint.end()
    parts.append(trimmed(text, begin, end, ",;-–—("))
    return [part for part in parts if part[0] < part[1]]


def is_heading(text: str, unit: Unit) -> bool:
    """A few words without an end: what follows is about them."""
    return not unit.row and text[unit.end - 1] not in ".!?" and len(text[unit.start : unit.end].split(None, _HEADING)) <= _HEADING


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for found in _END.finditer(text, start, end):
        if _is_end(text, begin, found.start(), found.end(), end):
            span = trimmed(text, begin, found.end(), "•●▪")
            if span[0] < span[1]:
                yield span
            begin = found.end()
    span = trimmed(text, begin, end, "•●▪")
    if span[0] < span[1]:
        yield span


def _is_end(text: str, begin: int, stop: int, after: int, end: int) -> bool:
    following = text[after : after + 3].lstrip()[:1]
    if after >= end or following.islower():
        return False
    if text[stop] != ".":
        return True
    words = text[max(begin, stop - 8) : stop].split()
    word = words[-1].lower().lstrip("(") if words else ""
    is_number = word.isdigit() and len(word) <= 2 and stop - begin < 6
    is_section = word[-1:].isdigit() and "§" in text[max(0, stop - len(word) - 3) : stop]
    return not (word in _ABBREVIATIONS or (len(word) == 1 and word.isalnum()) or is_number or is_section)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield start, cut
        start = trimmed(text, cut, end)[0]
    if end - start > 1:
        yield start, end
