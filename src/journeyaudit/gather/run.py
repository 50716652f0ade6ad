"""The gathering stage: one browser, each device crawled, every winning way proven, then the sample products followed to the
checkout. All that happens is journalled as it happens.
"""

from __future__ import annotations

import time
from typing import Protocol

from journeyaudit import clock
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.browser.session import Session, open_session
from journeyaudit.gather.crawl.consent import Consent
from journeyaudit.gather.crawl.documents import DocumentFetcher
from journeyaudit.gather.crawl.explore import Explorer
from journeyaudit.gather.crawl.snapshots import SnapshotStore
from journeyaudit.gather.crawl.visit import Manners, Visitor
from journeyaudit.gather.guard.politeness import Pace, Robots, fetch_with
from journeyaudit.gather.proof.portraits import Portraitist, Wanted
from journeyaudit.gather.proof.prove import Prover
from journeyaudit.gather.purchase.follow import Follower
from journeyaudit.gather.traffic import accounted
from journeyaudit.model.channel import Channel
from journeyaudit.model.journal import Banner, Crawled, Ended, Followed, Refusal, Replay, Visit
from journeyaudit.model.snapshot import Device
from journeyaudit.read.clicks.states import StateReader
from journeyaudit.read.urls import Scope


class Progress(Protocol):
    """What a watcher is told while gathering goes on."""

    def visited(self, visit: Visit, met: int, found: frozenset[Channel]) -> None: ...
    def replayed(self, replay: Replay, left: int) -> None: ...
    def followed(self, followed: Followed, left: int) -> None: ...


class Gathering:
    """One run's gathering. `wanted` says, when all is gathered, of what pictures are still missing."""

    def __init__(self, writer: RunWriter, access: Access, progress: Progress, wanted: Wanted = lambda _: ()) -> None:
        self._writer, self._access, self._progress, self._wanted = writer, access, progress, wanted
        self._options, self._subject = writer.plan.options, writer.plan.subject
        self._store = SnapshotStore(writer)
        self._reader = StateReader(self._store, self._subject.country)
        self._seconds = time.monotonic()

    async def run(self) -> None:
        """Gathers what is not yet in the journal. GatherError or EvidenceError for faults of our own; the site's faults are
        recorded.
        """
        if any(isinstance(r, Ended) for r in self._writer.records):
            return
        async with open_session(self._subject, self._options, self._access, self._refuse) as session:
            requests = await session.browser.new_context(ignore_https_errors=self._options.insecure, user_agent=session.agent)
            robots = Robots(fetch_with(requests.request)) if self._options.robots else None
            manners = Manners(robots, Pace(self._options.rate))
            with accounted(session, self._writer):
                await self._gather(session, manners)
            self._writer.append(
                Ended(
                    seconds=round(time.monotonic() - self._seconds, 1),
                    browser=session.told,
                    at=clock.now().isoformat(),
                )
            )

    async def _gather(self, session: Session, manners: Manners) -> None:
        for device in self._options.devices:
            await self._crawl(session, manners, device)
        await self._documents(session, manners)
        for device in self._options.devices:
            prover = Prover(session, manners, device, self._writer, self._reader, self._progress.replayed)
            await prover.run()
        for device in self._followed_on():
            await Follower(session, manners, device, self._writer, self._store, self._progress.followed).run()
        await Portraitist(session, manners, self._writer).run(self._wanted(self._writer.records))

    def _followed_on(self) -> tuple[Device, ...]:
        """The devices that products are followed on; one that was not crawled has no products to follow."""
        if not self._options.follow or not self._subject.follow:
            return ()
        crawled = self._options.devices
        return tuple(device for device in self._options.follow_devices if device in crawled) or crawled[:1]

    def _refuse(self, method: str, url: str, why: str) -> None:
        self._writer.append(Refusal(method=method, url=url, why=why, at=clock.now().isoformat()))

    async def _crawl(self, session: Session, manners: Manners, device: Device) -> None:
        if any(isinstance(r, Crawled) and r.device == device for r in self._writer.records):
            return
        known = any(isinstance(r, Banner) and r.device == device for r in self._writer.records)
        consent = Consent(device, self._keep_picture, self._writer.append, known=known)
        visitor = Visitor(device, Scope(self._subject.origins), manners, consent, self._store.keep, self._options.page_seconds)
        explorer = Explorer(device, self._subject, self._options, self._writer, self._reader, visitor, self._progress.visited)
        context = await session.context(device)
        lanes = [session.lane(context, device) for _ in range(self._options.lanes)]
        for lane in lanes:
            await lane.renew()
        await explorer.run(lanes)
        for lane in lanes:
            await lane.close()

    async def _documents(self, session: Session, manners: Manners) -> None:
        """The terms that pages link to as PDFs, asked for as a new customer of the first device would."""
        context = await session.context(self._options.devices[0])
        scope = Scope(self._subject.origins)
        seconds = self._options.page_seconds
        fetcher = DocumentFetcher(context.request, manners, scope, self._writer, self._store, seconds, session.tally())
        try:
            await fetcher.run()
        finally:
            await context.close()

    def _keep_picture(self, shot: bytes) -> str:
        return self._writer.keep(shot, "picture")
