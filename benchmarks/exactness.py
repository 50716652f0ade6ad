"""Exactness: audits generated sites and holds every figure against the clicks that the generator knows.

`python -m benchmarks.exactness --seeds 0-199` prints each mismatch with the way that is known and the way reported.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.table import Row
from journeyaudit import pipeline
from journeyaudit.model.audit import Audit
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Subject
from tests.sites.generator import Cell, Site, generate
from tests.sites.server import serving

#: Nothing but the site may end the crawl: the question is whether figures are right, not how far a budget carries.
OPTIONS = GatherOptions(rate=0, max_pages=400, max_seconds=600)
SITES = 200


class Mismatch(NamedTuple):
    """One figure that is not what the generator knows. `known` and `told` are ways in words."""

    cell: Cell
    expected: int | None
    reported: int | None
    known: str
    told: str


class Outcome(NamedTuple):
    """One site: its figures compared, the wrong ones, and what it took."""

    seed: int
    cells: int
    mismatches: tuple[Mismatch, ...]
    pages: int
    seconds: float
    features: frozenset[str]


def subject_of(site: Site, origin: str) -> Subject:
    return Subject(
        name=site.company,
        origins=(origin,),
        country=site.country,
        locale=site.locale,
        timezone=site.timezone,
        start_pages=site.start_pages,
    )


def outcome_of(seed: int, folder: Path, options: GatherOptions = OPTIONS) -> Outcome:
    """Generates, serves and audits the site of `seed`; the run stays in `folder`."""
    site = generate(seed)
    started = time.monotonic()
    with serving(site) as served:
        audit = pipeline.audit(subject_of(site, served.origin), options, folder)
    seconds = time.monotonic() - started
    mismatches = tuple(_mismatches(site, audit, options))
    cells = sum(cell[1] in options.devices for cell in site.expected)
    return Outcome(seed, cells, mismatches, sum(audit.method.pages.values()), seconds, site.features)


def _mismatches(site: Site, audit: Audit, options: GatherOptions) -> Iterator[Mismatch]:
    reported = {(reach.start, reach.device, reach.channel): reach for reach in audit.reach}
    for cell, expected in site.expected.items():
        if cell[1] not in options.devices:
            continue
        reach = reported.get(cell)
        clicks = reach.clicks if reach else None
        if clicks == expected and reach:
            continue
        route = site.routes.get(cell)
        known = " | ".join([*map(str, route.moves), f"{route.shown.value} {route.shown.html[:90]}"]) if route else "no way"
        told = " | ".join(f"{step.action} “{step.name}” {step.url}" for step in reach.path) if reach else "not reported"
        told += f" | {reach.kind} {reach.value} “{reach.quote}” {reach.proof} {reach.reason}" if reach else ""
        yield Mismatch(cell, expected, clicks, known, told)


def rows(seeds: Iterable[int] = range(SITES)) -> list[Row]:
    """How many sites are exact in every figure, and how many figures are exact; the mismatches are printed."""
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as scratch:
        for seed in seeds:
            outcomes.append(outcome_of(seed, Path(scratch) / f"seed-{seed}"))
            if outcomes[-1].mismatches:
                tell(outcomes[-1])
    exact = sum(not outcome.mismatches for outcome in outcomes)
    figures = sum(outcome.cells for outcome in outcomes)
    wrong = sum(len(outcome.mismatches) for outcome in outcomes)
    return [
        Row("exactness: sites exact in every figure", exact, len(outcomes), f"of {len(outcomes)} sites"),
        Row("exactness: figures", figures - wrong, figures, f"of {figures} figures"),
    ]


def tell(outcome: Outcome) -> None:
    print(
        f"seed {outcome.seed}: {outcome.cells - len(outcome.mismatches)}/{outcome.cells} figures exact,"
        f" {outcome.pages} pages, {outcome.seconds:.1f} s",
        flush=True,
    )
    if outcome.mismatches:
        print("  " + " ".join(sorted(f for f in outcome.features if f.startswith(("mode", "consent")))))
    for wrong in outcome.mismatches:
        start, device, channel = wrong.cell
        print(f"  {channel} from {start} on {device}: expected {wrong.expected}, reported {wrong.reported}")
        print(f"    known: {wrong.known}\n    told:  {wrong.told}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default=f"0-{SITES - 1}", help="first and last seed, as in 0-199")
    parser.add_argument("--keep", type=Path, help="folder that keeps the runs")
    given = parser.parse_args()
    first, _, last = given.seeds.partition("-")
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(int(first), int(last or first) + 1):
            outcomes.append(outcome_of(seed, (given.keep or Path(scratch)) / f"seed-{seed}"))
            tell(outcomes[-1])
    exact = sum(not outcome.mismatches for outcome in outcomes)
    print(f"{exact} of {len(outcomes)} sites exact")


if __name__ == "__main__":
    main()
