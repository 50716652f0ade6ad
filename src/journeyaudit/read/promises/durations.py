"""Spans of time in a sentence: "3-5 working days", "within 24 hours", "next day", "jours ouvrés", "24/48h"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeyaudit.model.promise import DayKind
from journeyaudit.read.promises.tokens import Token

#: Role → days.
UNITS = {"hours": 1 / 24, "days": 1.0, "business_days": 1.0, "weeks": 7.0, "months": 30.0}
NAMED = {"same_day": 0.0, "next_day": 1.0, "next_business_day": 1.0}
_NAMES = frozenset(NAMED)
_COUNTED = frozenset(UNITS)
_RANGE = frozenset(
    ("-", "/", "~", "to", "bis", "a", "tot", "and", "or", "und", "oder", "y", "o", "e", "et", "ou", "en", "of", "until")
)
#: Longer than this is a warranty or a subscription, not a way to the door.
_LONGEST = 200.0


@dataclass(frozen=True, slots=True)
class Duration:
    """Days from `least` to `most` (None: left open), told by the tokens first..last."""

    first: int
    last: int
    least: float | None
    most: float | None
    kind: DayKind | None = None
    named: bool = False


def durations(tokens: Sequence[Token]) -> list[Duration]:
    """All spans of time, in order."""
    found: list[Duration] = []
    place = 0
    size = len(tokens)
    while place < size:
        token = tokens[place]
        if token.number is None and token.roles.isdisjoint(_NAMES):
            place += 1
            continue
        one = _named(tokens, place) or _counted(tokens, place)
        if one is None:
            place += 1
            continue
        found.append(one)
        place = one.last + 1
    return found


def _named(tokens: Sequence[Token], place: int) -> Duration | None:
    if not tokens[place].has(*NAMED):
        return None
    for role, days in NAMED.items():
        if tokens[place].has(role):
            return Duration(place, place, days, days, "business" if role == "next_business_day" else None, named=True)
    return None


def _counted(tokens: Sequence[Token], place: int) -> Duration | None:
    first = tokens[place]
    if first.number is None:
        return None
    after, second = place + 1, None
    skipped = _unit(tokens, after)
    joint = skipped[1] + 1 if skipped and first.number else after
    for start in (after, joint):
        if start + 1 < len(tokens) and tokens[start].text in _RANGE and tokens[start + 1].number is not None:
            second, after = tokens[start + 1].number, start + 2
            break
    unit = _unit(tokens, after)
    if unit is None:
        return None
    scale, last, kind = unit
    least, most = first.number * scale, (second if second is not None else first.number) * scale
    if least > most or most > _LONGEST or _is_clock(tokens, place, scale, first.number):
        return None
    return Duration(place, last, *_bounds(tokens, place, least, most, second is not None, scale), kind)


def _unit(tokens: Sequence[Token], place: int) -> tuple[float, int, DayKind | None] | None:
    """Days in the unit that starts at `place`, its last token, and which days it counts; a word or two may qualify it."""
    kind: DayKind | None = None
    for at in range(place, min(place + 4, len(tokens))):
        token = tokens[at]
        if not token.roles.isdisjoint(_COUNTED):
            role = next(role for role in UNITS if role in token.roles)
            kind = "business" if role == "business_days" else kind
            return UNITS[role], *_trailing(tokens, at, kind)
        if token.has("business", "calendar"):
            kind = "business" if token.has("business") else "calendar"
        elif token.text not in ("-", "further", "full", "+") and not token.has("place"):
            return None
    return None


def _trailing(tokens: Sequence[Token], at: int, kind: DayKind | None) -> tuple[int, DayKind | None]:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.has("business", "calendar") and not following.has("deliver"):
        return at + 1, "business" if following.has("business") else "calendar"
    return at, kind


def _is_clock(tokens: Sequence[Token], place: int, scale: float, number: float) -> bool:
    """Whether "13 heures" is an hour of the day: "before" stands in front, not "within"."""
    if scale != UNITS["hours"] or not place or number > 24:
        return False
    before = tokens[place - 1]
    if before.has("after"):
        return 7 <= number < 24 and number != 12
    return before.has("before") and not before.has("within", "up_to")


def _is_greatest(tokens: Sequence[Token], place: int) -> bool:
    """ "the maximum delivery time is 5 days": the word stands further in front."""
    for token in reversed(tokens[max(0, place - 6) : place]):
        if token.number is not None or token.text in ".;|":
            return False
        if token.has("up_to") and ("max" in token.text or "hochst" in token.text):
            return True
    return False


def _bounds(
    tokens: Sequence[Token], place: int, least: float, most: float, is_range: bool, scale: float
) -> tuple[float | None, float | None]:
    low, high = round(least, 4), round(most, 4)
    before = tokens[max(0, place - 2) : place]
    if is_range:
        return low, high
    if any(token.has("up_to", "within") for token in before) or _is_greatest(tokens, place):
        return None, high
    if before and before[-1].has("at_least", "from"):
        return low, None
    return (None, high) if scale == UNITS["hours"] else (low, high)
