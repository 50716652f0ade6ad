"""`journeyaudit case …`: an enquiry to a company, and what comes back over weeks. One module a verb or two."""

from __future__ import annotations

import click

from journeyaudit.cli.case.close import close
from journeyaudit.cli.case.export import export_cases
from journeyaudit.cli.case.note import note, take
from journeyaudit.cli.case.open import list_scenarios, open_case, scenario_schema
from journeyaudit.cli.case.poll import poll_mailbox
from journeyaudit.cli.case.show import list_cases, show


@click.group()
def case() -> None:
    """Write to a company once as a customer would, and follow what comes back: when, and from whom."""


for command in (open_case, poll_mailbox, list_cases, show, note, take, close, export_cases, list_scenarios, scenario_schema):
    case.add_command(command)
