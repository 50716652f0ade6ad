"""What a customer gets when delivery is late: notice, cancellation, money (rules.md D9, D10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from journeyaudit.model.ledger import Statement
from journeyaudit.read.ledger.service.page import ServicePage, once, sentences
from journeyaudit.read.lexicon import fold, matcher


def delay_remedies(pages: Sequence[ServicePage]) -> tuple[Statement, ...]:
    """Statements of the topic delay-remedy. A sentence that only refuses liability for delays offers none."""
    return once(one for page in pages for one in _of_page(page))


def _of_page(page: ServicePage) -> Iterator[Statement]:
    for text, box in page.texts("service_late"):
        for quote in _offered(text):
            yield Statement(topic="delay-remedy", quote=quote, place=page.place, evidence=page.evidence(quote, box))


@lru_cache(maxsize=16384)
def _offered(text: str) -> tuple[str, ...]:
    if matcher("service_late").find(text) is None or matcher("service_remedy").find(text) is None:
        return ()
    told = sentences(text)
    alone = [sentence for sentence in told if offers_remedy(sentence)]
    return tuple(alone or [f"{one} {two}" for one, two in pairwise(told) if _is_late(one) and offers_remedy(f"{one} {two}")])


def offers_remedy(sentence: str) -> bool:
    """Delivery is late, and something follows from it: the delay is named first, or as a condition. "Refunds may be delayed by
    your bank" names it last."""
    if not _is_late(sentence) or sentence.rstrip().endswith("?") or matcher("service_denied").find(sentence):
        return False
    late, remedy = matcher("service_late").find(sentence), matcher("service_remedy").find(sentence)
    if late is None or remedy is None or (matcher("delivery_words").find(sentence) is None and not _names_order(sentence)):
        return False
    first = fold(sentence).find(fold(late)) < fold(sentence).find(fold(remedy))
    return first or matcher("service_condition").find(sentence) is not None


def _is_late(sentence: str) -> bool:
    return matcher("service_late").find(sentence) is not None


def _names_order(sentence: str) -> bool:
    return matcher("promise_order").find(sentence) is not None
