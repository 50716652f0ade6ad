"""The picture of a case's course, drawn to scale: places and sizes only, the template draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from journeyaudit.model.case import CaseFact, Deadline, TimelineEvent
from journeyaudit.report.case_words import DUE, local, took, when
from journeyaudit.report.text import neutral

WIDTH, LEFT, RIGHT = 1000.0, 14.0, 14.0
_MARKER = 22.0
_TOP, _ROW, _FIRST_ROW = 26.0, 44.0, 46.0
_OURS = frozenset({"letter", "closing", "note", "stopped", "closed"})
_MOST_ROWS = 8
#: About as wide as one letter of a label.
_LETTER = 7.1
_MOST_TICKS = 16


@dataclass(frozen=True)
class Marker:
    """An event: a numbered dot at `x`, `y`; `foot` is where it stands on the axis."""

    x: float
    y: float
    foot: float
    number: int
    ours: bool
    title: str


@dataclass(frozen=True)
class Tick:
    """A day of the axis. `anchor` keeps the words within the picture."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True)
class Band:
    """The company is open."""

    x: float
    width: float


@dataclass(frozen=True)
class Row:
    """A time that was promised: a bar from where it was said to where it was due, and on to when it happened (`late`)."""

    y: float
    x: float
    width: float
    late_x: float
    late_width: float
    state: str
    words: str
    outcome: str
    text_x: float
    anchor: str


@dataclass(frozen=True)
class Picture:
    """A timeline `height` high and WIDTH wide. `words` say the same to who does not see it."""

    height: float
    axis: float
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    markers: tuple[Marker, ...]
    rows: tuple[Row, ...]
    words: str


@dataclass(frozen=True)
class _Scale:
    start: datetime
    end: datetime

    def x(self, moment: datetime) -> float:
        share = (moment - self.start) / (self.end - self.start)
        return round(LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT), 1)


def picture(case: CaseFact, zone: ZoneInfo) -> Picture | None:
    """The timeline; None for a case in which nothing happened yet."""
    if not case.events:
        return None
    shown = _rows(case)
    scale = _scale(case, shown, zone)
    markers = _markers(case, scale, zone)
    axis = max(marker.y for marker in markers) + _TOP
    rows = tuple(_row(case, one, axis + _FIRST_ROW + index * _ROW, scale, zone) for index, one in enumerate(shown))
    height = axis + _FIRST_ROW + len(rows) * _ROW - (10 if rows else 14)
    return Picture(height, axis, tuple(_bands(case, scale)), _ticks(scale), markers, rows, _words(case, zone))


def _rows(case: CaseFact) -> list[Deadline]:
    """What was promised, and the time to ask afterwards once it is over."""
    promised = [one for one in case.deadlines if one.at and one.event >= 0]
    waited = [one for one in case.deadlines if one.what == "check_back" and one.met is not None]
    return [*promised, *waited][:_MOST_ROWS]


def _scale(case: CaseFact, rows: Sequence[Deadline], zone: ZoneInfo) -> _Scale:
    """From the morning of the letter to the end of the last day of which anything is told."""
    ends = [event.at for event in case.events] + [one.at for one in rows] + [one.met_at for one in rows if one.met_at]
    first, last = local(case.events[0].at, zone), max(local(end, zone) for end in ends)
    start = first.replace(hour=0, minute=0, second=0)
    return _Scale(start, max(last, start + timedelta(hours=24)) + timedelta(hours=6))


def _markers(case: CaseFact, scale: _Scale, zone: ZoneInfo) -> tuple[Marker, ...]:
    """Dots that would cover each other are raised, each to the lowest place that is free."""
    right_ends: list[float] = []
    places: list[tuple[float, int]] = []
    for event in case.events:
        x = scale.x(local(event.at, zone))
        level = next((at for at, end in enumerate(right_ends) if x - end >= _MARKER + 3), len(right_ends))
        right_ends[level : level + 1] = [x]
        places.append((x, level))
    top = max(level for _, level in places)
    return tuple(
        Marker(x, _MARKER + (top - level) * (_MARKER + 4), x, number, event.kind in _OURS, neutral(event.summary, 120))
        for number, (event, (x, level)) in enumerate(zip(case.events, places, strict=True), 1)
    )


def _bands(case: CaseFact, scale: _Scale) -> Iterator[Band]:
    for opened, closed in case.open_hours:
        begin, end = scale.x(datetime.fromisoformat(opened)), scale.x(datetime.fromisoformat(closed))
        if end > begin:
            yield Band(begin, round(end - begin, 1))


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    """A day each where they fit, else each second, or week."""
    days = (scale.end - scale.start).days + 1
    step = next((step for step in (1, 2, 7, 14, 28, 91) if days / step <= _MOST_TICKS), 365)
    first = scale.start + timedelta(days=-scale.start.weekday() % 7 if step >= 7 else 0)
    found: list[Tick] = []
    for number in range(0, days, step):
        day = first + timedelta(days=number)
        if day < scale.end:
            x = scale.x(day)
            found.append(Tick(x, f"{day:%a} {day.day} {day:%b}", "end" if x > WIDTH - 60 else "start"))
    return tuple(found)


def _row(case: CaseFact, one: Deadline, y: float, scale: _Scale, zone: ZoneInfo) -> Row:
    begin = case.events[one.event].at if one.event >= 0 else _last_answer(case)
    x, due = scale.x(local(begin, zone)), scale.x(local(one.at, zone))
    happened = scale.x(local(one.met_at, zone)) if one.met_at else due if one.met is None else scale.x(scale.end)
    late = max(0.0, happened - due) if one.met is False else 0.0
    words = f"Promised: “{neutral(one.quote, 60)}”" if one.quote else "Waited to be asked whether it is settled"
    outcome = _outcome(one, zone)
    at_end = x + (len(words) + len(outcome) + 3) * _LETTER > WIDTH - RIGHT
    state = {True: "kept", False: "broken", None: "open"}[one.met]
    text_x = WIDTH - RIGHT if at_end else x
    return Row(
        y, x, round(max(2.0, due - x), 1), due, round(late, 1), state, words, outcome, text_x, "end" if at_end else "start"
    )


def _outcome(one: Deadline, zone: ZoneInfo) -> str:
    if one.met is None:
        return "not known"
    if one.met:
        return "kept"
    if not one.met_at:
        return "never came" if one.quote else "nobody asked"
    late = (local(one.met_at, zone) - local(one.at, zone)).total_seconds() / 3600
    return f"{took(late)} late"


def _last_answer(case: CaseFact) -> str:
    answers: list[TimelineEvent] = [event for event in case.events if event.kind == "reply"]
    return (answers or list(case.events))[-1].at


def _words(case: CaseFact, zone: ZoneInfo) -> str:
    events = [f"{number}: {when(event.at, zone)}, {event.summary}" for number, event in enumerate(case.events, 1)]
    due = [f"{DUE[one.what]} due {when(one.at, zone)}: {_outcome(one, zone)}" for one in _rows(case)]
    return neutral("Timeline. " + " ".join([*events, *(f"{one}." for one in due)]), 2000)
