"""The fewest clicks on a click graph, held against the plainest way of finding them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.model.graph import Edge
from journeyaudit.read.clicks.paths import Cost, Distances, outgoing

STATES = [f"state {number}" for number in range(8)]
ACTIONS = st.sampled_from(["click", "click", "hover", "redirect"])
EDGES = st.lists(st.builds(Edge, source=st.sampled_from(STATES), target=st.sampled_from(STATES), action=ACTIONS), max_size=30)


def plainly(start: str, edges: Sequence[Edge]) -> dict[str, Cost]:
    """Bellman and Ford: every edge again and again until nothing gets shorter."""
    cost: dict[str, Cost] = {start: (0, 0)}
    for _ in STATES:
        for edge in edges:
            if edge.source in cost:
                clicks, hovers = cost[edge.source]
                way = clicks + edge.clicks, hovers + edge.hovers
                cost[edge.target] = min(way, cost.get(edge.target, way))
    return cost


@given(EDGES)
def test_no_way_is_shorter_than_the_one_given(edges: list[Edge]) -> None:
    assert Distances(STATES[0], outgoing(edges)).cost == plainly(STATES[0], edges)


@given(EDGES, st.integers(1, 5))
def test_edges_found_later_give_the_same_distances_as_edges_known_at_once(edges: list[Edge], portion: int) -> None:
    table: dict[str, list[Edge]] = {}
    growing = Distances(STATES[0], table)
    for at in range(0, len(edges), portion):
        added = edges[at : at + portion]
        for edge in added:
            table.setdefault(edge.source, []).append(edge)
        growing.add(added)
    assert growing.cost == Distances(STATES[0], outgoing(edges)).cost


@given(EDGES)
def test_a_path_leads_from_the_start_to_its_end_and_costs_what_is_said(edges: list[Edge]) -> None:
    distances = Distances(STATES[0], outgoing(edges))
    for state in distances.cost:
        path = distances.path(state)
        stations = [STATES[0], *(edge.target for edge in path)]
        assert [edge.source for edge in path] == stations[:-1]
        assert stations[-1] == state
        assert (sum(e.clicks for e in path), sum(e.hovers for e in path)) == distances.cost[state]


def test_a_hover_is_no_click() -> None:
    edges = [Edge(source="home", target="menu open", action="hover"), Edge(source="menu open", target="contact")]
    distances = Distances("home", outgoing(edges))
    assert (distances.clicks("contact"), distances.cost["contact"]) == (1, (1, 1))


def test_a_redirect_is_nobodys_action() -> None:
    distances = Distances("old", outgoing([Edge(source="old", target="new", action="redirect")]))
    assert distances.cost["new"] == (0, 0)


def test_of_two_ways_with_equal_clicks_the_one_without_hover_is_told() -> None:
    edges = [
        Edge(source="home", target="menu open", action="hover"),
        Edge(source="menu open", target="contact", name="in the menu"),
        Edge(source="home", target="contact", name="in the footer"),
    ]
    assert [edge.name for edge in Distances("home", outgoing(edges)).path("contact")] == ["in the footer"]


def test_of_two_equal_ways_the_one_found_first_is_told() -> None:
    edges = [Edge(source="home", target="contact", name=name) for name in ("first", "second")]
    assert [edge.name for edge in Distances("home", outgoing(edges)).path("contact")] == ["first"]


def test_a_state_that_no_edge_leads_to_has_no_distance() -> None:
    assert Distances("home", {}).clicks("island") is None
