"""Measures: the few primitives that every check is written over, by name."""

from __future__ import annotations

from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.table import TABLE

__all__ = ["MEASURES", "Measure", "MeasuredCell", "Measurement"]

MEASURES: dict[str, Measure] = {measure.name: measure for measure in TABLE}
