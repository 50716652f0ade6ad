"""Runs every benchmark, prints one table and writes benchmarks/RESULTS.md with the machine. `make bench` calls this.

`python -m benchmarks [--sites N] [--rounds N] [--quick]`: --quick takes fewer sites, rounds and pages, to see that all runs;
nothing is written then.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import (
    contradictions,
    conversations,
    exactness,
    judging,
    mailbox,
    memory,
    messages,
    promises,
    reading,
    resume,
    speed,
    terms,
)
from benchmarks.table import Row, cells, tell
from journeyaudit import clock
from journeyaudit.gather.browser.start import find_browser

RESULTS = Path(__file__).with_name("RESULTS.md")
TOLD = ("journeyaudit", "playwright", "crawlee", "msgspec", "phonenumbers")


def rows(quick: bool, sites: int = exactness.SITES, rounds: int = speed.ROUNDS) -> Iterator[Row]:
    """All rows, one benchmark after the other: never two at once, for they would measure each other."""
    for row in reading.main():
        yield Row(row.name, row.value, row.target, row.unit, below=row.unit == "ms")
    yield from promises.rows()
    yield from terms.rows()
    yield from contradictions.rows()
    yield from conversations.rows()
    yield from messages.rows()
    yield from mailbox.rows(2000 if quick else mailbox.MAILS)
    yield from speed.rows(rounds=1 if quick else rounds, pages=30 if quick else 500)
    with tempfile.TemporaryDirectory() as scratch:
        run = Path(scratch) / "run"
        yield from memory.rows(run, 40 if quick else memory.PAGES)
        yield from judging.rows(run)
    yield from resume.rows(kills=1 if quick else resume.KILLS)
    yield from exactness.rows(range(2 if quick else sites))


def machine() -> list[str]:
    """The machine in lines of Markdown: a figure without it says nothing."""
    model = next((line.partition(":")[2].strip() for line in _cpu_lines() if line.startswith("model name")), platform.processor())
    browser = find_browser()
    return [
        f"- processor: {model}, {os.cpu_count()} cores",
        f"- system: {platform.platform()}, Python {platform.python_version()}",
        f"- browser: {browser.version} ({browser.rule})",
        *(f"- {name} {_version(name)}" for name in TOLD),
    ]


def _cpu_lines() -> list[str]:
    described = Path("/proc/cpuinfo")
    return described.read_text("utf-8").splitlines() if described.exists() else []


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def write(measured: list[Row]) -> None:
    lines = ["# Results", "", f"Measured by `make bench` on {clock.now().date().isoformat()}.", "", *machine(), ""]
    lines += [
        "| metric | measured | target | met |",
        "|---|---|---|---|",
        *("| " + " | ".join(cells(row)) + " |" for row in measured),
        "",
    ]
    RESULTS.write_text("\n".join([*lines, ""]), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--sites", type=int, default=exactness.SITES, help="generated sites for exactness")
    parser.add_argument("--rounds", type=int, default=speed.ROUNDS, help="rounds of the speed comparison")
    given = parser.parse_args()
    measured: list[Row] = []
    for row in rows(given.quick, given.sites, given.rounds):
        measured.append(row)
        print(" · ".join(cells(row)), file=sys.stderr, flush=True)
    tell(measured)
    if not given.quick:
        write(measured)


if __name__ == "__main__":
    main()
