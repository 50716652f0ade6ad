"""What stands between a customer and a channel on one page."""

from __future__ import annotations

from tests.unit.read.pages import fact

PASSWORD = '<form method="post"><input type="email" name="u"><input type="password" name="p"><button>Log in</button></form>'


def test_a_page_of_little_but_a_password_field_is_a_login_wall() -> None:
    found = fact(f"<main><h1>Contact us</h1><p>Please log in to contact us.</p>{PASSWORD}</main>", "/contact")
    assert (found.login_wall, found.gate) == (True, "login")


def test_a_login_in_the_corner_of_a_full_page_is_no_wall() -> None:
    words = "We have sold paper by the harbour for a hundred years. " * 20
    assert not fact(f"<main><h1>About the harbour</h1><p>{words}</p>{PASSWORD}</main>").login_wall


def test_a_contact_page_that_asks_for_the_topic_first_is_gated() -> None:
    html = '<main><h1>Contact us</h1><p>Choose a topic to continue</p><a href="/a">Orders</a><a href="/b">Returns</a></main>'
    assert fact(html, "/contact").gate == "faq"


def test_a_contact_page_with_nothing_but_a_list_of_topics_is_gated() -> None:
    html = """<main><h1>Kontakt</h1><form><label>Thema <select name="t"><option>Bestellung</option><option>Lieferung</option>
    <option>Rechnung</option></select></label><button>Weiter</button></form></main>"""
    assert fact(html, "/kontakt").gate == "faq"


def test_a_number_on_the_same_page_opens_the_gate() -> None:
    html = "<main><h1>Contact us</h1><p>Did you find your answer?</p><p>Call 020 7946 0018</p></main>"
    assert fact(html, "/contact").gate == ""


def test_a_number_in_the_footer_does_not_open_the_gate() -> None:
    html = "<main><h1>Contact us</h1><p>Choose a topic to continue</p></main><footer>Call 020 7946 0018</footer>"
    assert fact(html, "/contact").gate == "faq"


def test_a_contact_page_that_is_a_search_box_is_gated() -> None:
    html = '<main><h1>Contact us</h1><form action="/s"><label>Search <input type="search" name="q"></label></form></main>'
    assert fact(html, "/contact").gate == "search"


def test_a_help_centre_may_have_a_search() -> None:
    html = '<main><h1>Help</h1><form action="/s"><label>Search <input type="search" name="q"></label></form></main>'
    assert fact(html, "/help").gate == ""
