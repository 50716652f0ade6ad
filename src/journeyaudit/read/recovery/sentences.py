"""Turns cut into sentences, each with its place and the signs that stand in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from journeyaudit.model.conversation import Conversation, Turn
from journeyaudit.read.lexicon import folded, languages
from journeyaudit.read.recovery.signs import PREFIX, Sighting, Span, signs

#: No sentence is read beyond this: text without any marks is cut.
_LONGEST = 500
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_END = re.compile(r"(?:[.!?…]+|[。！？؟]+)[\"'”’»)\]]*(?=\s|$|[A-ZÀ-Þ¿¡])|\n\s*\n|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:nr|mr|mrs|ms|dr|hr|fr|st|sr|sra|sig|dott|mme|mlle|z|b|d|h|u|a|e|g|i|ca|approx|bzw|inkl|ggf|tel|num|art|evtl|vs|etc"
    r"|ord|pos|abs|min|max|std|usw|jan|feb|aug|sept|oct|okt|nov|dec|dez)|\b(?:am|den|bis|zum|vom|der) \d{1,2}|^\d{1,2})$",
    re.IGNORECASE,
)
#: A line that ends sooner was ended by its writer, not by the edge of a mail.
_WRAPPED = 50


class Sentence:
    """A sentence of a turn. `text` is the turn's [start, end), without space around it."""

    def __init__(self, turn: int, text: str, start: int, language: str | None) -> None:
        self.turn, self.text, self.start = turn, text, start
        self.seen = Sighting(signs(language), text)

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def asks(self) -> bool:
        """It is a question, with or without its mark."""
        bare = self.text.rstrip(" \"'”’»)")
        if bare.endswith(("?", "؟", "？")) or bare.startswith("¿"):
            return True
        first = self.seen.first("question_start")
        return first is not None and first[0] <= 4 and not bare.endswith((".", "!"))

    def negated(self, span: Span) -> bool:
        """A negation stands inside the words, or right after them."""
        start, end = span
        return any(start <= at < end + 2 for at, _ in self.seen.spans("not"))


class ReadTurn:
    """A turn with its sentences and language."""

    def __init__(self, index: int, turn: Turn, language: str | None) -> None:
        self.index, self.turn, self.language = index, turn, language
        self.sentences = tuple(Sentence(index, turn.text[start:end], start, language) for start, end in sentence_spans(turn.text))

    def has(self, *topics: str) -> bool:
        return any(sentence.seen.has(*topics) for sentence in self.sentences)


def read_turns(conversation: Conversation) -> tuple[ReadTurn, ...]:
    """The turns cut into sentences; the language of each is its own where it shows one, else the conversation's."""
    counts = [_language_counts(turn.text) for turn in conversation.turns]
    whole = Counter[str]()
    for count in counts:
        whole.update(count)
    main = _clear(whole, 1)
    return tuple(
        ReadTurn(index, turn, _clear(count, 4) or main)
        for index, (turn, count) in enumerate(zip(conversation.turns, counts, strict=True))
    )


def sentence_spans(text: str) -> Iterator[Span]:
    """Start and end of each sentence, without the space around it; none is longer than 500 characters."""
    start = 0
    for mark in _END.finditer(text):
        if mark[0][0] == "\n":
            if mark[0].count("\n") == 1 and mark.start() - text.rfind("\n", 0, mark.start()) > _WRAPPED:
                continue
        elif mark[0][0] == "." and _ABBREVIATION.search(text[max(start, mark.start() - 14) : mark.start()]):
            continue
        yield from _pieces(text, start, mark.end())
        start = mark.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        cut = end
        if end - start > _LONGEST:
            cut = text.rfind(" ", start + 1, start + _LONGEST)
            cut = cut if cut > start else start + _LONGEST
        piece = text[start:cut]
        bare = piece.strip()
        if any(letter.isalnum() for letter in bare):
            at = start + piece.index(bare)
            yield at, at + len(bare)
        start = cut


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


def _clear(counts: Counter[str], least: int) -> str | None:
    """The language that has most of the words, if it leads."""
    best: Sequence[tuple[str, int]] = counts.most_common(2)
    if not best or best[0][1] < least:
        return None
    if len(best) > 1 and best[1][1] * 1.15 >= best[0][1]:
        return None
    return best[0][0]


def _language_counts(text: str) -> Counter[str]:
    counts = Counter[str]()
    common = _common_words()
    for word in words_of(text):
        counts.update(common.get(word, ()))
    return counts


@cache
def _common_words() -> dict[str, tuple[str, ...]]:
    """Word → the languages that it is common in."""
    found: dict[str, tuple[str, ...]] = {}
    for language, topics in languages().items():
        for word in topics.get(f"{PREFIX}words", ()):
            found[folded(word)] = (*found.get(folded(word), ()), language)
    return found
