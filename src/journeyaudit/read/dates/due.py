"""From a promised speed to the date that it means."""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta

from journeyaudit.errors import DefinitionError
from journeyaudit.model.due import Due
from journeyaudit.model.promise import DayKind, Promise
from journeyaudit.read.dates.calendar import ONE_DAY, WEEKDAYS, Calendar

#: More than any promise; beyond it a figure was misread.
_MOST_DAYS = 3660


def due(
    ordered: datetime,
    min_days: float | None,
    max_days: float | None,
    day_kind: DayKind,
    calendar: Calendar,
    cutoff: str | None = None,
) -> Due:
    """The days between which an order of this moment is to arrive.

    `ordered` is local time at the company. `min_days` None: as soon as it can be ("within 5 days"); `max_days` None: no last day.
    Business days are the calendar's open days: an order on a closed day counts from the next open one. Calendar days run on any
    day, and goods arrive on any day but for the weekdays that `calendar.served` leaves out. `cutoff` is HH:MM: later orders count
    from the next day.
    DefinitionError JA132 for figures that are no speed.
    """
    _check(min_days, max_days)
    late = cutoff is not None and _is_after(ordered.time(), cutoff)
    counting = _Working(calendar) if day_kind == "business" else _Running(calendar.served)
    start = counting.start(ordered, late=late)
    earliest = counting.after(start, math.floor(min_days or 0) if day_kind == "business" else min_days or 0)
    latest = None if max_days is None else counting.after(start, max_days)
    first = ordered.date() + ONE_DAY * late
    steps = (
        _counted(ordered, start.date(), cutoff, late=late),
        *counting.reasons(first, start.date(), latest or earliest),
        _conclusion(min_days, max_days, counting.noun, _span(earliest, latest)),
    )
    return Due(counted_from=start.date(), earliest=earliest, latest=latest, steps=steps)


def due_of(
    promise: Promise, ordered: datetime, calendar: Calendar, *, cutoff: str | None = None, day_kind: DayKind | None = None
) -> Due:
    """What a promise means for one order. `cutoff` and `day_kind` overrule the promise's own.

    Where nothing says which days are meant, working days are assumed, the reading that is kinder to the company; the steps say
    so, and what the other reading gives. DefinitionError JA133 for a promise without a speed.
    """
    low, high = promise.speed_min_days, promise.speed_max_days
    if low is None and high is None:
        message = f"“{promise.quote}” names no number of days"
        raise DefinitionError(message, remedy="give words with a speed, such as “2-3 working days” or “next day”", code="JA133")
    kind = day_kind or promise.day_kind
    found = due(ordered, low, high, kind or "business", calendar, cutoff or promise.cutoff)
    notes: list[str] = []
    if kind is None:
        other = due(ordered, low, high, "calendar", calendar, cutoff or promise.cutoff)
        span = _span(other.earliest, other.latest)
        same = (other.earliest, other.latest) == (found.earliest, found.latest)
        reading = "in calendar days it is the same" if same else f"in calendar days it would be {span}"
        notes.append(f"It does not say which days are meant; working days are assumed ({reading}).")
    if promise.speed_of == "dispatch":
        notes.append("It is dispatch that is promised, not delivery.")
    if promise.clock_start == "dispatch":
        notes.append("It counts from dispatch: this holds only if the goods leave on the day that the order counts from.")
    return found.model_copy(update={"steps": (*found.steps, *notes)})


class _Working:
    """Counts open days."""

    noun = "working day"

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def start(self, ordered: datetime, *, late: bool) -> datetime:
        day = self._calendar.open_from(ordered.date())
        if late and day == ordered.date():
            day = self._calendar.open_from(day + ONE_DAY)
        return datetime.combine(day, time())

    def after(self, start: datetime, days: float) -> date:
        return self._calendar.later(start.date(), math.ceil(days))

    def reasons(self, first: date, start: date, end: date) -> Iterator[str]:
        """Every day passed over between the first that could count and the last, and every one that only a region has off."""
        for day in _between(first, end):
            why = self._calendar.closed(day)
            if why:
                reason = f"it is a {why}" if why in WEEKDAYS else f"public holiday, {why}"
                yield f"{shown(day)} {'skipped' if day > start else 'does not count'}: {reason}."
            elif parts := self._calendar.closed_in(day):
                yield f"{shown(day)} counts, though it is a public holiday in {', '.join(parts)}: no region was given."


class _Running:
    """Counts days and parts of them, whatever day it is."""

    noun = "calendar day"

    def __init__(self, served: AbstractSet[int] | None) -> None:
        self._served = frozenset(range(7)) if served is None else frozenset(served)
        if not self._served:
            raise DefinitionError("no weekday is served", remedy="name at least one weekday", code="JA132")

    def start(self, ordered: datetime, *, late: bool) -> datetime:
        return datetime.combine(ordered.date() + ONE_DAY, time()) if late else ordered

    def after(self, start: datetime, days: float) -> date:
        day = (start + timedelta(days=days)).date()
        while day.weekday() not in self._served:
            day += ONE_DAY
        return day

    def reasons(self, first: date, start: date, end: date) -> Iterator[str]:
        """The weekdays of delivery, if they are not all of them."""
        del first, start, end
        if len(self._served) < len(WEEKDAYS):
            yield f"Delivered on {', '.join(WEEKDAYS[day] for day in sorted(self._served))} only."


def shown(day: date) -> str:
    """Fri 20 November 2026."""
    return f"{day:%a} {day.day} {day:%B %Y}"


def _check(min_days: float | None, max_days: float | None) -> None:
    for days in (min_days, max_days):
        if days is not None and not 0 <= days <= _MOST_DAYS:
            message = f"a speed of {days:g} days cannot be meant"
            raise DefinitionError(message, remedy=f"a speed is from 0 to {_MOST_DAYS} days", code="JA132")
    if min_days is not None and max_days is not None and min_days > max_days:
        message = f"from {min_days:g} to {max_days:g} days runs backwards"
        raise DefinitionError(message, remedy="give the smaller figure first", code="JA132")


def _is_after(moment: time, cutoff: str) -> bool:
    hour, minute = (int(part) for part in cutoff.split(":"))
    return hour < 24 and moment.replace(tzinfo=None) > time(hour, minute)  # 24:00 is the end of the day: nobody is late


def _counted(ordered: datetime, start: date, cutoff: str | None, *, late: bool) -> str:
    at = f"Ordered {shown(ordered.date())} at {ordered:%H:%M}"
    if cutoff is not None:
        at += f", {'after' if late else 'before'} the cut-off at {cutoff}"
    return f"{at}: it counts from {shown(start)}."


def _conclusion(low: float | None, high: float | None, noun: str, span: str) -> str:
    if high is None:
        return f"{_count(low or 0, noun)} later at the earliest, no last day is promised: {span}."
    if not high:
        return f"The same day: {span}."
    if low is None:
        return f"At most {_count(high, noun)} later: {span}."
    return f"{_count(high, noun)} later: {span}." if low == high else f"{low:.3g} to {_count(high, noun)} later: {span}."


def _span(earliest: date, latest: date | None) -> str:
    if latest is None:
        return f"from {shown(earliest)}"
    return shown(latest) if latest == earliest else f"{shown(earliest)} to {shown(latest)}"


def _count(number: float, noun: str) -> str:
    return f"{number:.3g} {noun}{'' if number == 1 else 's'}"


def _between(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY
