"""`journeyaudit extract messages` as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys

ACKNOWLEDGED = "We have received your enquiry about order 4711 and will answer within 2 working days."


def _run(given: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "journeyaudit", "extract", "messages", *options]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


def test_each_line_is_answered_whatever_form_its_mail_has() -> None:
    subject = "[#118033] Your enquiry"
    lines = [
        {"id": 1, "raw": f"Subject: {subject}\n\n{ACKNOWLEDGED}"},
        {"id": 2, "headers": {"Subject": subject}, "text": ACKNOWLEDGED},
        {"id": 3, "headers": [["Subject", subject]], "body": ACKNOWLEDGED},
        {"id": "d", "headers": {"Subject": subject}, "html": f"<p>{ACKNOWLEDGED}</p>"},
    ]
    done = _run("".join(json.dumps(line) + "\n" for line in lines), "--jsonl")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2, 3, "d"]
    assert {(answer["class"], answer["case_id"]) for answer in answers} == {("autoresponse", "118033")}
    assert {(promise["pledge"], promise["days"], promise["kind"]) for answer in answers for promise in answer["promised"]} == {
        ("reply", 2.0, "business")
    }
    assert all(answer["reasons"] for answer in answers)


def test_a_bad_line_is_named_with_its_number_and_the_others_are_answered() -> None:
    lines = [
        '{"id": 1, "text": "Yes."}',
        "{",
        '{"id": 3}',
        '{"text": "x"}',
        '{"id": 5, "headers": [1], "text": ""}',
        '{"id": 6, "raw": 1}',
    ]
    done = _run("\n".join(lines), "--jsonl")
    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1]
    assert [part.split(":")[0] for part in done.stderr.splitlines() if part.startswith("line")] == [
        f"line {n}" for n in range(2, 7)
    ]


def test_a_value_that_the_letter_gave_is_no_case_number() -> None:
    mail = "Subject: Re: lamp\n\nThank you, your message about reference 4711-A has been received."
    assert json.loads(_run(mail, "--json").stdout)["case_id"] == "4711-A"
    assert json.loads(_run(mail, "--json", "--given", "4711-A").stdout)["case_id"] == ""


def test_one_mail_is_told_as_a_table() -> None:
    told = _run(f"Subject: [#118033] Your enquiry\n\n{ACKNOWLEDGED}").stdout
    assert "autoresponse" in told
    assert "reply in 2 business days" in told


def test_half_a_character_in_a_line_stops_nothing() -> None:
    done = _run('{"id": "\\ud800", "text": "Hello \\udfff"}\n{"id": 2, "text": "x"}\n', "--jsonl")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)
