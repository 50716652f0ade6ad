"""One sample product on its way to the till: product page → basket → delivery options, as a new customer, and never further."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from journeyaudit import clock
from journeyaudit.gather.browser.lane import Look, LostPage
from journeyaudit.gather.browser.pictures import picture
from journeyaudit.gather.crawl.snapshots import SnapshotStore
from journeyaudit.gather.purchase.basket import Basket
from journeyaudit.gather.purchase.checkout import Checkout
from journeyaudit.gather.purchase.till import Till, WayEnded
from journeyaudit.model.graph import Fault
from journeyaudit.model.journal import Followed
from journeyaudit.model.ledger import STAGES, StageName
from journeyaudit.model.snapshot import Device
from journeyaudit.model.subject import Subject


@dataclass(frozen=True)
class Errand:
    """What to buy and where to have it delivered: a product page, a place's name and its postcode ("" where none is given)."""

    product: str
    region: str = ""
    postcode: str = ""


class Purchase:
    """One walk. `record` is given each stage as it is settled, the checkout last; nothing the shop does raises."""

    def __init__(
        self,
        till: Till,
        subject: Subject,
        device: Device,
        errand: Errand,
        basket: str,
        store: SnapshotStore,
        keep: Callable[[bytes], str],
        record: Callable[[Followed], None],
    ) -> None:
        self._till, self._errand = till, errand
        self._device: Device = device
        self._basket = Basket(till, subject, basket)
        self._checkout = Checkout(till, subject, errand.postcode)
        self._store, self._keep, self._record = store, keep, record
        self._stage: StageName = "product"

    async def run(self, seconds: float) -> None:
        """Walks as far as the shop lets us, within so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._walk()
            return
        except WayEnded as end:
            ended = end
        except LostPage as lost:
            ended = WayEnded(lost.fault.kind, lost.fault.detail)
        except TimeoutError:
            ended = WayEnded("timeout", f"the way to the till took longer than {seconds:g} seconds")
        await self._end(ended)

    async def _walk(self) -> None:
        look = await self._till.go(self._errand.product)
        await self._settle(look)
        added = await self._basket.add(look)
        shown = await self._basket.show(added, look)
        look = await self._basket.estimate(shown, self._errand.postcode)
        await self._settle(look)
        look = await self._checkout.run(look)
        await self._settle(look)

    async def _end(self, ended: WayEnded) -> None:
        """Records the stage that was not reached, and those after it."""
        look, detail = ended.look, ended.fault.detail
        for stage in STAGES[STAGES.index(self._stage) :]:
            await self._settle(look, Fault(kind=ended.fault.kind, detail=detail[:400]))
            look, detail = None, f"the way ended before, at the {stage}: {ended.fault.detail}"

    async def _settle(self, look: Look | None, fault: Fault | None = None) -> None:
        """Records the stage that we are at, and goes on to the next."""
        stage = self._stage
        sha = await self._store.keep(look) if look else None
        shot = await picture(self._till.lane.page) if look else None
        names = self._till.take_names()
        left = stage == "checkout" and self._basket.is_filled and not await self._basket.empty()
        given = self._till.took_postcode and stage != "product"
        self._record(
            Followed(
                device=self._device,
                product=self._errand.product,
                stage=stage,
                url=look.snapshot.url if look else "",
                names=names,
                region=self._errand.region,
                postcode=self._errand.postcode if given else "",
                snapshot=sha,
                picture=self._keep(shot) if shot else None,
                fault=fault,
                left_behind=left,
                at=clock.now().isoformat(),
            )
        )
        self._stage = STAGES[min(STAGES.index(stage) + 1, len(STAGES) - 1)]
