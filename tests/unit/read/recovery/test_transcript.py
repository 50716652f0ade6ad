"""Pasted chats, mails and calls as turns."""

from __future__ import annotations

from journeyaudit.read.recovery.transcript import conversation_of


def _turns(text: str) -> list[tuple[str, str, str, str]]:
    return [(turn.who, turn.name, turn.at, turn.text) for turn in conversation_of(text).turns]


def test_labels_tell_who_speaks_when() -> None:
    text = "Customer: Hello\nAgent Maria (10:04): Good morning.\nHow can I help?\n[10:05] Customer: My lamp is broken"
    assert _turns(text) == [
        ("customer", "", "", "Hello"),
        ("agent", "Maria", "10:04", "Good morning.\nHow can I help?"),
        ("customer", "", "10:05", "My lamp is broken"),
    ]


def test_of_two_names_the_one_that_sounds_like_a_company_is_the_agent() -> None:
    text = "Jo: My lamp is broken\nMaria: Thank you for contacting us, how can I help you?\nJo: Send a new one\nMaria: Done"
    assert [turn[:2] for turn in _turns(text)] == [("customer", "Jo"), ("agent", "Maria")] * 2


def test_a_colon_inside_what_is_said_begins_no_turn() -> None:
    assert len(_turns("Kunde: Ich habe zwei Fragen\nErstens: wann kommt es?\nBerater: Morgen.")) == 2


def test_a_text_without_labels_is_what_the_company_wrote() -> None:
    assert _turns("We are sorry that it is late.") == [("agent", "", "", "We are sorry that it is late.")]
