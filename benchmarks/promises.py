"""How well delivery promises are read: F1 and attributes on the labelled corpus, scored by its own script, and the speed.

Run: python -m benchmarks.promises [CORPUS FOLDER]. The folder (default: as benchmarks/reading.py) holds promises.dev.jsonl and
score.py. One shop in five, by a hash of its name, was left out while the rules were written, and is told beside the rest.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.reading import corpus_folder
from benchmarks.table import Row, tell
from journeyaudit.read.promises import promises

F1_FLOOR, ATTRIBUTE_FLOOR, ATTRIBUTE_CASES = 0.96, 0.90, 10
#: Promises and terms together must read a megabyte a second; this is the promises' share.
MEGABYTES_A_SECOND = 2.5
_PROSE = (
    "We make our chairs by hand in a small workshop near the river, from oak that has dried for three years. Every seat is woven "
    "by two people, who learned the craft in the village. "
)
_PAGE = f"{_PROSE * 8}\nFree UK delivery over £50*.\nTrack my delivery\nReturns within 30 days of receipt.\n{_PROSE * 4}\n"


def rows() -> Iterator[Row]:
    """All rows; only the speed if there is no corpus on this machine."""
    folder = corpus_folder()
    labelled = folder / "promises.dev.jsonl"
    if labelled.is_file():
        lines = [json.loads(line) for line in labelled.read_text("utf-8").splitlines() if line.strip()]
        yield from _accuracy(folder, lines)
    yield _speed()


def _accuracy(folder: Path, lines: list[dict[str, Any]]) -> Iterator[Row]:
    whole = _score(folder, lines)
    yield Row("promises: F1", whole["micro"]["f1"], F1_FLOOR, "F1")
    yield Row("promises: threshold, its figure alone", _figures(lines), None, "accuracy")
    for held, name in ((False, "shops the rules were written on"), (True, "shops left out")):
        part = _score(folder, [line for line in lines if _is_held_out(line["source"]) is held])
        yield Row(f"promises: F1, {name}", part["micro"]["f1"], None, "F1")
        for attribute, result in part["attributes"].items():
            yield Row(f"promises: {attribute} ({result['n']}), {name}", result["accuracy"], None, "accuracy")
    for attribute, result in whole["attributes"].items():
        target = ATTRIBUTE_FLOOR if result["n"] >= ATTRIBUTE_CASES else None
        yield Row(f"promises: {attribute} ({result['n']})", result["accuracy"], target, "accuracy")


def _figures(lines: list[dict[str, Any]]) -> float:
    """How often a threshold's figure is right, whatever its currency: no text tells which country's dollar a bare "$" is."""
    told_figures = [
        (
            line["attributes"]["threshold"]["amount"],
            {p.threshold.amount for p in promises(line["text"], line["language"]) if p.threshold},
        )
        for line in lines
        if line["is_promise"] and line["attributes"]["threshold"]
    ]
    return sum(figure in found for figure, found in told_figures) / max(len(told_figures), 1)


def _is_held_out(source: str) -> bool:
    return hashlib.md5(source.encode(), usedforsecurity=False).digest()[0] % 5 == 0


def _score(folder: Path, lines: list[dict[str, Any]]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as scratch:
        gold, answered = Path(scratch, "gold.jsonl"), Path(scratch, "answered.jsonl")
        gold.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        answers = ({"id": line["id"], "promises": _told(line)} for line in lines)
        answered.write_text("".join(json.dumps(answer) + "\n" for answer in answers), "utf-8")
        command = [sys.executable, str(folder / "score.py"), "promises", str(gold), str(answered)]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0])


def _told(line: dict[str, Any]) -> list[dict[str, Any]]:
    return [promise.model_dump(mode="json") for promise in promises(line["text"], line["language"], line.get("country"))]


def _speed() -> Row:
    """Megabytes of ordinary page text a second, on one core; the lexicon is loaded before."""
    promises(_PAGE)
    text = _PAGE * (2_000_000 // len(_PAGE))
    began = time.process_time()
    promises(text)
    return Row("promises: reading speed", len(text) / 1e6 / (time.process_time() - began), MEGABYTES_A_SECOND, "MB/s")


if __name__ == "__main__":
    tell(rows())
