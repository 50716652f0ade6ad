"""The click graph: states, and the clicks and hovers between them."""

from __future__ import annotations

from typing import Literal

from journeyaudit.model.strict import Strict

Action = Literal["click", "hover", "redirect"]


class Fault(Strict):
    """What went wrong with one page or click of the site, told as a result. `kind` is a short word: timeout, status, crash,
    tls, download, size, redirect-loop,
    blocked (robots or guard), refused, dialog-loop, gone (control not found)."""

    kind: str
    detail: str = ""


class Edge(Strict):
    """One activation of one control. A hover costs no click (design.md §3) and is counted beside it; a redirect is nobody's
    action. `target` is a state id.
    """

    source: str
    target: str
    action: Action = "click"
    control: str = ""
    name: str = ""
    href: str = ""
    region: str = "main"
    context: str = ""

    @property
    def clicks(self) -> int:
        return 1 if self.action == "click" else 0

    @property
    def hovers(self) -> int:
        return 1 if self.action == "hover" else 0


class State(Strict):
    """A page plus what was opened on it. `chain` are the keys of the controls opened, in order; () is the page as it loads.

    `snapshot` is the artifact's SHA-256, None if the state was never seen (then `fault` says why, or it was not visited).
    `idle` are the keys of the controls that were clicked here and did nothing.
    """

    id: str
    url: str
    chain: tuple[str, ...] = ()
    snapshot: str | None = None
    status: int | None = None
    title: str = ""
    language: str = ""
    fault: Fault | None = None
    seen: bool = False
    untried: int = 0
    idle: tuple[str, ...] = ()


class ClickGraph(Strict):
    """One device's graph. `starts` maps a start page's name (home, product, basket, help, not-found, article) to its state id.

    `skipped` counts look-alike pages that were sampled rather than visited; `stopped` says which budget ended the crawl, "" if
    none did.
    """

    device: Literal["desktop", "mobile"]
    states: dict[str, State]
    edges: tuple[Edge, ...]
    starts: dict[str, str]
    skipped: int = 0
    stopped: str = ""
