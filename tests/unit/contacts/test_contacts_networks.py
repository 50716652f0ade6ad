"""Messengers, social networks and chat."""

from __future__ import annotations

import pytest

from journeyaudit.model.snapshot import Box, Control, Snapshot, TextBlock
from journeyaudit.read.contacts import contacts
from journeyaudit.read.contacts.tables import networks, vendors
from tests.unit.contacts.contact_reading import channels, found, read, values


@pytest.mark.parametrize(
    ("href", "value"),
    [
        ("https://wa.me/34640557787", "+34640557787"),
        ("https://wa.me/00923214070105", "+923214070105"),
        ("https://wa.me/c/27617409287", "+27617409287"),
        ("https://wa.me/573107630504?text=Hola", "+573107630504"),
        ("https://api.whatsapp.com/send?phone=%2B447400123456&text=Hi", "+447400123456"),
        ("https://web.whatsapp.com/send?phone=447400123456", "+447400123456"),
        ("whatsapp://send?phone=447400123456", "+447400123456"),
        ("https://wa.me/message/QWLS63QDFZJLO1", "wa.me/message/QWLS63QDFZJLO1"),
        ("https://m.me/ourshop", "m.me/ourshop"),
        ("https://www.messenger.com/t/ourshop", "messenger.com/t/ourshop"),
        ("https://t.me/ourshop", "t.me/ourshop"),
        ("https://signal.me/#p/+447400123456", None),
        ("sms:+447400123456?body=Hi", "+447400123456"),
        ("viber://chat?number=%2B447400123456", "+447400123456"),
        ("https://line.me/R/ti/p/@ourshop", "line.me/R/ti/p/@ourshop"),
    ],
)
def test_a_messenger_link_reaches_somebody(href: str, value: str | None) -> None:
    got = values("messaging", f'<a href="{href}">Write</a>')
    assert got == ({value} if value else got)
    assert got


@pytest.mark.parametrize(
    "href",
    [
        "https://wa.me/?text=Look",
        "https://api.whatsapp.com/send?text=Look",
        "whatsapp://send?text=Look",
        "https://t.me/share/url?url=x",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/share.php?u=x",
        "https://www.facebook.com/dialog/share?x=1",
        "https://twitter.com/intent/tweet?text=x",
        "https://x.com/share?url=x",
        "https://twitter.com/shop/status/1",
        "https://www.pinterest.com/pin/create/button/?url=x",
        "https://www.linkedin.com/shareArticle?url=x",
        "https://www.linkedin.com/sharing/share-offsite/?url=x",
        "https://www.youtube.com/watch?v=abc",
        "https://www.youtube.com/embed/abc",
        "https://youtu.be/abc",
        "https://www.instagram.com/p/abc/",
        "https://www.facebook.com/",
        "https://www.facebook.com/policy.php",
        "https://www.reddit.com/submit?url=x",
        "https://www.tumblr.com/share/link?url=x",
        "https://vimeo.com/123456",
        "sms:?body=Look",
        "/facebook.com/shop",
    ],
)
def test_links_that_share_or_embed_reach_nobody(href: str) -> None:
    assert channels(f'<a href="{href}">Share</a>') == set()


@pytest.mark.parametrize(
    "href",
    [
        "https://www.facebook.com/ourshop", "https://www.facebook.com/pages/Our-Shop/243082170760", "https://facebook.com/profile.php?id=1000",
        "https://www.instagram.com/our.shop/?hl=en", "https://twitter.com/ourshop", "https://x.com/ourshop", "https://www.youtube.com/@ourshop",
        "https://www.youtube.com/channel/UCabc", "https://www.linkedin.com/company/our-shop/", "https://www.pinterest.co.uk/ourshop/",
        "https://www.tiktok.com/@ourshop", "https://www.snapchat.com/add/ourshop", "https://www.threads.net/@ourshop", "https://bsky.app/profile/our.shop",
        "https://www.reddit.com/r/ourshop", "https://www.yelp.com/biz/our-shop", "https://www.xing.com/companies/ourshop",
        "//instagram.com/ourshop",
    ],
)  # fmt: skip
def test_a_profile_link_is_a_social_channel(href: str) -> None:
    assert channels(f'<a href="{href}"><i class="icon"></i></a>') == {"social"}


