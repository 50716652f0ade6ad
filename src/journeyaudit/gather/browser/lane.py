"""One reused browser page, and what is done with it: load, look, activate. Every action is bounded in time and ends in a
result or a fault.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple, cast

import msgspec
from playwright.async_api import BrowserContext, Dialog, Page
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from journeyaudit.gather.browser.devtools import send
from journeyaudit.gather.browser.faults import fault_of
from journeyaudit.gather.browser.page import point_script, snapshot_script
from journeyaudit.gather.browser.tally import Tally
from journeyaudit.gather.guard.allowance import Allowance
from journeyaudit.gather.guard.network import Guard
from journeyaudit.model.graph import Fault
from journeyaudit.model.snapshot import Device, Snapshot, decode

MOST_DIALOGS = 25
_CLOSING_SECONDS = 3.0
#: A script may move on to another page while one is read; followed so often.
_MOVES = 4


#: A `javascript:` link runs only after the click has been answered, hence the short wait.
_WANTED = """(async () => {
  const watch = window.__journey;
  if (!watch) return [[], []];
  await new Promise((go) => watch.later(go, watch.trying ? 4 : 40));
  const held = [...watch.held];
  watch.held.clear();
  return [watch.opened.splice(0), held];
})()"""


#: Waits for the click that a tap becomes, at once but on a busy machine: one that came after the page was read would be a control
#: that does nothing. Answers whether it came to what was meant, and whether that is still there to be pointed at.
_CLICK_COME = """(async () => {
  const watch = window.__journey;
  for (let left = 375; watch && !watch.tapped && left > 0; left -= 1) await new Promise((go) => watch.later(go, 8));
  const gone = !!watch?.pressed && !(watch.pressed.isConnected && watch.pressed.checkVisibility() !== false);
  return [!watch || (watch.tapped && !watch.astray), gone];
})()"""

#: Where what is about to be tapped is now: what stood open under the pointer may have closed as it left, and all has moved up.
_WHERE_NOW = """(() => {
  const target = window.__journey?.pressed, rect = target?.isConnected && target.getClientRects()[0];
  if (!rect || rect.width < 1 || rect.height < 1) return null;
  let x = rect.left + rect.width / 2 - visualViewport.offsetLeft, y = rect.top + rect.height / 2 - visualViewport.offsetTop;
  for (let view = target.ownerDocument.defaultView; view !== window; view = view.parent) {
    const outer = view.frameElement.getBoundingClientRect();
    x += outer.left + view.frameElement.clientLeft; y += outer.top + view.frameElement.clientTop;
  }
  return x > 0 && y > 0 && x < visualViewport.width && y < visualViewport.height ? [x, y] : null;
})()"""
_SHIFTS = 3


class Look(NamedTuple):
    """A snapshot and the bytes it was decoded from."""

    snapshot: Snapshot
    raw: bytes


class Loaded(NamedTuple):
    """The answer to one page load. `partial`: the time was up before everything had loaded, yet there is something to look at."""

    url: str
    status: int | None
    fault: Fault | None = None
    partial: bool = False


class Place(NamedTuple):
    """Where a control is in the viewport, CSS pixels. `reaches`: a click at (x, y) would hit it."""

    x: float
    y: float
    left: float
    top: float
    width: float
    height: float
    reaches: bool
    name: str


class LostPage(Exception):
    """The page hung, crashed or went away; `fault` says which. The lane must be renewed before it is used again."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.detail)


