"""Word patterns of service conversations: the lexicon's `recovery_*` topics, found in a sentence in one pass.

The notation is patterns.py's; `<topic>` is `recovery_topic`, or another topic of the lexicon by its full name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, Protocol, cast

import ahocorasick  # pyright: ignore[reportMissingTypeStubs] -- it ships none; `_Automaton` says what is used

from journeyaudit.read.lexicon import folded, languages
from journeyaudit.read.recovery.patterns import Part, alternatives, sequences

PREFIX = "recovery_"
#: Start and end in a text.
Span = tuple[int, int]


class _Literal(NamedTuple):
    key: int
    size: int
    open_start: bool
    open_end: bool


class _Automaton(Protocol):
    def add_word(self, key: str, value: tuple[_Literal, ...]) -> bool: ...
    def make_automaton(self) -> None: ...
    def iter(self, text: str) -> Iterator[tuple[int, tuple[_Literal, ...]]]: ...


class Topic:
    """What belongs to one topic: numbers of literal phrases, and sequences of (topic, gap)."""

    def __init__(self) -> None:
        self.literals: set[int] = set()
        self.sequences: dict[tuple[tuple[str, int], ...], None] = {}


class Signs:
    """All patterns of one language, or of all where it is not known."""

    def __init__(self, words: Sequence[dict[str, tuple[str, ...]]]) -> None:
        self.topics: dict[str, Topic] = {}
        self._words = words
        self._numbers: dict[str, int] = {}
        self._literals: dict[str, list[_Literal]] = defaultdict(list)
        for topic in {topic for topics in words for topic in topics if topic.startswith(PREFIX)}:
            self._learn(topic.removeprefix(PREFIX))
        self._automaton = cast("_Automaton", ahocorasick.Automaton())  # pyright: ignore[reportUnknownMemberType]
        for letters, literals in self._literals.items():
            self._automaton.add_word(letters, tuple(literals))
        if self._literals:
            self._automaton.make_automaton()

    def literals(self, text: str) -> dict[int, list[Span]]:
        """Where the literal phrases stand in a folded text, by their numbers."""
        found: dict[int, list[Span]] = {}
        if self._literals:
            for last, literals in self._automaton.iter(text):
                for literal in literals:
                    if span := _whole_words(text, last + 1, literal):
                        found.setdefault(literal.key, []).append(span)
        return found

    def _learn(self, topic: str) -> None:
        if topic in self.topics:
            return
        self.topics[topic] = Topic()
        for topics in self._words:
            for phrase in topics.get(PREFIX + topic, topics.get(topic, ())):
                self._add(topic, phrase)

    def _add(self, topic: str, phrase: str) -> None:
        for parts in sequences(phrase):
            if len(parts) == 1 and parts[0].kind == "literal":
                self.topics[topic].literals.add(self._number(parts[0].text))
            else:
                self.topics[topic].sequences[tuple((self._key(part), part.gap) for part in parts)] = None

    def _key(self, part: Part) -> str:
        """The topic that a part is matched by."""
        if part.kind == "topic":
            self._learn(part.text)
            return part.text
        key = part.text if part.kind == "group" else f"={part.text}"
        if key not in self.topics:
            self.topics[key] = Topic()
            for phrase in alternatives(part.text) if part.kind == "group" else (part.text,):
                self._add(key, phrase)
        return key

    def _number(self, phrase: str) -> int:
        if phrase not in self._numbers:
            bare = " ".join(folded(phrase.strip("*")).split())
            self._numbers[phrase] = len(self._numbers)
            if bare:
                literal = _Literal(self._numbers[phrase], len(bare), phrase.startswith("*"), phrase.endswith("*"))
                self._literals[bare].append(literal)
        return self._numbers[phrase]


class Sighting:
    """The signs of one sentence, looked up topic by topic. Spans are in the sentence's text, sorted."""

    def __init__(self, signs: Signs, text: str) -> None:
        self._topics = signs.topics
        self._spans: dict[str, list[Span]] = {}
        self._literals = signs.literals(folded(text))

    def spans(self, topic: str) -> list[Span]:
        known = self._spans.get(topic)
        if known is not None:
            return known
        rule = self._topics.get(topic)
        found = set[Span]()
        self._spans[topic] = []
        if rule is not None:
            for number in self._literals.keys() & rule.literals:
                found.update(self._literals[number])
            for sequence in rule.sequences:
                found.update(self._matches(sequence))
        self._spans[topic] = sorted(found)
        return self._spans[topic]

    def has(self, *topics: str) -> bool:
        return any(self.spans(topic) for topic in topics)

    def first(self, *topics: str) -> Span | None:
        """The first match of any of the topics, the longest where several start there."""
        found = [span for topic in topics for span in self.spans(topic)]
        return min(found, key=lambda span: (span[0], -span[1])) if found else None

    def _matches(self, sequence: tuple[tuple[str, int], ...]) -> Iterator[Span]:
        for start, end in self.spans(sequence[0][0]):
            whole = self._end(sequence, 1, end)
            if whole is not None:
                yield start, whole

    def _end(self, sequence: tuple[tuple[str, int], ...], at: int, end: int) -> int | None:
        """Where the rest of a sequence ends that goes on after `end`."""
        if at == len(sequence):
            return end
        topic, gap = sequence[at]
        for span in self.spans(topic):
            if end <= span[0] <= end + gap:
                whole = self._end(sequence, at + 1, span[1])
                if whole is not None:
                    return whole
        return None


@cache
def signs(language: str | None) -> Signs:
    """The patterns of a language; of all where it is None or has none."""
    known = languages()
    if language is not None and f"{PREFIX}words" in known.get(language, {}):
        return Signs([known[language]])
    return Signs(list(known.values()))


def _whole_words(text: str, end: int, literal: _Literal) -> Span | None:
    start = end - literal.size
    if text[end - 1].isalnum():
        if not literal.open_end and (text[end : end + 1].isalnum() or text[end : end + 2] == "'t"):
            return None
        while literal.open_end and end < len(text) and text[end].isalnum():
            end += 1
    if start and text[start - 1].isalnum() and text[start].isalnum():
        if not literal.open_start:
            return None
        while start and text[start - 1].isalnum():
            start -= 1
    return start, end
