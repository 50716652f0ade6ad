"""Proves one device's figures: every winning way is walked again, and where one fails, the next best is tried."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.session import Session
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.proof.replay import Replayer
from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.journal import Replay, Visit
from journeyaudit.model.snapshot import Device
from journeyaudit.read.clicks.channels import state_channels
from journeyaudit.read.clicks.graph import build
from journeyaudit.read.clicks.reach import ReachReader, Route, walks
from journeyaudit.read.clicks.states import StateReader
from journeyaudit.read.urls import Scope

#: A way that fails is replaced by the next best, so often at most (OP): enough for content that several controls seem to open.
MOST_ROUNDS = 10
#: A walk waits for the page more than it computes: two share what one crawling lane would take.
WALKS_PER_LANE = 2

Told = Callable[[Replay, int], None]


class Prover:
    """The proofs of one device. `told(replay, walks left)` is called for each that is settled."""

    def __init__(
        self, session: Session, manners: Manners, device: Device, writer: RunWriter, reader: StateReader, told: Told
    ) -> None:
        self._session, self._manners, self._writer, self._told = session, manners, writer, told
        self._device: Device = device
        self._scope = Scope(session.subject.origins)
        self._graph = build(device, writer.records, reader, self._scope)
        self._aliases = frozenset((e.source, e.target) for e in self._graph.edges if e.action == "redirect")
        self._channels: dict[str, tuple[ChannelFact, ...]] = {}
        visits = (r for r in writer.records if isinstance(r, Visit) and r.device == device)
        for visit in sorted(visits, key=lambda v: v.order):
            self._channels |= state_channels(visit, reader)

    async def run(self) -> None:
        """Walks what the journal does not hold yet."""
        for _ in range(MOST_ROUNDS):
            done = {r.key: r for r in self._writer.records if isinstance(r, Replay) and r.device == self._device}
            routes = ReachReader(self._graph, self._channels, list(done.values())).routes()
            shown = {(r.state, channel) for r in done.values() for channel in r.shown}
            waiting = walks(r for r in routes if not _is_settled(r, done.get(r.key), shown))
            if not waiting:
                break
            await self._walk_all(waiting)

    async def _walk_all(self, walks: Sequence[tuple[Route, ...]]) -> None:
        waiting = list(walks)

        def record(replay: Replay) -> None:
            self._writer.append(replay)
            self._told(replay, len(waiting))

        async def work() -> None:
            while waiting:
                replayer = Replayer(self._session, self._manners, waiting.pop(0), self._keep, self._aliases, record)
                await replayer.run()

        await asyncio.gather(*(work() for _ in range(WALKS_PER_LANE * self._session.options.lanes)))

    def _keep(self, shot: bytes) -> str:
        return self._writer.keep(shot, "picture")


def _is_settled(route: Route, replay: Replay | None, shown: set[tuple[str, str]]) -> bool:
    """Walked, and each channel seen or missed there; what another walk saw in the same place is looked for once more."""
    if replay is None or not replay.ok:
        return replay is not None
    return all(c in replay.shown or (c in replay.missing and (route.state, c) not in shown) for c in route.channels)
