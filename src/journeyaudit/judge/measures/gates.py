"""What a customer must pass before a way to reach the company is shown: a login, a choice of topic, a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from journeyaudit.judge.measures.grounds import counted, limits, nothing_seen, open_question
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.naming import ONE
from journeyaudit.judge.measures.pointing import Sighting, at_channel, at_state, examples, pages_of
from journeyaudit.model.check import Check
from journeyaudit.model.fact import HelpLink, SiteFacts, StateFact
from journeyaudit.model.finding import Evidence
from journeyaudit.model.strict import Strict
from journeyaudit.read.clicks.graph import state_id

_DIRECT = frozenset({"phone", "email", "form", "chat", "messaging", "callback"})

#: A link and the state that shows it.
Sighted = tuple[StateFact, HelpLink]


class GateArguments(Strict):
    """`gate`: the kind of gate to look for."""

    gate: Literal["login", "faq", "search"]


def gated_contact(facts: SiteFacts, _check: Check, arguments: GateArguments) -> Measurement:
    """0: no contact or help page has such a gate; 1: one has, and contact is also to be had without; 2: contact is to be had
    through gates only."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    walls = _walls(facts) if arguments.gate == "login" else {}
    pages = [fact for fact in facts.states if fact.kind in ("contact", "help") or fact.gate or fact.state in walls]
    if not pages:
        return open_question(facts, "A contact or help page") or Measurement(
            "inapplicable", reason="The site has no contact or help page that could be gated."
        )
    gated = [fact for fact in pages if fact.gate == arguments.gate or fact.state in walls]
    if not gated:
        seen = counted(pages_of(pages), "contact or help page")
        reason = f"None of the {seen} seen asks for {_GATES[arguments.gate]} first.{limits(facts)}"
        return Measurement(
            "measured", (MeasuredCell("whole site", 0.0, reason, examples(at_state(fact, fact.title) for fact in pages[:2])),)
        )
    return Measurement("measured", (_gated(facts, gated, walls, _GATES[arguments.gate]),))


def _gated(facts: SiteFacts, gated: Sequence[StateFact], walls: Mapping[str, Sighted], asked: str) -> MeasuredCell:
    free = _ungated(facts, walls)
    pointers = [_at_gate(fact, walls.get(fact.state), asked) for fact in gated]
    named = _link_to(gated[0], walls)
    if free is None:
        reason = f"A customer must pass {asked} before any way to reach the company is shown: {gated[0].url}{named}."
        return MeasuredCell("whole site", 2.0, reason, examples(pointers))
    shown = ONE[free[1].channel] if free[1].channel != "fax" else "a fax number"
    reason = f"{gated[0].url}{named} asks for {asked} before contact; elsewhere ({free[0].url}) {shown} is shown without."
    return MeasuredCell("whole site", 1.0, reason, examples([*pointers[:4], at_channel(facts, free)]))


def _at_gate(fact: StateFact, link: Sighted | None, asked: str) -> Evidence:
    led = f"; “{link[1].name}” on {link[0].url} leads here" if link else ""
    return at_state(fact, fact.title, note=f"asks for {asked} before contact{led}")


def _link_to(fact: StateFact, walls: Mapping[str, Sighted]) -> str:
    """ ", to which “Contact the orders team” leads,"."""
    link = walls.get(fact.state)
    return f", to which “{link[1].name}” on {link[0].url} leads," if link else ""


def _walls(facts: SiteFacts) -> dict[str, Sighted]:
    """The pages that ask for a login and to which a visible contact link leads, each with the first such link."""
    walled = {(fact.device, fact.state) for fact in facts.states if fact.login_wall}
    redirects = {edge.source: edge.target for graph in facts.graphs for edge in graph.edges if edge.action == "redirect"}
    found: dict[str, Sighted] = {}
    for fact in facts.states if walled else ():
        for link in fact.help_links:
            if not link.visible or link.leads != "contact":
                continue
            asked = state_id(fact.device, link.href)
            target = redirects.get(asked, asked)
            if (fact.device, target) in walled:
                found.setdefault(target, (fact, link))
    return found


def _ungated(facts: SiteFacts, walls: Mapping[str, Sighted]) -> Sighting | None:
    """The first direct channel on a page without a gate."""
    open_pages = (fact for fact in facts.states if not fact.gate and fact.state not in walls)
    return next(((fact, c) for fact in open_pages for c in fact.channels if c.reached and c.channel in _DIRECT), None)


_GATES = {"login": "a login", "faq": "a choice of topic or question", "search": "a search"}

GATED_CONTACT = Measure(
    "gated-contact", GateArguments, gated_contact, "Whether contact is shown only after a login, a topic choice or a search."
)
