"""The fewest clicks to each channel, with the way and the strength of the proof."""

from __future__ import annotations

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.graph import ClickGraph, Edge, Fault, State
from journeyaudit.model.journal import Replay, ReplayStep
from journeyaudit.model.reach import Reach
from journeyaudit.read.clicks.reach import ReachReader, Route

PHONE = ChannelFact(channel="phone", value="+442079460018", quote="Call 020 7946 0018", kind="landline")


def graph(*edges: Edge, seen: str = "", stopped: str = "", **more: State) -> ClickGraph:
    """States are named by one letter and seen if they are in `seen`; the start page is `h`."""
    names = {name for edge in edges for name in (edge.source, edge.target)} | set(seen) | {"h"}
    states = {name: State(id=name, url=f"https://shop.example/{name}", seen=name in seen) for name in sorted(names)}
    return ClickGraph(device="desktop", states=states | more, edges=edges, starts={"home": "h"}, stopped=stopped)


def way(source: str, target: str, name: str = "", action: str = "click") -> Edge:
    return Edge.model_validate(
        {"source": source, "target": target, "action": action, "control": name or f"{source}{target}", "name": name}
    )


def phone_row(reader: ReachReader) -> Reach:
    return next(row for row in reader.rows() if row.channel == "phone")


def phone_route(reader: ReachReader) -> Route:
    (route,) = (r for r in reader.routes() if "phone" in r.channels)
    return route


def failed(route: Route, edge: Edge) -> Replay:
    return Replay(
        key=route.key,
        device="desktop",
        start=route.start,
        ok=False,
        reason="“Contact” is not on the page for a new visitor",
        broken=(edge.source, edge.control, edge.target),
    )


def walked(route: Route, **more: object) -> Replay:
    return Replay.model_validate(
        {"key": route.key, "device": "desktop", "start": "home", "ok": True, "shown": ("phone",), "state": route.state} | more
    )


def test_the_fewest_clicks_and_the_way_are_given() -> None:
    reader = ReachReader(graph(way("h", "a", "Help"), way("a", "c", "Contact"), seen="hac"), {"c": [PHONE]})
    row = phone_row(reader)
    assert (row.clicks, [step.name for step in row.path], row.url) == (2, ["Help", "Contact"], "https://shop.example/c")


def test_a_channel_on_the_start_page_takes_no_click() -> None:
    row = phone_row(ReachReader(graph(seen="h"), {"h": [PHONE]}))
    assert (row.clicks, row.path, row.proof) == (0, (), "exhaustive")


def test_hovers_are_counted_beside_the_clicks() -> None:
    reader = ReachReader(graph(way("h", "m", "Service", "hover"), way("m", "c", "Contact"), seen="hmc"), {"c": [PHONE]})
    row = phone_row(reader)
    assert (row.clicks, row.hovers, [step.action for step in row.path]) == (1, 1, ["hover", "click"])


def test_a_redirect_is_no_step_of_the_way() -> None:
    reader = ReachReader(graph(way("h", "o", "Contact"), way("o", "c", "", "redirect"), seen="hc"), {"c": [PHONE]})
    assert [step.name for step in phone_row(reader).path] == ["Contact"]


def test_a_channel_that_no_state_shows_has_no_figure() -> None:
    row = phone_row(ReachReader(graph(way("h", "a"), seen="ha"), {}))
    assert (row.clicks, row.proof, row.reason) == (None, "exhaustive", "no state that can be reached from here shows it")


def test_a_start_page_that_failed_says_so() -> None:
    broken = State(
        id="h", url="https://shop.example/h", fault=Fault(kind="timeout", detail="the page had not loaded after 15 seconds")
    )
    row = phone_row(ReachReader(graph(h=broken), {}))
    assert row.reason == "the start page could not be seen: the page had not loaded after 15 seconds"


def test_a_figure_is_exhaustive_when_every_nearer_state_was_seen() -> None:
    edges = way("h", "a"), way("a", "c"), way("h", "b"), way("b", "z")
    assert phone_row(ReachReader(graph(*edges, seen="habc"), {"c": [PHONE]})).proof == "exhaustive"


def test_a_figure_is_sampled_when_a_nearer_page_was_left_out_as_a_look_alike() -> None:
    edges = way("h", "a"), way("a", "c"), way("h", "b")
    assert phone_row(ReachReader(graph(*edges, seen="hac"), {"c": [PHONE]})).proof == "sampled"


def test_a_figure_is_an_upper_bound_when_the_budget_ended_before_a_nearer_page() -> None:
    edges = way("h", "a"), way("a", "c"), way("h", "b")
    assert phone_row(ReachReader(graph(*edges, seen="hac", stopped="pages"), {"c": [PHONE]})).proof == "budget"


def test_a_budget_that_ended_beyond_the_figure_takes_nothing_from_it() -> None:
    edges = way("h", "c"), way("c", "z")
    assert phone_row(ReachReader(graph(*edges, seen="hc", stopped="pages"), {"c": [PHONE]})).proof == "exhaustive"


def test_a_nearer_page_that_failed_was_looked_at() -> None:
    down = State(id="b", url="https://shop.example/b", fault=Fault(kind="status", detail="the server answered 500"))
    edges = way("h", "a"), way("a", "c"), way("h", "b")
    assert phone_row(ReachReader(graph(*edges, seen="hac", b=down), {"c": [PHONE]})).proof == "exhaustive"


