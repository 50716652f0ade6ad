# ruff: noqa: E501 - one script of a bad page a line reads better than broken strings
"""A server of bad pages. Each stands beside an honest home page and an honest contact page, and none may cost more than itself.

`PAGES` maps a name to what is bad about it; the home page of a site links to the bad page first and to the contact page last.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.sites.server import Server

PHONE = "+44 20 7946 0991"
MARK = "injected-by-the-site"
#: What a customer reads where markup is meant as text; a report must show it as text too.
MARKUP = f'<script>document.title="{MARK}"</script><img src=x onerror="{MARK}()">"\'</title></script>'
ESCAPED = MARKUP.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@dataclass
class Hostile:
    """A running hostile site. `over` ends the answers that never end by themselves; `hits` holds paths in the order asked."""

    origin: str = ""
    over: threading.Event = field(default_factory=threading.Event)
    hits: list[str] = field(default_factory=list[str])


class Handler(BaseHTTPRequestHandler):
    """Answers for one hostile site, given as class attributes."""

    site: Hostile
    name: str
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.site.hits.append(self.path)
        if path == "/":
            self.page(f'<h1>Mill Lane Desks</h1><a href="/bad">{_label(self.name)}</a> <a href="/contact">Contact us</a>')
        elif path == "/contact":
            self.page(f"<h1>Contact us</h1><p>Phone: {PHONE}</p>")
        elif path.startswith("/bad"):
            PAGES[self.name](self)
        else:
            self.answer(b"", status=404)

    def do_POST(self) -> None:
        self.site.hits.append(f"POST {self.path}")
        self.answer(b"")

    def page(self, body: str, head: str = "", title: str = "Mill Lane Desks", status: int = 200) -> None:
        html = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
        self.answer(html.encode(), status)

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def number(self) -> int:
        """The number in the address: pages that lead on and on count with it."""
        return int(parse_qs(urlsplit(self.path).query).get("n", ["0"])[0])

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the terminal quiet: hits are kept instead."""


def _label(name: str) -> str:
    return ESCAPED if name == "markup" else "Offers"


def hangs(answer: Handler) -> None:
    answer.site.over.wait()


def drips(answer: Handler) -> None:
    answer.send_response(200)
    answer.send_header("Content-Type", "text/html")
    answer.end_headers()
    answer.wfile.write(b"<!DOCTYPE html><title>Slow</title><p>One word a second: ")
    while not answer.site.over.wait(0.2):
        answer.wfile.write(b"word ")


def hanging_style(answer: Handler) -> None:
    """The page is there at once, but its style sheet never comes."""
    if urlsplit(answer.path).path == "/bad.css":
        answer.site.over.wait()
        return
    answer.page("<p>Dressed never.</p>", head='<link rel="stylesheet" href="/bad.css">')


def redirects(answer: Handler) -> None:
    answer.answer(b"", status=302, Location=f"/bad?n={answer.number() + 1}")


def calendar(answer: Handler) -> None:
    day = answer.number()
    links = "".join(f'<a href="/bad?n={day + step}">Day {day + step}</a> ' for step in (-1, 1, 7, 30))
    answer.page(f"<h1>Day {day}</h1>{links}", title=f"Day {day}")


def fails(answer: Handler) -> None:
    answer.page("<h1>500</h1>", status=500)


def sixty_megabytes(answer: Handler) -> None:
    line = b"<p>Sixty million letters take their time. " + b"x" * 984 + b"</p>\n"
    answer.send_response(200)
    answer.send_header("Content-Type", "text/html")
    answer.send_header("Content-Length", str(len(line) * 60_000))
    answer.end_headers()
    for _ in range(60):
        answer.wfile.write(line * 1000)


def alerts(answer: Handler) -> None:
    answer.page("<p>Hello</p><script>for(;;){alert('one more');confirm('sure?');prompt('who?')}</script>")


def clicked_alerts(answer: Handler) -> None:
    answer.page("<button onclick=\"for(;;)alert('again')\">Service</button>")


def stays(answer: Handler) -> None:
    """Asks at every attempt to leave whether one really wants to."""
    answer.page("<p>Stay!</p><script>onbeforeunload=function(e){e.preventDefault();e.returnValue='stay';return 'stay'}</script>")


def popups(answer: Handler) -> None:
    answer.page(
        "<button onclick=\"for(let i=0;i<30;i++)open('/bad?n='+i)\">Service</button>"
        "<script>for(let i=0;i<10;i++)open('/bad?n='+(100+i));setInterval(()=>open('/bad?n=1'),50)</script>"
    )


def download(answer: Handler) -> None:
    answer.answer(
        b"\0" * 100_000, Content_Type="application/octet-stream", Content_Disposition='attachment; filename="offers.exe"'
    )


def downloads_itself(answer: Handler) -> None:
    if urlsplit(answer.path).path == "/bad.exe":
        download(answer)
        return
    answer.page("<p>Your download starts now.</p><script>setInterval(()=>{location.href='/bad.exe'},100)</script>")


