"""Journey files: what is wrong with them is told all at once, where it stands, and what to write instead."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from journeyaudit.definitions.journeys import (
    check_permission,
    lint_journey,
    load_journey,
    parse_journey,
    variables_of,
)
from journeyaudit.definitions.schema import schema
from journeyaudit.errors import DefinitionErrors
from journeyaudit.model.journey import Click, Goto, Target
from journeyaudit.model.subject import Permission, Subject

SUBJECT = Subject(name="Shop", origins=("https://shop.example",), country="GB")
WHOLE = """
name: Buy paper
goal: A customer buys one ream.
variables:
  postcode:
  product: /paper
seconds: 20
banners: leave
steps:
  - goto: "{{product}}"
  - read: {role: heading, nth: 1}
    into: heading
  - fill: {label: Quantity, exact: true}
    value: "2"
  - select: Finish
    option: Gloss
  - click: {role: button, name: Add to basket, inside: {css: main}}
    basket: true
    seconds: 30
    title: Into the basket
  - press: Control+A
    at: Postcode
  - wait_for: {url: /basket*}
  - expect: {text: "{{heading}}", count: 1}
  - expect: {control: {role: link, name: Remove}, not: true}
  - screenshot: The basket of {{subject.name}}
  - fill: Postcode
    value: "{{postcode}}"
  - click: Send
    commits: true
"""


def faults_of(text: str) -> list[str]:
    with pytest.raises(DefinitionErrors) as failed:
        parse_journey(text, "j.yaml")
    return [str(fault) for fault in failed.value.faults]


def test_every_kind_of_step_is_read() -> None:
    file = parse_journey(WHOLE)
    assert [type(step).__name__ for step in file.journey.steps] == [
        "Goto", "Read", "Fill", "Select", "Click", "Press", "WaitFor", "Expect", "Expect", "Screenshot", "Fill", "Click",
    ]  # fmt: skip
    assert file.lines[:3] == (10, 11, 13)
    assert file.journey.steps[4] == Click(
        click=Target(role="button", name="Add to basket", inside=Target(css="main")),
        basket=True,
        seconds=30,
        title="Into the basket",
    )


def test_a_journey_survives_the_journal() -> None:
    journey = parse_journey(WHOLE).journey
    assert type(journey).model_validate_json(journey.model_dump_json()) == journey


def test_the_schema_for_editors_accepts_what_the_tool_accepts() -> None:
    jsonschema.validate(yaml.safe_load(WHOLE), schema("journey", {}))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "abc", "steps": [{"clik": "x"}]}, schema("journey", {}))


def test_all_faults_are_told_at_once_with_their_places() -> None:
    text = (
        "name: Buy paper\nsteps:\n  - goto: /\n  - clik: Add\n  - click: {role: buton, name: Add}\n"
        "  - fill: {label: Qty, exat: true}\n    value: 1\n  - goto: /x\n    press: Enter\n  - expect: {text: a, url: b}\n"
    )
    told = faults_of(text)
    assert [fault.split(" ")[0] + " " + fault.split(" ")[1] for fault in told] == [
        "j.yaml:4:5: JA150",
        "j.yaml:5:19: JA106",
        "j.yaml:6:24: JA104",
        "j.yaml:7:12: JA106",
        "j.yaml:8:5: JA150",
        "j.yaml:10:13: JA106",
    ]
    assert 'write "click"' in told[0]
    assert 'write "button"' in told[1]
    assert 'write "exact"' in told[2]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("[]", "at least one step"),
        ("[click: Add]", "the first step must go to a page"),
        ("[goto: /, click: {name: Add}]", "`name` needs a `role` beside it"),
        ("[goto: /, click: {text: a, css: b}]", "found text and css"),
        ("[goto: /, click: {role: link, nth: 0}]", "`nth` counts from 1"),
        ("[goto: /, expect: {url: /a, count: 2}]", "`count` does not go with `url`"),
        ("[goto: /, {read: Price, into: Der Preis}]", "does not match the pattern"),
        ("[goto: /, {click: Add, seconds: 0}]", "must be greater than 0"),
        ("[goto: /, 7]", "a step is a mapping"),
        ("[goto: /, {value: x}]", "this one does none"),
    ],
)
def test_what_no_step_can_be_is_told(steps: str, told: str) -> None:
    items = "".join(f"\n  - {step}" for step in _items(steps)) or " []"
    assert told in "\n".join(faults_of(f"name: Buy paper\nsteps:{items}\n"))


def _items(steps: str) -> list[str]:
    return [
        yaml.safe_dump(step, default_flow_style=True, width=1000).removesuffix("\n...\n").strip()
        for step in yaml.safe_load(steps)
    ]


def test_a_variable_must_be_known_where_it_stands() -> None:
    text = (
        'name: Buy paper\nvariables: {a: x}\nsteps:\n  - goto: "/{{a}}/{{b}}"\n'
        '  - expect: {text: "{{later}}"}\n  - read: h1\n    into: later\n'
    )
    told = faults_of(text)
    assert ['"b"' in told[0], '"later"' in told[1], len(told)] == [True, True, 2]


def test_a_name_is_read_into_once() -> None:
    assert (
        "a variable of the file already"
        in faults_of('name: Buy paper\nvariables: {a: x}\nsteps:\n  - goto: "/{{a}}"\n  - read: h1\n    into: a\n')[0]
    )


def test_values_come_from_the_file_then_the_subject_then_the_command() -> None:
    file = parse_journey(WHOLE)
    subject = SUBJECT.model_copy(update={"variables": {"postcode": "SN8 4LD", "product": "/card"}})
    values = variables_of(file, subject, {"product": "/pens"})
    assert (values["postcode"], values["product"], values["subject.origin"]) == ("SN8 4LD", "/pens", "https://shop.example")


def test_a_variable_without_a_value_and_one_that_nobody_knows_are_told_together() -> None:
    with pytest.raises(DefinitionErrors) as failed:
        variables_of(parse_journey(WHOLE, "j.yaml"), SUBJECT, {"postcod": "x"})
    assert 'write "postcode"' in str(failed.value)
    assert 'j.yaml:5:3: JA151 the variable "postcode" has no value' in str(failed.value)


def test_a_step_that_cannot_be_undone_needs_the_owners_permission() -> None:
    file = parse_journey(WHOLE, "j.yaml")
    for permission in (None, Permission(granted_by="The owner", send_enquiries=True)):
        with pytest.raises(DefinitionErrors, match="JA152"):
            check_permission(file, SUBJECT.model_copy(update={"permission": permission}))
    check_permission(file, SUBJECT.model_copy(update={"permission": Permission(granted_by="The owner", submit_forms=True)}))


def test_lint_tells_what_is_hardly_meant(tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    path.write_text("name: Buy paper\nvariables: {a: x}\nsteps:\n  - goto: /\n", "utf-8")
    assert ["no step uses" in str(lint_journey(path)[0]), "expects nothing" in str(lint_journey(path)[1])] == [True, True]
    path.write_text(WHOLE, "utf-8")
    assert lint_journey(path) == []


@pytest.mark.parametrize(
    "text", ["", "- goto: /", "name: [", "name: x\nsteps: 3\n", "name: abc\nsteps: {a: b}\n", "\0", "steps:\n"]
)
def test_what_is_no_journey_at_all_is_told_without_a_crash(tmp_path: Path, text: str) -> None:
    path = tmp_path / "j.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(DefinitionErrors):
        load_journey(path)


def test_the_first_step_is_a_page() -> None:
    assert parse_journey("name: Look\nsteps:\n  - goto: /\n").journey.steps == (Goto(goto="/"),)
