"""The table of results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.console import Console
from rich.table import Table


class Row(NamedTuple):
    """What was measured, the figure, what it must reach (None: told only), whether it does. `below`: less is better."""

    name: str
    value: float
    target: float | None
    unit: str
    below: bool = False

    @property
    def ok(self) -> bool:
        if self.target is None:
            return True
        return self.value <= self.target if self.below else self.value >= self.target


def tell(rows: Iterable[Row]) -> None:
    """Prints the rows as a table."""
    table = Table("metric", "measured", "target", "met")
    for row in rows:
        table.add_row(*cells(row), style=None if row.ok else "bold red")
    Console().print(table)


def cells(row: Row) -> tuple[str, str, str, str]:
    """A row in words: name, figure, target, whether it is met ("" where there is no target)."""
    if row.target is None:
        return row.name, f"{row.value:.4g} {row.unit}", "", ""
    return (
        row.name,
        f"{row.value:.4g} {row.unit}",
        f"{'≤' if row.below else '≥'} {row.target:g} {row.unit}",
        "yes" if row.ok else "NO",
    )
