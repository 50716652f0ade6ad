"""Where a quote stands on a page. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from journeyaudit.model.snapshot import Box, Snapshot

#: Shorter words than this name no place when only a part of the quote is met.
_TELLING = 6


def whereabouts(snapshot: Snapshot, quote: str, near: int = -1) -> Box | None:
    """The box of the visible control, text or picture that says `quote`, the one closest to `near` (CSS pixels from the top)
    where that is given; else of one that says a part of it, as a quote may be put together; None if no customer sees it.
    """
    words = _plain(quote)
    said = list(_said(snapshot))
    boxes = [box for text, box in said if words and words in text]
    boxes = boxes or [box for text, box in said if len(text) >= _TELLING and text in words]
    if not boxes:
        return None
    return boxes[0] if near < 0 else min(boxes, key=lambda box: abs(box.y - near))


def _said(snapshot: Snapshot) -> Iterator[tuple[str, Box]]:
    told = ((c, c.name) for c in snapshot.controls), ((b, b.text) for b in snapshot.blocks), ((i, i.alt) for i in snapshot.images)
    for part, text in chain.from_iterable(told):
        if part.visible and part.box.width > 0:
            yield _plain(text), part.box


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
