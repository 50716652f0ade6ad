"""`journeyaudit extract contacts`: the contact reader on a page, a text, or many of them, without a browser."""

from __future__ import annotations

import json
import sys
from typing import Literal

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeyaudit.cli.extract.lines import answer_lines, country_code, standard_input
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


@click.command("contacts")
@click.option("--html", "form", flag_value="html", help="Read the input as HTML (default: decided by the input itself).")
@click.option("--text", "form", flag_value="text", help="Read the input as plain text.")
@click.option("--jsonl", "bulk", is_flag=True, help='Read lines {"id", "html_or_text", "country"?}, write lines {"id", "found"}.')
@click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON instead of a table.")
@click.option("--country", metavar="CC", help="Two-letter country code by which national telephone numbers are read.")
def extract_contacts(form: Form | None, bulk: bool, as_json: bool, country: str | None) -> int:
    """Find every way to reach the company in what comes from standard input."""
    if country is not None:
        country = country_code(country, "--country")
    if bulk:
        return answer_lines(
            standard_input(), "html_or_text", lambda line: {"found": found_in(line.text, line.country or country)}
        )
    facts = facts_of(standard_input().read(), country, form or "auto")
    if as_json:
        click.echo(json.dumps([fact.model_dump(mode="json", exclude_none=True) for fact in facts], ensure_ascii=False, indent=2))
    else:
        _print_table(facts)
    return 0


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
