"""Staff are counted, never named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.cases.names import Names

STAFF = ("Dana Whitlock", "Marcus Oyelaran")


def test_each_person_has_a_letter_and_keeps_it() -> None:
    names = Names(STAFF)
    assert names.cover("Dana here. I asked Marcus Oyelaran. Yours, Dana Whitlock").text == (
        "Agent A here. I asked Agent B. Yours, Agent A"
    )


def test_a_name_in_an_address_is_covered_too() -> None:
    assert Names(STAFF).cover("Write to dana.whitlock@shop.example or dana@shop.example").text == (
        "Write to Agent A@shop.example or Agent A@shop.example"
    )


def test_a_word_that_holds_a_name_is_left_alone() -> None:
    assert Names(("Ann Lee",)).cover("Planning an annual fleet").text == "Planning an annual fleet"


def test_the_same_first_name_alone_is_the_same_person() -> None:
    assert Names(("Dana", "Dana Whitlock")).cover("Dana Whitlock, that is Dana").text == "Agent A, that is Agent A"


def test_without_staff_nothing_changes() -> None:
    assert Names(()).cover("Kind regards").text == "Kind regards"


@given(st.lists(st.sampled_from(["Dana Whitlock", "Marcus", " wrote to ", "Käse 42", "\n", "x"]), max_size=12), st.data())
def test_what_is_no_name_stays_where_it_is_said_to_be(parts: list[str], data: st.DataObject) -> None:
    text = "".join(f"{part}|" for part in parts)
    covered = Names(STAFF).cover(text)
    bars = [at for at, char in enumerate(text) if char == "|"]
    assert all(covered.text[covered.place(at)] == "|" for at in bars)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert 0 <= covered.place(start) <= covered.place(end) <= len(covered.text)
