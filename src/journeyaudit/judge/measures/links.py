"""The links that lead to help: where they stand, what they are called, whether they keep their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.judge.measures.grounds import counted, nothing_seen, open_question
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.naming import capital
from journeyaudit.judge.measures.pointing import at_state, examples
from journeyaudit.judge.measures.starts import Place, places, why_no_place
from journeyaudit.model.check import Check
from journeyaudit.model.fact import HelpLink, SiteFacts, StateFact
from journeyaudit.model.finding import Evidence
from journeyaudit.model.strict import Strict

_TOP = ("header", "nav")
_DIRECT = ("tel:", "mailto:", "sms:", "https://wa.me/")


class ContactLinkArguments(Strict):
    """`leads`: which links count."""

    leads: tuple[Literal["contact", "help"], ...] = ("contact", "help")


def contact_link(facts: SiteFacts, check: Check, arguments: ContactLinkArguments) -> Measurement:
    """For each start page and device: 0 a conventionally named link in header or navigation and in the footer, 1 in one of
    them, 2 only elsewhere or
    inside a closed menu, 3 only under an unusual name, None no such link."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    by_state = {fact.state: fact for fact in facts.states}
    cells = [_link_cell(place, by_state[place.state], arguments) for place in places(facts, check) if place.state in by_state]
    return Measurement("measured", tuple(cells)) if cells else Measurement("untested", reason=why_no_place(facts, check))


def _link_cell(place: Place, fact: StateFact, arguments: ContactLinkArguments) -> MeasuredCell:
    links = [link for link in fact.help_links if link.leads in arguments.leads and _leads_on(link)]
    named = [link for link in links if link.conventional]
    top, bottom = _visible_in(named, _TOP), _visible_in(named, ("footer",))
    quote = ", ".join(f"“{link.name}” ({link.region})" for link in [*top[:1], *bottom[:1]] or links[:3])
    if top and bottom:
        value, reason = 0.0, f"{capital(place.label)}: the link stands in header and footer: {quote}."
    elif top or bottom:
        value, reason = 1.0, f"{capital(place.label)}: the link stands in the {'header' if top else 'footer'} only: {quote}."
    elif named:
        value, reason = (
            2.0,
            (f"{capital(place.label)}: the link stands outside header and footer, or inside a closed menu: {quote}."),
        )
    elif links:
        value, reason = 3.0, f"{capital(place.label)}: the link has an unusual name: {quote}."
    else:
        return MeasuredCell(
            place.label,
            None,
            f"{capital(place.label)}: no link says that it leads to contact or help.",
            (at_state(fact, start=place.start),),
        )
    shown = [*top[:1], *bottom[:1]] or links[:3]
    return MeasuredCell(place.label, value, reason, tuple(_at_link(fact, link, place.start) for link in shown))


def _leads_on(link: HelpLink) -> bool:
    """A link to a page: the heading of a folded list has no address, and a number or address is no page."""
    return bool(link.href) and not link.href.startswith(_DIRECT)


def _visible_in(links: Sequence[HelpLink], regions: tuple[str, ...]) -> list[HelpLink]:
    return [link for link in links if link.visible and link.region in regions]


def _at_link(fact: StateFact, link: HelpLink, start: str = "") -> Evidence:
    hidden = "" if link.visible else ", inside a closed menu"
    return at_state(
        fact,
        link.name,
        note=f"link in the {link.region}{hidden}, leads to {link.href}",
        box=link.box if link.visible else None,
        start=start,
    )


class OrderArguments(Strict):
    """`pages`: how many pages must be seen before their order is compared."""

    pages: Annotated[int, Field(ge=2)] = 5


