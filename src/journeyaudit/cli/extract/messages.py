"""`journeyaudit extract messages`: what a mail is and says, one or many of them, without a mailbox."""

from __future__ import annotations

import json
import sys
from typing import Any, cast

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeyaudit.cli.extract.lines import answer_rows, standard_input
from journeyaudit.errors import DefinitionError
from journeyaudit.model.message import Message, MessageFact, Promised
from journeyaudit.read.messages import message_of, message_of_text, read_message

_REMEDY = 'give each line its mail as "raw", or "headers" with "text" or "html"'


@click.command("messages")
@click.option(
    "--jsonl",
    "bulk",
    is_flag=True,
    help='Read lines {"id", "raw"} or {"id", "headers", "text" | "html"}, write lines {"id", "class", "reasons", "case_id", …}.',
)
@click.option("--json", "as_json", is_flag=True, help="Print what is read as JSON instead of a table.")
@click.option(
    "--given", multiple=True, metavar="VALUE", help="A value that the customer's letter stated, such as its order number."
)
def extract_messages(bulk: bool, as_json: bool, given: tuple[str, ...]) -> int:
    """Tell what the mail on standard input is (bounce, autoresponse, human, survey, marketing) and what it promises."""
    if bulk:
        return answer_rows(standard_input(), lambda row, where: _answer(row, where, given))
    fact = read_message(message_of(sys.stdin.buffer.read()), given=given)
    if as_json:
        click.echo(json.dumps(_told(fact), ensure_ascii=False, indent=2))
    else:
        _print_table(fact)
    return 0


def _answer(row: dict[str, Any], where: str, given: tuple[str, ...]) -> dict[str, Any]:
    own = row.get("given", [])
    values = cast("list[object]", own) if isinstance(own, list) else list(cast("dict[str, object]", own).values())
    return _told(read_message(_message(row, where), given=(*given, *map(str, values))))


def _told(fact: MessageFact) -> dict[str, Any]:
    told = fact.model_dump(mode="json")
    return {"class": told.pop("kind"), **told}


def _message(row: dict[str, Any], where: str) -> Message:
    """The mail of one line. Raises DefinitionError where it has none or its fields are of another kind."""
    raw = row.get("raw")
    if isinstance(raw, str):
        return message_of(raw.encode("utf-8", "surrogatepass"))
    if "raw" in row:
        raise DefinitionError('has a "raw" that is not a string', where=where, remedy=_REMEDY)
    text, html = (_string(row, where, *names) for names in (("text", "body"), ("html",)))
    if text is None and html is None and "headers" not in row:
        raise DefinitionError("has no mail in it", where=where, remedy=_REMEDY)
    return message_of_text(_headers(row.get("headers", {}), where), text or "", html or "")


def _string(row: dict[str, Any], where: str, *names: str) -> str | None:
    name = next((name for name in names if row.get(name) is not None), None)
    if name is None or isinstance(row[name], str):
        return row[name] if name else None
    raise DefinitionError(f'has a "{name}" that is not a string', where=where, remedy=_REMEDY)


def _headers(headers: object, where: str) -> list[tuple[str, str]]:
    """Headers as an object or as a list of pairs; a header that stands more than once may have a list."""
    pairs: list[tuple[str, str]] = []
    if isinstance(headers, dict):
        for name, value in cast("dict[str, object]", headers).items():
            values = cast("list[object]", value) if isinstance(value, list) else [value]
            pairs += [(name, str(one)) for one in values if one is not None]
        return pairs
    for pair in cast("list[object]", headers) if isinstance(headers, list) else [headers]:
        parts = cast("list[object]", pair) if isinstance(pair, list) else []
        if len(parts) != 2 or not all(isinstance(part, str) for part in parts):
            remedy = 'write {"Name": "value"} or [["Name", "value"]]'
            raise DefinitionError('has "headers" that are neither an object nor pairs of strings', where=where, remedy=remedy)
        pairs.append((str(parts[0]), str(parts[1])))
    return pairs


def _print_table(fact: MessageFact) -> None:
    table = Table("what", "told", title=fact.kind, title_justify="left")
    for reason in fact.reasons:
        table.add_row("because", Text(f"{reason.sign}: {reason.quote}"))
    rows = [("case number", fact.case_id), *(("promised", _promise(promise)) for promise in fact.promised)]
    rows += [("other ways", ", ".join(fact.alternatives)), ("staff", ", ".join(fact.staff))]
    rows += [("departments", ", ".join(fact.departments)), ("language", fact.language)]
    rows += [("no reply", "it cannot be answered" if fact.no_reply else "")]
    rows += [("asks", "whether it is resolved, or how it went" if fact.asks_outcome else "")]
    for name, told in rows:
        if told:
            table.add_row(name, Text(told))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _promise(promise: Promised) -> str:
    """ "reply in 2 business days (“we will answer within two working days”)"."""
    kind = f"{promise.kind} " if promise.kind else ""
    span = f" in {promise.hours:g} {kind}hours" if promise.hours is not None else ""
    span = f" in {promise.days:g} {kind}days" if promise.days is not None else span
    day = f" by {promise.by}" if promise.by else ""
    return f"{promise.pledge}{span}{day}{f' at {promise.at}' if promise.at else ''} (“{promise.quote}”)"
