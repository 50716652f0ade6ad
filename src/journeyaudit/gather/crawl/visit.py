"""One page looked at: the way in, the banner, the snapshot, and every control worth trying."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from journeyaudit import clock
from journeyaudit.gather.browser.faults import status_fault
from journeyaudit.gather.browser.lane import Lane, Loaded, Look, LostPage
from journeyaudit.gather.crawl.components import Known
from journeyaudit.gather.crawl.consent import Consent
from journeyaudit.gather.crawl.openings import Openings
from journeyaudit.gather.guard.politeness import Pace, Robots
from journeyaudit.model.graph import Fault
from journeyaudit.model.journal import Opening, Visit
from journeyaudit.model.snapshot import Device
from journeyaudit.read.urls import Scope

#: All controls of one page must be tried within so many page times, or the rest is left untried.
OPENING_TIMES = 4


@dataclass(frozen=True)
class Manners:
    """How the site is to be treated: robots.txt (None: not honoured, by the subject's wish) and the pace."""

    robots: Robots | None
    pace: Pace

    async def refusal(self, url: str) -> str:
        """Why this page must not be fetched, "" if it may."""
        return await self.robots.refusal(url) if self.robots else ""

    async def turn(self, url: str) -> None:
        """Returns when it is our turn to load a page."""
        await self.pace.turn(url, await self.robots.delay(url) if self.robots else 0.0)


class Visitor:
    """Visits pages with one device. Never raises for what a site does: a fault is part of the visit."""

    def __init__(
        self,
        device: Device,
        scope: Scope,
        manners: Manners,
        consent: Consent,
        keep: Callable[[Look], Awaitable[str]],
        seconds: float,
    ) -> None:
        self._device: Device = device
        self._scope, self._manners, self._consent = scope, manners, consent
        self._keep, self._seconds = keep, seconds

    async def visit(self, lane: Lane, order: int, url: str, start: str, known: Known) -> Visit:
        """The visit of `url`; `start` names it if it is a start page."""
        before = replace(lane.asked)
        visit = await self._look_over(lane, order, url, start, known)
        asked = lane.asked.beyond(before)
        return visit.model_copy(update={"loads": asked.loads, "requests": asked.requests})

    async def _look_over(self, lane: Lane, order: int, url: str, start: str, known: Known) -> Visit:
        refused = await self._manners.refusal(url)
        if refused:
            return self._visit(order, url, start, fault=Fault(kind="robots", detail=refused))
        try:
            loaded, look = await self._arrive(lane, url)
        except LostPage as lost:
            dialogs = lane.dialogs
            await lane.renew()
            return self._visit(order, url, start, fault=lost.fault, dialogs=dialogs)
        if look is None:
            if loaded.fault and loaded.fault.kind in ("timeout", "crash", "dialog-loop", "closed"):
                await lane.renew()
            return self._visit(order, url, start, fault=loaded.fault, dialogs=lane.dialogs)
        if not self._scope.holds(look.snapshot.url):
            return self._visit(
                order,
                url,
                start,
                fault=Fault(kind="left-site", detail=f"leads to {look.snapshot.url[:200]}"),
            )
        sha = await self._keep(look)
        dialogs = lane.dialogs
        openings, untried = await self._openings(lane, look, sha, known) if not loaded.partial else ([], 0)
        fault = loaded.fault or (status_fault(loaded.status or 200) if start != "not-found" else None)
        return self._visit(
            order,
            url,
            start,
            final=look.snapshot.url,
            status=loaded.status,
            snapshot=sha,
            openings=openings,
            untried=untried,
            fault=fault,
            dialogs=dialogs,
        )

    async def _arrive(self, lane: Lane, url: str) -> tuple[Loaded, Look | None]:
        await self._manners.turn(url)
        loaded = await lane.load(url)
        if loaded.fault is not None and not loaded.partial:
            return loaded, None
        look, _ = await self._consent.clear(lane, await lane.look())
        return loaded, look

    async def _openings(self, lane: Lane, look: Look, sha: str, known: Known) -> tuple[list[Opening], int]:
        async def again(address: str) -> Look:
            loaded, found = await self._arrive(lane, address)
            if found is None:
                raise LostPage(loaded.fault or Fault(kind="closed", detail="the page could not be loaded again"))
            return found

        work = Openings(
            lane,
            look.snapshot.url,
            look,
            sha,
            keep=self._keep,
            arrive=again,
            known=known,
            hover=self._device == "desktop",
        )
        try:
            await asyncio.wait_for(work.run(), self._seconds * OPENING_TIMES)
        except TimeoutError:
            await lane.renew()
            return work.done, work.untried + 1
        return work.done, work.untried

    def _visit(
        self,
        order: int,
        url: str,
        start: str,
        *,
        final: str = "",
        status: int | None = None,
        snapshot: str | None = None,
        openings: list[Opening] | None = None,
        untried: int = 0,
        fault: Fault | None = None,
        dialogs: int = 0,
    ) -> Visit:
        return Visit(
            order=order,
            device=self._device,
            url=url,
            final_url=final,
            status=status,
            start=start,
            snapshot=snapshot,
            openings=tuple(openings or ()),
            untried=untried,
            fault=fault,
            dialogs=dialogs,
            at=clock.now().isoformat(),
        )
