"""What the judge says, and what it rests on."""

from __future__ import annotations

from typing import Literal

from journeyaudit.model.snapshot import Box
from journeyaudit.model.strict import Strict

#: W3C EARL. A thing not gathered is never a pass and never a fail.
Outcome = Literal["passed", "failed", "cant_tell", "inapplicable", "untested"]


class Evidence(Strict):
    """One pointer a lawyer can follow: what was read (`quote`), where (`url`, `device`, `box`), when, and the hash of the
    artifact that proves it.
    """

    url: str
    quote: str = ""
    device: str = ""
    start: str = ""
    at: str = ""
    artifact: str = ""
    picture: str | None = None
    box: Box | None = None
    note: str = ""


class Cell(Strict):
    """One graded measurement of a check, e.g. one start page on one device. `value` None: the thing is absent. `score` 0–1."""

    label: str
    value: float | None
    score: float
    reason: str = ""


class Finding(Strict):
    """The outcome of one check. `score` 0–1, None unless passed or failed. `headline` is the check's title or failure title,
    filled in. `cap`, on a failed finding alone, is the most that its area can score.
    """

    check: str
    revision: int
    area: str
    weight: float
    outcome: Outcome
    headline: str
    reason: str
    score: float | None = None
    value: float | None = None
    cells: tuple[Cell, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    advice: str = ""
    sources: tuple[str, ...] = ()
    cap: float | None = None
