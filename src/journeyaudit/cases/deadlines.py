"""Times that a company is held to: its business hours as a clock, and the moment that a promised time means."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from journeyaudit.errors import DefinitionError
from journeyaudit.model.message import Promised
from journeyaudit.read.dates.calendar import ONE_DAY, WEEKDAYS, Calendar

#: A promise further away was misread, or is none.
MOST_DAYS = 400
#: A clock asked for more hours than the longest closure and promise hold would search for ever.
_MOST_SEARCHED = 1200
_DAYS = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
_DAY = r"[A-Za-z]{3,9}"
_TIME = r"\d{1,2}:\d{2}"
_PERIOD = rf"{_TIME}\s*-\s*{_TIME}"
_RULE = re.compile(rf"\s*(?P<days>{_DAY}(?:\s*[-,]\s*{_DAY})*)\s+(?P<times>{_PERIOD}(?:\s*,\s*{_PERIOD})*)\s*")
_SPAN = re.compile(rf"({_TIME})\s*-\s*({_TIME})")

Span = tuple[datetime, datetime]


class BusinessClock:
    """Counts the hours in which a company is open, by its opening hours, time zone and public holidays.

    `hours` is “Mon-Fri 09:00-17:00; Sat 10:00-13:00”, 24:00 and times past midnight (22:00-06:00) included. A country without a
    calendar of holidays has none. What is counted is time that passes: an opening across a change of clocks is as long as it
    lasts. DefinitionError JA138 for hours or a time zone that cannot be read.
    """

    def __init__(self, hours: str, timezone: str, country: str = "", region: str = "") -> None:
        self._week = _week(hours)
        self.zone = _zone(timezone)
        self.calendar = _calendar(country, region, frozenset(self._week))

    def local(self, moment: datetime) -> datetime:
        """The moment on the company's own clock."""
        return moment.astimezone(self.zone)

    def spans(self, start: datetime, end: datetime) -> Iterator[Span]:
        """When the company is open between two moments, in order, in UTC; spans never overlap."""
        last: datetime | None = None
        for opened, closed in self._from(self.local(start).date() - ONE_DAY):
            begin = max(opened, start.astimezone(UTC), last or opened)
            if begin >= end:
                return
            if closed > begin:
                last = min(closed, end.astimezone(UTC))
                yield begin, last

    def between(self, start: datetime, end: datetime) -> float:
        """Business hours from one moment to a later one; 0 if it is not later."""
        return math.fsum((closed - opened).total_seconds() for opened, closed in self.spans(start, end)) / 3600

    def after(self, start: datetime, hours: float) -> datetime:
        """The moment at which so many business hours have passed since `start`, in UTC."""
        left = timedelta(hours=hours)
        for opened, closed in self.spans(start, start + timedelta(days=_MOST_SEARCHED)):
            if closed - opened >= left:
                return opened + left
            left -= closed - opened
        raise DefinitionError(f"{hours:g} business hours are more than three years hold", remedy="give fewer", code="JA138")

    def days_after(self, start: datetime, days: float) -> datetime:
        """The end of the working day that is so many working days after that of `start`; a closed day counts as the next open
        one. Part of a day counts as a day.
        """
        first = self.calendar.open_from(self.local(start).date())
        return self.end_of(self.calendar.later(first, math.ceil(days)))

    def end_of(self, day: date) -> datetime:
        """Midnight after a day of the company's, in UTC."""
        return datetime.combine(day + ONE_DAY, time(), self.zone).astimezone(UTC)

    def at(self, day: date, clock: time) -> datetime:
        """A time of a day of the company's, in UTC."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def open_left(self, moment: datetime) -> bool:
        """Whether the company is open once more on the day of this moment."""
        return next(self.spans(moment, self.end_of(self.local(moment).date())), None) is not None

    def _from(self, day: date) -> Iterator[Span]:
        """Every opening from a day on, by its beginning."""
        for number in range(_MOST_SEARCHED + 2):
            this = day + number * ONE_DAY
            if not self.calendar.closed(this):
                for opens, closes in self._week[this.weekday()]:
                    span = self._minute(this, opens), self._minute(this, closes)
                    if span[1] > span[0]:  # an hour that a change of clocks leaves out
                        yield span

    def _minute(self, day: date, minutes: int) -> datetime:
        days, rest = divmod(minutes, 24 * 60)
        return self.at(day + days * ONE_DAY, time(*divmod(rest, 60)))


def moment_of(promised: Promised, said: datetime, clock: BusinessClock) -> datetime | None:
    """The last moment that still keeps a promise made at `said`, in UTC; None if it names no time or one that cannot be meant.

    Hours are business hours only where it says so. Days that are not said to be calendar days are working days, the reading that
    is kinder to the company, and last to midnight. A weekday is the next one of this name, today's only while the company is
    still open today.
    """
    try:
        moment = _moment(promised, said, clock)
    except (DefinitionError, OverflowError, ValueError):
        return None
    if moment is None or not timedelta() <= moment - said.astimezone(UTC) <= timedelta(days=MOST_DAYS):
        return None
    return moment


def _moment(promised: Promised, said: datetime, clock: BusinessClock) -> datetime | None:
    clock_time = _time_of(promised.at)
    if promised.by:
        day = _day_of(promised.by, said, clock, clock_time)
        return None if day is None else clock.at(day, clock_time) if clock_time else clock.end_of(day)
    if promised.hours is not None:
        _sane(promised.hours / 24)
        return clock.after(said, promised.hours) if promised.kind == "business" else said.astimezone(UTC) + _hours(promised.hours)
    if promised.days is not None:
        _sane(promised.days)
        return _days_on(promised, said, clock, clock_time)
    if clock_time is None:
        return None
    today = clock.local(said).date()
    day = today if clock.at(today, clock_time) >= said else clock.calendar.open_from(today + ONE_DAY)
    return clock.at(day, clock_time)


def _days_on(promised: Promised, said: datetime, clock: BusinessClock, clock_time: time | None) -> datetime:
    if promised.kind == "calendar":
        day = clock.local(said).date() + math.ceil(promised.days or 0) * ONE_DAY
    else:
        end = clock.days_after(said, promised.days or 0)
        day = clock.local(end - timedelta(seconds=1)).date()
    return clock.at(day, clock_time) if clock_time else clock.end_of(day)


def _day_of(by: str, said: datetime, clock: BusinessClock, clock_time: time | None) -> date | None:
    """A date, the next one of this month and day (--MM-DD) or day of a month (---DD), or the next weekday of this name."""
    weekday, today = _DAYS.get(by[:3].lower()), clock.local(said).date()
    if by.startswith("---"):
        return next((day for number in range(62) if (day := today + number * ONE_DAY).day == int(by[3:])), None)
    if by.startswith("--"):
        this_year = date.fromisoformat(f"{today.year}{by[1:]}")
        return this_year if this_year >= today else date.fromisoformat(f"{today.year + 1}{by[1:]}")
    if weekday is None:
        return date.fromisoformat(by[:10])
    ahead = (weekday - today.weekday()) % 7
    over = clock.at(today, clock_time) < said if clock_time else not clock.open_left(said)
    return today + (7 if ahead == 0 and over else ahead) * ONE_DAY


def _hours(hours: float) -> timedelta:
    return timedelta(hours=hours)


def _sane(days: float) -> None:
    if not 0 <= days <= MOST_DAYS:
        raise ValueError("no time that is meant")


def _time_of(text: str) -> time | None:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", text.strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    return time(hour, minute) if hour < 24 and minute < 60 else time(23, 59) if (hour, minute) == (24, 0) else None


def parsed(iso: str) -> datetime:
    """An ISO 8601 moment in UTC; one without an offset is taken as UTC. ValueError if it is none."""
    moment = datetime.fromisoformat(iso)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def iso(moment: datetime) -> str:
    """A moment as it is written: ISO 8601, UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise DefinitionError(
            f"there is no time zone “{name}”", remedy="write one such as Europe/London", code="JA138"
        ) from error