def help_order(facts: SiteFacts, _check: Check, arguments: OrderArguments) -> Measurement:
    """For each device: on how many pages two repeated help mechanisms stand in another order than on most pages (WCAG 2.2 SC
    3.2.6)."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    cells: list[MeasuredCell] = []
    for graph in facts.graphs:
        pages = [fact for fact in facts.states if fact.device == graph.device and _is_page(facts, fact)]
        if len(pages) >= arguments.pages and (cell := _order_cell(graph.device, pages)) is not None:
            cells.append(cell)
    if cells:
        return Measurement("measured", tuple(cells))
    most = max((sum(_is_page(facts, f) for f in facts.states if f.device == g.device) for g in facts.graphs), default=0)
    if most < arguments.pages:
        return Measurement(
            "untested", reason=f"Only {counted(most, 'page')} seen; the order is compared on {arguments.pages} or more."
        )
    return Measurement("inapplicable", reason="No two help mechanisms repeat together from page to page.")


def _is_page(facts: SiteFacts, fact: StateFact) -> bool:
    return fact.status < 400 and any(
        not state.chain
        for graph in facts.graphs
        if graph.device == fact.device and (state := graph.states.get(fact.state)) is not None
    )


def _order_cell(device: str, pages: Sequence[StateFact]) -> MeasuredCell | None:
    orders = {fact.state: _order(fact) for fact in pages}
    usual = Counter(pair for order in orders.values() for pair in combinations(order, 2))
    repeated = {pair for pair, often in usual.items() if often + usual[pair[1], pair[0]] > 1}
    if not repeated:
        return None
    odd = [
        fact
        for fact in pages
        if any(pair in repeated and usual[pair] < usual[pair[1], pair[0]] for pair in combinations(orders[fact.state], 2))
    ]
    if odd:
        reason = (
            f"On {len(odd)} of {counted(len(pages), 'page')} ({device}) the help "
            f"links stand in another order than elsewhere, first on {odd[0].url}."
        )
    else:
        reason = f"The help links keep their order on all {counted(len(pages), 'page')} seen on {device}."
    pointers = examples(at_state(fact, ", ".join(name for _, name in orders[fact.state])) for fact in (odd or pages)[:2])
    return MeasuredCell(device, float(len(odd)), reason, pointers)


def _order(fact: StateFact) -> list[tuple[str, str]]:
    """Region and name of the visible mechanisms as they stand; a name that comes twice in a region counts where it comes
    first."""
    visible = [link for link in fact.help_links if link.visible and link.region in ("header", "nav", "footer")]
    return list(dict.fromkeys((link.region, link.name) for link in sorted(visible, key=lambda link: (link.region, link.place))))


class ConstantArguments(Strict):
    """`leads`: where the link leads that every page must carry."""

    leads: Literal["contact", "help", "identification", "complaint"]


def pages_without_link(facts: SiteFacts, _check: Check, arguments: ConstantArguments) -> Measurement:
    """For each device: the percentage of pages without such a link; None if no page has one."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    cells: list[MeasuredCell] = []
    for graph in facts.graphs:
        pages = [
            fact for fact in facts.states if fact.device == graph.device and fact.kind != "not-found" and _is_page(facts, fact)
        ]
        if pages:
            cells.append(_constant_cell(graph.device, pages, arguments.leads))
    if all(cell.value is None for cell in cells) and (doubt := open_question(facts, f"A link to {arguments.leads}")) is not None:
        return doubt
    return Measurement("measured", tuple(cells)) if cells else Measurement("untested", reason="No whole page was seen.")


def _constant_cell(device: str, pages: Sequence[StateFact], leads: str) -> MeasuredCell:
    lacking = [fact for fact in pages if fact.kind != leads and not any(link.leads == leads for link in fact.help_links)]
    if len(lacking) == len(pages):
        return MeasuredCell(device, None, f"No page seen on {device} carries a link to {leads}.", (at_state(pages[0]),))
    if not lacking:
        reason = f"All {counted(len(pages), 'page')} seen on {device} carry a link to {leads}."
        with_link = [(fact, link) for fact in pages for link in fact.help_links if link.leads == leads]
        return MeasuredCell(device, 0.0, reason, examples(_at_link(fact, link) for fact, link in with_link[:2]))
    reason = f"{len(lacking)} of {counted(len(pages), 'page')} seen on {device} carry no link to {leads}, first {lacking[0].url}."
    return MeasuredCell(device, round(100 * len(lacking) / len(pages), 1), reason, examples(at_state(fact) for fact in lacking))


CONTACT_LINK = Measure(
    "contact-link",
    ContactLinkArguments,
    contact_link,
    "Where the contact link stands and whether its name is a conventional one.",
)
HELP_ORDER = Measure(
    "help-order",
    OrderArguments,
    help_order,
    "On how many pages help mechanisms stand in an unusual order (WCAG 3.2.6).",
    unit="pages",
)
PAGES_WITHOUT_LINK = Measure(
    "pages-without-link",
    ConstantArguments,
    pages_without_link,
    "The percentage of pages without a link of one kind.",
    unit="% of pages",
)
