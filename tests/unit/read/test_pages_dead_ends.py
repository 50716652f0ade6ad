"""Help and contact links that lead nowhere, on a graph."""

from __future__ import annotations

from journeyaudit.model.fact import StateFact
from journeyaudit.model.graph import ClickGraph, Edge, Fault, State
from journeyaudit.read.clicks.graph import state_id
from journeyaudit.read.pages.state import dead_ends
from tests.unit.read.pages import SHOP, fact

HOME = (
    '<main><h1>Paper and pens</h1><p>For the office and the school.</p></main><footer><a href="/contact">Contact us</a></footer>'
)


def ends(*facts: StateFact, unread: tuple[State, ...] = (), edges: tuple[Edge, ...] = ()) -> list[tuple[str, str]]:
    seen = [State(id=f.state, url=f.url, snapshot=f.snapshot, status=f.status, seen=True) for f in facts]
    graph = ClickGraph(device="desktop", states={s.id: s for s in [*seen, *unread]}, edges=edges, starts={"home": facts[0].state})
    return [(end.name, end.why) for end in dead_ends(graph, facts)]


def unread(path: str, fault: str) -> State:
    return State(id=state_id("desktop", SHOP + path), url=SHOP + path, fault=Fault(kind=fault))


def test_a_link_to_a_page_with_a_number_is_no_dead_end() -> None:
    assert ends(fact(HOME, "/"), fact("<main><h1>Contact</h1><p>Call 020 7946 0018</p></main>", "/contact")) == []


def test_a_page_that_answers_404_is_broken() -> None:
    assert ends(fact(HOME, "/"), fact("<h1>Oops</h1>", "/contact", 404)) == [("Contact us", "broken")]


def test_a_page_that_refuses_the_visit_is_not_called_broken() -> None:
    assert (
        ends(
            fact(HOME, "/"),
            fact(("<h1>Just a moment while we check your browser, this will not take long, thank you</h1>"), "/contact", 403),
        )
        == []
    )


def test_a_page_that_says_it_is_not_there_is_broken() -> None:
    assert ends(fact(HOME, "/"), fact("<h1>Page not found</h1>", "/contact")) == [("Contact us", "broken")]


def test_a_page_that_was_never_looked_at_is_no_dead_end() -> None:
    assert ends(fact(HOME, "/")) == []


def test_a_page_that_timed_out_is_no_dead_end_but_broken_encryption_is() -> None:
    assert ends(fact(HOME, "/"), unread=(unread("/contact", "timeout"),)) == []
    assert ends(fact(HOME, "/"), unread=(unread("/contact", "tls"),)) == [("Contact us", "broken")]


def test_a_page_of_its_title_alone_is_empty() -> None:
    assert ends(
        fact(HOME, "/"), fact(("<header>Paper and pens for all</header><main><h1>Contact us</h1></main>"), "/contact")
    ) == [("Contact us", "empty")]


def test_a_page_with_a_form_in_a_frame_is_not_empty() -> None:
    html = '<main><h1>Contact us</h1><form><input name="a"></form></main>'
    assert ends(fact(HOME, "/"), fact(html, "/contact")) == []


def test_a_redirect_to_the_home_page_is_a_circle() -> None:
    home = fact(HOME, "/")
    product = fact('<main><h1>Pen</h1></main><footer><a href="/contact">Contact us</a></footer>', "/pen")
    back = Edge(source=state_id("desktop", SHOP + "/contact"), target=home.state, action="redirect", href=SHOP + "/")
    assert ends(home, product, edges=(back,)) == [("Contact us", "loop")]


def test_a_menu_link_on_the_very_page_that_it_names_is_no_circle() -> None:
    html = '<header><a href="/help">Help</a></header><main><h1>Help</h1><p>All you want to know about paper.</p></main>'
    assert ends(fact(html, "/help")) == []


def test_a_hash_link_that_does_nothing_leads_nowhere() -> None:
    assert ends(fact('<header><a href="#">Contact us</a></header>', "/")) == [("Contact us", "nowhere")]


def test_a_hash_link_that_opens_a_menu_is_no_dead_end() -> None:
    home = fact('<header><a href="#">Contact us</a></header>', "/")
    opens = Edge(source=home.state, target="opened", name="Contact us", region="header", control="k")
    assert ends(home, edges=(opens,)) == []


def test_a_link_to_a_place_on_the_page_is_no_dead_end_unless_the_place_is_missing() -> None:
    home = fact('<header><a href="#contact">Contact us</a></header><main><section id="contact">Call us</section></main>', "/")
    assert ends(home) == []
    lost = home.model_copy(
        update={"help_links": tuple(link.model_copy(update={"missing_anchor": True}) for link in home.help_links)}
    )
    assert ends(lost) == [("Contact us", "nowhere")]


def test_a_fault_on_every_page_is_told_once() -> None:
    pages = [fact(HOME, "/"), fact(HOME, "/a"), fact(HOME, "/b"), fact("<h1>Gone</h1>", "/contact", 410)]
    assert ends(*pages) == [("Contact us", "broken")]


CHAT = '<button type="button" class="chat-launcher">Live chat</button><script src="https://widget.intercom.io/widget/abc123"></script>'


def test_a_chat_that_floats_on_every_page_does_not_fill_an_empty_one() -> None:
    others = [fact(f"<main><h1>Paper {name}</h1><p>Good paper.</p></main>{CHAT}", f"/{name}") for name in "abc"]
    empty = fact(f"<main><h1>Contact us</h1></main>{CHAT}", "/contact")
    assert ends(fact(HOME + CHAT, "/"), *others, empty) == [("Contact us", "empty")]
    assert ends(fact(HOME, "/"), empty) == []


def test_a_contact_link_inside_the_help_page_that_leads_back_to_it_is_a_circle() -> None:
    text = "<p>All that you want to know about paper, pens and the colours of ink.</p>"
    inside = f'<main><h1>Help</h1>{text}<a href="/help">Contact our team</a></main>'
    assert ends(fact(inside, "/help")) == [("Contact our team", "loop")]
    below = f'<main><h1>Help</h1>{text}</main><footer><a href="/help">Contact us</a></footer>'
    assert ends(fact(below, "/help")) == []


def test_a_link_that_was_clicked_in_vain_says_so() -> None:
    home = fact('<header><a href="#">Contact us</a></header>', "/")
    key = home.help_links[0].control
    for idle, told in (((key,), "when it was clicked nothing happened"), ((), "no click on it was seen to open anything")):
        state = State(id=home.state, url=home.url, snapshot=home.snapshot, seen=True, idle=idle)
        graph = ClickGraph(device="desktop", states={state.id: state}, edges=(), starts={"home": state.id})
        assert told in dead_ends(graph, [home])[0].detail


def test_a_missing_place_on_the_page_is_read_from_its_markup() -> None:
    assert ends(fact('<header><a href="#contact">Contact us</a></header><main><p>Paper</p></main>', "/")) == [
        ("Contact us", "nowhere")
    ]
