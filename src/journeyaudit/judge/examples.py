"""Runs a check over its examples.

Each made-up site becomes the journal that gathering would have written, then is read and judged as any run.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import msgspec

from journeyaudit.errors import DefinitionError
from journeyaudit.judge.example_cases import cases_of
from journeyaudit.judge.example_ledger import ledger_of
from journeyaudit.judge.judge import judge
from journeyaudit.model.check import Check
from journeyaudit.model.example import Example, ExamplePage, Opened
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Finding
from journeyaudit.model.graph import Fault
from journeyaudit.model.journal import Banner, Crawled, Ended, Opening, Record, Visit
from journeyaudit.model.plan import GatherOptions, Plan
from journeyaudit.model.snapshot import Control, Device, Snapshot, encode
from journeyaudit.model.subject import Subject
from journeyaudit.read.clicks.graph import leads
from journeyaudit.read.markup import snapshot_of_html
from journeyaudit.read.site import read_site
from journeyaudit.read.urls import Scope, identity

ORIGIN = "https://www.shop.example"
AT = "2025-01-06T09:00:00Z"
_NOT_FOUND = ExamplePage(html="<h1>Page not found</h1><p>We could not find the page that you asked for.</p>", status=404)
_ELSEWHERE = ExamplePage(html="<p>A page of somebody else.</p>")
_MOST_REDIRECTS = 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check said about one example. `mismatch` is "" if that is what the example expects."""

    example: Example
    finding: Finding
    mismatch: str

    @property
    def sound(self) -> bool:
        """The check is right, or wrong in the way that the example records as a known miss."""
        return bool(self.mismatch) == self.example.known_miss

    @property
    def complaint(self) -> str:
        """One sentence on what is wrong, "" if nothing is."""
        if self.sound:
            return ""
        return self.mismatch or "recorded as a known miss, but the check gets it right: remove `known_miss`"


def run_example(check: Check, example: Example) -> Verdict:
    """The check's verdict on one example. DefinitionError if the example names a control that its page does not have."""
    try:
        finding = judge([check], facts_of(example, check.id))[0]
    except Exception as error:
        error.add_note(f"while running the example “{example.name}” of {check.id}")
        raise
    return Verdict(example, finding, _mismatch(example, finding))


def facts_of(example: Example, check: str = "") -> SiteFacts:
    """The facts of the made-up site, read as those of a gathered one; a ledger that the example gives replaces the one read."""
    site = _Site(example)
    records = list(site.records())
    facts = read_site(_plan(example, check), records, site.artifacts.__getitem__)
    facts = facts.model_copy(update={"cases": cases_of(example.cases)})
    return facts if example.ledger is None else facts.model_copy(update={"ledger": ledger_of(example.ledger, facts)})


def _mismatch(example: Example, finding: Finding) -> str:
    if finding.outcome != example.outcome:
        told = f" ({finding.reason})" if finding.reason else ""
        return f"expected {example.outcome}, the check says {finding.outcome}{told}"
    if example.score is not None and (finding.score is None or abs(finding.score - example.score) > 0.005):
        return f"expected a score of {example.score:g}, got {_figure(finding.score)}"
    if example.value is not None and finding.value != example.value:
        return f"expected a value of {example.value:g}, got {_figure(finding.value)}"
    return ""


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"


def _plan(example: Example, check: str) -> Plan:
    starts: dict[str, str] = {name: path for name, path in example.starts.items()}  # noqa: C416  # widens the type of the keys
    subject = Subject(name="The example shop", origins=(ORIGIN,), country=example.country, start_pages=starts)
    options = GatherOptions(devices=example.devices, rate=0)
    return Plan(tool="example", started_at=AT, subject=subject, options=options, checks=(check,))


