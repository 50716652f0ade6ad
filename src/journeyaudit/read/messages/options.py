"""Two answers to click on, a good one and a bad one: “Yes | No”, “Great  Okay  Not good”."""

from __future__ import annotations

import re

from journeyaudit.read.lexicon import fold, matcher

_LINK = re.compile(r"<?(?:https?://|www\.)\S+")
_WORD = re.compile(r"[^\W_]")
_LONGEST = 160
#: The bad ones first: "not good" has "good" in it.
_TOPICS = ("message_option_bad", "message_option_good", "message_option_fair")


def options_of(text: str) -> str:
    """The lines that hold nothing but a question and answers to click on, a good and a bad one; "" if there are none.

    On one line, or on lines below each other that each end in a link: who answers "Yes." and "No." on two lines offers nothing.
    """
    run: list[str] = []
    kinds: set[str] = set()
    for line in text.split("\n"):
        if not line.strip():
            continue
        found = _kinds(line) or _kinds(line.rpartition("?")[2])
        linked = _LINK.search(line) is not None
        if {"message_option_good", "message_option_bad"} <= found:
            return line.strip()
        run, kinds = ([*run, line.strip()], kinds | found) if found and linked else ([], set[str]())
        if {"message_option_good", "message_option_bad"} <= kinds:
            return " ".join(run)
    return ""


def _kinds(line: str) -> set[str]:
    """The topics of a line's answers; none if it says anything else."""
    if len(line) > _LONGEST:
        return set()
    left, found = fold(_LINK.sub(" ", line)), set[str]()
    for topic in _TOPICS:
        for start, end in reversed(list(matcher(topic).spans(left))):
            if left[start:end].strip("|"):
                found.add(topic)
                left = left[:start] + "|" * (end - start) + left[end:]
    return set() if _WORD.search(left) else found
