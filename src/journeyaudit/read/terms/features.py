"""What is known of each sentence before it is judged: its signs, its cues, and what stands before it. Matrices of 0 and 1.

A cue is signs that mean something together ("an area" and "not" and "deliver"); cues.yaml names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt
import yaml

from journeyaudit.errors import DefinitionError
from journeyaudit.read.terms.sentences import Unit, is_heading, units
from journeyaudit.read.terms.signs import BREAK, SHAPES, flat, plain_line, shape, signs, topics
from journeyaudit.read.terms.tongues import spoken

Matrix = npt.NDArray[np.float32]
Bits = npt.NDArray[np.uint64]
Indices = npt.NDArray[np.intp]
#: (sentence, word) by their numbers.
Pairs = Indices
#: Sentences read at once: enough for matrices to pay, few enough that their products stay on one core.
_BATCH = 512
_TWO_AMOUNTS = SHAPES.index("two_amounts")
_HEADING = SHAPES.index("heading")
_SPACE = ord(" ")


class Cue(NamedTuple):
    """Signs by their numbers: one of each group in `all` must be there, none of `none`."""

    name: str
    all: tuple[tuple[int, ...], ...]
    none: tuple[int, ...]


class Batch(NamedTuple):
    """Some sentences in a row, offsets in the text that `flat` tells, and the languages they are read in: signs and cues of each,
    signs of the heading above it, cues of the sentence before it, and the words that a model knows, as (sentence, word) pairs in
    the order of the sentences."""

    flat: str
    tongues: tuple[str, ...]
    units: list[Unit]
    signs: Matrix
    cues: Matrix
    heading: Matrix
    before: Matrix
    words: Pairs


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
        tongues = spoken(text[some[0].start : some[-1].end])
        found, known = _signs_of(text, plain_text, some, words, tongues)
        meant = cues_of(found)
        above = _above(found, heading)
        yield Batch(plain_text, tongues, some, found, meant, above[:-1], np.vstack((before, meant[:-1])), known)
        heading, before = above[-1:], meant[-1:]


def _signs_of(
    text: str, plain_text: str, some: Sequence[Unit], words: tuple[str, ...], tongues: tuple[str, ...]
) -> tuple[Matrix, Pairs]:
    """The signs of each sentence, and the words of the model that it has."""
    found, known = _heard([plain_text[start:end] for start, end, _ in some], words, tongues)
    shapes = [
        (at, sign)
        for at, unit in enumerate(some)
        for sign in shape(text[unit.start : unit.end], unit.row, is_heading(text, unit))
    ]
    if shapes:
        found[tuple(np.array(shapes, np.intp).T)] = 1
    return found, known


def signs_of_clauses(flat_clauses: Sequence[str], tongues: tuple[str, ...]) -> Matrix:
    """The signs of each clause (as `flat` tells it) by itself in these languages, without its shape."""
    return _heard(flat_clauses, (), tongues)[0]


def _heard(flat_clauses: Sequence[str], words: tuple[str, ...], tongues: tuple[str, ...]) -> tuple[Matrix, Pairs]:
    """The signs that phrases give to each clause, and its words: all clauses are looked through in one pass, each match then
    given to the clause that it ends in."""
    looked_for, size = signs(words, tongues), len(topics())
    found = np.zeros((len(flat_clauses), size), np.float32)
    line = plain_line(flat_clauses)
    matches = np.fromiter(chain.from_iterable(looked_for.automaton.iter(line)), np.intp).reshape(-1, 2)
    letters = np.frombuffer(line.encode("utf-32-le"), np.uint32)
    clause = np.cumsum(letters == BREAK)[matches[:, 0] - 1] - 1
    many = looked_for.counts[matches[:, 1]]
    starts = np.repeat(looked_for.firsts[matches[:, 1]], many)
    within = np.arange(len(starts)) - np.repeat(np.cumsum(many) - many, many)
    numbers, owners = looked_for.numbers[starts + within], np.repeat(clause, many)
    is_topic = numbers < size
    found[owners[is_topic], numbers[is_topic]] = 1
    found[:, _TWO_AMOUNTS] = _has_two(owners, np.repeat(matches[:, 0], many), numbers == looked_for.money, letters, len(found))
    return found, _distinct(owners[~is_topic], numbers[~is_topic] - size)


def _has_two(
    owners: Indices, ends: Indices, is_money: npt.NDArray[np.bool_], letters: npt.NDArray[np.uint32], size: int
) -> npt.NDArray[np.bool_]:
    """For each clause whether amounts end in two of its words."""
    word = np.cumsum(letters == _SPACE)
    amounts = _distinct(owners[is_money], word[ends[is_money] - 1])
    return np.bincount(amounts[:, 0], minlength=size) > 1


def _distinct(first: Indices, second: Indices) -> Pairs:
    """The pairs of two columns, each once, in order."""
    base = int(second.max(initial=0)) + 1
    both = np.sort(first * base + second)
    return np.column_stack(np.divmod(both[np.diff(both, prepend=-1) > 0], base))


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
