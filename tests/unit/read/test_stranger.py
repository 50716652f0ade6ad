"""The path of somebody who does not know the site and follows its wording."""

from __future__ import annotations

from itertools import pairwise

from journeyaudit.model.channel import Channel
from journeyaudit.model.graph import ClickGraph, Edge, Fault, State
from journeyaudit.model.reach import Scent
from journeyaudit.read.clicks.paths import outgoing
from journeyaudit.read.clicks.stranger import MOST_CLICKS, follow


def way(source: str, target: str, name: str, action: str = "click") -> Edge:
    return Edge.model_validate({"source": source, "target": target, "action": action, "control": name, "name": name})


def walk(*edges: Edge, holders: str = "c", channel: Channel = "phone", **states: State) -> Scent:
    names = {name for edge in edges for name in (edge.source, edge.target)} | {"h"}
    known = {name: State(id=name, url=f"https://shop.example/{name}", seen=True) for name in names} | states
    graph = ClickGraph(device="desktop", states=known, edges=edges, starts={"home": "h"})
    return follow(graph, outgoing(edges), "h", channel, frozenset(holders))


def told(scent: Scent) -> tuple[int | None, list[str]]:
    return scent.clicks, [step.name for step in scent.path]


def test_the_most_promising_wording_is_followed() -> None:
    assert told(walk(way("h", "a", "Pens"), way("h", "c", "Contact us"), way("h", "b", "FAQ"))) == (1, ["Contact us"])


def test_who_is_there_already_needs_no_click() -> None:
    assert told(walk(holders="h")) == (0, [])


def test_a_dead_end_costs_one_click_back() -> None:
    edges = way("h", "a", "Contact us"), way("h", "b", "FAQ"), way("b", "c", "Help")
    assert told(walk(*edges)) == (4, ["FAQ", "Help"])


def test_a_better_word_may_lead_a_longer_way_than_the_shortest() -> None:
    edges = way("h", "a", "Contact us"), way("a", "c", "Telephone"), way("h", "c", "Terms")
    assert told(walk(*edges)) == (2, ["Contact us", "Telephone"])


def test_a_label_that_names_the_very_channel_is_followed_first() -> None:
    edges = way("h", "a", "Contact us"), way("h", "c", "Live chat")
    assert told(walk(*edges, channel="chat")) == (1, ["Live chat"])


def test_a_hover_costs_nothing() -> None:
    edges = way("h", "m", "Contact us", "hover"), way("m", "c", "Telephone")
    assert told(walk(*edges)) == (1, ["Contact us", "Telephone"])


def test_a_redirect_is_followed_without_a_step() -> None:
    edges = way("h", "o", "Contact us"), way("o", "c", "", "redirect")
    assert told(walk(*edges)) == (1, ["Contact us"])


def test_where_nothing_promises_contact_the_stranger_gives_up() -> None:
    scent = walk(way("h", "a", "Pens"), way("h", "c", "Paper"))
    assert (scent.clicks, scent.reason) == (None, "no wording on the way promises contact")


def test_the_stranger_does_not_walk_in_circles() -> None:
    scent = walk(way("h", "a", "Contact us"), way("a", "h", "Help"), way("a", "b", "FAQ"), way("b", "a", "Contact us"))
    assert (scent.clicks, scent.reason) == (None, "no wording on the way promises contact")


def test_after_ten_clicks_the_stranger_stops() -> None:
    stations = ["h", *(f"s{number}" for number in range(20))]
    edges = [way(one, other, "Help") for one, other in pairwise(stations)]
    scent = walk(*edges)
    assert (scent.clicks, scent.reason) == (None, f"not arrived after {MOST_CLICKS} clicks")


def test_a_page_that_failed_ends_the_path_with_its_reason() -> None:
    down = State(id="a", url="https://shop.example/a", fault=Fault(kind="status", detail="the server answered 500"))
    scent = walk(way("h", "a", "Contact us"), a=down)
    assert (scent.clicks, scent.reason) == (None, "the path leads to a page that failed: the server answered 500")


def test_a_page_that_was_not_looked_at_ends_the_path() -> None:
    scent = walk(way("h", "a", "Contact us"), a=State(id="a", url="https://shop.example/a"))
    assert (scent.clicks, scent.reason) == (None, "the path leads to a page that was not looked at")
