"""`journeyaudit extract terms`: which conditions narrow what a text promises on delivery."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeyaudit.cli.extract.lines import answer_lines, country_code, language_code, standard_input
from journeyaudit.model.promise import Exclusion
from journeyaudit.read.terms import exclusions


def told(text: str, language: str | None = None, country: str | None = None) -> list[dict[str, Any]]:
    """The conditions of a text as JSON objects: type, start, end, quote, value."""
    return [exclusion.model_dump(mode="json") for exclusion in exclusions(text, language, country)]


@click.command("terms")
@click.option(
    "--jsonl", "bulk", is_flag=True, help='Read lines {"id", "text", "language"?, "country"?}, write lines {"id", "exclusions"}.'
)
@click.option("--json", "as_json", is_flag=True, help="Print the conditions as JSON instead of a table.")
@click.option("--country", metavar="CC", help="Two-letter country code of the shop, by which “$” and “Rs” are read.")
@click.option("--language", metavar="LL", help="Language of the text; the reader reads all of its languages at once.")
def extract_terms(bulk: bool, as_json: bool, country: str | None, language: str | None) -> int:
    """Find every condition on delivery in the plain text that comes from standard input."""
    language = language_code(language, "--language") if language is not None else None
    country = country_code(country, "--country") if country is not None else None
    if bulk:
        return answer_lines(
            standard_input(),
            "text",
            lambda line: {"exclusions": told(line.text, line.language or language, line.country or country)},
        )
    text = standard_input().read()
    if as_json:
        click.echo(json.dumps(told(text, language, country), ensure_ascii=False, indent=2))
    else:
        _print_table(exclusions(text, language, country))
    return 0


def _print_table(found: tuple[Exclusion, ...]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 160)
    if not found:
        console.print("No condition on delivery found.")
        return
    table = Table(title=f"{len(found)} found", title_justify="left")
    for heading in ("type", "value", "quote"):
        table.add_column(heading, overflow="fold")
    for exclusion in found:
        value = json.dumps(exclusion.value, ensure_ascii=False) if exclusion.value else ""
        table.add_row(*(Text(cell) for cell in (exclusion.type, value, exclusion.quote)))
    console.print(table)
