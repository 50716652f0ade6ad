"""`journeyaudit checks` from a consultant's chair, and the definitions that docs/writing-a-check.md prints."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from journeyaudit.cli import main
from journeyaudit.definitions.loader import check_files, load_checks
from journeyaudit.definitions.shipped import folder

GUIDE = Path(__file__).parents[3] / "docs" / "writing-a-check.md"
ID = "contact/trade-desk-phone"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["checks", *words])
    assert result.exit_code == status, result.output
    return result


def new() -> Path:
    run("new", ID, "--checks", "mine")
    return Path("mine", f"{ID}.yaml")


def test_the_check_and_the_examples_of_the_guide_hold() -> None:
    check = new()
    blocks = re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    check.write_text(blocks[0], encoding="utf-8")
    check.with_name("trade-desk-phone.test.yaml").write_text(blocks[2], encoding="utf-8")
    Path("mine/sources.yaml").write_text(blocks[1], encoding="utf-8")
    assert run("test", "--checks", "mine", ID).output == "3 examples of 1 check: 0 wrong, 0 missed as recorded\n"
    run("lint", "mine")


def test_the_list_names_every_check_and_its_claim() -> None:
    shipped = load_checks([folder("checks")])
    listed = json.loads(run("list", "--json").output)
    assert [check["id"] for check in listed] == [check.id for check in shipped]
    told = run("list").output
    assert [check.id for check in shipped if check.id not in told or check.title not in told] == []


def test_own_checks_are_listed_beside_the_shipped_ones() -> None:
    new()
    assert ID in [check["id"] for check in json.loads(run("list", "--json", "--checks", "mine").output)]


def test_showing_a_check_tells_its_sources_in_words() -> None:
    output = run("show", "contact/phone-near-at-hand").output
    assert "UIE" in output or "User Interface Engineering" in output
    assert "must never be judged alone" in output
    assert "examples (" in output


def test_an_unknown_id_is_answered_with_the_nearest_one() -> None:
    result = run("show", "contact/phone-neer-at-hand", status=2)
    assert 'write "contact/phone-near-at-hand"' in result.output


def test_a_new_check_is_valid_and_its_examples_hold_as_they_are() -> None:
    path = new()
    run("lint", "mine")
    run("test", "--checks", "mine", ID)
    first = path.read_text(encoding="utf-8").splitlines()[0]
    schema = path.parent / first.partition("$schema=")[2]
    assert schema.is_file()


def test_nothing_is_overwritten_by_a_new_check() -> None:
    path = new()
    before = path.read_bytes()
    assert "exists already" in run("new", ID, "--checks", "mine", status=2).output
    assert path.read_bytes() == before


@pytest.mark.parametrize("identity", ["trade", "Contact/Phone", "../contact/phone", "contact/phone.yaml", "/contact/phone"])
def test_an_id_that_cannot_be_one_writes_nothing(identity: str) -> None:
    assert "cannot be the id of a check" in run("new", identity, "--checks", "mine", status=2).output
    assert not Path("mine").exists()


def test_lint_tells_all_faults_at_once_and_ends_with_1() -> None:
    path = new()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("weight:", "wait:").replace("revision: 1", "revision: none"), encoding="utf-8")
    output = run("lint", "mine", status=1).output
    assert 'unknown key "wait"' in output
    assert 'the key "weight" is missing' in output
    assert '"revision" must be a whole number' in output
    assert output.count("what to do: ") == 3


def test_lint_of_one_file_tells_nothing_of_its_neighbours() -> None:
    path = new()
    path.with_name("broken.yaml").write_text("id: contact/broken\n", encoding="utf-8")
    run("lint", str(path))
    run("lint", "mine", status=1)


def test_lint_of_the_folder_of_one_area_looks_at_that_area_only() -> None:
    path = new()
    run("lint", str(path.parent))
    run("lint", str(folder("checks") / "contact"))


def test_a_wrong_example_is_told_and_ends_with_1() -> None:
    path = new()
    examples = path.with_name("trade-desk-phone.test.yaml")
    examples.write_text(
        '- {name: no number at all, outcome: passed, pages: {/: "<p>Welcome</p>"}}\n'
        '- {name: no page at all, outcome: untested, pages: {/: {fault: timeout}}}\n',
        encoding="utf-8",
    )  # fmt: skip
    output = run("test", "--checks", "mine", ID, status=1).output
    assert f"WRONG {ID}: no number at all\n      expected passed, the check says failed" in output
    assert "2 examples of 1 check: 1 wrong, 0 missed as recorded" in output


def test_a_known_miss_is_told_and_is_no_fault_until_the_check_gets_it_right() -> None:
    path = new()
    examples = path.with_name("trade-desk-phone.test.yaml")
    miss = "- {name: a number in words, outcome: %s, known_miss: true, reason: words are not read, pages: {/: <p>Welcome</p>}}\n"
    examples.write_text(miss % "passed", encoding="utf-8")
    assert f"known miss {ID}: a number in words" in run("test", "--checks", "mine", ID).output
    examples.write_text(miss % "failed", encoding="utf-8")
    assert "remove `known_miss`" in run("test", "--checks", "mine", ID, status=1).output


def test_an_example_that_names_no_control_of_its_page_is_told() -> None:
    path = new()
    examples = path.with_name("trade-desk-phone.test.yaml")
    page = '{html: "<button>Menu</button>", opened: [{control: Help, shows: hello}]}'
    examples.write_text(f"- {{name: no such control, outcome: passed, pages: {{/: {page}}}}}\n", encoding="utf-8")
    assert 'has no control named "Help"' in run("test", "--checks", "mine", ID, status=2).output


@pytest.mark.parametrize("name", ["check", "examples", "subject", "audit"])
def test_each_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(run("schema", name).output))


def test_the_schemas_accept_every_shipped_check_and_its_examples() -> None:
    check = Draft202012Validator(json.loads(run("schema", "check").output))
    examples = Draft202012Validator(json.loads(run("schema", "examples").output))
    for schema, paths in ((check, check_files(folder("checks"))), (examples, folder("checks").rglob("*.test.yaml"))):
        for path in paths:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            assert [error.message for error in schema.iter_errors(data)] == [], path


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("channel: phone", "channel: fone"), "fone"),
        (("name: clicks", "name: clickz"), "clickz"),
        (("channel: phone", "chanel: phone"), "chanel"),
        (("revision: 1", "revision: 0"), "0 is less than the minimum"),
    ],
)
def test_the_schema_of_a_check_knows_the_arguments_of_each_measure(change: tuple[str, str], told: str) -> None:
    text = new().read_text(encoding="utf-8")
    validator = Draft202012Validator(json.loads(run("schema", "check").output))
    assert not list(validator.iter_errors(yaml.safe_load(text)))
    errors = [error.message for error in validator.iter_errors(yaml.safe_load(text.replace(*change)))]
    assert any(told in error for error in errors), errors
