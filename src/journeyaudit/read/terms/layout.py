"""A text as blocks: paragraphs whose hard-wrapped lines are joined, bullets, and table rows whose cells stand in a line each or
between bars. Offsets are those of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

#: A line from its first mark to its last.
_LINES = re.compile(r"\S(?:[^\n\r\u2028\u2029]*\S)?")
_BULLET = re.compile(r"(?:[-*•●▪◦‣·–—✓✔➤►❖■□→»]|\(?\d{1,2}[.)]|\(?[a-z][.)]|#{1,6})(?=\s)")
_FIGURE = re.compile(r"\d")
_MONEY = re.compile(r"[£€$₹¥₱]|\b(?:rs|eur|usd|gbp|cad|chf|inr|aud|free|gratis|kostenlos|gratuit)\b", re.IGNORECASE)
_ENDS = ".!?:;|"
_CELL, _WIDEST, _TALLEST = 60, 7, 400
#: From here on a line without an end is taken for a wrapped one, if the text is seen to wrap.
_WRAPPED_AT = 38


class Block(NamedTuple):
    """text[start:end]; a row is told whole, other blocks are told in sentences."""

    start: int
    end: int
    row: bool = False


Span = tuple[int, int]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of the text from first to last; they do not overlap."""
    lines = _trimmed_lines(text)
    wraps = _wraps(text, lines)
    at = 0
    while at < len(lines):
        if _is_open_cell(text, lines[at]):
            rows, at = _stacked_rows(text, lines, at)
            yield from rows
        elif _has_bars(text, lines[at]):
            yield from _row(text, *lines[at])
            at += 1
        else:
            after = _paragraph_end(text, lines, at, wraps)
            yield Block(lines[at][0], lines[after - 1][1])
            at = after


def trimmed(text: str, start: int, end: int, marks: str = "") -> Span:
    """The span without white space and `marks` around it."""
    while start < end and (text[start].isspace() or text[start] in marks):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in marks):
        end -= 1
    return start, end


def _trimmed_lines(text: str) -> list[Span]:
    return [found.span() for found in _LINES.finditer(text)]


def _wraps(text: str, lines: Sequence[Span]) -> bool:
    """Whether lines of this text end where the page did: at least two go on in a small letter."""
    pairs = ((line[1] - 1, following[0]) for line, following in pairwise(lines))
    going_on = (begin for last, begin in pairs if text[begin].islower() and text[last] not in _ENDS)
    return next(going_on, None) is not None and next(going_on, None) is not None


def _paragraph_end(text: str, lines: Sequence[Span], first: int, wraps: bool) -> int:
    """The line after the last that belongs to the paragraph."""
    after = first + 1
    while after < len(lines) and _goes_on(text, lines[after - 1], lines[after], wraps):
        after += 1
    return after


def _goes_on(text: str, line: Span, following: Span, wraps: bool) -> bool:
    last, first = text[line[1] - 1], text[following[0]]
    if last in "!?|" or text.find("|", *following) >= 0 or _BULLET.match(text, *following):
        return False
    if first.islower():
        return last not in ".:" or text[line[1] - 5 : line[1]].endswith(("bzw.", "z.B."))
    if last == "," or text[line[1] - 4 : line[1]] == " and":
        return True
    return wraps and line[1] - line[0] >= _WRAPPED_AT and last not in _ENDS


def _has_bars(text: str, line: Span) -> bool:
    return text[line[0]] == "|" or text.count("|", *line) >= 2


def _row(text: str, start: int, end: int) -> Iterator[Block]:
    start, end = trimmed(text, start, end, "|")
    if start < end:
        yield Block(start, end, row=True)


def _is_open_cell(text: str, line: Span) -> bool:
    """A cell on a line of its own, as text of pages has them: "Canada |"."""
    return text[line[1] - 1] == "|" and text.find("|", *line) == line[1] - 1


def _stacked_rows(text: str, lines: Sequence[Span], first: int) -> tuple[list[Block], int]:
    """The rows of a table whose cells stand in a line each, and the line after it. How many cells make a row is not written:
    it is the period in which their kinds (money, figure, word) repeat best."""
    after = first
    while after < len(lines) and after - first < _TALLEST and _is_open_cell(text, lines[after]):
        after += 1
    cells = [line for line in lines[first:after] if line[1] - line[0] > 1]
    if after < len(lines) and after - first < _TALLEST and _may_close(text, lines[after]):
        closed = [*cells, lines[after]]
        if len(closed) % _period(_kinds(text, closed)) == 0:
            cells, after = closed, after + 1
    width = _period(_kinds(text, cells))
    rows = [_row(text, cells[at][0], cells[min(at + width, len(cells)) - 1][1]) for at in range(0, len(cells), width)]
    return [row for found in rows for row in found], after


def _may_close(text: str, line: Span) -> bool:
    return line[1] - line[0] < _CELL and text[line[1] - 1] not in ".:" and text.find("|", *line) < 0


def _kinds(text: str, cells: Sequence[Span]) -> str:
    """One letter a cell: m for money, f for another figure, w for words."""
    return "".join("m" if _MONEY.search(text, *cell) else "f" if _FIGURE.search(text, *cell) else "w" for cell in cells)


def _period(kinds: str) -> int:
    """The number of columns: that of the most even columns, an even division and several kinds preferred."""
    widths = range(2, min(_WIDEST, len(kinds) // 2 + 1))
    return max(widths, key=lambda width: _evenness(kinds, width), default=max(len(kinds), 1))


def _evenness(kinds: str, width: int) -> float:
    columns = [kinds[column::width] for column in range(width)]
    bodies = [column[1:] if len(column) > 2 else column for column in columns]
    commonest = [Counter(column).most_common(1)[0] for column in bodies]
    share = sum(times / len(column) for (_, times), column in zip(commonest, bodies, strict=True)) / width
    return share + 0.15 * (len(kinds) % width == 0) + 0.1 * min(len({kind for kind, _ in commonest}), 3) - 0.02 * width
