"""How well the terms reader reads: F1 on the labelled corpus, scored by the corpus's own script, and its speed.

The figure that counts is the one on shops that the model was not trained on: `python -m benchmarks.train_terms --folds 6`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.table import Row
from journeyaudit.read.terms import exclusions

MICRO_FLOOR, TYPE_FLOOR, TYPE_LABELS, MEGABYTES_A_SECOND = 0.85, 0.75, 20, 1.0


def corpus_folder() -> Path:
    """Where the labelled corpus lies: $JOURNEYAUDIT_CORPUS, or ../shared/corpus beside the repository."""
    named = os.environ.get("JOURNEYAUDIT_CORPUS", "")
    return Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"


def labelled(folder: Path) -> list[dict[str, Any]]:
    """The labelled passages; none if there is no corpus on this machine."""
    file = folder / "terms.dev.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()] if file.is_file() else []


def shop(row: Mapping[str, Any]) -> str:
    """The repository a passage comes from."""
    return "/".join(row["source_url"].partition(":")[0].split("/")[:2])


def scored(rows: Sequence[Mapping[str, Any]], answers: Mapping[str, Any], folder: Path | None = None) -> dict[str, Any]:
    """The score of the answers (id → exclusions) by the corpus's own script."""
    with tempfile.TemporaryDirectory() as scratch:
        gold, told = Path(scratch, "gold.jsonl"), Path(scratch, "told.jsonl")
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        lines = ({"id": row["id"], "exclusions": answers[row["id"]]} for row in rows)
        told.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        command = [sys.executable, str((folder or corpus_folder()) / "score.py"), "terms", str(gold), str(told)]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0])


def rows() -> Iterator[Row]:
    """The rows of the table; none if there is no corpus on this machine."""
    passages = labelled(corpus_folder())
    if not passages:
        return
    answers = {row["id"]: [found.model_dump() for found in exclusions(row["text"])] for row in passages}
    whole = scored(passages, answers)
    yield Row("terms: micro F1, its shops trained on", whole["micro"]["f1"], MICRO_FLOOR, "F1")
    for name, figures in whole["classes"].items():
        many = figures["tp"] + figures["fn"] >= TYPE_LABELS
        yield Row(f"terms: {name}, its shops trained on", figures["f1"], TYPE_FLOOR if many else None, "F1")
    yield from _unseen(passages)
    yield Row("terms: speed on one core", _speed(row["text"] for row in passages), MEGABYTES_A_SECOND, "MB/s")


def _unseen(passages: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Training needs scikit-learn (the bench extra); without it there is no such row."""
    try:
        from benchmarks.train_terms import cross_validate
    except ImportError:
        return
    yield Row("terms: micro F1, shops not trained on (6 folds)", cross_validate(passages, 6)["micro"]["f1"], MICRO_FLOOR, "F1")


def _speed(texts: Iterable[str]) -> float:
    text = "\n\n".join(texts) * 8
    exclusions(text[:10_000])
    began = time.process_time()
    exclusions(text)
    return len(text.encode()) / 1e6 / (time.process_time() - began)