def crashes(answer: Handler) -> None:
    """Elements nested so deeply that the layout runs out of stack: the renderer dies."""
    script = "let at=document.body;for(let i=0;i<80000;i++){const el=document.createElement('div');at.appendChild(el);at=el}"
    answer.page(f"<script>{script}</script>")


def spins(answer: Handler) -> None:
    answer.page("<p>Thinking</p><script>for(;;);</script>")


def spins_later(answer: Handler) -> None:
    answer.page("<p>Thinking</p><script>setTimeout(()=>{for(;;);},50)</script>")


def spins_when_clicked(answer: Handler) -> None:
    answer.page('<button aria-expanded="false" onclick="for(;;);">Service</button>')


def markup(answer: Handler) -> None:
    answer.page(
        f'<h1>{ESCAPED}</h1><p>Phone: 020 7946 0992 {ESCAPED}</p><a href="mailto:a@b.test?{ESCAPED}" title="{ESCAPED}">{ESCAPED}</a>',
        title=ESCAPED,
    )


def refreshes(answer: Handler) -> None:
    answer.page("<p>Soon</p>", head=f'<meta http-equiv="refresh" content="0;url=/bad?n={answer.number() + 1}">')


def hops(answer: Handler) -> None:
    answer.page(f"<p>Soon</p><script>location.replace('/bad?n={answer.number() + 1}')</script>")


def pushes(answer: Handler) -> None:
    answer.page(
        "<p>Moving</p><script>let i=0;setInterval(()=>{for(let j=0;j<50;j++)history.pushState({},'','/bad?n='+i++)},1)</script>"
    )


def grows(answer: Handler) -> None:
    row = "const a=document.createElement('a');a.href='/bad?n='+Math.random();a.textContent='More offers';document.body.append(a)"
    answer.page(f"<p>Growing</p><script>setInterval(()=>{{for(let i=0;i<200;i++){{{row}}}}},20)</script>")


def many_links(answer: Handler) -> None:
    links = "".join(f'<a href="/bad?n={number}">Offer {number}</a> ' for number in range(30_000))
    answer.page(links if not answer.number() else "<p>One offer.</p>")


def worker(answer: Handler) -> None:
    """A service worker that answers every later request with an empty page."""
    if urlsplit(answer.path).path == "/bad.js":
        script = b"self.addEventListener('fetch',e=>e.respondWith(new Response('<p>nothing</p>',{headers:{'Content-Type':'text/html'}})));"
        answer.answer(script, Content_Type="text/javascript", Service_Worker_Allowed="/")
        return
    answer.page(
        "<p>Offline first</p><script>navigator.serviceWorker&&navigator.serviceWorker.register('/bad.js',{scope:'/'})</script>"
    )


def socket(answer: Handler) -> None:
    if answer.headers.get("Upgrade"):
        answer.site.over.wait()
        return
    answer.page("<p>Live</p><script>setInterval(()=>new WebSocket('ws://'+location.host+'/bad'),20)</script>")


def frames(answer: Handler) -> None:
    """Frames within frames, without end."""
    inner = "".join(f'<iframe src="/bad?n={answer.number() * 2 + step}"></iframe>' for step in (1, 2))
    answer.page(f"<p>Mirror</p>{inner}")


def redefines(answer: Handler) -> None:
    """Old libraries redefine what every script relies on; this one redefines all of it."""
    answer.page(
        "<p>Old</p><script>Array.prototype.toJSON=Object.prototype.toJSON=()=>'[]';JSON.stringify=()=>{throw 1};"
        "Array.prototype.map=Array.prototype.filter=()=>{throw 2};document.querySelectorAll=()=>{throw 3};"
        "window.getComputedStyle=()=>{throw 4};Element.prototype.getBoundingClientRect=()=>{throw 5};Promise.prototype.then=()=>{throw 6};"
        "window.setTimeout=window.requestAnimationFrame=()=>0;</script>"
    )


def leaves(answer: Handler) -> None:
    """Goes away to another origin that does not answer."""
    answer.page("<p>Bye</p><script>setInterval(()=>{location.href='http://127.0.0.1:9/'},20)</script>")


PAGES: dict[str, Callable[[Handler], None]] = {
    "hangs": hangs,
    "drips": drips,
    "hanging-style": hanging_style,
    "redirects": redirects,
    "calendar": calendar,
    "fails": fails,
    "sixty-megabytes": sixty_megabytes,
    "alerts": alerts,
    "clicked-alerts": clicked_alerts,
    "stays": stays,
    "popups": popups,
    "download": download,
    "downloads-itself": downloads_itself,
    "crashes": crashes,
    "spins": spins,
    "spins-later": spins_later,
    "spins-when-clicked": spins_when_clicked,
    "markup": markup,
    "refreshes": refreshes,
    "hops": hops,
    "pushes": pushes,
    "grows": grows,
    "many-links": many_links,
    "worker": worker,
    "socket": socket,
    "frames": frames,
    "redefines": redefines,
    "leaves": leaves,
}


@contextmanager
def hostile(name: str) -> Generator[Hostile]:
    """Serves the site whose bad page is `name` on a free port of the loopback interface."""
    site = Hostile()
    server = Server(("127.0.0.1", 0), type("Handling", (Handler,), {"site": site, "name": name}))
    site.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
