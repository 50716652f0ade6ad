"""A time as a sentence names it."""

from __future__ import annotations

from typing import Literal, NamedTuple


class When(NamedTuple):
    """A time at [start, end) of the sentence, as in `model.message.Promised`.

    `by` may lack what is not said: --MM-DD, ---DD, the name of a weekday in English.
    """

    start: int
    end: int
    hours: float | None = None
    days: float | None = None
    kind: Literal["business", "calendar"] | None = None
    by: str = ""
    at: str = ""

    @property
    def is_day(self) -> bool:
        """It is a day, not a number of hours."""
        return bool(self.by) or self.days is not None
