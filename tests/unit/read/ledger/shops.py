"""Small shops for the tests of the promise ledger: pages of blocks with boxes, crawled as a browser would have."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from urllib.parse import urljoin

import msgspec

from journeyaudit.model.journal import Followed
from journeyaudit.model.ledger import Entry, Ledger
from journeyaudit.model.snapshot import Box, Control, Snapshot, TextBlock
from journeyaudit.read.ledger import Fetched, LedgerReader
from tests.unit.read.crawls import SHOP, Crawl


def line(text: str, **more: object) -> TextBlock:
    """One block, laid out by `page`."""
    return msgspec.structs.replace(TextBlock(text), **more)


def page(path: str, *blocks: TextBlock | str, controls: Sequence[Control] = (), gap: int = 60, **more: object) -> Snapshot:
    """A page whose blocks stand one below the other, `gap` pixels from top to top, but for those that have a box of their own."""
    made = [line(b) if isinstance(b, str) else b for b in blocks]
    tops = accumulate((gap for _ in made), initial=100)
    placed = (
        b if b.box.height else msgspec.structs.replace(b, box=Box(40, y, 900, 20)) for b, y in zip(made, tops, strict=False)
    )
    shot = Snapshot(url=urljoin(SHOP, path), blocks=tuple(placed), controls=tuple(controls), language="en")
    return msgspec.structs.replace(shot, **more)


def ledger_of(
    *pages: Snapshot,
    crawl: Crawl | None = None,
    followed: Sequence[Followed] = (),
    documents: Sequence[Fetched] = (),
    country: str = "GB",
) -> Ledger:
    """The ledger of the pages, or of a crawl with its openings; its kinds of pages are "home" and "other"."""
    made = crawl or Crawl()
    for one in pages:
        made.visit(one, start="" if made.records else "home")
    made.end(home="/")
    reader = LedgerReader(made.snapshots.__getitem__, country)
    for record in made.records:
        if record.record == "visit":
            reader.add(record, "home" if record.start == "home" else "other")
    return reader.ledger([made.graph()], followed, documents)


def entry(ledger: Ledger, words: str) -> Entry:
    """The one entry whose quote holds the words."""
    (found,) = [one for one in ledger.entries if words in one.quote]
    return found


def only(*blocks: TextBlock | str) -> Entry:
    """The first promise of a home page with these blocks, as the ledger tells it."""
    shown = page("/", *blocks)
    made = ledger_of(shown)
    first = shown.blocks[0].text
    return next(one for one in made.entries if one.quote[:12] in first)
