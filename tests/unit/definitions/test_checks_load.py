"""A wrong definition tells every fault at once: where, what, and what would be right."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.definitions.loader import check_files, load_checks, read_check
from journeyaudit.definitions.locate import Document, parse
from journeyaudit.definitions.sources import load_rules
from journeyaudit.errors import DefinitionErrors
from journeyaudit.model.rule import Rule

GOOD = """\
id: contact/phone-near
revision: 1
title: A telephone number is near at hand
failure_title: The telephone number is {value} clicks away
why: A customer in a hurry wants to talk to a person.
area: contact
weight: 3
starts: [home]
measure: {name: clicks, args: {channel: phone}}
grading:
  steps:
    - {up_to: 2, score: 0.9}
    - {up_to: 5, score: 0.3}
pass_mark: 0.9
advice: Show the number on every page.
sources: [C13, OP]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "contact").mkdir()
    return tmp_path


def write(root: Path, text: str | bytes, name: str = "contact/phone-near.yaml") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(root: Path) -> list[str]:
    with pytest.raises(DefinitionErrors) as caught:
        load_checks([root])
    return [str(fault) for fault in caught.value.faults]


def only_fault(root: Path, text: str | bytes) -> str:
    write(root, text)
    found = faults(root)
    assert len(found) == 1, found
    return found[0].replace(str(root), "ROOT")


def test_a_sound_check_loads(root: Path) -> None:
    write(root, GOOD)
    (check,) = load_checks([root])
    assert (check.id, check.starts, check.measure.args, check.jurisdictions) == (
        "contact/phone-near", ("home",), {"channel": "phone"}, ("any",)
    )  # fmt: skip


def test_a_misspelt_key_is_shown_with_its_line_and_the_right_key(root: Path) -> None:
    text = GOOD.replace("starts: [home]\n", "").replace("advice:", "jurisdiction: [DE]\nadvice:")
    assert only_fault(root, text) == (
        "ROOT/contact/phone-near.yaml:14:1: JA104 unknown key \"jurisdiction\"\n"
        "    14 | jurisdiction: [DE]\n"
        "       | ^^^^^^^^^^^^\n"
        '  what to do: write "jurisdictions"'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "place", "message", "remedy"),
    [
        (("weight: 3\n", ""), ":1:1:", 'the key "weight" is missing', "add `weight: …`"),
        (("weight: 3", "weight: heavy"), ":7:9:", '"weight" must be a number, found "heavy"', "write a number"),
        (("weight: 3", "weight: 30"), ":7:9:", '"weight" must be at most 10, found "30"', "correct"),
        (("title: A tele", "title: 5\ntitel: A tele"), ":4:1:", 'unknown key "titel"', 'write "title"'),
        (("[home]", "[home, baskett]"), ":8:16:", 'cannot be "baskett"; it is one of: home', 'write "basket"'),
        (("name: clicks", "name: clickz"), ":9:17:", 'there is no measure "clickz"', 'write "clicks"'),
        (("channel: phone", "channel: fone"), ":9:41:", '"channel" cannot be "fone"', 'write "phone"'),
        (("channel: phone", "chanel: phone"), ":9:32:", 'unknown key "chanel"', 'write "channel"'),
        ((", args: {channel: phone}", ""), ":9:11:", 'the key "channel" is missing', "add `channel: …`"),
        (("up_to: 5, ", "up_to: five, "), ":13:15:", '"up_to" must be a number', "write a number"),
        (("up_to: 5, ", "upto: 5, "), ":13:8:", 'unknown key "upto"', 'write "up_to"'),
        (("up_to: 5", "up_to: 1"), ":13:15:", "steps must ascend: 1 does not come after 2", "sort"),
        (("up_to: 5", "up_to: nan"), ":13:15:", "steps must ascend", "sort"),
        (("[C13, OP]", "[C13, C77]"), ":16:16:", 'there is no rule "C77"', 'write "C7"'),
        (("advice:", "jurisdictions: [UK]\nadvice:"), ":15:17:", '"UK" is not a jurisdiction', "GB for the United Kingdom"),
        (
            ("id: contact/phone-near", "id: contact/phone-far"),
            ":1:5:",
            "does not say where the file is",
            "id: contact/phone-near",
        ),
        (("revision: 1", "revision: 1\nrevision: 2"), ":3:1:", 'the key "revision" is given twice (first on line 2)', "keep one"),
        (("revision: 1", "revision: !!python/object:os.system 1"), ":2:11:", "is not allowed", "remove the tag"),
        (("failure_title: The", "failure_title: [The"), ":", "not valid YAML", "check indentation"),
        (("starts: [home]", "\tstarts: [home]"), ":8:", "not valid YAML", "indent by spaces"),
        (("sources: [C13, OP]\n", "sources: C13\n"), ":16:10:", '"sources" must be a list, found "C13"', "write a list"),
        (("revision: 1", "? [a, b]\n: 1\nrevision: 1"), ":2:3:", "a key must be a word", "key: value"),
    ],
)
def test_each_fault_says_where_and_what_would_be_right(
    root: Path, change: tuple[str, str], place: str, message: str, remedy: str
) -> None:
    write(root, GOOD.replace(*change))
    told = "\n".join(faults(root))
    assert place in told
    assert message in told
    assert "what to do: " in told
    assert remedy in told


