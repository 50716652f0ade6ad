"""Which products to follow to the checkout: those that the subject file names, else one of each category that the crawl met, and
one of each category that an exclusion names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

import msgspec

from journeyaudit.model.journal import Record, Visit
from journeyaudit.model.snapshot import Device, Snapshot
from journeyaudit.model.subject import Subject
from journeyaudit.read.buying.checkout import sold_out
from journeyaudit.read.buying.controls import adding
from journeyaudit.read.graph import leads, page_of
from journeyaudit.read.lexicon import fold
from journeyaudit.read.page_kind import page_kind, path_segments
from journeyaudit.read.urls import Scope, identity, pattern_of

#: So many categories are sampled, those first that an exclusion names; each sample costs a shop some ten page loads (OP).
MOST_SAMPLES = 4
_SHORTEST_WORD = 4
_WORD = re.compile(r"[^\W\d_]{3,}")
Snapshots = Callable[[str], Snapshot]


class Sample(NamedTuple):
    """A product to follow. `category` "" where none is known; `why` it was picked, in words."""

    url: str
    category: str
    why: str


class _Product(NamedTuple):
    url: str
    name: str
    category: str
    seen: bool


def samples(
    subject: Subject, records: Sequence[Record], snapshot: Snapshots, device: Device, excluded: Iterable[str] = ()
) -> tuple[Sample, ...]:
    """The products to follow, in the order to follow them. `excluded` are the goods that exclusions name, as they word them."""
    if subject.sample_products:
        named = dict.fromkeys(urljoin(subject.origins[0], product) for product in subject.sample_products)
        return tuple(Sample(url, "", "named in the subject file") for url in named)
    found = tuple(_products(records, snapshot, device, Scope(subject.origins)))
    told: dict[str, Sample] = {}
    for phrase in excluded:
        match = next((p for p in found if _concerns(phrase, p)), None)
        if match and fold(match.category) not in told:
            told[fold(match.category)] = Sample(match.url, match.category, f"an exclusion names “{phrase[:80]}”")
    for product in found:
        told.setdefault(fold(product.category), Sample(product.url, product.category, _because(product)))
    return tuple(told.values())[:MOST_SAMPLES]


def _because(product: _Product) -> str:
    return f"one of the category “{product.category}”" if product.category else "met in the crawl"


def _products(records: Sequence[Record], snapshot: Snapshots, device: Device, scope: Scope) -> Iterator[_Product]:
    """Products met, those seen to be for sale before those that are only linked to."""
    visits = sorted((r for r in records if isinstance(r, Visit) and r.device == device and r.snapshot), key=lambda v: v.order)
    seen: dict[str, _Product] = {}
    listed: dict[str, _Product] = {}
    gone: set[str] = set()
    for visit in visits:
        page = snapshot(visit.snapshot or "")
        kind = page_kind(page, visit.status)
        if kind == "product" and adding(page):
            key = identity(page_of(visit))
            (gone.add(key) if sold_out(page) else seen.setdefault(key, _seen(page, page_of(visit))))
        elif kind in ("category", "home"):
            listed |= {p.url: p for p in _listed(page, scope, kind) if p.url not in listed or listed[p.url].category == ""}
    patterns = {pattern_of(p.url) for p in seen.values()}
    for key, product in seen.items():
        category = product.category or (listed[key].category if key in listed else "")
        yield product._replace(category=category or _folder(product.url))
    for key, product in listed.items():
        if key not in seen and key not in gone and pattern_of(product.url) in patterns and product.category:
            yield product


def _seen(page: Snapshot, url: str) -> _Product:
    name = next((b.text for b in page.blocks if b.heading == 1 and b.visible), page.title)
    return _Product(url, name, _breadcrumb(page), seen=True)


def _listed(page: Snapshot, scope: Scope, kind: str) -> Iterator[_Product]:
    """What a page lists, by address; only a category's page tells the category."""
    title = next((b.text for b in page.blocks if b.heading == 1 and b.visible), "") if kind == "category" else ""
    for control in page.controls:
        if control.region == "main" and leads(control, scope, page.url):
            yield _Product(identity(control.href), control.name, title[:80], seen=False)


def _breadcrumb(page: Snapshot) -> str:
    """The category that structured data names above the product, "" if none does."""
    for text in page.structured:
        try:
            names = list(_trail(msgspec.json.decode(text.encode())))
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            continue
        if len(names) >= 2:
            return names[-2] if len(names) > 2 else names[0]
    return ""


def _trail(node: object) -> Iterator[str]:
    for part in node if isinstance(node, list) else (node,):  # pyright: ignore[reportUnknownVariableType] -- JSON is untyped
        if not isinstance(part, dict):
            continue
        if part.get("@type") == "BreadcrumbList":  # pyright: ignore[reportUnknownMemberType]
            yield from _crumbs(part.get("itemListElement"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        yield from _trail(part.get("@graph"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def _crumbs(items: object) -> Iterator[str]:
    for item in items if isinstance(items, list) else ():  # pyright: ignore[reportUnknownVariableType] -- JSON is untyped
        if isinstance(item, dict):
            inner: object = item.get("item")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            named: object = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            if isinstance(named, str):
                yield named[:80]


def _folder(url: str) -> str:
    """The last folder of an address that is not the template's own: /furniture/desks/oak-desk → "desks"."""
    folders = path_segments(url)[:-1]
    return folders[-1] if len(folders) > 1 else ""


def _concerns(phrase: str, product: _Product) -> bool:
    """Is a product meant by the goods that an exclusion names?"""
    named = _stems(phrase)
    return bool(named & _stems(product.category)) or len(named & _stems(product.name)) >= min(2, len(named)) > 0


def _stems(text: str) -> frozenset[str]:
    """Words without their plural endings: enough to see that "printed items" and "Print" may speak of the same."""
    words = (word for word in _WORD.findall(fold(text)) if len(word) >= _SHORTEST_WORD and word not in _COMMON)
    return frozenset(re.sub(r"(ing|ed|es|s|en|e)$", "", word) for word in words)


_COMMON = frozenset(
    {
        "items",
        "item",
        "product",
        "products",
        "goods",
        "orders",
        "order",
        "some",
        "with",
        "other",
        "such",
        "that",
        "from",
        "large",
        "selected",
    }
)
