"""Stores to walk into: links that lead to them, and pages that show one with its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import Snapshot, TextBlock
from journeyaudit.read.contacts.facts import fact_of_block, fact_of_control
from journeyaudit.read.contacts.post import addresses_in
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.pages.prose import prose_of

_SLUG = re.compile(
    r"(?:store|shop|branch|dealer|stockist|retailer|reseller|showroom|location)s?[-_]?(?:locator|finder)|find[-_]?(?:a[-_]|your[-_]|our[-_]|us\b)"
    r"(?:store|shop|branch|dealer|stockist|retailer|showroom)?|/(?:our-)?(?:stockists?|showrooms?|store-locations?|our-stores|our-shops|branches|locations)\b"
    r"|filial(?:e|en|finder)|haendlersuche|negozi\b|tiendas\b|nos-(?:magasins|boutiques)|winkels\b|verkooppunten|storelocator|punti-vendita|points-de-vente",
    re.I,
)
_MOST_WORDS = 8
_BLOCKS_BELOW = 8


def stores(snapshot: Snapshot) -> Iterator[ChannelFact]:
    """Store facts: pointers for locator links; the store itself where a heading announces it above an address."""
    for index, control in enumerate(snapshot.controls):
        if (
            control.form is not None
            or control.href.startswith(("tel:", "mailto:"))
            or not _leads_to_store(control.name or control.title, control.raw_href)
        ):
            continue
        yield fact_of_control(snapshot, index, "store", control.href or control.name, pointer=True)
    for index in sorted(prose_of(snapshot).naming("store_label", "store_word")):
        block = snapshot.blocks[index]
        if block.heading and _announces(block.text):
            below = snapshot.blocks[index + 1 : index + 1 + _BLOCKS_BELOW]
            if _has_address(block, below):
                yield fact_of_block(snapshot, index, "store", block.text[:120], block.text, kind="address")


def _has_address(heading: TextBlock, below: Sequence[TextBlock]) -> bool:
    """An address under the heading that is not announced as the company's postal address."""
    before = heading
    for part in below:
        if part.visible == heading.visible and addresses_in(part.text, True) and matcher("post_label").find(before.text) is None:
            return True
        before = part
    return False


@lru_cache(maxsize=8192)
def _leads_to_store(name: str, href: str) -> bool:
    words = name.split()
    if not words:
        return _SLUG.search(href) is not None and bool(href)
    if len(words) > _MOST_WORDS:
        return False
    if matcher("store_label").full(name) is not None or matcher("store_finder").find(name) is not None:
        return True
    return _SLUG.search(href) is not None and matcher("store_word").find(name) is not None


@lru_cache(maxsize=4096)
def _announces(heading: str) -> bool:
    return len(heading) <= 80 and (
        matcher("store_label").full(heading) is not None or matcher("store_word").find(heading) is not None
    )
