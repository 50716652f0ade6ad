"""What a condition leaves out altogether, in so many words: "excluding the Highlands", "mattresses are not eligible".

A word of exclusion somewhere in a sentence proves nothing: prices exclude tax, weeks exclude weekends, and "including the
Highlands" is the contrary. So the word must govern what is left out: stand before it, or as a verb behind it, in the same clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeyaudit.model.promise import Exclusion
from journeyaudit.read.lexicon import Matcher, matcher

Span = tuple[int, int]
#: Postcode areas of the Highlands, the islands and Northern Ireland; not those of the Crown Dependencies, which D4 excepts.
_UK_POSTCODE = re.compile(r"\b(?:(?:BT|HS|IV|KW|ZE)\d{1,2}|KA2[78]|PA[2-7]\d|PH[1-5]\d|PO(?:3\d|4[01])|TR2[1-5])\b")
_BREAKS = re.compile(r"[;|\n]|[.!?](?=\s|$)")
#: How far a word of exclusion reaches over a list of places or goods, in letters.
_REACH_ON, _REACH_BACK = 160, 70
#: Words around a word of exclusion that take it back or leave it open ("nothing is excluded", "may be excluded").
_AROUND, _NEXT = 28, 9
#: What stands between a word of exclusion and a place where it is not the place as such that is left out.
_SOME_DAYS = ("terms_weekend", "terms_holiday", "terms_day_name")
_SOME_GOODS = ("terms_goods", "terms_heavy", "terms_made")
_PLACE_LEAD = re.compile(r"\W*(?:\w{1,3}\W+)?")
#: What is excluded though nothing is kept from a customer by it.
_ASIDE = ("terms_customs", "terms_weekend", "terms_holiday", "terms_time")


def line_of(context: str, quote: str) -> str:
    """The sentence or table row of the context that the quote stands in; the quote where it does not."""
    at = context.find(quote)
    if at < 0 or not quote:
        return quote
    begun = [found + len(mark) for mark in ("\n", ". ") if (found := context.rfind(mark, 0, at)) >= 0]
    if quote.rstrip().endswith((".", "!")):
        return context[max(begun, default=0) : at + len(quote)]
    ends = [found for mark in ("\n", ". ") if (found := context.find(mark, at + len(quote))) >= 0]
    return context[max(begun, default=0) : min(ends, default=len(context))]


def part_of_uk(text: str) -> str | None:
    """Highlands, islands, Northern Ireland, Scotland or Wales by name or postcode, as the text writes it; the Crown Dependencies
    are no part (D4)."""
    found = next(iter(_parts_of_uk(text)), None)
    return text[found[0] : found[1]] if found else None


def left_out(exclusion: Exclusion, line: str) -> str | None:
    """The words of the line for what its exclusion keeps from a customer altogether; None where it asks or qualifies only."""
    if line.rstrip().endswith("?"):
        return None
    for span in _targets(exclusion, line):
        if _is_governed(line, *span):
            return line[span[0] : span[1]]
    return None


def _targets(exclusion: Exclusion, line: str) -> Iterator[Span]:
    """The places, goods or addresses that the exclusion may be about."""
    if exclusion.type == "region":
        yield from _parts_of_uk(line)
        for topic in ("terms_remote", "terms_states"):
            yield from (span for span in _spans(topic, line) if not _is_crown(line, span))
    elif exclusion.type == "address_type":
        yield from _spans("terms_boxes", line)
    elif exclusion.type in ("product_category", "order_size"):
        yield from _goods(line)


def _parts_of_uk(line: str) -> Iterator[Span]:
    yield from (span for span in _spans("uk_part", line) if not _is_crown(line, span))
    yield from (found.span() for found in _UK_POSTCODE.finditer(line))


def _is_crown(line: str, span: Span) -> bool:
    return matcher("crown_dependency").find(line[max(0, span[0] - 20) : span[1] + 20]) is not None


def _goods(line: str) -> Iterator[Span]:
    """Whatever a word of exclusion governs that is neither a tax, a day nor a place."""
    for start, end in _spans("excluding_words", line):
        if _is_conditional(line, start):
            continue
        stop = _clause_end(line, end)
        if _is_goods(line[end:stop]):
            yield end, min(stop, end + _AROUND)
    for start, _ in _spans("excluded_words", line):
        begin = _clause_start(line, start)
        if _is_goods(line[begin:start]) and not _is_conditional(line, start):
            yield begin, start


def _is_conditional(line: str, at: int) -> bool:
    """ "If an item does not qualify": it is not said that one does not."""
    return matcher("terms_if").find(line[_clause_start(line, at) : at]) is not None


def _is_goods(words: str) -> bool:
    if not any(letter.isalpha() for letter in words):
        return False
    if any(matcher(topic).find(words) for topic in (*_ASIDE, "terms_abroad", "terms_remote", "terms_states", "uk_part")):
        return False
    return any(
        matcher(topic).find(words) for topic in ("terms_goods", "terms_heavy", "terms_made", "terms_some_items", "goods_named")
    )


def _is_governed(line: str, start: int, end: int) -> bool:
    begin, stop = max(_clause_start(line, start), start - _REACH_ON), min(_clause_end(line, end), end + _REACH_BACK)
    before, after = line[begin:start], line[end:stop]
    excluding, including = _last("excluding_words", before), _last("including_words", before, but="excluding_words")
    if excluding is not None and (including is None or including < excluding):
        between = before[excluding:]
        return _stands(line, begin + excluding) and not _is_complement(between) and not _is_of_some(between)
    behind = next(iter(_spans("excluded_words", after)), None)
    if behind is None or including is not None:
        return False
    return _stands(line, start) and _stands(line, end + behind[0]) and matcher("including_words").find(after[: behind[0]]) is None


def _last(topic: str, text: str, but: str = "") -> int | None:
    """Where the last phrase of the topic begins that is no part of one of the topic `but`."""
    others = list(_spans(but, text)) if but else []
    found = [span for span in _spans(topic, text) if not any(o[0] <= span[0] and span[1] <= o[1] for o in others)]
    return max(found)[0] if found else None


def _stands(line: str, at: int) -> bool:
    """The word of exclusion there is neither denied ("no exclusions", "without exception") nor left open ("may be excluded")."""
    before = line[max(0, at - _AROUND) : at]
    denied = list(_spans("exclusion_denied", before))
    return not any(len(before) - end <= _NEXT for _, end in denied) and matcher("terms_may").find(before) is None


def _is_complement(words: str) -> bool:
    """ "Except to the Highlands" leaves the Highlands out; "not outside the Highlands" leaves out all else."""
    return matcher("outside_words").find(words) is not None


def _is_of_some(words: str) -> bool:
    """ "Cannot ship batteries to Wales" and "do not deliver on holidays in Scotland": some goods, some days of the place."""
    if any(matcher(topic).find(words) for topic in _SOME_DAYS):
        return True
    leads_to_place = any(_PLACE_LEAD.fullmatch(words[end:]) for _, end in _spans("promise_place_before", words))
    return leads_to_place and any(matcher(topic).find(words) for topic in _SOME_GOODS)


def takes_back(line: str) -> bool:
    """ "We never exclude Northern Ireland", "no delivery charge to the Highlands": all that could keep something from a customer
    is denied."""
    words = [start for start, _ in _spans("excluding_words", line)]
    denied = [end for _, end in _spans("exclusion_denied", line)]
    if words:
        return all(any(end <= start <= end + _NEXT for end in denied) for start in words)
    return is_denied(line)


def is_denied(line: str) -> bool:
    """ "We do not charge £9 for Wales": the amount that the line tells is said not to be asked for."""
    fees = [start for start, _ in _spans("terms_fee", line)]
    return any(
        end <= fee <= end + _NEXT and "," not in line[end:fee] for _, end in _spans("exclusion_denied", line) for fee in fees
    )


def _clause_start(line: str, at: int) -> int:
    return max((found.end() for found in _BREAKS.finditer(line, 0, at)), default=0)


def _clause_end(line: str, at: int) -> int:
    found = _BREAKS.search(line, at)
    return found.start() if found else len(line)


def _spans(topic: str, text: str) -> Iterator[Span]:
    found: Matcher = matcher(topic)
    return found.spans(text)
