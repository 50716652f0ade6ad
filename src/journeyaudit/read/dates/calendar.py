"""Which days count as working days, in one country or one region of it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import cache

import holidays

from journeyaudit.errors import DefinitionError

ONE_DAY = timedelta(days=1)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: The years that the holidays of every country are known for; a calendar outside them would be weekends alone.
_FIRST, _LAST = date(1991, 1, 1), date(2099, 12, 31)
#: A calendar without a day that is open would be searched for ever.
_LONGEST_CLOSURE = 60


class Calendar:
    """Open and closed days. `served` are the weekdays that are worked (0 is Monday); None: all but the country's weekend.

    `country` is an ISO 3166 code, `region` a part of it by its code or name (NSW, GB-SCT, Scotland), "" for what holds in all of
    it. Without a country only the weekend, Saturday and Sunday, is closed. DefinitionError JA131 for a place without a calendar.
    """

    def __init__(self, country: str = "", region: str = "", served: AbstractSet[int] | None = None) -> None:
        self.country, self.region = _place(country, region)
        self.served = served
        self._days = _holidays(self.country, self.region) if self.country else None

    @property
    def name(self) -> str:
        """The place as a reader knows it: AU-NSW, GB, or "" for none."""
        return f"{self.country}-{self.region}" if self.region else self.country

    def closed(self, day: date) -> str:
        """Why nobody works on this day ("Saturday", "Christmas Day"), "" if it is a working day."""
        self._within(day)
        name = str(self._days.get(day, "")) if self._days is not None else ""
        if name:
            return name
        weekday = day.weekday()
        if self.served is not None:
            return "" if weekday in self.served else WEEKDAYS[weekday]
        if self._days is None:
            return WEEKDAYS[weekday] if weekday >= 5 else ""
        return WEEKDAYS[weekday] if self._days.is_weekend(day) and day not in self._days.weekend_workdays else ""

    def closed_in(self, day: date) -> tuple[str, ...]:
        """The regions of the country where this day is a holiday, for a calendar of no region and a day open everywhere else."""
        if self._days is None or self.region:
            return ()
        return tuple(part for part in self._days.subdivisions if day in _holidays(self.country, part))

    def open_from(self, day: date) -> date:
        """This day if it is open, else the next one that is."""
        for _ in range(_LONGEST_CLOSURE):
            if not self.closed(day):
                return day
            day += ONE_DAY
        raise DefinitionError("no day is ever open", remedy="name at least one weekday that is served", code="JA132")

    def later(self, day: date, days: int) -> date:
        """The open day that is `days` open days after an open `day`."""
        for _ in range(days):
            day = self.open_from(day + ONE_DAY)
        return day

    def _within(self, day: date) -> None:
        if not _FIRST <= day <= _LAST:
            message = f"public holidays are known from {_FIRST.year} to {_LAST.year}, and {day.isoformat()} lies outside"
            raise DefinitionError(message, remedy="give a date within these years", code="JA132")


def _place(country: str, region: str) -> tuple[str, str]:
    code, _, part = country.strip().upper().partition("-")
    region = region.strip() or part
    if not code:
        if region:
            raise DefinitionError(f"the region {region!r} is of no country", remedy="give its country as well", code="JA131")
        return "", ""
    code = "GB" if code == "UK" else code
    if code not in holidays.list_supported_countries(include_aliases=False):
        message = f"there is no calendar of public holidays for the country {country!r}"
        raise DefinitionError(message, remedy="write the two letters of ISO 3166, such as AU, GB or DE", code="JA131")
    return code, _region(code, region) if region else ""


def _region(country: str, region: str) -> str:
    known = holidays.country_holidays(country)
    wanted = region.upper().removeprefix(f"{country}-")
    names = {part.upper(): part for part in known.subdivisions}
    names |= {alias.upper(): part for alias, part in known.subdivisions_aliases.items()}
    if wanted in names:
        return names[wanted]
    parts = ", ".join(known.subdivisions)
    remedy = f"known here: {parts}" if parts else f"leave the region out: {country} has one calendar for all of it"
    raise DefinitionError(f"{country} has no region {region!r} with a calendar of its own", remedy=remedy, code="JA131")


@cache
def _holidays(country: str, region: str) -> holidays.HolidayBase:
    """The country's calendar, in English where it has names in English. It grows by the years that are asked for."""
    known = holidays.country_holidays(country)
    own = known.default_language or ""
    english = "en_US" if "en_US" in known.supported_languages and not own.startswith("en") else None
    return holidays.country_holidays(country, subdiv=region or None, language=english)
