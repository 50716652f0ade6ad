"""Follows what a site promises to where it must be kept: sample products are put into the basket and walked to the delivery
options, once for each place of delivery, and never ordered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from journeyaudit import clock
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.session import Session
from journeyaudit.gather.crawl.consent import Consent
from journeyaudit.gather.crawl.snapshots import SnapshotStore
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.purchase.sample import Errand, Purchase
from journeyaudit.gather.purchase.till import Till
from journeyaudit.model.graph import Fault
from journeyaudit.model.journal import Crawled, Followed, Record
from journeyaudit.model.snapshot import Device
from journeyaudit.model.subject import Subject
from journeyaudit.read.buying.samples import Sample, named_goods, samples

#: One purchase may take so many page times: it is some ten page loads, and a shop computes its delivery options slowly.
PURCHASE_TIMES = 14

Told = Callable[[Followed, int], None]


class Follower:
    """The purchases of one device. `told(stage, purchases left)` is called for each stage that is settled."""

    def __init__(
        self, session: Session, manners: Manners, device: Device, writer: RunWriter, store: SnapshotStore, told: Told
    ) -> None:
        self._session, self._manners, self._writer, self._store, self._told = session, manners, writer, store, told
        self._device: Device = device

    async def run(self) -> None:
        """Walks what the journal does not hold yet."""
        subject, records = self._session.subject, self._writer.records
        excluded = () if subject.sample_products else named_goods(records, self._store, self._device)
        picked = samples(subject, records, self._store, self._device, excluded)
        waiting = [e for e in errands(subject, picked) if not is_done(e, self._device, records)]
        ends = time.monotonic() + self._session.options.follow_seconds
        while waiting:
            errand = waiting.pop(0)
            if time.monotonic() > ends:
                self._give_up(errand, len(waiting))
                continue
            await self._buy(errand, basket_of(subject, records, self._device), len(waiting))

    async def _buy(self, errand: Errand, basket: str, left: int) -> None:
        options, guard = self._session.options, self._session.guard
        settled = {r.stage for r in self._writer.records if isinstance(r, Followed) and _is_of(r, errand, self._device)}

        def record(followed: Followed) -> None:
            if followed.stage not in settled:
                self._writer.append(followed)
                self._told(followed, left)

        context = await self._session.context(self._device)
        lane = self._session.lane(context, self._device)
        await lane.renew()
        consent = Consent(self._device, self._keep, lambda _: None, known=True)
        till = Till(lane, guard, self._manners, self._session.subject, consent, options.page_seconds)
        purchase = Purchase(till, self._session.subject, self._device, errand, basket, self._store, self._keep, record)
        try:
            await purchase.run(options.page_seconds * PURCHASE_TIMES)
        finally:
            till.leave()
            await lane.close()
            await context.close()

    def _give_up(self, errand: Errand, left: int) -> None:
        fault = Fault(kind="seconds", detail="the time for following products was up before this one's turn")
        followed = Followed(
            device=self._device,
            product=errand.product,
            stage="checkout",
            region=errand.region,
            fault=fault,
            at=clock.now().isoformat(),
        )
        self._writer.append(followed)
        self._told(followed, left)

    def _keep(self, shot: bytes) -> str:
        return self._writer.keep(shot, "picture")


def errands(subject: Subject, picked: Sequence[Sample]) -> tuple[Errand, ...]:
    """Each sample for each place of delivery; all samples for the first place before any for the second."""
    places = subject.postcodes or {"": ""}
    return tuple(Errand(sample.url, region, postcode) for region, postcode in places.items() for sample in picked)


def is_done(errand: Errand, device: Device, records: Sequence[Record]) -> bool:
    """Does the journal hold this purchase to its end?"""
    return any(isinstance(r, Followed) and r.stage == "checkout" and _is_of(r, errand, device) for r in records)


def _is_of(record: Followed, errand: Errand, device: Device) -> bool:
    return (record.device, record.product, record.region) == (device, errand.product, errand.region)


def basket_of(subject: Subject, records: Sequence[Record], device: Device) -> str:
    """Where the basket is, as the subject file or the crawl says; "" if neither does."""
    known = (r.starts.get("basket", "") for r in records if isinstance(r, Crawled) and r.device == device)
    return subject.start_pages.get("basket", "") or next(known, "")
