"""`journeyaudit extract terms`: which conditions narrow what a text promises on delivery."""

from __future__ import annotations

from journeyaudit.cli.extract.plain import PlainReader, command_of
from journeyaudit.model.promise import Exclusion
from journeyaudit.read.terms import exclusions


def _cells(exclusion: Exclusion) -> tuple[str, ...]:
    return exclusion.type, _value(exclusion.value or {}), exclusion.quote


def _value(value: dict[str, object]) -> str:
    """The typed value in words: "amount 9.95, currency GBP"."""
    return ", ".join(f"{name.replace('_', ' ')} {_listed(told)}" for name, told in value.items())


def _listed(told: object) -> str:
    return " ".join(map(str, told)) if isinstance(told, list) else str(told)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType] -- JSON


extract_terms = command_of(
    PlainReader(
        name="terms",
        field="exclusions",
        sought="condition on delivery",
        read=exclusions,
        headings=("type", "value", "quote"),
        cells=_cells,
    )
)
