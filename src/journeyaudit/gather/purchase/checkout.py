"""From the basket through a guest's checkout to its delivery options. The first page that offers to order or to pay ends the
way.
"""

from __future__ import annotations

from journeyaudit.gather.browser.lane import Look
from journeyaudit.gather.purchase.till import Till, WayEnded
from journeyaudit.model.blank import Blank, Blanks
from journeyaudit.model.snapshot import Control
from journeyaudit.model.subject import Subject
from journeyaudit.read.buying.address import is_typed, meaning_of, missing, value_for
from journeyaudit.read.buying.checkout import asks_login, complaint, offers_delivery
from journeyaudit.read.buying.controls import is_forbidden, leading_on, to_checkout
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.urls import Scope, identity

#: A checkout with more steps than this before its delivery options is given up.
MOST_STEPS = 7
_MOST_TRIED = 3


class Checkout:
    """The checkout of one purchase, delivered to `postcode` ("": the shopper's own)."""

    def __init__(self, till: Till, subject: Subject, postcode: str) -> None:
        self._till, self._shopper, self._country = till, subject.shopper, subject.country
        self._postcode = postcode
        self._scope = Scope(subject.origins)

    async def run(self, basket: Look) -> Look:
        """The page with the delivery options; WayEnded if the way ends before."""
        look = await self._begin(basket)
        for _ in range(MOST_STEPS):
            blanks = await self._till.blanks()
            offer = await self._till.orders(look, at_till=True)
            if offers_delivery(look.snapshot, blanks.fields):
                return look
            if offer:
                return await self._despite(offer, look, blanks)
            look = await self._step(look)
        raise WayEnded("too-long", f"no delivery options after {MOST_STEPS} steps of the checkout", look)

    async def _begin(self, basket: Look) -> Look:
        ways = to_checkout(basket.snapshot, self._scope)[:_MOST_TRIED]
        for control in ways:
            look = await self._till.press(control, "proceed", basket)
            if identity(look.snapshot.url) != identity(basket.snapshot.url) or _differs(basket, look):
                return look
        forbidden = next((c.name for c in basket.snapshot.controls if c.visible and c.region == "main" and is_forbidden(c)), "")
        if not ways and forbidden:
            raise WayEnded("order", f"the only way on is “{forbidden[:80]}”, which is never touched", basket)
        why = self._till.shopping.refused or "no control was found that leads from the basket to the checkout"
        raise WayEnded("no-control", why, basket)

    async def _despite(self, offer: str, look: Look, blanks: Blanks) -> Look:
        """A checkout on one page: with the guard shut, the address may still be typed, and options that need no server appear."""
        values = self._values([f for f in blanks.fields if f.visible])
        if self._shopper is not None and values:
            look = await self._till.fill(values, "step")
            if offers_delivery(look.snapshot, (await self._till.blanks()).fields):
                self._till.took_postcode = True
                return look
        raise WayEnded("order", f"the page offers to order or pay (“{offer[:80]}”) and shows no delivery options before", look)

    async def _step(self, look: Look) -> Look:
        control, fields = await self._way_on(look)
        typed = [f for f in fields if is_typed(f) and f.visible]
        if self._shopper is None and typed:
            asked = typed[0].label or typed[0].placeholder or typed[0].name
            detail = f"the checkout asks for “{asked[:80]}”, and the subject file names no shopper"
            raise WayEnded("no-shopper", detail, look)
        lacking = next((f for f in fields if missing(f, self._shopper, self._postcode, self._country)), None)
        if lacking is not None:
            asked = lacking.label or lacking.placeholder or lacking.name
            raise WayEnded("no-details", f"the checkout asks for “{asked[:80]}”, which the shopper's details do not give", look)
        filled = await self._fill(fields, look)
        if filled is not look and await self._offers_now(filled):
            return filled
        after = await self._till.press(
            next((c for c in filled.snapshot.controls if c.key == control.key), control), "step", filled
        )
        if identity(after.snapshot.url) == identity(look.snapshot.url) and not await self._went_on(after, typed):
            told = self._till.shopping.refused or complaint(filled.snapshot, after.snapshot)
            raise WayEnded("stuck", f"after “{control.name}” the same step came back" + (f": {told}" if told else ""), after)
        return after

    async def _way_on(self, look: Look) -> tuple[Control, list[Blank]]:
        """The control to go on with and the fields that belong to it; a login's is none."""
        wall = asks_login((await self._till.blanks()).fields)
        for control in leading_on(look.snapshot)[:_MOST_TRIED]:
            near = [f for f in (await self._till.blanks(control)).fields if f.near]
            guest = matcher("guest_checkout").find(control.name) or any(_is_guest(f) for f in near)
            if guest or not asks_login(near):
                return control, near
        if wall:
            raise WayEnded("login", "the checkout asks for a password and offers a guest no way on", look)
        raise WayEnded("no-control", "no control was found that goes on with the checkout", look)

    async def _fill(self, fields: list[Blank], look: Look) -> Look:
        values = self._values(fields)
        values += [(f.key, "on") for f in fields if _is_guest(f) and not f.checked]
        values += [(f.key, "off") for f in fields if f.type == "checkbox" and f.checked and _is_extra(f)]
        return await self._till.fill(values, "step") if values else look

    def _values(self, fields: list[Blank]) -> list[tuple[str, str]]:
        values: list[tuple[str, str]] = []
        for field in fields:
            value = value_for(field, self._shopper, self._postcode, self._country)
            if value and value != field.value:
                values.append((field.key, value))
                self._till.took_postcode = self._till.took_postcode or meaning_of(field) == "postcode"
        return values

    async def _offers_now(self, look: Look) -> bool:
        """Has filling in the page brought up its delivery options, or an order? Then nothing is pressed."""
        fields = (await self._till.blanks()).fields
        return bool(await self._till.orders(look, at_till=True)) or bool(offers_delivery(look.snapshot, fields))

    async def _went_on(self, after: Look, before: list[Blank]) -> bool:
        """On a page that keeps its address: are its fields others than before, or are there options?"""
        fields = (await self._till.blanks()).fields
        known = {(f.key, f.name) for f in before}
        now = {(f.key, f.name) for f in fields if f.visible and is_typed(f)}
        return not known <= now or bool(now - known) or bool(offers_delivery(after.snapshot, fields))


def _is_guest(field: Blank) -> bool:
    return field.type == "radio" and matcher("guest_checkout").find(field.label) is not None and not _opens_account(field.label)


def _opens_account(label: str) -> bool:
    return matcher("login_label").find(label) is not None


def _is_extra(field: Blank) -> bool:
    """A box that would subscribe or open an account."""
    return bool(matcher("form_newsletter").find(f"{field.label} {field.name}") or _opens_account(field.label))


def _differs(before: Look, after: Look) -> bool:
    return {c.key for c in before.snapshot.controls if c.visible} != {c.key for c in after.snapshot.controls if c.visible}
