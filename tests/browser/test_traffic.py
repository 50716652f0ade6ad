"""What a report says the site was asked for is what the site's own log says."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyaudit import pipeline
from journeyaudit.model.audit import Audit
from journeyaudit.model.channel import Channel
from journeyaudit.model.journal import Followed, Replay, Visit
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Subject
from tests.browser.pages import Site, serving


class Stopped:
    """Somebody presses Ctrl+C as the second page has been looked at."""

    def visited(self, visit: Visit, met: int, found: frozenset[Channel]) -> None:  # noqa: ARG002
        if visit.order:
            raise KeyboardInterrupt

    def replayed(self, replay: Replay, left: int) -> None: ...
    def followed(self, followed: Followed, left: int) -> None: ...


def put(site: Site) -> None:
    menu = "<img src='/pixel.svg'><nav><a href='/'>Home</a> <a href='/about'>About us</a> <a href='/gone'>Offers</a></nav>"
    hours = "<details><summary>Hours</summary>Nine to five</details>"
    site.page("/", menu + "<h1>Desks</h1><iframe src='/inner'></iframe>" + hours)
    site.page("/inner", "<p>We make desks.</p>")
    story = "<p>We began in 1998.</p><script>fetch('/data').then((reply) => reply.json())</script>"
    site.page("/about", menu + story + "<a href='/contact'>Contact us</a>")
    site.page("/data", "[]", kind="application/json")
    site.page("/contact", menu + "<p>Call us on 020 7946 0958</p>" + hours)


def audited(site: Site, folder: Path, progress: Stopped | None = None, *, resume: bool = False) -> Audit:
    subject = Subject(name="Mill Lane Desks", origins=(site.origin,), country="GB")
    options = GatherOptions(rate=0, page_seconds=8)
    return pipeline.audit(subject, options, folder, progress=progress, resume=resume)


def log(site: Site) -> list[str]:
    """What arrived but for the site's rules for robots."""
    return [hit.path for hit in site.hits if hit.path != "/robots.txt"]


def test_every_request_is_counted(tmp_path: Path) -> None:
    with serving() as site:
        put(site)
        method = audited(site, tmp_path / "run").method
        assert method.requests == len(log(site)) > method.page_loads > sum(method.pages.values())


def test_what_was_asked_before_a_run_was_stopped_counts_too(tmp_path: Path) -> None:
    with serving() as site:
        put(site)
        with pytest.raises(KeyboardInterrupt):
            audited(site, tmp_path / "run", Stopped())
        before = len(log(site))
        method = audited(site, tmp_path / "run", resume=True).method
        assert method.requests == len(log(site)) > before > 0
