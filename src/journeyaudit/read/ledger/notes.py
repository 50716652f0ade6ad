"""What a claim's marker resolves to on the same page: a footnote, a tooltip, or words that a click beside the claim opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from journeyaudit.model.ledger import Note, Prominence
from journeyaudit.model.snapshot import TextBlock
from journeyaudit.read.ledger.page import Opened, Page
from journeyaudit.read.ledger.prominence import distance, middle, of_block
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.pages.prose import prose_of

#: Signs that stand for "see the note"; words such as "T&Cs apply" name the terms instead.
_SIGNS = frozenset("*†‡§¶#^⁺")
_DIGITS = frozenset("¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST = 600
#: More notes for one sign say no more than that it has several.
_MOST = 12
#: Words that a hint must have to be a note, and how many blocks on its sign may stand.
_FEWEST, _BESIDE = 3, 2
#: Marks behind which a note may begin inside a block.
_BEFORE = r"(?:^|[\s.;:,)\]}|·•–—-])"


def is_sign(marker: str | None) -> bool:
    """A sign that promises a note, rather than words that name the terms."""
    return marker is not None and bool(marker) and all(c in _SIGNS or c in _DIGITS for c in marker)


def notes(page: Page, marker: str, claim: Prominence, claim_block: int) -> tuple[Note, ...]:
    """Every note on the page for this marker, in document order, each text once. A note that is about something else, such as
    required fields, is none.
    """
    found: dict[str, Note] = {}
    for index, quote in _introduced_on(page, marker):
        block = page.snapshot.blocks[index]
        if index == claim_block and block.text.strip().endswith(marker) and not block.text.lstrip().startswith(marker):
            continue
        found.setdefault(_same(quote), _footnote(page, block, marker, quote, claim, claim_block))
        if len(found) == _MOST:
            break
    for note in (*hints(page, marker, claim, claim_block), *_opened(page, marker, claim, claim_block)):
        found.setdefault(_same(note.quote), note)
    return tuple(found.values())


def hints(page: Page, marker: str, claim: Prominence, claim_block: int) -> Iterator[Note]:
    """What the claim's own line, or a sign of its own beside it, tells to who points at it."""
    blocks = page.snapshot.blocks
    for index in range(claim_block, min(claim_block + 1 + _BESIDE, len(blocks))) if claim_block >= 0 else ():
        block = blocks[index]
        is_sign_of_it = index == claim_block or (bool(marker) and block.text.strip() == marker)
        if is_sign_of_it and len(block.hint.split()) >= _FEWEST and _same(block.hint) not in _same(block.text):
            yield _hint(page, block, marker, claim)


def _hint(page: Page, block: TextBlock, marker: str, claim: Prominence) -> Note:
    standing = Prominence(size=block.size, ladder="footnote", above_fold=claim.above_fold, source="tooltip")
    return Note(
        marker=marker,
        quote=block.hint,
        how=block.hint_by or "title",
        prominence=standing,
        distance=distance(claim, middle(block), standing, middle(block), page.snapshot.viewport[1]),
        evidence=page.evidence(block.hint, block.box),
    )


def _introduced_on(page: Page, marker: str) -> list[tuple[int, str]]:
    """The blocks of the page that introduce a note by the sign, and the note; each text once, sought once a page."""
    known = page.signed.get(marker)
    if known is None:
        first: dict[str, tuple[int, str]] = {}
        for index in sorted(prose_of(page.snapshot).holding(marker)):
            for quote in _quotes(page.snapshot.blocks[index].text, marker):
                if _is_about_delivery(quote):
                    first.setdefault(_same(quote), (index, quote))
        known = page.signed[marker] = list(first.values())
    return known


def _footnote(page: Page, block: TextBlock, marker: str, quote: str, claim: Prominence, claim_block: int) -> Note:
    standing = of_block(block, page.snapshot, page.body)
    own = page.snapshot.blocks[claim_block] if claim_block >= 0 else None
    return Note(
        marker=marker,
        quote=quote,
        how="footnote",
        prominence=standing,
        distance=distance(claim, middle(own) if own else 0, standing, middle(block), page.snapshot.viewport[1]),
        evidence=page.evidence(quote, block.box),
    )


def _opened(page: Page, marker: str, claim: Prominence, claim_block: int) -> Iterator[Note]:
    """A control beside the claim that is called like the marker, or stands in the claim's own line, and what it opens."""
    line = middle(page.snapshot.blocks[claim_block]) if claim_block >= 0 else 0
    for opened in page.opened:
        control = next((c for c in page.snapshot.controls if c.key == opened.control), None)
        beside = (
            control is not None
            and control.box.height
            and abs(control.box.y + control.box.height // 2 - line) < control.box.height
        )
        if opened.name.strip() != marker and not (beside and marker in opened.name):
            continue
        said = [b for b in opened.fresh if not _is_button(b) and _is_about_delivery(b.text)]
        if said:
            yield _dialog(page, marker, opened, said, claim, line)
    for control in page.snapshot.controls:
        if control.name.strip() == marker and control.title and _is_about_delivery(control.title):
            standing = Prominence(size=page.body, ladder="footnote", above_fold=claim.above_fold, source="tooltip")
            yield Note(
                marker=marker,
                quote=control.title[:_LONGEST],
                how="title",
                prominence=standing,
                distance=distance(claim, line, standing, line, page.snapshot.viewport[1]),
                evidence=page.evidence(control.title[:_LONGEST], control.box),
            )


def _dialog(page: Page, marker: str, opened: Opened, said: Sequence[TextBlock], claim: Prominence, line: int) -> Note:
    """All that one click opens is one note, whatever lines it is told in."""
    first = said[0]
    standing = of_block(first, opened.snapshot, page.body)
    away = distance(claim, line, standing, middle(first), page.snapshot.viewport[1])
    return Note(
        marker=marker,
        quote="\n".join(block.text for block in said)[:_LONGEST],
        how="dialog",
        prominence=standing,
        distance=away.model_copy(update={"clicks": 1, "label": opened.name, "label_is_specific": False}),
        evidence=page.evidence(first.text[:_LONGEST], first.box, sha=opened.sha),
    )


def _is_button(block: TextBlock) -> bool:
    """ "Close", "Got it": what leads out of a dialog says nothing."""
    words = len(block.text.split())
    return words < _FEWEST - 1 or (block.control is not None and words < _FEWEST)


def _quotes(text: str, marker: str) -> Iterator[str]:
    """The parts of a text that the marker introduces, up to the next marker."""
    for match in _introduced(marker).finditer(text):
        rest = text[match.end() : match.end() + _LONGEST]
        end = _next_sign(rest)
        quote = rest[:end].strip(" \n\t")
        if len(quote.split()) >= 2:
            yield quote


@cache
def _introduced(marker: str) -> re.Pattern[str]:
    own = re.escape(marker)
    signs = "".join(map(re.escape, sorted(_SIGNS | _DIGITS)))
    return re.compile(rf"{_BEFORE}{own}(?![{signs}])[\s:)]{{0,3}}(?=[^\W_]|[£$€(\"'“‘])")


def _next_sign(rest: str) -> int:
    """Where another note begins in the same block."""
    found = re.search(r"(?:^|[\n.;] ?)\s*[*†‡§¶¹²³⁴⁵⁶⁷⁸⁹]{1,3}\s?(?=[^\W\d_]|[£$€])", rest)
    return len(rest) if found is None else found.start() + 1


@cache
def _is_about_delivery(quote: str) -> bool:
    return matcher("required_field").find(quote) is None


def _same(quote: str) -> str:
    return re.sub(r"\W+", " ", quote).strip().casefold()
