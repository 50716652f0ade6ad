"""Which channels there are, and whether they are what they seem."""

from __future__ import annotations

import pytest

from journeyaudit.model.fact import SiteFacts
from tests.unit.judge.sites import CONTACT, LINK, measure, site

PHONE = "<p>Call 020 7946 0018</p>"
MAIL = "<p>Email: hello@harbour-office.co.uk</p>"
POST = "<p>14 Quay Street, Bristol BS1 4DB</p>"
FORM = """<form method="post" action="/send"><label>Your email <input type="email" name="e"></label>
<label>Your message <textarea name="m"></textarea></label><button>Send message</button></form>"""


@pytest.mark.parametrize(
    ("html", "value"),
    [
        (PHONE + MAIL, 0.0),
        (MAIL + FORM, 1.0),
        (PHONE + FORM, 2.0),
        (MAIL, 3.0),
        (PHONE + POST, 3.0),
        (POST, None),
        ("<p>Paper.</p>", None),
    ],
)
def test_a_second_means_must_be_of_another_kind(html: str, value: float | None) -> None:
    assert measure(site({"/": f"<main>{html}</main>"}), "second-means").cells[0].value == value


def test_a_form_with_a_number_beside_it_is_not_alone() -> None:
    assert measure(site({"/": f"<main>{PHONE}{FORM}</main>"}), "form-only").cells[0].value == 0.0
    assert measure(site({"/": f"<main>{FORM}</main>"}), "form-only").cells[0].value == 1.0


def test_a_form_is_not_called_alone_while_pages_are_unseen() -> None:
    assert measure(site({"/": f"<main>{FORM}</main>"}, stopped="pages"), "form-only").status == "cant_tell"


def test_an_address_that_is_readable_elsewhere_is_not_hidden() -> None:
    link = '<p><a href="mailto:hello@harbour-office.co.uk">Write to us</a></p>'
    assert measure(site({"/": f"<main>{link}</main>"}), "hidden-address").cells[0].value == 1.0
    both = site({"/": f'<main>{link}<a href="/contact">Contact us</a></main>', "/contact": f"<main>{MAIL}</main>"})
    assert measure(both, "hidden-address").cells[0].value == 0.0


def test_a_bare_mailto_weighs_more_where_a_court_has_ruled() -> None:
    facts = site({"/": '<main><a href="mailto:hallo@lindner-buero.de">E-Mail schreiben</a></main>'}, country="DE")
    assert measure(facts, "hidden-address", strict_in=["DE"]).cells[0].value == 2.0


def test_british_service_numbers_cost_extra() -> None:
    facts = site({"/": "<main><p>Call 0871 200 0301</p><p>Call 020 7946 0018</p></main>"})
    (cell,) = measure(facts, "costly-lines").cells
    assert (cell.value, cell.reason) == (1.0, "Calls to +448712000301 cost more than an ordinary call.")


def test_missing_particulars_are_named() -> None:
    (cell,) = measure(site({"/": f"<main>{POST}</main>"}), "particulars-missing", channels=["email", "post"], name=True).cells
    assert (cell.value, cell.reason) == (2.0, "The site does not show the company's e-mail address or legal name.")


def test_a_number_only_in_structured_data_is_told() -> None:
    data = '<script type="application/ld+json">{"@type":"Organization","telephone":"+44 20 7946 0018"}</script>'
    assert measure(site({"/": f"<main><p>Paper.</p></main>{data}"}), "machine-readable-only").cells[0].value == 1.0
    assert measure(site({"/": f"<main>{PHONE}</main>{data}"}), "machine-readable-only").status != "cant_tell"


def test_hours_far_from_the_phone_are_only_half_the_answer() -> None:
    far = "".join(f"<p>{word}</p>" for word in ["paper", "pens", "desks", "chairs", "lamps", "files", "ink"])
    hours = "<p>Our library is open Monday to Friday, 9am to 5pm</p>"
    facts = site({"/": f"<main>{PHONE}{far}{hours}</main>"})
    (cell,) = measure(facts, "times-beside", what="hours", channels=["phone"]).cells
    assert (cell.value, cell.reason) == (
        1.0,
        ("Opening hours are stated, but not beside a telephone number: “Our library is open Monday to Friday, 9am to 5pm”."),
    )


def test_hours_do_not_matter_where_nobody_can_be_called() -> None:
    assert measure(site({"/": f"<main>{MAIL}</main>"}), "times-beside", what="hours", channels=["phone"]).status == "inapplicable"
    assert measure(site({"/": LINK}, stopped="pages"), "times-beside", what="hours", channels=["phone"]).status == "cant_tell"


