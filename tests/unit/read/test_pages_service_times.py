"""Opening hours and promised reply times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.read.pages.service_times import clock_range, times_in
from tests.unit.read.pages import fact

HOURS = [
    "Mon–Fri 9am–5.30pm",
    "Mo.–Fr. 8:00–18:00 Uhr",
    "Monday to Friday, 9 to 5",
    "Sat 10-4",
    "9-5 weekdays",
    "Du lundi au vendredi, de 9h à 18h",
    "Lunes a viernes de 9:00 a 18:00 h",
    "Dal lunedì al venerdì, dalle 9:00 alle 18:00",
    "Maandag t/m vrijdag 9.00 - 17.30 uur",
    "Täglich von 9 bis 17 Uhr",
    "Our lines are open from 8am to 8pm",
    "Our phone line is available 24 hours a day",
    "Live chat 24/7",
]
REPLIES = [
    "We reply within 24 hours.",
    "We aim to respond to all enquiries within two working days.",
    "Typically replies within a few minutes",
    "Wir antworten in der Regel innerhalb eines Werktages.",
    "Antwort innerhalb von 24 Stunden",
    "Nous répondons sous 48h.",
    "Réponse sous 24 à 48 heures ouvrées",
    "Respondemos en menos de 24 horas.",
    "Rispondiamo entro 24 ore.",
    "We antwoorden binnen 1 werkdag.",
]
NEITHER = [
    "Delivery Monday to Friday, 8am to 6pm",
    "Free delivery within 2-3 working days",
    "Lieferung Montag bis Freitag von 8 bis 18 Uhr",
    "Return your goods within 30 days",
    "24/7 security monitoring",
    "Zoom lens 18-55 mm",
    "Only 9-5 € this Monday",
    "Open your account today",
    "3–8 working days",
    "Lieferzeit 3-8 Werktage",
    "5 à 10 jours ouvrés",
    "Room 25:00 to 31:00 on Monday",
    "You must respond within 14 days.",
    "Please reply within three working days, or the case is closed.",
    "Bitte antworten Sie innerhalb von 14 Tagen.",
    "Vous devez répondre sous 14 jours.",
    "",
]


@pytest.mark.parametrize("text", HOURS)
def test_opening_hours_are_read_in_many_languages(text: str) -> None:
    assert times_in(text) == (("hours", text),)


@pytest.mark.parametrize("text", REPLIES)
def test_reply_times_are_read_in_many_languages(text: str) -> None:
    assert times_in(text) == (("reply", text),)


@pytest.mark.parametrize("text", NEITHER)
def test_deliveries_prices_and_sizes_are_no_service_times(text: str) -> None:
    assert times_in(text) == ()


def test_the_quote_is_the_sentence_and_not_the_paragraph() -> None:
    text = "Our shop was founded in 1924. Call us Monday to Friday, 9am to 5pm. We like paper."
    assert times_in(text) == (("hours", "Call us Monday to Friday, 9am to 5pm."),)


def test_hours_in_a_table_are_read_row_by_row() -> None:
    html = "<main><h1>Contact</h1><p>Tel: 020 7946 0018</p><table><tr><td>Monday</td><td>9:00 – 17:00</td></tr></table></main>"
    assert [(time.quote, time.near) for time in fact(html, "/contact").times] == [("Monday 9:00 – 17:00", "phone")]


def test_hours_stand_beside_the_number_in_the_same_line() -> None:
    times = fact("<main><p>Call 020 7946 0018 (Mon–Fri 9am–5pm)</p></main>").times
    assert [(time.what, time.near) for time in times] == [("hours", "phone")]


def test_a_reply_time_below_the_form_belongs_to_the_form() -> None:
    html = """<main><h1>Contact us</h1><form method="post" action="/send"><label>Your email <input type="email" name="e"></label>
    <label>Your message <textarea name="m"></textarea></label><button>Send message</button></form><p>We reply within one
    working day.</p></main>"""
    assert [time.near for time in fact(html, "/contact").times if time.what == "reply"] == ["form"]


def test_hours_far_from_any_channel_are_beside_none() -> None:
    filler = "".join(f"<p>Paragraph {word} about paper.</p>" for word in ["one", "two", "three", "four", "five", "six", "seven"])
    html = f"<main><p>Our library is open Monday to Friday, 9am to 5pm.</p>{filler}<p>Tel: 020 7946 0018</p></main>"
    assert [time.near for time in fact(html).times] == [""]


def test_a_chat_button_that_floats_over_the_page_is_not_beside_what_it_covers() -> None:
    html = """<main><p>The store in Bristol is open Monday to Friday, 9am to 5pm.</p></main>
    <button type="button" class="chat-launcher">Live chat</button><script src="https://widget.intercom.io/widget/abc123"></script>"""
    assert [time.near for time in fact(html).times] == [""]


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault_and_quoted_from_itself(text: str) -> None:
    assert all(quote in text for _, quote in times_in(text))


@given(
    st.integers(0, 24),
    st.integers(0, 59),
    st.integers(0, 24),
    st.sampled_from(["-", "–", " to ", " bis ", " à ", " alle ", " tot "]),
)
def test_any_two_clock_times_joined_make_a_range(start: int, minute: int, end: int, joined: str) -> None:
    assert clock_range(f"{start}:{minute:02}{joined}{end}:00") == "marked"


@given(st.integers(25, 99), st.integers(25, 99))
def test_hours_that_no_clock_shows_make_no_range(start: int, end: int) -> None:
    assert clock_range(f"{start}:00 - {end}:00") is None
