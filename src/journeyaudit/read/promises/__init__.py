"""Promises on delivery that a text makes: speed, price, threshold, cut-off, each quoted and typed (model.promise.Promise).

A sentence is read closely only if it names something that is moved and something countable of it. Menu labels, questions,
returns periods, reviews and the like are not promises.
"""

from __future__ import annotations

from collections.abc import Iterator

from journeyaudit.model.promise import Promise
from journeyaudit.read.promises.claims import Sentence, promises_of
from journeyaudit.read.promises.sentences import candidates
from journeyaudit.read.promises.tokens import Tokens, tokens
from journeyaudit.read.promises.vocabulary import comparable


def promises(text: str, language: str | None = None, country: str | None = None) -> tuple[Promise, ...]:
    """The promises in a text of any length, in order; `quote == text[start:end]`, one or two for a sentence.

    `language` (ISO 639) settles words that languages share, `country` (ISO 3166 alpha-2) the currency of "$"; without them the
    sentence's other words do. Time and memory grow with the length of the text, whatever it holds.
    """
    return tuple(_promises(text, language, country))


def _promises(text: str, language: str | None, country: str | None) -> Iterator[Promise]:
    folded = comparable(text)
    for one in candidates(text, folded):
        read, before, after = (
            tokens(text, folded, *span, language, country) if span else Tokens()
            for span in ((one.start, one.end), one.before, one.after)
        )
        yield from promises_of(Sentence(read, before, after, country), text)
