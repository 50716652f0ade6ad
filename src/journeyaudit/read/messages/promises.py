"""What somebody commits to in a mail or a talk, and by when: a reply, a call, a refund, a delivery, a resolution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from journeyaudit.model.message import Pledge, Promised
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.messages.sentences import Sentence, sentences
from journeyaudit.read.promised import When, times

#: Words of a pledge, and how much they mean it where several stand in a sentence. Those right behind "we will" count more.
_WORDS: tuple[tuple[Pledge, str, float], ...] = (
    ("callback", "message_callback_word", 3.2),
    ("refund", "message_refund_word", 3.6),
    ("reply", "message_reply_word", 2.0),
    ("resolution", "message_resolve_word", 1.5),
    ("delivery", "message_delivery_word", 1.6),
)
_HEAD, _NEAR, _FAR = 2.0, 24, 90.0
#: What the next sentence may be about without naming it again.
_CARRIED = frozenset(("refund", "delivery", "resolution"))


class _Word(NamedTuple):
    pledge: Pledge
    weight: float
    start: int
    end: int


def promised(text: str, today: date | None = None, *, day_first: bool = True) -> tuple[Promised, ...]:
    """The commitments in a text, in order; `quote == text[start:end]`. One for each time that is named, and one for a sentence
    that commits to an answer or a call without a time ("as soon as possible", "we will call you back").

    `today` is the day of the text, from which "tomorrow" counts. What the customer is asked to do by a time is none.
    """
    found: list[Promised] = []
    before: list[_Word] = []
    for sentence in sentences(text):
        found += _in_sentence(text, sentence, before, today, day_first=day_first)
        before = _words(sentence.text)
    return tuple(dict.fromkeys(found))


def _in_sentence(
    text: str, sentence: Sentence, before: list[_Word], today: date | None, *, day_first: bool
) -> Iterator[Promised]:
    """What one sentence commits to; `before` are the words of the one in front, which it may go on about ("It will take …")."""
    said = sentence.text
    if matcher("message_customer_acts").find(said) or said.endswith("?"):
        return
    words = _words(said)
    found = _lasting(times(said, today, day_first=day_first), today)
    if not words:
        words = [_Word(word.pledge, word.weight, 0, 0) for word in before if word.pledge in _CARRIED] if found else []
    if not words:
        return
    commits = list(matcher("message_commit_word").spans(said))
    head = _headed(words, commits)
    for when in found:
        word = _meant(words, when, head)
        if commits or word.pledge == "callback":
            yield _promise(text, sentence, word, when, commits)
    if not found:
        yield from _untimed(text, sentence, words, commits)


def _untimed(text: str, sentence: Sentence, words: list[_Word], commits: list[tuple[int, int]]) -> Iterator[Promised]:
    """A commitment without a time: a call that will be made, an answer that will come as soon as it can."""
    soon = list(matcher("message_soon").spans(sentence.text))
    head = _headed(words, commits)
    for word in words:
        is_head = word in head
        if word.pledge == "callback" and is_head:
            yield _promise(text, sentence, word, None, commits)
            return
        if word.pledge == "reply" and soon and commits:
            yield _promise(text, sentence, word, When(*soon[0]), commits)
            return


def _words(said: str) -> list[_Word]:
    return [_Word(pledge, weight, *span) for pledge, topic, weight in _WORDS for span in matcher(topic).spans(said)]


def _headed(words: list[_Word], commits: list[tuple[int, int]]) -> list[_Word]:
    """The first word right behind, or part of, each one that commits."""
    found: list[_Word] = []
    for start, end in commits:
        near = [word for word in words if -2 <= word.start - end <= _NEAR or start <= word.start < end]
        found += sorted(near, key=lambda word: word.start)[:1]
    return found


def _meant(words: list[_Word], when: When, head: list[_Word]) -> _Word:
    """The word that the time belongs to: the heaviest, less what lies between. "You will receive a reply" is no delivery."""
    mixed = len({word.pledge for word in words}) > 1

    def weight(word: _Word) -> float:
        heads = word in head and not (mixed and word.pledge == "delivery")
        return word.weight + _HEAD * heads - _gap(word, when) / _FAR

    return max(words, key=lambda word: (weight(word), -word.start))


def _lasting(found: tuple[When, ...], today: date | None) -> tuple[When, ...]:
    """The times without today where another is named: "sent today, with you in 2 days"."""
    later = tuple(when for when in found if not (when.days == 0 or (today is not None and when.by == today.isoformat())))
    return later or found


def _gap(word: _Word, when: When) -> int:
    return max(when.start - word.end, word.start - when.end, 0)


def _promise(text: str, sentence: Sentence, word: _Word, when: When | None, commits: list[tuple[int, int]]) -> Promised:
    places = [*([word.start, word.end] if word.end else []), *((when.start, when.end) if when else ())]
    lead = [start for start, end in commits if -2 <= min(places) - end <= _NEAR or start <= min(places) < end]
    start, end = sentence.start + min([*places, *lead]), sentence.start + max(places)
    end -= text[end - 1] == "." and end - start > 1
    told = When(0, 0) if when is None else when
    return Promised(
        pledge=word.pledge,
        quote=text[start:end],
        start=start,
        end=end,
        hours=told.hours,
        days=told.days,
        kind=told.kind,
        by=told.by,
        at=told.at,
    )
