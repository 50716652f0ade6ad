"""The rules for checks: each sound check passes them all, each breach is told at its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyaudit.definitions.lint import lint

CHECK = """\
id: contact/phone-near
revision: 1
title: A telephone number is near at hand
failure_title: The telephone number is {value} clicks away
why: A customer in a hurry wants to talk to a person.
area: contact
weight: 3
measure: {name: clicks, args: {channel: phone}}
grading:
  steps: [{up_to: 2, score: 0.9}, {up_to: 5, score: 0.3}]
pass_mark: 0.9
advice: Show the number on every page.
sources: [C13, OP]
"""
COMPANION = """\
id: contact/form-alone
revision: 1
title: A form is not the only way to write
failure_title: A form is the only way to write
why: A customer wants to keep a copy of what was written.
area: contact
weight: 1
measure: {name: form-only}
grading:
  steps: [{up_to: 0, score: 1}]
pass_mark: 1
advice: Name an address beside the form.
sources: [C13]
"""
EXAMPLES = """\
- {name: a number, outcome: passed, pages: {/: nothing}}
- {name: no number, outcome: failed, pages: {/: nothing}}
- {name: no page, outcome: untested, pages: {/: {fault: timeout}}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "contact").mkdir()
    for name, text in (("phone-near", CHECK), ("form-alone", COMPANION)):
        (tmp_path / f"contact/{name}.yaml").write_text(text, encoding="utf-8")
        (tmp_path / f"contact/{name}.test.yaml").write_text(EXAMPLES, encoding="utf-8")
    return tmp_path


def change(root: Path, old: str, new: str, name: str = "phone-near.yaml") -> list[str]:
    path = root / "contact" / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return [str(fault).replace(f"{root}/contact/", "") for fault in lint([root])]


def test_a_check_that_keeps_every_rule_has_no_fault(root: Path) -> None:
    assert lint([root]) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("near at hand", "near at hand.", "3:8", '"title" is a claim and ends without a mark'),
        ("A telephone", "a telephone", "3:8", '"title" begins with a small letter'),
        ("The telephone number is {value} clicks away", "A telephone number is near at hand", "4:16", "same words as a pass"),
        ("a person.", "a person", "5:6", '"why" is not a whole sentence'),
        ("Show the", "The", "12:9", 'begins with "the", which is not something to do'),
        ("Show the", "Showing the", "12:9", 'begins with "showing"'),
        ("{value}", "{clicks}", "4:16", "{clicks} stands for nothing"),
        ("weight: 3", "weight: 3.37", "7:9", "a precision that nobody can defend"),
        ("pass_mark: 0.9", "pass_mark: 0.95", "11:12", "no value can reach the pass mark"),
        ("pass_mark: 0.9", "pass_mark: 0", "11:12", "the check never fails"),
        ("up_to: 5, score: 0.3", "up_to: 5, score: 0.95", "10:10", "the scores go up and down"),
        ("[C13, OP]", "[C13, C2]\njurisdictions: [FR]", "13:16", "C2 holds in DE only"),
        ("[C13, OP]", "[C4]", "13:10", "no rule cited holds in any"),
        ("[C13, OP]", "[C4]\njurisdictions: [EU, GB]", "13:10", "no rule cited holds in GB"),
        ("[C13, OP]", "[OP]\njurisdictions: [any, DE]", "14:16", "`any` includes every other"),
        (
            "A telephone number is near at hand",
            "A form is not the only way to write",
            "3:8",
            "contact/form-alone has the same title",
        ),
        ("area: contact", "area: reach", "6:7", 'the area "reach" is graded by clicks alone'),
    ],
)
def test_each_breach_is_told_at_its_key(root: Path, old: str, new: str, place: str, message: str) -> None:
    (fault,) = change(root, old, new)
    assert fault.startswith(f"phone-near.yaml:{place}: JA120 ")
    assert message in fault
    assert "what to do: " in fault


@pytest.mark.parametrize(
    "cited", ["[C4]\njurisdictions: [EU]", "[C4]\njurisdictions: [FR, AT]", "[C2, C4]\njurisdictions: [EU]", "[D10, OP]"]
)
def test_a_rule_may_be_cited_where_it_holds(root: Path, cited: str) -> None:
    assert change(root, "[C13, OP]", cited) == []


def test_a_check_without_examples_is_told(root: Path) -> None:
    (root / "contact/phone-near.test.yaml").unlink()
    (fault,) = lint([root])
    assert "the check has no examples" in str(fault)


@pytest.mark.parametrize(
    ("outcome", "missing"),
    [("passed", "passed"), ("failed", "failed"), ("untested", "one of cant_tell, inapplicable, untested")],
)
def test_examples_show_a_pass_a_failure_and_a_third_outcome(root: Path, outcome: str, missing: str) -> None:
    other = "failed" if outcome == "passed" else "passed"
    (fault,) = change(root, f"outcome: {outcome}", f"outcome: {other}", "phone-near.test.yaml")
    assert f"no example with the outcome: {missing}" in fault


def test_a_known_miss_proves_nothing(root: Path) -> None:
    miss = "outcome: failed, known_miss: true, reason: not read yet"
    (fault,) = change(root, "outcome: failed", miss, "phone-near.test.yaml")
    assert "no example with the outcome: failed" in fault


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("name: no number", "name: a number", "2:10", 'the name "a number" is given twice'),
        ("outcome: failed", "outcome: fail", "2:30", '"outcome" cannot be "fail"; it is one of: passed, failed'),
        ("{fault: timeout}", "{fualt: timeout}", "3:50", 'unknown key "fualt"'),
        ("{fault: timeout}", "{html: a, fault: timeout}", "3:49", "give exactly one of `html`, `redirect` and `fault`"),
        ("outcome: failed", "outcome: failed, known_miss: true", "2:3", "a known miss needs a `reason`"),
        (
            "outcome: failed",
            "outcome: failed, starts: {home: /x}",
            "2:3",
            "the start page home is /x, which is not among the pages",
        ),
        ("outcome: failed", "outcome: failed, starts: {hone: /}", "2:47", 'this key cannot be "hone"'),
    ],
)
def test_faults_of_examples_are_told_at_their_place(root: Path, old: str, new: str, place: str, message: str) -> None:
    faults = change(root, old, new, "phone-near.test.yaml")
    assert message in "\n".join(faults)
    assert f"phone-near.test.yaml:{place}" in "\n".join(faults)


def test_examples_of_no_check_are_told(root: Path) -> None:
    (root / "contact/phone-near.yaml").unlink()
    (fault,) = lint([root])
    assert "examples of a check that does not exist" in str(fault)
