"""Which page is looked at next, and when there is none left that could change an answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.gather.crawl.frontier import SAMPLE, Frontier
from journeyaudit.model.channel import CHANNELS, Channel
from journeyaudit.model.graph import Edge
from journeyaudit.model.snapshot import Control, Snapshot, TextBlock
from journeyaudit.read.clicks.graph import state_id
from tests.unit.read.crawls import SHOP

ALL = set[Channel](CHANNELS)


def state(path: str) -> str:
    return state_id("desktop", SHOP + path)


def edge(source: str, target: str, name: str = "Pens") -> Edge:
    return Edge(source=state(source), target=state(target), control=name, name=name, href=SHOP + target)


def page(*tags: str) -> Snapshot:
    """A page whose content is laid out by these elements."""
    return Snapshot(
        url=SHOP, blocks=tuple(TextBlock("words", tag=tag) for tag in tags), controls=(Control(key="body>a", name="a"),)
    )


def settle(
    frontier: Frontier,
    path: str,
    *edges: Edge,
    holds: set[Channel] | None = None,
    layout: Snapshot | None = None,
    ended: str = "",
) -> None:
    end = SHOP + (ended or path)
    frontier.settle(SHOP + path, end, edges, {state_id("desktop", end): holds or set()}, layout)


def begun(*edges: Edge, holds: set[Channel] | None = None) -> Frontier:
    """A crawl whose home page has been looked at."""
    frontier = Frontier("desktop")
    frontier.start("home", SHOP + "/")
    assert frontier.next() == SHOP + "/"
    settle(frontier, "/", *edges, holds=holds)
    return frontier


def drained(frontier: Frontier) -> list[str]:
    """The pages that come next if none of them shows anything new."""
    paths: list[str] = []
    while (url := frontier.next()) is not None:
        paths.append(url.removeprefix(SHOP))
        settle(frontier, paths[-1])
    return paths


def test_nearer_pages_come_first() -> None:
    frontier = begun(edge("/", "/a"), edge("/", "/b"))
    assert frontier.next() == f"{SHOP}/a"
    settle(frontier, "/a", edge("/a", "/contact", "Contact us"))
    assert drained(frontier) == ["/b", "/contact"]


def test_of_equally_near_pages_the_one_that_promises_contact_comes_first() -> None:
    frontier = begun(edge("/", "/pens"), edge("/", "/faq", "FAQ"), edge("/", "/write", "Contact us"))
    assert drained(frontier) == ["/write", "/faq", "/pens"]


def test_the_best_of_several_labels_counts() -> None:
    frontier = begun(edge("/", "/a", "FAQ"), edge("/", "/b", "Pens"), edge("/", "/b", "Contact us"))
    assert drained(frontier) == ["/b", "/a"]


def test_a_page_is_looked_at_once() -> None:
    frontier = begun(edge("/", "/a"), edge("/", "/a"), edge("/", "/"))
    assert drained(frontier) == ["/a"]


def test_once_every_channel_is_found_pages_farther_away_are_left_alone() -> None:
    frontier = begun(edge("/", "/contact", "Contact us"), edge("/", "/a"))
    assert frontier.next() == f"{SHOP}/contact"
    settle(frontier, "/contact", edge("/contact", "/far"), holds=ALL)
    assert drained(frontier) == []


def test_while_one_channel_is_missing_the_search_goes_on() -> None:
    frontier = begun(edge("/", "/contact", "Contact us"))
    frontier.next()
    settle(frontier, "/contact", edge("/contact", "/far"), holds=ALL - {"chat"})
    assert drained(frontier) == ["/far"]


def test_a_channel_found_far_away_leaves_the_nearer_pages_to_be_looked_at() -> None:
    frontier = begun(edge("/", "/a", "Contact us"), edge("/", "/b"), edge("/", "/c"))
    frontier.next()
    settle(frontier, "/a", edge("/a", "/deep", "Contact us"))
    settle(frontier, "/deep", edge("/deep", "/deeper"), holds=ALL)
    assert drained(frontier) == ["/b", "/c"]


def test_each_start_page_must_be_answered() -> None:
    frontier = begun(holds=ALL)
    frontier.start("help", SHOP + "/help")
    assert frontier.next() == f"{SHOP}/help"
    settle(frontier, "/help", edge("/help", "/contact"))
    assert drained(frontier) == ["/contact"]


def test_a_start_page_is_looked_at_though_nothing_is_sought_any_more() -> None:
    frontier = Frontier("desktop")
    frontier.start("home", SHOP + "/")
    frontier.start("basket", SHOP + "/basket")
    assert frontier.next() == f"{SHOP}/"
    settle(frontier, "/", edge("/", "/basket"), holds=ALL)
    assert drained(frontier) == ["/basket"]


def test_a_page_that_another_one_sent_us_to_is_not_looked_at_again() -> None:
    frontier = begun(edge("/", "/old"), edge("/", "/new"))
    assert frontier.next() == f"{SHOP}/old"
    settle(frontier, "/old", ended="/new")
    assert drained(frontier) == []


def products(count: int) -> list[Edge]:
    return [edge("/", f"/products/pen-{chr(97 + number // 26)}{chr(97 + number % 26)}") for number in range(count)]


def visit_all(frontier: Frontier, layout: Snapshot) -> int:
    visited = 0
    while (url := frontier.next()) is not None:
        visited += 1
        settle(frontier, url.removeprefix(SHOP), layout=layout)
    return visited


def test_of_many_look_alike_pages_a_sample_is_looked_at_and_the_rest_counted() -> None:
    frontier = begun(*products(40))
    assert visit_all(frontier, page("h1", "p")) == SAMPLE
    assert frontier.sampled_away() == 40 - SAMPLE


def test_pages_that_share_an_address_pattern_but_not_a_layout_are_all_looked_at() -> None:
    frontier = begun(*products(40))
    visited = 0
    while (url := frontier.next()) is not None:
        visited += 1
        settle(frontier, url.removeprefix(SHOP), layout=page(*(f"h{1 + visited % 6}", f"x-{visited}", f"y-{visited}")))
    assert (visited, frontier.sampled_away()) == (40, 0)


def test_pages_of_other_patterns_are_not_taken_as_seen() -> None:
    frontier = begun(*products(40), edge("/", "/about"), edge("/", "/help/returns"))
    assert visit_all(frontier, page("h1", "p")) == SAMPLE + 2


def test_pages_met_are_counted_whether_looked_at_or_not() -> None:
    assert begun(edge("/", "/a"), edge("/", "/b")).met() == 3


LINKS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["Pens", "Help", "Contact us"])), max_size=30)


@given(LINKS)
def test_the_same_visits_give_the_same_order(links: list[tuple[int, int, str]]) -> None:
    assert _order(links) == _order(links)


@given(LINKS)
def test_every_page_that_can_be_reached_is_looked_at_once_when_nothing_is_found(links: list[tuple[int, int, str]]) -> None:
    order = _order(links)
    reachable, growing = {0}, True
    while growing:
        further = {target for source, target, _ in links if source in reachable} - reachable
        reachable |= further
        growing = bool(further)
    assert sorted(order) == sorted(SHOP + _path(number) for number in reachable)


def _path(number: int) -> str:
    return f"/{'abcdefghij'[number]}/page" if number else "/"


def _order(links: list[tuple[int, int, str]]) -> list[str]:
    """A whole crawl of a site with these links."""
    frontier = Frontier("desktop")
    frontier.start("home", SHOP + "/")
    order: list[str] = []
    while (url := frontier.next()) is not None:
        order.append(url)
        path = url.removeprefix(SHOP)
        settle(frontier, path, *(edge(_path(s), _path(t), name) for s, t, name in links if _path(s) == path))
    return order


class RankedAnew(Frontier):
    """Ranks all waiting pages for every choice."""

    def next(self) -> str | None:
        self._ranked.clear()
        for waiting in self._waiting:
            self._rank(waiting)
        return super().next()


_PATHS = (*(f"/{folder}/{number}" for folder in "ab" for number in range(14)), "/contact", "/help")
_EDGES = st.builds(edge, st.sampled_from(_PATHS), st.sampled_from(_PATHS), st.sampled_from(("Pens", "Contact us", "Help")))
_SHOWN = st.tuples(st.lists(_EDGES, max_size=4), st.sets(st.sampled_from(CHANNELS), max_size=9), st.booleans())


@given(
    st.lists(_EDGES, max_size=60),
    st.dictionaries(st.sampled_from(_PATHS), _SHOWN),
    st.dictionaries(st.integers(0, 12), st.sampled_from(_PATHS), max_size=3),
)
def test_pages_come_in_the_order_that_ranking_all_of_them_anew_would_give(
    links: list[Edge], shown: dict[str, tuple[list[Edge], set[Channel], bool]], starts: dict[int, str]
) -> None:
    kept, anew = Frontier("desktop"), RankedAnew("desktop")
    for frontier in (kept, anew):
        frontier.start("home", SHOP + _PATHS[0])
    for turn in range(len(_PATHS) + 2):
        url = kept.next()
        assert url == anew.next()
        if url is None:
            break
        path = url.removeprefix(SHOP)
        more, holds, differs = shown.get(path, ([], set(), False))
        own = [link for link in links if link.source == state(path)]
        for frontier in (kept, anew):
            settle(frontier, path, *own, *more, holds=holds, layout=page("table" if differs else "p"))
            if turn in starts:
                frontier.start(f"start {turn}", SHOP + starts[turn])
    assert kept.sampled_away() == anew.sampled_away()
