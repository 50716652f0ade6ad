"""Speed: pages a second of our crawl, a bare browser loop and Crawlee, in turns, in one run; and how few pages it needs.

`python -m benchmarks.speed [--rounds N] [--pages N]` prints the table.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from benchmarks.contenders import NAMES, OPTIONS
from benchmarks.shop import served_apart, shop
from benchmarks.table import Row, tell
from journeyaudit import pipeline
from journeyaudit.evidence.reader import Run
from journeyaudit.model.journal import Crawled
from journeyaudit.model.subject import Subject

ROUNDS = 3
FLOOR_SHARE, CRAWLEE_TIMES = 0.85, 2.0


def measured(rounds: int, pages: int) -> dict[str, list[float]]:
    """Contender → pages a second in each round. They take turns, so that a busy machine hurts all alike."""
    names = [name for name in NAMES if not name.startswith("crawlee") or find_spec("crawlee")]
    figures: dict[str, list[float]] = {name: [] for name in names}
    with served_apart() as origin:
        for _ in range(rounds):
            for name in names:
                figures[name].append(_alone(name, origin, pages))
    return figures


def _alone(name: str, origin: str, pages: int) -> float:
    """The figure of one contender in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.contenders", name, "--origin", origin, "--pages", str(pages)]
    with tempfile.TemporaryDirectory() as scratch:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, text=True, check=True, env=os.environ | {"CRAWLEE_STORAGE_DIR": scratch}
        )
    return float(json.loads(done.stdout.splitlines()[-1])["pages_a_second"])


def needed() -> tuple[int, int]:
    """Pages looked at until all channels are settled, and pages that an exhaustive breadth-first crawl looks at."""
    with served_apart(complete=True) as origin, tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "run"
        pipeline.audit(Subject(name="Millgate Supplies", origins=(origin,), country="GB"), OPTIONS, folder)
        crawled = next(record for record in Run.open(folder).records if isinstance(record, Crawled))
    return crawled.pages, len(shop(complete=True).breadth_first())


def rows(rounds: int = ROUNDS, pages: int = 500) -> list[Row]:
    medians = {name: statistics.median(values) for name, values in measured(rounds, pages).items()}
    best = max(value for name, value in medians.items() if name.startswith("floor"))
    told = [Row(f"speed: {name}", value, None, "pages/s") for name, value in medians.items()]
    told.append(Row("speed: ours ÷ best floor", medians["ours"] / best, FLOOR_SHARE, "×"))
    if "crawlee-tuned" in medians:
        rival = max(medians["crawlee-tuned"], medians["crawlee"])
        told.append(Row("speed: ours ÷ Crawlee at its best", medians["ours"] / rival, CRAWLEE_TIMES, "×"))
    pages_needed, exhaustive = needed()
    told.append(Row("pages until all channels are settled", pages_needed, None, "pages"))
    told.append(Row("pages of an exhaustive crawl", exhaustive, None, "pages"))
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--pages", type=int, default=500)
    given = parser.parse_args()
    tell(rows(given.rounds, given.pages))


if __name__ == "__main__":
    main()
