"""From the tokens of one sentence to its promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from journeyaudit.model.promise import Money, Promise
from journeyaudit.read.promises import conditions
from journeyaudit.read.promises.durations import NAMED, UNITS
from journeyaudit.read.promises.money import currency_of
from journeyaudit.read.promises.places import country_of, region
from journeyaudit.read.promises.price import Price, prices, threshold
from journeyaudit.read.promises.speed import Speed, speeds
from journeyaudit.read.promises.tokens import Token, Tokens

_FRENCH, _ENGLISH = frozenset({"fr"}), frozenset({"en"})
#: A sentence without one of these promises nothing that could be checked.
_SAID = frozenset({*UNITS, *NAMED, "today", "tomorrow", "free", "free_delivery", "money", "date"})
#: No sentence promises more speeds; a longer row is a table without its lines.
MOST = 8


class Sentence(NamedTuple):
    """A sentence's tokens with those of the question before it and of the short sentence behind it, if there are any.

    `country` is that of the shop, by which the tokens' money was read.
    """

    tokens: Tokens
    before: Tokens
    after: Tokens
    country: str | None


def promises_of(sentence: Sentence, text: str) -> Iterator[Promise]:
    """The promises of a sentence: the price with the first speed of delivery in one, every further speed in its own."""
    tokens = sentence.tokens
    if not tokens.say(*_SAID) or _is_question(tokens) or _is_review(tokens):
        return
    # Mail, software, work and the like are delivered too.
    is_else = tokens.say("goods_not")
    fast = [] if is_else else list(islice(speeds(tokens), MOST))
    cost = [price for price in prices(tokens) if price.price == "free" or not is_else]
    if not fast and not cost and not _is_dated(tokens):
        return
    main = next((speed for speed in fast if speed.of == "delivery"), fast[0] if fast else None)
    shared = _shared(sentence, text)
    yield _promise(sentence, main, cost[0] if cost else None, shared)
    second = next((price for price in cost[1:] if (price.price == "free") != (cost[0].price == "free")), None)
    if second is not None:
        yield _promise(sentence, None, second, shared)
    for speed in fast:
        if speed is not main:
            yield _promise(sentence, speed, None, shared)


def _is_question(tokens: Sequence[Token]) -> bool:
    last = next((token for token in reversed(tokens) if token.text not in "\"'”»)+"), None)
    return last is not None and last.text == "?" and not any(token.time for token in tokens)


def _is_review(tokens: Tokens) -> bool:
    """What a customer tells of an order that has arrived."""
    if tokens.say("past"):
        return True
    return tokens.say("review") and len({token.text for token in tokens if token.has("review")}) >= 2


def _is_dated(tokens: Tokens) -> bool:
    """ "Order by 12/15 for delivery by 12/24"."""
    if not tokens.say("date"):
        return False
    for place, token in enumerate(tokens):
        if token.has("date") and any(t.has("before") for t in tokens[max(0, place - 2) : place]):
            return any(t.has("deliver") for t in tokens[max(0, place - 4) : place])
    return False


def _shared(sentence: Sentence, text: str) -> dict[str, Any]:
    """The attributes that all promises of a sentence have in common."""
    tokens, after = sentence.tokens, sentence.after
    goes_on = not _names_another(after)
    return {
        "region": region(tokens, text) or (region(after, text) if goes_on else None),
        "cutoff": conditions.cutoff(tokens)
        or conditions.cutoff(sentence.before)
        or (conditions.cutoff(after) if goes_on else None),
        "marker": conditions.marker(tokens, text) or conditions.first(after, text, "terms"),
        "scope": conditions.first(tokens, text, "scope"),
        "eligibility": conditions.first(tokens, text, "member"),
        "validity": conditions.first(tokens, text, "validity") or conditions.first(after, text, "validity"),
        "absolute": conditions.first(tokens, text, "every"),
        "hedge": conditions.hedge(tokens, text) or conditions.first(after, text, "select", "validity"),
        "start": tokens[0].start,
        "end": tokens[-1].end,
        "quote": text[tokens[0].start : tokens[-1].end],
    }


def _names_another(tokens: Tokens) -> bool:
    """Whether the sentence behind speaks of a delivery, or a price, of its own."""
    return tokens.say("deliver", "ship", "shipping", "dispatch", "free", "free_delivery", "charge", *NAMED, *UNITS)


def _promise(sentence: Sentence, speed: Speed | None, price: Price | None, shared: dict[str, Any]) -> Promise:
    tokens = sentence.tokens
    amount = price.price if price else None
    place = price.place if price else 0
    spend = threshold(tokens, place, amount == "free") or (
        None if _names_another(sentence.after) else threshold(sentence.after, 0, True)
    )
    costs = isinstance(amount, Money) or spend is not None
    country = country_of(shared["region"]) or _dollar_country(tokens) if costs and not sentence.country else None
    open_ended = speed is not None and speed.time.least is not None and speed.time.most is None
    hedged = shared["hedge"] is not None or open_ended or conditions.is_conditioned(amount, bool(price and price.is_from), tokens)
    kind = speed.time.kind if speed else None
    if speed and kind is None and (conditions.workweek(tokens) or conditions.workweek(sentence.before)):
        kind = "business"
    return Promise(
        **shared,
        speed_min_days=speed.time.least if speed else None,
        speed_max_days=speed.time.most if speed else None,
        speed_of=speed.of if speed else None,
        clock_start=speed.clock_start if speed else None,
        day_kind=kind,
        price=_localised(amount, country) if isinstance(amount, Money) else amount,
        threshold=_localised(spend, country) if spend else None,
        hedged=hedged,
    )


def _dollar_country(tokens: Sequence[Token]) -> str | None:
    """Who prices in dollars and writes French is in Canada."""
    french, english = (sum(token.languages == only for token in tokens) for only in (_FRENCH, _ENGLISH))
    return "CA" if french > english else None


def _localised(money: Money, country: str | None) -> Money:
    """A bare dollar in a sentence about Australia is Australian."""
    own = currency_of(country) if country else ""
    return Money(amount=money.amount, currency=own) if own.endswith("D") and money.currency == "USD" else money
