"""Which promises a page of terms says that it does not govern: “Sample packs are not governed by these terms”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from journeyaudit.read.ledger.service.page import sentences
from journeyaudit.read.lexicon import fold, matcher

#: Goods or services, each as the words that name it.
Waived = tuple[tuple[str, ...], ...]
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORTEST_STEM = 3
_ITEMS = re.compile(r"[,;/]")


@lru_cache(maxsize=64)
def waived(text: str) -> Waived:
    """The goods and services that a page says it does not govern. The sentence must name the page itself ("these
    terms", "this page") and say so of something else: "free delivery does not apply to sofas" is a condition, no waiver.
    """
    return tuple(item for sentence in sentences(text) for item in _items(sentence))


def _items(sentence: str) -> Iterator[tuple[str, ...]]:
    page = next(iter(matcher("these_terms").spans(sentence)), None)
    says = next(iter(matcher("not_governing").spans(sentence)), None)
    if page is None or says is None:
        return
    goods = sentence[says[1] :] if page[0] < says[0] else sentence[: says[0]]
    goods = re.split(r"[.:!?]", goods)[0]
    for start, end in reversed(list(matcher("list_word").spans(goods))):
        goods = f"{goods[:start]},{goods[end:]}"
    for item in _ITEMS.split(goods):
        words = tuple(word for word in _WORD.findall(fold(item)) if matcher("filler_words").full(word) is None)
        if words:
            yield words


def governs(goods: Waived, *named: str) -> bool:
    """Does a page that waives these goods govern a promise in these words and under these headings?"""
    return not any(_names(words, item) for text in named for words in [_WORD.findall(fold(text))] for item in goods)


def _names(words: list[str], item: tuple[str, ...]) -> bool:
    """Every word of the item is among the words, whatever its ending ("boxes", "box")."""
    return all(any(_alike(word, wanted) for word in words) for wanted in item)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(short) >= _SHORTEST_STEM and len(long) - len(short) <= 2
