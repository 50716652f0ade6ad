"""`journeyaudit extract …`: one reader on a page or text, or on many of them, without a browser. One module per reader."""

from __future__ import annotations

import click

from journeyaudit.cli.extract.contacts import extract_contacts
from journeyaudit.cli.extract.promises import extract_promises
from journeyaudit.cli.extract.terms import extract_terms


@click.group()
def extract() -> None:
    """Read single pages or texts, without a browser."""


for command in (extract_contacts, extract_promises, extract_terms):
    extract.add_command(command)
