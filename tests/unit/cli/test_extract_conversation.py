"""`journeyaudit extract conversation` as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys


def _run(given: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "journeyaudit", "extract", "conversation", *options],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_lines_are_answered_in_order_and_bad_ones_named_by_number() -> None:
    good = {"id": 7, "turns": [{"who": "agent", "name": None, "text": "I'll call you back tomorrow."}], "given": {"amount": 40}}
    bad = ["nonsense", "[1]", '{"id": "c"}', '{"id": "d", "turns": [{"who": "robot", "text": "x"}]}']
    done = _run("\n".join([json.dumps(good), *bad]), "--jsonl")
    assert done.returncode == 2
    (answer,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert answer["id"] == 7
    assert answer["promises"][0]["promised"]["pledge"] == "callback"
    assert set(answer) >= {"steps", "repeats", "handoffs", "noes", "promises", "recovery"}
    for number in (2, 3, 4, 5):
        assert f"line {number}" in done.stderr


def test_half_a_pair_of_surrogates_does_not_break_the_answer() -> None:
    done = _run('{"id": "a", "turns": [{"who": "agent", "text": "I will call you back \\ud83d."}]}', "--jsonl")
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == "a"


def test_a_pasted_chat_gives_a_table() -> None:
    done = _run("Customer: It is late.\nAgent Ann: I'm sorry that it is late.\n")
    assert "apologise" in done.stdout
