"""Polls of one store take turns."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from journeyaudit.cases.store.faults import telling
from journeyaudit.errors import MailError

_BETWEEN_TRIES = 0.1


@contextmanager
def turn(path: Path, seconds: float) -> Generator[None]:
    """Holds the lock at `path`, which ends with its process however that dies. Another's is waited for up to `seconds`; then
    MailError JA425.
    """
    with telling(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _take(descriptor, path, seconds)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, seconds: float) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= end:
                raise MailError(
                    "another poll of these cases is under way",
                    where=str(path.parent),
                    code="JA425",
                    remedy="wait until it ends; a cron job that overlaps itself should run less often",
                ) from error
        time.sleep(_BETWEEN_TRIES)
