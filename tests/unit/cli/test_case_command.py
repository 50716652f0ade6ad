"""`journeyaudit case …` as it is typed, on a Maildir."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeyaudit.cases.store import CaseStore
from journeyaudit.cli import main
from journeyaudit.evidence.reader import Run
from journeyaudit.model.case import Closed, Noted
from journeyaudit.model.journal import Enquiry
from tests.unit.cases.given import mail_of
from tests.unit.casework.worlds import deliver, opened_case, received

SUBJECT = """
name: Shop
origins: [https://www.shop.example]
enquiries:
  address: jo@shopper.example
  mailbox: maildir:{mailbox}
"""
ANSWER = mail_of(
    "\x1b[31mRe\x1b[0m: Where is my parcel?",
    "Dear Jo,\n\nI have looked into Q7XK2M: your parcel \x1b[2Jcomes on Friday.\n\nKind regards,\nAnn Blake\n",
    sender="Ann Blake <ann.blake@mail.shop.example>",
)


class World:
    """A folder of cases with one that is open, a Maildir with an answer, and the subject file that names it."""

    def __init__(self, folder: Path) -> None:
        self.cases, self.mailbox, self.subject = folder / "cases", folder / "Maildir", folder / "shop.yaml"
        self.store = CaseStore.open(self.cases)
        opened_case(self.store)
        deliver(self.mailbox, ANSWER, 1)
        self.subject.write_text(SUBJECT.format(mailbox=self.mailbox), "utf-8")

    def run(self, *words: object) -> Result:
        return CliRunner().invoke(main, ["case", *map(str, words), "--cases", str(self.cases)])

    def poll(self, *words: str) -> Result:
        return self.run("poll", "--subject", self.subject, *words)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_poll_tells_what_is_new_and_then_that_nothing_is(world: World) -> None:
    first, second = world.poll(), world.poll()

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "c1  2026-03-02T10:00:00+00:00" in first.stdout
    assert "by its token" in first.stdout
    assert second.stdout == ""
    assert "0 new mails looked at" in second.stderr


def test_a_poll_tells_a_program_in_json(world: World) -> None:
    told = json.loads(world.poll("--json").stdout)

    assert [(found["case_id"], found["by"], found["junk"]) for found in told["arrivals"]] == [("c1", "token", False)]
    assert (told["held"], told["looked_at"]) == ([], 1)


def test_what_a_mail_says_does_not_steer_the_terminal(world: World) -> None:
    polled = world.poll()

    assert "\x1b" not in polled.stdout + world.run("show", "c1").stdout


def test_a_case_is_shown_without_naming_who_answered(world: World) -> None:
    world.poll()

    told = world.run("show", "c1").stdout + world.run("show", "c1", "--json").stdout

    assert "reply" in told
    assert "blake" not in told.lower()


def test_cases_are_listed(world: World) -> None:
    world.poll()

    told = world.run("list").stdout
    listed = json.loads(world.run("list", "--json").stdout)["cases"]

    lines = told.splitlines()
    assert lines[0].startswith("c1  Shop: ")
    assert ": answered" in lines[1]
    assert lines[1].endswith(", 1 mail")
    assert max(map(len, lines)) <= 80
    assert [(case["id"], case["state"], case["mails"]) for case in listed] == [("c1", "answered", 1)]


def test_a_note_is_kept_with_its_moment_in_the_companys_time(world: World) -> None:
    told = world.run("note", "c1", "called_back", "A man, friendly", "--at", "2026-03-30T10:00")

    assert told.exit_code == 0
    note = next(event for event in world.store.case("c1").events if isinstance(event, Noted))
    assert (note.what, note.text, note.at) == ("called_back", "A man, friendly", "2026-03-30T09:00:00+00:00")


@pytest.mark.parametrize("at", ["yesterday", "2026-03-01T10:00", "2126-03-01T10:00"])
def test_a_note_of_no_moment_or_one_before_the_case_or_ahead_is_refused(world: World, at: str) -> None:
    told = world.run("note", "c1", "refunded", "--at", at)

    assert (told.exit_code, "JA132" in told.stderr) == (2, True)


def test_a_case_is_closed_once(world: World) -> None:
    first, second = world.run("close", "c1", "--why", "The refund came"), world.run("close", "c1")

    assert ("is closed" in first.stdout, "was closed before" in second.stdout) == (True, True)
    assert [event.why for event in world.store.case("c1").events if isinstance(event, Closed)] == ["The refund came"]


def test_a_held_mail_is_given_to_a_case_by_hand(world: World) -> None:
    opened_case(world.store, "Other", token="W9FR4T")
    deliver(world.mailbox, mail_of("Q7XK2M or W9FR4T", sender="desk@vendor.example", message_id="<h@v>"), 2)
    world.poll()
    artifact = world.store.held()[0].artifact

    assert artifact[:12] in world.run("list").stdout
    assert world.run("take", "c2", artifact[:12]).exit_code == 0
    assert [event.matched_by for event in received(world.store.case("c2"))] == ["person"]
    assert world.run("take", "c2", artifact[:12]).exit_code == 2


def test_cases_are_exported_into_a_run_that_needs_no_store(world: World, tmp_path: Path) -> None:
    world.poll()
    out = tmp_path / "run"

    told = world.run("export", "c1", "--out", out, "--subject", world.subject)
    again = world.run("export", "c1", "--run", out)

    assert (told.exit_code, again.exit_code) == (0, 0)
    assert "there already as they stand" in again.stdout
    run = Run.open(out)
    case = next(record.case for record in run.records if isinstance(record, Enquiry))
    assert [run.mail(event.artifact) for event in received(case)] == [ANSWER]
    assert run.verify() == ()


def test_a_case_that_went_on_is_exported_again(world: World, tmp_path: Path) -> None:
    out = tmp_path / "run"
    world.run("export", "c1", "--out", out, "--subject", world.subject)
    world.poll()
    world.run("export", "c1", "--run", out)

    cases = [record.case for record in Run.open(out).records if isinstance(record, Enquiry)]
    assert [len(received(case)) for case in cases] == [0, 1]


def test_a_damaged_mail_in_a_run_is_told(world: World, tmp_path: Path) -> None:
    world.poll()
    world.run("export", "c1", "--out", tmp_path / "run", "--subject", world.subject)
    next((tmp_path / "run").glob("artifacts/*/*.eml.gz")).write_bytes(b"other")

    assert [damage.why for damage in Run.open(tmp_path / "run").verify()] == ["changed"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "c9"), "JA423 there is no case 'c9'"),
        (("note", "c1", "danced"), "danced"),
        (("export", "c1", "--out", "/tmp/never"), "--subject"),
        (("export", "c1"), "--run"),
        (("take", "c1", "ffff"), "no held mail begins"),
    ],
)
def test_what_cannot_be_done_is_told_with_what_to_do(world: World, words: tuple[str, ...], said: str) -> None:
    told = world.run(*words)

    assert (told.exit_code, said in told.stderr) == (2, True), told.stderr


def test_a_folder_without_cases_is_told_and_not_made(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["case", "list", "--cases", str(tmp_path / "none")])

    assert (told.exit_code, "JA423" in told.stderr) == (2, True)
    assert not (tmp_path / "none").exists()


def test_a_subject_without_a_mailbox_is_told(world: World) -> None:
    world.subject.write_text("name: Shop\norigins: [https://www.shop.example]\n", "utf-8")

    told = world.poll()

    assert (told.exit_code, "JA135" in told.stderr) == (2, True)
