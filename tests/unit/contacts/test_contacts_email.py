"""E-mail addresses, plain and disguised."""

from __future__ import annotations

import pytest

from tests.unit.contacts.contact_reading import read, values


@pytest.mark.parametrize(
    "text",
    [
        "info@shop.co.uk",
        "E-Mail: INFO@shop.co.uk.",
        "info [at] shop [dot] co [dot] uk",
        "info (at) shop.co.uk",
        "info(at)shop(dot)co(dot)uk",
        "info at shop dot co dot uk",
        "info AT shop DOT co DOT uk",
        "info{at}shop{dot}co{dot}uk",
        "info @ shop.co.uk",
        "info [ät] shop [punkt] co [punkt] uk",
        "info (arroba) shop (punto) co (punto) uk",
        "info arobase shop point co point uk",
        "info chiocciola shop punto co punto uk",
        "info apenstaartje shop punt co punt uk",
        "info[@]shop[.]co[.]uk",
        "in\u200bfo@sh\u200bop.co.uk",
        "info&#64;shop&#46;co.uk",
        "&#105;&#110;&#102;&#111;&#64;shop.co.uk",
        "<span>info</span><span>@</span><span>shop.co.uk</span>",
        '<span style="unicode-bidi:bidi-override; direction: rtl">ku.oc.pohs@ofni</span>',
        "<style>.back{unicode-bidi:bidi-override;direction:rtl}</style><b class='back'>ku.oc.pohs@ofni</b>",
        "info<span style='display:none'>nospam</span>@shop.co.uk",
        "info<!-- no spam -->@shop.co.uk",
        "<a href='mailto:info@shop.co.uk?subject=Hi'>Write</a>",
        "<a href='mailto:%69nfo%40shop.co.uk'>Write</a>",
        "<a href='MAILTO:Info@Shop.co.uk'>Write</a>",
        "Email: info at shop.co.uk",
        "info(a)shop.co.uk",
        "info_at_shop_dot_co_dot_uk",
    ],
)
def test_an_address_is_read_however_it_is_disguised(text: str) -> None:
    assert values("email", text) == {"info@shop.co.uk"}


@pytest.mark.parametrize(
    "text",
    [
        "Visit us at shop.com",
        "Buy it at amazon.com or at ebay.com",
        "images/banner@2x.png",
        "<img src='photo_600x600@2x.png' alt='logo@2x.png'>",
        "<a href='mailto:?subject=Look&body=https://shop.example/'>Share</a>",
        "<a href='mailto:'>Write</a>",
        "<a href='mailto:{{ shop.email }}'>Write</a>",
        "Follow @shopname on Instagram",
        "We are open (at weekends) and at night.",
        "Look at our shop. Com",
    ],
)
def test_what_is_no_address_is_not_read_as_one(text: str) -> None:
    assert values("email", text) == set()


def test_a_cloudflare_shield_is_decoded_from_attribute_and_link() -> None:
    code = "543d3a323b14273c3b247a373b397a213f"
    shielded = f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</a>'
    assert values("email", shielded) == {"info@shop.com.uk"}
    assert values("email", '<a href="/cdn-cgi/l/email-protection#543d3a323b14273c3b247a373b397a213f">Write</a>') == {
        "info@shop.com.uk"
    }


def test_an_address_only_behind_a_link_is_mailto_only_and_beside_its_text_visible() -> None:
    assert {f.kind for f in read("<a href='mailto:info@shop.co.uk'>Write to us</a>")} == {"mailto-only"}
    assert {f.kind for f in read("<a href='mailto:info@shop.co.uk'>info@shop.co.uk</a>")} == {"visible"}


def test_a_link_that_shows_another_address_gives_both() -> None:
    assert values("email", "<a href='mailto:sales@shop.co.uk'>info@shop.co.uk</a>") == {"sales@shop.co.uk", "info@shop.co.uk"}


def test_an_address_in_an_image_is_image_only() -> None:
    assert {(f.value, f.kind) for f in read("<img src='mail.png' alt='info@shop.co.uk'>")} == {("info@shop.co.uk", "image-only")}


def test_the_address_of_an_unfilled_template_is_a_placeholder() -> None:
    assert [f.kind for f in read("Write to hello@example.com")] == ["placeholder"]
