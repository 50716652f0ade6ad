"""The events of a case in their order, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeyaudit.cases.deadlines import parsed
from journeyaudit.model.case import Event, Received

#: What comes first of events of the same second.
_RANK = {"sent": 0, "stopped": 1, "confirmed": 2, "received": 3, "noted": 4, "closed": 5}


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """By time, then by content, whatever order and however often they were appended. A mail that came twice (to the inbox and to
    the spam folder, or delivered again) counts once, when it came first.
    """
    return tuple(_once(sorted(set(events), key=lambda event: (parsed(event.at), _RANK[event.kind], event.model_dump_json()))))


def _once(events: Iterable[Event]) -> Iterator[Event]:
    seen: set[str] = set()
    for event in events:
        if isinstance(event, Received):
            keys = {f"artifact {event.artifact}", f"mail {event.message_id or event.artifact}"}
            if keys & seen:
                continue
            seen |= keys
        yield event
