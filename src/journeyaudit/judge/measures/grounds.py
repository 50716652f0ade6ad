"""What was gathered, and what may be said of what was not found in it.

A thing not gathered is never a pass and never a fail (rules.md §S): these are the guards that every measure asks first.
"""

from __future__ import annotations

from journeyaudit.judge.measures.measurement import Measurement
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.graph import ClickGraph, State
from journeyaudit.read.graph import state_id

#: Faults that keep a page from the tool without telling what a customer gets.
_UNREAD = frozenset({"timeout", "crash", "tls", "size", "blocked", "refused", "dialog-loop", "download"})


def pages_seen(graph: ClickGraph) -> int:
    """Pages of one device that were looked at; states opened on them not counted."""
    return sum(state.seen and not state.chain for state in graph.states.values())


def nothing_seen(facts: SiteFacts) -> Measurement | None:
    """`untested` with the reason if no page was read on any device, else None."""
    if facts.states:
        return None
    fault = next(iter(sorted(facts.faults.items())), None)
    why = f": {fault[0]}: {fault[1].kind} {fault[1].detail}".rstrip() if fault else ""
    return Measurement("untested", reason=f"No page of the site could be read{why}.")


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
