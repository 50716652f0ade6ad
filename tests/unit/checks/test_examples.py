"""Every check proves itself on the examples beside it, and keeps the rules for checks."""

from __future__ import annotations

import pytest

from journeyaudit.definitions.examples import examples_path, load_examples
from journeyaudit.definitions.lint import lint
from journeyaudit.definitions.loader import collect_checks
from journeyaudit.definitions.shipped import folder
from journeyaudit.judge.examples import run_example
from journeyaudit.model.check import Check
from journeyaudit.model.example import Example

CHECKS, FAULTS = collect_checks([folder("checks")])
EXAMPLES = [
    pytest.param(check, example, id=f"{check.id}: {example.name}")
    for check, document in CHECKS.values()
    if examples_path(document.path).is_file()
    for example in load_examples(examples_path(document.path))
]


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_the_check_says_what_the_example_expects(check: Check, example: Example) -> None:
    assert run_example(check, example).complaint == ""


def test_no_shipped_check_breaks_the_rules_for_checks() -> None:
    assert [str(fault) for fault in lint([folder("checks")])] == []


def test_every_shipped_check_loads() -> None:
    assert FAULTS == []
    assert len(CHECKS) >= 20
