"""Terms in a PDF: which of them pages link to, and what they tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from journeyaudit.model.journal import Document, Visit
from journeyaudit.model.ledger import Prominence, TermsPage
from journeyaudit.model.snapshot import Control, Device, Snapshot, TextBlock
from journeyaudit.read.clicks.graph import page_of, state_id
from journeyaudit.read.ledger.page import Page, Reader
from journeyaudit.read.ledger.terms import Kind, Terms, kind_of_link, terms
from journeyaudit.read.markup.pdf import text_of_pdf
from journeyaudit.read.urls import Scope, identity

#: Gives the bytes of the document stored under a hash.
Bytes = Callable[[str], bytes]
MOST_DOCUMENTS = 5
#: The kinds that are worth fetching, those that govern a delivery first.
_WORTH: tuple[Kind, ...] = ("delivery", "returns", "terms")
_PDF, _MAYBE_PDF = re.compile(r"\.pdf$", re.IGNORECASE), re.compile(r"\.pdf", re.IGNORECASE)
_DASH = re.compile(r"\s[|–—·-]\s")
_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?[^\W\d][^.!?;:£$€]{2,60}")
_BODY = 16.0


class Fetched(NamedTuple):
    """A document and its bytes, b"" if there are none."""

    record: Document
    data: bytes


class Linking(NamedTuple):
    """A state that links to a PDF by `url` (its identity)."""

    state: str
    device: Device
    url: str
    label: str


class Wanted(NamedTuple):
    """A document to fetch, and where its link stands."""

    url: str
    label: str
    source: str
    chain: tuple[str, ...]
    device: Device


def wanted_documents(visits: Sequence[Visit], snapshot: Callable[[str], Snapshot], scope: Scope) -> tuple[Wanted, ...]:
    """The PDFs of the subject's own site that visited pages link to as terms of delivery or returns, or as general terms: at
    most MOST_DOCUMENTS, by what they govern and in the order of the visits. A link is a PDF by its address, or because it
    turned out to be a download when it was visited.
    """
    downloads = {identity(v.url) for v in visits if v.fault is not None and v.fault.kind == "download"}
    found: dict[str, tuple[int, Wanted]] = {}
    for visit in sorted(visits, key=lambda v: (v.device, v.order)):
        for chain, shot in _shots(visit, snapshot):
            for control in shot.controls:
                name = identity(control.href) if control.href else ""
                if not name or name in found or not scope.covers(control.href) or not _leads(control, downloads):
                    continue
                kind = kind_of_link(control.name, control.href)
                if kind in _WORTH:
                    wanted = Wanted(control.href, control.name, page_of(visit), chain, visit.device)
                    found[name] = (_WORTH.index(kind), wanted)
    return tuple(wanted for _, wanted in sorted(found.values(), key=lambda one: one[0]))[:MOST_DOCUMENTS]


def _shots(visit: Visit, snapshot: Callable[[str], Snapshot]) -> Iterator[tuple[tuple[str, ...], Snapshot]]:
    if visit.snapshot is None:
        return
    yield (), snapshot(visit.snapshot)
    for opening in visit.openings:
        if opening.effect == "revealed" and not opening.reused and opening.snapshot is not None:
            yield opening.chain, snapshot(opening.snapshot)


def _leads(control: Control, downloads: Iterable[str]) -> bool:
    if not control.visible or control.hit is False or control.disabled:
        return False
    parts = urlsplit(control.href)
    return parts.scheme in ("http", "https") and (_PDF.search(parts.path) is not None or identity(control.href) in downloads)


def linking(page: Page) -> Iterator[Linking]:
    """The links of the page to PDFs: a document is as near as the nearest page that links to it."""
    for control in page.snapshot.controls:
        if _MAYBE_PDF.search(control.href) and _leads(control, ()):
            yield Linking(page.state, page.device, identity(control.href), control.name)


def document_page(fetched: Fetched) -> tuple[Page, str]:
    """The document as a page of one block a paragraph, and why it could not be read, or not to its end."""
    record = fetched.record
    text, fault = text_of_pdf(fetched.data) if record.fault is None else ("", record.fault.detail or record.fault.kind)
    lines = [line for line in text.splitlines() if line]
    blocks = tuple(
        TextBlock(text=line, size=_BODY, heading=2 if _heads(line, after) else 0)
        for line, after in zip(lines, [*lines[1:], ""], strict=False)
    )
    title = _DASH.sub(" ", record.label)  # in a page's title the shop's name stands behind a dash
    shot = Snapshot(url=record.url, device=record.device, title=title, blocks=blocks)
    state = state_id(record.device, record.source, record.chain)
    return Page(state, record.url, record.device, "policy", record.at, record.artifact or "", shot), fault


def _heads(line: str, after: str) -> bool:
    """A short line without an end, over a sentence."""
    return _HEADING.fullmatch(line) is not None and len(after) > len(line)


def document_terms(page: Page, fault: str, record: Document, reader: Reader) -> Terms:
    """What the document tells; its `state` is where its link stands. Words in a document have no place or look on a screen."""
    found = terms(page, reader)
    told = tuple(
        one._replace(
            prominence=Prominence(size=_BODY, above_fold=False, source="document"),
            evidence=one.evidence.model_copy(update={"box": None, "note": "in a PDF"}),
        )
        for one in (found.told if found else ())
    )
    document = TermsPage(
        url=record.url,
        title=record.label,
        kind="document",
        exclusions=len(told),
        fault=fault or (found.page.fault if found else ""),
    )
    return Terms(document, page.state, page.device, told, found.details if found else ())