@dataclass(slots=True)
class _Site:
    """The made-up site as a crawler would have journalled it. `artifacts` maps hashes to snapshots."""

    example: Example
    artifacts: dict[str, Snapshot] = field(default_factory=dict[str, Snapshot])
    scope: Scope = field(default_factory=lambda: Scope((ORIGIN,)))

    def records(self) -> Iterator[Record]:
        for device in self.example.devices:
            yield from self._device(device)
        yield Ended(seconds=0.0, browser="none", at=AT)

    def _device(self, device: Device) -> Iterator[Record]:
        if self.example.banner is not None:
            yield Banner(device=device, url=address("/"), at=AT, **self.example.banner.model_dump())
        visits = [self._visit(order, path, device) for order, path in enumerate(self._paths())]
        if not self.example.stopped:
            missing = self._missing(visits)
            visits += [self._answer(len(visits) + at, url, url, _NOT_FOUND, device) for at, url in enumerate(missing)]
        yield from visits
        starts = {name: address(path) for name, path in self.example.starts.items()}
        yield Crawled(device=device, starts=starts, stopped=self.example.stopped, pages=len(visits))

    def _paths(self) -> list[str]:
        """Start pages first, as a crawl goes."""
        starts = [path for path in self.example.starts.values() if path in self.example.pages]
        return list(dict.fromkeys([*starts, *self.example.pages]))

    def _visit(self, order: int, path: str, device: Device) -> Visit:
        asked, page = path, self.example.page(path)
        for _ in range(_MOST_REDIRECTS):
            if page.redirect is None:
                return self._answer(order, address(asked), address(path), page, device)
            path = page.redirect
            page = self.example.page(path) if path in self.example.pages else self._unlisted(path)
        fault = Fault(kind="redirect-loop", detail=f"more than {_MOST_REDIRECTS} redirects")
        return Visit(order=order, device=device, url=address(asked), fault=fault, start=self._start(asked), at=AT)

    def _unlisted(self, path: str) -> ExamplePage:
        return _NOT_FOUND if self.scope.holds(address(path)) else _ELSEWHERE

    def _answer(self, order: int, asked: str, ended: str, page: ExamplePage, device: Device) -> Visit:
        start = self._start(asked)
        if page.fault is not None:
            fault = Fault(kind=page.fault, detail=page.fault)
            return Visit(order=order, device=device, url=asked, final_url=ended, fault=fault, start=start, at=AT)
        text = page.mobile if device == "mobile" and page.mobile is not None else page.html or ""
        snapshot = msgspec.structs.replace(snapshot_of_html(_markup(text), ended, device), status=page.status)
        openings = tuple(self._openings(_markup(text), snapshot, page.opened, ()))
        return Visit(
            order=order, device=device, url=asked, final_url=ended, status=page.status, start=start,
            snapshot=self._keep(snapshot), openings=openings, at=AT,
        )  # fmt: skip

    def _openings(self, text: str, base: Snapshot, opened: Sequence[Opened], chain: tuple[str, ...]) -> Iterator[Opening]:
        for one in opened:
            control = _control(base, one.control)
            keys = (*chain, control.key)
            told = Opening(
                chain=keys, action=one.action, name=control.name, region=control.region, context=control.context,
                effect="nothing", base=self._keep(base),
            )  # fmt: skip
            if one.leads_to:
                yield told.model_copy(update={"effect": "navigated", "url": address(one.leads_to)})
            elif one.shows:
                more = text + _markup(one.shows)
                after = msgspec.structs.replace(snapshot_of_html(more, base.url, base.device), status=base.status)
                yield told.model_copy(update={"effect": "revealed", "snapshot": self._keep(after)})
                yield from self._openings(more, after, one.opened, keys)
            else:
                yield told

    def _missing(self, visits: Sequence[Visit]) -> list[str]:
        """The pages of the site that something leads to and the example does not list."""
        listed = {identity(visit.url) for visit in visits} | {identity(visit.final_url) for visit in visits}
        found: dict[str, str] = {}
        for visit in visits:
            shown = [visit.snapshot, *(opening.snapshot for opening in visit.openings)]
            snapshots = [self.artifacts[sha] for sha in shown if sha is not None]
            targets = [c.href for s in snapshots for c in s.controls if leads(c, self.scope, s.url)]
            targets += [opening.url for opening in visit.openings if opening.url and self.scope.holds(opening.url)]
            for target in targets:
                found.setdefault(identity(target), target)
        return [url for name, url in found.items() if name not in listed]

    def _start(self, asked: str) -> str:
        return next((name for name, path in self.example.starts.items() if address(path) == address(asked)), "")

    def _keep(self, snapshot: Snapshot) -> str:
        sha = hashlib.sha256(encode(snapshot)).hexdigest()
        self.artifacts[sha] = snapshot
        return sha


def address(path: str) -> str:
    """The full address of a path of the made-up site; addresses stay as they are."""
    return urljoin(ORIGIN, path) if not urlsplit(path).scheme else path


def _markup(text: str) -> str:
    """HTML as it is; plain text as paragraphs."""
    if text.lstrip().startswith("<"):
        return text
    return "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part.strip())


def _control(snapshot: Snapshot, name: str) -> Control:
    wanted = " ".join(name.split()).casefold()
    named = [control for control in snapshot.controls if " ".join(control.name.split()).casefold() == wanted]
    if not named:
        known = ", ".join(sorted({control.name for control in snapshot.controls if control.name})) or "none"
        message = f'the page {urlsplit(snapshot.url).path} has no control named "{name}"'
        raise DefinitionError(message, remedy=f"name one of its controls: {known}", code="JA111")
    return next((control for control in named if control.visible), named[0])
