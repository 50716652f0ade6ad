"""`journeyaudit extract conversation`: how well a chat, a mail thread or a call recovers, from its words."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, cast

import click
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeyaudit.cli.extract.lines import standard_input
from journeyaudit.cli.failures import USER_ERROR
from journeyaudit.errors import DefinitionError
from journeyaudit.model.conversation import Conversation, ConversationFact
from journeyaudit.read.recovery import read_conversation
from journeyaudit.read.recovery.transcript import conversation_of

_EXAMPLE = '{"id": "…", "turns": [{"who": "customer", "text": "…"}, {"who": "agent", "name": "…", "text": "…"}]}'


@click.command("conversation")
@click.option(
    "--jsonl",
    "bulk",
    is_flag=True,
    help='Read lines {"id", "turns": [{"who", "name"?, "at"?, "text"}], "given"?}, write lines with what was found.',
)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON instead of a table.")
def extract_conversation(bulk: bool, as_json: bool) -> int:
    """Read how a company deals with a customer: recovery steps, what is asked twice, handoffs, refusals and promises.

    Standard input is a pasted chat, mail thread or call transcript: “Customer: …”, “Agent Maria (10:04): …”, “[10:05] Jo: …”.
    """
    if bulk:
        return _answer_lines(standard_input())
    fact = read_conversation(conversation_of(standard_input().read()))
    if as_json:
        click.echo(json.dumps(fact.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        _print(fact)
    return 0


def _answer_lines(lines: Iterable[str]) -> int:
    """Answers each good line in order and names each bad one on standard error; 2 if there was a bad one."""
    status = 0
    for number, content in enumerate(lines, start=1):
        if not content.strip():
            continue
        try:
            identity, conversation = _conversation(content, f"line {number}")
        except DefinitionError as error:
            click.echo(str(error), err=True)
            status = USER_ERROR
            continue
        told = read_conversation(conversation).model_dump(mode="json")
        click.echo(json.dumps(_clean({**told, "id": identity}), ensure_ascii=False))
    return status


def _clean(told: dict[str, Any]) -> dict[str, Any]:
    """Half of a pair of surrogates, which JSON may hold and UTF-8 cannot, as a replacement character."""
    text = json.dumps(told, ensure_ascii=False)
    return cast("dict[str, Any]", json.loads(text.encode("utf-8", "replace").decode("utf-8")))


def _conversation(content: str, where: str) -> tuple[str | int, Conversation]:
    """The id as it was written and the conversation. DefinitionError for a line that is none."""
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DefinitionError(f"is not JSON: {error}", where=where, remedy="write one JSON object a line") from error
    if not isinstance(row, dict):
        raise DefinitionError("is not a JSON object", where=where, remedy=f"write {_EXAMPLE}")
    fields = cast("dict[str, Any]", row)
    identity = fields.get("id")
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        raise DefinitionError('has no "id" that is a string or a number', where=where, remedy='give each line an "id"')
    turns = fields.get("turns")
    if not isinstance(turns, list):
        raise DefinitionError('has no "turns" that is a list', where=where, remedy=f"write {_EXAMPLE}")
    plain = {
        "id": str(identity),
        "turns": [_known(turn) for turn in cast("list[Any]", turns)],
        "given": _given(fields.get("given")),
    }
    try:
        return identity, Conversation.model_validate(plain)
    except ValidationError as error:
        raise DefinitionError(_fault(error), where=where, remedy=f"write {_EXAMPLE}") from error


def _known(turn: Any) -> Any:
    """The turn with the keys that we read; null is as good as none."""
    if not isinstance(turn, dict):
        return turn
    fields = cast("dict[str, Any]", turn)
    return {key: fields[key] for key in ("who", "text", "name", "at") if fields.get(key) is not None}


def _given(given: Any) -> Any:
    """Figures as text; null is as good as none."""
    if not isinstance(given, dict):
        return {} if given is None else given
    return {
        key: str(value) if isinstance(value, int | float) else value
        for key, value in cast("dict[str, Any]", given).items()
        if value is not None
    }


def _fault(error: ValidationError) -> str:
    first = error.errors()[0]
    return f'has a fault at "{".".join(str(part) for part in first["loc"])}": {first["msg"].lower()}'


def _print(fact: ConversationFact) -> None:
    console = Console(width=None if sys.stdout.isatty() else 160)
    rows = sorted(_rows(fact), key=lambda row: row[0])
    if not rows:
        console.print("Nothing found.")
    else:
        table = Table("turn", "what", "words", title=f"{len(rows)} found", title_justify="left")
        for turn, what, words in rows:
            table.add_row(str(turn + 1), what, Text(words, overflow="fold"))
        console.print(table)
    steps = ", ".join(f"{step} {score:.2f}" for step, score in fact.recovery.steps.items())
    console.print(f"Recovery: {fact.recovery.score:.2f}{f' ({steps})' if steps else ''}")


def _rows(fact: ConversationFact) -> Iterator[tuple[int, str, str]]:
    for step in fact.steps:
        mark = ", against" if step.against else ", stock phrase" if step.stock else ""
        yield step.turn, f"{step.step}{mark}", step.quote
    for repeat in fact.repeats:
        yield repeat.turn, f"asks again: {repeat.fact.replace('_', ' ')}", repeat.quote
    for again in fact.retold:
        yield again.turn, "told again", again.quote
    for handoff in fact.handoffs:
        yield handoff.turn, f"handoff, {'warm' if handoff.warm else 'cold'}", handoff.quote
    for no in fact.noes:
        offered = "with an alternative" if no.alternative else "without an alternative"
        yield no.turn, f"no{f' ({no.ground})' if no.ground else ''}, {offered}{', reversed' if no.reversed else ''}", no.quote
    for promise in fact.promises:
        yield promise.turn, f"promise: {promise.promised.pledge}", promise.quote
