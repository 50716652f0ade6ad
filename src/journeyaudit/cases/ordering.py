"""The events of a case in their order, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from journeyaudit.cases.deadlines import parsed
from journeyaudit.model.case import Event, Received, Sent

#: What comes first of events of the same second.
_RANK = {"sent": 0, "stopped": 1, "confirmed": 2, "received": 3, "noted": 4, "closed": 5}
#: How far two servers' clocks are apart at most.
_CLOCKS_APART = timedelta(hours=1)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """By time, then by content, whatever order and however often they were appended. The same mail in the inbox and in the spam
    folder counts once, when it came first.

    A mail server's clock may be behind ours: what came shortly before the letter left came right after it.
    """
    distinct = sorted(set(events), key=_place)
    letter = next((event for event in distinct if isinstance(event, Sent) and event.purpose == "enquiry"), None)
    return tuple(_once(sorted((_after(event, letter) for event in distinct), key=_place)))


def _place(event: Event) -> tuple[datetime, int, str]:
    return parsed(event.at), _RANK[event.kind], event.model_dump_json()


def _after(event: Event, letter: Sent | None) -> Event:
    if letter is None or isinstance(event, Sent):
        return event
    early = parsed(letter.at) - parsed(event.at)
    return event.model_copy(update={"at": letter.at}) if timedelta() < early <= _CLOCKS_APART else event


def _once(events: Iterable[Event]) -> Iterator[Event]:
    seen: set[str] = set()
    for event in events:
        if isinstance(event, Received):
            if event.artifact in seen:
                continue
            seen.add(event.artifact)
        yield event
