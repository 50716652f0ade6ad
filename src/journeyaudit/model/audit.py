"""audit.json: the public, versioned result (schema journeyaudit/audit/1)."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from journeyaudit.model.case import CaseFact
from journeyaudit.model.finding import Finding
from journeyaudit.model.journal import Banner, Refusal
from journeyaudit.model.ledger import Entry, TermsPage
from journeyaudit.model.plan import GatherOptions, Skip
from journeyaudit.model.reach import Reach
from journeyaudit.model.rule import Rule
from journeyaudit.model.scorecard import Score, Scorecard
from journeyaudit.model.strict import Strict
from journeyaudit.model.subject import Subject

SCHEMA = "journeyaudit/audit/1"


class Method(Strict):
    """How the figures were obtained, for the reader who doubts them. Counts are totals of the run, by device where they are
    mappings.

    `faults` maps URL → what went wrong there; `refused` counts requests that were stopped, `refusals` lists them (it may be
    shorter than the count).
    """

    started_at: str
    ended_at: str = ""
    tool: str
    browser: str = ""
    options: GatherOptions
    pages: dict[str, int] = {}
    states: dict[str, int] = {}
    skipped: dict[str, int] = {}
    stopped: dict[str, str] = {}
    requests: int = 0
    page_loads: int = 0
    refused: int = 0
    refusals: tuple[Refusal, ...] = ()
    banners: tuple[Banner, ...] = ()
    faults: dict[str, str] = {}
    skips: tuple[Skip, ...] = ()
    complete: bool = True


class Audit(Strict):
    """The whole result. Byte-identical for the same run folder and checks. `rules` are the rule records that the findings
    cite, so that it can be read alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["journeyaudit/audit/1"] = Field(default=SCHEMA, alias="schema")
    subject: Subject
    reach: tuple[Reach, ...]
    findings: tuple[Finding, ...]
    scores: Scorecard
    coverage: Score
    method: Method
    promises: tuple[Entry, ...] = ()
    terms: tuple[TermsPage, ...] = ()
    cases: tuple[CaseFact, ...] = ()
    rules: tuple[Rule, ...] = ()
