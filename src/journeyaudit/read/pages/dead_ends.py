"""Help and contact links that lead nowhere: broken, empty, in a circle, or to `#`.

A page that was not looked at is never a dead end; nor is a `#` link whose click opened something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urldefrag

from journeyaudit.model.fact import DeadEnd, HelpLink, StateFact
from journeyaudit.model.graph import ClickGraph, State
from journeyaudit.read.clicks.graph import state_id
from journeyaudit.read.pages.page_kind import path_segments
from journeyaudit.read.urls import identity

#: Fewer words than this outside header and footer is an empty page: a title and no more (rules.md OP).
_EMPTY_WORDS = 12
#: A refusal of automated visits (401, 403, 429) says nothing about what a customer gets.
_REFUSALS = frozenset({401, 403, 407, 429, 451, 503})
_BROKEN_FAULTS = frozenset({"status", "tls", "redirect-loop"})
_DIRECT = frozenset({"phone", "email", "form", "chat", "messaging", "callback", "post"})
_FRAME = ("header", "footer", "nav")
_MOST_REDIRECTS = 8
#: On fewer pages than this nothing can be told to stand on every page.
_SEVERAL = 4
_ELSEWHERE = ("tel:", "mailto:", "sms:")


class _Site:
    """One device's states, redirects followed, and the controls that open something."""

    def __init__(self, graph: ClickGraph, facts: Iterable[StateFact]) -> None:
        self.graph = graph
        self.facts = {fact.state: fact for fact in facts if fact.device == graph.device}
        self._redirects = {edge.source: edge.target for edge in graph.edges if edge.action == "redirect"}
        self.opening = {(edge.name, edge.region) for edge in graph.edges}
        self._everywhere = _on_most_pages(self._pages())

    def _pages(self) -> list[StateFact]:
        """One fact a page: its state as it loads, or the first that was read."""
        first: dict[str, StateFact] = {}
        for fact in self.facts.values():
            first.setdefault(fact.url, fact)
        return list(first.values())

    def offers(self, fact: StateFact) -> bool:
        """Does the body of the page itself give a way to reach somebody? What floats on every page is not what this one gives."""
        return any(
            channel.reached
            and channel.channel in _DIRECT
            and channel.region not in _FRAME
            and not (channel.source == "widget" and (channel.channel, channel.value) in self._everywhere)
            for channel in fact.channels
        )

    def was_clicked(self, fact: StateFact, link: HelpLink) -> bool:
        """The link was clicked where it stands, and nothing happened."""
        state = self.graph.states.get(fact.state)
        return state is not None and link.control in state.idle

    def target(self, href: str) -> State | None:
        """The page that a link leads to as far as the crawl knows it: the end of its redirects."""
        found = state_id(self.graph.device, href)
        for _ in range(_MOST_REDIRECTS):
            found = self._redirects.get(found, found)
        return self.graph.states.get(found)


def _on_most_pages(pages: Sequence[StateFact]) -> frozenset[tuple[str, str]]:
    """Channel and value of what stands on more than half of the pages."""
    if len(pages) < _SEVERAL:
        return frozenset()
    often = Counter(pair for fact in pages for pair in {(c.channel, c.value) for c in fact.channels if c.reached})
    return frozenset(pair for pair, count in often.items() if 2 * count > len(pages))


def dead_ends(graph: ClickGraph, state_facts: Sequence[StateFact]) -> tuple[DeadEnd, ...]:
    """The dead ends of one device's graph, each named link and fault once, where it was first seen."""
    site = _Site(graph, state_facts)
    found: dict[tuple[str, str, str], DeadEnd] = {}
    for fact in site.facts.values():
        for link in fact.help_links:
            end = _dead_end(site, fact, link) if link.visible else None
            if end is not None:
                found.setdefault((end.name, end.href, end.why), end)
    return tuple(found.values())


def _dead_end(site: _Site, fact: StateFact, link: HelpLink) -> DeadEnd | None:
    if link.href.startswith(_ELSEWHERE):
        return None
    if _in_place(link.href):
        return _nowhere(site, fact, link)
    target = site.target(link.href)
    if target is None:
        return None
    return _broken(fact, link, target, site.facts.get(target.id)) or _circle_or_empty(site, fact, link, target)


def _nowhere(site: _Site, fact: StateFact, link: HelpLink) -> DeadEnd | None:
    top = link.href.lower() in ("#", "#top") or link.href.lower().startswith("javascript:")
    if not (top or link.missing_anchor) or (link.name, link.region) in site.opening:
        return None
    return _end(fact, link, "nowhere", _why_nowhere(link, top=top, clicked=site.was_clicked(fact, link)))


def _why_nowhere(link: HelpLink, *, top: bool, clicked: bool) -> str:
    if not top:
        return f"nothing on the page is called {link.href[1:]}" + (", and clicking it did nothing" if clicked else "")
    seen = "when it was clicked nothing happened" if clicked else "no click on it was seen to open anything"
    return f"its address is {link.href[:80]}, which names no page, and {seen}"


def _broken(fact: StateFact, link: HelpLink, target: State, seen: StateFact | None) -> DeadEnd | None:
    status = target.status or 0
    if status >= 400 and status not in _REFUSALS:
        return _end(fact, link, "broken", f"the page answers with status {status}", target.url, target.snapshot)
    if target.fault is not None and target.fault.kind in _BROKEN_FAULTS:
        return _end(
            fact, link, "broken", f"the page cannot be opened: {target.fault.kind} {target.fault.detail}".rstrip(), target.url
        )
    if seen is not None and seen.kind == "not-found":
        return _end(fact, link, "broken", f"the page says that it does not exist: “{seen.title}”", target.url, seen.snapshot)
    return None


def _circle_or_empty(site: _Site, fact: StateFact, link: HelpLink, target: State) -> DeadEnd | None:
    seen = site.facts.get(target.id)
    if seen is None or site.offers(seen):
        return None
    if identity(target.url) == identity(fact.url):
        return (
            None
            if _is_the_page_named(fact, link)
            else _end(fact, link, "loop", "the link leads back to the page it stands on", target.url, seen.snapshot)
        )
    if seen.kind == "home" and path_segments(link.href) and not urldefrag(link.href).fragment:
        return _end(fact, link, "loop", "the link leads back to the home page", target.url, seen.snapshot)
    if seen.words < _EMPTY_WORDS and not seen.embeds and not seen.login_wall and not seen.gate:
        return _end(fact, link, "empty", f"the page holds {seen.words} words beside header and footer", target.url, seen.snapshot)
    return None


def _is_the_page_named(fact: StateFact, link: HelpLink) -> bool:
    """A menu's "Help" link on the help page itself is no circle, nor is its "Contact"; one inside the text is, unless it names
    the very page."""
    return fact.kind == link.leads or (link.region in _FRAME and {fact.kind, link.leads} <= {"contact", "help"})


def _in_place(href: str) -> bool:
    return not href or (href.startswith("#") and not href.startswith(("#/", "#!"))) or href.lower().startswith("javascript:")


def _end(fact: StateFact, link: HelpLink, why: str, detail: str, url: str = "", snapshot: str | None = None) -> DeadEnd:
    return DeadEnd.model_validate(
        {
            "source": fact.url,
            "device": fact.device,
            "name": link.name,
            "href": link.href,
            "why": why,
            "detail": detail,
            "snapshot": snapshot or fact.snapshot,
            "url": url or fact.url,
            "source_snapshot": fact.snapshot,
            "box": link.box,
        }
    )
