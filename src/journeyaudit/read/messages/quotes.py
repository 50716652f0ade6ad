"""What somebody wrote apart from the mail quoted below it.

By structure, so that it holds in any language and program: lines that begin with “>”; a line that ends in a colon and names a
time or address above such lines; two or more header lines under each other; a line of dashes with words above header lines.
Line by line and once, for the libraries that do this search whole mails by expressions whose time a hostile mail can choose.
"""

from __future__ import annotations

import re

from journeyaudit.read.lexicon import matcher

_HEADER = re.compile(r"[>*_ ]{0,4}([^\W\d_][\w .-]{0,20}?)\s?[*_]{0,2}\s?:[*_]{0,2}\s*(.*)")
_RULED = re.compile(r"[-=_*—]{2,}\s*(?P<words>[^\W\d_].*?)\s*[-=_*—:]*")
_TRACE = re.compile(r"\d{1,2}[:.h]\d{2}|\d{4}|@")
_LONGEST_HEAD, _LOOK_AHEAD, _MOST_LINES = 400, 3, 20_000
#: So few words above a reply line are a preview of the subject, not a letter.
_PREVIEW_WORDS = 15
#: Above “Jane wrote at 10:22:” they make a ticket system's notice of what Jane wrote.
_GREETING_WORDS = 5


def split_quoted(text: str) -> tuple[str, str]:
    """The text that was written, and the earlier mail. A mail that is nothing but quoted counts as written.

    An answer below or between lines that begin with “>” counts as written; what follows any other sign of an earlier mail does
    not.
    """
    lines = text.split("\n")[:_MOST_LINES]
    old, end = _old(lines)
    own = [line for index, line in enumerate(lines[:end]) if index not in old]
    written = "\n".join(own).strip().rstrip("-_=* \n") if end < len(lines) else "\n".join(own).strip()
    if not written:
        return text.strip(), ""
    return written, "\n".join([lines[index] for index in sorted(old)] + lines[end:]).strip()


def _old(lines: list[str]) -> tuple[set[int], int]:
    """The lines that are quoted, and the line from which on all are."""
    old: set[int] = set()
    words = 0
    for index, line in enumerate(lines):
        bare = line.strip()
        if not bare or index in old:
            continue
        if bare.startswith(">"):
            old.add(index)
        elif is_reply_line(bare):
            if words > _PREVIEW_WORDS:
                return old, index
            old.update(range(index + 1))
            words = 0
        elif len(bare) <= _LONGEST_HEAD and (told := _attribution(lines, index, bare)):
            if _next(lines, index + told).startswith(">"):
                old.update(range(index, index + told))
            elif words > _GREETING_WORDS:
                return old, index
        elif words and _begins_quote(lines, index, bare):
            return old, index
        else:
            words += len(bare.split())
    return old, len(lines)


def is_reply_line(line: str) -> bool:
    """ "Please type your reply above this line": what stands below it is the mail, what stands below an answer is old."""
    return len(line) < _LONGEST_HEAD and matcher("message_reply_line").find(line) is not None


def _begins_quote(lines: list[str], index: int, bare: str) -> bool:
    if len(bare) > _LONGEST_HEAD:
        return False
    below = _following(lines, index)
    if _is_header(bare, "message_head_from") and any(_is_header(line, "message_head_more") for line in below):
        return True
    ruled = _RULED.fullmatch(bare)
    if ruled is None or not below:
        return False
    if _TRACE.search(ruled["words"]) and matcher("message_wrote").find(ruled["words"]):
        return True  # "---- on Tue, 17 Nov 2026 16:12 Jane wrote ----"
    heads = ("message_head_from", "message_head_more", "message_head_wire")
    return any(_is_header(line, *heads) for line in below) or bool(_attribution(below, 0, below[0]))


def _attribution(lines: list[str], index: int, bare: str) -> int:
    """The number of lines from here on that say when somebody wrote what follows; 0 if they do not."""
    joined = bare
    for step in range(1, _LOOK_AHEAD + 1):
        if joined.endswith((":", "：")):
            wrote = matcher("message_wrote").find(joined) is not None or _next(lines, index + step).startswith(">")
            return step if wrote and _TRACE.search(joined) else 0
        following = lines[index + step].strip() if index + step < len(lines) else ""
        joined = f"{joined} {following}"
        if not following or len(joined) > _LONGEST_HEAD:
            return 0
    return 0


def _next(lines: list[str], index: int) -> str:
    return next((line.strip() for line in lines[index : index + _LOOK_AHEAD + 1] if line.strip()), "")


def _is_header(line: str, *topics: str) -> bool:
    named = _HEADER.fullmatch(line[:_LONGEST_HEAD])
    return named is not None and bool(named[2]) and any(matcher(topic).full(named[1]) for topic in topics)


def _following(lines: list[str], index: int) -> list[str]:
    """The next lines that are not empty."""
    return [line.strip() for line in lines[index + 1 : index + 1 + 2 * _LOOK_AHEAD] if line.strip()][:_LOOK_AHEAD]
