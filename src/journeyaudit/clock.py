"""Time enters the program here, so that everything that decides can be given it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime

_SOURCES: list[Callable[[], datetime]] = [lambda: datetime.now(UTC)]


def now() -> datetime:
    """The present moment, UTC, to the second (that is how times are shown to a reader)."""
    return _SOURCES[-1]().replace(microsecond=0)


@contextmanager
def going_by(source: Callable[[], datetime]) -> Generator[None]:
    """Within the block the present is what `source` says, in UTC: the demonstration lives through weeks in a moment."""
    _SOURCES.append(source)
    try:
        yield
    finally:
        _SOURCES.pop()
