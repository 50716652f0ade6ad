"""Whens and acts that a company commits to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeyaudit.model.conversation import Pledged
from journeyaudit.model.message import Pledge, Promised
from journeyaudit.read.promised import When, times
from journeyaudit.read.recovery.noes import refusal
from journeyaudit.read.recovery.sentences import ReadTurn, Sentence
from journeyaudit.read.recovery.signs import Span

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
    taken: list[Span] = []
    for pledge in _PLEDGES:
        words = next(
            (span for span in seen.spans(f"pledge_{pledge}") if not (sentence.negated(span) or _denied(sentence, span, refused))),
            None,
        )
        if words is None:
            words = _due(sentence, pledge, named)
        if words is None or (pledge == "reply" and any(words[0] < end and start < words[1] for start, end in taken)):
            continue
        if pledge == "callback":
            taken.append(words)
        yield pledge, words, _nearest(named, words)


def _denied(sentence: Sentence, words: Span, refused: Span | None) -> bool:
    """The words are what is refused, not what is promised behind a comma."""
    if refused is None:
        return False
    between = sentence.text[min(refused[1], words[0]) : max(refused[0], words[0])]
    return words[0] < refused[1] or not any(mark in between for mark in ",;–—")


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
