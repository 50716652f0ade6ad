"""Made-up crawls: pages as lists of controls and lines of text, and the visits that a browser would have made of them."""

from __future__ import annotations

from urllib.parse import urljoin

import msgspec

from journeyaudit.model.graph import ClickGraph
from journeyaudit.model.journal import Crawled, Opening, Record, Visit
from journeyaudit.model.snapshot import Control, Device, Snapshot, TextBlock
from journeyaudit.read.clicks.graph import build
from journeyaudit.read.clicks.states import StateReader
from journeyaudit.read.urls import Scope

SHOP = "https://www.shop.example"
SCOPE = Scope((SHOP,))


def link(name: str, href: str, key: str = "", *, here: str = SHOP, **more: object) -> Control:
    """A link as it is written on a page; its key is its name unless one is given."""
    made = Control(key=key or name, name=name, href=urljoin(here, href), raw_href=href)
    return msgspec.structs.replace(made, **more)


def button(name: str, key: str = "", **more: object) -> Control:
    """A button that may open something when it is clicked."""
    made = Control(key=key or name, name=name, tag="button", role="button", opens="click")
    return msgspec.structs.replace(made, **more)


def shot(path: str, *controls: Control, texts: tuple[str, ...] = ()) -> Snapshot:
    """One state of the page at `path`."""
    return Snapshot(url=urljoin(SHOP, path), controls=controls, blocks=tuple(TextBlock(text) for text in texts))


class Crawl:
    """Snapshots under made-up hashes, and the visits that name them."""

    def __init__(self, device: Device = "desktop") -> None:
        self.device: Device = device
        self.snapshots: dict[str, Snapshot] = {}
        self.records: list[Record] = []
        self.reader = StateReader(self.snapshots.__getitem__, "GB")

    def keep(self, snapshot: Snapshot) -> str:
        sha = f"{len(self.snapshots):064x}"
        self.snapshots[sha] = snapshot
        return sha

    def visit(self, page: Snapshot, *openings: Opening, asked: str = "", start: str = "", untried: int = 0) -> Visit:
        """A visit of a page; `asked` is the path asked for, if the site sent the visitor on from there."""
        url = urljoin(SHOP, asked) if asked else page.url
        visit = Visit(
            order=len(self.records),
            device=self.device,
            url=url,
            final_url=page.url,
            status=200,
            start=start,
            snapshot=self.keep(page),
            openings=openings,
            untried=untried,
        )
        self.records.append(visit)
        return visit

    def revealed(self, base: Snapshot, opened: Snapshot, *chain: str, action: str = "click", name: str = "") -> Opening:
        """What a control showed: the last of `chain`, used while the ones before it were open."""
        return Opening.model_validate(
            {
                "chain": chain,
                "action": action,
                "name": name or chain[-1],
                "region": "main",
                "effect": "revealed",
                "snapshot": self.keep(opened),
                "base": self.keep(base),
            }
        )

    def went(self, to: str, *chain: str, effect: str = "navigated") -> Opening:
        """A control that led to another page, or (refused) wanted to."""
        return Opening.model_validate(
            {
                "chain": chain,
                "action": "click",
                "name": chain[-1],
                "region": "main",
                "effect": effect,
                "url": urljoin(SHOP, to),
            }
        )

    def end(self, *, stopped: str = "", skipped: int = 0, **starts: str) -> None:
        """The crawl is over; `starts` maps names to paths."""
        urls = {name: urljoin(SHOP, path) for name, path in starts.items()}
        self.records.append(Crawled(device=self.device, starts=urls, stopped=stopped, skipped=skipped))

    def graph(self) -> ClickGraph:
        return build(self.device, self.records, self.reader, SCOPE)
