"""A day of arrival where a customer buys: "Get it by Tuesday, 25 November" (rules.md D19)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from journeyaudit.model.ledger import ServicePlace, Statement
from journeyaudit.read.ledger.service.page import ServicePage, once, sentences
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.promises.tokens import Token, tokens
from journeyaudit.read.promises.vocabulary import comparable

#: Where a day is shown for this order; elsewhere a date belongs to the last posting before a holiday, or to news.
_PLACES: frozenset[ServicePlace] = frozenset({"product", "basket", "checkout"})
#: Shorter names of days are words in another language ("do", "mar", "sat").
_SHORTEST_DAY = 5
_MOST_WORDS = 30


def arrival_dates(pages: Sequence[ServicePage]) -> tuple[Statement, ...]:
    """Statements of the topic delivery-date, from product pages, basket and checkout."""
    return once(one for page in pages if page.place in _PLACES for one in _of_page(page))


def _of_page(page: ServicePage) -> Iterator[Statement]:
    for text, box in page.texts("service_arrival"):
        for quote in _dated(text, page.language):
            yield Statement(topic="delivery-date", quote=quote, place=page.place, evidence=page.evidence(quote, box))


@lru_cache(maxsize=16384)
def _dated(text: str, language: str | None) -> tuple[str, ...]:
    if matcher("service_arrival").find(text) is None:
        return ()
    return tuple(dict.fromkeys(line for line in _lines(text) if _names_arrival(line, language)))[:1]


def _lines(text: str) -> Iterator[str]:
    """The text as one line where it is short ("25. November" holds the end of no sentence), else sentence by sentence."""
    if len(text.split()) <= _MOST_WORDS:
        yield " ".join(text.split())
    else:
        yield from sentences(text)


def _names_arrival(line: str, language: str | None) -> bool:
    """Words of arrival, and a date, a weekday or "tomorrow"; not a day on which nothing is delivered, nor one in a review."""
    if matcher("service_arrival").find(line) is None or line.rstrip().endswith("?"):
        return False
    read = tokens(line, comparable(line), 0, len(line), language, None)
    if any(token.has("not", "past", "review") for token in read):
        return False
    return _has_date(read) or len(_weekdays(line)) == 1 or any(token.has("tomorrow", "today") for token in read)


def _has_date(read: Sequence[Token]) -> bool:
    """A day of a month; "1/2" is more often a half."""
    return any(token.has("date") and (len(token.text) > len("1/2")) for token in read)


def _weekdays(line: str) -> list[str]:
    return [line[start:end] for start, end in matcher("weekday").spans(line) if end - start >= _SHORTEST_DAY]
