"""`journeyaudit extract contacts`: the contact reader on a page, a text, or many of them, without a browser."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from typing import Any, Literal, cast

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeyaudit.cli.failures import USER_ERROR
from journeyaudit.errors import DefinitionError
from journeyaudit.model.channel import ChannelFact
from journeyaudit.read.contacts import contacts
from journeyaudit.read.markup import is_markup, snapshot_of_html, snapshot_of_text

_NOT_A_CHANNEL = frozenset({"placeholder", "behind-login"})
Form = Literal["html", "text", "auto"]


def facts_of(text: str, country: str | None = None, form: Form = "auto") -> tuple[ChannelFact, ...]:
    """The channel facts of a page, fragment or plain text; "auto" decides by whether the text holds markup."""
    as_html = form == "html" or (form == "auto" and is_markup(text))
    return contacts(snapshot_of_html(text) if as_html else snapshot_of_text(text), country)


def found_in(text: str, country: str | None = None) -> list[dict[str, str]]:
    """What a bulk line answers: each fact's channel, value and quote. Links to a channel count, unfilled templates do not."""
    facts = [fact for fact in facts_of(text, country) if fact.kind not in _NOT_A_CHANNEL]
    found = {
        (fact.channel, fact.value): {"channel": fact.channel, "value": fact.value, "quote": fact.quote}
        for fact in reversed(facts)
    }
    return list(reversed(found.values()))


@click.group()
def extract() -> None:
    """Read single pages or texts, without a browser."""


@extract.command("contacts")
@click.option("--html", "form", flag_value="html", help="Read the input as HTML (default: decided by the input itself).")
@click.option("--text", "form", flag_value="text", help="Read the input as plain text.")
@click.option("--jsonl", "bulk", is_flag=True, help='Read lines {"id", "html_or_text", "country"?}, write lines {"id", "found"}.')
@click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON instead of a table.")
@click.option("--country", metavar="CC", help="Two-letter country code by which national telephone numbers are read.")
def extract_contacts(form: Form | None, bulk: bool, as_json: bool, country: str | None) -> int:
    """Find every way to reach the company in what comes from standard input."""
    if country is not None:
        country = _country(country, "--country")
    stream = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    if bulk:
        return _answer_lines(stream, country)
    facts = facts_of(stream.read(), country, form or "auto")
    if as_json:
        click.echo(json.dumps([fact.model_dump(mode="json", exclude_none=True) for fact in facts], ensure_ascii=False, indent=2))
    else:
        _print_table(facts)
    return 0


def _answer_lines(lines: Iterable[str], country: str | None) -> int:
    """Answers each good line and names each bad one; 2 if there was a bad one."""
    status = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row, text, own = _row(line, number)
        except DefinitionError as error:
            click.echo(str(error), err=True)
            status = USER_ERROR
            continue
        click.echo(json.dumps({"id": row, "found": found_in(text, own or country)}, ensure_ascii=False))
    return status


def _row(line: str, number: int) -> tuple[str | int, str, str | None]:
    where = f"line {number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DefinitionError(f"is not JSON: {error}", where=where, remedy="write one JSON object a line") from error
    if not isinstance(row, dict):
        raise DefinitionError("is not a JSON object", where=where, remedy='write {"id": "…", "html_or_text": "…"}')
    fields = cast("dict[str, Any]", row)
    identity, text, country = fields.get("id"), fields.get("html_or_text"), fields.get("country")
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        raise DefinitionError('has no "id" that is a string or a number', where=where, remedy='give each line an "id"')
    if not isinstance(text, str):
        raise DefinitionError(
            'has no "html_or_text" that is a string', where=where, remedy='put the page or text into "html_or_text"'
        )
    if country is not None and not isinstance(country, str):
        raise DefinitionError('has a "country" that is not a string', where=where, remedy='write it as "GB", or leave it out')
    return identity, text, _country(country, where) if country else None


def _country(code: str, where: str) -> str:
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code.upper()
    raise DefinitionError(
        f"{code!r} is not a country code", where=where, remedy="write the two letters of ISO 3166, such as GB or DE"
    )


def _print_table(facts: tuple[ChannelFact, ...]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 160)
    if not facts:
        console.print("No contact channel found.")
        return
    table = Table(title=f"{len(facts)} found", title_justify="left")
    for heading in ("channel", "kind", "value", "where", "quote"):
        table.add_column(heading, overflow="fold")
    for fact in facts:
        where = fact.region + ("" if fact.visible else ", not visible") + (", leads there" if fact.pointer else "")
        table.add_row(*(Text(cell) for cell in (fact.channel, fact.kind, fact.value, where, fact.quote)))
    console.print(table)
