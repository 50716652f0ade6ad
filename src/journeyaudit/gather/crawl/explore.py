"""Walks one device's click graph until no page can change an answer, or a budget ends it (design.md §3).

Pages are assigned in an order that depends only on what earlier visits showed, never on which lane was faster; a resumed run
therefore takes the same way, with settled visits read from the journal instead of the site.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from urllib.parse import urljoin

from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.lane import Lane
from journeyaudit.gather.crawl.components import Components
from journeyaudit.gather.crawl.frontier import Frontier
from journeyaudit.gather.crawl.visit import Visitor
from journeyaudit.model.channel import Channel
from journeyaudit.model.journal import Crawled, Visit
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.snapshot import Device, Snapshot
from journeyaudit.model.subject import Subject
from journeyaudit.read.clicks.channels import state_channels
from journeyaudit.read.clicks.graph import page_of, visit_edges
from journeyaudit.read.clicks.states import StateReader
from journeyaudit.read.pages.page_kind import page_kind
from journeyaudit.read.urls import Scope, identity

#: A page that no site has: what a customer meets after a broken link (it is a start page like any other).
NOT_FOUND = "/journeyaudit-asks-for-a-page-that-does-not-exist"
#: Start pages that are recognised when met; home and not-found are known beforehand.
_FOUND_STARTS = ("product", "basket", "help", "article")

Told = Callable[[Visit, int, frozenset[Channel]], None]


class Explorer:
    """One crawl of one device. `told(visit, pages met, channels found)` is called after each visit is settled."""

    def __init__(
        self,
        device: Device,
        subject: Subject,
        options: GatherOptions,
        writer: RunWriter,
        reader: StateReader,
        visitor: Visitor,
        told: Told,
    ) -> None:
        self._device: Device = device
        self._subject, self._options = subject, options
        self._writer, self._reader, self._visitor, self._told = writer, reader, visitor, told
        self._scope = Scope(subject.origins)
        self._frontier = Frontier(device)
        self._components = Components(reader)
        self._journalled = {identity(r.url): r for r in writer.records if isinstance(r, Visit) and r.device == device}
        self._queue: asyncio.Queue[tuple[int, str] | None] = asyncio.Queue()
        self._results: dict[int, asyncio.Future[Visit]] = {}
        self._known: dict[int, int] = {}
        self._names: dict[str, str] = {}
        self._urls: dict[str, str] = {}
        self._found: set[Channel] = set()
        self._assigned = 0
        self._stopped = ""
        self._deadline = time.monotonic() + options.max_seconds

    async def run(self, lanes: Sequence[Lane]) -> Crawled:
        """Crawls to the end and journals it. Faults of the site are in the visits; only a fault of our own raises."""
        for name, url in self._known_starts().items():
            self._begin(name, url)
        self._assign(len(lanes))
        workers = [asyncio.create_task(self._work(lane)) for lane in lanes]
        try:
            settled = 0
            while settled < self._assigned:
                visit = await self._result(settled, workers)
                settled += 1
                self._settle(visit)
                self._assign(len(lanes), settled)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
        crawled = Crawled(
            device=self._device,
            starts=self._urls,
            stopped=self._stopped,
            skipped=self._frontier.sampled_away(),
            pages=self._assigned,
        )
        self._writer.append(crawled)
        return crawled

    async def _result(self, order: int, workers: Sequence[asyncio.Task[None]]) -> Visit:
        future = self._results[order]
        await asyncio.wait([future, *workers], return_when=asyncio.FIRST_COMPLETED)
        for worker in workers:
            if worker.done() and not future.done():
                worker.result()  # a lane died of a fault of ours: let it be seen
        return await future

    def _known_starts(self) -> dict[str, str]:
        home = self._subject.origins[0]
        named = {name: urljoin(home, url) for name, url in self._subject.start_pages.items()}
        return {"home": urljoin(home, "/"), "not-found": urljoin(home, NOT_FOUND)} | named

    def _begin(self, name: str, url: str) -> None:
        self._frontier.start(name, url)
        self._names.setdefault(identity(url), name)
        self._urls.setdefault(name, url)

    def _assign(self, lanes: int, settled: int = 0) -> None:
        """Keeps twice as many pages assigned as there are lanes; that number, not the clock, decides what a choice may know."""
        while self._assigned - settled < 2 * lanes:
            if self._assigned >= self._options.max_pages or time.monotonic() > self._deadline:
                if self._frontier.next() is not None:
                    self._stopped = "pages" if self._assigned >= self._options.max_pages else "seconds"
                return
            url = self._frontier.next()
            if url is None:
                return
            self._known[self._assigned] = settled
            self._results[self._assigned] = asyncio.get_running_loop().create_future()
            self._queue.put_nowait((self._assigned, url))
            self._assigned += 1

    async def _work(self, lane: Lane) -> None:
        while True:
            job = await self._queue.get()
            if job is None:
                return
            order, url = job
            visit = self._journalled.get(identity(url))
            if visit is None:
                visit = await self._visitor.visit(
                    lane, order, url, self._names.get(identity(url), ""), self._components.as_of(self._known[order])
                )
                self._writer.append(visit)
            self._results[order].set_result(visit)

    def _settle(self, visit: Visit) -> None:
        facts = state_channels(visit, self._reader)
        holders: dict[str, set[Channel]] = {
            state: {f.channel for f in found if f.reached and f.channel != "fax"} for state, found in facts.items()
        }
        snapshot = self._reader.snapshot(visit.snapshot) if visit.snapshot else None
        self._frontier.settle(visit.url, page_of(visit), visit_edges(visit, self._reader, self._scope), holders, snapshot)
        self._components.learn(visit)
        self._found.update(c for channels in holders.values() for c in channels)
        if snapshot is not None:
            self._recognise(visit, snapshot)
        self._told(visit, self._frontier.met(), frozenset(self._found))

    def _recognise(self, visit: Visit, snapshot: Snapshot) -> None:
        kind = page_kind(snapshot, visit.status or 200)
        if kind in _FOUND_STARTS and kind not in self._frontier.starts:
            self._begin(kind, page_of(visit))
