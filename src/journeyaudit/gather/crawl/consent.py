"""Dismisses consent banners as a careful customer does: reject where offered, else the quietest way out; counted and reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from journeyaudit import clock
from journeyaudit.gather.browser.lane import Lane, Look
from journeyaudit.gather.browser.pictures import picture
from journeyaudit.model.journal import Banner
from journeyaudit.model.snapshot import Control, Device
from journeyaudit.read.pages.consent import ConsentBanner, find_banner, obstructs

#: "Manage", then "save": a banner that wants more than this stays.
MOST_CLICKS = 3
Ended = Literal["reject", "accept", "close", "stays"]


class Consent:
    """One device's dealings with banners. `report` is given the first banner met, and any later one that would not go."""

    def __init__(
        self, device: Device, keep: Callable[[bytes], str], report: Callable[[Banner], None], *, known: bool = False
    ) -> None:
        self._device: Device = device
        self._keep, self._report, self._reported = keep, report, known

    async def clear(self, lane: Lane, look: Look) -> tuple[Look, int]:
        """The state without its banner, and the clicks that this took (0 if there was none)."""
        banner = find_banner(look.snapshot)
        if banner is None:
            return look, 0
        shot = None if self._reported else await picture(lane.page)
        after, how, clicks = await self._dismiss(lane, look, banner)
        if not self._reported:
            self._reported = True
            self._report(
                Banner(
                    device=self._device,
                    url=look.snapshot.url,
                    text=banner.overlay.text[:500],
                    how=how,
                    clicks=clicks,
                    covers=min(1.0, banner.overlay.covers),
                    obstructs=obstructs(banner),
                    picture=self._keep(shot) if shot else None,
                    at=clock.now().isoformat(),
                )
            )
        return after, clicks

    async def _dismiss(self, lane: Lane, look: Look, banner: ConsentBanner | None) -> tuple[Look, Ended, int]:
        tried: set[tuple[str, str]] = set()
        clicks = 0
        while banner is not None and clicks < MOST_CLICKS:
            way = next(((how, c) for how, c in banner.ways if (c.key, c.name) not in tried), None)
            if way is None:
                break
            how, control = way
            tried.add((control.key, control.name))
            if not await _press(lane, control):
                continue
            clicks += 1
            look = await lane.look(scroll=False)
            banner = find_banner(look.snapshot)
            if banner is None:
                return look, "accept" if how == "accept" else "close" if how == "close" else "reject", clicks
        return look, "stays", clicks


async def _press(lane: Lane, control: Control) -> bool:
    place = await lane.place(control.key)
    if place is None or not place.reaches:
        return False
    await lane.click(place)
    return True
