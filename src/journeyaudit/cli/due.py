"""`journeyaudit due`: the date that a promise on delivery means."""

from __future__ import annotations

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from journeyaudit.errors import DefinitionError
from journeyaudit.model.promise import DayKind, Promise
from journeyaudit.read.dates.calendar import WEEKDAYS, Calendar
from journeyaudit.read.dates.due import due_of, shown
from journeyaudit.read.promises import promises

#: Words such as "next day" are a promise only beside what is promised; here it is known to be delivery.
_CONTEXT = "Delivery: "


@click.command()
@click.argument("words")
@click.option("--ordered", required=True, metavar="TIME", help="When the order was placed, e.g. 2026-11-19T08:42.")
@click.option("--country", default="", metavar="CC", help="ISO 3166 code whose weekends and public holidays count.")
@click.option("--region", default="", metavar="PART", help="A part of it with holidays of its own: NSW, GB-SCT, Bavaria…")
@click.option("--cutoff", metavar="HH:MM", help="Later orders count from the next day; overrules the words.")
@click.option("--timezone", default="", metavar="ZONE", help="Where the clock of the cut-off hangs, e.g. Australia/Sydney.")
@click.option("--days", "day_kind", type=click.Choice(["business", "calendar"]), help="Which days count; overrules the words.")
@click.option("--served", default="", metavar="LIST", help="Weekdays that are worked, e.g. Mon,Tue,Wed,Thu,Fri,Sat.")
@click.option("--language", metavar="LL", help="Language of the words; without it the words decide.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def due(
    words: str,
    ordered: str,
    country: str,
    region: str,
    cutoff: str | None,
    timezone: str,
    day_kind: DayKind | None,
    served: str,
    language: str | None,
    as_json: bool,
) -> None:
    """Tell the day that WORDS ("next day", "2-3 working days") mean for one order, and why."""
    if cutoff is not None and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|24:00", cutoff):
        message = f"“{cutoff}” is no time of day"
        raise DefinitionError(message, where="--cutoff", remedy="write hours and minutes: 17:00", code="JA132")
    calendar = Calendar(country, region, _weekdays(served))
    promise = _promise(words, language, calendar.country or None)
    found = due_of(promise, _moment(ordered, timezone), calendar, cutoff=cutoff, day_kind=day_kind)
    if as_json:
        read = promise.model_dump(mode="json", include={"speed_min_days", "speed_max_days", "day_kind", "cutoff"})
        told = {"words": words, "calendar": calendar.name, **read, **found.model_dump(mode="json")}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    first, last = shown(found.earliest), shown(found.latest) if found.latest else ""
    click.echo(f"Due {first}" if first == last else f"Due {first} to {last}" if last else f"Due {first} at the earliest")
    for step in found.steps:
        click.echo(f"  {step}")


def _promise(words: str, language: str | None, country: str | None) -> Promise:
    for text in (words, _CONTEXT + words):
        for promise in promises(text, language, country):
            if promise.speed_max_days is not None or promise.speed_min_days is not None:
                return promise
    remedy = "give words such as “next day”, “within 24 hours”, “2-3 working days”, “Lieferung in 1–3 Werktagen”"
    raise DefinitionError(f"“{words}” names no speed of delivery", remedy=remedy, code="JA133")


def _moment(ordered: str, timezone: str) -> datetime:
    try:
        moment = datetime.fromisoformat(ordered)
    except ValueError as error:
        message = f"“{ordered}” is no date and time"
        raise DefinitionError(message, where="--ordered", remedy="write it as 2026-11-19T08:42", code="JA132") from error
    if not timezone:
        return moment.replace(tzinfo=None)
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        message = f"there is no time zone “{timezone}”"
        raise DefinitionError(message, where="--timezone", remedy="write it as Europe/London", code="JA132") from error
    return (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None)


def _weekdays(served: str) -> frozenset[int] | None:
    if not served:
        return None
    found: set[int] = set()
    for word in served.split(","):
        day = next((place for place, name in enumerate(WEEKDAYS) if name[:3] == word.strip()[:3].title()), None)
        if day is None:
            message = f"“{word.strip()}” is no weekday"
            raise DefinitionError(message, where="--served", remedy="write Mon,Tue,Wed,Thu,Fri", code="JA132")
        found.add(day)
    return frozenset(found)
