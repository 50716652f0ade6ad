"""A page as the readers of service statements see it: its visible texts, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import ServicePlace, Statement
from journeyaudit.model.snapshot import NOWHERE, Box, Snapshot, TextBlock
from journeyaudit.read.pages.prose import prose_of
from journeyaudit.read.promises.sentences import spans

#: A longer block is read no further: terms of 10 MB must not stop the run (the ledger reads them in pieces).
_LONGEST_BLOCK = 50_000
_QUOTE = 300
#: A label and its value in neighbouring cells ("Estimated delivery" | "Tuesday, 25 November").
_FEW_WORDS = 7
#: How many blocks may stand hidden between a label and its value.
_GAP = 20


class ServicePage(NamedTuple):
    """One page: its snapshot, the kind of place it is, and where the snapshot is stored (`artifact`) and from when (`at`).

    `url` is the address to cite where it differs from the snapshot's.
    """

    snapshot: Snapshot
    place: ServicePlace
    url: str = ""
    at: str = ""
    artifact: str = ""

    @property
    def address(self) -> str:
        return self.url or self.snapshot.url

    @property
    def language(self) -> str | None:
        return self.snapshot.language.partition("-")[0].lower() or None

    def evidence(self, quote: str, box: Box | None) -> Evidence:
        """A pointer to words on this page."""
        return Evidence(
            url=self.address, quote=quote[:_QUOTE], device=self.snapshot.device, at=self.at, artifact=self.artifact,
            box=None if box == NOWHERE else box,
        )  # fmt: skip

    def texts(self, *topics: str) -> Iterator[tuple[str, Box]]:
        """Every visible text outside the navigation that may name one of the topics (of read.prose); a short one once more
        behind the label (without figures) before it.
        """
        blocks = self.snapshot.blocks
        named = prose_of(self.snapshot).naming(*topics)
        after = {index for one in named if (index := self._next(one)) is not None}
        for index in sorted(named | after):
            block = blocks[index]
            if not _is_read(block):
                continue
            text = block.text.strip()
            if index in named:
                yield text[:_LONGEST_BLOCK], block.box
            label = self._label(index) if len(text.split(None, _FEW_WORDS)) <= _FEW_WORDS else ""
            if label:
                yield f"{label}\n{text}", block.box

    def _next(self, index: int) -> int | None:
        blocks = self.snapshot.blocks
        return next((i for i in range(index + 1, min(index + _GAP, len(blocks))) if _is_read(blocks[i])), None)

    def _label(self, index: int) -> str:
        """The short text without figures before this one, "" if there is none."""
        blocks = self.snapshot.blocks
        before = next((i for i in range(index - 1, max(index - _GAP, -1), -1) if _is_read(blocks[i])), None)
        text = blocks[before].text.strip() if before is not None else ""
        is_label = len(text.split(None, _FEW_WORDS)) <= _FEW_WORDS and not any(letter.isdigit() for letter in text)
        return text if is_label else ""


def _is_read(block: TextBlock) -> bool:
    return block.visible and block.region != "nav" and not block.text.isspace() and bool(block.text)


def place_of(kind: str, *, governs: bool = False) -> ServicePlace:
    """The place that a page of this kind (StateFact.kind) is; `governs`: it is one of `Ledger.terms`."""
    if kind == "product" or kind == "basket":
        return kind
    return "terms" if governs or kind in ("policy", "help") else "other"


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order."""
    return tuple(text[start:end] for start, end in spans(text))


def once(statements: Iterable[Statement], *, each_page: bool = False) -> tuple[Statement, ...]:
    """Each statement where it is met first; with `each_page`, first on every page. A quote that another one holds goes."""
    first: dict[tuple[object, ...], Statement] = {}
    for one in statements:
        page = one.evidence.url if each_page else ""
        price = one.price if isinstance(one.price, str) or one.price is None else (one.price.amount, one.price.currency)
        first.setdefault((one.topic, one.source, one.place, page, one.days, price, one.threshold, _key(one.quote)), one)
    return tuple(first.values())


def _key(quote: str) -> str:
    return " ".join(quote.split()).casefold()
