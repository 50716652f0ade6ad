"""Tries the controls of one loaded page by real clicks and hovers, and writes down what each opens (design.md §3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Literal, NamedTuple

from journeyaudit.gather.browser.lane import Lane, Look, LostPage
from journeyaudit.gather.crawl.components import Known
from journeyaudit.model.journal import Opening
from journeyaudit.model.snapshot import Control, Snapshot
from journeyaudit.read.clicks.graph import revealed
from journeyaudit.read.clicks.scent import scent
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.urls import identity

#: Controls tried a page and how deep they may nest (OP): enough for a mega menu with a help accordion inside a tab.
MOST_TRIED = 40
DEEPEST = 5
#: The chain of the page as it loads.
_PAGE: tuple[str, ...] = ()
_NEVER = ("add_to_basket", "consent_accept", "consent_reject")
Action = Literal["click", "hover"]
Keep = Callable[[Look], Awaitable[str]]
Arrive = Callable[[str], Awaitable[Look]]


class Try(NamedTuple):
    """One control to be tried once the controls of `chain` are open."""

    chain: tuple[str, ...]
    control: Control
    action: Action


def signature(snapshot: Snapshot) -> tuple[frozenset[tuple[str, str, str]], frozenset[str], int]:
    """What makes two states differ to a customer: what can be activated, what can be read, what can be filled in."""
    controls = frozenset((c.key, c.name, c.href) for c in snapshot.controls if c.visible)
    return controls, frozenset(b.text for b in snapshot.blocks if b.visible), sum(f.visible for f in snapshot.forms)


def candidates(controls: Iterable[Control], chain: tuple[str, ...], *, hover: bool) -> list[Try]:
    """What is worth trying: hovers first, then clicks by scent. Controls that buy, answer a banner or send a form are left
    alone.
    """
    usable = [
        c
        for c in controls
        if c.opens and c.visible and c.hit is not False and not c.disabled and not c.submits and not _forbidden(c)
    ]
    hovers = [Try(chain, c, "hover") for c in usable if hover and c.opens in ("hover", "both")]
    # A finger cannot hover: what opens under a pointer opens when it is tapped.
    clicks = [Try(chain, c, "click") for c in usable if c.opens in ("click", "both") or not hover]
    clicks.sort(key=lambda t: -scent(t.control.name, t.control.raw_href, t.control.context))
    return hovers + clicks


def _forbidden(control: Control) -> bool:
    return any(matcher(topic).full(control.name) for topic in _NEVER)


class Openings:
    """The work on one page. `run` gives the openings in the order tried; `untried` counts controls left out.

    `arrive` loads the page anew, clear of any banner.
    """

    def __init__(
        self,
        lane: Lane,
        url: str,
        base: Look,
        base_hash: str,
        *,
        keep: Keep,
        arrive: Arrive,
        known: Known,
        hover: bool,
    ) -> None:
        self._lane, self._url, self._base = lane, url, base
        self._keep, self._arrive, self._known, self._hover = keep, arrive, known, hover
        self._now, self._now_hash = base, base_hash
        self._open: set[tuple[str, ...]] = {_PAGE}
        self._fresh = True
        self._tried = 0
        self.untried = 0
        self.done: list[Opening] = []

    async def run(self) -> list[Opening]:
        """Tries everything worth it. A page that hangs or crashes meanwhile ends the trying, not the visit."""
        try:
            await self._try_all(candidates(self._base.snapshot.controls, (), hover=self._hover))
        except LostPage:
            self.untried += 1
            await self._lane.renew()
        return self.done

    async def _try_all(self, tries: list[Try]) -> None:
        for one in tries:
            same = self._known.reuse(one.control, one.action, self._base.snapshot) if not one.chain else ()
            if same:
                self.done.extend(same)
                continue
            if one.control.panel and not self._known.tells(one.control.panel):
                continue  # plain text that tells of no channel: known without a click
            if self._tried >= MOST_TRIED or (not one.chain and self._known.is_inert(one.control, self._url)):
                self.untried += 1
                continue
            self._tried += 1
            await self._try(one)

    async def _try(self, one: Try) -> None:
        if not await self._ready(one):
            self.done.append(self._record(one, "gone"))
            return
        refused = self._lane.refusals
        if not await self._done(one):
            self.done.append(self._record(one, "gone"))
            return
        before, before_hash = self._now, self._now_hash
        away = await self._lane.destination()
        if away:
            self.done.append(
                self._record(one, "refused" if away.startswith("refused:") else "navigated", url=away.removeprefix("refused:"))
            )
            return
        look = await self._rested()
        if identity(look.snapshot.url) != identity(self._url):
            self._fresh = False
            self._open = set()
            self.done.append(self._record(one, "navigated", url=look.snapshot.url))
            return
        if signature(look.snapshot) == signature(before.snapshot):
            self.done.append(self._record(one, "refused" if self._lane.refusals > refused else "nothing"))
            self.untried += self._is_late(look)
            await self._leave(one)
            return
        await self._reveal(one, look, before, before_hash)

    async def _rested(self) -> Look:
        """What a click led to. Where it began something that takes long, as on a busy machine, that is waited for once more."""
        look = await self._lane.look(scroll=False)
        return await self._lane.look(scroll=False) if self._is_late(look) else look

    def _is_late(self, look: Look) -> bool:
        """Does the page still work at what the click began? One that never rests says nothing."""
        return self._base.snapshot.settled and not look.snapshot.settled

    async def _reveal(self, one: Try, look: Look, before: Look, before_hash: str) -> None:
        chain = (*one.chain, one.control.key)
        self._now, self._now_hash, self._fresh = look, await self._keep(look), False
        shows = _shows_more(look.snapshot, before.snapshot)
        self.done.append(
            self._record(one, "revealed", snapshot=self._now_hash, base=before_hash) if shows else self._record(one, "nothing")
        )
        self._open.add(chain)
        if shows and len(chain) < DEEPEST:
            nested = candidates(revealed(look.snapshot, before.snapshot), chain, hover=self._hover)
            await self._try_all([t for t in nested if t.control.key not in chain])
        await self._leave(one)
        if one.action == "hover" or _covers(look.snapshot, self._base.snapshot):
            self._open = {c for c in self._open if c[: len(chain)] != chain} if one.action == "hover" else set()

    async def _leave(self, one: Try) -> None:
        """A menu left open by pointer or focus would close under the next click and move it."""
        if not one.chain:
            await self._lane.rest()

    async def _ready(self, one: Try) -> bool:
        """Brings the page to the state in which the control can be used: as it is if that will do, else loaded anew and opened
        again.
        """
        if one.chain in self._open or (not one.chain and self._open):
            place = await self._lane.place(one.control.key, trying=_writes_down(one.control))
            if place is not None and place.reaches:
                return True
            if self._fresh and not one.chain:
                return False
        return await self._restore(one.chain)

    async def _restore(self, chain: tuple[str, ...]) -> bool:
        look = await self._arrive(self._url)
        self._now, self._now_hash, self._open, self._fresh = look, await self._keep(look), {_PAGE}, True
        for depth, key in enumerate(chain):
            action = next((o.action for o in self.done if o.chain == chain[: depth + 1]), "click")
            if not await self._act(key, "hover" if action == "hover" else "click"):
                return False
            look = await self._rested()
            self._now, self._now_hash = look, await self._keep(look)
            self._open.add(chain[: depth + 1])
            self._fresh = False
        return True

    async def _done(self, one: Try) -> bool:
        """Does it, on a fresh page if it could not be done on this one or a tap came down beside the control: it may have
        pressed something else there.
        """
        trying = _writes_down(one.control)
        if await self._act(one.control.key, one.action, trying=trying):
            return True
        return await self._restore(one.chain) and await self._act(one.control.key, one.action, trying=trying)

    async def _act(self, key: str, action: Action, *, trying: bool = True) -> bool:
        """False if the control cannot be reached, or a tap came down beside it."""
        place = await self._lane.place(key, trying=trying)
        if place is None or not place.reaches:
            return False
        if action == "hover":
            await self._lane.hover(place)
            return True
        return await self._lane.click(place)

    def _record(
        self,
        one: Try,
        effect: Literal["revealed", "navigated", "nothing", "refused", "gone"],
        url: str = "",
        snapshot: str | None = None,
        base: str | None = None,
    ) -> Opening:
        return Opening(
            chain=(*one.chain, one.control.key),
            action=one.action,
            name=one.control.name,
            region=one.control.region,
            context=one.control.context,
            effect=effect,
            url=url,
            snapshot=snapshot,
            base=base,
        )


def _writes_down(control: Control) -> bool:
    """May navigations that this control starts be written down instead of made? The value of a `javascript:` link would
    replace the page if they were.
    """
    return not control.raw_href.strip().lower().startswith("javascript:")


def _shows_more(after: Snapshot, before: Snapshot) -> bool:
    """Something came, rather than only went."""
    a, b = signature(after), signature(before)
    return bool(a[0] - b[0]) or bool(a[1] - b[1]) or a[2] > b[2]


def _covers(after: Snapshot, base: Snapshot) -> bool:
    """A layer now lies over the page: other controls cannot be used until it is gone."""
    before = {o.key for o in base.overlays}
    return any(o.modal or o.covers > 0.5 for o in after.overlays if o.key not in before)
