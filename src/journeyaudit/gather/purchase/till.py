"""A lane in a shop: looks, fills in, presses. Each press opens the guard for what that one control is for, and only until the
page has settled again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from journeyaudit.gather.browser.faults import fault_of, status_fault
from journeyaudit.gather.browser.fields import blanks_of
from journeyaudit.gather.browser.lane import Lane, Look, LostPage
from journeyaudit.gather.browser.page import fill_script
from journeyaudit.gather.crawl.consent import Consent
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.guard.network import Guard
from journeyaudit.gather.guard.shopping import Permit, Purpose, Shopping, is_payment_host
from journeyaudit.model.blank import Blanks, Sending
from journeyaudit.model.graph import Fault
from journeyaudit.model.snapshot import Control
from journeyaudit.model.subject import Subject
from journeyaudit.read.buying.checkout import offers_order
from journeyaudit.read.buying.controls import is_forbidden
from journeyaudit.read.urls import Scope, identity


class WayEnded(Exception):
    """The shop does not let us further, or we do not go further. `look` is the page where that was, None if there is none."""

    def __init__(self, kind: str, detail: str, look: Look | None = None) -> None:
        self.fault, self.look = Fault(kind=kind, detail=detail), look
        super().__init__(detail)


class Till:
    """One purchase's lane. The guard knows of the purchase until `leave`. `took_postcode`: the place of delivery was given."""

    def __init__(self, lane: Lane, guard: Guard, manners: Manners, subject: Subject, consent: Consent, seconds: float) -> None:
        self._lane, self._guard, self._manners, self._consent, self._seconds = lane, guard, manners, consent, seconds
        self._scope = Scope(subject.origins)
        self._is_allowed = bool(subject.permission and subject.permission.basket_and_checkout)
        self._names: list[str] = []
        self.took_postcode = False
        self.reopen()

    def reopen(self) -> None:
        """Begins with the guard anew; leave the page that offered an order first."""
        self.shopping = self._guard.shopping = Shopping(self._scope, self._robots)

    def leave(self) -> None:
        """The purchase is over: the guard refuses all writing as before."""
        self._guard.shopping = None

    async def _robots(self, url: str) -> str:
        return "" if self._is_allowed else await self._manners.refusal(url)

    async def orders(self, look: Look, *, at_till: bool) -> str:
        """The words with which the page offers to order or to pay, "" if it does not. If it does, the guard is shut for good."""
        offer = offers_order(look.snapshot, (await self.blanks()).fields, at_till=at_till, is_payment=is_payment_host)
        if offer:
            self.shopping.shut()
        return offer

    async def mind_orders(self, look: Look) -> None:
        """WayEnded if a page before the till offers to order or to pay."""
        if offer := await self.orders(look, at_till=False):
            raise WayEnded("order", f"the page already offers to order or pay (“{offer[:80]}”), so nothing more is sent", look)

    @property
    def lane(self) -> Lane:
        return self._lane

    def take_names(self) -> tuple[str, ...]:
        """The controls pressed since the last call."""
        names, self._names = tuple(self._names), []
        return names

    async def go(self, url: str) -> Look:
        """The page at this address, as somebody comes to it who types it. WayEnded if it cannot be seen."""
        await self._manners.turn(url)
        self.shopping.begin(None)
        loaded = await self._lane.load(url)
        if loaded.fault is not None and not loaded.partial:
            if self.shopping.stopped:
                raise WayEnded(*self._stop())
            raise WayEnded(loaded.fault.kind, loaded.fault.detail)
        look, _ = await self._consent.clear(self._lane, await self._lane.look())
        if fault := status_fault(loaded.status or 200):
            raise WayEnded(fault.kind, fault.detail, look)
        return look

    async def blanks(self, control: Control | None = None) -> Blanks:
        """The fields of the page, and what pressing the control sends."""
        return await blanks_of(self._lane, control.key if control else "", self._seconds)

    async def fill(self, values: Sequence[tuple[str, str]], purpose: Purpose) -> Look:
        """Puts values into fields (by their keys). What the page asks its server on that account is for `purpose`."""
        self.shopping.begin(Permit(purpose))
        try:
            await asyncio.wait_for(self._lane.page.evaluate(fill_script(), [list(pair) for pair in values]), self._seconds)
            return await self._lane.look(scroll=False)
        except TimeoutError:
            raise LostPage(Fault(kind="timeout", detail="the page does not answer while it is filled in")) from None
        except PlaywrightError as error:
            raise LostPage(fault_of(error)) from error
        finally:
            self.shopping.permit = None

    async def press(self, control: Control, purpose: Purpose, look: Look) -> Look:
        """The page after a real click on the control; WayEnded if it cannot be clicked, or if the page that it leads to is
        refused.
        """
        assert not is_forbidden(control)
        sending = (await self.blanks(control)).sending
        await self._manners.turn(look.snapshot.url)
        place = await self._lane.place(control.key)
        if place is None or not place.reaches:
            raise WayEnded("gone", f"“{control.name}” cannot be clicked", look)
        self._names.append(control.name or control.title or control.icon)
        self.shopping.begin(Permit(purpose, _address(sending)))
        try:
            await self._lane.click(place)
            wanted = await self._lane.destination()
            after = await self._lane.look(scroll=False)
            if wanted.startswith("http") and identity(after.snapshot.url) == identity(look.snapshot.url):
                after = await self.go(wanted)  # it opened a window of its own
        finally:
            self.shopping.permit = None
        return await self._settled(control, look, after)

    async def _settled(self, control: Control, before: Look, after: Look) -> Look:
        moved = identity(after.snapshot.url) != identity(before.snapshot.url)
        if self.shopping.stopped and not moved:
            kind, detail = self._stop()
            raise WayEnded(kind, f"“{control.name}” was pressed, and the request was refused: {detail}", before)
        if moved:
            after = await self._lane.look()
        after, _ = await self._consent.clear(self._lane, after)
        if moved and (fault := status_fault(after.snapshot.status)):
            raise WayEnded(fault.kind, f"after “{control.name}” {fault.detail}", after)
        return after

    def _stop(self) -> tuple[str, str]:
        why = self.shopping.stopped
        return ("robots" if "robots.txt" in why else "refused"), why


def _address(sending: Sending) -> str:
    """Where the click goes, as far as that is an address of its own."""
    return sending.url if urlsplit(sending.url).scheme in ("http", "https") and (sending.form or "#" not in sending.url) else ""
