"""Scenario files: every fault is told where it stands, and the loader of checks leaves them alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from journeyaudit.definitions.loader import check_files, load_checks
from journeyaudit.definitions.scenarios import find_scenario, lint_scenarios, load_scenario, load_scenarios
from journeyaudit.definitions.schema import schema
from journeyaudit.definitions.shipped import folder
from journeyaudit.errors import DefinitionError, DefinitionErrors

GOOD = """id: late
title: A parcel that is late
persona: {first_name: Ada, last_name: Marsh}
wanted: redelivery
resolution: The parcel has come.
channels: [email]
facts:
  order_number: "1234"
letters:
  en:
    subject: Order {{ order_number }} (my ref. {{ token }})
    body: |
      Hello,

      my order {{ order_number }} is late.
closings:
  en:
    subject: Thank you (my ref. {{ token }})
    body: |
      Thank you, I need nothing more.
"""


def written(folder: Path, text: str, name: str = "late") -> Path:
    path = folder / "followup" / "scenarios" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def faults(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = written(tmp_path, text)
    with pytest.raises(DefinitionErrors) as told:
        load_scenario(path)
    return [str(fault).replace(f"{path}:", "") for fault in told.value.faults]


def test_a_sound_scenario_loads(tmp_path: Path) -> None:
    scenario = load_scenario(written(tmp_path, GOOD))
    assert (scenario.id, scenario.facts) == ("late", {"order_number": "1234"})


def test_the_issues_five_scenarios_ship_in_six_languages() -> None:
    found = load_scenarios()
    assert {"charged-twice", "parcel-not-there", "late-for-the-job", "uncut-button-holes", "product-question"} <= found.keys()
    assert all({"en", "de", "fr", "es", "it", "nl"} <= s.letters.keys() & s.closings.keys() for s in found.values())


def test_scenarios_are_no_checks() -> None:
    assert not any("scenarios" in path.parts for path in check_files(folder("checks")))
    load_checks((folder("checks"),))


def test_an_unknown_name_in_a_letter_is_told_at_its_line_and_column(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, ("my order {{ order_number }} is", "my order {{ order_numbr }} is"))
    assert told.startswith('15:19: JA162 the letter names "order_numbr"')
    assert 'write "order_number"' in told


def test_a_broken_template_is_told_at_its_line(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, ("my order {{ order_number }} is", "my order {{ order_number is"))
    assert told.startswith("15:7: JA162 the letter is not a valid template")


def test_a_filter_that_does_not_exist_is_told(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, ("my order {{ order_number }} is", "my order {{ order_number | date }} is"))
    assert "date" in told
    assert told.startswith("15:")


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        ("id: late", "id: later"),
        ("channels: [email]", "channels: [email, email]"),
        ("Thank you (my ref. {{ token }})", "Thank you"),
        ("facts:\n", "facts:\n  token: abc\n"),
    )
    assert [line.split(": ")[0] for line in found] == ["1:5", "6:19", "8:3", "18:3"]


def test_a_letter_without_the_way_to_close_it_is_a_fault(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, ("closings:\n  en:", "closings:\n  de:"))
    assert "there is no closing letter for en" in told


def test_a_fact_to_be_real_must_be_a_fact(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, ("letters:\n", "real_facts: [order]\nletters:\n"))
    assert '"order" is no fact of the scenario' in told


def test_an_unknown_scenario_gets_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="charged-twice"):
        find_scenario("charged-twise")
    assert find_scenario(str(written(tmp_path, GOOD))).id == "late"
    assert find_scenario("late", (tmp_path,)).id == "late"


def test_two_scenarios_of_one_name_are_a_fault(tmp_path: Path) -> None:
    written(tmp_path, GOOD.replace("id: late", "id: charged-twice"), "charged-twice")
    with pytest.raises(DefinitionErrors, match="charged-twice"):
        load_scenarios((tmp_path,))


def test_lint_finds_faults_of_scenarios(tmp_path: Path) -> None:
    written(tmp_path, GOOD.replace("wanted: redelivery", "wanted: money"))
    (told,) = lint_scenarios((tmp_path,))
    assert ":4:9" in told.where


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    validator = Draft202012Validator(schema("scenario", {}))
    assert not list(validator.iter_errors(load_scenarios()["charged-twice"].model_dump(mode="json")))