def test_every_measure_leaves_a_site_untested_that_could_not_be_read() -> None:
    facts = site({"/": {"fault": "crash"}})
    wanted = {
        "second-means": {},
        "form-only": {},
        "particulars-missing": {"channels": ["phone"]},
        "hidden-address": {},
        "costly-lines": {},
        "answering-chat": {"fault": "bot"},
        "machine-readable-only": {},
        "contact-link": {},
        "help-order": {},
        "pages-without-link": {"leads": "contact"},
        "identification-distance": {},
        "identification-email": {},
        "times-beside": {"what": "hours", "channels": ["phone"]},
        "gated-contact": {"gate": "faq"},
        "dead-ends": {"why": "broken"},
        "placeholders": {"kinds": ["contact"]},
        "banner-cover": {},
        "refusal-clicks": {},
        "clicks": {"channel": "phone"},
        "detour": {"channels": ["phone"]},
    }
    assert {measure(facts, name, **args).status for name, args in wanted.items()} == {"untested"}


def test_every_settled_cell_carries_evidence() -> None:
    facts = site({"/": LINK, "/contact": CONTACT.replace("</main>", MAIL + "</main>")})
    found = [
        measure(facts, "second-means"),
        measure(facts, "costly-lines"),
        measure(facts, "hidden-address"),
        measure(facts, "contact-link"),
    ]
    assert all(cell.evidence and all(e.artifact and e.at for e in cell.evidence) for one in found for cell in one.cells)


BUTTON = '<main><h1>Paper and pens</h1><button type="button" aria-controls="talk">Chat with us</button></main>'


def chat(says: str) -> SiteFacts:
    window = f'<div role="dialog" id="talk"><p>{says}</p></div>'
    return site({"/": {"html": BUTTON, "opened": [{"control": "Chat with us", "shows": window}]}})


def test_an_opened_chat_tells_who_answers_behind_its_launcher() -> None:
    bot = chat("Hello, I am Inky, a virtual assistant.")
    assert measure(bot, "answering-chat", fault="bot").cells[0].value == 1.0
    closed = chat("Our advisers are offline at the moment.")
    assert measure(closed, "answering-chat", fault="offline").cells[0].value == 1.0
    person = chat("Hello, this is Mary. What can I do for you?")
    assert [measure(person, "answering-chat", fault=fault).cells[0].value for fault in ("bot", "offline")] == [0.0, 0.0]


def test_a_machine_that_answers_does_not_prove_that_somebody_is_there() -> None:
    facts = chat("Hello, I am Inky, a virtual assistant.")
    page = facts.states[0]
    gone = page.model_copy(update={"channels": tuple(c.model_copy(update={"kind": "offline"}) for c in page.channels)})
    both = facts.model_copy(update={"states": (*facts.states, gone)})
    assert measure(both, "answering-chat", fault="offline").cells[0].value == 1.0
    assert measure(both, "answering-chat", fault="bot").cells[0].value == 1.0


def test_a_number_for_machines_is_not_excused_by_another_that_people_see() -> None:
    told = '<script type="application/ld+json">{"@type":"Organization","name":"Harbour","telephone":"+44 20 7946 0018"}</script>'
    other = site({"/": f"<main><p>Call 020 7946 0991</p></main>{told}"})
    assert measure(other, "machine-readable-only").cells[0].value == 1.0
    same = site({"/": LINK + told, "/contact": CONTACT})
    assert measure(same, "machine-readable-only").cells[0].value == 0.0


def test_what_was_sampled_is_told_beside_what_was_not_found() -> None:
    facts = site({"/": CONTACT})
    sampled = facts.model_copy(update={"graphs": tuple(g.model_copy(update={"skipped": 13}) for g in facts.graphs)})
    assert measure(sampled, "costly-lines").cells[0].reason.endswith(" 13 pages that look like others were not opened.")


def test_a_machine_in_the_chat_is_no_second_way_to_reach_somebody() -> None:
    form = "<form><input name='email'><textarea name='message'></textarea><button>Send your message</button></form>"
    facts = site({"/": f"<main><h1>Contact us</h1>{form}<button>Chat with our virtual assistant</button></main>"})
    assert measure(facts, "form-only").cells[0].value == 1.0
    assert measure(facts, "second-means").cells[0].value == 3.0


def test_a_reply_time_is_said_to_stand_beside_a_channel_by_its_full_name() -> None:
    facts = site({"/": f"<main><h1>Contact us</h1>{MAIL}<p>We reply within 24 hours.</p></main>"})
    (cell,) = measure(facts, "times-beside", what="reply", channels=["email"]).cells
    assert cell.reason == "A reply time is stated beside the e-mail address: “We reply within 24 hours.”."


def test_a_chat_of_a_machine_alone_is_neither_open_nor_closed() -> None:
    assert measure(chat("Hello, I am Inky, a virtual assistant."), "answering-chat", fault="offline").status == "inapplicable"
