"""The conditions that a text states: which sentences state one, which words of them, and what value it has."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from journeyaudit.model.promise import Exclusion, ExclusionType
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.terms.features import Batch, batches
from journeyaudit.read.terms.layout import Span
from journeyaudit.read.terms.model import Model, shipped
from journeyaudit.read.terms.sentences import Unit, clauses, units
from journeyaudit.read.terms.values import value_of


def exclusions(
    text: str, language: str | None = None, country: str | None = None, model: Model | None = None
) -> tuple[Exclusion, ...]:
    """The conditions in a text of any length, in order; `quote == text[start:end]`, a sentence may state several.

    Each stretch of it is read in the languages that its words speak; `language` changes nothing yet. `country` (ISO 3166 alpha-2)
    settles the currency of "$" and "Rs". A clock that starts at dispatch is told as estimate_only; `clock_start` gives
    it by its own name. Time and memory grow with the length of the text. Never raises on account of the text.
    """
    del language
    return tuple(_exclusions(text, country, model or shipped()))


def clock_start(text: str) -> tuple[Exclusion, ...]:
    """The sentences that let the time run from dispatch, not from the order (rules.md D6). `exclusions` tells most of them as
    estimate_only, as the labels of the corpus do; here they are told by their own type."""
    topic, time = matcher("terms_clock_start"), matcher("terms_delivery")
    found = [unit for unit in units(text) if topic.find(text[unit.start : unit.end]) and time.find(text[unit.start : unit.end])]
    return tuple(_exclusion("clock_start", text, (unit.start, unit.end), None) for unit in found)


def _exclusions(text: str, country: str | None, model: Model) -> Iterator[Exclusion]:
    for batch in batches(text, model.words):
        told: dict[int, list[int]] = {}
        for at, column in np.argwhere(model.scores(batch) >= 0).tolist():
            told.setdefault(at, []).append(column)
        parts = {at: _parts(text, batch.units[at]) for at in told}
        states = iter(_states(batch, [part for spans in parts.values() for part in spans], model))
        for at, columns in told.items():
            own = [(part, next(states)) for part in parts[at]]
            for column in columns:
                span = _span([part for part, stated in own if stated[column]], batch.units[at])
                yield _exclusion(model.types[column], text, span, country)


def _states(batch: Batch, parts: list[Span], model: Model) -> list[list[bool]]:
    """For each clause whether it states each of the model's conditions by itself."""
    return (model.alone([batch.flat[start:end] for start, end in parts], batch.tongues) >= 0).tolist()


def _parts(text: str, unit: Unit) -> list[Span]:
    """The clauses of a sentence that has several; none for a row or a simple sentence."""
    parts = [] if unit.row else clauses(text, unit.start, unit.end)
    return parts if len(parts) > 1 else []


def _span(stating: list[Span], unit: Unit) -> Span:
    """From the first clause that states the condition by itself to the last; the sentence where none does."""
    return (stating[0][0], stating[-1][1]) if stating else (unit.start, unit.end)


def _exclusion(kind: ExclusionType, text: str, span: Span, country: str | None) -> Exclusion:
    start, end = span
    return Exclusion(type=kind, start=start, end=end, quote=text[start:end], value=value_of(kind, text[start:end], country))
