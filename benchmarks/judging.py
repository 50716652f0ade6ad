"""Judging: snapshots a second of judging a saved run on one core, and whether judging twice gives the same bytes.

`python -m benchmarks.judging RUN` judges a run folder.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.table import Row, tell
from journeyaudit import pipeline
from journeyaudit.evidence.reader import Run

LEAST_SPEED = 200.0


def rows(run: Path) -> list[Row]:
    """Each figure is taken in a fresh process: nothing is warm that would be cold for a customer."""
    first, second = _alone(run), _alone(run)
    same = first[1] == second[1]
    speed = max(_snapshots(run) / seconds for seconds, _ in (first, second))
    return [
        Row("judging: snapshots", speed, LEAST_SPEED, "/s"),
        Row("judging: judged twice, the same bytes", float(same), 1.0, ""),
    ]


def _snapshots(run: Path) -> int:
    """How many states the run holds a snapshot of."""
    visits = [record for record in Run.open(run).records if record.record == "visit"]
    return sum((visit.snapshot is not None) + sum(opening.snapshot is not None for opening in visit.openings) for visit in visits)


def _alone(run: Path) -> tuple[float, str]:
    command = [sys.executable, "-m", "benchmarks.judging", str(run), "--here"]
    seconds, _, audit = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.partition("\n")
    return float(seconds), audit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--here", action="store_true", help="judge in this process; print the seconds and the audit")
    given = parser.parse_args()
    if not given.here:
        tell(rows(given.run))
        return
    began = time.process_time()
    audit = pipeline.judge_run(given.run)
    print(time.process_time() - began)
    print(audit.model_dump_json(by_alias=True))


if __name__ == "__main__":
    main()
