"""Routes that share their beginning are walked once; each is still proven where it ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.model.graph import Edge
from journeyaudit.read.clicks.graph import state_id
from journeyaudit.read.clicks.reach import Route, walks


def link(path: str) -> Edge:
    url = f"https://shop.example{path}"
    return Edge(source="any", target=state_id("desktop", url), control=path, href=url)


def opening(name: str) -> Edge:
    return Edge(source="any", target=f"opened {name}", control=name)


def route(*path: Edge, start: str = "home") -> Route:
    return Route("desktop", start, "https://shop.example/", path, path[-1].target if path else "home", ("phone",))


HELP, CONTACT, MENU, FORM = link("/help"), link("/contact"), opening("menu"), link("/form")


def test_a_way_that_begins_another_is_walked_with_it_shortest_first() -> None:
    start, short, long = route(), route(HELP), route(HELP, CONTACT)
    assert walks([long, start, short]) == ((start, short, long),)


def test_ways_that_part_are_walked_apart() -> None:
    assert sorted(map(len, walks([route(HELP, CONTACT), route(HELP, FORM), route(HELP)]))) == [1, 2]


def test_ways_from_other_start_pages_are_walked_apart() -> None:
    assert len(walks([route(HELP), route(HELP, CONTACT, start="basket")])) == 2


def test_a_way_that_ends_in_an_open_menu_is_walked_alone() -> None:
    assert len(walks([route(MENU), route(MENU, FORM)])) == 2


EDGES = st.lists(st.sampled_from([HELP, CONTACT, MENU, FORM]), max_size=4).map(tuple)


@given(st.lists(st.builds(lambda path, start: route(*path, start=start), EDGES, st.sampled_from(["home", "help"])), max_size=12))
def test_every_way_is_in_exactly_one_walk_whose_longest_begins_with_it(routes: list[Route]) -> None:
    found = walks(routes)
    assert sorted(r.key for walk in found for r in walk) == sorted(r.key for r in routes)
    for walk in found:
        assert [len(r.path) for r in walk] == sorted(len(r.path) for r in walk)
        assert all(walk[-1].path[: len(r.path)] == r.path and r.start == walk[-1].start for r in walk)
