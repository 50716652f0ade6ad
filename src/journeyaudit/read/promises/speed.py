"""Which spans of time in a sentence are speeds of delivery, and of which leg."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from journeyaudit.read.promises.durations import NAMED, UNITS, Duration, durations
from journeyaudit.read.promises.tokens import Token, Tokens

Leg = Literal["delivery", "dispatch"]
#: A leg further off than so many steps (tokens, and more for what stands between) says nothing about the time.
_REACH = 12
_FAR = 20
_VETO_REACH = 7
_SIGHT = 24
_EACH = ("a", "per", "pro", "par", "por", "alla", "die")
_DISPATCH = ("ship", "dispatch")
_DELIVERY = ("deliver", "receive", "shipping", "free_delivery")
_LEGS = frozenset((*_DISPATCH, *_DELIVERY, "service"))
_STARTS = frozenset(("order", *_DISPATCH))


class Speed(NamedTuple):
    """A span of time, the leg it measures, and where the clock starts if that is said."""

    time: Duration
    of: Leg
    clock_start: Literal["order", "dispatch"] | None


def speeds(tokens: Tokens) -> Iterator[Speed]:
    """The speeds in a sentence, in order."""
    times = durations(tokens) if tokens.say(*NAMED, *UNITS) else []
    for number, time in enumerate(times):
        if _is_vetoed(tokens, time):
            continue
        walls = (times[number - 1].last if number else -1, times[number + 1].first if number + 1 < len(times) else len(tokens))
        leg = _leg(tokens, time, walls) or _named_service(tokens, time)
        if leg is not None:
            yield Speed(time, leg, _clock_start(tokens, time))
    if tokens.say("today", "tomorrow"):
        yield from _spoken_days(tokens)


def _is_vetoed(tokens: Tokens, time: Duration) -> bool:
    """Whether the time is another one: for returns, claims, replies, or counted from the delivery itself."""
    if _counts_from_delivery(tokens, time) or _recurs(tokens, time) or _is_denied(tokens, time):
        return True
    if tokens.say("other"):
        clause = tokens[time.first].clause
        near = tokens[max(0, time.first - _VETO_REACH) : time.last + 1 + _VETO_REACH]
        if any("other" in token.roles and token.clause == clause for token in near):
            return True
    between = tokens[time.last + 1 : time.last + 3]
    if len(between) == 2 and between[0].text in _EACH and between[1].has("weeks"):
        return True  # "7 days a week" tells when, not how fast
    return bool(between) and between[0].text in ("old", "per", "pro", "par", "al", "a") and not between[0].roles


def _named_service(tokens: Tokens, time: Duration) -> Leg | None:
    """ "Next Day £5.99, order by 10pm": the day alone names the service where an order and its hour are told."""
    return "delivery" if time.named and tokens.say("order") and any(token.time for token in tokens) else None


def _is_denied(tokens: Tokens, time: Duration) -> bool:
    """ "we do not offer next-day delivery", "next-day delivery does not apply to…"."""
    if not tokens.say("negation"):
        return False
    for token in tokens[max(0, time.first - 5) : time.first][::-1]:
        if token.has("mark"):
            break
        if token.has("negation"):
            return True
    moved = False
    for token in tokens[time.last + 1 : time.last + 8]:
        if token.has("mark"):
            return False
        if token.has("negation"):
            return moved
        moved = moved or token.has(*_DELIVERY, *_DISPATCH)
    return False


def _recurs(tokens: Sequence[Token], time: Duration) -> bool:
    """ "every 2 months" is a subscription."""
    return not time.named and time.first > 0 and tokens[time.first - 1].has("every")


def _counts_from_delivery(tokens: Sequence[Token], time: Duration) -> bool:
    after = tokens[time.last + 1 : time.last + 5]
    if not after or not after[0].has("of", "after"):
        return False
    for place, token in enumerate(after[1:], start=time.last + 2):
        if token.has("order", *_DISPATCH):
            return False
        if token.has("received", "deliver"):
            return not any(t.has("order") for t in tokens[place : place + 4])
    return False


def _leg(tokens: Sequence[Token], time: Duration, walls: tuple[int, int]) -> Leg | None:
    best: tuple[float, Leg] | None = None
    for place in range(max(0, time.first - _SIGHT), min(len(tokens), time.last + _SIGHT)):
        token = tokens[place]
        if token.roles.isdisjoint(_LEGS) or time.first <= place <= time.last:
            continue
        leg = _leg_of(tokens, place)
        if leg is None or _starts_the_clock(tokens, time, place):
            continue
        if time.named and _is_sent_for(tokens, time, place):
            leg = "delivery"
        elif token.has("shipping") and tokens[time.first].has("same_day"):
            leg = "dispatch"
        cost = _cost(tokens, place, time, walls) + (6 if token.has("service") and not token.has(*_DISPATCH, *_DELIVERY) else 0)
        if best is None or cost < best[0]:
            best = cost, _coordinated(tokens, place, leg) if place > time.last else leg
    return best[1] if best is not None and best[0] <= _REACH + 6 else None


def _leg_of(tokens: Sequence[Token], place: int) -> Leg | None:
    token = tokens[place]
    if token.has("deliver", "receive", "free_delivery"):
        return "delivery"
    if token.has(*_DISPATCH):
        return None if _is_clock_start(tokens, place) else "dispatch"
    if token.has("shipping"):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        starts = following is not None and following.has("within") and not token.languages & {"es", "pt"}
        return "dispatch" if starts else "delivery"
    return "delivery" if token.has("service") else None


def _is_clock_start(tokens: Sequence[Token], place: int) -> bool:
    return any(token.has("after", "of") and token.text not in ("by", "for") for token in tokens[max(0, place - 2) : place])


def _starts_the_clock(tokens: Sequence[Token], time: Duration, place: int) -> bool:
    """ "3 days from the time the order is shipped"."""
    following = tokens[time.last + 1 : place]
    if place <= time.last + 1 or place > time.last + 8 or not following[0].has("of", "after"):
        return False
    return tokens[place].has(*_DISPATCH) and not any(token.text in ",;:." for token in following)


def _is_sent_for(tokens: Sequence[Token], time: Duration, place: int) -> bool:
    """ "shipped for next-day delivery", "sent for the next working day": the day is that of the delivery."""
    return place < time.first and any(
        token.text in ("for", "fur", "pour", "voor", "para", "per") for token in tokens[place + 1 : time.first]
    )


def _cost(tokens: Sequence[Token], place: int, time: Duration, walls: tuple[int, int]) -> float:
    """Steps from a leg to a time; a comma costs three, another clause or another time between them much."""
    ahead = place > time.last
    low, high = (time.last + 1, place) if ahead else (place + 1, time.first)
    steps = float(high - low)
    if ahead:
        steps += 1 if high - low else -1
    steps += sum(2 for token in tokens[low:high] if token.text in ",(:" and (ahead or token.text != ":"))
    if tokens[place].clause != tokens[time.first].clause:
        steps += _FAR / 3
    if place <= walls[0] or place >= walls[1]:
        steps += _FAR / 2
    return steps


def _coordinated(tokens: Sequence[Token], place: int, leg: Leg) -> Leg:
    """ "for production and delivery": the later leg."""
    following = tokens[place + 1 : place + 3]
    joined = len(following) == 2 and following[0].has("and") and following[1].has("deliver")
    return "delivery" if joined else leg


def _clock_start(tokens: Sequence[Token], time: Duration) -> Literal["order", "dispatch"] | None:
    clause = tokens[time.first].clause
    for place in range(max(0, time.first - _SIGHT), min(len(tokens), time.last + _SIGHT)):
        token = tokens[place]
        if token.clause == clause and not token.roles.isdisjoint(_STARTS) and _is_clock_start(tokens, place):
            return "dispatch" if token.has(*_DISPATCH) else "order"
    return None


def _spoken_days(tokens: Sequence[Token]) -> Iterator[Speed]:
    """ "shipped today", "delivery tomorrow", "heute bestellt, morgen da": the day stands beside what is done on it."""
    for place, token in enumerate(tokens):
        if "today" not in token.roles and "tomorrow" not in token.roles:
            continue
        days = 1.0 if token.has("tomorrow") else 0.0
        for beside in (*_until_comma(tokens[max(0, place - 2) : place][::-1]), *_until_comma(tokens[place + 1 : place + 4])):
            if beside.has("deliver", "receive", "ship") and beside.clause == token.clause:
                leg: Leg = "dispatch" if beside.has("ship") and not beside.has("deliver", "receive") else "delivery"
                yield Speed(Duration(place, place, days, days, named=True), leg, None)
                break


def _until_comma(tokens: Sequence[Token]) -> Sequence[Token]:
    comma = next((place for place, token in enumerate(tokens) if token.has("mark")), len(tokens))
    return tokens[:comma]
