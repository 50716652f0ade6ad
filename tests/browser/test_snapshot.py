"""What a customer sees and what not: one small page for each way in which appearances deceive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from journeyaudit.gather.browser.lane import Lane
from journeyaudit.model.snapshot import Snapshot
from tests.browser.pages import Desk, block, control, desk


@pytest.fixture(scope="module")
def at() -> Iterator[Desk]:
    with desk() as opened:
        yield opened


OVER = "position:absolute;inset:0"
NUMBER = "020 7946 0018"
TALL = '<div style="height:3000px"></div>'


def shown(snapshot: Snapshot) -> str:
    return "\n".join(b.text for b in snapshot.blocks if b.visible)


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility:hidden",
        "opacity:0",
        "opacity:0.05",
        "position:absolute;left:-9999px",
        "position:absolute;top:-500px",
        "height:0;overflow:hidden",
        "width:1px;height:1px;overflow:hidden;position:absolute",
        "clip-path:inset(50%)",
        "position:absolute;clip:rect(0,0,0,0)",
        "text-indent:-9999px;overflow:hidden",
        "font-size:0",
        "font-size:1px",
        "color:white",
        "color:transparent",
        "color:#fefefe",
        "content-visibility:hidden",
        "position:fixed;left:100vw;width:200px",
        "transform:translateX(-3000px)",
        "transform:scale(0)",
    ],
)
def test_text_that_no_customer_can_see_is_invisible(at: Desk, style: str) -> None:
    snapshot = at.see(f"<p>Welcome</p><p style='{style}'>Call {NUMBER}</p>")
    assert (shown(snapshot), NUMBER in shown(snapshot)) == ("Welcome", False)


@pytest.mark.parametrize(
    "html",
    [
        f"<p hidden>Call {NUMBER}</p>",
        f"<details><summary>Telephone</summary><p>Call {NUMBER}</p></details>",
        f"<div style='height:20px;overflow:hidden'><p style='margin-top:60px'>Call {NUMBER}</p></div>",
        f"<div style='position:relative'><p>Call {NUMBER}</p><div style='{OVER};background:white'></div></div>",
        f"<dialog><p>Call {NUMBER}</p></dialog>",
        f"<template><p>Call {NUMBER}</p></template><noscript>Call {NUMBER}</noscript>",
        f"<iframe hidden srcdoc='<p>Call {NUMBER}</p>'></iframe>",
    ],
)
def test_text_that_is_put_away_is_invisible(at: Desk, html: str) -> None:
    assert NUMBER not in shown(at.see(html))


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Call {NUMBER}</p>",
        f"{TALL}<p>Call {NUMBER}</p>",
        f"<div style='background:url(/pixel.svg)'><p style='color:white'>Call {NUMBER}</p></div>",
        f"<div style='position:relative;height:60px'><img src='/pixel.svg' style='{OVER};width:100%;height:60px'>"
        f"<p style='position:relative;color:white;margin:0'>Call {NUMBER}</p></div>",
        f"<div style='background:#123'><p style='color:white'>Call {NUMBER}</p></div>",
        f"<div style='visibility:hidden'><p style='visibility:visible'>Call {NUMBER}</p></div>",
        f"<div style='height:100px;overflow:auto'><p style='margin-top:300px'>Call {NUMBER}</p></div>",
        f"<details open><summary>Telephone</summary><p>Call {NUMBER}</p></details>",
        f"<div style='height:0'><p>Call {NUMBER}</p></div>",
        f"<div style='display:contents'><p>Call {NUMBER}</p></div>",
        f"<dialog open><p>Call {NUMBER}</p></dialog>",
    ],
)
def test_text_that_a_customer_can_see_or_scroll_to_is_visible(at: Desk, html: str) -> None:
    assert NUMBER in shown(at.see(html))


def test_what_is_split_into_spans_is_read_as_one_text(at: Desk) -> None:
    snapshot = at.see("<p><span>020</span> <b>79</b><i>46</i> <span>00</span>18</p>")
    assert shown(snapshot) == NUMBER


def test_a_hidden_span_is_left_out_of_the_text_it_stands_in(at: Desk) -> None:
    snapshot = at.see("<p>sales<span style='display:none'>.nospam</span>@shop.example</p>")
    assert [(b.text, b.visible) for b in snapshot.blocks] == [("sales@shop.example", True), (".nospam", False)]


def test_text_written_backwards_is_read_as_it_is_shown(at: Desk) -> None:
    snapshot = at.see("<p style='unicode-bidi:bidi-override;direction:rtl'>elpmaxe.pohs@selas</p>")
    assert shown(snapshot) == "sales@shop.example"


def test_text_from_the_style_sheet_is_read(at: Desk) -> None:
    snapshot = at.see(
        "<p data-user='sales'></p>", head="<style>p::before { content: 'sales@shop' } p::after { content: '.example' }</style>"
    )
    assert shown(snapshot) == "sales@shop.example"


def test_lines_of_an_address_stay_lines(at: Desk) -> None:
    assert shown(at.see("<p>Mill Lane Desks<br>12 Mill Lane<br>Wexcombe</p>")) == "Mill Lane Desks\n12 Mill Lane\nWexcombe"


@pytest.mark.parametrize(
    "script",
    [
        "setTimeout(() => p.textContent = 'late', 700)",
        "setTimeout(() => setTimeout(() => p.textContent = 'late', 300), 300)",
        "fetch('/pixel.svg').then(r => r.text()).then(() => p.textContent = 'late')",
        "const x = new XMLHttpRequest(); x.onload = () => p.textContent = 'late'; x.open('GET', '/pixel.svg'); x.send()",
        "Promise.resolve().then(() => p.textContent = 'late')",
        "addEventListener('load', () => p.textContent = 'late')",
    ],
)
def test_content_that_comes_late_is_waited_for(at: Desk, script: str) -> None:
    snapshot = at.see(f"<p id=p>early</p><script>const p = document.getElementById('p'); {script}</script>")
    assert (shown(snapshot), snapshot.settled) == ("late", True)


def test_a_script_that_never_rests_does_not_keep_the_page_from_being_read(at: Desk) -> None:
    snapshot = at.see(f"<p>Call {NUMBER}</p><script>setInterval(() => document.body.dataset.t = Math.random(), 10)</script>")
    assert NUMBER in shown(snapshot)


def test_text_that_fades_in_when_scrolled_to_is_read(at: Desk) -> None:
    watch = "new IntersectionObserver((all) => all.forEach((e) => { if (e.isIntersecting) e.target.style.opacity = 1 }))"
    snapshot = at.see(
        f"{TALL}<p id=p style='opacity:0'>Call {NUMBER}</p><script>{watch}.observe(document.getElementById('p'))</script>"
    )
    assert NUMBER in shown(snapshot)


def test_a_counter_is_read_at_its_end(at: Desk) -> None:
    count = "let n = 0; const up = () => { p.textContent = (n += 4) + ' h delivery'; if (n < 24) setTimeout(up, 20) };"
    watch = "new IntersectionObserver((all) => { if (all[0].isIntersecting && !n) up() }).observe(p)"
    snapshot = at.see(f"{TALL}<p id=p>0 h delivery</p><script>const p = document.getElementById('p'); {count} {watch}</script>")
    assert shown(snapshot) == "24 h delivery"


def test_an_open_shadow_root_is_part_of_the_page(at: Desk) -> None:
    script = (
        f"document.getElementById('h').attachShadow({{mode: 'open'}}).innerHTML = '<p>Call {NUMBER}</p><button>Chat</button>'"
    )
    snapshot = at.see(f"<div id=h></div><script>{script}</script>")
    assert (shown(snapshot).startswith(f"Call {NUMBER}"), control(snapshot, "Chat").key) == (True, "#h >> button:nth-of-type(1)")


def test_a_frame_of_the_same_site_is_part_of_the_page(at: Desk) -> None:
    snapshot = at.see(f"<iframe id=f title='Talk' srcdoc='<p>Call {NUMBER}</p><button>Chat</button>'></iframe>")
    assert (NUMBER in shown(snapshot), control(snapshot, "Chat").frame, snapshot.frames[0].read) == (True, 0, True)


@pytest.mark.parametrize(
    ("colour", "back", "contrast"),
    [
        ("#000", "#fff", 21.0),
        ("#767676", "#fff", 4.54),
        ("#777", "#fff", 4.48),
        ("rgba(255,255,255,0.5)", "#000", 5.28),
    ],
)
def test_contrast_is_that_of_wcag(at: Desk, colour: str, back: str, contrast: float) -> None:
    snapshot = at.see(f"<div style='background:{back}'><p style='color:{colour}'>Text</p></div>")
    assert block(snapshot, "Text").contrast == pytest.approx(contrast, abs=0.03)


def test_text_on_a_picture_has_no_contrast_to_tell(at: Desk) -> None:
    assert block(at.see("<div style='background:url(/pixel.svg)'><p>Text</p></div>"), "Text").contrast is None


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/c' aria-label='Contact'><svg width=20 height=20></svg></a>",
        "<a href='/c'><img src='/pixel.svg' alt='Contact'></a>",
        "<a href='/c' title='Contact'><svg width=20 height=20></svg></a>",
        "<a href='/c'><svg width=20 height=20><title>Contact</title></svg></a>",
        "<span id=n hidden>Contact</span><a href='/c' aria-labelledby=n><svg width=20 height=20></svg></a>",
    ],
)
def test_a_link_that_is_only_an_icon_has_the_name_that_is_read_out(at: Desk, html: str) -> None:
    assert (control(at.see(html), "Contact").visible, control(at.see(html), "Contact").href) == (True, f"{at.site.origin}/c")


def test_a_nameless_icon_is_known_by_its_class(at: Desk) -> None:
    (found,) = at.see("<a href='/c'><i class='fa fa-phone' style='display:inline-block;width:20px;height:20px'></i></a>").controls
    assert "fa-phone" in found.icon


def test_a_link_without_height_can_be_clicked_where_its_child_is(at: Desk) -> None:
    found = control(
        at.see("<a href='/c' style='display:block;height:0'><span style='display:block'>Contact</span></a>"), "Contact"
    )
    assert (found.visible, found.hit) == (True, True)


def test_a_link_under_an_opaque_layer_cannot_be_clicked(at: Desk) -> None:
    layer = "<div style='position:fixed;inset:0;background:white'></div>"
    found = control(at.see(f"<a href='/c'>Contact</a>{layer}"), "Contact")
    assert found.hit is False


def test_a_link_under_a_clear_layer_cannot_be_clicked_though_it_is_read(at: Desk) -> None:
    layer = "<div style='position:fixed;inset:0'></div>"
    found = control(at.see(f"<a href='/c'>Contact</a>{layer}"), "Contact")
    assert (found.visible, found.hit) == (True, False)


def test_a_layer_that_lets_clicks_through_takes_nothing_away(at: Desk) -> None:
    layer = "<div style='position:fixed;inset:0;pointer-events:none'></div>"
    assert control(at.see(f"<a href='/c'>Contact</a>{layer}"), "Contact").hit is True


def test_a_link_far_down_the_page_can_be_clicked(at: Desk) -> None:
    assert control(at.see(f"{TALL}<a href='/c'>Contact</a>{TALL}"), "Contact").hit is True


MENU = "<nav><ul><li id=host><a href='/help'>Help</a><ul id=menu><li><a href='/c'>Contact</a></li></ul></li></ul></nav>"


def test_a_menu_that_a_style_sheet_opens_under_the_pointer_is_found(at: Desk) -> None:
    style = "<style>#menu { display: none } #host:hover #menu { display: block }</style>"
    snapshot = at.see(MENU, head=style)
    assert (control(snapshot, "Help").opens in ("hover", "both"), control(snapshot, "Contact").visible) == (True, False)


def test_a_menu_that_a_script_opens_under_the_pointer_is_found(at: Desk) -> None:
    script = "<script>host.addEventListener('mouseenter', () => { menu.style.display = 'block' })</script>"
    snapshot = at.see(f"<style>#menu {{ display: none }}</style>{MENU}{script}")
    assert control(snapshot, "Help").opens in ("hover", "both")


def test_a_link_that_merely_changes_colour_under_the_pointer_opens_nothing(at: Desk) -> None:
    assert control(at.see("<a href='/c'>Contact</a>", head="<style>a:hover { opacity: 0.5 }</style>"), "Contact").opens == ""


@pytest.mark.parametrize(
    "html",
    [
        "<button aria-expanded=false>More</button>",
        "<div onclick='void 0'>More</div>",
        "<div id=d>More</div><script>document.getElementById('d').addEventListener('click', () => 0)</script>",
        "<a href='#'>More</a>",
        "<a href='javascript:void 0'>More</a>",
        "<a href='#part'>More</a><div id=part hidden>Part</div>",
        "<span role=button tabindex=0>More</span>",
        f"<details><summary>More</summary><p>Call {NUMBER}</p></details>",
        "<label for=c>More</label><input id=c type=checkbox>",
    ],
)
def test_a_control_that_may_open_something_is_found(at: Desk, html: str) -> None:
    assert control(at.see(html), "More").opens in ("click", "both")


@pytest.mark.parametrize("html", ["<a href='/more'>More</a>", "<a href='#part'>More</a><p id=part>Part</p>", "<p>More</p>"])
def test_what_opens_nothing_is_not_tried(at: Desk, html: str) -> None:
    assert [c.name for c in at.see(html).controls if c.opens] == []


def test_a_dialog_is_an_overlay_and_its_controls_belong_to_it(at: Desk) -> None:
    snapshot = at.see("<dialog id=d><p>We use cookies</p><button>Reject</button></dialog><script>d.showModal()</script>")
    (overlay,) = snapshot.overlays
    assert (overlay.modal, "We use cookies" in overlay.text, control(snapshot, "Reject").overlay) == (True, True, 0)


def test_a_fixed_banner_is_an_overlay_with_the_share_it_hides(at: Desk) -> None:
    (overlay,) = at.see(
        "<p>Text</p><div style='position:fixed;left:0;bottom:0;width:100%;height:25vh;background:white'>Cookies</div>"
    ).overlays
    assert (overlay.modal, overlay.covers) == (False, pytest.approx(0.25, abs=0.01))


def test_the_fields_of_a_form_have_the_labels_that_a_customer_reads(at: Desk) -> None:
    fields = "<label>Your name <input name=n></label><label for=m>Message</label><textarea id=m></textarea>"
    form = f"<form>{fields}<button>Send</button></form>"
    (found,) = at.see(form).forms
    assert [(f.type, f.label) for f in found.fields] == [("text", "Your name"), ("textarea", "Message")]
    assert found.submit == "Send"


KEYED = [
    "<ul><li><a href='/a'>One</a></li><li><a href='/b'>Sought</a></li></ul>",
    "<a id='product-123456' href='/a'>Sought</a>",
    "<a id=same href='/a'>One</a><a id=same href='/b'>Sought</a>",
    "<div id=h></div><script>document.getElementById('h').attachShadow({mode:'open'}).innerHTML='<a href=/a>Sought</a>'</script>",
    "<iframe srcdoc='<p>a</p>'></iframe><iframe srcdoc='<ul><li><a href=/a>Sought</a></li></ul>'></iframe>",
    f"{TALL}<table><tr><td>1</td><td><button>Sought</button></td></tr></table>",
]


@pytest.mark.parametrize("html", KEYED)
def test_a_key_finds_the_same_control_again_on_a_new_load(at: Desk, html: str) -> None:
    key = control(at.see(html), "Sought").key

    async def work(lane: Lane) -> tuple[str, bool]:
        await lane.load(at.site.origin + "/seen")
        await lane.look()
        place = await lane.place(key)
        assert place is not None
        return place.name, place.reaches

    assert at.using(work) == ("Sought", True)


def test_a_key_of_a_control_that_is_gone_finds_nothing(at: Desk) -> None:
    at.site.page("/seen", "<p>Nothing here</p>")

    async def work(lane: Lane) -> object:
        await lane.load(at.site.origin + "/seen")
        return await lane.place("#gone")

    assert at.using(work) is None


def test_two_loads_of_one_page_give_the_same_snapshot(at: Desk) -> None:
    form = "<form><textarea name=m></textarea><button>Send</button></form>"
    html = f"<header><a href='/'>Home</a></header>{TALL}<p>Call {NUMBER}</p>{form}"
    assert at.see(html) == at.see(html)


@pytest.mark.parametrize(
    ("html", "hint"),
    [
        ("<p>Free delivery<sup title='Over £40 only'>*</sup></p>", ("Over £40 only", "title")),
        ("<p>Free delivery <abbr title='Over £40 only'>T</abbr></p>", ("Over £40 only", "title")),
        ("<p>Free delivery<span data-tooltip='Over £40 only'>*</span></p>", ("Over £40 only", "tooltip")),
        (
            "<p>Free delivery<i aria-describedby='n'>*</i><i hidden id='n'>Over £40 only</i></p>",
            ("Over £40 only", "described-by"),
        ),
        ("<p>Free delivery<a href='/x' title='Over £40 only'>*</a></p>", ("", "")),
        ("<p>Free delivery</p>", ("", "")),
    ],
)
def test_a_line_keeps_what_it_tells_to_who_points_at_it(at: Desk, html: str, hint: tuple[str, str]) -> None:
    line = block(at.see(html), "Free delivery")
    assert (line.hint, line.hint_by) == hint


def test_a_control_that_a_tall_sticky_header_covers_at_first_is_reached_farther_down_the_screen(at: Desk) -> None:
    header = "<header style='position:sticky;top:0;height:520px;background:white'>Shop</header>"
    page = f"{header}<p style='height:400px'>Hello</p><button onclick='this.after(1)'>Contact</button>{TALL}"
    assert control(at.see(page), "Contact").hit is True
