"""Snapshots of a run are kept on the disk and given back as they were."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeyaudit.errors import EvidenceError
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.lane import Look
from journeyaudit.gather.crawl.snapshots import AT_HAND, SnapshotStore
from journeyaudit.model.plan import GatherOptions, Plan
from journeyaudit.model.snapshot import Snapshot, encode
from journeyaudit.model.subject import Subject


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[RunWriter]:
    subject = Subject(name="Shop", origins=("https://shop.example",))
    plan = Plan(tool="journeyaudit", started_at="2025-01-06T09:00:00Z", subject=subject, options=GatherOptions(), checks=())
    made = RunWriter.create(tmp_path / "run", plan)
    yield made
    made.close()


def page(number: int) -> Snapshot:
    return Snapshot(url=f"https://shop.example/{number}", title=f"Page {number}")


def kept(store: SnapshotStore, snapshot: Snapshot) -> str:
    return asyncio.run(store.keep(Look(snapshot, encode(snapshot))))


def test_a_snapshot_comes_back_as_it_was_kept(writer: RunWriter) -> None:
    store = SnapshotStore(writer)
    assert store(kept(store, page(1))) == page(1)


def test_equal_snapshots_are_one(writer: RunWriter) -> None:
    store = SnapshotStore(writer)
    assert kept(store, page(1)) == kept(store, page(1))


def test_one_that_is_no_longer_at_hand_is_read_from_the_disk(writer: RunWriter) -> None:
    store = SnapshotStore(writer)
    hashes = [kept(store, page(number)) for number in range(AT_HAND + 5)]
    assert [store(sha).title for sha in hashes] == [f"Page {number}" for number in range(AT_HAND + 5)]


def test_a_resumed_run_has_the_snapshots_of_the_first(writer: RunWriter) -> None:
    sha = kept(SnapshotStore(writer), page(1))
    writer.close()
    resumed = RunWriter.resume(writer.folder)
    assert SnapshotStore(resumed)(sha) == page(1)
    resumed.close()


def test_a_snapshot_that_was_never_kept_is_an_error(writer: RunWriter) -> None:
    with pytest.raises(EvidenceError):
        SnapshotStore(writer)("ab" * 32)
