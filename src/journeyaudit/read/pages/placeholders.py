"""Templates that nobody filled in: "[Phone]", "Address 1", hello@example.com, 0000000000, {{shop.phone}}, an unrendered
shortcode.

The list is our own convention (rules.md OP), drawn from what published sites really leave behind (design.md §8).
"""

from __future__ import annotations

import re
from functools import lru_cache

from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.pages.prose import prose_of

_TEMPLATE = re.compile(
    r"\{\{[^{}]{1,80}\}\}|\{%[^{}]{1,80}%\}|<%[^<>]{1,80}%>|\$\{[\w.]{1,60}\}|%%[\w.]{2,40}%%"
    # a shortcode carries an underscore, a hyphen or attributes, or closes itself; "[PDF]" and "[1]" are ordinary writing
    r"|\[/?[a-z][a-z0-9]*[_-][a-z0-9_-]*(?:\s[^\[\]]{0,120})?\]|\[/?[a-z][a-z0-9_-]*\s+[\w-]+=[^\[\]]{1,120}\]"
)
#: A whole word or two in brackets that names what should stand there: "[Phone]", "<Your address>".
_SLOT = re.compile(r"[\[<{]\s*((?:your |ihre |votre |su |vostro |uw )?[\w' -]{3,24}?)(?:\s?(?:here|\d))?\s*[\]>}]", re.IGNORECASE)
_MAIL = re.compile(
    (
        r"\b[\w.+-]+@(?:example\.(?:com|org|net|co\.uk|de|fr)|(?:your|my)-?(?:domain|company|site|website|shop"
        r"|store|email)\.\w{2,6}|(?:domain|company|yoursite|mysite|email|test)\.(?:com|tld)|sentry\.io)\b"
    ),
    re.IGNORECASE,
)
#: What every such number holds: five equal digits in a row, or counting up to five.
_SUSPECT_NUMBER = re.compile(r"(\d)(?:[\s()./-]{0,3}\1){4}|1[\s()./-]{0,3}2[\s()./-]{0,3}3[\s()./-]{0,3}4[\s()./-]{0,3}5")
#: One digit over and over, or counting up from 1: nobody's telephone number.
_NUMBER = re.compile(r"(?<![\d.,/-])\+?\(?\d[\d\s()./-]{7,17}\d(?![\d.,/-])")
_COUNTING = ("1234567890", "0123456789", "123456789", "12345678", "5551234567", "5555555555")
_FILLER = ("orem ipsum", "olor sit amet", "OREM IPSUM")
_NUMBERED_LINE = re.compile(
    r"^(?:address|street address|adresse|anschrift|dirección|indirizzo|adres)(?: line)? ?[1-3]$", re.IGNORECASE
)
_SUSPECT = "[{<%@$"
_LONGEST_QUOTE = 120
_SHORT = 60
_QUOTES_TEMPLATES = frozenset({"article", "product", "category", "other"})
_SAMPLES = frozenset({"label", "pre", "code"})


def placeholders(snapshot: Snapshot, kind: str = "") -> tuple[str, ...]:
    """What the page visibly left unfilled, each quoted once, in document order.

    A product, an article or a page of no known `kind` may quote a template on purpose (a manual, a form to fill in): there
    only a slot for a contact detail or a name counts, such as "[telephone number]".
    """
    prose, blocks = prose_of(snapshot), snapshot.blocks
    told, read = prose.holding(*_SUSPECT), _slot
    if kind not in _QUOTES_TEMPLATES:
        told |= {*prose.digits, *prose.holding(*_FILLER), *prose.naming("placeholder_text")}
        read = placeholder_in
    quotes = (read(blocks[i].text) for i in sorted(told) if blocks[i].visible and blocks[i].tag not in _SAMPLES)
    return tuple(dict.fromkeys(quote for quote in quotes if quote))


@lru_cache(maxsize=16384)
def placeholder_in(text: str) -> str:
    """The first placeholder in a text as it is written, "" if there is none."""
    found = _written(text) or _numbers(text)
    return found[:_LONGEST_QUOTE]


def _written(text: str) -> str:
    stripped = text.strip()
    if len(stripped) <= _SHORT and (_NUMBERED_LINE.match(stripped) or matcher("placeholder_text").full(stripped)):
        return stripped
    if any(filler in text for filler in _FILLER):
        return text
    if not any(mark in text for mark in _SUSPECT):
        return ""
    found = _TEMPLATE.search(text) or _MAIL.search(text)
    return found[0] if found else _slot(text)


@lru_cache(maxsize=16384)
def _slot(text: str) -> str:
    if not any(mark in text for mark in _SUSPECT):
        return ""
    return next((slot[0] for slot in _SLOT.finditer(text) if _names_a_detail(slot[1].strip())), "")


def _names_a_detail(words: str) -> bool:
    """ "phone", "your phone", and with one word before it: "press e-mail"."""
    _, _, rest = words.partition(" ")
    return matcher("slot_words").full(words) is not None or matcher("slot_words").full(rest) is not None


def _numbers(text: str) -> str:
    if not _SUSPECT_NUMBER.search(text):
        return ""
    for number in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", number[0])
        if len(set(digits)) == 1 or digits.endswith(_COUNTING[:2]) or digits in _COUNTING:
            return number[0].strip()
    return ""
