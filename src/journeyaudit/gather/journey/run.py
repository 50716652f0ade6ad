"""Gathering by script: one browser, each device's new customer walks the journey, all that happens is journalled."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from journeyaudit import clock
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.browser.session import Session, open_session
from journeyaudit.gather.crawl.snapshots import SnapshotStore
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.guard.politeness import Pace, Robots, fetch_with
from journeyaudit.gather.journey.walk import Keeping, Walker
from journeyaudit.gather.traffic import accounted
from journeyaudit.model.journal import Ended, Refusal
from journeyaudit.model.journey import Journey
from journeyaudit.model.snapshot import Device
from journeyaudit.model.walk import Walk, WalkedStep

Told = Callable[[Device, WalkedStep], None]


async def walk_journey(
    writer: RunWriter,
    access: Access,
    journey: Journey,
    values: dict[str, str],
    lines: Sequence[int] = (),
    told: Told = lambda _, __: None,
) -> tuple[Walk, ...]:
    """One walk on each device of the plan, journalled. `told` is called as each step ends. GatherError for faults of our own."""
    seconds = time.monotonic()
    plan, walks = writer.plan, list[Walk]()

    def refuse(method: str, url: str, why: str) -> None:
        writer.append(Refusal(method=method, url=url, why=why, at=clock.now().isoformat()))

    async with open_session(plan.subject, plan.options, access, refuse) as session:
        manners = await _manners(session)
        keep = Keeping(SnapshotStore(writer).keep, lambda shot: writer.keep(shot, "picture"))
        with accounted(session, writer):
            for device in plan.options.devices:
                walker = Walker(session, manners, journey, values, device, keep, lines)
                walks.append(await walker.run(lambda step, on=device: told(on, step)))
                writer.append(walks[-1])
        writer.append(
            Ended(
                seconds=round(time.monotonic() - seconds, 1),
                browser=session.told,
                at=clock.now().isoformat(),
            )
        )
    return tuple(walks)


async def _manners(session: Session) -> Manners:
    options = session.options
    requests = await session.browser.new_context(ignore_https_errors=options.insecure, user_agent=session.agent)
    return Manners(Robots(fetch_with(requests.request)) if options.robots else None, Pace(options.rate))
