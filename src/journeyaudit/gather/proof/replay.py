"""Proves a winning way: walks it again as a new customer with real clicks, one picture a step with the control outlined
(design.md §3).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from journeyaudit import clock
from journeyaudit.gather.browser.lane import Lane, Look, LostPage, Place
from journeyaudit.gather.browser.pictures import picture
from journeyaudit.gather.browser.session import Session
from journeyaudit.gather.crawl.consent import Consent
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.model.channel import Channel, ChannelFact
from journeyaudit.model.graph import Edge
from journeyaudit.model.journal import Replay, ReplayStep
from journeyaudit.model.snapshot import Box
from journeyaudit.read.clicks.graph import lands, state_id
from journeyaudit.read.clicks.reach import Route
from journeyaudit.read.contacts import contacts
from journeyaudit.read.urls import identity

_WINDOW_SECONDS = 3.0
_MARGIN = 160
#: Brings a box of the document onto the screen; how far the page's own view is scrolled then. A page that is wider than a
#: telephone's screen is panned, which only an element can ask for.
_REVEAL = """([x, y, width, height, margin]) => {
  if (innerWidth > visualViewport.width + 1 && matchMedia("(hover: none)").matches) {
    const mark = document.createElement("div");
    mark.style.cssText = `all:initial;position:absolute;left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
    document.documentElement.append(mark);
    mark.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    mark.remove();
  } else if (y < scrollY || y > scrollY + innerHeight - margin) scrollTo({ top: y - innerHeight / 3, behavior: "instant" });
  return [scrollX, scrollY];
}"""
KeepPicture = Callable[[bytes], str]
Record = Callable[[Replay], None]


class NotWalkable(Exception):
    """The way ended at an edge that a customer cannot walk."""

    def __init__(self, edge: Edge, reason: str) -> None:
        self.edge, self.reason = edge, reason
        super().__init__(reason)


class Replayer:
    """Walks the routes of one walk (see read.reach.walks) in one go: each is proven where it ends, by the clicks made so far.

    `record` is told of each route as soon as it is settled. Never raises for what the site does: a failed replay says why, and
    which edge failed.
    """

    def __init__(
        self,
        session: Session,
        manners: Manners,
        walk: tuple[Route, ...],
        keep: KeepPicture,
        aliases: frozenset[tuple[str, str]],
        record: Record,
    ) -> None:
        self._session, self._manners, self._keep, self._aliases, self._record = session, manners, keep, aliases, record
        self._left = list(walk)
        self._longest = walk[-1]
        self._steps: list[ReplayStep] = []
        self._banner_clicks = 0

    async def run(self) -> None:
        """Walks to the end, or to the first edge that a customer cannot walk: that settles all routes beyond it."""
        edge: Edge | None = None
        try:
            async with self._session.visitor(self._longest.device) as (lane, self._windows):
                look = await self._start(lane)
                await self._prove(lane, look, 0)
                for walked, edge in enumerate(self._longest.path, start=1):
                    if edge.action != "redirect":
                        look = await self._walk(lane, edge, look)
                    await self._prove(lane, look, walked)
        except NotWalkable as failed:
            self._fail(failed.reason, failed.edge)
        except LostPage as lost:
            self._fail(lost.fault.detail, edge)

    def _fail(self, reason: str, edge: Edge | None) -> None:
        broken = (edge.source, edge.control, edge.target) if edge else None
        while self._left:
            self._settle(self._left.pop(0), ok=False, reason=reason, broken=broken)

    async def _start(self, lane: Lane) -> Look:
        await self._manners.turn(self._longest.url)
        loaded = await lane.load(self._longest.url)
        if loaded.fault is not None and not loaded.partial:
            raise LostPage(loaded.fault)
        return await self._clear(lane, await lane.look())

    async def _clear(self, lane: Lane, look: Look) -> Look:
        consent = Consent(self._longest.device, self._keep, lambda _: None, known=True)
        look, clicks = await consent.clear(lane, look)
        self._banner_clicks += clicks
        return look

    async def _walk(self, lane: Lane, edge: Edge, look: Look) -> Look:
        place = await lane.place(edge.control)
        if place is None:
            raise NotWalkable(edge, f"“{edge.name}” is not on the page for a new visitor")
        if not place.reaches:
            raise NotWalkable(edge, f"“{edge.name}” cannot be clicked: something lies over it")
        shot = await picture(lane.page, [place])
        self._steps.append(
            ReplayStep(
                control=edge.control,
                action="hover" if edge.action == "hover" else "click",
                name=edge.name,
                url=look.snapshot.url,
                picture=self._keep(shot) if shot else None,
            )
        )
        if edge.action == "hover":
            await lane.hover(place)
        elif not await lane.click(place) and (again := await lane.place(edge.control)):
            await lane.click(again)  # as a customer whose finger came down beside it
        await lane.destination()  # only for its wait: a `javascript:` link runs after the click was answered
        return await self._after(lane, edge, look)

    async def _after(self, lane: Lane, edge: Edge, before: Look) -> Look:
        leaves = lands(edge, self._longest.device)
        look = await lane.look(scroll=leaves)
        if leaves and not self._arrived(edge, look) and identity(look.snapshot.url) == identity(before.snapshot.url):
            look = await self._other_window(lane) or look
        look = await self._clear(lane, look)
        if leaves and not self._arrived(edge, look):
            raise NotWalkable(edge, f"“{edge.name}” led to {look.snapshot.url[:200]} instead of {edge.href[:200]}")
        return look

    def _arrived(self, edge: Edge, look: Look) -> bool:
        at = state_id(self._longest.device, look.snapshot.url)
        return at == edge.target or (edge.target, at) in self._aliases

    async def _other_window(self, lane: Lane) -> Look | None:
        """The click may have opened a new window: go on there."""
        for _ in range(int(_WINDOW_SECONDS * 10)):
            if self._windows:
                return await self._windows.enter(lane)
            await asyncio.sleep(0.1)
        return None

    async def _prove(self, lane: Lane, look: Look, walked: int) -> None:
        """Settles the routes that end here, after so many edges."""
        while self._left and len(self._left[0].path) == walked:
            route = self._left[0]
            facts = [f for f in contacts(look.snapshot, self._session.subject.country) if f.reached]
            held = {f.channel: f for f in reversed(facts)}
            shown: tuple[Channel, ...] = tuple(c for c in route.channels if c in held)
            pictures = {channel: shot for channel in shown if (shot := await self._picture(lane, held[channel]))}
            missing: tuple[Channel, ...] = tuple(c for c in route.channels if c not in held)
            reason = f"at the end of the path a new visitor sees no {', '.join(missing)}" if missing else ""
            self._settle(self._left.pop(0), ok=True, reason=reason, shown=shown, missing=missing, pictures=pictures)

    async def _picture(self, lane: Lane, fact: ChannelFact) -> str | None:
        place = await reveal(lane.page, fact.box) if fact.box else None
        shot = await picture(lane.page, [place] if place else [])
        return self._keep(shot) if shot else None

    def _settle(
        self,
        route: Route,
        *,
        ok: bool,
        reason: str,
        shown: tuple[Channel, ...] = (),
        missing: tuple[Channel, ...] = (),
        pictures: dict[str, str] | None = None,
        broken: tuple[str, str, str] | None = None,
    ) -> None:
        self._record(
            Replay(
                key=route.key,
                device=route.device,
                start=route.start,
                ok=ok,
                steps=tuple(self._steps),
                banner_clicks=self._banner_clicks,
                hovers=sum(s.action == "hover" for s in self._steps),
                pictures=pictures or {},
                shown=shown,
                missing=missing,
                state=route.state,
                broken=broken,
                reason=reason,
                at=clock.now().isoformat(),
            )
        )


async def reveal(page: Page, box: Box) -> Place | None:
    """Scrolls so that a box of the document is in view; where it is then."""
    try:
        x, y = await asyncio.wait_for(page.evaluate(_REVEAL, [box.x, box.y, box.width, box.height, _MARGIN]), _WINDOW_SECONDS)
    except (TimeoutError, PlaywrightError):
        return None
    left, top = box.x - x, box.y - y
    return Place(left + box.width / 2, top + box.height / 2, left, top, box.width, box.height, reaches=True, name="")
