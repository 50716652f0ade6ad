"""A scripted journey is walked as a customer would, says what it missed, and sends nothing that it may not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from journeyaudit import pipeline
from journeyaudit.definitions.journeys import load_journey, parse_journey
from journeyaudit.definitions.shipped import folder
from journeyaudit.demo import serve
from journeyaudit.evidence.reader import Run
from journeyaudit.gather.browser.lane import Look
from journeyaudit.gather.browser.session import Session
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.guard.politeness import Pace
from journeyaudit.gather.journey.walk import Keeping, Walker
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.snapshot import Device
from journeyaudit.model.subject import Permission
from journeyaudit.model.walk import Walk, WalkedStep
from tests.browser.pages import Desk, desk

FORM = '<form method=post action="{action}"><label>Your e-mail <input name=email></label><button>{button}</button></form>'
SHOP = f"""
<h1>Copier paper</h1><p class=price>£4.20 a ream</p>
<label>Quantity <input type=text value=1></label>
<label>Finish <select><option>Matt</option><option value=g>Gloss</option></select></label>
<label><input type=checkbox onclick="agreed.hidden = false"> I agree</label><p id=agreed hidden>Agreed</p>
<input placeholder="Voucher code" onkeydown="if (event.key === 'Enter') voucher.textContent = 'Voucher ' + this.value">
<p id=voucher></p>
<a href=/terms>Delivery terms</a> <a href=/terms target=_blank>Terms in a new window</a>
<ul aria-label=Colours><li>White <button onclick="said.textContent = 'white'">Choose</button></li>
<li>Cream <button onclick="said.textContent = 'cream'">Choose</button></li></ul><p id=said></p>
<button onclick="setTimeout(() => {{ late.textContent = 'Here at last' }}, 900)">Slowly</button><p id=late></p>
<button disabled>Sold out</button>
<div style="position:relative"><button id=under>Under</button><div class=veil style="position:absolute;inset:0"></div></div>
<button style="display:none">Secret</button>
{FORM.format(action="/basket/add", button="Add to basket")}
{FORM.format(action="/contact", button="Send enquiry")}
{FORM.format(action="/checkout/place-order", button="Order now")}
<button onclick="fetch('/cart/add.js', {{method: 'POST', body: 'id=1'}})">Quick add</button>
"""


@pytest.fixture(scope="module")
def at() -> Iterator[Desk]:
    with desk() as opened:
        opened.site.page("/shop", SHOP)
        opened.site.page("/terms", "<h1>Terms</h1><p>Delivery takes three days.</p><a href=/shop>Back to the shop</a>")
        yield opened


class Kept:
    """Evidence by the order it came in."""

    def __init__(self) -> None:
        self.looks: list[Look] = []
        self.pictures: list[bytes] = []

    async def look(self, look: Look) -> str:
        self.looks.append(look)
        return f"{len(self.looks):064x}"

    def picture(self, shot: bytes) -> str:
        self.pictures.append(shot)
        return f"{len(self.pictures):064x}"


def walked(
    at: Desk, *steps: dict[str, Any], device: Device = "desktop", permitted: bool = False, start: str = "/shop", **more: Any
) -> Walk:
    text = yaml.safe_dump({"name": "A journey", "seconds": 2, **more, "steps": [{"goto": start}, *steps]}, sort_keys=False)
    file = parse_journey(text)
    at.site.hits.clear()
    kept = Kept()
    subject = at.session.subject.model_copy(
        update={"permission": Permission(granted_by="The owner", submit_forms=True) if permitted else None}
    )
    one = at.session
    session = Session(one.browser, one.guard, one.agent, one.told, subject, one.options, one.access)
    values = {name: value for name, value in file.journey.variables.items() if value is not None}
    walker = Walker(session, Manners(None, Pace(0)), file.journey, values, device, Keeping(kept.look, kept.picture), file.lines)
    return at.run(walker.run())


def went(at: Desk, *steps: dict[str, Any], **more: Any) -> Walk:
    """A walk that must have gone through, however busy the machine."""
    walk = walked(at, *steps, **{"seconds": 20, **more})
    assert walk.outcome == "done", walk.ended_at
    return walk


def stopped(at: Desk, *steps: dict[str, Any], **more: Any) -> WalkedStep:
    """The step that ended a walk."""
    ended = walked(at, *steps, **more).ended_at
    assert ended is not None
    return ended


def expecting(text: str) -> dict[str, Any]:
    return {"expect": {"text": text}}


@pytest.mark.parametrize("device", ["desktop", "mobile"])
def test_a_link_is_clicked_by_its_name(at: Desk, device: Device) -> None:
    walk = went(at, {"click": {"role": "link", "name": "Delivery terms"}}, {"expect": {"url": "/terms"}}, device=device)
    assert [step.url for step in walk.steps] == [at.site.origin + path for path in ("/shop", "/terms", "/terms")]


def test_a_finger_finds_a_link_on_a_page_wider_than_the_telephone(at: Desk) -> None:
    at.site.page(
        "/wide",
        "<style>p { width: 900px; height: 1500px; text-align: right }</style><p>Paper</p><p><a href=/terms>Terms</a>",
        head="<meta name=viewport content='width=device-width, initial-scale=1'>",
    )
    went(at, {"click": "Terms"}, {"expect": {"url": "/terms"}}, device="mobile", start="/wide")


def test_what_opens_a_new_window_is_followed(at: Desk) -> None:
    went(
        at,
        {"click": "Terms in a new window"},
        expecting("Delivery takes three days"),
        {"click": "Back to the shop"},
        expecting("Copier"),
    )


def test_a_name_in_full_is_meant_before_a_longer_one(at: Desk) -> None:
    went(at, {"click": "Delivery terms"}, {"expect": {"url": "*/terms"}})


def test_fields_are_filled_by_label_or_hint(at: Desk) -> None:
    walk = went(
        at,
        {"fill": "Quantity", "value": "12"},
        {"read": {"label": "Quantity"}, "into": "quantity"},
        {"fill": "Voucher code", "value": "SAVE"},
        {"press": "Enter", "at": {"placeholder": "Voucher code"}},
        expecting("Voucher SAVE"),
    )
    assert walk.values == {"quantity": "12"}


def test_an_option_is_chosen_by_label_or_value(at: Desk) -> None:
    for option in ("Gloss", "g"):
        walk = went(at, {"select": "Finish", "option": option}, {"read": {"label": "Finish"}, "into": "finish"})
        assert walk.values == {"finish": "g"}


def test_a_box_is_ticked_by_a_click(at: Desk) -> None:
    went(at, {"expect": {"text": "Agreed", "not": True}}, {"click": {"role": "checkbox", "name": "I agree"}}, expecting("Agreed"))


def test_one_of_several_is_told_by_what_it_lies_in(at: Desk) -> None:
    cream = {"role": "listitem", "having": "Cream"}
    went(at, {"click": {"role": "button", "name": "Choose", "inside": cream}}, {"expect": {"text": "cream", "count": 2}})


def test_one_of_several_is_told_by_its_number(at: Desk) -> None:
    went(at, {"click": {"role": "button", "name": "Choose", "nth": -1}}, {"read": {"css": "#said"}, "into": "said"})


def test_what_comes_late_is_waited_for(at: Desk) -> None:
    went(at, {"click": "Slowly"}, {"wait_for": {"text": "Here at last"}})


def test_a_text_that_was_read_is_used_later(at: Desk) -> None:
    walk = went(at, {"read": {"css": ".price"}, "into": "price"}, expecting("{{price}}"), {"screenshot": "The price"})
    assert walk.values == {"price": "£4.20 a ream"}
    assert walk.steps[2].told == "expect the text “£4.20 a ream”"


def test_controls_are_counted(at: Desk) -> None:
    went(
        at,
        {"expect": {"control": {"role": "button", "name": "Choose"}, "count": 2}},
        {"expect": {"control": "Nowhere", "not": True}},
    )


def test_every_step_keeps_what_it_saw(at: Desk) -> None:
    walk = went(at, {"fill": "Quantity", "value": "2"}, expecting("Copier paper"))
    assert all(step.snapshot and step.picture for step in walk.steps)
    assert [step.line for step in walk.steps] == [4, 5, 7]


def test_what_is_typed_is_not_written_down(at: Desk) -> None:
    walk = went(at, {"fill": "Quantity", "value": "{{secret}}"}, variables={"secret": "open sesame"})
    assert "open sesame" not in walk.steps[1].model_dump_json()


FAILURES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a control with another name": (
        {"click": {"role": "button", "name": "Add to the cart"}},
        "looked for button “Add to the cart”: it is not on the page",
        "button “Add to basket”",
    ),
    "a control that nobody sees": ({"click": {"text": "Secret"}}, "not visible", ""),
    "several of one name": (
        {"click": "Choose"},
        "2 on the page match: say which with `exact`, `nth` or `inside`",
        "button “Choose”",
    ),
    "fewer than the number says": (
        {"click": {"role": "button", "name": "Choose", "nth": 3}},
        "only 2 of them are on the page",
        "",
    ),
    "a disabled control": ({"click": "Sold out", "seconds": 3}, "it is disabled", ""),
    "a control under another": ({"click": "Under", "seconds": 3}, "something lies over it: <div class=", ""),
    "a field of another name": ({"fill": "Quantities", "value": "1"}, "looked for “Quantities”", "textbox “Quantity”"),
    "an option that is not there": ({"select": "Finish", "option": "Silk"}, "it has no option “Silk”", "option “Gloss”"),
    "a list that is none": ({"select": "Quantity", "option": "2"}, "it is no list to choose from", ""),
    "a key that is none": ({"press": "Entr"}, "there is no such key", ""),
    "a selector that is none": ({"read": {"css": "p[["}, "into": "x"}, "the CSS selector is not valid", ""),
    "a text that is not there": (expecting("£4.20 for a ream"), "the text is not there", "£4.20 a ream"),
    "a text that should not be there": ({"expect": {"text": "Copier paper", "not": True}}, "the text is there", ""),
    "another number of texts": ({"expect": {"text": "Choose", "count": 3}}, "the text is there twice, not 3 times", ""),
    "a control that is not there": ({"expect": {"control": "Order later"}}, "it is not there", "button “Order now”"),
    "another page": ({"expect": {"url": "/terms"}}, "the page is http", ""),
    "a wait in vain": ({"wait_for": {"text": "Godot"}}, "the text is not there", ""),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_step_that_fails_says_what_it_looked_for_and_what_is_near(at: Desk, name: str) -> None:
    step, reason, near = FAILURES[name]
    ended = stopped(at, {"seconds": 0.6} | step, {"screenshot": "never"})
    assert (ended.outcome, ended.number, ended.line) == ("failed", 2, 5)
    assert reason in ended.reason
    assert near in "; ".join(ended.candidates)


def test_what_comes_after_a_failure_is_not_tried(at: Desk) -> None:
    walk = walked(at, {"expect": {"text": "Nothing"}, "seconds": 0.3}, {"click": "Delivery terms"})
    assert [step.outcome for step in walk.steps] == ["done", "failed", "skipped"]
    assert "/terms" not in [hit.path for hit in at.site.hits]


def test_a_page_of_somebody_else_is_not_gone_to(at: Desk) -> None:
    ended = stopped(at, {"goto": "http://127.0.0.1:9/"})
    assert ended.outcome == "refused"
    assert "no page of the subject" in ended.reason


def test_a_page_that_does_not_answer_breaks_the_journey(at: Desk) -> None:
    at.site.page("/hangs", "<h1>Busy</h1><script>for (;;);</script>")
    ended = stopped(at, {"goto": "/hangs"}, {"click": "Busy"})
    assert (ended.number, ended.outcome) == (2, "broken")
    assert "keep the browser busy" in ended.reason


def test_a_missing_page_is_looked_at_and_noted(at: Desk) -> None:
    walk = went(at, {"goto": "/nowhere"}, expecting("Not found"))
    assert walk.steps[1].reason == "the server answered 404"


SENDING = {
    "a form": "Send enquiry",
    "an order": "Order now",
    "the basket's form": "Add to basket",
    "the basket's script": "Quick add",
}


@pytest.mark.parametrize("button", SENDING.values(), ids=SENDING)
def test_without_a_word_nothing_is_sent(at: Desk, button: str) -> None:
    ended = stopped(at, {"click": button}, permitted=True)
    assert at.site.sent() == []
    assert ended.outcome == "refused"
    assert "the guard stopped POST" in ended.reason
    assert ended.refused


@pytest.mark.parametrize("button", ["Add to basket", "Quick add"])
def test_a_basket_step_fills_the_basket(at: Desk, button: str) -> None:
    went(at, {"click": button, "basket": True})
    assert [hit.path for hit in at.site.sent()] == ["/cart/add.js" if button == "Quick add" else "/basket/add"]


@pytest.mark.parametrize("button", ["Send enquiry", "Order now"])
def test_a_basket_step_sends_nothing_else(at: Desk, button: str) -> None:
    assert stopped(at, {"click": button, "basket": True}).outcome == "refused"
    assert at.site.sent() == []


def test_a_commits_step_sends_a_form_that_the_owner_permits(at: Desk) -> None:
    went(
        at,
        {"fill": {"label": "Your e-mail", "nth": 2}, "value": "a@b.example"},
        {"click": "Send enquiry", "commits": True},
        permitted=True,
    )
    assert [(hit.path, hit.body) for hit in at.site.sent()] == [("/contact", "email=a%40b.example")]


def test_a_commits_step_is_stopped_where_nobody_permits_it(at: Desk) -> None:
    ended = stopped(at, {"click": "Send enquiry", "commits": True})
    assert "does not permit" in ended.reason
    assert at.site.sent() == []


def test_no_step_places_an_order_whatever_is_permitted(at: Desk) -> None:
    ended = stopped(at, {"click": "Order now", "commits": True, "basket": True}, permitted=True)
    assert ended.outcome == "refused"
    assert at.site.sent() == []


def test_the_guard_is_shut_again_after_a_commits_step(at: Desk) -> None:
    ended = stopped(at, {"click": "Send enquiry", "commits": True}, {"goto": "/shop"}, {"click": "Send enquiry"}, permitted=True)
    assert (ended.number, ended.outcome) == (4, "refused")
    assert len(at.site.sent()) == 1


def test_a_walk_is_kept_in_a_run_folder_that_holds_together(tmp_path: Path) -> None:
    file = load_journey(folder("journeys") / "buy-paper.yaml")
    with serve() as shop:
        options = GatherOptions(devices=("desktop", "mobile"), rate=0)
        walks = pipeline.walk(file, shop.subject, options, tmp_path / "run", {"postcode": "SN8 4LD"})
        assert shop.received == {"basket": 2}
    run = Run.open(tmp_path / "run")
    assert [walk.outcome for walk in walks] == ["done", "done"]
    assert [record for record in run.records if isinstance(record, Walk)] == list(walks)
    assert (run.finished, run.verify()) == (True, ())
    last = walks[0].steps[-1]
    assert last.snapshot
    assert run.snapshot(last.snapshot).url.endswith("/checkout")