def test_all_faults_of_all_files_are_told_at_once_from_the_top_down(root: Path) -> None:
    write(root, GOOD.replace("weight: 3", "weight: 0").replace("revision: 1", "revision: x").replace("OP]", "ZZ]"))
    write(root, "id: contact/other\n", "contact/other.yaml")
    write(root, "", "contact/empty.yaml")
    found = faults(root)
    assert "empty.yaml:1:1" in found[0]
    assert sum("other.yaml:1:1" in fault for fault in found) == 11
    assert [fault.partition("near.yaml:")[2][:4] for fault in found if "phone-near" in fault] == ["2:11", "7:9:", "16:1"]


def test_a_curve_that_rises_is_a_fault(root: Path) -> None:
    text = GOOD[: GOOD.index("grading:")] + "grading: {p10: 12, median: 1}\n" + GOOD[GOOD.index("pass_mark") :]
    assert "p10 must be less than median" in only_fault(root, text)


def test_a_curve_is_judged_as_a_curve_and_not_as_wrong_steps(root: Path) -> None:
    text = GOOD[: GOOD.index("grading:")] + "grading: {p10: 12}\n" + GOOD[GOOD.index("pass_mark") :]
    assert 'the key "median" is missing' in only_fault(root, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("- a\n- b\n", "the file must be a mapping"),
        ("just words", "the file must be a mapping"),
        (b"id: caf\xe9\n", ":1:8: JA102 the file is not UTF-8: byte 0xe9"),
        (GOOD + "---\n" + GOOD, "keep one definition a file"),
        ("[" * 5000, "nested deeper than 40 levels"),
        ("a: " + "x" * 600_000, "a definition has at most 512000"),
        ("id: *nowhere\n", "not valid YAML"),
        ("id: a\x00b\n", "not valid YAML"),
        ("a: &a [*a]\n", "expands to more than"),
    ],
)
def test_files_that_are_no_definitions_are_told_plainly(root: Path, text: str | bytes, message: str) -> None:
    assert message in only_fault(root, text)


