"""What was gathered, and what may be said of what was not found in it.

A thing not gathered is never a pass and never a fail (rules.md §S): these are the guards that every measure asks first.
"""

from __future__ import annotations

from journeyaudit.judge.measures.measurement import Measurement
from journeyaudit.model.fact import SiteFacts, StateFact
from journeyaudit.model.graph import ClickGraph, Fault, State
from journeyaudit.read.clicks.graph import state_id

#: Faults that keep a page from the tool without telling what a customer gets.
_UNREAD = frozenset({"timeout", "crash", "tls", "size", "blocked", "refused", "dialog-loop", "download"})
_GOOD, _ERROR = 200, 400


def pages_seen(graph: ClickGraph) -> int:
    """Pages of one device that were looked at; states opened on them not counted."""
    return sum(state.seen and not state.chain for state in graph.states.values())


def answers(state: State) -> bool:
    """The page was seen as the site means it: an answer of 400 or more shows an error instead."""
    return state.seen and (state.status or _GOOD) < _ERROR


def is_site(fact: StateFact) -> bool:
    """The page is one that the site means to show. An error, a refusal or a missing page is no basis for judging a site."""
    return fact.status < _ERROR and fact.kind != "not-found"


def nothing_seen(facts: SiteFacts) -> Measurement | None:
    """`untested` with the reason if no page of the site itself was read on any device, else None."""
    if any(is_site(fact) for fact in facts.states):
        return None
    failed = next(iter(facts.faults.items()), None)
    if failed is not None:
        return Measurement("untested", reason=f"No page of the site could be read: {failed[0]}: {_told(failed[1])}.")
    if facts.states:
        page = facts.states[0]
        why = (
            f"{page.url} answers with status {page.status}"
            if page.status >= _ERROR
            else f"{page.url} says that it does not exist"
        )
        return Measurement("untested", reason=f"No page of the site could be read: {why}.")
    return Measurement("untested", reason="No page of the site could be read.")


def unread_home(graph: ClickGraph) -> State | None:
    """The home page of one device if it was asked for and not seen, or answered with an error."""
    home = graph.states.get(graph.starts.get("home", ""))
    if home is None or answers(home):
        return None
    return home if home.seen or home.fault is not None else None


def _told(fault: Fault) -> str:
    detail = fault.detail.strip().rstrip(".")
    return detail if detail and fault.kind == "status" else f"{fault.kind} ({detail})" if detail else fault.kind


def why_unread(state: State) -> str:
    """Why a page is no ground to judge on, in a few words."""
    if state.fault is not None:
        return _told(state.fault)
    return f"status {state.status}" if (state.status or _GOOD) >= _ERROR else "it says that it does not exist"


def limits(facts: SiteFacts) -> str:
    """A sentence, with a space before it, that limits what was said of the whole site to what was seen: the crawl stopped
    early, or pages that look alike were sampled. "" if every page was seen."""
    cut = [f"{counted(pages_seen(graph), 'page')} on {graph.device} ({graph.stopped})" for graph in facts.graphs if graph.stopped]
    if cut:
        return f" This holds among the pages seen; the crawl stopped early after {' and '.join(cut)}."
    home = next((state for graph in facts.graphs if (state := unread_home(graph)) is not None), None)
    if home is not None:
        return f" This holds among the pages seen; the home page {home.url} could not be read ({why_unread(home)})."
    skipped = max((graph.skipped for graph in facts.graphs), default=0)
    return (
        f" {counted(skipped, 'page that looks', 'pages that look')} like others {_were(skipped)} not opened." if skipped else ""
    )


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def open_question(facts: SiteFacts, what: str) -> Measurement | None:
    """`cant_tell` if `what` was not found but may stand where nobody looked: the crawl stopped early, or a contact page could
    not be read. Else None."""
    doubts = [doubt for graph in facts.graphs if (doubt := doubt_about(facts, graph))]
    return Measurement("cant_tell", reason=f"{what} was not found {doubts[0]}.") if doubts else None


def doubt_about(facts: SiteFacts, graph: ClickGraph) -> str:
    """Why one device's crawl does not prove that something is missing, to follow "was not found"; "" if it does."""
    if graph.stopped:
        seen = counted(pages_seen(graph), "page")
        return f"within the {seen} seen on {graph.device}, and the crawl stopped early ({graph.stopped})"
    home = unread_home(graph)
    if home is not None:
        return f"on {graph.device}, but the home page {home.url} could not be read ({why_unread(home)})"
    unread = unread_contact_page(facts, graph)
    if unread is not None and unread.fault is not None:
        return (
            f"on {graph.device}, but {unread.url}, to which a contact or help link leads, could not be read ({unread.fault.kind})"
        )
    return ""


def unread_contact_page(facts: SiteFacts, graph: ClickGraph) -> State | None:
    """A page to which a contact or help link leads and which the tool could not read."""
    for fact in facts.states:
        if fact.device != graph.device:
            continue
        for link in fact.help_links:
            state = graph.states.get(state_id(graph.device, link.href)) if link.leads in ("contact", "help") else None
            if state is not None and not state.seen and state.fault is not None and state.fault.kind in _UNREAD:
                return state
    return None


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 page", "3 pages"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
