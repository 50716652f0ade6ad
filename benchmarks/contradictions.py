"""How often a promise is called contradicted that is not: every promise of the corpus against its own conditions and against the
terms of the same shop. Run: python -m benchmarks.contradictions [CORPUS FOLDER]; --list prints each with both quotes.

Whether one is true was settled by reading both texts; `contradictions_read.txt` holds the verdicts, by the ids of the corpus. One
that nobody has read yet counts as false.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.reading import corpus_folder
from benchmarks.table import Row, tell
from journeyaudit.model.promise import Promise
from journeyaudit.read.ledger.conflict import is_next_day, names_service, narrows, ruling, slower
from journeyaudit.read.promises import promises
from journeyaudit.read.terms import exclusions

_READ = Path(__file__).with_name("contradictions_read.txt")
_CONTEXT = 200


class Contradiction(NamedTuple):
    """Two texts of the corpus by id, the rule, and the words on both sides."""

    promise: str
    terms: str
    rule: str
    claim: str
    quote: str

    @property
    def key(self) -> str:
        return f"{self.promise} {self.terms} {self.rule}"


def rows() -> Iterator[Row]:
    """Nothing if there is no corpus on this machine."""
    if not (corpus_folder() / "promises.dev.jsonl").is_file():
        return
    found = {one.key for one in contradictions(corpus_folder())}
    judged = dict(line.rsplit(" ", 1) for line in _READ.read_text("utf-8").splitlines() if line and line[0] != "#")
    false = sum(judged.get(key) != "true" for key in found)
    yield Row("ledger: contradictions found in the corpus", len(found), None, "")
    yield Row("ledger: contradictions found that are none", false, 0, "", below=True)


def contradictions(folder: Path) -> Iterator[Contradiction]:
    claims, terms = _lines(folder / "promises.dev.jsonl"), _lines(folder / "terms.dev.jsonl")
    for claim in claims:
        same = [one for one in terms if _shop(one["source_url"]) == _shop(claim["source"])]
        for promise in promises(claim["text"], claim["language"], claim.get("country")):
            for one in (claim, *same):
                yield from _undone(promise, claim["id"], one)


def _undone(promise: Promise, claim: str, terms: dict[str, Any]) -> Iterator[Contradiction]:
    text, country = terms["text"], terms.get("country")
    conditions = exclusions(text, terms["language"], country)
    for one in conditions:
        if narrows(promise, one):
            judged = ruling(promise, one, text[max(0, one.start - _CONTEXT) : one.end + _CONTEXT])
            if judged.contradicts:
                yield Contradiction(claim, terms["id"], judged.rule, promise.quote, one.quote)
    details = promises(text, terms["language"], country) if is_next_day(promise) else ()
    longer = slower(promise, [d for d in details if names_service(promise, d)], conditions)
    if longer:
        yield Contradiction(claim, terms["id"], longer[1].rule, promise.quote, longer[0].quote)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _shop(source: str) -> str:
    """owner/repository of a source."""
    return source.partition(":")[0].lower()


if __name__ == "__main__":
    if "--list" in sys.argv:
        sys.argv.remove("--list")
        for each in contradictions(corpus_folder()):
            print(each.key, each.claim, each.quote, sep="\n  ")
    else:
        tell(rows())
