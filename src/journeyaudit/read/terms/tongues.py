"""Which languages a text is written in, told by its commonest words: "over" and "post" mean different things in each."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain

from journeyaudit.read.lexicon import languages

#: Trade words of English stand in shops of every language.
_ALWAYS = "en"
_WORD = re.compile(r"[^\W\d_]+")
#: So many pieces of so many characters tell a text; one of which fewer common words are heard is read in all languages.
_PIECES, _PIECE, _FEWEST = 4, 600, 3
#: A language that has so large a share of the commonest one's words is spoken too.
_BESIDE = 0.4


def spoken(text: str) -> tuple[str, ...]:
    """Codes of the languages in which to read the text, sorted: English, and those that its words speak; all if unclear."""
    speakers = _speakers()
    heard = Counter(chain.from_iterable(speakers[word] for word in _WORD.findall(_sample(text).lower()) if word in speakers))
    most = max(heard.values(), default=0)
    if most < _FEWEST:
        return everything()
    return tuple(sorted({_ALWAYS, *(language for language, words in heard.items() if words >= _BESIDE * most)}))


def _sample(text: str) -> str:
    """Pieces from the whole length of the text; a short one whole."""
    step = len(text) // _PIECES
    return text if step <= _PIECE else " ".join(text[at * step : at * step + _PIECE] for at in range(_PIECES))


@cache
def everything() -> tuple[str, ...]:
    """All languages of the lexicon."""
    return tuple(languages())


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """Common word → the languages that use it."""
    found: dict[str, list[str]] = {}
    for language, topics in languages().items():
        for word in topics.get("common_words", ()):
            found.setdefault(word, []).append(language)
    return {word: tuple(speakers) for word, speakers in found.items()}
