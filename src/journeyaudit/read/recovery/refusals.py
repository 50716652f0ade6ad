"""Whether a sentence refuses, told by its grammar.

Some words refuse by themselves (`recovery_no`). Others do so by what they are said of: the speaker is not able or allowed
(`no_own`), the customer or a thing is barred from a service (`no_other`, `no_plain`). Those count within one clause, and not in a
condition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from journeyaudit.read.recovery.sentences import Sentence
from journeyaudit.read.recovery.signs import Span

_MARK = re.compile(r"[,;:()…](?=\s|$)|\s[-–—]\s")
_BY_GRAMMAR = ("no_own", "no_other", "no_plain")


def refusal(sentence: Sentence) -> Span | None:
    """The first words that refuse, if the sentence does; of a question only what is said before it asks."""
    seen = sentence.seen
    told = {topic: seen.spans(topic) for topic in ("no", *_BY_GRAMMAR) if seen.spans(topic)}
    if not told:
        return None
    barred = [*seen.spans("no_not"), *seen.spans("disown")]
    starts = _clause_starts(sentence)
    conditions = {start for start, _ in seen.spans("condition")}
    found: list[Span] = []
    for topic, spans in told.items():
        for span in spans:
            clause = max(start for start in starts if start <= span[0])
            whole = topic == "no" or not any(span[0] < start < span[1] for start in starts)
            asked = sentence.asks and (topic != "no_own" or clause == starts[-1])
            if whole and not asked and clause not in conditions and not _overlaps(span, barred):
                found.append(span)
    return min(found, default=None)


def refused(sentence: Sentence) -> Span | None:
    """The clauses that the refusal stands in, from the start of its first to the end of its last."""
    span = refusal(sentence)
    if span is None:
        return None
    starts = _clause_starts(sentence)
    begin = max(start for start in starts if start <= span[0])
    return begin, min((start for start in starts if start >= span[1]), default=len(sentence.text))


def _clause_starts(sentence: Sentence) -> Sequence[int]:
    """Where clauses begin, in order: at the sentence's start, behind marks, at words that join, at conditions."""
    text, seen = sentence.text, sentence.seen
    behind = {mark.end() + len(text[mark.end() :]) - len(text[mark.end() :].lstrip()) for mark in _MARK.finditer(text)}
    words = {start for topic in ("joint", "condition") for start, _ in seen.spans(topic)}
    return sorted({0} | behind | words)


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
