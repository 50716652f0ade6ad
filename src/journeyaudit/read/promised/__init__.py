"""Times that a sentence names, in whatever it was said: spans ("within 2 working days"), days, dates and hours of the day."""

from __future__ import annotations

from journeyaudit.read.promised.times import times
from journeyaudit.read.promised.when import When

__all__ = ["When", "times"]
