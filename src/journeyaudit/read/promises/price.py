"""What a sentence says delivery costs: free, an amount, and from which spend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from journeyaudit.model.promise import Money
from journeyaudit.read.promises.durations import NAMED
from journeyaudit.read.promises.tokens import Token, Tokens

_MOVED = ("deliver", "shipping", "ship", "free_delivery")
_FORWARD, _BACKWARD, _NOT_BEFORE = 6, 14, 4


class Price(NamedTuple):
    """The price and the token that says so; `is_from`: it is only the lowest of several."""

    place: int
    price: Literal["free"] | Money
    is_from: bool = False


def prices(tokens: Tokens) -> list[Price]:
    """Every price of delivery in a sentence: the free ones, else the charges."""
    if not tokens.say("free", "free_delivery", "money"):
        return []
    told = [place for place, token in enumerate(tokens) if "free" in token.roles or "free_delivery" in token.roles]
    free = [Price(place, "free") for place in told if _is_free_delivery(tokens, place)]
    charges = _charges(tokens, bool(free)) if tokens.say("money") else []
    free += [Price(place, "free") for place in told if not free and charges and _is_free_beyond(tokens, place, charges[0].place)]
    return sorted([*free, *charges], key=lambda price: price.place)


def _is_free_beyond(tokens: Sequence[Token], place: int, charged: int) -> bool:
    """ "delivery is £5 below £50 and free above it": the second half of a charge."""
    following = tokens[place + 1 : place + 2]
    goes_on = not following or following[0].has("link", "order", "over", "from", "mark")
    return charged < place and goes_on and not _is_other_free(tokens, place) and not _negated(tokens, place)


def _is_free_delivery(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.has("free_delivery"):
        return not _negated(tokens, place) and not _is_label(tokens, place)
    if not token.has("free") or _is_other_free(tokens, place) or _negated(tokens, place):
        return False
    return _moved_after(tokens, place) or _moved_before(tokens, place)


def _is_other_free(tokens: Sequence[Token], place: int) -> bool:
    """ "duty free", "hassle-free": another word is free of something."""
    if not place:
        return False
    before = tokens[place - 1]
    if before.text == "-" and place > 1 and before.end == tokens[place].start and tokens[place - 2].end == before.start:
        return True
    return before.has("free_not") or (before.text == "-" and place > 1 and tokens[place - 2].has("free_not"))


def _negated(tokens: Sequence[Token], place: int) -> bool:
    clause = tokens[place].clause
    before = [token for token in tokens[max(0, place - _NOT_BEFORE) : place] if token.clause == clause]
    for number, token in enumerate(before):
        if token.text == ",":
            return _negated_by(before[number + 1 :])
    return _negated_by(before)


def _negated_by(before: Sequence[Token]) -> bool:
    return any(token.has("not") and not token.has("free") for token in before if not token.text.startswith(("sin ", "without")))


def _moved_after(tokens: Sequence[Token], place: int) -> bool:
    for at in range(place + 1, min(place + 1 + _FORWARD, len(tokens))):
        token = tokens[at]
        if token.has(*_MOVED):
            return not _is_label(tokens, at) and not _is_denied(tokens, at)
        if token.text in ".;|!?•·," or (token.text == ":" and at > place + 1):
            return False
        if token.has("other", "goods_not") or (
            token.has("link", "with") and not token.has("and", "every", "place") and not _verb_last(token)
        ):
            return False
        if token.has("order", "money", "free") and not _verb_last(token):
            return False
    return False


def _verb_last(token: Token) -> bool:
    """Languages whose verb stands at the end: "gratis binnen België verzonden"."""
    return bool(token.languages & {"de", "nl"})


def _moved_before(tokens: Sequence[Token], place: int) -> bool:
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is not None and (following.has("other") or not following.roles - {"service", "deliver"}):
        return False
    bars = 0
    for at in range(place - 1, max(-1, place - 1 - _BACKWARD), -1):
        token = tokens[at]
        if token.has(*_MOVED) or (token.has("service") and all(t.has("mark") or bars for t in tokens[at + 1 : place])):
            return at + 1 == place or not token.has("ship") or not _gives_along(tokens, at, place)
        bars += token.text == "|"
        if token.text in ".;!?" or bars > 2 or token.has("free", "money", "other", "not"):
            return False
    return False


def _gives_along(tokens: Sequence[Token], at: int, place: int) -> bool:
    """ "ships with a free bag": what is free is given along."""
    return any(token.has("with") for token in tokens[at + 1 : place])


def _is_denied(tokens: Sequence[Token], at: int) -> bool:
    """ "free delivery does not apply to…", "free shipping is not available"."""
    for token in tokens[at + 1 : at + 6]:
        if token.has("mark", "money", "number"):
            return False
        if token.has("negation"):
            return True
    return False


def _is_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words are a heading or a name ("Free shipping policy", "Free shipping on orders over:")."""
    after = tokens[at + 1 : at + 3]
    if after and after[0].has("label", "charge") and not after[0].has("place"):
        return True
    if len(after) == 2 and after[0].text in ("&", "and") and after[1].has("charge", "label"):
        return True
    ended = [token for token in tokens if not token.has("mark")] or tokens
    countable = any(token.has("money", "number") for token in tokens)
    return not countable and (tokens[-1].text == ":" or ended[-1].has("over")) and len(tokens) > at + 1


