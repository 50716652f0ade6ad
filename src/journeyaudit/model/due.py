"""What a promised speed means for one order."""

from __future__ import annotations

from datetime import date

from journeyaudit.model.strict import Strict


class Due(Strict):
    """The days between which a promise is kept. `latest` is None where it names no last day.

    `counted_from` is the day on which the order counts as made: day 0. `steps` are the reasoning, one sentence each, in the order
    in which a person would go through it.
    """

    counted_from: date
    earliest: date
    latest: date | None
    steps: tuple[str, ...]
