"""What an example of a delivery check says of its made-up site: promises with their small print, in few words.

`at` is always the path of the page where the words stand. What is left out is as a reader would find it at its plainest.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.model.ledger import Disclosure, Ladder, ServicePlace, ServiceTopic, StageName, StageVerdict
from journeyaudit.model.promise import DayKind, ExclusionType, Money
from journeyaudit.model.strict import Strict

AtPath = Annotated[str, Field(pattern=r"^/", description="The path of the page where it stands")]


class SmallPrint(Strict):
    """Words under a promise: how they look, and how far from it they stand."""

    says: Annotated[str, Field(min_length=1, description="The words")]
    size: Annotated[float, Field(gt=0, description="Font size in CSS pixels")] = 16
    weight: Annotated[int, Field(description="Font weight")] = 400
    contrast: Annotated[float | None, Field(description="Contrast with the ground; null: not measured")] = 12
    ladder: Annotated[Ladder, Field(description="Headline, sub-heading, body or footnote")] = "body"
    font_ratio: Annotated[float | None, Field(gt=0, description="Its size ÷ that of the promise; null: not measured")] = 1
    steps: Annotated[int, Field(ge=0, description="Steps down the ladder from the promise")] = 0
    screens: Annotated[float, Field(ge=0, description="Screens to scroll from the promise")] = 0


class ExampleNote(SmallPrint):
    """The note that the promise's marker leads to."""

    how: Annotated[
        Literal["footnote", "tooltip", "title", "described-by", "dialog"], Field(description="How the marker leads to it")
    ] = "footnote"


class ExampleCondition(SmallPrint):
    """One condition that narrows the promise."""

    type: Annotated[ExclusionType, Field(description="What it narrows the promise by")]
    at: AtPath | None = None
    value: Annotated[dict[str, object] | None, Field(description="Its value, as readers of terms give it")] = None
    disclosure: Annotated[Disclosure, Field(description="How well it is told")] = "adjacent"
    clicks: Annotated[int | None, Field(ge=0, description="Clicks from the promise; null: no way of links")] = 0
    label: Annotated[str, Field(description="The link that leads there")] = ""
    label_is_specific: Annotated[bool, Field(description="Whether that link says what it leads to")] = True
    contradicts: Annotated[bool, Field(description="It undoes the promise rather than qualifying it")] = False
    rule: Annotated[str, Field(description="The rule that says so")] = ""
    because: Annotated[str, Field(description="Why, in words")] = ""


class ExampleStage(Strict):
    """What a shopper met of the promise at one stage of buying."""

    stage: Annotated[StageName, Field(description="Product, basket or checkout")]
    verdict: Annotated[StageVerdict, Field(description="What became of the promise there")]
    at: AtPath = "/"
    says: Annotated[str, Field(description="The words met there")] = ""
    product: Annotated[str, Field(description="The sample product")] = "a desk lamp"
    reason: Annotated[str, Field(description="Why, in words")] = ""


class ExamplePromise(Strict):
    """One promise; its attributes are those of a promise as it is read."""

    says: Annotated[str, Field(min_length=1, description="The words")]
    at: AtPath = "/"
    size: Annotated[float, Field(gt=0, description="Font size in CSS pixels")] = 16
    ladder: Annotated[Ladder, Field(description="Headline, sub-heading, body or footnote")] = "body"
    days: Annotated[tuple[float, float] | None, Field(description="Fewest and most days")] = None
    day_kind: DayKind | None = None
    of: Annotated[Literal["delivery", "dispatch"] | None, Field(description="What the days are of")] = None
    clock_start: Annotated[Literal["order", "dispatch"] | None, Field(description="From where the days count")] = None
    price: Literal["free"] | Money | None = None
    threshold: Annotated[Money | None, Field(description="The spend from which it holds")] = None
    region: str | None = None
    absolute: Annotated[str | None, Field(description="All, every, always, guaranteed")] = None
    marker: Annotated[str | None, Field(description="*, †, ‡, ¹")] = None
    notes: Annotated[tuple[ExampleNote, ...], Field(description="What the marker leads to")] = ()
    conditions: Annotated[tuple[ExampleCondition, ...], Field(description="What narrows it")] = ()
    stages: Annotated[tuple[ExampleStage, ...], Field(description="What became of it on the way to an order")] = ()


class ExampleStatement(Strict):
    """What the site says of its service beside its promises."""

    topic: Annotated[ServiceTopic, Field(description="What it is about")]
    says: Annotated[str, Field(min_length=1, description="The words")]
    at: AtPath = "/"
    place: Annotated[ServicePlace, Field(description="The kind of page it stands on")] = "terms"
    source: Annotated[Literal["text", "structured"], Field(description="Visible text, or data for machines")] = "text"
    days: Annotated[float | None, Field(description="The longest time named")] = None
    day_kind: DayKind | None = None
    price: Literal["free"] | Money | None = None
    threshold: Annotated[Money | None, Field(description="The spend from which the price holds")] = None


class ExampleTerms(Strict):
    """A page of delivery terms."""

    at: AtPath
    kind: Literal["delivery", "returns", "terms", "faq", "document"] = "delivery"
    fault: Annotated[str, Field(description="Why it could not be read")] = ""


class ExampleLedger(Strict):
    """Stands in for what reading the made-up site would find."""

    promises: tuple[ExamplePromise, ...] = ()
    terms: tuple[ExampleTerms, ...] = ()
    service: tuple[ExampleStatement, ...] = ()
