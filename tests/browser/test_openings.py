"""Every control of a page is tried by real clicks and hovers, and what it does is written down."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from journeyaudit.gather.browser.lane import Lane, Look
from journeyaudit.gather.crawl.components import Components
from journeyaudit.gather.crawl.consent import Consent
from journeyaudit.gather.crawl.visit import Manners, Visitor
from journeyaudit.gather.guard.politeness import Pace
from journeyaudit.model.journal import Banner, Visit
from journeyaudit.model.snapshot import Device, Snapshot, decode
from journeyaudit.read.clicks.states import StateReader
from journeyaudit.read.urls import Scope
from tests.browser.pages import Desk, desk


@pytest.fixture(scope="module")
def at() -> Iterator[Desk]:
    with desk() as opened:
        yield opened


class Seen:
    """One visit, with the snapshots and banners that it left."""

    def __init__(self, at: Desk, body: str, *, device: Device = "desktop", head: str = "") -> None:
        self.kept: dict[str, bytes] = {}
        self.banners: list[Banner] = []
        url = at.site.page("/", body, head=head)
        consent = Consent(device, self._keep, self.banners.append)
        visitor = Visitor(device, Scope((at.site.origin,)), Manners(None, Pace(0)), consent, self._keep_look, 8)
        known = Components(StateReader(self.snapshot, "GB")).as_of(0)

        async def work(lane: Lane) -> Visit:
            return await visitor.visit(lane, 0, url, "home", known)

        self.visit = at.using(work, device)
        self.origin = at.site.origin

    def _keep(self, data: bytes) -> str:
        sha = hashlib.sha256(data).hexdigest()
        self.kept[sha] = data
        return sha

    async def _keep_look(self, look: Look) -> str:
        return self._keep(look.raw)

    def snapshot(self, sha: str) -> Snapshot:
        return decode(self.kept[sha])

    def told(self) -> list[tuple[str, str, str]]:
        """Name, action and effect of each opening, with the page that it leads to."""
        return [(o.name, o.action, o.url.removeprefix(self.origin) or o.effect) for o in self.visit.openings]

    def shows(self, name: str) -> str:
        """What one opening showed that was not to be seen before."""
        (opening,) = (o for o in self.visit.openings if o.name == name and o.effect == "revealed")
        assert opening.snapshot is not None
        assert opening.base is not None
        before = {b.text for b in self.snapshot(opening.base).blocks if b.visible}
        return "\n".join(b.text for b in self.snapshot(opening.snapshot).blocks if b.visible and b.text not in before)


def toggle(name: str, part: str, *, more: str = "") -> str:
    return f"<button aria-expanded=false onclick=\"document.getElementById('{part}').hidden ^= 1;{more}\">{name}</button>"


def test_a_button_that_shows_a_part_reveals_it(at: Desk) -> None:
    seen = Seen(at, toggle("Telephone", "p") + "<p id=p hidden>020 7946 0018</p>")
    assert (seen.told(), seen.shows("Telephone")) == ([("Telephone", "click", "revealed")], "020 7946 0018")


def test_a_menu_that_opens_under_the_pointer_is_hovered_on_a_desktop_only(at: Desk) -> None:
    body = "<nav><ul><li id=h><a href='/s'>Service</a><ul id=m><li><a href='/c'>Contact</a></li></ul></li></ul></nav>"
    style = "<style>#m { display: none } #h:hover #m { display: block }</style>"
    desktop, mobile = Seen(at, body, head=style), Seen(at, body, head=style, device="mobile")
    assert ("Service", "hover", "revealed") in desktop.told()
    assert "hover" not in {opening.action for opening in mobile.visit.openings}


def test_a_finger_comes_down_where_the_control_is_once_its_neighbour_has_closed(at: Desk) -> None:
    style = "<style>.part { display: none; height: 200px } .menu:hover .part { display: block }</style>"
    menu = "<div class=menu><button type=button>{}</button><div class=part>{}</div></div>"
    body = menu.format("Orders", "Where is it?") + menu.format("Telephone", "020 7946 0018") + menu.format("Post", "12 Mill Lane")
    seen = Seen(at, body, device="mobile", head=style)
    assert (seen.shows("Telephone"), seen.shows("Post")) == ("020 7946 0018", "12 Mill Lane")


@pytest.mark.parametrize(
    ("html", "shows"),
    [
        ("<details><summary>More</summary><p>020 7946 0018</p></details>", "020 7946 0018"),
        ("<button onclick='d.showModal()'>More</button><dialog id=d><p>020 7946 0018</p></dialog>", "020 7946 0018"),
        ("<button popovertarget=d>More</button><div id=d popover>020 7946 0018</div>", "020 7946 0018"),
        ("<a href='#' onclick='p.hidden = false'>More</a><p id=p hidden>020 7946 0018</p>", "020 7946 0018"),
        ("<button onclick=\"p.textContent = '020 7946 0018'\">More</button><p id=p>Ask</p>", "020 7946 0018"),
        (
            '<button onclick="setTimeout(() => p.hidden = false, 400)">More</button><p id=p hidden>020 7946 0018</p>',
            "020 7946 0018",
        ),
        (
            "<style>#c:checked ~ p { display: block }</style><label for=c>More</label>"
            "<input id=c type=checkbox><p style='display:none' id=p>020 7946 0018</p>",
            "",
        ),
    ],
    ids=["details", "dialog", "popover", "link without address", "changed text", "late", "checkbox"],
)
def test_whatever_way_a_part_is_opened_it_is_seen(at: Desk, html: str, shows: str) -> None:
    seen = Seen(at, html)
    if shows:
        assert seen.shows("More") == shows
    else:
        assert [o.name for o in seen.visit.openings] == ["More"]


def test_what_a_busy_machine_brings_late_is_waited_for(at: Desk) -> None:
    late = "setTimeout(() => setTimeout(() => document.getElementById('p').hidden = false, 2400), 2400)"
    seen = Seen(at, f'<button onclick="{late}">Telephone</button><p id=p hidden>020 7946 0018</p>')
    assert (seen.shows("Telephone"), seen.visit.untried) == ("020 7946 0018", 0)


def test_a_tap_that_came_down_beside_the_control_is_repeated_on_a_fresh_page(at: Desk) -> None:
    """Content that comes as the finger does moves the button away, the first time that somebody is here."""
    late = "addEventListener('touchstart', () => { if (!sessionStorage.n) { sessionStorage.n = 1; ad.style.height = '300px'; } })"
    button = toggle("Telephone", "p")
    seen = Seen(
        at, f"<div id=ad></div><div>{button}<p id=p hidden>020 7946 0018</p></div><script>{late}</script>", device="mobile"
    )
    assert seen.shows("Telephone") == "020 7946 0018"


def test_a_link_to_a_script_has_not_rested_before_the_script_ran(at: Desk) -> None:
    """The script runs in a task of its own, which a busy machine puts behind the reading of the page."""
    url = at.site.page("/", "<a href='javascript:show()'>Telephone</a>")

    async def outstanding(lane: Lane) -> list[int]:
        await lane.load(url)
        press = """() => {
            const told = [];
            document.links[0].onclick = () => told.push(__journey.requests);
            document.links[0].click();
            return told;
        }"""
        return await lane.page.evaluate(press)

    assert at.using(outstanding) == [1]


def test_what_does_not_come_to_rest_after_a_click_is_not_called_tried(at: Desk) -> None:
    """A request that never ends, on a page that was at rest before."""
    seen = Seen(at, "<button onclick=\"fetch('/never')\">Telephone</button>")
    assert (seen.told(), seen.visit.untried) == ([("Telephone", "click", "nothing")], 1)


def test_tabs_are_opened_one_after_the_other(at: Desk) -> None:
    def tab(name: str, part: str) -> str:
        hide = "for (const q of document.querySelectorAll('section')) q.hidden = 1;"
        show = f"document.getElementById('{part}').hidden = false"
        return f'<button role=tab aria-controls={part} onclick="{hide}{show}">{name}</button>'

    seen = Seen(
        at,
        f"<div role=tablist>{tab('Phone', 'a')}{tab('Post', 'b')}</div>"
        "<section id=z>Choose</section><section id=a hidden>020 7946 0018</section><section id=b hidden>12 Mill Lane</section>",
    )
    assert (seen.shows("Phone"), seen.shows("Post")) == ("020 7946 0018", "12 Mill Lane")


def test_an_accordion_that_closes_its_neighbours_is_opened_part_by_part(at: Desk) -> None:
    parts = "".join(f"<details name=one><summary>Part {n}</summary><p>020 7946 001{n}</p></details>" for n in (1, 2, 3))
    seen = Seen(at, parts)
    assert [seen.shows(f"Part {n}") for n in (1, 2, 3)] == ["020 7946 0011", "020 7946 0012", "020 7946 0013"]


def test_what_lies_inside_an_opened_part_is_opened_there(at: Desk) -> None:
    inner = toggle("Orders", "b") + "<p id=b hidden>020 7946 0018</p>"
    seen = Seen(at, toggle("Help", "a") + f"<div id=a hidden>{inner}</div>")
    chains = [(len(o.chain), o.name, o.effect) for o in seen.visit.openings]
    assert chains == [(1, "Help", "revealed"), (2, "Orders", "revealed")]
    assert seen.shows("Orders") == "020 7946 0018"


def test_a_control_behind_an_opened_dialog_is_tried_on_a_fresh_page(at: Desk) -> None:
    dialog = "<button onclick='d.showModal()'>Contact</button><dialog id=d><p>Write to us</p></dialog>"
    seen = Seen(at, dialog + toggle("Telephone", "p") + "<p id=p hidden>020 7946 0018</p>")
    assert (seen.shows("Contact"), seen.shows("Telephone")) == ("Write to us", "020 7946 0018")


@pytest.mark.parametrize(
    "act",
    [
        "location.href = '/contact'", "location.assign('/contact')", "location = '/contact'", "window.open('/contact')",
        "window.open('/contact', '_blank', 'noopener')", "const w = window.open(); w.location.href = '/contact'",
    ],
)  # fmt: skip
def test_where_a_script_wants_to_go_is_written_down_and_not_fetched(at: Desk, act: str) -> None:
    at.site.hits.clear()
    seen = Seen(at, f'<button onclick="{act}">Contact</button>')
    assert seen.told() == [("Contact", "click", "/contact")]
    assert [hit.path for hit in at.site.hits if hit.path == "/contact"] == []


def test_a_route_of_a_script_site_is_another_page(at: Desk) -> None:
    seen = Seen(
        at, "<main id=m>Home</main><button onclick=\"location.hash = '#/contact'; m.textContent = 'Contact'\">Contact</button>"
    )
    assert seen.told() == [("Contact", "click", "/#/contact")]


def test_a_button_that_does_nothing_is_told_as_such(at: Desk) -> None:
    assert Seen(at, "<button onclick='void 0'>Like</button>").told() == [("Like", "click", "nothing")]


def test_a_button_that_sends_is_refused(at: Desk) -> None:
    at.site.hits.clear()
    assert Seen(at, "<button onclick=\"fetch('/like', {method: 'POST'})\">Like</button>").told() == [("Like", "click", "refused")]
    assert at.site.sent() == []


def test_buttons_that_buy_or_send_a_form_are_left_alone(at: Desk) -> None:
    form = "<form method=post><textarea name=m></textarea><button>Send</button></form>"
    assert Seen(at, f"<button onclick='void 0'>Add to basket</button>{form}").told() == []


def test_a_link_to_another_page_is_not_clicked(at: Desk) -> None:
    assert Seen(at, "<a href='/contact'>Contact</a>").told() == []


def test_a_message_box_is_dismissed_and_counted(at: Desk) -> None:
    seen = Seen(at, "<p>Text</p><script>alert('Welcome')</script>")
    assert (seen.visit.dialogs, seen.visit.fault) == (1, None)


BANNER = (
    "<div id=b style='position:fixed;bottom:0;left:0;right:0;height:200px;background:white'>We use cookies."
    "<button onclick='{accept}'>Accept all</button><button onclick='{other}'>{label}</button></div><p>020 7946 0018</p>"
)


def test_a_banner_is_rejected_with_one_click_before_anything_is_read(at: Desk) -> None:
    seen = Seen(at, BANNER.format(accept="", other="b.remove()", label="Reject all"))
    (banner,) = seen.banners
    assert (banner.how, banner.clicks, seen.told()) == ("reject", 1, [])


def test_settings_are_opened_and_saved_where_nothing_can_be_rejected(at: Desk) -> None:
    save = 'b.innerHTML = "Cookies <button onclick=b.remove()>Save preferences</button>"'
    (banner,) = Seen(at, BANNER.format(accept="b.remove()", other=save, label="Manage preferences")).banners
    assert (banner.how, banner.clicks) == ("reject", 2)


def test_a_banner_that_does_not_go_is_told(at: Desk) -> None:
    (banner,) = Seen(at, BANNER.format(accept="", other="", label="Reject all")).banners
    assert (banner.how, banner.clicks) == ("stays", 2)


def test_what_unfolds_inside_a_shadow_root_is_waited_for(at: Desk) -> None:
    seen = Seen(
        at,
        "<shop-card id=c></shop-card><script>const root = c.attachShadow({ mode: 'open' });"
        "root.innerHTML = '<style>div { max-height: 0; overflow: hidden; transition: max-height .1s .3s }</style>"
        "<button>Telephone</button><div>020 7946 0018</div>';"
        "root.querySelector('button').onclick = () => { root.querySelector('div').style.maxHeight = '90px' };</script>",
    )
    assert seen.shows("Telephone") == "020 7946 0018"


def test_a_control_in_a_frame_is_brought_back_when_its_drawer_was_shut_meanwhile(at: Desk) -> None:
    frame = "<button onclick=&quot;this.textContent='020 7946 0018'&quot;>More</button>"
    seen = Seen(
        at,
        "<button onclick=\"d.style.left='0'\">Contact</button>"
        "<aside id=d style='position:fixed;left:-400px;top:90px;width:360px;background:white'>"
        f'<button onclick="d.style.left=\'-400px\'">Close</button><iframe srcdoc="{frame}"></iframe></aside>',
    )
    assert seen.shows("More") == "020 7946 0018"


def test_a_control_at_the_foot_of_the_screen_is_used_without_scrolling_its_hover_menu_shut(at: Desk) -> None:
    seen = Seen(
        at,
        "<div style='height:560px'></div><div id=h><button>Service</button><div id=m><p style='height:80px'>Hello</p>"
        + toggle("Telephone", "p")
        + "<p id=p hidden>020 7946 0018</p></div></div><div style='height:2000px'></div>",
        head="<style>#m { display: none } #h:hover #m { display: block }</style>",
    )
    assert ("Telephone", "click", "revealed") in seen.told()


def test_a_control_below_the_screen_is_not_taken_for_reached_where_scrolling_shuts_its_hover_menu(at: Desk) -> None:
    seen = Seen(
        at,
        "<div style='height:560px'></div><div id=h><button>Service</button><div id=m><p style='height:300px'>Hello</p>"
        + toggle("Telephone", "p")
        + "<p id=p hidden>020 7946 0018</p></div></div><div style='height:2000px'></div>",
        head="<style>#m { display: none } #h:hover #m { display: block }</style>",
    )
    assert ("Telephone", "click", "gone") in seen.told()


def test_what_is_opened_below_the_screen_and_fades_in_when_scrolled_to_is_seen(at: Desk) -> None:
    seen = Seen(
        at,
        "<div style='height:600px'></div>" + toggle("Telephone", "p") + "<div id=p hidden><p style='height:200px'>Hello</p>"
        "<p id=f style='opacity:0;transition:opacity .1s'>020 7946 0018</p></div>"
        "<script>new IntersectionObserver(all => all.forEach(one => { if (one.isIntersecting) f.style.opacity = 1 })).observe(f)"
        "</script>",
    )
    assert seen.shows("Telephone") == "Hello\n020 7946 0018"
