"""How well the contact reader reads: F1 on the labelled corpus, scored by the corpus's own script, and its speed.

Run: python benchmarks/reading.py [CORPUS FOLDER]. The folder (default: ../shared/corpus beside the repository, or
$JOURNEYAUDIT_CORPUS) holds contact.dev.jsonl and score.py. The shops are told in two halves by a hash of their name: the rules
were written on the first, and the second was looked at only when they stood (0.97 then).
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from journeyaudit.cli.extract.contacts import found_in
from journeyaudit.read.contacts import contacts
from journeyaudit.read.markup import snapshot_of_html

REPOSITORY = Path(__file__).resolve().parent.parent
MICRO_FLOOR, CHANNEL_FLOOR, CHANNEL_LABELS = 0.95, 0.90, 10
_ROUNDS = 40


class Row(NamedTuple):
    """One line of the table: what was measured, the figure, what it must reach (None: told only), whether it does."""

    name: str
    value: float
    target: float | None
    unit: str
    ok: bool


def corpus_folder() -> Path:
    """Where the labelled corpus lies."""
    named = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("JOURNEYAUDIT_CORPUS", "")
    return Path(named) if named else REPOSITORY.parent / "shared" / "corpus"


def main() -> list[Row]:
    """All rows; empty if there is no corpus on this machine."""
    folder = corpus_folder()
    labelled = folder / "contact.dev.jsonl"
    if not labelled.is_file():
        return []
    lines = [json.loads(line) for line in labelled.read_text("utf-8").splitlines() if line.strip()]
    whole = _score(folder, lines)
    rows = [Row("reading: micro F1", whole["micro"]["f1"], MICRO_FLOOR, "F1", whole["micro"]["f1"] >= MICRO_FLOOR)]
    for half, name in ((True, "shops the rules were written on"), (False, "shops first seen at the end")):
        f1 = _score(folder, [line for line in lines if _is_first_half(line["source"]) is half])["micro"]["f1"]
        rows.append(Row(f"reading: micro F1, {name}", f1, None, "F1", True))
    for channel, scores in whole["classes"].items():
        many = scores["tp"] + scores["fn"] >= CHANNEL_LABELS
        rows.append(
            Row(
                f"reading: {channel}",
                scores["f1"],
                CHANNEL_FLOOR if many else None,
                "F1",
                not many or scores["f1"] >= CHANNEL_FLOOR,
            )
        )
    return [*rows, _speed(lines)]


def _is_first_half(source: str) -> bool:
    return hashlib.md5(source.encode(), usedforsecurity=False).digest()[0] % 2 == 0


def _score(folder: Path, lines: list[dict[str, str]]) -> dict[str, dict[str, dict[str, float]]]:
    with tempfile.TemporaryDirectory() as scratch:
        gold, told = Path(scratch, "gold.jsonl"), Path(scratch, "told.jsonl")
        gold.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        answers = ({"id": line["id"], "found": found_in(line["html_or_text"], line.get("country"))} for line in lines)
        told.write_text("".join(json.dumps(answer) + "\n" for answer in answers), "utf-8")
        command = [sys.executable, str(folder / "score.py"), "contact", str(gold), str(told)]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0])


def _speed(lines: list[dict[str, str]]) -> Row:
    """Milliseconds for the contacts of a 60 KB page; its body differs from page to page, its header and footer do not."""
    frame = "".join(line["html_or_text"] for line in lines if "<script" not in line["html_or_text"])
    words = "We deliver to all of the country and take returns within thirty days of the order. "
    snapshots = [
        snapshot_of_html(
            f"<header>{frame[:15_000]}</header>"
            + "".join(f"<p>{n}.{i} {words * 3}</p>" for i in range(120))
            + frame[15_000:30_000]
        )
        for n in range(_ROUNDS)
    ]
    began = time.perf_counter()
    for snapshot in snapshots:
        contacts(snapshot, "GB")
    milliseconds = (time.perf_counter() - began) / len(snapshots) * 1000
    return Row("reading: contacts of a 60 KB page", round(milliseconds, 2), 3.0, "ms", milliseconds < 3.0)


if __name__ == "__main__":
    found = main()
    if not found:
        sys.exit(f"There is no corpus in {corpus_folder()}: name its folder as the first argument.")
    for row in found:
        target = "" if row.target is None else f"(target {row.target:g})"
        print(f"{row.name:60} {row.value:8.4f} {row.unit:4} {target:16} {'ok' if row.ok else 'SHORT'}")
