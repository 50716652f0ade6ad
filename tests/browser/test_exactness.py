"""Ten generated sites in every test run; `make bench` takes two hundred. Between them: all kinds of site, banner and placing."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.exactness import outcome_of

SEEDS = (2, 27, 30, 45, 46, 89, 117, 142, 194, 195)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_fewest_clicks_to_every_channel_are_exact(seed: int, tmp_path: Path) -> None:
    outcome = outcome_of(seed, tmp_path / "run")
    assert [(wrong.cell, wrong.expected, wrong.reported, wrong.known) for wrong in outcome.mismatches] == []
