"""What is known of each sentence before it is judged: its signs, its cues, and what stands before it. Matrices of 0 and 1.

A cue is signs that mean something together ("an area" and "not" and "deliver"); cues.yaml names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt
import yaml

from journeyaudit.errors import DefinitionError
from journeyaudit.read.terms.sentences import Unit, is_heading, units
from journeyaudit.read.terms.signs import SHAPES, flat, plain, shape, signs, topics

Matrix = npt.NDArray[np.float32]
Bits = npt.NDArray[np.uint64]
#: Sentences read at once: enough for matrices to pay, few enough that their products stay on one core.
_BATCH = 128
_TWO_AMOUNTS = SHAPES.index("two_amounts")
_HEADING = SHAPES.index("heading")


class Cue(NamedTuple):
    """Signs by their numbers: one of each group in `all` must be there, none of `none`."""

    name: str
    all: tuple[tuple[int, ...], ...]
    none: tuple[int, ...]


class Batch(NamedTuple):
    """Some sentences in a row: signs and cues of each, signs of the heading above it, cues of the sentence before it, and the
    words that a model knows, as (sentence, word) pairs in the order of the sentences."""

    units: list[Unit]
    signs: Matrix
    cues: Matrix
    heading: Matrix
    before: Matrix
    words: npt.NDArray[np.intp]


@cache
def cues() -> tuple[Cue, ...]:
    """The cues of cues.yaml. Raises DefinitionError for a sign that neither the lexicon nor the shapes have."""
    content = yaml.load(files(__package__ or "").joinpath("cues.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return tuple(_cue(name, told) for name, told in cast("dict[str, dict[str, list[str]]]", content).items())


def _cue(name: str, told: dict[str, list[str]]) -> Cue:
    groups = [group.split("|") for group in told["all"]]
    return Cue(name, tuple(_numbers(name, group) for group in groups), _numbers(name, told.get("none", [])))


def _numbers(cue: str, names: Sequence[str]) -> tuple[int, ...]:
    unknown = [name for name in names if name not in topics()]
    if unknown:
        raise DefinitionError(
            f"speaks of {unknown[0]!r}, which no topic is called", where=f"cues.yaml:{cue}", remedy="name a topic"
        )
    return tuple(topics().index(name) for name in names)


def batches(text: str, words: tuple[str, ...]) -> Iterator[Batch]:
    """The sentences of the text with what is known of each, some thousand at a time."""
    plain_text, told = flat(text), iter(units(text))
    heading, before = np.zeros((1, len(topics())), np.float32), np.zeros((1, len(cues())), np.float32)
    while some := list(islice(told, _BATCH)):
        found, known = _signs_of(text, plain_text, some, words)
        meant = cues_of(found)
        above = _above(found, heading)
        yield Batch(some, found, meant, above[:-1], np.vstack((before, meant[:-1])), known)
        heading, before = above[-1:], meant[-1:]


def _signs_of(text: str, plain_text: str, some: Sequence[Unit], words: tuple[str, ...]) -> tuple[Matrix, npt.NDArray[np.intp]]:
    """The signs of each sentence, and the words of the model that it has."""
    rows: list[list[int]] = []
    owners: list[int] = []
    known: list[int] = []
    size = len(topics())
    for at, unit in enumerate(some):
        start, end, is_row = unit
        numbers = _numbers_in(plain(plain_text[start:end]), words)
        spoken = [number - size for number in numbers if number >= size]
        known += spoken
        owners += [at] * len(spoken)
        rows.append([*numbers, *shape(text[start:end], is_row, is_heading(text, unit))])
    return _matrix(rows), np.array((owners, known), np.intp).T


def signs_of_clauses(clauses: Sequence[str]) -> Matrix:
    """The signs of each clause by itself, without its shape."""
    return _matrix([list(_numbers_in(plain(flat(clause)), ())) for clause in clauses])


def _matrix(rows: Sequence[Sequence[int]]) -> Matrix:
    size = len(topics())
    found = np.zeros(len(rows) * size, np.float32)
    found[[at * size + number for at, numbers in enumerate(rows) for number in numbers if number < size]] = 1
    return found.reshape(len(rows), size)


def _numbers_in(clause: str, words: tuple[str, ...]) -> set[int]:
    looked_for = signs(words)
    money = looked_for.money
    numbers, ends = set[int](), set[int]()
    for end, found in looked_for.automaton.iter(clause):
        numbers.update(found)
        if money in found:
            ends.add(clause.count(" ", 0, end - 1))
    if len(ends) > 1:
        numbers.add(_TWO_AMOUNTS)
    return numbers


@cache
def _groups() -> tuple[Bits, Bits, Bits]:
    """The cues as bits, one column each: the signs of a group, the groups that a cue asks for, the signs that it forbids."""
    groups = sorted({group for cue in cues() for group in cue.all})
    members, denied = np.zeros((len(groups), len(topics())), np.bool_), np.zeros((len(cues()), len(topics())), np.bool_)
    asked = np.zeros((len(cues()), len(groups)), np.bool_)
    for at, group in enumerate(groups):
        members[at, list(group)] = True
    for at, cue in enumerate(cues()):
        asked[at, [groups.index(group) for group in cue.all]] = True
        denied[at, list(cue.none)] = True
    return _bits(members), _bits(asked), _bits(denied)


def _bits(flags: npt.NDArray[np.bool_]) -> Bits:
    """Rows of flags as columns of 64-bit words: a hundred signs are compared in two steps."""
    packed = np.packbits(flags, axis=1)
    padded = np.zeros((len(packed), -(-packed.shape[1] // 8) * 8), np.uint8)
    padded[:, : packed.shape[1]] = packed
    return np.ascontiguousarray(padded.view(np.uint64).T)


def _any_common(these: Bits, those: Bits) -> npt.NDArray[np.bool_]:
    """For each of these (rows) and those (columns) whether they share a flag."""
    common = these[0][:, None] & those[0]
    for mine, theirs in zip(these[1:], those[1:], strict=True):
        common |= mine[:, None] & theirs
    return common != 0


def cues_of(found: Matrix) -> Matrix:
    """The cues of each row of signs."""
    members, asked, denied = _groups()
    signs = _bits(found > 0)
    missing = _any_common(_bits(~_any_common(signs, members)), asked)
    return (~missing & ~_any_common(signs, denied)).astype(np.float32)


def _above(found: Matrix, heading: Matrix) -> Matrix:
    """For each row the signs of the heading above it; one row more for what comes after the last."""
    places = np.arange(1, len(found) + 1) * (found[:, _HEADING] > 0)
    last = np.concatenate((np.zeros(1, np.intp), np.maximum.accumulate(places)))
    return np.vstack((heading, found))[last]
