"""The explicit table of measures. Adding a measure touches its module, this table and its test."""

from __future__ import annotations

from journeyaudit.judge.measures.measurement import Measure

TABLE: tuple[Measure, ...] = ()
