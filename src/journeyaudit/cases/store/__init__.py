"""The folder that cases live in between two commands: `cases.sqlite` for events, `artifacts/` for mails, letters and pages.

A case lives for weeks and is written to by commands that are killed, run twice at once and meet full disks. Hence events are
only appended, what an event names is on the disk before the event is, and appending the same thing again changes nothing.
"""

from journeyaudit.cases.store.folder import CaseStore, is_closed
from journeyaudit.cases.store.rows import Cursor, Held

__all__ = ["CaseStore", "Cursor", "Held", "is_closed"]
