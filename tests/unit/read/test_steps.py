"""Steps of a journey: variables filled in, told in words, judged by what a customer sees, and the nearest to what is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.errors import DefinitionError
from journeyaudit.model.journey import Click, Condition, Expect, Fill, Goto, Press, Step, Target
from journeyaudit.model.snapshot import Field, Snapshot
from journeyaudit.read.journey.candidates import nearest_controls, nearest_texts
from journeyaudit.read.journey.conditions import counted, is_at, occurrences, shortcoming
from journeyaudit.read.journey.steps import filled, told
from journeyaudit.read.markup import snapshot_of_html

PAGE = snapshot_of_html(
    "<header><a href=/basket>Basket</a><a href=/help>Help</a></header><main><h1>Copier paper</h1><p>£4.20 a ream</p>"
    "<p>Free  next day\n delivery on <b>all</b> orders</p><form><label>Postcode <input name=p></label>"
    "<label>Country <select name=c><option>UK</option></select></label>"
    "<button>Add to basket</button></form><button>Choose</button></main>",
    "https://shop.example/paper?size=a4",
)


def test_variables_are_filled_in_wherever_a_step_says_something() -> None:
    step = Fill(fill=Target(label="{{ label }}", inside=Target(css="#{{id}}")), value="{{a}}-{{a}}", title="{{a}}")
    assert filled(step, {"label": "Postcode", "id": "x", "a": "1"}) == Fill(
        fill=Target(label="Postcode", inside=Target(css="#x")), value="1-1", title="1"
    )


@given(st.text(max_size=40))
def test_a_value_is_never_filled_in_twice(value: str) -> None:
    step = filled(Fill(fill="Note", value="{{a}}"), {"a": value, "b": "no"})
    assert isinstance(step, Fill)
    assert step.value == value


@pytest.mark.parametrize("values", [{}, {"name": ""}])
def test_a_step_that_says_nothing_any_more_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(DefinitionError, match="JA151"):
        filled(Click(click="{{name}}"), values)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Goto(goto="/a"), "go to /a"),
        (Click(click="Add"), "click “Add”"),
        (Click(click=Target(role="button", name="Add", nth=2)), "click button “Add” (the number 2 of them)"),
        (Press(press="Enter", at=Target(label="Search")), "press Enter on the field labelled “Search”"),
        (
            Click(click=Target(role="link", inside=Target(role="listitem", having="Cream"))),
            "click link inside listitem with “Cream”",
        ),
        (Expect(expect=Condition(text="free", absent=True)), "expect no text “free”"),
        (Expect(expect=Condition(control="Add", count=2)), "expect 2 × “Add”"),
        (Expect(expect=Condition(url="/a", absent=True)), "expect another page than /a"),
    ],
)
def test_a_step_is_told_in_words(step: Step, words: str) -> None:
    assert told(step) == words


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ("/paper", True),
        ("/paper?size=a4", True),
        ("/paper?size=a3", False),
        ("/pap*", True),
        ("*size=a4", False),
        ("/paper?*", True),
        ("https://shop.example/paper", True),
        ("https://*/paper", True),
        ("/", False),
        ("/pape", False),
    ],
)
def test_a_page_is_told_by_path_or_address(wanted: str, holds: bool) -> None:
    assert is_at("https://shop.example/paper?size=a4#top", wanted) is holds


def test_text_is_found_across_spacing_case_and_inline_markup() -> None:
    assert occurrences(PAGE, "free next day delivery on ALL orders") == 1
    assert occurrences(PAGE, "next week") == 0


def _missing(condition: Condition, snapshot: Snapshot = PAGE) -> str:
    found = counted(condition, snapshot)
    assert found is not None
    return shortcoming(condition, found, snapshot)


def test_what_is_not_as_expected_is_said() -> None:
    assert _missing(Condition(text="Copier paper")) == ""
    assert _missing(Condition(text="Laser paper")) == "the text is not there"
    assert _missing(Condition(text="Copier paper", absent=True)) == "the text is there"
    assert _missing(Condition(text="Copier paper", count=2)) == "the text is there once, not twice"
    assert _missing(Condition(url="/basket")) == "the page is https://shop.example/paper?size=a4"
    assert _missing(Condition(url="/basket", absent=True)) == ""


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("Add to cart", "button “Add to basket”"),
        ("Add to the basket", "button “Add to basket”"),
        (Target(role="link", name="Baskets"), "link “Basket”"),
        (Target(label="Post code"), "textbox “Postcode”"),
        (Target(label="Countries"), "combobox “Country”"),
        (Target(role="button"), "button “Add to basket”"),
    ],
)
def test_the_nearest_controls_are_named_best_first(wanted: str | Target, first: str) -> None:
    assert nearest_controls(PAGE, wanted)[0] == first


def test_where_nothing_is_alike_nothing_is_named() -> None:
    assert nearest_controls(PAGE, "Xylophone") == ()
    assert nearest_controls(PAGE, Target(css=".x")) == ()


def test_fields_outside_forms_are_candidates_too() -> None:
    assert nearest_controls(PAGE, "Quantities", [Field(type="number", label="Quantity")])[0] == "spinbutton “Quantity”"


def test_the_nearest_texts_are_named() -> None:
    assert nearest_texts(PAGE, "£4.50 a ream")[0] == "“£4.20 a ream”"


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_wording_breaks_the_search_for_what_is_near(wanted: str, other: str) -> None:
    snapshot = snapshot_of_html(f"<button>{other}</button>")
    assert len(nearest_controls(snapshot, wanted or "x")) <= 5
    assert len(nearest_texts(snapshot, wanted)) <= 3
