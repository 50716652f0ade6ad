"""What a measure hands to the judge, and what a measure is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.strict import Strict

Status = Literal["measured", "cant_tell", "inapplicable", "untested"]


@dataclass(frozen=True, slots=True)
class MeasuredCell:
    """One measurement, e.g. one start page on one device.

    `value` None: the thing is absent, which the grading scores as `none`. `label` tells cells apart to a
    reader ("home, desktop"); `reason` is one plain sentence; `evidence` proves the value or the search for it.
    """

    label: str
    value: float | None
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Measurement:
    """The result of one measure. `status` measured needs at least one cell; every other status needs a `reason`."""

    status: Status
    cells: tuple[MeasuredCell, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One primitive that checks are written over.

    `arguments` is the typed model of its `args`; `summary` is one sentence shown to authors of checks. `run` is pure:
    equal facts, check and arguments give an equal measurement; it raises only for a bug. `unit` is what its values count; the
    unit "clicks" is what rules.md C15 forbids to grade alone.
    """

    name: str
    arguments: type[Strict]
    run: Callable[[SiteFacts, Check, Any], Measurement]
    summary: str
    unit: str = ""
