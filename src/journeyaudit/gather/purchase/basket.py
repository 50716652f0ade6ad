"""Into the basket, to the basket, and out of it again."""

from __future__ import annotations

import asyncio
from urllib.parse import urljoin

from journeyaudit.gather.browser.lane import Look, LostPage
from journeyaudit.gather.purchase.till import Till, WayEnded
from journeyaudit.model.snapshot import Control, Snapshot
from journeyaudit.model.subject import Subject
from journeyaudit.read.buying.address import meaning_of, value_for
from journeyaudit.read.buying.checkout import complaint, is_empty_basket, sold_out
from journeyaudit.read.buying.controls import adding, estimating, is_basket, removing, to_basket, to_checkout
from journeyaudit.read.buying.variants import choices_to_make
from journeyaudit.read.urls import Scope, identity

#: Ways tried to the basket, and goods taken out of it afterwards.
MOST_TRIED = 3
_EMPTYING_SECONDS = 25.0


class Basket:
    """The basket of one purchase. `address` is where it is known to be, "" if it is not. `is_filled`: something was put in."""

    def __init__(self, till: Till, subject: Subject, address: str) -> None:
        self._till, self._subject, self._address = till, subject, address
        self._scope = Scope(subject.origins)
        self.is_filled = False

    async def add(self, look: Look) -> Look:
        """Puts the product of this page into the basket; the page as it is then. WayEnded if that cannot be done."""
        await self._till.mind_orders(look)
        if words := sold_out(look.snapshot):
            raise WayEnded("sold-out", f"the product cannot be bought: “{words[:120]}”")
        control = next(iter(adding(look.snapshot)), None)
        if control is None:
            raise WayEnded("no-control", "no control was found that puts the product into the basket")
        if made := choices_to_make((await self._till.blanks(control)).fields):
            look = await self._till.fill(made, "add")
            control = next(iter(adding(look.snapshot)), control)
        if control.disabled:
            raise WayEnded("no-control", f"“{control.name}” cannot be pressed, whatever is chosen")
        after = await self._till.press(control, "add", look)
        self.is_filled = True
        return after

    async def show(self, look: Look, product: Look) -> Look:
        """The basket's page, or the drawer that shows it. `product` is the page before adding."""
        said, refused = complaint(product.snapshot, look.snapshot), self._till.shopping.refused
        look = await self._shown(look, product)
        if is_empty_basket(look.snapshot):
            self.is_filled = False
            why = refused or said
            raise WayEnded("empty", "the basket stayed empty" + (f": {why}" if why else ""), look)
        return look

    async def _shown(self, look: Look, before: Look) -> Look:
        for _ in range(MOST_TRIED):
            if is_basket(look.snapshot):
                self._address = look.snapshot.url
                return look
            fresh = _fresh(look, before)
            ways = to_basket(look.snapshot, self._scope)
            opened = [c for c in ways if (c.key, c.name) in fresh]
            if not opened and any((c.key, c.name) in fresh for c in to_checkout(look.snapshot, self._scope)):
                return look  # a drawer is all the basket there is
            control = next(iter(opened or ways), None)
            if control is None:
                break
            before, look = look, await self._till.press(control, "proceed", look)
        if is_basket(look.snapshot):
            return look
        if not self._address:
            raise WayEnded("no-control", "no way to the basket was found", look)
        return await self._till.go(urljoin(self._subject.origins[0], self._address))

    async def estimate(self, look: Look, postcode: str) -> Look:
        """Asks the basket what delivery to the postcode costs, where it has a field for that."""
        await self._till.mind_orders(look)
        control = next(iter(estimating(look.snapshot)), None)
        if not postcode or control is None:
            return look
        near = [f for f in (await self._till.blanks(control)).fields if f.near and f.visible]
        if not any(meaning_of(f) == "postcode" for f in near):
            return look
        values = [(f.key, v) for f in near if (v := value_for(f, None, postcode, self._subject.country))]
        filled = await self._till.fill(values, "estimate")
        self._till.took_postcode = True
        return await self._till.press(_again(filled.snapshot, control), "estimate", filled)

    async def empty(self) -> bool:
        """Takes the goods out again; False if they, or some, are still there."""
        if not self._address:
            return False
        self._till.reopen()
        try:
            async with asyncio.timeout(_EMPTYING_SECONDS):
                return await self._emptied()
        except (WayEnded, LostPage, TimeoutError):
            return False

    async def _emptied(self) -> bool:
        look = await self._till.go(urljoin(self._subject.origins[0], self._address))
        for _ in range(MOST_TRIED):
            await self._till.mind_orders(look)
            control = next(iter(removing(look.snapshot)), None)
            if control is None or is_empty_basket(look.snapshot):
                break
            before, look = look, await self._till.press(control, "remove", look)
            if identity(look.snapshot.url) == identity(before.snapshot.url) and not _changed(before, look):
                break
        return is_empty_basket(look.snapshot)


def _fresh(look: Look, before: Look) -> frozenset[tuple[str, str]]:
    """The controls that came into view."""
    return _shown_controls(look) - _shown_controls(before)


def _shown_controls(look: Look) -> frozenset[tuple[str, str]]:
    return frozenset((c.key, c.name) for c in look.snapshot.controls if c.visible)


def _changed(before: Look, after: Look) -> bool:
    return [b.text for b in before.snapshot.blocks if b.visible] != [b.text for b in after.snapshot.blocks if b.visible]


def _again(snapshot: Snapshot, control: Control) -> Control:
    return next((c for c in snapshot.controls if c.key == control.key), control)
