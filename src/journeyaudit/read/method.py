"""How a run's figures were obtained, told from its records. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from journeyaudit.model.audit import Method
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.graph import Fault
from journeyaudit.model.journal import Crawled, Ended, Record, Refusal, Traffic, Visit
from journeyaudit.model.plan import Plan

#: Refusals listed one by one; the count is always complete.
MOST_REFUSALS = 50


def method_of(plan: Plan, records: Sequence[Record], facts: SiteFacts) -> Method:
    """The method section of the audit. `complete` is false if gathering was interrupted."""
    ended = next((r for r in records if isinstance(r, Ended)), None)
    crawled = [r for r in records if isinstance(r, Crawled)]
    visits = [r for r in records if isinstance(r, Visit)]
    asked = [r for r in records if isinstance(r, Visit | Traffic)]
    refusals = [r for r in records if isinstance(r, Refusal)]
    return Method(
        started_at=plan.started_at,
        ended_at=ended.at if ended else "",
        tool=plan.tool,
        browser=ended.browser if ended else "",
        options=plan.options,
        pages=dict(Counter(v.device for v in visits)),
        states={g.device: sum(s.seen for s in g.states.values()) for g in facts.graphs},
        skipped={c.device: c.skipped for c in crawled if c.skipped},
        stopped={c.device: c.stopped for c in crawled if c.stopped},
        requests=sum(a.requests for a in asked),
        page_loads=sum(a.loads for a in asked),
        refused=len(refusals),
        refusals=tuple(refusals[:MOST_REFUSALS]),
        banners=facts.banners,
        faults={url: in_words(fault) for url, fault in sorted(facts.faults.items())},
        skips=plan.skips,
        complete=ended is not None,
    )


def in_words(fault: Fault) -> str:
    """What went wrong with a page, in plain words: no error code of the browser, no text of an exception."""
    if fault.kind == "error" or not fault.detail:
        return "the page could not be shown" if fault.kind in ("error", "") else f"the page could not be shown ({fault.kind})"
    return re.sub(r" \((?:net::)?ERR_\w+\)", "", fault.detail)
