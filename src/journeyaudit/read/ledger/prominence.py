"""How prominently words stand on a page: CAP's ladder of headline, sub-heading, body and footnote (rules.md D2), by what the
browser painted. The sizes at which one step becomes the next are our own convention (OP).
"""

from __future__ import annotations

from statistics import median_low

from journeyaudit.model.ledger import LADDER, Distance, Ladder, Prominence
from journeyaudit.model.snapshot import NOWHERE, Image, Snapshot, TextBlock

#: Times the size of the page's body text.
_HEADLINE, _SUB_HEADING, _FOOTNOTE = 1.7, 1.2, 0.85
#: Below it text is hard to read at any size (WCAG 1.4.3 asks 3:1 of large text).
_FAINT = 3.0
_BOLD = 600
_SHORT = 80
_BODY_SIZE = 16.0


def body_size(snapshot: Snapshot) -> float:
    """The font size in which most of the page's words stand, CSS pixels; the browser's own where it shows none."""
    sizes = [b.size for b in snapshot.blocks if b.visible and b.region == "main" for _ in range(min(len(b.text) // 20, 50))]
    return median_low(sizes) if sizes else _BODY_SIZE


def of_block(block: TextBlock, snapshot: Snapshot, body: float) -> Prominence:
    """The prominence of a block on its page; `body` is the page's body size."""
    return Prominence(
        size=block.size,
        weight=block.weight,
        contrast=block.contrast,
        ladder=_ladder(block, body),
        above_fold=block.box.y < snapshot.viewport[1],
    )


def of_image(image: Image, snapshot: Snapshot, body: float) -> Prominence:
    """A banner is a headline to those who see it; its words in the alternative text have no size or contrast of their own."""
    return Prominence(size=body, ladder="headline", above_fold=image.box.y < snapshot.viewport[1], source="alt")


def _ladder(block: TextBlock, body: float) -> Ladder:
    if not block.visible or (block.contrast is not None and block.contrast < _FAINT) or block.size < body * _FOOTNOTE:
        return "sub-heading" if _leads(block) and block.visible and block.size >= body * 0.7 else "footnote"
    if block.heading == 1 or block.size >= body * _HEADLINE:
        return "headline"
    if block.heading or block.size >= body * _SUB_HEADING or _leads(block):
        return "sub-heading"
    return "sub-heading" if block.weight >= _BOLD and len(block.text) <= _SHORT else "body"


def _leads(block: TextBlock) -> bool:
    """A strip in the header is small and yet the first thing on every page."""
    return block.region == "header" and len(block.text) <= _SHORT


def distance(claim: Prominence, claim_y: int, note: Prominence, note_y: int, viewport: int) -> Distance:
    """From a claim to words on the same page."""
    return Distance(
        clicks=0,
        screens=round(abs(note_y - claim_y) / viewport, 1) if viewport else 0.0,
        font_ratio=ratio(claim, note),
        steps=max(0, LADDER.index(note.ladder) - LADDER.index(claim.ladder)),
    )


def ratio(claim: Prominence, note: Prominence) -> float | None:
    """Font size of the note ÷ that of the claim (rules.md D18); None where the claim is part of a picture."""
    measured = claim.source == note.source == "text" and claim.size
    return round(note.size / claim.size, 2) if measured else None


def middle(block: TextBlock) -> int:
    """Its place down the page; 0 where the browser gave none."""
    return 0 if block.box == NOWHERE else block.box.y + block.box.height // 2
