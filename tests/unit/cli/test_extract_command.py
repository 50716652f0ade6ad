"""`journeyaudit extract contacts` as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys


def _run(given: str, *options: str, reader: str = "contacts") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "journeyaudit", "extract", reader, *options],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_page_gives_a_table_and_json() -> None:
    page = "<p>Call <a href='tel:+442079460958'>020 7946 0958</a></p>"
    assert "+442079460958" in _run(page, "--html").stdout
    facts = json.loads(_run(page, "--json", "--country", "gb").stdout)
    assert [(fact["channel"], fact["value"], fact["quote"]) for fact in facts] == [("phone", "+442079460958", "020 7946 0958")]


def test_plain_text_with_angle_brackets_is_text_when_told_so() -> None:
    facts = json.loads(_run("Write to <info@shop.co.uk>", "--text", "--json").stdout)
    assert [fact["value"] for fact in facts] == ["info@shop.co.uk"]


def test_bulk_lines_are_answered_one_for_one() -> None:
    lines = [{"id": "a", "html_or_text": "Tel. 030 901820", "country": "DE"}, {"id": 2, "html_or_text": "nothing"}]
    done = _run("".join(json.dumps(line) + "\n" for line in lines), "--jsonl")
    assert done.returncode == 0
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "a", "found": [{"channel": "phone", "value": "+4930901820", "quote": "030 901820"}]},
        {"id": 2, "found": []},
    ]


def test_bad_lines_are_named_and_the_good_ones_still_answered() -> None:
    done = _run(
        '{"id": "a", "html_or_text": "x"}\nnonsense\n{"id": "c"}\n[1]\n{"id": "e", "html_or_text": "x", "country": "Germany"}\n',
        "--jsonl",
    )
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    for place in ("line 2", "line 3", "line 4", "line 5"):
        assert place in done.stderr


def test_nothing_found_is_said() -> None:
    assert _run("We sell chairs.", "--text").stdout.strip() == "No contact channel found."


def test_promises_of_a_text_come_as_a_table_and_as_json() -> None:
    text = "Free UK delivery on orders over £40*.\nMost orders ship within 2 working days."
    assert "40 GBP" in _run(text, reader="promises").stdout
    found = json.loads(_run(text, "--json", reader="promises").stdout)
    assert [(p["price"], p["threshold"], p["region"], p["marker"], p["speed_max_days"], p["hedged"]) for p in found] == [
        ("free", {"amount": 40.0, "currency": "GBP"}, "UK", "*", None, False),
        (None, None, None, None, 2.0, True),
    ]


def test_lines_of_promises_take_their_own_language_and_country() -> None:
    lines = [
        {"id": 1, "text": "Free shipping over $50", "language": "en-CA", "country": "ca"},
        {"id": "b", "text": "Track my delivery"},
    ]
    done = _run("".join(json.dumps(line) + "\n" for line in lines), "--jsonl", reader="promises")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["promises"][0]["threshold"] == {"amount": 50.0, "currency": "CAD"}
    assert second == {"id": "b", "promises": []}


def test_a_text_without_promises_is_said_and_a_bad_language_is_named() -> None:
    assert _run("We sell chairs.", reader="promises").stdout.strip() == "No promise on delivery found."
    assert "is not a language" in _run("x", "--language", "English!", reader="promises").stderr
