"""What narrows, softens or strengthens a promise in its own sentence: cut-off, marker, hedge and the like."""

from __future__ import annotations

from collections.abc import Sequence

from journeyaudit.model.promise import Money
from journeyaudit.read.promises.durations import UNITS
from journeyaudit.read.promises.tokens import Token, Tokens

_SIGNS = frozenset("*†‡§¹²³⁴")
_BEFORE_REACH = 3
_SOFT = frozenset(("usual", "select", "member"))


def cutoff(tokens: Tokens) -> str | None:
    """HH:MM until (or, told the other way round, after) which an order counts as today's."""
    is_ordered = tokens.say("order", "dispatch", "ship", "same_day", "next_day", "next_business_day")
    if not is_ordered or not tokens.say("before", "after") or not tokens.say("time", "noon", "midnight", "number"):
        return None
    for place in range(1, len(tokens)):
        time = _time_at(tokens, place)
        if time is None:
            continue
        before = tokens[max(0, place - _BEFORE_REACH) : place]
        limits = [at for at, token in enumerate(before) if token.has("before", "after")]
        if limits and not _is_opening_hours(tokens, place) and not _is_arrival(tokens, place - len(before) + limits[-1]):
            return time
    return None


def _time_at(tokens: Sequence[Token], place: int) -> str | None:
    token = tokens[place]
    if token.time is not None:
        return token.time
    if token.has("noon"):
        return "12:00"
    if token.has("midnight"):
        return "24:00"
    if token.number is None or token.number > 24 or token.number % 1 or not tokens[place - 1].has("before", "after"):
        return None
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is not None and following.has("noon", "midnight"):
        return "12:00" if following.has("noon") else "24:00"
    if following is not None and following.has("hours", "clock") and not tokens[place - 1].has("within", "up_to"):
        return f"{int(token.number):02}:00"
    bare = tokens[place - 1].text.endswith((" le", " las", " ore", " alle", " delle")) and token.number > 6
    return f"{int(token.number):02}:00" if bare and (following is None or not following.has("days", "weeks", "money")) else None


def _is_opening_hours(tokens: Sequence[Token], place: int) -> bool:
    """ "8 am - 5 pm": a time just before this one."""
    return any(
        token.time is not None and t.text in ("-", "to", "bis", "until")
        for token, t in zip(tokens[max(0, place - 2) : place], tokens[max(0, place - 1) : place], strict=False)
    )


def _is_arrival(tokens: Sequence[Token], limit: int) -> bool:
    """ "delivered before noon": the time of the delivery, not of the order."""
    clause = tokens[limit].clause
    told = [
        token
        for token in tokens[:limit]
        if token.clause == clause and token.has("deliver", "order", "dispatch", "ship", "receive")
    ]
    return (
        bool(told)
        and told[-1].has("deliver", "receive")
        and not any(token.has("order") for token in tokens[limit + 1 : limit + 5])
    )


def marker(tokens: Tokens, text: str) -> str | None:
    """The note sign attached to the claim, or the words that stand for one ("T&Cs apply")."""
    for place, token in enumerate(tokens) if tokens.say("sign") else ():
        if token.text not in _SIGNS or _is_bold(tokens, place, text) or _is_bullet(tokens, place):
            continue
        end = place
        while end + 1 < len(tokens) and tokens[end + 1].text == token.text and tokens[end + 1].start == tokens[end].end:
            end += 1
        return text[token.start : tokens[end].end]
    return first(tokens, text, "terms")


def _is_bullet(tokens: Sequence[Token], place: int) -> bool:
    """A lone star with a space behind it at the start of a line is a bullet; one among digits is a multiplication or a square."""
    token = tokens[place]
    if token.text in "²³" and place and tokens[place - 1].text in ("m", "cm", "mm", "km", "ft"):
        return True
    alone = place + 1 >= len(tokens) or tokens[place + 1].start > token.end
    return place == 0 and token.text == "*" and alone


def _is_bold(tokens: Sequence[Token], place: int, text: str) -> bool:
    """ "**Free delivery**": two stars on both sides are mark-up."""
    start = tokens[place].start
    opened = text[start : start + 2] == "**" and text[start + 2 : start + 3].strip() != ""
    closed = text[max(0, start - 1) : start + 1] == "**" or text[start : start + 2] == "**"
    return closed and text.count("**", tokens[0].start, tokens[-1].end) >= 2 and (opened or place > 0)


def first(tokens: Tokens, text: str, *roles: str) -> str | None:
    """The first phrase that plays one of the roles, as the text writes it."""
    if not tokens.say(*roles):
        return None
    return next((text[token.start : token.end] for token in tokens if token.has(*roles)), None)


def hedge(tokens: Tokens, text: str) -> str | None:
    """The words that soften the claim or keep it for some ("usually", "up to", "selected", "with code")."""
    if not tokens.say(*_SOFT, "scope"):
        return None
    for place, token in enumerate(tokens):
        if not token.roles.isdisjoint(_SOFT) and not (_is_limit(tokens, place) or _is_of_a_discount(tokens, place)):
            return text[token.start : token.end]
        if "scope" in token.roles and place and _narrows(tokens, place):
            return text[tokens[place - 1].start : token.end].lstrip("\"'”’ ")
    return None


def _is_of_a_discount(tokens: Sequence[Token], place: int) -> bool:
    """ "use code TEN for 10% off": what the code is needed for is another offer than the delivery."""
    if "code" not in tokens[place].roles:
        return False
    for token in tokens[place + 1 : place + 9]:
        if token.clause != tokens[place].clause or token.has("deliver", "shipping", "ship", "free", "free_delivery"):
            return False
        if token.has("total"):
            return True
    return False


def _narrows(tokens: Sequence[Token], place: int) -> bool:
    """ "on Acme products", "ready-made items": the word in front picks some of the goods; "our products" are all."""
    before = tokens[place - 1]
    if before.text in ('"', "'", "”", "’") and place > 1:
        before = tokens[place - 2]
    is_named = not before.roles or before.has("ship")
    return is_named and len(before.text) > 3 and not any(token.has("every") for token in tokens[max(0, place - 4) : place])


def _is_limit(tokens: Sequence[Token], place: int) -> bool:
    """Whether "up to", "bis", "tot" limits something else than the days: an hour, a weight, an amount."""
    if not tokens[place].has("before", "up_to", "under"):
        return False
    following = tokens[place + 1 : place + 6]
    return not (following and following[0].number is not None and any(token.has(*UNITS) for token in following[1:]))


def is_conditioned(price: object, is_from: bool, tokens: Tokens) -> bool:
    """Whether a condition that amounts to a hedge stands in the sentence: a lowest price only, or an offer until a day."""
    if isinstance(price, Money) and is_from:
        return True
    return tokens.say("validity") and any(token.has("validity") and not token.has("before") for token in tokens)


def workweek(tokens: Tokens) -> bool:
    """Whether the served days are told to be Monday to Friday."""
    return tokens.say("workweek")
