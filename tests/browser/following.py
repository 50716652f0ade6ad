"""Follows one product of a shop with journeyaudit's own classes; no crawl before it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from journeyaudit.evidence.reader import Run
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.browser.session import open_session
from journeyaudit.gather.crawl.snapshots import SnapshotStore
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.guard.politeness import Pace
from journeyaudit.gather.purchase.follow import Follower
from journeyaudit.model.journal import Followed
from journeyaudit.model.plan import GatherOptions, Plan
from journeyaudit.model.subject import Shopper, Subject

SHOPPER = Shopper(
    first_name="Ada", last_name="Marsh", email="ada.marsh@mill-lane-desks.co.uk", phone="020 7946 0018", street="12 Mill Lane",
    city="Wexcombe", postcode="SN8 4LD", country="GB",
)  # fmt: skip


class Trail:
    """What following gave: `stages` by name, and the words of each stage's page."""

    def __init__(self, folder: Path) -> None:
        self._run = Run.open(folder)
        self.stages = [r for r in self._run.records if isinstance(r, Followed)]

    def stage(self, name: str, region: str = "") -> Followed:
        (found,) = (r for r in self.stages if r.stage == name and r.region == region)
        return found

    def fault(self, name: str) -> str:
        """The kind of fault that a stage ended with, "" if it was reached."""
        found = self.stage(name).fault
        return found.kind if found else ""

    def words(self, name: str, region: str = "") -> str:
        """All that a customer reads at a stage."""
        sha = self.stage(name, region).snapshot
        return " ".join(b.text for b in self._run.snapshot(sha).blocks if b.visible) if sha else ""


def follow(origin: str, folder: Path, **subject: Any) -> Trail:
    """Follows `sample_products` (the pen unless others are named) of the shop there."""
    told = {"sample_products": ("/product/pen",), "country": "GB"} | subject
    asked = Subject(name="Shop", origins=(origin,), **told)
    options = GatherOptions(devices=("desktop",), rate=0, page_seconds=8, follow=True)
    plan = Plan(tool="test", started_at="2026-11-22T08:00:00+00:00", subject=asked, options=options, checks=())
    writer = RunWriter.create(folder, plan) if not (folder / "plan.json").exists() else RunWriter.resume(folder)

    async def walk() -> None:
        async with open_session(asked, options, Access(), lambda *_: None) as session:
            manners = Manners(None, Pace(0))
            await Follower(session, manners, "desktop", writer, SnapshotStore(writer), lambda *_: None).run()

    try:
        asyncio.run(walk())
    finally:
        writer.close()
    return Trail(folder)
