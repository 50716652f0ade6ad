"""From when a time of delivery counts, where that is later than the order (rules.md D6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from journeyaudit.model.ledger import Statement
from journeyaudit.read.ledger.service.page import ServicePage, once, sentences
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.promises.durations import durations
from journeyaudit.read.promises.tokens import tokens
from journeyaudit.read.promises.vocabulary import comparable
from journeyaudit.read.terms import exclusions

#: A sentence on one of these is about something else that happens after dispatch or takes processing.
_ELSEWHERE = ("service_refund", "service_return", "promise_goods_not")


def late_starts(pages: Sequence[ServicePage]) -> tuple[Statement, ...]:
    """Statements of the topic clock-start: the time counts from dispatch, or processing takes a time of its own before it."""
    return once(one for page in pages for one in _of_page(page))


def _of_page(page: ServicePage) -> Iterator[Statement]:
    for text, box in page.texts("service_clock"):
        for quote in _late(text, page.language):
            yield Statement(topic="clock-start", quote=quote, place=page.place, evidence=page.evidence(quote, box))


@lru_cache(maxsize=16384)
def _late(text: str, language: str | None) -> tuple[str, ...]:
    if matcher("service_clock").find(text) is None:
        return ()
    return tuple(sentence for sentence in sentences(text) if starts_late(sentence, language))


def starts_late(sentence: str, language: str | None = None) -> bool:
    """The words name dispatch or processing together with a time, of all orders: not of a kind of goods, a return, a message."""
    if matcher("service_clock").find(sentence) is None or sentence.rstrip().endswith("?"):
        return False
    if any(matcher(topic).find(sentence) for topic in _ELSEWHERE):
        return False
    read = tokens(sentence, comparable(sentence), 0, len(sentence), language, None)
    timed = any((time.most or time.least or 0.0) >= 1 for time in durations(read))
    if not timed and matcher("service_times").find(sentence) is None:
        return False
    return not any(one.type == "product_category" for one in exclusions(sentence, language, None))
