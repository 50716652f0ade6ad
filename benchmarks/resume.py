"""Resume: an audit killed at random moments and taken up again fetches no finished page twice and gives the same report.

`python -m benchmarks.resume [--kills N] [--seed N]` prints the table.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.shop import shop
from benchmarks.table import Row, tell
from journeyaudit import pipeline
from journeyaudit.evidence.layout import JOURNAL
from journeyaudit.evidence.reader import Run
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Subject
from tests.sites.render import Resource
from tests.sites.server import Served, serving_resources

DEPARTMENTS, KILLS = 5, 4
OPTIONS = GatherOptions(devices=("desktop",), rate=0, max_pages=200, max_seconds=900)
#: What tells when and with which bytes something was seen, not what was seen.
PASSING = frozenset(
    {"at", "started_at", "ended_at", "artifact", "picture", "snapshot", "requests", "page_loads", "refused", "refusals"}
)
#: A record is seen in the journal this long after it was written, at the latest.
_SEEN_AFTER = 0.05


def rows(kills: int = KILLS, seed: int = 1) -> list[Row]:
    site = shop(complete=False, departments=DEPARTMENTS)
    lost = Resource("<!DOCTYPE html><title>404</title><h1>404</h1>", status=404)
    with serving_resources(site.resources, lost) as served, tempfile.TemporaryDirectory() as scratch:
        whole, broken = Path(scratch) / "whole", Path(scratch) / "broken"
        _start(served, whole, resume=False).wait()
        repeated = _interrupted(served, broken, set(site.links), random.Random(seed), kills)
        same = _lasting(whole) == _lasting(broken)
    return [
        Row(f"resume: finished pages fetched again, {kills} kills", repeated, 0.0, "", below=True),
        Row("resume: the same report", float(same), 1.0, ""),
    ]


def _interrupted(served: Served, run: Path, pages: set[str], rng: random.Random, kills: int) -> int:
    """Kills the audit `kills` times, then lets it end. How many fetches of its crawl were of pages finished before."""
    repeated = 0
    for number in range(kills + 1):
        finished = _finished(run) if number else set[str]()
        began = time.monotonic()
        process = _start(served, run, resume=number > 0)
        crawling = _watch(process, run, rng.uniform(0.4, 4.0) if number < kills else None)
        repeated += sum(began < when < crawling and path in finished & pages for when, path in served.log)
    return repeated


def _start(served: Served, run: Path, resume: bool) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.resume",
        "--here",
        str(run),
        "--origin",
        served.origin,
        *(["--again"] if resume else []),
    ]
    return subprocess.Popen(command, start_new_session=True)


def _watch(process: subprocess.Popen[bytes], run: Path, patience: float | None) -> float:
    """Waits for the end, or kills the process and its browser `patience` seconds after its first record. When the crawl ended."""
    journal = run / JOURNAL
    size = journal.stat().st_size if journal.exists() else 0
    deadline = crawled = float("inf")
    while process.poll() is None:
        time.sleep(0.01)
        now = time.monotonic()
        if deadline == float("inf") and patience is not None and journal.exists() and journal.stat().st_size > size:
            deadline = now + patience
        if crawled == float("inf") and journal.exists() and '"crawled"' in journal.read_text("utf-8", "ignore"):
            crawled = now - _SEEN_AFTER
        if now > deadline:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return min(crawled, time.monotonic())


def _finished(run: Path) -> set[str]:
    """Paths of the pages that the journal holds whole."""
    visits = [record for record in Run.open(run).records if record.record == "visit"]
    return {"/" + visit.url.split("/", 3)[-1] for visit in visits}


def _lasting(run: Path) -> object:
    """The audit of a run without what passes: times, counts of requests and hashes."""

    def kept(members: list[tuple[str, object]]) -> dict[str, object]:
        return {key: value for key, value in members if key not in PASSING}

    return json.loads(pipeline.judge_run(run).model_dump_json(), object_pairs_hook=kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--here", type=Path, help="audit into this folder in this process")
    parser.add_argument("--origin")
    parser.add_argument("--again", action="store_true", help="take up the run in that folder")
    given = parser.parse_args()
    if not given.here:
        tell(rows(given.kills, given.seed))
        return
    subject = Subject(name="Millgate Supplies", origins=(given.origin,), country="GB")
    pipeline.audit(subject, OPTIONS, given.here, resume=given.again)


if __name__ == "__main__":
    main()
