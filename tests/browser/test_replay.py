"""Every figure of a report was walked by real clicks; a way that cannot be walked gives no figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeyaudit import pipeline
from journeyaudit.evidence.reader import Run
from journeyaudit.model.audit import Audit
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.reach import Reach
from journeyaudit.model.subject import Subject
from tests.browser.pages import Site, serving

PHONE = "<p>Call us on 020 7946 0018</p>"
EMAIL = "<p>Write to sales@mill-lane-desks.co.uk</p>"
FORM = "<form method=post><label>Your name <input name=n></label><label>E-mail <input type=email name=e></label>" + (
    "<label>Your message <textarea name=m></textarea></label><button>Send message</button></form>"
)
CALL_BACK = (
    "<form method=post><h2>Request a call back</h2><label>Your phone number <input type=tel name=p></label>"
    "<button>Call me back</button></form>"
)
ADDRESS = "<p>Mill Lane Desks Ltd<br>12 Mill Lane<br>Wexcombe<br>SN8 4LD<br>United Kingdom</p>"
MENU_STYLE = (
    "<style>#menu { display: none; position: absolute; background: white } #service:hover #menu { display: block }</style>"
)
HOME = f"""
<header><nav><ul><li id=service><a href="/service">Service</a>
<ul id=menu><li><a href="/telephone">Telephone</a></li></ul></li></ul></nav></header>
<main style="margin-top: 80px">
<details><summary>E-mail</summary>{EMAIL}</details>
<button onclick="d.showModal()">Message</button><dialog id=d>{FORM}</dialog>
<button aria-expanded=false onclick="o.hidden = false">Offices</button>
<div id=o hidden><button aria-expanded=false onclick="w.hidden = false">Wexcombe</button><div id=w hidden>{ADDRESS}</div></div>
<button onclick="window.open('/whatsapp')">Message us on the go</button>
<button onclick="location.href = '/follow'">Follow us</button>
<a href="/call-back" target="_blank">Call-back</a>
</main>
"""


def audited(site: Site, folder: Path) -> Audit:
    subject = Subject(name="Mill Lane Desks", origins=(site.origin,), country="GB")
    return pipeline.audit(subject, GatherOptions(devices=("desktop",), rate=0, max_pages=12, page_seconds=8), folder)


def from_home(audit: Audit) -> dict[str, Reach]:
    return {row.channel: row for row in audit.reach if row.start == "home"}


class Walked:
    def __init__(self, audit: Audit, run: Run) -> None:
        self.rows, self.run = from_home(audit), run


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    folder = tmp_path_factory.mktemp("walked") / "run"
    with serving() as site:
        site.page("/", HOME, head=MENU_STYLE)
        site.page("/service", "<h1>Service</h1><p>We repair desks.</p>")
        site.page("/telephone", PHONE)
        site.page("/whatsapp", "<a href='https://wa.me/447700900871'>WhatsApp</a>")
        site.page("/follow", "<a href='https://www.instagram.com/milllanedesks'>Instagram</a>")
        site.page("/call-back", CALL_BACK)
        yield Walked(audited(site, folder), Run.open(folder))


@pytest.mark.parametrize(
    ("channel", "clicks", "hovers", "names"),
    [
        ("phone", 1, 1, ["Service", "Telephone"]),
        ("email", 1, 0, ["E-mail"]),
        ("form", 1, 0, ["Message"]),
        ("post", 2, 0, ["Offices", "Wexcombe"]),
        ("messaging", 1, 0, ["Message us on the go"]),
        ("social", 1, 0, ["Follow us"]),
        ("callback", 1, 0, ["Call-back"]),
    ],
    ids=["hover menu", "accordion", "dialog", "nested", "window.open", "script", "new window"],
)
def test_a_way_is_walked_as_a_customer_walks_it(walked: Walked, channel: str, clicks: int, hovers: int, names: list[str]) -> None:
    row = walked.rows[channel]
    assert (row.clicks, row.hovers, [step.name for step in row.path]) == (clicks, hovers, names)
    assert (row.replayed, row.proof) == (True, "exhaustive")


def test_each_step_and_the_channel_at_the_end_have_a_picture(walked: Walked) -> None:
    for row in walked.rows.values():
        if row.clicks is not None:
            pictures = [row.picture, *(step.picture for step in row.path)]
            assert [picture for picture in pictures if not picture or not walked.run.picture(picture)] == []


def test_a_way_that_only_the_first_visitor_of_the_crawl_could_walk_is_replaced_by_the_next(tmp_path: Path) -> None:
    with serving() as site:
        short = "<a href='/telephone'>Telephone</a>"
        site.page("/", f"<div id=short></div><a href='/help'>Help</a><script>{_only_once(short)}</script>")
        site.page("/help", "<h1>Help</h1><a href='/telephone'>Call us</a>")
        site.page("/telephone", PHONE)
        row = from_home(audited(site, tmp_path / "run"))["phone"]
    assert (row.clicks, [step.name for step in row.path], row.replayed) == (2, ["Help", "Call us"], True)


def _only_once(html: str) -> str:
    """A site that knows its visitor by more than a cookie: what it shows is shown to the very first one only."""
    ask = "const x = new XMLHttpRequest(); x.open('GET', '/once', false); x.send();"
    return f"{ask} if (x.status === 200) short.innerHTML = `{html}`"


def test_a_channel_whose_every_way_fails_has_no_figure(tmp_path: Path) -> None:
    with serving() as site:
        site.page("/", f"<div id=short></div><p>Desks</p><script>{_only_once(PHONE)}</script>")
        row = from_home(audited(site, tmp_path / "run"))["phone"]
    assert (row.clicks, row.replayed) == (None, False)


def test_on_a_page_wider_than_the_telephone_the_finger_hits_what_it_is_meant_to(tmp_path: Path) -> None:
    page = "<meta name=viewport content='width=device-width, initial-scale=1'><style>body > * {{ width: 900px }}</style>{}"
    wide = "<div style='height: 1800px'>Our workshop</div><p style='text-align: center'><a href='/contact'>Contact</a>"
    banner = (
        "<div id=c style='position: fixed; width: auto; left: 0; right: 0; bottom: 0; background: #ddd'>We use cookies "
        "to measure visits. <button onclick='c.remove()'>Reject</button> <button>Accept</button></div>"
    )
    with serving() as site:
        site.page("/", page.format(wide + banner))
        site.page("/contact", page.format(PHONE))
        subject = Subject(name="Mill Lane Desks", origins=(site.origin,), country="GB")
        options = GatherOptions(devices=("mobile",), rate=0, max_pages=4, page_seconds=8)
        phone = from_home(pipeline.audit(subject, options, tmp_path))["phone"]
    assert (phone.clicks, phone.replayed, phone.banner_clicks) == (1, True, 1)


def test_a_tap_in_a_new_window_is_one_tap(tmp_path: Path) -> None:
    button = "<button aria-expanded=false onclick='p.hidden = !p.hidden'>Questions</button>"
    with serving() as site:
        site.page("/", "<button onclick=\"window.open('/help')\">Help</button>")
        site.page("/help", f"{button}<div id=p hidden>{PHONE}</div>")
        subject = Subject(name="Mill Lane Desks", origins=(site.origin,), country="GB")
        options = GatherOptions(devices=("mobile",), rate=0, max_pages=3, page_seconds=8)
        phone = from_home(pipeline.audit(subject, options, tmp_path))["phone"]
    assert (phone.clicks, phone.replayed) == (2, True)