class Lane:
    """Not for two tasks at once. `asked` counts what the site was asked for, `dialogs` the alert boxes dismissed since the last
    load.
    """

    def __init__(self, context: BrowserContext, guard: Guard, device: Device, seconds: float, asked: Tally) -> None:
        self._context, self._guard, self._device, self._seconds = context, guard, device, seconds
        self._page: Page | None = None
        self._frame = ""
        self.asked = asked
        self.dialogs = 0

    @property
    def page(self) -> Page:
        """The open page; renew() must have been called."""
        assert self._page is not None
        return self._page

    @property
    def refusals(self) -> int:
        """Requests of this page that the guard stopped so far."""
        return len(self._guard.reasons[self._frame])

    def refused_since(self, count: int) -> tuple[str, ...]:
        """What the guard stopped of this page beyond the first `count` requests: method, address and why."""
        return tuple(self._guard.reasons[self._frame][count:])

    def act(self, allowance: Allowance = "nothing", holds: Callable[[str], bool] = lambda _: False) -> None:
        """The guard is strict from here until the next load, but for what `allowance` says of the addresses that it `holds`."""
        self._guard.permit(self._frame, allowance, holds)
        self._guard.acting(self._frame, on=True)

    async def renew(self) -> None:
        """A fresh page in place of the old one, however the old one hangs."""
        await self.close()
        await self.follow(await self._context.new_page())

    async def follow(self, page: Page) -> None:
        """Goes on in another page of the same context, such as a window that a click opened."""
        page.on("dialog", self._dismiss)
        self._page = page
        await self._begin(page)
        session = await self._context.new_cdp_session(page)
        tree = await send(session, "Page.getFrameTree")
        await session.detach()
        self._frame = tree["frameTree"]["frame"]["id"]
        self._guard.acting(self._frame, on=False)

    async def _begin(self, page: Page) -> None:
        """Has a window that is open already watched as one that the lane loads."""
        try:
            await asyncio.wait_for(page.evaluate("window.__journey?.begin()"), self._seconds)
        except (TimeoutError, PlaywrightError):  # whoever looks at it is told why
            return

    async def close(self) -> None:
        """Lets go of the page; a renderer that does not answer is left to the browser's end."""
        page, self._page = self._page, None
        if page is None:
            return
        self._guard.acting(self._frame, on=False)
        try:
            await asyncio.wait_for(page.close(), _CLOSING_SECONDS)
        except (TimeoutError, PlaywrightError):
            return

    async def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs += 1
        try:
            if dialog.type == "beforeunload" and self.dialogs <= MOST_DIALOGS:
                await dialog.accept()
            else:
                await dialog.dismiss()
        except PlaywrightError:  # the page closed under it
            return

    async def load(self, url: str, seconds: float | None = None) -> Loaded:
        """Goes to `url` as somebody who types it, in `seconds` or the lane's own. Never raises for what the site does."""
        self.asked.loads += 1
        self.dialogs = 0
        self._guard.acting(self._frame, on=False)
        same_document = "#" in url and self.page.url.split("#")[0] == url.split("#")[0]
        try:
            if same_document:
                await self.page.goto("about:blank")
            response = await self.page.goto(url, wait_until="load", timeout=(seconds or self._seconds) * 1000)
        except PlaywrightTimeout:
            return self._unfinished(url, seconds or self._seconds)
        except PlaywrightError as error:
            self.asked.requests += 1  # what has something to show is counted by whoever looks
            return Loaded(url, None, fault_of(error))
        return Loaded(self.page.url, response.status if response else 200)

    def _unfinished(self, url: str, seconds: float) -> Loaded:
        if self.dialogs > MOST_DIALOGS:
            return Loaded(url, None, Fault(kind="dialog-loop", detail=f"the page opened {self.dialogs} message boxes"))
        fault = Fault(kind="timeout", detail=f"the page had not loaded after {seconds:g} seconds")
        there = self.page.url
        return Loaded(
            there,
            None,
            fault,
            partial=there.startswith("http") and there.split("#")[0].rstrip("/") == url.split("#")[0].rstrip("/"),
        )

    async def look(self, *, scroll: bool = True) -> Look:
        """The state as it is now, settled. LostPage if the page cannot be read in time."""
        for left in range(_MOVES, -1, -1):
            try:
                raw = await asyncio.wait_for(self.page.evaluate(snapshot_script(self._device, scroll=scroll)), self._seconds)
                data = str(raw).encode("utf-8", "replace")
                look = Look(decode(data), data)
                self.asked.requests += look.snapshot.requests
                return look
            except (TimeoutError, PlaywrightTimeout):
                kind = "dialog-loop" if self.dialogs > MOST_DIALOGS else "timeout"
                raise LostPage(
                    Fault(
                        kind=kind,
                        detail=f"the page could not be read within {self._seconds:g} seconds: its scripts keep the browser busy",
                    )
                ) from None
            except msgspec.MsgspecError as error:
                raise LostPage(Fault(kind="unreadable", detail=f"the page's scripts disturb its reading ({error})")) from error
            except PlaywrightError as error:
                fault = fault_of(error)
                if not left or fault.kind != "closed" or self.page.is_closed():
                    raise LostPage(fault) from error
                await self._arrive()
        raise AssertionError("unreachable")

    async def _arrive(self) -> None:
        try:
            await self.page.wait_for_load_state("load", timeout=self._seconds * 1000)
        except PlaywrightError as error:
            raise LostPage(fault_of(error)) from error

    async def place(self, key: str, *, trying: bool = False) -> Place | None:
        """Brings a control into view; None if it is no longer there. With `trying`, pages that the coming click wants are not
        gone to (see destination).
        """
        try:
            found = await asyncio.wait_for(self.page.evaluate(point_script(), [key, trying]), self._seconds)
        except TimeoutError:
            raise LostPage(Fault(kind="timeout", detail="the page does not answer while a control is sought")) from None
        except PlaywrightError as error:
            raise LostPage(fault_of(error)) from error
        return None if found is None else Place(**found)

    async def click(self, place: Place) -> bool:
        """A real click (a tap on mobile) there. The guard is strict from here until the next load. False if the tap came down
        beside what was meant: a browser lets what was tapped before hover again a moment later, and that may move the page.
        """
        self._guard.acting(self._frame, on=True)
        try:
            if self._device == "mobile":
                await self._tap(place)
                return await self._click_come()
            await asyncio.wait_for(self.page.mouse.click(place.x, place.y), self._seconds)
            return True
        except TimeoutError:
            raise LostPage(Fault(kind="timeout", detail="the page does not answer to a click")) from None
        except PlaywrightError as error:
            raise LostPage(fault_of(error)) from error

    async def _tap(self, place: Place) -> None:
        """Comes down with the finger where the control is once the pointer is there too."""
        x, y = place.x, place.y
        for _ in range(_SHIFTS):
            # The browser's own pointer must be where the finger is, or it reports at the next layout that it has left.
            await asyncio.wait_for(self.page.mouse.move(x, y), self._seconds)
            now = cast("list[float] | None", await asyncio.wait_for(self.page.evaluate(_WHERE_NOW), self._seconds))
            if now is None or (abs(now[0] - x) < 1 and abs(now[1] - y) < 1):
                break
            x, y = now
        await asyncio.wait_for(self.page.touchscreen.tap(x, y), self._seconds)

    async def _click_come(self) -> bool:
        """Returns once the tap has become a click, or the page has gone on because of it: whether it came to what was meant. If
        that has gone, no pointer may hover over what took its place: there is none on a telephone.
        """
        try:
            landed, gone = cast("list[bool]", await asyncio.wait_for(self.page.evaluate(_CLICK_COME), self._seconds))
            if gone:
                await asyncio.wait_for(self.page.mouse.move(0, 0), self._seconds)
        except PlaywrightError:  # the click led to another page: what more could be waited for
            return True
        return landed

    async def hover(self, place: Place) -> None:
        """Moves the pointer there, coming from outside the control."""
        try:
            await asyncio.wait_for(self.page.mouse.move(place.x, place.y, steps=2), self._seconds)
        except (TimeoutError, PlaywrightError) as error:
            raise LostPage(Fault(kind="timeout", detail="the page does not answer to the pointer")) from error

    async def rest(self) -> None:
        """Takes the pointer and the focus off whatever they are on."""
        try:
            await asyncio.wait_for(self.page.mouse.move(0, 0), self._seconds)
            await asyncio.wait_for(self.page.evaluate("document.activeElement?.blur?.()"), self._seconds)
        except (TimeoutError, PlaywrightError) as error:
            raise LostPage(Fault(kind="timeout", detail="the page does not answer to the pointer")) from error

    async def destination(self) -> str:
        """Where a script or link wanted to go since the last call, in this window or a new one; "" if nowhere, "refused:"
        before a form's address. The guard hears of the messages that were not sent over a WebSocket since.
        """
        try:
            urls, held = cast("list[list[str]]", await asyncio.wait_for(self.page.evaluate(_WANTED), self._seconds))
        except (TimeoutError, PlaywrightError):
            return ""
        for url in held:
            self._guard.held(self._frame, url)
        return urls[-1] if urls else ""
