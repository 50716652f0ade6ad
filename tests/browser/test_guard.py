"""Nothing is ordered, sent or changed: held against a real browser and a server that counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from websockets.sync.server import ServerConnection
from websockets.sync.server import serve as serve_sockets

from journeyaudit import pipeline
from journeyaudit.demo import serve
from journeyaudit.evidence.reader import Run
from journeyaudit.gather.browser.lane import Lane
from journeyaudit.model.journal import Followed
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Subject
from tests.browser.pages import Desk, desk


class Socket(NamedTuple):
    """A WebSocket server and what it heard."""

    url: str
    heard: list[str]


@pytest.fixture(scope="module")
def at() -> Iterator[Desk]:
    with desk() as opened:
        yield opened


FORM = (
    '<form id="f" method="post" action="/send"{more}><input name="a" value="1"></form><button id="go" onclick="{act}">Go</button>'
)

#: What a page may try once its button is clicked; each would reach /send.
SENDS = {
    "a form": FORM.format(more="", act="document.getElementById('f').submit()"),
    "a form with its own button": '<form method="post" action="/send"><input name="a"><button id="go">Go</button></form>',
    "a form aimed at a new window": FORM.format(
        more=' target=\\"_blank\\"', act="document.getElementById('f').requestSubmit()"
    ).replace("\\", ""),
    "fetch": "<button id=go onclick=\"fetch('/send',{method:'POST',body:'a=1'})\">Go</button>",
    "fetch that outlives the page": (
        "<button id=go onclick=\"fetch('/send',{method:'POST',body:'a=1',keepalive:true})\">Go</button>"
    ),
    "an old request": "<button id=go onclick=\"var x=new XMLHttpRequest();x.open('PUT','/send');x.send('a')\">Go</button>",
    "a beacon": "<button id=go onclick=\"navigator.sendBeacon('/send','a=1')\">Go</button>",
    "a frame's fetch": (
        "<iframe id=i srcdoc='<p>inner</p>'></iframe>"
        "<button id=go onclick=\"document.getElementById('i').contentWindow.fetch('/send',{method:'POST',body:'a'})\">Go</button>"
    ),
    "a frame's form": (
        '<iframe name="inner" srcdoc="<p>inner</p>"></iframe>'
        + FORM.format(more=' target="inner"', act="document.getElementById('f').submit()")
    ),
    "a mutation": (
        "<button id=go onclick=\"fetch('/graphql',{method:'POST',"
        "body:JSON.stringify({query:'mutation { order(id: 1) { id } }'})})\">Go</button>"
    ),
}


@pytest.mark.parametrize("how", [*SENDS])
@pytest.mark.parametrize("keep_windows", [False, True], ids=["while exploring", "while walking a path"])
def test_nothing_is_sent(at: Desk, how: str, keep_windows: bool) -> None:
    url = at.site.page("/page", SENDS[how])
    at.site.hits.clear()
    at.refused.clear()

    async def work(lane: Lane) -> str:
        await lane.load(url)
        await lane.look()
        place = await lane.place("#go", trying=not keep_windows)
        assert place is not None
        await lane.click(place)
        await lane.page.evaluate("fetch('/after')")  # answered after what the click sent
        await lane.look()
        return await lane.destination()

    wanted = at.using(work, keep_windows=keep_windows)
    assert at.site.sent() == []
    assert at.refused or wanted.startswith("refused:")
    assert "/after" in [hit.path for hit in at.site.hits]


@pytest.fixture(scope="module")
def socket() -> Iterator[Socket]:
    heard: list[str] = []

    def answer(connection: ServerConnection) -> None:
        for message in connection:
            heard.append(str(message))
            connection.send("noted")

    with serve_sockets(answer, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Socket(f"ws://127.0.0.1:{server.socket.getsockname()[1]}/live", heard)
        server.shutdown()
        thread.join()


SOCKET_PAGE = """
<button id=go onclick="socket.send('order'){more}">Order</button><p id=said></p>
<script>
const socket = new WebSocket('{url}');
socket.onopen = () => socket.send('hello');
socket.onmessage = (event) => said.append(event.data);
</script>
"""


ANOTHER = "; new WebSocket('{url}?another').onopen = (event) => event.target.send('order')"


@pytest.mark.parametrize(("more", "sockets"), [("", [""]), (ANOTHER, ["", "?another"])], ids=["open already", "opened by it"])
def test_a_message_over_a_socket_leaves_while_the_page_loads_and_not_after_a_click(
    at: Desk, socket: Socket, more: str, sockets: list[str]
) -> None:
    socket.heard.clear()
    at.refused.clear()
    url = at.site.page("/page", SOCKET_PAGE.replace("{more}", more).replace("{url}", socket.url))

    async def work(lane: Lane) -> None:
        await lane.load(url)
        await lane.page.wait_for_function("said.textContent === 'noted'")
        place = await lane.place("#go")
        assert place is not None
        await lane.click(place)
        for _ in range(300):
            await lane.destination()
            if len(at.refused) == len(sockets):
                break

    at.using(work)
    assert socket.heard == ["hello"]
    assert [(method, address) for method, address, _ in at.refused] == [("WebSocket", socket.url + end) for end in sockets]


def test_a_form_aimed_at_a_new_window_is_stopped_in_that_window(at: Desk) -> None:
    url = at.site.page(
        "/page", '<form method="post" action="/send" target="_blank"><input name="a"><button id="go">Go</button></form>'
    )
    at.site.hits.clear()
    at.refused.clear()

    async def work(lane: Lane) -> None:
        await lane.load(url)
        place = await lane.place("#go")
        assert place is not None
        await lane.click(place)
        for _ in range(300):
            if at.refused:
                break
            await lane.page.evaluate("fetch('/pixel.svg?' + Math.random())")

    at.using(work, keep_windows=True)
    assert (at.site.sent(), [why for _, _, why in at.refused]) == ([], ["it submits a form"])


def test_an_address_that_acts_is_not_fetched(at: Desk) -> None:
    url = at.site.page("/page", '<a id="go" href="/account/logout">Log out</a>')
    at.site.hits.clear()
    at.refused.clear()

    async def work(lane: Lane) -> None:
        await lane.load(url)
        place = await lane.place("#go")
        assert place is not None
        await lane.click(place)
        await lane.page.evaluate("fetch('/after')")

    at.using(work)
    assert [hit.path for hit in at.site.hits if "logout" in hit.path] == []
    assert at.refused == [("GET", f"{at.site.origin}/account/logout", "its address acts when fetched")]


def test_a_page_gets_all_that_it_needs_to_draw_itself(at: Desk) -> None:
    at.site.page("/style.css", "p { color: rgb(1, 2, 3) }", kind="text/css")
    at.site.page("/app.js", "document.body.dataset.ran = 'yes'", kind="text/javascript")
    at.site.page("/inner", "<p>inner</p>")
    query = "fetch('/graphql',{method:'POST',body:JSON.stringify({query:'{ shop { name } }'})})"
    url = at.site.page(
        "/page",
        f'<p>Text</p><img src="/pixel.svg"><iframe src="/inner"></iframe><script src="/app.js"></script><script>{query}</script>',
        head='<link rel="stylesheet" href="/style.css">',
    )
    at.site.hits.clear()
    at.refused.clear()

    async def work(lane: Lane) -> str:
        await lane.load(url)
        await lane.look()
        return str(await lane.page.evaluate("getComputedStyle(document.querySelector('p')).color + document.body.dataset.ran"))

    assert (at.using(work), at.refused) == ("rgb(1, 2, 3)yes", [])
    asked = sorted(hit.path for hit in at.site.hits)
    assert asked == ["/app.js", "/graphql", "/inner", "/page", "/pixel.svg", "/style.css"]


def test_style_sheets_scripts_and_pictures_are_fetched_once_for_many_pages(at: Desk) -> None:
    at.site.page("/style.css", "p { color: red }", kind="text/css")
    at.site.page("/app.js", "1", kind="text/javascript")
    body, head = '<p>Text</p><img src="/pixel.svg"><script src="/app.js"></script>', '<link rel="stylesheet" href="/style.css">'
    urls = [at.site.page(f"/page{number}", body, head=head) for number in range(3)]
    at.site.hits.clear()

    async def work(lane: Lane) -> None:
        for url in urls:
            await lane.load(url)

    at.using(work)
    asked = sorted(hit.path for hit in at.site.hits)
    assert asked == ["/app.js", "/page0", "/page1", "/page2", "/pixel.svg", "/style.css"]


def test_after_an_audit_of_the_demo_shop_it_has_received_nothing(tmp_path: Path) -> None:
    with serve() as shop:
        subject = Subject(name="Quirewell", origins=(shop.origin,), country="GB", start_pages={"basket": "/basket"})
        options = GatherOptions(devices=("desktop",), rate=0, max_pages=4)
        pipeline.audit(subject, options, tmp_path / "run")
        sent = [(request.method, request.path) for request in shop.requests if request.method != "GET"]
        assert (dict(shop.received), sent) == ({}, [])
        assert len(shop.requests) > 4


def test_products_of_the_demo_shop_are_followed_to_its_checkout_without_an_order(tmp_path: Path) -> None:
    with serve() as shop:
        subject = shop.subject.model_copy(update={"sample_products": ("/product/everyday-copier-paper-a4",)})
        options = GatherOptions(devices=("desktop",), rate=0, max_pages=2, follow=True)
        pipeline.audit(subject, options, tmp_path / "run")
        stages = [r for r in Run.open(tmp_path / "run").records if isinstance(r, Followed)]
        ended = [r for r in stages if r.stage == "checkout"]
        assert ended
        assert all("/checkout" in r.url and not r.left_behind for r in ended)
        assert shop.received["basket"]
        assert not shop.received["orders"]
