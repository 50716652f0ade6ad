"""What a person sees when something goes wrong, and the exit status that a CI job sees.

0 clean, 1 findings below the budget, 2 the user's to put right, 3 the run is incomplete. Only `audit` and `judge` give 1.
"""

from __future__ import annotations

import os
import platform
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from journeyaudit import __version__
from journeyaudit.errors import GatherError, JourneyAuditError
from journeyaudit.evidence.redact import redact_text

USER_ERROR, INCOMPLETE = 2, 3

#: No browser: nothing was begun, and one line puts it right. Other faults of gathering end a run under way.
_BEFORE_GATHERING = frozenset({"JA201", "JA202", "JA203", "JA204"})
#: Faults of the disk. The rest of the JA3xx tree is a folder wrongly named.
_INTERRUPTING = frozenset({"JA302", "JA303"})
#: The mailbox went, or the disk is full: what was read is kept, and the next poll goes on.
_MAIL_INTERRUPTING = frozenset({"JA405", "JA421"})


class Main(click.Group):
    """The command group whose every way to fail ends in one plain message and one of the four exit statuses."""

    # click overloads main() by standalone_mode, which is always off here.
    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **rest: Any) -> Any:  # type: ignore[override]
        given = list(sys.argv[1:] if args is None else args)
        rest["standalone_mode"] = False
        with _ended_as_by_ctrl_c():
            status = self._status(given, prog_name, rest)
        sys.exit(status)

    def _status(self, given: list[str], prog_name: str | None, rest: dict[str, Any]) -> int:
        try:
            result = super().main(args=given, prog_name=prog_name, **rest)
            return result if isinstance(result, int) else 0
        except click.ClickException as error:
            error.show()
            return USER_ERROR
        except JourneyAuditError as error:
            _tell(str(error))
            return status_of(error)
        except (click.Abort, KeyboardInterrupt):
            _tell(f"Stopped.{_kept(given)}")
            return INCOMPLETE
        except BrokenPipeError:
            # Whoever read our output has gone; closing would fail once more when Python flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return INCOMPLETE
        except Exception as error:
            _tell(_unexpected(error, given))
            return INCOMPLETE


@contextmanager
def _ended_as_by_ctrl_c() -> Generator[None]:
    """SIGTERM stops a command as Ctrl+C does: CI jobs, containers and timeout(1) send it, and what a shell runs in the background
    hears nothing else.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def status_of(error: JourneyAuditError) -> int:
    """3 where a run was under way or the machine failed, 2 where the user can put it right."""
    if isinstance(error, GatherError):
        return USER_ERROR if error.code in _BEFORE_GATHERING else INCOMPLETE
    return INCOMPLETE if error.code in _INTERRUPTING | _MAIL_INTERRUPTING else USER_ERROR


def _tell(message: str) -> None:
    Console(stderr=True).print(message, markup=False, highlight=False, soft_wrap=True)


def _unexpected(error: Exception, given: list[str]) -> str:
    name = type(error).__name__
    try:
        log = _crash_log(error, given)
    except OSError:
        return f"journeyaudit met an error of its own ({name}: {error}) and could not write a crash log either."
    return (
        f"journeyaudit met an error of its own ({name}). This is a fault of the tool, not of the site or of what you typed. "
        f"The details are in {log}; please send that file with your report.{_kept(given)}"
    )


def _kept(given: list[str]) -> str:
    return " What was gathered so far is kept: run the same command again with --resume." if given[:1] == ["audit"] else ""


def _crash_log(error: Exception, given: list[str]) -> Path:
    descriptor, name = tempfile.mkstemp(prefix="journeyaudit-crash-", suffix=".log")
    # Values of options may be secrets (--auth, --header): only their names are written.
    words = [word.partition("=")[0] for word in given[:1] + [word for word in given[1:] if word.startswith("-")]]
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"journeyaudit {__version__}, Python {platform.python_version()}, {platform.platform()}\n")
        file.write(f"command: {' '.join(words)}\n\n")
        file.write(redact_text("".join(traceback.format_exception(error))))
    return Path(name)
