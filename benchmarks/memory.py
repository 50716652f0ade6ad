"""Memory: Python's own peak while 500 pages are gathered. The browser's processes, the same for everybody, are not counted.

`python -m benchmarks.memory [--keep FOLDER]` audits a shop of more than 500 pages in a process of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.peak import peak_megabytes
from benchmarks.table import Row, tell
from journeyaudit import pipeline
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Subject

PAGES = 500
MOST_MEGABYTES = 300.0
OPTIONS = GatherOptions(devices=("desktop",), rate=0, max_pages=PAGES, max_seconds=3600)


def rows(run: Path, pages: int = PAGES) -> list[Row]:
    """The row; the run that was measured is left in `run`."""
    command = [sys.executable, "-m", "benchmarks.memory", "--here", str(run), "--pages", str(pages)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [Row(f"memory: peak of Python, {pages} pages", float(told.splitlines()[-1]), MOST_MEGABYTES, "MB", below=True)]


def _gather(run: Path, pages: int) -> float:
    """Audits the shop here; megabytes at the peak of this process."""
    from benchmarks.shop import served_apart

    with served_apart(departments=pages // 8) as origin:
        subject = Subject(name="Millgate Supplies", origins=(origin,), country="GB")
        pipeline.audit(subject, OPTIONS.model_copy(update={"max_pages": pages}), run)
    return peak_megabytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--here", type=Path, help="audit into this folder in this process and print the megabytes")
    parser.add_argument("--keep", type=Path, help="folder that keeps the run")
    parser.add_argument("--pages", type=int, default=PAGES)
    given = parser.parse_args()
    if given.here:
        print(_gather(given.here, given.pages))
        return
    with tempfile.TemporaryDirectory() as scratch:
        tell(rows(given.keep or Path(scratch) / "run", given.pages))


if __name__ == "__main__":
    main()
