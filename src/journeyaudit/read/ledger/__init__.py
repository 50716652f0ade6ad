"""The promise ledger: claims → notes → governing terms → verdict → what became of them on the way to an order. Pure.

Left to right: `page` (what is read), `prominence`, `notes`, `claims` (one page), `terms` (governing pages), `documents`
(terms in a PDF), `apart` and `conflict` (does it narrow, does it contradict), `entries` (the same words once, graded),
`stages` (followed to the checkout).
"""

from __future__ import annotations

from journeyaudit.read.ledger.documents import Bytes, Fetched
from journeyaudit.read.ledger.read import LedgerReader

__all__ = ["Bytes", "Fetched", "LedgerReader"]
