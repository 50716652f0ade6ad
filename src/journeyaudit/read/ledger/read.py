"""From the states of a run to its ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from journeyaudit.model.graph import ClickGraph, Edge
from journeyaudit.model.journal import Followed, Opening, Visit
from journeyaudit.model.ledger import Distance, Ledger, ServicePlace, Statement, TermsPage
from journeyaudit.model.snapshot import Device, Snapshot, TextBlock
from journeyaudit.read.clicks.graph import page_of, state_id
from journeyaudit.read.clicks.paths import Distances, outgoing
from journeyaudit.read.ledger.claims import Claim, claims
from journeyaudit.read.ledger.documents import Fetched, Linking, document_page, document_terms, linking
from journeyaudit.read.ledger.entries import entries
from journeyaudit.read.ledger.page import Opened, Page, Reader
from journeyaudit.read.ledger.service import ServicePage, service
from journeyaudit.read.ledger.service.page import once
from journeyaudit.read.ledger.stages import with_stages
from journeyaudit.read.ledger.terms import Terms, is_specific, kind_of_label, terms
from journeyaudit.read.urls import identity

Snapshots = Callable[[str], Snapshot]
#: A page of terms makes its statements in detail; only what its headings say is a claim.
_PLACES: dict[str, ServicePlace] = {"product": "product", "basket": "basket", "checkout": "checkout"}
_ORDERING = frozenset(_PLACES)
_HEADINGS = ("headline", "sub-heading")


class LedgerReader:
    """Reads a run page by page, while each page's snapshot is at hand; then all is tied together. `country` (ISO 3166 alpha-2)
    settles the currency of a bare "$".
    """

    def __init__(self, snapshot: Snapshots, country: str | None) -> None:
        self._snapshot, self._country = snapshot, country
        self._reader = Reader(country)
        self._claims: list[Claim] = []
        self._terms: list[Terms] = []
        self._statements: list[Statement] = []
        self._linking: list[Linking] = []

    def add(self, visit: Visit, kind: str) -> None:
        """Reads one visited page; `kind` is that of its state (model.fact.StateFact.kind)."""
        page = _page(visit, kind, self._snapshot)
        if page is None:
            return
        self._linking += linking(page)
        found = terms(page, self._reader)
        if found is not None:
            self._terms.append(found)
        if page.device == "desktop" or page.kind in _ORDERING:
            self._statements += service((_as_service(page, found),), self._country, self._reader.promises)
        self._claims += (c for c in claims(page, self._reader) if found is None or c.prominence.ladder in _HEADINGS)

    def ledger(self, graphs: Sequence[ClickGraph], followed: Sequence[Followed], documents: Sequence[Fetched] = ()) -> Ledger:
        """The ledger of all pages that were added, and of the documents that they link to."""
        papers = [self._document(fetched) for fetched in documents]
        between, governing = Between(graphs, self._linking), [*_best(self._terms), *papers]
        known = {identity(one.page.url) for one in governing}
        stages = [(record, self._snapshot(record.snapshot) if record.snapshot else None) for record in followed]
        made = entries(self._claims, governing, between.way, self._reader)
        return Ledger(
            entries=tuple(with_stages(entry, stages, self._reader) for entry in made),
            terms=(
                *(between.placed(one) for one in governing),
                *unread_terms(graphs, known, between),
            ),
            service=_distinct(self._statements),
        )

    def _document(self, fetched: Fetched) -> Terms:
        page, fault = document_page(fetched)
        found = document_terms(page, fault, fetched.record, self._reader)
        self._linking.append(Linking(found.state, found.device, identity(found.page.url), fetched.record.label))
        self._statements += service((_as_service(page, found),), self._country, self._reader.promises)
        return found


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


def _page(visit: Visit, kind: str, snapshot: Snapshots) -> Page | None:
    if visit.snapshot is None or visit.fault is not None:
        return None
    url = page_of(visit)
    return Page(
        state=state_id(visit.device, url),
        url=url,
        device=visit.device,
        kind=kind,
        at=visit.at,
        sha=visit.snapshot,
        snapshot=snapshot(visit.snapshot),
        opening=lambda: tuple(_opened(opening, snapshot) for opening in visit.openings if _reveals(opening)),
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
    """How far apart two places are on the click graph of one device; each start is measured once. A document lies one click
    behind the pages that link to it.
    """

    def __init__(self, graphs: Sequence[ClickGraph], linking: Sequence[Linking] = ()) -> None:
        self._linking: dict[tuple[Device, str], dict[str, Linking]] = {}
        for one in linking:
            self._linking.setdefault((one.device, one.url), {}).setdefault(one.state, one)
        self._graphs: dict[Device, ClickGraph] = {graph.device: graph for graph in graphs}
        self._tables: dict[Device, dict[str, list[Edge]]] = {graph.device: outgoing(graph.edges) for graph in graphs}
        self._known: dict[tuple[Device, str], Distances] = {}

    def way(self, claim: Claim, terms: Terms) -> Distance:
        """From a claim to a page of terms: fewest clicks, and the link that leads there."""
        if claim.url == terms.page.url:
            return Distance(clicks=0)
        return self._to(claim.device, claim.state, terms)

    def placed(self, terms: Terms) -> TermsPage:
        """The governing page with its clicks from the home page."""
        graph = self._graphs.get(terms.device)
        home = graph.starts.get("home") if graph else None
        away = self._to(terms.device, home, terms) if home else Distance(clicks=None)
        return terms.page.model_copy(update={"clicks": away.clicks})

    def _to(self, device: Device, start: str, terms: Terms) -> Distance:
        direct = self._distance(device, start, state_id(device, terms.page.url))
        links = self._linking.get((device, identity(terms.page.url)), {}).values()
        ways = [(away, link) for link in links if (away := self.clicks(device, start, link.state)) is not None]
        if direct.clicks is not None or terms.page.kind != "document" or not ways:
            return direct
        clicks, link = min(ways, key=lambda way: way[0])
        said = is_specific(link.label) and self._distance(device, start, link.state).label_is_specific
        return Distance(clicks=clicks + 1, label=link.label, label_is_specific=said)

    def clicks(self, device: Device, start: str, end: str) -> int | None:
        """The fewest clicks from one state to another, None if no way was found."""
        return self._distance(device, start, end).clicks

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


def unread_terms(graphs: Sequence[ClickGraph], known: set[str], between: Between) -> Iterator[TermsPage]:
    """The pages that a link names as terms and that could not be read, each once, with the fault."""
    told = set(known)
    for graph in graphs:
        for edge in graph.edges:
            state = graph.states.get(edge.target)
            if state is None or state.fault is None or identity(state.url) in told:
                continue
            kind = kind_of_label(edge.name)
            if kind is not None:
                told.add(identity(state.url))
                home = graph.starts.get("home", "")
                clicks = between.clicks(graph.device, home, state.id)
                yield TermsPage(
                    url=state.url, title=edge.name, kind=kind, clicks=clicks, fault=state.fault.detail or state.fault.kind
                )
