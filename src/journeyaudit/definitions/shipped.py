"""Where the checks, the example journey and the report templates that come with the tool are."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from journeyaudit.errors import DefinitionError


def folder(name: Literal["checks", "journeys", "reports"]) -> Path:
    """The folder as shipped inside the wheel, else the repository's own; DefinitionError if the installation holds neither."""
    package = Path(__file__).resolve().parent.parent
    for place in (package / "_shipped" / name, package.parent.parent / name):
        if place.is_dir():
            return place
    raise DefinitionError(
        f"this installation has no {name} folder",
        where=str(package),
        remedy="install journeyaudit again (`pip install --force-reinstall journeyaudit`)",
        code="JA101",
    )
