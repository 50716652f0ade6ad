"""Delivery terms: the conditions that narrow what a shop promises, typed (rules.md §D), each with its quote and its value."""

from __future__ import annotations

from journeyaudit.model.promise import Exclusion
from journeyaudit.read.terms.conditions import clock_start, exclusions

__all__ = ["Exclusion", "clock_start", "exclusions"]
