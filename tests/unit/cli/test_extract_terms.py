"""`journeyaudit extract terms` as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys


def _run(given: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "journeyaudit", "extract", "terms", *options]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


def test_each_line_is_answered_with_its_conditions() -> None:
    lines = [{"id": 1, "text": "We only ship to Ireland.", "language": "en"}, {"id": "b", "text": "Shipping Policy"}]
    done = _run("".join(json.dumps(line) + "\n" for line in lines), "--jsonl")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "id": 1,
            "exclusions": [
                {"type": "region", "start": 0, "end": 24, "quote": "We only ship to Ireland.", "value": {"only": "IE"}}
            ],
        },
        {"id": "b", "exclusions": []},
    ]


def test_a_text_is_told_as_a_table_and_an_empty_one_in_words() -> None:
    assert "min_spend" in _run("Free delivery on orders over £45.").stdout
    assert _run("Shipping Policy").stdout.strip() == "No condition on delivery found."


def test_who_names_a_file_is_told_that_standard_input_is_read() -> None:
    done = _run("", "terms.txt")
    assert (done.returncode, "extract terms < FILE" in done.stderr) == (2, True)
