"""Pictures of what findings cite, where neither the crawl nor a replay has taken one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeyaudit import clock
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.lane import Lane, Look, LostPage
from journeyaudit.gather.browser.pictures import picture
from journeyaudit.gather.browser.session import Session
from journeyaudit.gather.crawl.consent import Consent
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.proof.replay import reveal
from journeyaudit.model.journal import Portrait, Record
from journeyaudit.model.sight import Opener, Sight
from journeyaudit.read.pages.whereabouts import whereabouts

#: Given the records so far, what pictures are still wanted.
Wanted = Callable[[Sequence[Record]], Sequence[Sight]]


class Portraitist:
    """Takes the pictures of one run, each with its quote outlined. A page that no longer says what is cited gets none."""

    def __init__(self, session: Session, manners: Manners, writer: RunWriter) -> None:
        self._session, self._manners, self._writer = session, manners, writer

    async def run(self, sights: Sequence[Sight]) -> None:
        """Takes what the journal does not hold yet. Never raises for what the site does."""
        done = {(r.artifact, r.quote) for r in self._writer.records if isinstance(r, Portrait)}
        for sight in sights:
            if (sight.artifact, sight.quote) not in done:
                await self._take(sight)

    async def _take(self, sight: Sight) -> None:
        context = await self._session.context(sight.device)
        lane = self._session.lane(context, sight.device)
        shot: bytes | None = None
        reason = ""
        try:
            await lane.renew()
            shot, reason = await self._see(lane, sight)
        except LostPage as lost:
            reason = lost.fault.detail
        await lane.close()
        await context.close()
        kept = self._writer.keep(shot, "picture") if shot else None
        at = clock.now().isoformat()
        self._writer.append(Portrait(artifact=sight.artifact, quote=sight.quote, picture=kept, reason=reason, at=at))

    async def _see(self, lane: Lane, sight: Sight) -> tuple[bytes | None, str]:
        refused = await self._manners.refusal(sight.url)
        if refused:
            return None, refused
        await self._manners.turn(sight.url)
        loaded = await lane.load(sight.url)
        if loaded.fault is not None and not loaded.partial:
            return None, loaded.fault.detail
        look = await self._clear(lane, sight, await lane.look())
        for opener in sight.openers:
            if not await _open(lane, opener):
                return None, "a control on the way could not be activated again"
            look = await lane.look(scroll=False)
        return await self._shoot(lane, sight, look)

    async def _shoot(self, lane: Lane, sight: Sight, look: Look) -> tuple[bytes | None, str]:
        box = whereabouts(look.snapshot, sight.quote, sight.y)
        if box is None and sight.quote != look.snapshot.title:
            return None, "the page does not show the quoted words"
        place = await reveal(lane.page, box) if box else None
        shot = await picture(lane.page, [place] if place else [])
        return shot, "" if shot else "the page could not be drawn in time"

    async def _clear(self, lane: Lane, sight: Sight, look: Look) -> Look:
        consent = Consent(sight.device, lambda _: "", lambda _: None, known=True)
        return (await consent.clear(lane, look))[0]


async def _open(lane: Lane, opener: Opener) -> bool:
    place = await lane.place(opener.control)
    if place is None or not place.reaches:
        return False
    await (lane.hover(place) if opener.action == "hover" else lane.click(place))
    return True
