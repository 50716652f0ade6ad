"""Does what a step waits for or expects hold in what a customer sees? Texts and addresses are judged by the snapshot, so that the
evidence that is kept is what the verdict was taken from."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from journeyaudit.model.journey import Condition
from journeyaudit.model.snapshot import Snapshot

_LONGEST_SHOWN = 200


def visible_text(snapshot: Snapshot) -> str:
    """What a customer can read, in the order of the page, one line a block."""
    return "\n".join(block.text for block in snapshot.blocks if block.visible)


def occurrences(snapshot: Snapshot, text: str) -> int:
    """How often a customer sees the text, without regard to case and spacing."""
    return _even(visible_text(snapshot)).count(_even(text))


def is_at(url: str, wanted: str) -> bool:
    """Is a page's address the one wanted: a path, a path with its query, or a whole address; `*` stands for anything?"""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query and "?" in wanted else ""
    found = parts.path + query if wanted.startswith("/") else f"{parts.scheme}://{parts.netloc}{parts.path or '/'}{query}"
    pattern = ".*".join(re.escape(piece) for piece in wanted.partition("#")[0].split("*"))
    return bool(re.fullmatch(pattern, found) or re.fullmatch(pattern, found.removesuffix("/")))


def shortcoming(condition: Condition, found: int, snapshot: Snapshot) -> str:
    """What is not as the condition says, "" if all is. `found`: how many there are of what it names (1 or 0 for an address)."""
    if condition.url is not None:
        at = f"the page is {snapshot.url[:_LONGEST_SHOWN]}"
        return "" if bool(found) != condition.absent else at
    what = "the text is" if condition.text is not None else "it is"
    if condition.count is not None:
        return "" if found == condition.count else f"{what} there {_times(found)}, not {_times(condition.count)}"
    if condition.absent:
        return f"{what} there" if found else ""
    return "" if found else f"{what} not there"


def counted(condition: Condition, snapshot: Snapshot) -> int | None:
    """How many there are of what the condition names, by the snapshot; None for a control, which only the live page can tell."""
    if condition.url is not None:
        return int(is_at(snapshot.url, condition.url))
    return occurrences(snapshot, condition.text) if condition.text is not None else None


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


def _times(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{number} times"
