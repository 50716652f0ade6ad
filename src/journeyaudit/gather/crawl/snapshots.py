"""Snapshots of this run: kept on disk, a few of them at hand."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from journeyaudit.evidence.reader import Run
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.lane import Look
from journeyaudit.model.snapshot import Snapshot

#: Decoded snapshots held in memory; a snapshot takes about half a megabyte as objects.
AT_HAND = 48


class SnapshotStore:
    """Keeps snapshots in the run folder and gives them back. Memory stays flat however long the run."""

    def __init__(self, writer: RunWriter) -> None:
        self._writer = writer
        self._run = Run(writer.folder, writer.plan, ())
        self._held: OrderedDict[str, Snapshot] = OrderedDict()

    async def keep(self, look: Look) -> str:
        """Stores one snapshot; its hash. Compressing and writing go on beside the other lane's work."""
        sha = await asyncio.to_thread(self._writer.keep, look.raw, "snapshot")
        self._hold(sha, look.snapshot)
        return sha

    def __call__(self, sha: str) -> Snapshot:
        """The snapshot with this hash; EvidenceError if it is not there."""
        found = self._held.get(sha)
        if found is None:
            found = self._run.snapshot(sha)
        self._hold(sha, found)
        return found

    def _hold(self, sha: str, snapshot: Snapshot) -> None:
        self._held[sha] = snapshot
        self._held.move_to_end(sha)
        while len(self._held) > AT_HAND:
            self._held.popitem(last=False)