def test_a_number_called_whatsapp_is_a_messenger_and_no_phone() -> None:
    assert found("WhatsApp: +57 310 763 0504") == {("messaging", "+573107630504")}


def test_a_handle_beside_the_name_of_a_network_is_a_profile() -> None:
    assert found("Instagram @ourshop") == {("social", "instagram.com/ourshop")}


@pytest.mark.parametrize(
    ("script", "vendor"),
    [
        (
            '<script src="https://config.gorgias.chat/bundle-loader/01J9J52YCNJE400A6FD95JA40E"></script>',
            "gorgias:01J9J52YCNJE400A6FD95JA40E",
        ),
        (
            '<script>s1.src="https://embed.tawk.to/602ca2699c4f165d47c40867/1eun5ks3h";</script>',
            "tawk.to:602ca2699c4f165d47c40867",
        ),
        ('<script>window.$crisp=[];CRISP_WEBSITE_ID="abc-123";s.src="https://client.crisp.chat/l.js";</script>', "crisp:abc-123"),
        ('<script>__lc.license = 12345; n.src="https://cdn.livechatinc.com/tracking.js"</script>', "livechat:12345"),
        (
            '<script id="ze-snippet" src="https://static.zdassets.com/ekr/snippet.js?key=0a1b2c3d-aaaa"></script>',
            "zendesk:0a1b2c3d-aaaa",
        ),
        ('<script src="//js.hs-scripts.com/6455467.js"></script>', "hubspot:6455467"),
        ('<script src="https://userlike-cdn-widgets.s3-eu-west-1.amazonaws.com/abc.js"></script>', "userlike"),
        ('<iframe src="https://tawk.to/chat/602ca2699c4f165d47c40867/default"></iframe>', "tawk.to:602ca2699c4f165d47c40867"),
    ],
)
def test_a_chat_vendors_loader_is_a_chat(script: str, vendor: str) -> None:
    assert values("chat", script) == {vendor}


@pytest.mark.parametrize(
    "script",
    [
        "<!-- <script src='https://code.tidio.co/abc.js'></script> -->",
        "<script>// s.src='https://code.tidio.co/abc.js'\n</script>",
        "<script>/* s.src='https://embed.tawk.to/abc/def' */</script>",
        "<script src='//static.zdassets.com/hc/assets/en-us.js'></script>",
        "<script src='//p20.zdassets.com/hc/theming_assets/1/script.js'></script>",
        "<img src='https://vms.boldchat.com/aid/237768494269409730/bc.vmi?'>",
        "<script src='https://www.googletagmanager.com/gtag/js?id=G-1'></script>",
    ],
)
def test_what_opens_no_conversation_is_no_chat(script: str) -> None:
    assert "chat" not in channels(script)


def _rendered(*controls: Control) -> Snapshot:
    block = TextBlock("Welcome", box=Box(0, 0, 300, 20))
    return Snapshot(
        "https://shop.example/", height=900, blocks=(block,), controls=controls, scripts=("https://code.tidio.co/abc.js",)
    )


def test_a_rendered_page_needs_a_launcher_that_can_be_seen() -> None:
    assert [f.reached for f in contacts(_rendered())] == [False]
    launcher = Control("b1", "Open chat", "button", "button", box=Box(1200, 700, 60, 60), icon="tidio-launcher")
    assert [(f.reached, f.kind, f.control) for f in contacts(_rendered(launcher))] == [(True, "live", 0)]


def test_a_launcher_that_says_offline_or_assistant_is_told_so() -> None:
    offline = Control("b1", "Chat is offline", "button", "button", box=Box(1200, 700, 60, 60))
    bot = Control("b1", "Chat with our virtual assistant", "button", "button", box=Box(1200, 700, 60, 60))
    assert [f.kind for f in contacts(_rendered(offline))] == ["offline"]
    assert [f.kind for f in contacts(_rendered(bot))] == ["bot"]


def test_a_chat_button_of_an_unknown_vendor_is_a_chat() -> None:
    assert {f.pointer for f in read("<button>Start live chat</button>") if f.channel == "chat"} == {False}


def test_the_tables_know_the_world() -> None:
    assert len(vendors()) >= 40
    assert len({network.name for network in networks("social").values()}) >= 15
