"""A journey as it went: what every step did, met and showed."""

from __future__ import annotations

from typing import Literal

from journeyaudit.model.journey import Journey
from journeyaudit.model.snapshot import Device
from journeyaudit.model.strict import Strict

#: done; failed: a claim did not hold, or a control was not there or could not be used; refused: the guard or the manners stopped
#: it; broken: the page itself gave up; skipped: an earlier step ended the journey.
StepOutcome = Literal["done", "failed", "refused", "broken", "skipped"]


class WalkedStep(Strict):
    """One step. `number` counts from 1, `line` is its line in the file (0: unknown), `told` says in words what it does.

    `reason` says what went wrong; `candidates` are the controls of the page that come nearest to the one looked for, best first.
    `url`, `snapshot` and `picture` (artifact hashes) show the page at the end of the step; the picture of a click, the moment
    before it. `refused` are the requests that the guard stopped meanwhile.
    """

    number: int
    line: int
    action: str
    told: str
    outcome: StepOutcome
    reason: str = ""
    candidates: tuple[str, ...] = ()
    url: str = ""
    snapshot: str | None = None
    picture: str | None = None
    refused: tuple[str, ...] = ()


class Walk(Strict):
    """A journey walked once by a new customer. `outcome` is that of its worst step: done, failed, refused or broken.

    `values` are what its read steps read. What was typed is told by the names of its variables: it may be a secret.
    """

    record: Literal["walk"] = "walk"
    journey: Journey
    device: Device
    outcome: StepOutcome
    steps: tuple[WalkedStep, ...]
    values: dict[str, str] = {}
    banner_clicks: int = 0
    at: str = ""

    @property
    def ended_at(self) -> WalkedStep | None:
        """The step that ended the journey early; None if it went through."""
        return next((step for step in self.steps if step.outcome not in ("done", "skipped")), None)
