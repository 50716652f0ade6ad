"""Markup read as a browser would show it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.read.markup import snapshot_of_html, snapshot_of_text

#: The first example pays for loading the lexicon.


def _shown(html: str) -> list[str]:
    return [block.text for block in snapshot_of_html(html).blocks if block.visible]


def test_inline_elements_join_and_block_elements_part() -> None:
    assert _shown("<p>Call <b>us</b> <i>now</i></p><p>or<br>write</p>") == ["Call us now", "or\nwrite"]


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>secret</p>", "<p style='display: none'>secret</p>", "<p style='visibility:hidden'>secret</p>",
        "<p class='sr-only'>secret</p>",
        "<details><summary></summary><p>secret</p></details>",
        "<style>.x{display:none}</style><p class=x>secret</p>", "<dialog>secret</dialog>",
        "<p style='position:absolute;left:-9999px'>secret</p>",
    ],
)  # fmt: skip
def test_hidden_text_is_kept_apart_as_invisible(html: str) -> None:
    assert [(block.text, block.visible) for block in snapshot_of_html(html).blocks] == [("secret", False)]


@pytest.mark.parametrize(
    "html", ["<!-- secret -->", "<template>secret</template>", "<noscript>secret</noscript>", "<script>secret</script>"]
)
def test_what_no_browser_shows_is_not_text(html: str) -> None:
    assert snapshot_of_html(html).blocks == ()


def test_open_details_and_rules_for_other_devices_hide_nothing() -> None:
    assert _shown("<details open><summary>More</summary><p>seen</p></details>") == ["More", "seen"]
    assert _shown("<style>@media print{.x{display:none}}</style><p class=x>seen</p>") == ["seen"]


def test_a_control_is_named_as_assistive_technology_names_it() -> None:
    page = (
        "<a href=/a aria-label='Basket'>3</a><a href=/b><img alt='Facebook'></a><a href=/c title='Help'></a>"
        "<span id=l>Search</span><button aria-labelledby=l>x</button><a href=/d><svg><title>Instagram</title></svg></a>"
    )
    assert [control.name for control in snapshot_of_html(page).controls] == ["Basket", "Facebook", "Help", "Search", "Instagram"]


def test_a_form_carries_labels_heading_and_button() -> None:
    form = snapshot_of_html(
        "<h2>Ask us</h2><form action=/s method=post><label for=m>Message</label><textarea id=m></textarea><button>Go</button>",
        "https://a.example/",
    ).forms[0]
    assert (form.heading, form.action, form.method, form.submit, form.fields[0].label) == (
        "Ask us",
        "https://a.example/s",
        "post",
        "Go",
        "Message",
    )


def test_regions_follow_landmarks() -> None:
    page = "<header><nav><a href=/>x</a></nav></header><main><article><header>t</header></article></main><footer>f</footer>"
    assert [(block.text, block.region) for block in snapshot_of_html(page).blocks] == [
        ("x", "header"),
        ("t", "main"),
        ("f", "footer"),
    ]


def test_a_fragment_cut_at_both_ends_is_still_read() -> None:
    assert snapshot_of_html('cript" async src="https://chat.example/1.js"> </script><p>text').scripts == (
        "https://chat.example/1.js",
    )
    assert [control.raw_href for control in snapshot_of_html('<p>Call <a href="tel:+442079460958').controls] == [
        "tel:+442079460958"
    ]


@given(st.text())
def test_any_text_gives_a_snapshot(text: str) -> None:
    for snapshot in (snapshot_of_html(text), snapshot_of_text(text)):
        assert all(block.text or block.shield for block in snapshot.blocks)


_TAGS = st.sampled_from(
    [
        "a",
        "p",
        "div",
        "form",
        "input",
        "textarea",
        "table",
        "td",
        "details",
        "summary",
        "button",
        "svg",
        "script",
        "style",
        "img",
        "template",
        "br",
        "bdo",
        "ul",
        "li",
        "iframe",
    ]
)
_PIECES = st.one_of(
    st.builds(
        "<{} href='{}' style='{}'>".format,
        _TAGS,
        st.text(max_size=8),
        st.sampled_from(["", "display:none", "unicode-bidi:bidi-override;direction:rtl"]),
    ),
    st.builds("</{}>".format, _TAGS),
    st.text(max_size=12),
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_markup_gives_a_snapshot(html: str) -> None:
    assert snapshot_of_html(html).version == 1


@pytest.mark.parametrize(
    ("link", "place", "missing"),
    [
        ("#contact", '<p id="contact">', ()),
        ("#contact", '<a name="contact"></a>', ()),
        ("#caf%C3%A9", '<p id="café">', ()),
        ("#contact", '<p id="Contact">', ("contact",)),
        ("#contact", '<p name="contact">', ("contact",)),
        ("#", "", ()),
        ("#Top", "", ()),
        ("#/contact", "", ()),
        ("#!contact", "", ()),
        ("#:~:text=contact", "", ()),
        ("https://www.shop.example/#contact", "", ()),
    ],
)
def test_a_link_names_a_place_that_is_on_the_page_or_missing(link: str, place: str, missing: tuple[str, ...]) -> None:
    html = f'<main><a href="{link}">Contact us</a>{place}</main>'
    assert snapshot_of_html(html, "https://www.shop.example/").missing_anchors == missing
