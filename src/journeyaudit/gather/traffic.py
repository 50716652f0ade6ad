"""Journals what a session asked the site for, however the session ends."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from journeyaudit import clock
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.session import Session
from journeyaudit.gather.browser.tally import Tally
from journeyaudit.model.journal import Traffic, Visit


@contextmanager
def accounted(session: Session, writer: RunWriter) -> Generator[None]:
    """Appends a Traffic record of all that no visit of this session tells."""
    first = len(writer.records)
    try:
        yield
    finally:
        rest = session.asked
        for visit in writer.records[first:]:
            if isinstance(visit, Visit):
                rest = rest.beyond(Tally(visit.loads, visit.requests))
        writer.append(Traffic(loads=rest.loads, requests=rest.requests, at=clock.now().isoformat()))