def _charges(tokens: Sequence[Token], is_free: bool) -> list[Price]:
    if sum("total" in token.roles for token in tokens) >= 2:
        return []
    found: list[Price] = []
    for place, token in enumerate(tokens):
        if token.money is None or is_threshold(tokens, place, is_free) or _is_other_money(tokens, place):
            continue
        if _is_delivery_money(tokens, place):
            before = tokens[place - 1] if place else None
            found.append(Price(place, token.money, before is not None and before.has("from")))
    return found


def _is_other_money(tokens: Sequence[Token], place: int) -> bool:
    before, after = tokens[max(0, place - 3) : place], tokens[place + 1 : place + 2]
    if any(token.has("years", "months") for token in tokens[place + 2 : place + 3]):
        return True  # a membership's fee
    if _is_sum_insured(tokens, place):
        return True
    if any(token.has("total", "other") for token in (*before, *after)) or _is_limit(before):
        return True
    return bool(before) and before[-1].text == "-" and tokens[place].start == before[-1].end


def _is_sum_insured(tokens: Sequence[Token], place: int) -> bool:
    """ "£100,000 goods-in-transit insurance", "insurance up to £500": no price."""
    if any(token.has("insurance") for token in tokens[max(0, place - 4) : place]):
        return True
    for token in tokens[place + 1 : place + 9]:
        if token.has("insurance"):
            return True
        if token.has("with", "and", "money") or token.clause != tokens[place].clause:
            return False
    return False


def _is_limit(before: Sequence[Token]) -> bool:
    """ "orders under £30": the spend below which the offer ends."""
    for token in reversed(before):
        if token.has("money", "charge", "deliver", "shipping"):
            return False
        if token.has("under") and not token.has("over"):
            return True
    return False


def _is_delivery_money(tokens: Sequence[Token], place: int) -> bool:
    clause = tokens[place].clause
    charged = False
    for at in range(place - 1, max(-1, place - 1 - _BACKWARD), -1):
        token = tokens[at]
        if token.clause != clause and not charged and at < place - 3:
            break
        if token.has("money", "other", "free") and not token.has("charge"):
            break
        charged = charged or token.has("charge")
        if token.has("deliver", "shipping", "ship") or (token.has("service", *NAMED) and _has_time(tokens[at:place])):
            return True
    for token in tokens[place + 1 : place + 6]:
        if token.has("money", "free", "over") or token.clause != clause:
            break
        if token.has("deliver", "shipping") or (token.has("service", *NAMED) and _has_time(tokens[place:])):
            return True
    return False


def _has_time(tokens: Sequence[Token]) -> bool:
    return any(
        token.has("days", "business_days", "hours", "next_day", "same_day", "next_business_day", "weeks") for token in tokens
    )


def is_threshold(tokens: Sequence[Token], place: int, is_free: bool) -> bool:
    """Whether the amount at `place` is the spend from which an offer holds ("over £50", "ab 50 €", "$75+", "62 € o más")."""
    after = tokens[place + 1 : place + 3]
    is_plus = bool(after) and after[0].text == "+" and after[0].start == tokens[place].end
    if after and (is_plus or after[0].has("or_more")) and not any(token.has("away") for token in after):
        return True
    for at in range(place - 1, max(-1, place - 6), -1):
        token = tokens[at]
        if token.has("under") and not token.has("over", "from"):
            return False
        if token.has("over"):
            return is_free or not token.has("from") or any(t.has("order") for t in tokens[at:place])
        if token.has("money", "free", *_MOVED) or token.text in ".;|":
            return False
    return False


def threshold(tokens: Tokens, place: int, is_free: bool) -> Money | None:
    """The spend that goes with the price at `place`: the nearest one; None for a remainder ("$25 away from")."""
    if not tokens.say("money"):
        return None
    if tokens.say("away"):
        near = [at for at, token in enumerate(tokens) if token.has("away")]
        if any(abs(at - money) <= 3 for at in near for money, token in enumerate(tokens) if token.money):
            return None
    found = [at for at, token in enumerate(tokens) if token.money is not None and is_threshold(tokens, at, is_free)]
    return tokens[min(found, key=lambda at: abs(at - place))].money if found else None