def test_aliases_of_aliases_do_not_expand_for_ever(root: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "expands to more than 50000 values" in only_fault(root, "\n".join(lines))


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_loads(root: Path) -> None:
    write(root, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert len(load_checks([root])) == 1


def test_norway_and_on_are_words_and_not_booleans(root: Path) -> None:
    write(root, GOOD.replace("advice:", "jurisdictions: [NO]\nadvice:"))
    assert load_checks([root])[0].jurisdictions == ("NO",)


def test_the_same_id_in_two_folders_is_a_fault_that_names_both(tmp_path: Path) -> None:
    write(tmp_path / "one", GOOD)
    write(tmp_path / "two", GOOD)
    with pytest.raises(DefinitionErrors) as caught:
        load_checks([tmp_path / "one", tmp_path / "two"])
    assert "two/contact/phone-near.yaml:1:5" in str(caught.value)
    assert "one/contact/phone-near.yaml" in str(caught.value)


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(DefinitionErrors, match="no such folder"):
        load_checks([tmp_path / "nowhere"])


def test_a_check_outside_an_area_folder_is_told_where_to_go(root: Path) -> None:
    write(root, GOOD, "phone-near.yaml")
    assert "a check must lie in a folder named after its area" in "".join(faults(root))


def test_examples_the_table_of_rules_and_hidden_folders_are_not_read_as_checks(root: Path) -> None:
    for name in ("contact/a.test.yaml", "sources.yaml", ".schema/b.yaml", "contact/note.md"):
        write(root, "nonsense: 1", name)
    path = write(root, GOOD)
    assert check_files(root) == [path]


def test_rules_of_an_own_folder_may_be_cited_there(root: Path) -> None:
    rule = "{id: X1, source: House rules, force: convention, mark: P, checked: 2026-01-01, requirement: Answer at once.}"
    write(root, f"rules: [{rule}]", "sources.yaml")
    write(root, GOOD.replace("OP]", "X1]"))
    assert load_checks([root])[0].sources == ("C13", "X1")


def test_an_own_folder_cannot_rewrite_a_shipped_rule(root: Path) -> None:
    rule = "{id: C1, source: House rules, force: law, mark: P, checked: 2026-01-01, requirement: Whatever we like.}"
    write(root, f"rules: [{rule}]", "sources.yaml")
    with pytest.raises(DefinitionErrors, match='the rule "C1" exists already'):
        load_rules([root])


def test_every_row_of_the_rules_has_its_record() -> None:
    rows = {*(f"C{n}" for n in range(1, 17)), *(f"D{n}" for n in range(1, 20)), *(f"F{n}" for n in range(1, 8))}
    rows |= {*(f"R{n}" for n in range(1, 13)), "E", "S", "OP"}
    assert set(load_rules()) == rows


@cache
def rules() -> dict[str, Rule]:
    return load_rules()


def told(text: str) -> Document:
    document = parse(Document(Path("/checks/contact/x.yaml"), text=text))
    read_check(document, Path("/checks"), rules())
    return document


WORDS = st.sampled_from(["clicks", "phone", "OP", "&a", "*a"])
KNOWN = [line.partition(":")[0] for line in GOOD.splitlines() if line[0] != " "]
KEYS = st.sampled_from([*KNOWN, "<<", "jurisdictions", "?"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | WORDS
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=6), inner, max_size=6)
)


@given(st.text(max_size=200) | st.text(alphabet=" \n\t:-[]{},&*!|>'\"#%@`?<abc01.", max_size=80))
def test_no_text_whatever_makes_the_loader_crash(text: str) -> None:
    assert told(text).faults


@given(st.dictionaries(KEYS, TREES, max_size=8))
def test_no_values_whatever_under_the_right_keys_make_the_loader_crash(tree: dict[str, object]) -> None:
    document = told(json.dumps(tree, allow_nan=False) if _finite(tree) else str(tree))
    assert all(fault.where.startswith("/checks/contact/x.yaml:") for fault in document.faults)


def _finite(value: object) -> bool:
    if isinstance(value, float):
        return value == value and abs(value) != float("inf")
    if isinstance(value, dict):
        return all(_finite(one) for one in value.values())
    return all(_finite(one) for one in value) if isinstance(value, list) else True


@given(st.sampled_from(GOOD.splitlines()), st.text(max_size=20))
def test_any_line_of_a_check_may_be_replaced_by_anything(line: str, other: str) -> None:
    told(GOOD.replace(line, other))
