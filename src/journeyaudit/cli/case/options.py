"""What the verbs of `case` share."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from journeyaudit import clock
from journeyaudit.errors import DefinitionError

if TYPE_CHECKING:
    from journeyaudit.cases.store import CaseStore

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)

cases_option = click.option(
    "--cases", "folder", type=FOLDER, default=Path("journeyaudit-cases"), show_default=True, help="The folder that cases live in."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def stored(folder: Path) -> CaseStore:
    """The cases of a folder; MailError JA423 if there are none."""
    # Only the verbs of `case` need the store; importing it here keeps the other commands quick.
    from journeyaudit.cases.store import CaseStore

    return CaseStore.existing(folder)


def clean(text: str) -> str:
    """Text of others as one line that a terminal only shows: nothing in it moves the cursor, hides or turns what stands there."""
    return "".join("�" if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs") else sign for sign in " ".join(text.split()))


def shown(at: str, timezone: str) -> str:
    """A moment in the company's own time, as 2026-03-02 10:00."""
    return datetime.fromisoformat(at).astimezone(_zone(timezone)).strftime("%Y-%m-%d %H:%M") if at else "never"


def moment(given: str, timezone: str, not_before: str) -> str:
    """A moment that a person gives, in the company's time unless it has an offset, as ISO 8601 UTC; now if none is given.
    DefinitionError JA132 if it is none, lies ahead, or before `not_before`.
    """
    if not given:
        return clock.now().isoformat()
    try:
        found = datetime.fromisoformat(given)
    except ValueError as error:
        message = f"“{given}” is no date and time"
        raise DefinitionError(message, where="--at", remedy="write it as 2026-11-19T08:42", code="JA132") from error
    found = (found if found.tzinfo else found.replace(tzinfo=_zone(timezone))).astimezone(UTC)
    if not datetime.fromisoformat(not_before) <= found <= clock.now():
        message = f"{shown(found.isoformat(), timezone)} is not between the opening of the case and now"
        raise DefinitionError(message, where="--at", remedy="give the moment when it happened", code="JA132")
    return found.isoformat()


def _zone(timezone: str) -> ZoneInfo:
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
