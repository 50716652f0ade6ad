"""Walks a scripted journey as a new customer: real clicks and keys behind the guard, evidence kept at every step."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator

from journeyaudit import clock
from journeyaudit.gather.browser.faults import fault_of
from journeyaudit.gather.browser.lane import Lane, Look, LostPage
from journeyaudit.gather.browser.pictures import picture
from journeyaudit.gather.browser.session import Session
from journeyaudit.gather.crawl.consent import Consent
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.journey import deeds
from journeyaudit.gather.journey.deeds import Failed
from journeyaudit.gather.journey.permitted import Refused, allowance_of, heed
from journeyaudit.gather.journey.targets import Deadline, NotThere, Purpose, count, fields_of, find, opens_window, place_of
from journeyaudit.model.journey import (
    Click,
    Condition,
    Expect,
    Fill,
    Goto,
    Journey,
    Press,
    Read,
    Screenshot,
    Select,
    Step,
    Target,
    WaitFor,
)
from journeyaudit.model.snapshot import Device
from journeyaudit.model.walk import StepOutcome, Walk, WalkedStep
from journeyaudit.read.journey.candidates import nearest_controls, nearest_texts
from journeyaudit.read.journey.conditions import counted, shortcoming
from journeyaudit.read.journey.steps import filled, pointed, told
from journeyaudit.read.urls import Scope

_CLOSING_SECONDS = 3.0
_PAUSE = 0.2


@dataclass(frozen=True)
class Keeping:
    """Where evidence goes: each gives the hash that it is stored under."""

    look: Callable[[Look], Awaitable[str]]
    picture: Callable[[bytes], str]


class Walker:
    """Walks one journey once. `lines` are the lines of its steps in its file, `values` the variables. Never raises for what the
    site does; DefinitionError JA151 for a step that its variables make empty.

    A `commits` step opens the guard for itself alone, and only where the subject permits forms; else the guard stays shut.
    """

    def __init__(
        self,
        session: Session,
        manners: Manners,
        journey: Journey,
        values: dict[str, str],
        device: Device,
        keep: Keeping,
        lines: Sequence[int] = (),
    ) -> None:
        self._session, self._manners, self._journey, self._keep = session, manners, journey, keep
        self._device: Device = device
        self._values, self._read, self._lines = dict(values), dict[str, str](), lines
        self._scope = Scope(session.subject.origins)
        self._consent = Consent(device, keep.picture, lambda _: None, known=True)
        self._look: Look | None = None
        self._shot: bytes | None = None
        self._note = ""
        self._banner_clicks = 0

    async def run(self, told_step: Callable[[WalkedStep], None] = lambda _: None) -> Walk:
        """The record of the walk. `told_step` is called with each step as it ends."""
        steps: list[WalkedStep] = []
        async with self._session.visitor(self._device) as (lane, self._windows):
            for index, step in enumerate(self._journey.steps):
                over = bool(steps) and steps[-1].outcome != "done"
                steps.append(self._step(index, step, "skipped") if over else await self._walk(lane, index, step))
                told_step(steps[-1])
        ended: StepOutcome | None = next((step.outcome for step in steps if step.outcome != "done"), None)
        return Walk(
            journey=self._journey,
            device=self._device,
            outcome=ended or "done",
            steps=tuple(steps),
            values=self._read,
            banner_clicks=self._banner_clicks,
            at=clock.now().isoformat(),
        )

    def _step(self, index: int, step: Step, outcome: StepOutcome, reason: str = "") -> WalkedStep:
        line = self._lines[index] if index < len(self._lines) else 0
        action = type(step).__name__.lower() if not isinstance(step, WaitFor) else "wait_for"
        return WalkedStep(number=index + 1, line=line, action=action, told=told(step), outcome=outcome, reason=reason)

    async def _walk(self, lane: Lane, index: int, step: Step) -> WalkedStep:
        self._shot, self._note, refused = None, "", lane.refusals
        outcome: StepOutcome = "done"
        candidates: tuple[str, ...] = ()
        ready = filled(step, self._values)
        deadline = Deadline(step.seconds or self._journey.seconds)
        try:
            await self._do(lane, ready, deadline)
            heed(step, self._session.subject, lane.refused_since(refused))
        except Failed as failed:
            outcome, self._note, candidates = "failed", failed.reason, failed.candidates
        except Refused as stopped:
            outcome, self._note = "refused", str(stopped)
        except LostPage as lost:
            outcome, self._note = "broken", lost.fault.detail
        except PlaywrightError as error:
            outcome, self._note = "broken", fault_of(error).detail
        shot = self._shot or (await picture(lane.page) if outcome != "broken" else None)
        # What is typed may be a secret: it is told by the name of its variable.
        shown = ready.model_copy(update={"value": step.value}) if isinstance(step, Fill) else ready
        return self._step(index, shown, outcome, self._note).model_copy(
            update={
                "candidates": candidates,
                "url": self._look.snapshot.url if self._look else "",
                "snapshot": await self._keep.look(self._look) if self._look else None,
                "picture": self._keep.picture(shot) if shot else None,
                "refused": lane.refused_since(refused),
            }
        )

    async def _do(self, lane: Lane, step: Step, deadline: Deadline) -> None:
        if self._windows:  # a script opened it after its step had settled
            await self._settle(lane, scroll=True)
        match step:
            case Goto():
                await self._goto(lane, step, deadline)
            case Click() | Fill() | Select() | Press():
                await self._act(lane, step, deadline)
            case WaitFor():
                await self._hold(lane, step.wait_for, deadline)
            case Expect():
                await self._hold(lane, step.expect, deadline)
            case Read():
                located = await self._find(lane, step.read, "anything", deadline)
                self._values[step.into] = self._read[step.into] = await deeds.read(located, deadline)
                await self._outline(lane, located)
            case Screenshot():
                self._look = await lane.look(scroll=False)

    async def _goto(self, lane: Lane, step: Goto, deadline: Deadline) -> None:
        url = urljoin(self._session.subject.origins[0].rstrip("/") + "/", step.goto)
        if not self._scope.covers(url):
            raise Refused(f"{url[:200]} is no page of the subject, whose origins are {', '.join(self._session.subject.origins)}")
        refused = await self._manners.refusal(url)
        if refused:
            raise Refused(f"{refused}; on a site of your own, --ignore-robots looks all the same")
        await self._manners.turn(url)
        loaded = await lane.load(url, deadline.seconds)
        if loaded.fault is not None and not loaded.partial:
            raise LostPage(loaded.fault)
        if loaded.status is not None and loaded.status >= 400:
            self._note = f"the server answered {loaded.status}"
        await self._settle(lane, scroll=True)

    async def _act(self, lane: Lane, step: Click | Fill | Select | Press, deadline: Deadline) -> None:
        pointed_at, purpose = _pointed(step)
        located = await self._find(lane, pointed_at, purpose, deadline) if pointed_at is not None else None
        if located is not None:
            await self._outline(lane, located)
        before = lane.page.url
        await self._manners.turn(before)
        opens = isinstance(step, Click) and located is not None and await opens_window(located)
        lane.act(allowance_of(step, self._session.subject), self._scope.covers)
        try:
            await self._deed(lane, step, located, deadline)
            while opens and not self._windows and not deadline.over:
                await asyncio.sleep(_PAUSE)
            await lane.destination()  # only for its wait: a `javascript:` link runs after the click was answered
            await self._settle(lane, scroll=lane.page.url.split("#")[0] != before.split("#")[0])
        finally:
            lane.act()

    async def _deed(self, lane: Lane, step: Click | Fill | Select | Press, located: Locator | None, deadline: Deadline) -> None:
        match step:
            case Click() if located is not None:
                await deeds.click(located, self._device, deadline)
            case Fill() if located is not None:
                await deeds.fill(located, step.value, deadline)
            case Select() if located is not None:
                await deeds.select(located, step.option, deadline)
            case Press():
                await deeds.press(lane.page, located, step.press, deadline)
            case _:
                raise AssertionError("every step but press points at something")

    async def _settle(self, lane: Lane, *, scroll: bool) -> None:
        """The page as it rests, in the window that was opened if one was, without its banner."""
        self._look = await lane.look(scroll=scroll)
        if self._windows:
            self._look = await self._windows.enter(lane)
        if self._journey.banners == "dismiss":
            self._look, clicks = await self._consent.clear(lane, self._look)
            self._banner_clicks += clicks

    async def _hold(self, lane: Lane, condition: Condition, deadline: Deadline) -> None:
        """Looks again until the condition holds or the time is up."""
        while True:
            if self._windows:
                await self._settle(lane, scroll=True)
            look = self._look = await lane.look(scroll=False)
            found = counted(condition, look.snapshot)
            if found is None:
                found = await self._count(lane, condition.control or "")
            missing = shortcoming(condition, found, look.snapshot)
            if not missing:
                return
            if deadline.over:
                raise Failed(missing, self._alike(condition))
            await asyncio.sleep(_PAUSE)

    async def _count(self, lane: Lane, control: str | Target) -> int:
        try:
            return await count(lane.page, control)
        except PlaywrightError as error:
            if fault_of(error).kind != "closed":
                raise Failed("the CSS selector is not valid") from error
            return 0  # the page is on its way to another; looked at again there

    def _alike(self, condition: Condition) -> tuple[str, ...]:
        if self._look is None or condition.absent or condition.url is not None:
            return ()
        if condition.text is not None:
            return nearest_texts(self._look.snapshot, condition.text)
        return nearest_controls(self._look.snapshot, condition.control or "")

    async def _find(self, lane: Lane, wanted: str | Target, purpose: Purpose, deadline: Deadline) -> Locator:
        try:
            return await find(lane.page, wanted, purpose, deadline)
        except NotThere as missing:
            self._look = await lane.look(scroll=False)
            alike = nearest_controls(self._look.snapshot, wanted, await fields_of(lane.page))
            raise Failed(f"looked for {pointed(wanted)}: {missing.reason}", alike) from missing

    async def _outline(self, lane: Lane, located: Locator) -> None:
        place = await place_of(located)
        self._shot = await picture(lane.page, [place] if place else [])


def _pointed(step: Click | Fill | Select | Press) -> tuple[str | Target | None, Purpose]:
    match step:
        case Click():
            return step.click, "control"
        case Fill():
            return step.fill, "field"
        case Select():
            return step.select, "field"
        case Press():
            return step.at, "control"
