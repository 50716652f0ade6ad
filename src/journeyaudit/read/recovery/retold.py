"""Customers who tell their story again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from journeyaudit.model.conversation import Retold
from journeyaudit.read.lexicon import folded, languages
from journeyaudit.read.recovery.sentences import ReadTurn, words_of
from journeyaudit.read.recovery.signs import PREFIX

#: A turn tells something if it has this many words of its own.
_FEWEST = 6
#: The share of an earlier turn's words that makes a turn tell it again.
_SHARE = 0.6
#: A story is held against as many earlier ones, the first of them: what is told again was told at the start.
_STORIES = 24


def retold(turns: Sequence[ReadTurn]) -> Iterator[Retold]:
    """The turns that say again what an earlier one said, by their words or because the customer says so."""
    stories: list[tuple[int, frozenset[str]]] = []
    for turn in turns:
        if turn.turn.who != "customer" or not turn.sentences:
            continue
        words = content_words(turn.turn.text)
        again = _best(words, stories)
        cue = next((sentence for sentence in turn.sentences if sentence.seen.has("told_again")), None)
        if again is not None and len(words) >= _FEWEST:
            first, last = turn.sentences[0], turn.sentences[-1]
            yield Retold(
                turn=turn.index,
                quote=turn.turn.text[first.start : last.end],
                start=first.start,
                end=last.end,
                told=again,
            )
        elif cue and stories:
            yield Retold(turn=turn.index, quote=cue.text, start=cue.start, end=cue.end, told=stories[0][0])
        if len(words) >= _FEWEST and len(stories) < _STORIES:
            stories.append((turn.index, words))


def _best(words: frozenset[str], stories: Sequence[tuple[int, frozenset[str]]]) -> int | None:
    shares = [(len(words & story) / len(story), -index) for index, story in stories]
    best = max(shares, default=(0.0, 0))
    return -best[1] if best[0] >= _SHARE else None


def content_words(text: str) -> frozenset[str]:
    """The words and figures of a text that carry its matter."""
    figures = {figure for figure in folded(text).replace(",", ".").split() if any(letter.isdigit() for letter in figure)}
    bare = {figure.strip(".:;!?()#\"'£€$") for figure in figures}
    return frozenset(word for word in words_of(text) if len(word) > 2 and word not in _stop_words()) | bare


@cache
def _stop_words() -> frozenset[str]:
    topics = (f"{PREFIX}stop", f"{PREFIX}words")
    return frozenset(folded(word) for words in languages().values() for topic in topics for word in words.get(topic, ()))
