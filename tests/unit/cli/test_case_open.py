# ruff: noqa: E501 - a form is easier to read in one line
"""`case open`: shows everything, sends nothing without permission and --send, and never sends twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import yaml

from journeyaudit.cases.store import CaseStore
from journeyaudit.model.case import Sent, Stopped
from tests.browser.pages import serving
from tests.mail.post import Post, post_office

FACTS = {"order_number": "GT-5521", "order_date": "2026-11-09", "item": "Lyra 20", "amount": "12.50 GBP"}
OWNER = {"granted_by": "The owner of the shop", "send_enquiries": True}


def subject_file(folder: Path, port: int = 1, **more: object) -> Path:
    enquiries = {
        "address": "ada+{token}@marsh.example", "email": "help@shop.example", "mailbox": f"maildir:{folder}/mail",
        "smtp": f"smtp://127.0.0.1:{port}", "facts": FACTS,
    }  # fmt: skip
    told = {"name": "Shop", "origins": ["http://127.0.0.1:9"], "permission": OWNER, "enquiries": enquiries} | more
    path = folder / "subject.yaml"
    path.write_text(yaml.safe_dump({key: value for key, value in told.items() if value is not None}), "utf-8")
    return path


def command(folder: Path, *words: str) -> Sequence[str]:
    subject = str(folder / "subject.yaml")
    return [sys.executable, "-m", "journeyaudit", "case", "open", "charged-twice", "--subject", subject, "--channel", "email",
            "--cases", str(folder / "cases"), *words]  # fmt: skip


def opened(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(folder, *words), capture_output=True, text=True, check=False)


def test_without_send_all_is_shown_and_nothing_leaves(tmp_path: Path) -> None:
    post = Post()
    with post_office(post) as port:
        subject_file(tmp_path, port)
        shown = opened(tmp_path)
    assert shown.returncode == 0
    assert all(
        word in shown.stdout for word in ("help@shop.example", "GT-5521", "£12.50", "My reference: HW-", f"maildir:{tmp_path}")
    )
    assert "Add --send" in shown.stdout
    assert (post.spoke, (tmp_path / "cases").exists()) == (0, False)


def test_with_permission_and_send_one_letter_leaves_and_a_case_is_open(tmp_path: Path) -> None:
    post = Post()
    with post_office(post) as port:
        subject_file(tmp_path, port)
        done = opened(tmp_path, "--send")
    assert done.returncode == 0, done.stderr
    (envelope,) = post.taken
    mail = message_from_bytes(envelope.content, policy=default)
    (case,) = CaseStore.open(tmp_path / "cases").cases()
    (sent,) = case.events
    assert isinstance(sent, Sent)
    assert envelope.mail_from == f"ada+{case.token.lower()}@marsh.example"
    assert case.token in mail["Subject"]
    assert case.token.lower() in mail["Message-ID"]
    assert mail["Message-ID"] == f"<{sent.message_id}>"
    kept = message_from_bytes(CaseStore.open(tmp_path / "cases").read(sent.artifact), policy=default)
    assert kept.get_content().replace("\r\n", "\n") == mail.get_content().replace("\r\n", "\n")
    assert case.scenario.facts["order_number"] == "GT-5521"


@pytest.mark.parametrize(
    "permission",
    [None, {"granted_by": "The owner"}, {"granted_by": "The owner", "submit_forms": True}],
    ids=["none", "empty", "other"],
)
def test_without_permission_send_sends_nothing(tmp_path: Path, permission: object) -> None:
    post = Post()
    with post_office(post) as port:
        subject_file(tmp_path, port, permission=permission)
        done = opened(tmp_path, "--send")
    assert done.returncode == 2
    assert "JA410" in done.stderr
    assert post.spoke == 0
    assert not CaseStore.open(tmp_path / "cases").cases()


def test_an_order_that_nobody_placed_is_not_written_about(tmp_path: Path) -> None:
    post = Post()
    with post_office(post) as port:
        path = subject_file(tmp_path, port)
        told = yaml.safe_load(path.read_text("utf-8"))
        del told["enquiries"]["facts"]["order_number"]
        path.write_text(yaml.safe_dump(told), "utf-8")
        done = opened(tmp_path, "--send")
    assert (done.returncode, post.spoke) == (2, 0)
    assert "order_number" in done.stderr


def test_a_brand_is_written_to_once_in_a_period(tmp_path: Path) -> None:
    post = Post()
    with post_office(post) as port:
        subject_file(tmp_path, port)
        assert opened(tmp_path, "--send").returncode == 0
        again = opened(tmp_path, "--send")
    assert again.returncode == 2
    assert "JA424" in again.stderr
    assert len(post.taken) == 1


@pytest.mark.parametrize(("when", "taken"), [("kill early", 0), ("kill late", 1)])
def test_killed_while_the_letter_leaves_it_is_told_and_never_sent_again(tmp_path: Path, when: str, taken: int) -> None:
    post = Post(when)
    with post_office(post) as port:
        subject_file(tmp_path, port)
        with subprocess.Popen(command(tmp_path, "--send"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            post.victim = process.pid
            process.communicate()
        assert process.returncode == -9
        post.refuse = ""
        again, shown = opened(tmp_path, "--send"), opened(tmp_path)
    assert again.returncode == 2
    assert "not known whether it was" in again.stderr
    assert "not known whether it was" in shown.stdout
    assert len(post.taken) == taken
    (case,) = CaseStore.open(tmp_path / "cases").cases()
    assert case.events == ()


def test_a_letter_of_which_it_is_not_known_whether_it_left_is_not_sent_again(tmp_path: Path) -> None:
    post = Post("hang up")
    with post_office(post) as port:
        subject_file(tmp_path, port)
        done = opened(tmp_path, "--send")
        assert (done.returncode, "JA415" in done.stderr) == (2, True)
        post.refuse = ""
        assert "not known whether it was" in opened(tmp_path, "--send").stderr
    assert post.taken == []


def test_a_letter_that_was_refused_is_recorded_and_may_be_tried_again(tmp_path: Path) -> None:
    post = Post("recipient")
    with post_office(post) as port:
        subject_file(tmp_path, port)
        assert "no such mailbox" in opened(tmp_path, "--send").stderr
        post.refuse = ""
        assert opened(tmp_path, "--send").returncode == 0
    first, second = CaseStore.open(tmp_path / "cases").cases()
    assert [type(event) for event in (*first.events, *second.events)] == [Stopped, Sent]


def test_a_mail_server_that_is_down_leaves_no_case(tmp_path: Path) -> None:
    subject_file(tmp_path)
    done = opened(tmp_path, "--send")
    assert "JA413" in done.stderr
    assert not CaseStore.open(tmp_path / "cases").cases()


def test_a_form_that_is_guarded_makes_a_case_that_is_stopped(tmp_path: Path) -> None:
    with serving() as site:
        site.page("/contact", "<h1>Contact us</h1><form method=post action=/sent><input name=email type=email>"
                              "<textarea name=message></textarea><div class=g-recaptcha></div><button>Send</button></form>")  # fmt: skip
        enquiries = {"address": "ada@marsh.example", "form": "/contact", "mailbox": f"maildir:{tmp_path}/mail", "facts": FACTS}
        permission = OWNER | {"submit_forms": True}
        subject_file(tmp_path, origins=[site.origin], enquiries=enquiries, permission=permission)
        words = list(command(tmp_path, "--send"))
        words[words.index("email")] = "form"
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert not site.sent()
    assert done.returncode == 3
    assert "reCAPTCHA" in done.stdout
    store = CaseStore.open(tmp_path / "cases")
    ((stopped,),) = [case.events for case in store.cases()]
    assert isinstance(stopped, Stopped)
    assert stopped.picture
    assert store.read(stopped.picture).startswith(b"\xff\xd8")


def test_a_subject_without_enquiries_is_told_what_to_write(tmp_path: Path) -> None:
    subject_file(tmp_path, enquiries=None)
    done = opened(tmp_path)
    assert done.returncode == 2
    assert "JA165" in done.stderr
