"""The linear model that says which conditions a sentence states. Its weights are learned by `python -m benchmarks.train_terms`
and lie in weights.json by the name of sign, cue and word, so that a lexicon that has grown since still fits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec
import numpy as np

from journeyaudit.model.promise import ExclusionType
from journeyaudit.read.terms.features import Batch, Matrix, cues, cues_of, signs_of_clauses
from journeyaudit.read.terms.signs import topics


class Model(NamedTuple):
    """Weights as matrices, one column a type; `threshold` is the score from which a type is told."""

    types: tuple[ExclusionType, ...]
    threshold: Matrix
    bias: Matrix
    signs: Matrix
    cues: Matrix
    heading: Matrix
    before: Matrix
    words: tuple[str, ...]
    word_weights: Matrix

    def scores(self, batch: Batch) -> Matrix:
        """One row a sentence, one column a type; what reaches 0 is told."""
        score = batch.signs @ self.signs + batch.cues @ self.cues + batch.heading @ self.heading + batch.before @ self.before
        return (score + self._words(batch) + self.bias - self.threshold).astype(np.float32, copy=False)

    def _words(self, batch: Batch) -> Matrix:
        """The weights of each sentence's words, summed: the running sum at its last word less that before its first."""
        running = np.zeros((len(batch.words) + 1, len(self.types)), np.float32)
        np.cumsum(self.word_weights[batch.words[:, 1]], axis=0, out=running[1:])
        ends = np.searchsorted(batch.words[:, 0], np.arange(len(batch.units) + 1))
        return running[ends[1:]] - running[ends[:-1]]

    def alone(self, flat_clauses: Sequence[str], tongues: tuple[str, ...]) -> Matrix:
        """The scores of clauses in these languages by their own signs and cues."""
        signs = signs_of_clauses(flat_clauses, tongues)
        return (signs @ self.signs + cues_of(signs) @ self.cues + self.bias - self.threshold).astype(np.float32, copy=False)


@cache
def shipped() -> Model:
    """The model that comes with the package."""
    return model_of(msgspec.json.decode(files(__package__ or "").joinpath("weights.json").read_bytes()))


def model_of(told: dict[str, Any]) -> Model:
    """The model that a weights file tells: {"types", "threshold", "bias", "signs", "cues", "heading", "before", "words"}."""
    size = len(told["types"])
    names = tuple(cue.name for cue in cues())
    return Model(
        types=tuple(told["types"]),
        threshold=np.array(told["threshold"], np.float32),
        bias=np.array(told["bias"], np.float32),
        signs=_matrix(told["signs"], topics(), size),
        cues=_matrix(told["cues"], names, size),
        heading=_matrix(told["heading"], topics(), size),
        before=_matrix(told["before"], names, size),
        words=tuple(told["words"]),
        word_weights=_matrix(told["words"], tuple(told["words"]), size),
    )


def _matrix(weights: dict[str, list[float]], names: Sequence[str], size: int) -> Matrix:
    nothing = [0.0] * size
    return np.array([weights.get(name, nothing) for name in names], np.float32).reshape(len(names), size)
