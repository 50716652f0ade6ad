"""Time enters the program here, so that everything that decides can be given it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, UTC, to the second (that is how times are shown to a reader)."""
    return datetime.now(UTC).replace(microsecond=0)
