"""Made-up sites and checks for the tests of measures."""

from __future__ import annotations

from typing import Any

from journeyaudit.judge.examples import facts_of
from journeyaudit.judge.measures import MEASURES, Measurement
from journeyaudit.model.check import Check
from journeyaudit.model.example import Example
from journeyaudit.model.fact import SiteFacts

CONTACT = "<main><h1>Contact us</h1><p>Call 020 7946 0018</p></main>"
LINK = '<main><h1>Paper and pens</h1></main><footer><a href="/contact">Contact us</a></footer>'


def site(pages: dict[str, Any], **more: Any) -> SiteFacts:
    """The facts of a made-up British site, read from its pages."""
    given = {"name": "a made-up site", "outcome": "passed", "country": "GB", "pages": pages} | more
    return facts_of(Example.model_validate(given))


def measure(facts: SiteFacts, name: str, /, *, starts: tuple[str, ...] = ("home",), **args: Any) -> Measurement:
    """What one measure says of a site."""
    check = Check.model_validate(
        {
            "id": "test/made-up",
            "revision": 1,
            "title": "A claim that holds",
            "failure_title": "A claim that fails",
            "why": "Because a test needs a claim.",
            "area": "test",
            "weight": 1,
            "starts": starts,
            "measure": {"name": name, "args": args},
            "grading": {"steps": [{"up_to": 1, "score": 1}]},
            "pass_mark": 0.9,
            "advice": "Change something.",
            "sources": ["OP"],
        }
    )
    return MEASURES[name].run(facts, check, MEASURES[name].arguments.model_validate(args))
