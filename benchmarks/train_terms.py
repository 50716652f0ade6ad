"""Trains the model of the terms reader and writes src/journeyaudit/read/terms/weights.json.

Run: python -m benchmarks.train_terms [--folds 6] [CORPUS FOLDER]. It learns from the labelled corpus (terms.dev.jsonl, see
benchmarks/reading.py for where it lies) and from sentences and pages of our own in terms_examples.txt and terms_pages.txt.
`--folds` tells instead how well a model reads shops that it was not trained on: the shops are dealt into folds, each is read by a
model of the others. Only single words, pairs of words and signs are kept, and only those that several shops use.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from benchmarks.terms import corpus_folder, labelled, scored, shop
from journeyaudit.model.promise import ExclusionType
from journeyaudit.read.terms import exclusions
from journeyaudit.read.terms.features import Batch, batches, cues
from journeyaudit.read.terms.model import Model, model_of
from journeyaudit.read.terms.sentences import units
from journeyaudit.read.terms.signs import flat, plain, topics

WEIGHTS = Path(__file__).resolve().parent.parent / "src/journeyaudit/read/terms/weights.json"
EXAMPLES = Path(__file__).with_name("terms_examples.txt")
PAGES = Path(__file__).with_name("terms_pages.txt")
#: Types that are learned; the clock that starts at dispatch is labelled as an estimate, and a downgrade needs its promise.
TYPES = tuple(name for name in get_args(ExclusionType) if name not in ("clock_start", "downgrade"))
#: How much each kind of feature may say for the same weight: what a language file means is trusted more than a single word.
SCALE = {"signs": 1.0, "cues": 1.2, "heading": 0.4, "before": 0.4, "words": 0.7}
REGULARITY, TOLD_FROM, SHOPS_OF_A_WORD = 0.6, 0.34, 2
#: A word that weighs less for every type is left out: it only costs time.
LEAST_OF_A_WORD = 0.08
#: How much one of our own sentences counts, alone and in a page, where a labelled sentence counts about 1.
WEIGHT_OF_EXAMPLES, WEIGHT_OF_PAGES = 1.0, 0.25
#: A long text says the same thing often, and so does a long table: each sentence of a text counts (USUAL_LENGTH / their number)
#: ** LONG, each row of a table 1 / their number ** ROWS of that.
USUAL_LENGTH, LONG, ROWS = 20, 0.6, 0.5


class Sample(NamedTuple):
    """A text with its labels ({"type", "start", "end"}), whose it is, and what a sentence of our own counts (None: a shop's)."""

    text: str
    labels: list[dict[str, Any]]
    shop: str
    weight: float | None = None


def examples() -> Iterator[Sample]:
    """Our own sentences, a line each, and our own pages, an empty line between them."""
    for number, line in enumerate(EXAMPLES.read_text("utf-8").splitlines()):
        yield _example([line], f"example {number}", WEIGHT_OF_EXAMPLES)
    for number, page in enumerate(PAGES.read_text("utf-8").split("\n\n")):
        yield _example(page.splitlines(), f"example page {number}", WEIGHT_OF_PAGES)


def _example(lines: Sequence[str], name: str, weight: float) -> Sample:
    """A text of lines such as "type,type | words", "-" for no type."""
    text, labels = "", list[dict[str, Any]]()
    for line in lines:
        types, _, words = line.partition(" | ")
        begin = len(text)
        text += words
        labels += [{"type": kind, "start": begin, "end": len(text)} for kind in types.split(",") if kind not in ("-", "")]
        text += "\n"
    return Sample(text, labels, name, weight)


def overlaps(label: dict[str, Any], start: int, end: int) -> bool:
    """The corpus's own measure: at least half of the shorter span."""
    shared = min(label["end"], end) - max(label["start"], start)
    return shared >= 0.5 * min(label["end"] - label["start"], end - start)


def vocabulary(samples: Iterable[Sample]) -> tuple[str, ...]:
    """Words and pairs of words that several shops use."""
    users: dict[str, set[str]] = defaultdict(set)
    for sample in samples:
        flattened = flat(sample.text)
        for batch in batches(sample.text, ()):
            for unit in batch.units:
                words = plain(flattened[unit.start : unit.end]).split()[1:]
                for word in (*words, *(" ".join(pair) for pair in pairwise(words))):
                    users[word].add(sample.shop)
    return tuple(sorted(word for word, shops in users.items() if len(shops) >= SHOPS_OF_A_WORD))


def learn(samples: Sequence[Sample]) -> dict[str, Any]:
    """The weights that the samples teach, as the model reads them."""
    words = vocabulary(samples)
    parts: list[csr_matrix] = []
    answers: list[np.ndarray] = []
    counts: list[float] = []
    for sample in samples:
        for batch in batches(sample.text, words):
            parts.append(_features(batch, len(words)))
            answers.append(_answers(sample, batch))
        counts += _counts(sample)
    matrix, told, weight = csr_matrix(vstack(parts)), np.vstack(answers), np.array(counts)
    machine = [
        LogisticRegression(C=REGULARITY, solver="liblinear", max_iter=500).fit(matrix, column, weight) for column in told.T
    ]
    return _weights(np.column_stack([each.coef_[0] for each in machine]), [float(each.intercept_[0]) for each in machine], words)


def _counts(sample: Sample) -> list[float]:
    """How much each sentence of the sample counts."""
    told = list(units(sample.text))
    whole = (USUAL_LENGTH / max(len(told), 1)) ** LONG if sample.weight is None else sample.weight
    runs = (list(run) for _, run in groupby(told, key=lambda unit: unit.row))
    return [whole / (len(run) ** ROWS if unit.row else 1) for run in runs for unit in run]


def _features(batch: Batch, words: int) -> csr_matrix:
    marks = csr_matrix((np.ones(len(batch.words)), (batch.words[:, 0], batch.words[:, 1])), shape=(len(batch.units), words))
    dense = np.hstack([getattr(batch, name) * SCALE[name] for name in ("signs", "cues", "heading", "before")])
    return csr_matrix(hstack([csr_matrix(dense), marks * SCALE["words"]]))


def _answers(sample: Sample, batch: Batch) -> np.ndarray:
    answers = np.zeros((len(batch.units), len(TYPES)), int)
    for label in sample.labels:
        column = TYPES.index(label["type"])
        free = (at for at, unit in enumerate(batch.units) if overlaps(label, unit.start, unit.end) and not answers[at, column])
        at = next(free, None)
        if at is not None:
            answers[at, column] = 1
    return answers


def _weights(learned: np.ndarray, bias: list[float], words: tuple[str, ...]) -> dict[str, Any]:
    names = {"signs": topics(), "cues": _cue_names(), "heading": topics(), "before": _cue_names(), "words": words}
    told: dict[str, Any] = {"types": TYPES, "threshold": [round(float(np.log(TOLD_FROM / (1 - TOLD_FROM))), 3)] * len(TYPES)}
    told["bias"] = [round(value, 3) for value in bias]
    first = 0
    for part, names_of_part in names.items():
        rows = np.round(learned[first : first + len(names_of_part)] * SCALE[part], 3)
        least = LEAST_OF_A_WORD if part == "words" else 0.001
        told[part] = {name: row.tolist() for name, row in zip(names_of_part, rows, strict=True) if np.abs(row).max() >= least}
        first += len(names_of_part)
    return told


def _cue_names() -> tuple[str, ...]:
    return tuple(cue.name for cue in cues())


def fold_of(name: str, folds: int) -> int:
    """Which fold a shop is dealt to: by its name, so that every run deals alike."""
    return int.from_bytes(hashlib.md5(name.encode(), usedforsecurity=False).digest()[4:8], "big") % folds


def cross_validate(rows: Sequence[dict[str, Any]], folds: int) -> dict[str, Any]:
    """The score of reading each shop by a model that was trained on others."""
    answers: dict[str, list[dict[str, Any]]] = {}
    own = list(examples())
    for fold in range(folds):
        model = model_of(learn([*_samples(row for row in rows if fold_of(shop(row), folds) != fold), *own]))
        answers |= answered((row for row in rows if fold_of(shop(row), folds) == fold), model)
    return scored(rows, answers)


def answered(rows: Iterable[dict[str, Any]], model: Model) -> dict[str, list[dict[str, Any]]]:
    """What a model reads in each row."""
    return {row["id"]: [found.model_dump() for found in exclusions(row["text"], model=model)] for row in rows}


def _samples(rows: Iterable[dict[str, Any]]) -> list[Sample]:
    return [Sample(row["text"], row["labels"], shop(row)) for row in rows]


def main() -> None:
    """Trains, or cross-validates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=corpus_folder())
    parser.add_argument("--folds", type=int, help="tell the score on unseen shops, and write nothing")
    asked = parser.parse_args()
    rows = labelled(asked.corpus)
    if asked.folds:
        result = cross_validate(rows, asked.folds)
        print(json.dumps(result["micro"]))
        for name, figures in result["classes"].items():
            print(f"{name:18} {figures['f1']:.2f}  {figures['tp'] + figures['fn']} labels")
        return
    WEIGHTS.write_text(
        json.dumps(learn([*_samples(rows), *examples()]), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
    )
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
