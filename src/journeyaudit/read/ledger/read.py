"""From the states of a run to its ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from journeyaudit.model.fact import StateFact
from journeyaudit.model.graph import ClickGraph, Edge
from journeyaudit.model.journal import Followed, Opening, Visit
from journeyaudit.model.ledger import Distance, Ledger, ServicePlace, Statement, TermsPage
from journeyaudit.model.snapshot import Device, Snapshot, TextBlock
from journeyaudit.read.graph import page_of, state_id
from journeyaudit.read.ledger.claims import Claim, claims
from journeyaudit.read.ledger.entries import entries
from journeyaudit.read.ledger.page import Opened, Page, Reader
from journeyaudit.read.ledger.prominence import body_size
from journeyaudit.read.ledger.service import ServicePage, service
from journeyaudit.read.ledger.service.page import once
from journeyaudit.read.ledger.stages import with_stages
from journeyaudit.read.ledger.terms import Terms, is_specific, terms
from journeyaudit.read.paths import Distances, outgoing

Snapshots = Callable[[str], Snapshot]
#: A page of terms makes its statements in detail; only what its headings say is a claim.
_PLACES: dict[str, ServicePlace] = {"product": "product", "basket": "basket", "checkout": "checkout"}
_ORDERING = frozenset(_PLACES)
_HEADINGS = ("headline", "sub-heading")


def read_ledger(
    visits: Sequence[Visit],
    facts: Iterable[StateFact],
    graphs: Sequence[ClickGraph],
    followed: Sequence[Followed],
    snapshot: Snapshots,
    country: str | None,
) -> Ledger:
    """The ledger of a run. `facts` give each page's kind; snapshots are asked for page by page."""
    reader = Reader(country)
    kinds = {fact.state: fact.kind for fact in facts}
    made: list[Claim] = []
    governing: list[Terms] = []
    statements: list[Statement] = []
    for page in _pages(visits, kinds, snapshot):
        found = terms(page, reader)
        if found is not None:
            governing.append(found)
        if page.device == "desktop" or page.kind in _ORDERING:
            statements += service((_as_service(page, found),), country)
        made += (c for c in claims(page, reader) if found is None or c.prominence.ladder in _HEADINGS)
    between = Between(graphs)
    stages = [(record, snapshot(record.snapshot) if record.snapshot else None) for record in followed]
    ledger = entries(made, _best(governing), between.way, reader)
    return Ledger(
        entries=tuple(with_stages(entry, stages, reader) for entry in ledger),
        terms=tuple(between.placed(one) for one in _best(governing)),
        service=_distinct(statements),
    )


def _as_service(page: Page, found: Terms | None) -> ServicePage:
    place: ServicePlace = "terms" if found else _PLACES.get(page.kind, "other")
    return ServicePage(page.snapshot, place, page.url, page.at, page.sha)


def _distinct(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Times for returns and refunds are compared page by page, anything else is kept once."""
    compared = [s for s in statements if s.topic in ("refund-time", "returns-period")]
    return (*once(s for s in statements if s not in compared), *once(compared, each_page=True))


def _best(found: Iterable[Terms]) -> list[Terms]:
    """Each governing page once, as the desktop shows it where both devices do."""
    by_url: dict[str, Terms] = {}
    for one in found:
        known = by_url.get(one.page.url)
        if known is None or (known.device != "desktop" and one.device == "desktop"):
            by_url[one.page.url] = one
    return list(by_url.values())


def _pages(visits: Sequence[Visit], kinds: Mapping[str, str], snapshot: Snapshots) -> Iterator[Page]:
    for visit in visits:
        if visit.snapshot is None or visit.fault is not None:
            continue
        url = page_of(visit)
        state = state_id(visit.device, url)
        seen = snapshot(visit.snapshot)
        yield Page(
            state=state,
            url=url,
            device=visit.device,
            kind=kinds.get(state, "other"),
            at=visit.at,
            sha=visit.snapshot,
            snapshot=seen,
            body=body_size(seen),
            opened=tuple(_opened(opening, snapshot) for opening in visit.openings if _reveals(opening)),
        )


def _reveals(opening: Opening) -> bool:
    return opening.effect == "revealed" and not opening.reused and opening.snapshot is not None


def _opened(opening: Opening, snapshot: Snapshots) -> Opened:
    sha = opening.snapshot or ""
    after = snapshot(sha)
    before = {b.text for b in snapshot(opening.base).blocks if b.visible} if opening.base else set[str]()
    fresh: tuple[TextBlock, ...] = tuple(b for b in after.blocks if b.visible and b.text not in before)
    return Opened(opening.chain[-1], opening.name, after, sha, fresh)


class Between:
    """How far apart two places are on the click graph of one device; each start is measured once."""

    def __init__(self, graphs: Sequence[ClickGraph]) -> None:
        self._graphs: dict[Device, ClickGraph] = {graph.device: graph for graph in graphs}
        self._tables: dict[Device, dict[str, list[Edge]]] = {graph.device: outgoing(graph.edges) for graph in graphs}
        self._known: dict[tuple[Device, str], Distances] = {}

    def way(self, claim: Claim, terms: Terms) -> Distance:
        """From a claim to a page of terms: fewest clicks, and the link that leads there."""
        if claim.url == terms.page.url:
            return Distance(clicks=0)
        return self._distance(claim.device, claim.state, state_id(claim.device, terms.page.url))

    def placed(self, terms: Terms) -> TermsPage:
        """The governing page with its clicks from the home page."""
        graph = self._graphs.get(terms.device)
        home = graph.starts.get("home") if graph else None
        away = self._distance(terms.device, home, terms.state) if home else Distance(clicks=None)
        return terms.page.model_copy(update={"clicks": away.clicks})

    def _distance(self, device: Device, start: str, end: str) -> Distance:
        table = self._tables.get(device, {})
        known = self._known.get((device, start))
        if known is None:
            known = self._known[device, start] = Distances(start, table)
        clicks = known.clicks(end)
        if clicks is None:
            return Distance(clicks=None, label_is_specific=False)
        walked: list[Edge] = [e for e in known.path(end) if e.action != "redirect"]
        label = walked[-1].name if walked else ""
        return Distance(clicks=clicks, label=label, label_is_specific=all(is_specific(e.name) for e in walked if e.clicks))