def _calendar(country: str, region: str, served: frozenset[int]) -> Calendar:
    for place in ((country, region), (country, "")):
        try:
            return Calendar(*place, served=served)
        except DefinitionError:  # a country or region without a calendar of its own: nothing is known to be closed
            continue
    return Calendar(served=served)


def _week(hours: str) -> dict[int, tuple[tuple[int, int], ...]]:
    """Weekday → openings in minutes of the day, in order and apart; what ends after midnight ends beyond 24 hours."""
    week: dict[int, list[tuple[int, int]]] = {}
    for rule in filter(str.strip, hours.split(";")):
        match = _RULE.fullmatch(rule)
        if match is None:
            raise _unreadable(hours)
        spans = [_minutes(span[1], span[2], hours) for span in _SPAN.finditer(match["times"])]
        for day in _weekdays(match["days"], hours):
            week.setdefault(day, []).extend(spans)
    if not week:
        raise _unreadable(hours)
    return {day: _apart(spans, hours) for day, spans in week.items()}


def _apart(spans: list[tuple[int, int]], hours: str) -> tuple[tuple[int, int], ...]:
    ordered = sorted(set(spans))
    if any(one[1] > other[0] for one, other in pairwise(ordered)):
        raise _unreadable(hours)
    return tuple(ordered)


def _weekdays(text: str, hours: str) -> Iterator[int]:
    for part in text.split(","):
        ends = [_DAYS.get(name.strip()[:3].lower()) for name in part.split("-")]
        if len(ends) > 2 or None in ends:
            raise _unreadable(hours)
        first, last = ends[0] or 0, ends[-1] or 0
        yield from ((first + number) % 7 for number in range((last - first) % 7 + 1))


def _minutes(opens: str, closes: str, hours: str) -> tuple[int, int]:
    begin, end = (int(hour) * 60 + int(minute) for hour, minute in (opens.split(":"), closes.split(":")))
    if begin >= 24 * 60 or end > 24 * 60 or begin == end:
        raise _unreadable(hours)
    return begin, end if end > begin else end + 24 * 60


def _unreadable(hours: str) -> DefinitionError:
    remedy = "write them as Mon-Fri 09:00-17:00; Sat 10:00-13:00"
    return DefinitionError(f"the opening hours “{hours}” cannot be read", remedy=remedy, code="JA138")
