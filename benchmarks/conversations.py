"""How well conversations are read: micro F1 by kind on conversations.txt, chats.txt and talks.txt, and the time of a long one.

Run: python -m benchmarks.conversations [--misses]. One domain of each language of conversations.txt was written and kept aside
while the rules were tuned, and is told beside the rest; chats.txt and talks.txt were written whole before the reader was
measured on them, and half of chats.txt is sealed. `--misses` prints what was missed and what was found too much, of the part
not kept aside.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.table import Row, tell
from journeyaudit.model.conversation import Conversation, ConversationFact, Turn
from journeyaudit.read.recovery import read_conversation

LABELLED, CHATS, TALKS = (Path(__file__).with_name(name) for name in ("conversations.txt", "chats.txt", "talks.txt"))
HELD_OUT = {("en", "bank"), ("de", "travel"), ("fr", "telecom"), ("es", "retail"), ("it", "bank"), ("nl", "telecom")}
PARTS = (("tuned on", "kept aside"), ("chats", "chats, sealed"), ("talks",))
KINDS = ("steps", "repeats", "handoffs", "noes", "promises")
_STEPS = {"own": "ownership", "listen": "listen", "emp": "empathise", "apo": "apologise", "ref": "refocus", "close": "close"}
_LONG_WORDS, _LONG_SECONDS = 100_000, 30.0
#: What is found or labelled: kind, turn, and what it is.
Mark = tuple[str, int, str]


class Labelled(NamedTuple):
    """A conversation and what a reader of it should find."""

    domain: str
    language: str
    conversation: Conversation
    marks: frozenset[Mark]
    #: One of `PARTS`.
    part: str


def labelled() -> list[Labelled]:
    """The conversations of all files."""
    return [
        _labelled(file, number, block)
        for file in (LABELLED, CHATS, TALKS)
        for number, block in enumerate(file.read_text("utf-8").split("\n= ")[1:])
    ]


def _labelled(file: Path, number: int, block: str) -> Labelled:
    head, *lines = block.strip().split("\n")
    domain, language, *sealed = head.split()
    given: dict[str, str] = {}
    turns: list[Turn] = []
    marks: set[Mark] = set()
    for line in lines:
        what, _, rest = line.partition(" ")
        if what == "G":
            given |= _given(rest)
        elif what == "C":
            turns.append(Turn(who="customer", text=rest.replace("¶", "\n")))
        else:
            name, _, said = rest.partition("| ")
            text, _, labels = said.partition(" @")
            marks |= {_mark(len(turns), label) for label in labels.split()}
            turns.append(Turn(who="agent", name=name, text=text.replace("¶", "\n")))
    conversation = Conversation(id=f"{domain}-{language}-{number}", turns=tuple(turns), given=given)
    aside = bool(sealed) if file == CHATS else file == LABELLED and (language, domain) in HELD_OUT
    return Labelled(domain, language, conversation, frozenset(marks), PARTS[(LABELLED, CHATS, TALKS).index(file)][aside])


def _given(line: str) -> dict[str, str]:
    """“order_number=1 name=Ann Lee”: a value goes on to the next name."""
    found: dict[str, str] = {}
    for word in line.split():
        name, equals, value = word.partition("=")
        if equals:
            found[name] = value
        else:
            last = list(found)[-1]
            found[last] += f" {word}"
    return found


def _mark(turn: int, label: str) -> Mark:
    if label.startswith("rep:"):
        return "repeats", turn, label.removeprefix("rep:")
    if label.startswith("p:"):
        return "promises", turn, label.removeprefix("p:")
    if label in {"no+", "no-"}:
        return "noes", turn, label
    if label == "hand":
        return "handoffs", turn, ""
    sign = "-" if label.startswith("-") else ""
    return "steps", turn, sign + _STEPS[label.removeprefix("-")]


def found(fact: ConversationFact) -> frozenset[Mark]:
    """What was read, in the terms of the labels."""
    return frozenset(
        [
            *(("steps", step.turn, f"{'-' if step.against else ''}{step.step}") for step in fact.steps),
            *(("repeats", repeat.turn, repeat.fact) for repeat in fact.repeats),
            *(("handoffs", handoff.turn, "") for handoff in fact.handoffs),
            *(("noes", no.turn, "no+" if no.alternative else "no-") for no in fact.noes),
            *(("promises", promise.turn, promise.promised.pledge) for promise in fact.promises),
        ]
    )


def rows() -> Iterator[Row]:
    """F1 by kind, of the conversations that the rules were tuned on and of those kept aside; the time of a long one."""
    read = [(one, found(read_conversation(one.conversation))) for one in labelled()]
    for name in (name for parts in PARTS for name in parts):
        part = [(one.marks, marks) for one, marks in read if one.part == name]
        for kind in KINDS:
            yield Row(f"conversations: {kind}, {name} ({len(part)})", _f1(part, kind), None, "F1")
    yield _speed()


def _f1(part: list[tuple[frozenset[Mark], frozenset[Mark]]], kind: str) -> float:
    right = sum(1 for gold, told in part for mark in gold & told if mark[0] == kind)
    total = sum(1 for gold, told in part for mark in (*gold, *told) if mark[0] == kind)
    return 2 * right / total if total else 1.0


def _speed() -> Row:
    """A call of a hundred thousand words."""
    turn = "I am sorry that order 4471 is late, I will check it and call you back tomorrow. " * 8
    turns = [Turn(who="agent" if index % 2 else "customer", text=turn) for index in range(_LONG_WORDS // len(turn.split()))]
    began = time.process_time()
    read_conversation(Conversation(turns=tuple(turns)))
    return Row("conversations: 100,000 words", time.process_time() - began, _LONG_SECONDS, "s", below=True)


def _misses() -> None:
    for one in labelled():
        told = found(read_conversation(one.conversation))
        if one.part in {aside for _, *others in PARTS for aside in others} or told == one.marks:
            continue
        print(one.conversation.id)
        for turn in one.conversation.turns:
            print("  ", turn.who, turn.text)
        print("   missed", sorted(one.marks - told), "too much", sorted(told - one.marks))


if __name__ == "__main__":
    if "--misses" in sys.argv:
        _misses()
    tell(rows())
