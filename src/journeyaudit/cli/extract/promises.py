"""`journeyaudit extract promises`: what a text promises on delivery."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeyaudit.cli.extract.lines import answer_lines, country_code, language_code, standard_input
from journeyaudit.model.promise import Money, Promise
from journeyaudit.read.promises import promises


def told(text: str, language: str | None = None, country: str | None = None) -> list[dict[str, Any]]:
    """The promises of a text as JSON objects with all their fields."""
    return [promise.model_dump(mode="json") for promise in promises(text, language, country)]


@click.command("promises")
@click.option(
    "--jsonl", "bulk", is_flag=True, help='Read lines {"id", "text", "language"?, "country"?}, write lines {"id", "promises"}.'
)
@click.option("--json", "as_json", is_flag=True, help="Print the promises as JSON instead of a table.")
@click.option("--language", metavar="LL", help="Language of the text; without it the words decide, sentence by sentence.")
@click.option("--country", metavar="CC", help="Two-letter country code of the shop, by which “$” and “Rs” are read.")
def extract_promises(bulk: bool, as_json: bool, language: str | None, country: str | None) -> int:
    """Find every promise on delivery in the plain text that comes from standard input."""
    language = language_code(language, "--language") if language is not None else None
    country = country_code(country, "--country") if country is not None else None
    if bulk:
        return answer_lines(
            standard_input(),
            "text",
            lambda line: {"promises": told(line.text, line.language or language, line.country or country)},
        )
    text = standard_input().read()
    if as_json:
        click.echo(json.dumps(told(text, language, country), ensure_ascii=False, indent=2))
    else:
        _print_table(promises(text, language, country))
    return 0


def _print_table(found: tuple[Promise, ...]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 160)
    if not found:
        console.print("No promise on delivery found.")
        return
    table = Table(title=f"{len(found)} found", title_justify="left")
    for heading in ("speed", "price", "from", "cut-off", "region", "marker", "softened by", "quote"):
        table.add_column(heading, overflow="fold")
    for promise in found:
        table.add_row(*(Text(cell) for cell in _cells(promise)))
    console.print(table)


def _cells(promise: Promise) -> tuple[str, ...]:
    price = _money(promise.price) if isinstance(promise.price, Money) else promise.price or ""
    hedge = promise.hedge or ("a condition" if promise.hedged else "")
    spend = _money(promise.threshold) if promise.threshold else ""
    return _speed(promise), price, spend, promise.cutoff or "", promise.region or "", promise.marker or "", hedge, promise.quote


def _speed(promise: Promise) -> str:
    least, most = promise.speed_min_days, promise.speed_max_days
    if least is None and most is None:
        return ""
    days = f"{least:g}" if least == most else f"{'' if least is None else f'{least:g}'}–{'' if most is None else f'{most:g}'}"
    return " ".join(word for word in (days, promise.day_kind or "", "days to", promise.speed_of or "") if word)


def _money(money: Money) -> str:
    return f"{money.amount:g} {money.currency}".strip()
