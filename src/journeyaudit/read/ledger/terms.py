"""The pages that govern a site's promises, and every exclusion on them with its place on the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from journeyaudit.model.ledger import Distance, TermsPage
from journeyaudit.model.promise import Exclusion, Promise
from journeyaudit.model.snapshot import Device, TextBlock
from journeyaudit.read.ledger.page import LONGEST, Page, Reader, Told
from journeyaudit.read.ledger.prominence import of_block
from journeyaudit.read.ledger.scope import Waived, waived
from journeyaudit.read.lexicon import matcher

Kind = Literal["delivery", "returns", "terms", "faq", "document"]
#: A page that is called nothing of the kind governs all the same if it states so many conditions.
_MANY = 4
#: Pages that sell, whatever they are called: what they say of delivery are claims.
_SELLING = frozenset({"home", "product", "category", "basket", "checkout"})
_FRAME = frozenset({"header", "nav", "footer"})
_CELLS = frozenset({"td", "th", "dt", "dd"})
_CONTEXT = 400
#: Words by which a heading says something of its own.
_SAYING = ("excluding_words", "excluded_words", "only_deliver", "exclusion_denied", "conditional_words")
_TITLED: tuple[tuple[str, Kind], ...] = (
    ("delivery_page_label", "delivery"),
    ("returns_page_label", "returns"),
    ("terms_page_label", "terms"),
    ("faq_label", "faq"),
)


class Terms(NamedTuple):
    """One governing page: what it tells, the promises that it makes in its details, and the goods that it says it leaves to
    others.
    """

    page: TermsPage
    state: str
    device: Device
    told: tuple[Told, ...]
    details: tuple[Promise, ...]
    waived: Waived = ()


def terms(page: Page, reader: Reader) -> Terms | None:
    """The page as terms, None if it governs nothing: neither called so nor full of conditions."""
    if page.kind in _SELLING:
        return None
    kind = _kind(page, reader)
    if kind is None and page.kind not in ("help", "policy"):
        return None
    blocks = _body(page)
    if not blocks:
        return None
    text, starts = _joined(blocks)
    told = tuple(_told(page, reader, text, starts, blocks))
    if kind != "delivery":
        about = _about_delivery(blocks)
        told = tuple(one for one, block in told if block in about)
    else:
        told = tuple(one for one, _ in told)
    if kind is None and len(told) < _MANY:
        return None
    cut = f"only its first {LONGEST:,} letters were read" if len(text) > LONGEST else ""
    return Terms(
        TermsPage(url=page.url, title=page.snapshot.title, kind=kind or "faq", exclusions=len(told), fault=cut),
        page.state,
        page.device,
        told,
        reader.promises(text, page.language),
        waived(text[:LONGEST]),
    )


def _kind(page: Page, reader: Reader) -> Kind | None:
    """What the page is called by its address, heading or title. A heading that makes a promise is a claim, not a name."""
    headings = [b.text for b in page.snapshot.blocks if b.heading == 1 and b.region not in _FRAME]
    headings = [text for text in headings[:1] if not reader.promises(text, page.language)]
    return _named((_words_of(page.url), *headings, re.split(r"\s[|–—·-]\s", page.snapshot.title)[0]))


def _words_of(url: str) -> str:
    """The last part of an address as words."""
    last = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]).rpartition(".")
    return re.sub(r"[-_+.]+", " ", last[0] or last[2])


def kind_of_link(label: str, url: str) -> Kind | None:
    """What kind of terms a link promises by its wording or its address, None for none."""
    return _named((label, _words_of(url)))


def kind_of_label(label: str) -> Kind | None:
    """What kind of terms a link's wording promises, None for none."""
    return _named((label,))


@lru_cache(maxsize=4096)
def _named(names: tuple[str, ...]) -> Kind | None:
    for topic, kind in _TITLED:
        if any(name and len(name.split()) <= 8 and matcher(topic).find(name) for name in names):
            return kind
    return None


def is_specific(label: str) -> bool:
    """Does a link's wording say that delivery is what it leads to ("Delivery details"), or is it "Terms" and "T&Cs" (D12)?"""
    return matcher("delivery_page_label").find(label) is not None


def _body(page: Page) -> list[tuple[TextBlock, str]]:
    """The visible blocks of the page's own part, then what its controls open; each with the artifact that shows it."""
    own = [(b, page.sha) for b in page.snapshot.blocks if b.visible and b.region not in _FRAME]
    seen = {b.text for b, _ in own}
    for opened in page.opened:
        for block in opened.fresh:
            if block.region not in _FRAME and block.text not in seen:
                seen.add(block.text)
                own.append((block, opened.sha))
    return own


def _joined(blocks: Sequence[tuple[TextBlock, str]]) -> tuple[str, list[int]]:
    """One text of all blocks, table cells of one row on one line, and where each block starts in it."""
    texts: list[str] = []
    for (block, _), (following, _) in zip(blocks, [*blocks[1:], blocks[-1]], strict=True):
        same_row = (
            block.tag in _CELLS and following.tag in _CELLS and block.box.y == following.box.y and block.box.x < following.box.x
        )
        texts.append(block.text + ("\t" if same_row else "\n"))
    ends = list(accumulate(map(len, texts)))
    return "".join(texts), [0, *ends[:-1]]


def _about_delivery(blocks: Sequence[tuple[TextBlock, str]]) -> frozenset[int]:
    """The blocks whose own words, or whose heading, speak of delivery: general terms speak of much else."""
    found: set[int] = set()
    headed = False
    words = matcher("delivery_words")
    for index, (block, _) in enumerate(blocks):
        named = words.find(block.text) is not None
        if block.heading:
            headed = named
        if named or headed:
            found.add(index)
    return frozenset(found)


def _told(
    page: Page, reader: Reader, text: str, starts: list[int], blocks: Sequence[tuple[TextBlock, str]]
) -> Iterator[tuple[Told, int]]:
    """Each exclusion with the index of its block."""
    headings = _headings(blocks)
    for exclusion in reader.exclusions(text, page.language):
        index = bisect_right(starts, exclusion.start) - 1
        block, sha = blocks[index]
        if _is_title(block, exclusion):
            continue
        around = text[max(0, exclusion.start - _CONTEXT // 2) : exclusion.end + _CONTEXT // 2]
        standing = of_block(block, page.snapshot, page.body)
        yield (
            Told(exclusion, around, standing, Distance(), page.evidence(exclusion.quote, block.box, sha=sha), headings[index]),
            index,
        )


def _is_title(block: TextBlock, exclusion: Exclusion) -> bool:
    """ "8. Surcharges" and the head of a column name what follows; "No delivery to PO boxes" says something."""
    if not block.heading and block.tag != "th":
        return False
    return not exclusion.value and not any(matcher(topic).find(exclusion.quote) for topic in _SAYING)


def _headings(blocks: Sequence[tuple[TextBlock, str]]) -> list[str]:
    """For each block the heading that it stands under, "" before the first."""
    found, last = list[str](), ""
    for block, _ in blocks:
        found.append(last)
        if block.heading:
            last = block.text
    return found