def test_a_nearer_page_with_controls_left_untried_weakens_the_proof() -> None:
    home = State(id="h", url="https://shop.example/h", seen=True, untried=3)
    assert phone_row(ReachReader(graph(way("h", "c"), seen="hc", h=home), {"c": [PHONE]})).proof == "sampled"


def test_one_way_proves_all_channels_at_its_end() -> None:
    email = ChannelFact(channel="email", value="a@shop.example", quote="a@shop.example")
    (route,) = ReachReader(graph(way("h", "c"), seen="hc"), {"c": [PHONE, email]}).routes()
    assert (route.channels, route.url, route.state) == (("phone", "email"), "https://shop.example/h", "c")


def test_a_way_that_was_walked_is_told_with_its_picture_and_banner_clicks() -> None:
    g = graph(way("h", "c", "Contact"), seen="hc")
    route = phone_route(ReachReader(g, {"c": [PHONE]}))
    steps = (ReplayStep(control="Contact", action="click", name="Contact", picture="ab"),)
    row = phone_row(ReachReader(g, {"c": [PHONE]}, [walked(route, steps=steps, banner_clicks=2, pictures={"phone": "cd"})]))
    assert (row.replayed, row.clicks, row.banner_clicks, row.picture, row.path[0].picture, row.reason) == (
        True,
        1,
        2,
        "cd",
        "ab",
        "",
    )


def test_a_way_that_was_not_walked_says_so() -> None:
    row = phone_row(ReachReader(graph(way("h", "c"), seen="hc"), {"c": [PHONE]}))
    assert (row.replayed, row.reason) == (False, "the path was not walked again")


def test_a_way_that_could_not_be_walked_is_not_offered_again_and_the_next_is() -> None:
    g = graph(way("h", "c", "Contact"), way("h", "a", "Help"), way("a", "c", "Write to us"), seen="hac")
    first = phone_route(ReachReader(g, {"c": [PHONE]}))
    after = ReachReader(g, {"c": [PHONE]}, [failed(first, first.path[0])])
    assert [edge.name for edge in phone_route(after).path] == ["Help", "Write to us"]
    assert phone_row(after).clicks == 2


def test_when_no_way_can_be_walked_the_channel_is_not_reached() -> None:
    g = graph(way("h", "c", "Contact"), seen="hc")
    first = phone_route(ReachReader(g, {"c": [PHONE]}))
    after = ReachReader(g, {"c": [PHONE]}, [failed(first, first.path[0])])
    assert (after.routes(), phone_row(after).clicks) == ((), None)


def test_a_state_that_did_not_show_the_channel_to_a_new_visitor_does_not_count() -> None:
    g = graph(way("h", "c", "Contact"), way("c", "d", "Telephone"), seen="hcd")
    channels = {"c": [PHONE], "d": [PHONE]}
    first = phone_route(ReachReader(g, channels))
    after = ReachReader(g, channels, [walked(first, shown=(), missing=("phone",))])
    assert (phone_row(after).clicks, phone_route(after).state) == (2, "d")


def test_a_replay_on_the_other_device_proves_nothing_here() -> None:
    g = graph(way("h", "c", "Contact"), seen="hc")
    first = phone_route(ReachReader(g, {"c": [PHONE]}))
    other = walked(first, device="mobile")
    assert not phone_row(ReachReader(g, {"c": [PHONE]}, [other])).replayed


def test_at_equal_clicks_the_plain_form_is_named_before_the_lesser_one() -> None:
    premium = PHONE.model_copy(update={"kind": "premium", "value": "+449098790018"})
    g = graph(way("h", "a"), way("h", "b"), seen="hab")
    assert phone_row(ReachReader(g, {"a": [premium], "b": [PHONE]})).kind == "landline"
    assert phone_row(ReachReader(g, {"a": [premium, PHONE]})).kind == "landline"


def test_fewer_clicks_count_more_than_the_plain_form() -> None:
    premium = PHONE.model_copy(update={"kind": "premium"})
    g = graph(way("h", "b"), seen="hb")
    row = phone_row(ReachReader(g, {"h": [premium], "b": [PHONE]}))
    assert (row.clicks, row.kind) == (0, "premium")


def test_a_channel_that_no_customer_can_see_or_that_is_only_pointed_to_is_not_reached() -> None:
    hidden = PHONE.model_copy(update={"visible": False})
    pointer = PHONE.model_copy(update={"pointer": True})
    unread = PHONE.model_copy(update={"kind": "structured-only"})
    assert phone_row(ReachReader(graph(seen="h"), {"h": [hidden, pointer, unread]})).clicks is None


def test_a_fax_number_gives_no_row_and_no_telephone() -> None:
    fax = PHONE.model_copy(update={"channel": "fax"})
    rows = ReachReader(graph(seen="h"), {"h": [fax]}).rows()
    assert [row.channel for row in rows if row.clicks is not None] == []


def test_what_one_walk_saw_is_not_denied_because_another_missed_it() -> None:
    g = graph(way("h", "a", "Help"), seen="ha")
    channels = {"a": [PHONE]}
    route = phone_route(ReachReader(g, channels))
    missed = walked(route, key="another way", shown=(), missing=("phone",))
    assert phone_row(ReachReader(g, channels, [missed, walked(route)])).clicks == 1
