"""The windows that a customer's clicks open, and the way on in the newest of them."""

from __future__ import annotations

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError

from journeyaudit.gather.browser.lane import Lane, Look, LostPage
from journeyaudit.model.graph import Fault


class Windows:
    """Those that open in this context from now on. `seconds` is the time that one may take to load."""

    def __init__(self, context: BrowserContext, seconds: float) -> None:
        self._opened: list[Page] = []
        self._seconds = seconds
        context.on("page", lambda page: self._opened.append(page))

    def __bool__(self) -> bool:
        """One has opened that nobody has gone to."""
        return bool(self._opened)

    async def enter(self, lane: Lane) -> Look:
        """Takes the lane to the newest and looks around there. LostPage if it does not load."""
        page = self._opened.pop()
        try:
            await page.wait_for_load_state("load", timeout=self._seconds * 1000)
        except PlaywrightError as error:
            raise LostPage(Fault(kind="timeout", detail="the new window did not load")) from error
        await lane.follow(page)
        return await lane.look()
