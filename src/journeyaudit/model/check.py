"""One claim that evidence can settle."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from journeyaudit.model.strict import Strict


class Steps(Strict):
    """Grades a count: the score of the first step whose `up_to` is not exceeded, else `beyond`; `none` where the thing is absent."""

    class Step(Strict):
        up_to: float
        score: Annotated[float, Field(ge=0, le=1)]

    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    beyond: Annotated[float, Field(ge=0, le=1)] = 0.0
    none: Annotated[float, Field(ge=0, le=1)] = 0.0


class Curve(Strict):
    """Grades a positive measure log-normally: `p10` scores 0.9, `median` 0.5; absent scores 0 (rules.md §S)."""

    p10: Annotated[float, Field(gt=0)]
    median: Annotated[float, Field(gt=0)]


class MeasureCall(Strict):
    """Name of a measure in judge.measures and its arguments (typed by that measure, validated by the loader)."""

    name: str
    args: dict[str, Any] = {}


class Check(Strict):
    """One YAML file under checks/. `id` is the path below checks/ without suffix, a noun phrase: contact/phone-within-reach."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)+$")]
    revision: Annotated[int, Field(ge=1)]
    title: Annotated[str, Field(min_length=8)]
    failure_title: Annotated[str, Field(min_length=8)]
    why: Annotated[str, Field(min_length=20)]
    area: str
    weight: Annotated[float, Field(gt=0, le=10)]
    starts: tuple[Literal["home", "product", "basket", "help", "not-found", "article"], ...] = ("home",)
    measure: MeasureCall
    grading: Steps | Curve
    pass_mark: Annotated[float, Field(ge=0, le=1)]
    advice: Annotated[str, Field(min_length=10)]
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    jurisdictions: tuple[str, ...] = ("any",)
