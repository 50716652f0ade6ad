"""What the judge makes of a measurement, with a measure that says what it is told."""

from __future__ import annotations

from typing import Any

import pytest

from journeyaudit.judge.judge import judge
from journeyaudit.judge.measures import MEASURES, Measure, MeasuredCell, Measurement
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence, Finding
from journeyaudit.model.strict import Strict
from journeyaudit.model.subject import Subject


class Nothing(Strict):
    """No arguments."""


def check(identity: str = "contact/told", **changes: Any) -> Check:
    fields: dict[str, Any] = {
        "id": identity, "revision": 2, "title": "The thing is near", "failure_title": "The thing is {value} away from {worst}",
        "why": "Because customers look for the thing.", "area": "contact", "weight": 2, "measure": {"name": "told"},
        "grading": {"steps": [{"up_to": 1, "score": 1}, {"up_to": 3, "score": 0.6}], "beyond": 0.1}, "pass_mark": 0.9,
        "advice": "Move {short} of {cells} nearer.", "sources": ["OP"],
    }  # fmt: skip
    return Check.model_validate(fields | changes)


def facts(country: str | None = "GB") -> SiteFacts:
    return SiteFacts(subject=Subject(name="Shop", origins=("https://shop.example",), country=country))


def told(monkeypatch: pytest.MonkeyPatch, measurement: Measurement, **changes: Any) -> Finding:
    monkeypatch.setitem(MEASURES, "told", Measure("told", Nothing, lambda *_: measurement, "Says what it is told."))
    return judge([check(**changes)], facts())[0]


def cell(label: str, value: float | None, quote: str = "") -> MeasuredCell:
    return MeasuredCell(label, value, f"{label} is so", (Evidence(url="https://shop.example/", quote=quote or label),))


def test_one_bad_start_page_is_not_averaged_away(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(monkeypatch, Measurement("measured", (cell("home", 0), cell("basket", 2), cell("help", 1))))
    assert (found.outcome, found.score, found.value) == ("failed", 0.8667, 2)
    assert found.headline == "The thing is 2 away from basket"
    assert found.reason == "basket is so"
    assert found.advice == "Move 1 of 3 nearer."


def test_a_check_passes_if_every_cell_reaches_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(monkeypatch, Measurement("measured", (cell("home", 0), cell("help", 1))))
    assert (found.outcome, found.score, found.headline) == ("passed", 1.0, "The thing is near")


def test_the_proof_of_the_worst_cell_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(monkeypatch, Measurement("measured", (cell("home", 0), cell("basket", None), cell("help", 1, "home"))))
    assert [one.quote for one in found.evidence] == ["basket", "home"]
    assert [one.label for one in found.cells] == ["home", "basket", "help"]


def test_of_two_equally_poor_cells_the_farther_one_is_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(monkeypatch, Measurement("measured", (cell("home", 6), cell("basket", 9), cell("help", 7))))
    assert found.headline == "The thing is 9 away from basket"


def test_where_more_is_better_the_smallest_value_is_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
    more = {"steps": [{"up_to": 5, "score": 0.2}], "beyond": 1}
    found = told(monkeypatch, Measurement("measured", (cell("home", 4), cell("basket", 3), cell("help", 9))), grading=more)
    assert (found.value, found.outcome) == (3, "failed")


def test_an_absent_thing_is_told_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(monkeypatch, Measurement("measured", (cell("home", None),)))
    assert (found.headline, found.value, found.score) == ("The thing is none away from home", None, 0.0)


@pytest.mark.parametrize("status", ["cant_tell", "untested", "inapplicable"])
def test_what_is_not_measured_is_neither_pass_nor_fail(monkeypatch: pytest.MonkeyPatch, status: Any) -> None:
    found = told(monkeypatch, Measurement(status, reason="The page did not load."))
    assert (found.outcome, found.score, found.value, found.reason) == (status, None, None, "The page did not load.")
    assert found.headline == "The thing is near"


def test_braces_in_a_label_are_not_read_as_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(monkeypatch, Measurement("measured", (cell("{value}{check.why}", 9),)))
    assert found.headline == "The thing is 9 away from {value}{check.why}"


@pytest.mark.parametrize(
    ("jurisdictions", "country", "reached"),
    [
        (("any",), None, True), (("DE",), "DE", True), (("DE",), "AT", False), (("DE",), None, False), (("EU",), "IE", True),
        (("EU",), "GB", False), (("EU", "GB"), "GB", True), (("EU",), "GR", True), (("EU",), "CH", False),
        (("US-CA",), "US", True), (("US-CA",), "GB", False), (("US-CA",), None, False),
    ],
)  # fmt: skip
def test_a_law_reaches_only_its_own_countries(
    monkeypatch: pytest.MonkeyPatch, jurisdictions: tuple[str, ...], country: str | None, reached: bool
) -> None:
    near = Measure("told", Nothing, lambda *_: Measurement("measured", (cell("home", 0),)), "Near.")
    monkeypatch.setitem(MEASURES, "told", near)
    found = judge([check(jurisdictions=jurisdictions)], facts(country))[0]
    assert found.outcome == ("passed" if reached else "inapplicable")
    assert bool(found.reason)


def test_a_crashing_measure_names_its_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> Measurement:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setitem(MEASURES, "told", Measure("told", Nothing, crash, "Crashes."))
    with pytest.raises(ZeroDivisionError) as caught:
        judge([check()], facts())
    assert caught.value.__notes__ == ["while judging the check contact/told"]


def test_measuring_nothing_without_a_reason_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="told measured nothing"):
        told(monkeypatch, Measurement("measured"))


def test_findings_come_in_the_order_of_ids_whatever_the_order_of_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        MEASURES, "told", Measure("told", Nothing, lambda *_: Measurement("measured", (cell("home", 3),)), "Told.")
    )
    checks = [check("b/two"), check("a/one"), check("a/three")]
    found = judge(checks, facts())
    assert [one.check for one in found] == ["a/one", "a/three", "b/two"]
    assert found == judge(list(reversed(checks)), facts())
