"""Word patterns of service conversations: the lexicon's `recovery_*` topics, found in a sentence in one pass.

The notation is patterns.py's; `<topic>` is `recovery_topic`, or another topic of the lexicon by its full name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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


#: What follows the first part of a sequence: topics, and how far each may be from the part before.
_Rest = tuple[tuple[str, int], ...]


class Topic:
    """What belongs to one topic: numbers of literal phrases, and sequences of (topic, gap) by the topic that they begin with."""

    def __init__(self) -> None:
        self.literals: set[int] = set()
        self.sequences: dict[str, dict[_Rest, None]] = defaultdict(dict)


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
        self._owners: dict[int, list[str]] = defaultdict(list)
        self._begun: dict[str, list[str]] = defaultdict(list)
        for name, topic in self.topics.items():
            for number in topic.literals:
                self._owners[number].append(name)
            for first in topic.sequences:
                self._begun[first].append(name)

    def literals(self, text: str) -> dict[int, list[Span]]:
        """Where the literal phrases stand in a folded text, by their numbers."""
        found: dict[int, list[Span]] = {}
        if self._literals:
            for last, literals in self._automaton.iter(text):
                for literal in literals:
                    if span := _whole_words(text, last + 1, literal):
                        found.setdefault(literal.key, []).append(span)
        return found

    def possible(self, literals: dict[int, list[Span]]) -> dict[str, list[Span]]:
        """The topics that may be in a text, with the spans of their literal phrases: those that have one, or begin with one."""
        found: dict[str, list[Span]] = {}
        for number, spans in literals.items():
            for topic in self._owners[number]:
                found.setdefault(topic, []).extend(spans)
        unseen = list(found)
        while unseen:
            for topic in self._begun.get(unseen.pop(), ()):
                if topic not in found:
                    found[topic] = []
                    unseen.append(topic)
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
                first, *rest = ((self._key(part), part.gap) for part in parts)
                self.topics[topic].sequences[first[0]][tuple(rest)] = None

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
        self._possible = signs.possible(signs.literals(folded(text)))

    def spans(self, topic: str) -> list[Span]:
        known = self._spans.get(topic)
        if known is not None:
            return known
        literal = self._possible.get(topic)
        self._spans[topic] = []
        if literal is None:
            return self._spans[topic]
        found = set(literal)
        for first, rests in self._topics[topic].sequences.items():
            if first in self._possible:
                found.update(self._matches(first, rests))
        self._spans[topic] = sorted(found)
        return self._spans[topic]

    def has(self, *topics: str) -> bool:
        return any(self.spans(topic) for topic in topics)

    def first(self, *topics: str) -> Span | None:
        """The first match of any of the topics, the longest where several start there."""
        found = [span for topic in topics for span in self.spans(topic)]
        return min(found, key=lambda span: (span[0], -span[1])) if found else None

    def _matches(self, first: str, rests: Iterable[_Rest]) -> Iterator[Span]:
        spans = self.spans(first)
        for rest in rests if spans else ():
            if all(topic in self._possible for topic, _ in rest):
                for start, end in spans:
                    whole = self._end(rest, 0, end)
                    if whole is not None:
                        yield start, whole

    def _end(self, rest: _Rest, at: int, end: int) -> int | None:
        """Where the rest of a sequence ends that goes on after `end`."""
        if at == len(rest):
            return end
        topic, gap = rest[at]
        for span in self.spans(topic):
            if end <= span[0] <= end + gap:
                whole = self._end(rest, at + 1, span[1])
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
