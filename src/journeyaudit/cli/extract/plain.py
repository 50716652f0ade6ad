"""The command that every reader of plain text is given: standard input as one text or as lines, told as a table or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeyaudit.cli.extract.lines import answer_lines, country_code, language_code, standard_input
from journeyaudit.model.strict import Strict

Found = TypeVar("Found", bound=Strict)


class PlainReader(NamedTuple, Generic[Found]):
    """`name` is the command's, `field` the key of its answers in bulk, `sought` the thing it looks for. `read` takes text,
    language and country; `cells` tells one found thing under `headings`.
    """

    name: str
    field: str
    sought: str
    read: Callable[[str, str | None, str | None], Sequence[Found]]
    headings: tuple[str, ...]
    cells: Callable[[Found], tuple[str, ...]]


def command_of(reader: PlainReader[Found]) -> click.Command:
    """`extract NAME`: the reader on standard input."""

    @click.command(reader.name, help=f"Find every {reader.sought} in the plain text that comes from standard input.")
    @click.option(
        "--jsonl",
        "bulk",
        is_flag=True,
        help=f'Read lines {{"id", "text", "language"?, "country"?}}, write lines {{"id", "{reader.field}"}}.',
    )
    @click.option("--json", "as_json", is_flag=True, help=f"Print the {reader.name} as JSON instead of a table.")
    @click.option("--language", metavar="LL", help="Language of the text; without it the words decide, sentence by sentence.")
    @click.option("--country", metavar="CC", help="Two-letter country code of the shop, by which “$” and “Rs” are read.")
    def run(bulk: bool, as_json: bool, language: str | None, country: str | None) -> int:
        language = language_code(language, "--language") if language is not None else None
        country = country_code(country, "--country") if country is not None else None

        def told(text: str, own_language: str | None, own_country: str | None) -> list[dict[str, Any]]:
            return [one.model_dump(mode="json") for one in reader.read(text, own_language or language, own_country or country)]

        if bulk:
            return answer_lines(
                standard_input(), "text", lambda line: {reader.field: told(line.text, line.language, line.country)}
            )
        text = standard_input().read()
        if as_json:
            click.echo(json.dumps(told(text, None, None), ensure_ascii=False, indent=2))
        else:
            _print_table(reader, reader.read(text, language, country))
        return 0

    return run


def _print_table(reader: PlainReader[Found], found: Sequence[Found]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 160)
    if not found:
        console.print(f"No {reader.sought} found.")
        return
    table = Table(title=f"{len(found)} found", title_justify="left")
    for heading in reader.headings:
        table.add_column(heading, overflow="fold")
    for one in found:
        table.add_row(*(Text(cell) for cell in reader.cells(one)))
    console.print(table)
