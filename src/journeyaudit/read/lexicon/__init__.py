"""Words that customers read, per language: data in YAML files, matched here.

A language file maps topic → phrases. A phrase matches whole words, whatever its case and accents; `*` at its start or end lets
the word go on there ("kontakt*" matches "Kontaktformular"). All languages are matched together, because sites mix them.
Adding a language is adding a file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from journeyaudit.errors import DefinitionError
from journeyaudit.read.lexicon.finder import Finder


class _Fold(dict[int, str]):
    """Code point → lower-case base letter, one for one, so that offsets in folded text are offsets in the text."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFKD", chr(code))[:1].lower()
        self[code] = base if len(base) == 1 and base.strip() else " " if chr(code).isspace() else chr(code)
        return self[code]


#: YAML's name for what is text to it, and no number or truth.
_TEXT = "tag:yaml.org,2002:str"

_FOLD = _Fold()
_FOLD.update(dict.fromkeys((0x2018, 0x2019, 0x02BC), "'"))
_FOLD.update(dict.fromkeys((0xAD, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014), "-"))


def folded(text: str) -> str:
    """The text without case and accents, of the same length."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


#: As `folded`, for texts that are asked for again and again.
fold = lru_cache(maxsize=4096)(folded)


class _Ends(NamedTuple):
    """Whether a phrase lets its word go on before it and behind it."""

    open_start: bool
    open_end: bool


class Matcher:
    """Finds the phrases of one topic in a text."""

    def __init__(self, topic: str, phrases: tuple[str, ...]) -> None:
        self.topic, self.phrases = topic, phrases
        ends: dict[str, _Ends] = {}
        for phrase in phrases:
            bare = fold(phrase.strip("*"))
            ends[bare] = _wider(_Ends(phrase.startswith("*"), phrase.endswith("*")), ends.get(bare))
        self._ends = tuple(ends.values())
        self._finder = Finder(ends)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each match, in order of their ends; a match that may go on is extended to the end of its word."""
        folded = fold(text)
        for phrase, start, end in self._finder.places(folded):
            open_start, open_end = self._ends[phrase]
            if not open_end and folded[end - 1].isalnum() and folded[end : end + 1].isalnum():
                continue
            if not open_start and start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            yield _word_start(folded, start, open_start), _word_end(folded, end, open_end)

    def find(self, text: str) -> str | None:
        """The first phrase found, as the text writes it; the longest where several start at the same place."""
        best: tuple[int, int] | None = None
        for start, end in self.spans(text):
            if best is None or start < best[0] or (start == best[0] and end > best[1]):
                best = (start, end)
        return text[best[0] : best[1]] if best else None

    def full(self, text: str) -> str | None:
        """The text if it is nothing but one phrase, marks and spaces around it left aside; else None."""
        first, last = 0, len(text)
        while first < last and not text[first].isalnum():
            first += 1
        while last > first and not text[last - 1].isalnum():
            last -= 1
        bare = text[first:last]
        whole = any(start == 0 and end == len(bare) for start, end in self.spans(bare)) if bare else False
        return bare if whole else None


def _word_start(folded: str, start: int, is_open: bool) -> int:
    while is_open and start and folded[start - 1].isalnum():
        start -= 1
    return start


def _word_end(folded: str, end: int, is_open: bool) -> int:
    while is_open and end < len(folded) and folded[end].isalnum():
        end += 1
    return end


def _wider(new: _Ends, known: _Ends | None) -> _Ends:
    """The same letters under two rules ("chat" in one language, "chat*" in another): either may match."""
    if known is None:
        return new
    return _Ends(new.open_start or known.open_start, new.open_end or known.open_end)


@cache
def languages() -> dict[str, dict[str, tuple[str, ...]]]:
    """Language code → topic → phrases, as the files say. Raises DefinitionError where a file is no mapping of lists of words."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for file in sorted(files(__name__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            found[file.name.removesuffix(".yaml")] = _topics_of(file.name, _tree(file.read_text("utf-8")))
    return found


def _tree(text: str) -> Any:
    """The nodes of a file: to make objects of its forty thousand phrases first would take twice the time."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]


def _topics_of(name: str, content: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(content, yaml.MappingNode):
        raise DefinitionError("is not a mapping of topics to phrases", where=name, remedy="write `topic: [phrase, phrase]`")
    return {topic.value: _phrases_of(f"{name}:{topic.value}", phrases) for topic, phrases in content.value}


def _phrases_of(where: str, content: Any) -> tuple[str, ...]:
    phrases = content.value if isinstance(content, yaml.SequenceNode) else [content]
    words = tuple(phrase.value for phrase in phrases if phrase.tag == _TEXT and phrase.value.strip("* "))
    if content.tag == _TEXT or len(words) < len(phrases):
        remedy = 'quote words that YAML takes for true or false, such as "no"'
        raise DefinitionError("is not a list of phrases", where=where, remedy=remedy)
    return words


@cache
def topics() -> tuple[str, ...]:
    """All topics, sorted."""
    return tuple(sorted({topic for words in languages().values() for topic in words}))


@cache
def matcher(topic: str) -> Matcher:
    """The matcher of one topic over all languages. Raises KeyError for a topic that no language has."""
    if topic not in topics():
        raise KeyError(f"no lexicon topic {topic!r}; there are: {', '.join(topics())}")
    merged = dict.fromkeys(phrase for words in languages().values() for phrase in words.get(topic, ()))
    return Matcher(topic, tuple(merged))
