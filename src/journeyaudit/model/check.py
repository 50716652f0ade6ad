"""One claim that evidence can settle."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from journeyaudit.model.strict import Strict


class Steps(Strict):
    """Grades a count: the score of the first step whose `up_to` is not exceeded, else `beyond`; `none` where the thing is
    absent.
    """

    class Step(Strict):
        up_to: Annotated[float, Field(description="The highest value that still earns this score")]
        score: Annotated[float, Field(ge=0, le=1, description="0 to 1")]

    steps: Annotated[tuple[Step, ...], Field(min_length=1, description="Ascending by up_to; the first to hold the value counts")]
    beyond: Annotated[float, Field(ge=0, le=1, description="Score of a value above the last step")] = 0.0
    none: Annotated[float, Field(ge=0, le=1, description="Score where the thing is absent")] = 0.0


class Curve(Strict):
    """Grades a positive measure log-normally: `p10` scores 0.9, `median` 0.5; absent scores 0 (rules.md §S)."""

    p10: Annotated[float, Field(gt=0, description="The value that scores 0.9")]
    median: Annotated[float, Field(gt=0, description="The value that scores 0.5")]


class MeasureCall(Strict):
    """Name of a measure in judge.measures and its arguments (typed by that measure, validated by the loader)."""

    name: Annotated[str, Field(description="Which measure")]
    args: dict[str, Any] = Field(default_factory=dict, description="Its arguments")


class Check(Strict):
    """One YAML file under checks/. `id` is the path below checks/ without suffix, a noun phrase: contact/phone-within-reach."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)+$", description="Folder and name of the file, without .yaml")]
    revision: Annotated[int, Field(ge=1, description="Raised whenever the check may judge differently")]
    title: Annotated[str, Field(min_length=8, description="The claim, as it reads when it holds; no full stop")]
    failure_title: Annotated[str, Field(min_length=8, description="What is the case when the claim fails; no full stop")]
    why: Annotated[str, Field(min_length=20, description="Why it matters to a customer, in one or two sentences")]
    area: Annotated[str, Field(description="The part of the score it counts towards")]
    weight: Annotated[float, Field(gt=0, le=10, description="How much it counts within the score")]
    starts: tuple[Literal["home", "product", "basket", "help", "not-found", "article"], ...] = ("home",)
    measure: Annotated[MeasureCall, Field(description="What is measured")]
    grading: Annotated[Steps | Curve, Field(description="How a measured value becomes a score: steps, or a log-normal curve")]
    pass_mark: Annotated[float, Field(ge=0, le=1, description="The score that every measurement must reach")]
    advice: Annotated[str, Field(min_length=10, description="What to do about a failure; begins with a verb")]
    sources: Annotated[tuple[str, ...], Field(min_length=1, description="Ids of the rules it rests on (sources.yaml)")]
    jurisdictions: Annotated[tuple[str, ...], Field(min_length=1, description="Where it applies: country, EU, any")] = ("any",)
    cap: Annotated[float | None, Field(ge=0, lt=100, description="The most that its area can score while it fails")] = None
