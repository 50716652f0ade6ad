"""A rule that a check rests on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.model.strict import Strict

#: Rows of rules.md, as the key of the record: C4, D18, F6, R3, or S, E, OP for our own conventions.
RuleId = Annotated[str, Field(pattern=r"^[A-Z]{1,12}[0-9]{0,4}$", description="Capital letters and a number, e.g. HOUSE1")]


class Rule(Strict):
    """One source of a threshold. `requirement` is in our own words, never the source's text.

    `mark`: P primary text read, S stored secondary source read, K general knowledge (verify before quoting it as law).
    `jurisdictions`: ISO 3166 alpha-2 codes, US-CA, EU, or any. `checked` is the date (YYYY-MM-DD) of the
    last comparison with the source.
    """

    id: RuleId
    source: Annotated[str, Field(min_length=2)]
    jurisdictions: Annotated[tuple[str, ...], Field(min_length=1)] = ("any",)
    force: Literal["law", "ruling", "code", "standard", "study", "convention"]
    mark: Literal["P", "S", "K"]
    checked: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    requirement: Annotated[str, Field(min_length=10)]


class RuleTable(Strict):
    """A sources.yaml: the rule records that the checks beside it may cite."""

    rules: tuple[Rule, ...]
