"""Whens and acts that a company commits to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from journeyaudit.model.conversation import Pledged
from journeyaudit.model.message import Pledge, Promised
from journeyaudit.read.promised import When, times
from journeyaudit.read.recovery.refusals import refusal
from journeyaudit.read.recovery.sentences import ReadTurn, Sentence
from journeyaudit.read.recovery.signs import Span

#: What ends a clause: marks, and words that join two.
_CLAUSE_END = re.compile(
    r"[,;:()–—]|\b(?:and|but|so|because|or|und|aber|sondern|et|mais|y|pero|e|ma|en|maar|as|while|until|that|dass|que|che|dat)\b",
    re.IGNORECASE,
)
_PLEDGES: tuple[Pledge, ...] = ("callback", "refund", "delivery", "resolution", "reply")


def pledges(turns: Sequence[ReadTurn]) -> Iterator[Pledged]:
    """What the company's turns promise, automatic ones included: each kind once a turn, with its time where one is said."""
    for turn in turns:
        if turn.turn.who == "customer":
            continue
        kept: dict[Pledge, tuple[Sentence, Span, When | None]] = {}
        for sentence in turn.sentences:
            for pledge, words, time in _of(sentence):
                if pledge not in kept or (kept[pledge][2] is None and time is not None):
                    kept[pledge] = (sentence, words, time)
        yield from (_pledged(pledge, *kept[pledge]) for pledge in _PLEDGES if pledge in kept)


def _of(sentence: Sentence) -> Iterator[tuple[Pledge, Span, When | None]]:
    seen = sentence.seen
    if sentence.asks or seen.has("pledge_not", "disown"):
        return
    refused = refusal(sentence)
    named = times(sentence.text, None)
    said: dict[Pledge, tuple[Span, When | None]] = {}
    spoken: dict[Pledge, Span] = {pledge: words for pledge in _PLEDGES if (words := _spoken(sentence, pledge, refused))}
    if not spoken:
        spoken = {pledge: words for pledge in _PLEDGES if (words := _due(sentence, pledge, named))}
    for pledge, words in spoken.items():
        time = _nearest(named, words)
        if _is_other(pledge, words, time, said) or (time is None and seen.has("condition")):
            continue
        said[pledge] = words, time
        yield pledge, words, time


def _spoken(sentence: Sentence, pledge: Pledge, refused: Span | None) -> Span | None:
    """The first words that commit to it and are not taken back."""
    for span in sentence.seen.spans(f"pledge_{pledge}"):
        if not (sentence.negated(span) or _negated_before(sentence, span) or _denied(sentence, span, refused)):
            return span
    return None


def _is_other(pledge: Pledge, words: Span, time: When | None, said: Mapping[Pledge, tuple[Span, When | None]]) -> bool:
    """The words are those of another promise: an answer that is a call, money that is “received” like goods."""
    if pledge == "reply" and "callback" in said:
        (start, end), _ = said["callback"]
        return words[0] < end and start < words[1]
    return pledge == "delivery" and "refund" in said and said["refund"][1] == time


def _denied(sentence: Sentence, words: Span, refused: Span | None) -> bool:
    """The words are what is refused, not what is promised behind a comma."""
    if refused is None:
        return False
    between = sentence.text[min(refused[1], words[0]) : max(refused[0], words[0])]
    return words[0] < refused[1] or not any(mark in between for mark in ",;–—")


def _negated_before(sentence: Sentence, words: Span) -> bool:
    """A negation stands before the words in their clause: “I can't see a callback booked”."""
    return any(end <= words[0] and not _CLAUSE_END.search(sentence.text, end, words[0]) for _, end in sentence.seen.spans("not"))


def _due(sentence: Sentence, pledge: Pledge, named: Sequence[When]) -> Span | None:
    """“Refunds take 3–5 days”: the thing and a span of time, with nothing said to lie in the past."""
    spans = [time for time in named if time.hours is not None or time.days is not None]
    if not spans or sentence.seen.has("past", "no") or sentence.seen.has("not"):
        return None
    return next(iter(sentence.seen.spans(f"due_{pledge}")), None)


def _nearest(named: Sequence[When], words: Span) -> When | None:
    def distance(time: When) -> int:
        return max(0, time.start - words[1], words[0] - time.end)

    return min(named, key=distance, default=None)


def _pledged(pledge: Pledge, sentence: Sentence, words: Span, time: When | None) -> Pledged:
    start, end = words if time is None else (time.start, time.end)
    when = time or When(start, end)
    promised = Promised(
        pledge=pledge,
        quote=sentence.text[start:end],
        start=sentence.start + start,
        end=sentence.start + end,
        hours=when.hours,
        days=when.days,
        kind=when.kind,
        by=when.by,
        at=when.at,
    )
    return Pledged(turn=sentence.turn, quote=sentence.text, start=sentence.start, end=sentence.end, promised=promised)
