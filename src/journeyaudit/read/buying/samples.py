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
from journeyaudit.read.clicks.graph import leads, page_of
from journeyaudit.read.lexicon import fold, matcher
from journeyaudit.read.pages.page_kind import page_kind, path_segments
from journeyaudit.read.terms import exclusions
from journeyaudit.read.urls import Scope, identity, pattern_of

#: So many categories are sampled, those first that an exclusion names; each sample costs a shop some ten page loads (OP).
MOST_SAMPLES = 4
_SHORTEST_WORD = 4
#: A breadcrumb: its links stand in a line, this near above the heading (CSS pixels), and are few.
_LINE, _NEAR, _LONGEST_TRAIL = 8, 320, 4
_MANY = 10_000
_SHORTEST_SENTENCE = 25
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
    among: int = 0


_NOWHERE = _Product("", "", "", among=_MANY)


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
        for match in (p for p in found if _concerns(phrase, p)):
            told.setdefault(fold(match.category), Sample(match.url, match.category, f"an exclusion names “{phrase[:80]}”"))
    for product in found:
        told.setdefault(fold(product.category), Sample(product.url, product.category, _because(product)))
    return tuple(told.values())[:MOST_SAMPLES]


def named_goods(records: Sequence[Record], snapshot: Snapshots, device: Device) -> tuple[str, ...]:
    """The sentences that leave goods out of a promise, on all pages that the crawl saw, each once."""
    found: dict[str, None] = {}
    for visit in records:
        if isinstance(visit, Visit) and visit.device == device and visit.snapshot:
            for text in _told(snapshot(visit.snapshot)):
                found |= dict.fromkeys(e.quote for e in exclusions(text) if e.type == "product_category")
    return tuple(found)


def _told(page: Snapshot) -> Iterator[str]:
    """What a page tells about delivery: its own texts, a paragraph at a time."""
    about = matcher("delivery_words")
    return (b.text for b in page.blocks if len(b.text) > _SHORTEST_SENTENCE and about.find(b.text))


def _because(product: _Product) -> str:
    return f"one of the category “{product.category}”" if product.category else "met in the crawl"


def _products(records: Sequence[Record], snapshot: Snapshots, device: Device, scope: Scope) -> Iterator[_Product]:
    """Products met, those seen to be for sale before those that are only linked to."""
    visits = sorted((r for r in records if isinstance(r, Visit) and r.device == device and r.snapshot), key=lambda v: v.order)
    seen: dict[str, _Product] = {}
    listed: dict[str, _Product] = {}
    gone: set[str] = set()
    for visit in visits:
        page, url = snapshot(visit.snapshot or ""), identity(page_of(visit))
        kind = page_kind(page, visit.status)
        if kind == "product" and adding(page):
            (gone.add(url) if sold_out(page) else seen.setdefault(url, _seen(page, url)))
        elif kind in ("category", "home"):
            listed |= {p.url: p for p in _listed(page, scope, kind) if p.among < listed.get(p.url, _NOWHERE).among}
    own = {url: product for url, product in seen.items() if not any(_is_below(url, other) for other in seen)}
    for url, product in own.items():
        category = product.category or listed.get(url, _NOWHERE).category or _folder(url)
        yield product._replace(category=category)
    patterns = {pattern_of(url) for url in own}
    yield from (p for u, p in listed.items() if u not in seen and u not in gone and pattern_of(u) in patterns and p.category)


def _is_below(url: str, other: str) -> bool:
    """Is it a page about another product's page, such as the form for its reviews?"""
    return url != other and url.startswith(other.partition("?")[0].rstrip("/") + "/")


def _seen(page: Snapshot, url: str) -> _Product:
    name = next((b.text for b in page.blocks if b.heading == 1 and b.visible), page.title)
    return _Product(url, name, _breadcrumb(page) or _trail_above(page))


def _listed(page: Snapshot, scope: Scope, kind: str) -> Iterator[_Product]:
    """What a page lists, by address; only a category's page tells the category, and the shorter its list the better."""
    title = next((b.text for b in page.blocks if b.heading == 1 and b.visible), "") if kind == "category" else ""
    links = {identity(c.href): c.name for c in page.controls if c.region == "main" and leads(c, scope, page.url)}
    for url, name in links.items():
        yield _Product(url, name, title[:80], among=len(links) if title else _MANY - 1)


def _trail_above(page: Snapshot) -> str:
    """The category that a line of links above the heading names ("Home › Desks › Oak desk"), "" if there is none."""
    heading = next((b.box.y for b in page.blocks if b.heading == 1 and b.visible), 0)
    links = [c for c in page.controls if c.visible and c.href and c.region in ("main", "nav") and c.box.y < heading]
    for home in reversed([c for c in links if not path_segments(c.href) or matcher("back_label").full(c.name)]):
        row = [c for c in links if abs(c.box.y - home.box.y) < _LINE and c.box.x > home.box.x and c.href != page.url]
        if row and heading - home.box.y < _NEAR and len(row) <= _LONGEST_TRAIL:
            return max(row, key=lambda c: c.box.x).name[:80]
    return ""


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


#: Words that sentences about delivery share, whatever goods they speak of.
_COMMON = frozenset(
    {
        "item", "items", "product", "products", "goods", "orders", "order", "some", "with", "other", "such", "that",
        "from", "large", "selected", "delivery", "deliveries", "free", "next", "working", "business", "days",
        "please", "allow", "made", "included", "excluded", "excludes", "cannot", "apply", "applies", "available",
        "shipping", "offer", "service",
    }
)  # fmt: skip
