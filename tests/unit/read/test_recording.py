"""What the recorder wrote becomes a journey. The recordings are the recorder's own, of the demo shop and of a page of marks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.definitions.journeys import parse_journey
from journeyaudit.read.journey.recording import Recording, recorded

RECORDINGS = Path(__file__).parent / "recordings"


def recording(name: str) -> Recording:
    return recorded((RECORDINGS / f"{name}.jsonl").read_text("utf-8").splitlines())


def one(**action: Any) -> Recording:
    return recorded([json.dumps({"signals": [], **action})])


def by_role(role: str, name: str) -> dict[str, Any]:
    return {"kind": "role", "body": role, "options": {"attrs": [], "exact": False, "name": name}}


@pytest.mark.parametrize("name", ["shop", "marks"])
def test_a_recording_is_a_journey_that_loads(name: str) -> None:
    found = recording(name)
    journey = parse_journey(found.as_yaml()).journey
    assert len(journey.steps) == len(found.steps)


def test_a_purchase_is_written_as_it_was_done() -> None:
    assert recording("shop").as_yaml("Buy paper") == (
        "name: Buy paper\n"
        "steps:\n"
        "  - goto: /product/everyday-copier-paper-a4\n"
        "  - click: {role: textbox, name: Quantity}\n"
        "  - press: Control+a\n"
        "    at: {role: textbox, name: Quantity}\n"
        "  - fill: {role: textbox, name: Quantity}\n"
        "    value: '3'\n"
        "  - click: {role: tab, name: Reviews (412)}\n"
        "  - select: {label: Your rating}\n"
        "    option: '3'\n"
        "  - select: {label: Your rating}\n"
        "    option: '3'\n"
        "  - click: {role: button, name: Add to basket}\n"
        "    basket: true\n"
        "  - click: {role: link, name: Go to checkout}\n"
        "  - fill: {role: textbox, name: Postcode for delivery}\n"
        "    value: SN8 4LD\n"
        "  - press: Tab\n"
        "    at: {role: textbox, name: Postcode for delivery}\n"
    )


def test_every_way_of_marking_a_control_is_kept() -> None:
    clicks = [step["click"] for step in recording("marks").steps if "click" in step]
    assert clicks == [
        {"role": "button", "inside": {"role": "listitem", "having": "Card Choose"}},
        {"text": "Plain words"},
        {"css": "div", "nth": 2},
        {"role": "checkbox", "name": "I agree"},
        {"role": "img", "name": "Our van"},
        {"css": '[title="Tip"]'},
        {"css": '[data-testid="buy"]'},
        {"role": "link", "name": "Open terms"},
    ]


def test_a_password_is_not_written_down() -> None:
    text = recording("marks").as_yaml()
    assert "secret" not in text
    assert "variables:\n  password:\n" in text


def test_what_a_journey_has_no_step_for_is_told() -> None:
    notes = "\n".join(recording("marks").notes)
    for told in ("a double click was written as one click", "a click inside a frame", "opens a new window"):
        assert told in notes
    assert "with the right button" in one(name="click", button="right", locator=by_role("link", "A")).notes[0]
    assert "no step for “setInputFiles”" in one(name="setInputFiles", files=["a"], locator=by_role("button", "A")).notes[0]


def test_typing_into_a_field_needs_no_click_before_it() -> None:
    field = by_role("textbox", "Name")
    lines = [json.dumps({"name": "click", "locator": field}), json.dumps({"name": "fill", "text": "A", "locator": field})]
    assert [list(step) for step in recorded(lines).steps] == [["fill", "value"]]


def test_what_was_asserted_is_expected() -> None:
    assert one(name="assertText", text="Free", substring=True, locator=by_role("heading", "F")).steps == [
        {"expect": {"text": "Free"}}
    ]
    assert one(name="assertVisible", locator=by_role("link", "Help")).steps == [
        {"expect": {"control": {"role": "link", "name": "Help"}}}
    ]


def test_pages_of_another_site_keep_their_address() -> None:
    lines = [
        json.dumps({"name": "navigate", "url": url}) for url in ("http://a.example/x?y=1#z", "http://b.example/", "about:blank")
    ]
    assert [step["goto"] for step in recorded(lines).steps] == ["/x?y=1#z", "http://b.example/"]


@given(st.text(min_size=1, max_size=40), st.text(max_size=40).filter(lambda text: "{{" not in text))
def test_every_name_and_text_survives_the_writing(name: str, text: str) -> None:
    lines = [json.dumps({"name": "navigate", "url": "http://a.example/"})]
    lines.append(json.dumps({"name": "fill", "text": text, "locator": {"kind": "label", "body": f"L{name}", "options": {}}}))
    found = recorded(lines)
    if found.secrets or "{{" in name:
        return
    (_, fill) = parse_journey(found.as_yaml()).journey.steps
    assert (fill.fill.label, fill.value) == (f"L{name}", text)


@given(st.lists(st.one_of(st.text(max_size=30), st.dictionaries(st.text(max_size=5), st.text(max_size=5)).map(json.dumps))))
def test_lines_that_are_no_recording_are_passed_over(lines: list[str]) -> None:
    assert recorded(lines).steps == []


@pytest.mark.parametrize("text", ["0E0", "1_000", "+44", ".5", "12:30:45", "\x85", "a\u2028b", "no", "~", "0x1F"])
def test_a_text_that_yaml_might_take_for_something_else_stays_a_text(text: str) -> None:
    lines = [json.dumps({"name": "navigate", "url": "http://a.example/"})]
    lines.append(json.dumps({"name": "fill", "text": text, "locator": {"kind": "label", "body": "Name", "options": {}}}))
    (_, fill) = parse_journey(recorded(lines).as_yaml()).journey.steps
    assert fill.value == text
