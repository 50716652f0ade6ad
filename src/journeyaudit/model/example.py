"""An example of a check: a small made-up site and the outcome that the check must have on it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel, model_validator

from journeyaudit.model.example_case import ExampleCase
from journeyaudit.model.example_ledger import ExampleLedger
from journeyaudit.model.finding import Outcome
from journeyaudit.model.snapshot import Device
from journeyaudit.model.strict import Strict

StartName = Literal["home", "product", "basket", "help", "not-found", "article"]


class Opened(Strict):
    """What one control of a page does: `shows` (HTML that appears in addition), `leads_to` (a path), or neither: nothing."""

    control: Annotated[str, Field(min_length=1, description="The name of the control as a customer reads it")]
    action: Annotated[Literal["click", "hover"], Field(description="How it is activated; a hover costs no click")] = "click"
    shows: Annotated[str, Field(description="HTML or text that appears in addition to the page")] = ""
    leads_to: Annotated[str, Field(pattern=r"^(/|https?://)", description="The path that it leads to")] | None = None
    opened: Annotated[tuple[Opened, ...], Field(description="What the controls do that are visible only now")] = ()

    @model_validator(mode="after")
    def _one_effect(self) -> Opened:
        if self.shows and self.leads_to:
            raise ValueError("a control shows something or leads somewhere, not both: keep `shows` or `leads_to`")
        return self


class ExamplePage(Strict):
    """One page. Exactly one of `html`, `redirect` and `fault` says what asking for it gives."""

    html: Annotated[str | None, Field(description="The page as HTML or plain text")] = None
    mobile: Annotated[str | None, Field(description="The page on a mobile device, where that differs")] = None
    status: Annotated[int, Field(ge=100, le=599, description="The HTTP status")] = 200
    redirect: Annotated[str, Field(pattern=r"^(/|https?://)", description="The path that asking for it ends at")] | None = None
    fault: Annotated[str | None, Field(description="Why it could not be read: timeout, crash, tls, blocked…")] = None
    opened: Annotated[tuple[Opened, ...], Field(description="What the controls of the page do")] = ()

    @model_validator(mode="after")
    def _one_answer(self) -> ExamplePage:
        if sum(answer is not None for answer in (self.html, self.redirect, self.fault)) != 1:
            raise ValueError("give exactly one of `html`, `redirect` and `fault`")
        return self


class ExampleBanner(Strict):
    """A consent banner on the home page."""

    text: str = "We use cookies."
    how: Annotated[Literal["reject", "accept", "close", "stays"], Field(description="How it went away, if it did")] = "reject"
    clicks: Annotated[int, Field(ge=0, description="Clicks that it took to be rid of it")] = 1
    covers: Annotated[float, Field(ge=0, le=1, description="Share of the first screen that it hides")] = 0.2
    obstructs: Annotated[bool, Field(description="Whether it keeps a customer from the page")] = False


def _bare() -> dict[str, str | ExamplePage]:
    return {"/": "The example shop"}


def _home() -> dict[StartName, str]:
    return {"home": "/"}


class Example(Strict):
    """One example. Pages that are linked but not listed answer 404, unless `stopped` says that the crawl ended before them."""

    name: Annotated[str, Field(min_length=5, description="One sentence: what the site is like")]
    outcome: Annotated[Outcome, Field(description="What the check must say")]
    score: Annotated[float | None, Field(ge=0, le=1, description="The score it must give, to two digits")] = None
    value: Annotated[float | None, Field(description="The value it must measure")] = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="The subject's country")] | None = None
    devices: Annotated[tuple[Device, ...], Field(min_length=1, description="The devices looked with")] = ("desktop",)
    starts: dict[StartName, str] = Field(default_factory=_home, min_length=1, description="Start pages and their paths")
    pages: Annotated[dict[str, str | ExamplePage], Field(default_factory=_bare, min_length=1, description="Pages by path")]
    banner: Annotated[ExampleBanner | None, Field(description="A consent banner on the home page")] = None
    stopped: Annotated[
        Literal["", "pages", "seconds"],
        Field(description="The budget that ended the crawl; pages not listed were then not visited"),
    ] = ""
    ledger: Annotated[ExampleLedger | None, Field(description="Delivery promises and terms, in place of reading the pages")] = (
        None
    )
    cases: Annotated[tuple[ExampleCase, ...], Field(description="Enquiries and what came back")] = ()
    known_miss: Annotated[bool, Field(description="The check gets this wrong today; `reason` says why")] = False
    reason: Annotated[str, Field(description="Why the check misses this")] = ""

    @model_validator(mode="after")
    def _starts_are_listed(self) -> Example:
        if "pages" not in self.model_fields_set and not self.cases:
            raise ValueError("an example needs `pages`, or `cases` for a check on enquiries")
        for name, path in self.starts.items():
            if path not in self.pages and not self.stopped:
                raise ValueError(f"the start page {name} is {path}, which is not among the pages: list it under `pages`")
        if self.known_miss and not self.reason:
            raise ValueError("a known miss needs a `reason`: say what the check gets wrong and why")
        return self

    def page(self, path: str) -> ExamplePage:
        """The page at a listed path, in its full form."""
        page = self.pages[path]
        return ExamplePage(html=page) if isinstance(page, str) else page


class Examples(RootModel[Annotated[tuple[Example, ...], Field(min_length=1)]]):
    """A NAME.test.yaml: the list of a check's examples."""
