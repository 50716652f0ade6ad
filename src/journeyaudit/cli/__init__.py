"""The `journeyaudit` command: one module per group of verbs."""

from __future__ import annotations

import click

from journeyaudit import __version__
from journeyaudit.cli.audit import audit
from journeyaudit.cli.case import case
from journeyaudit.cli.checks import checks
from journeyaudit.cli.demo import demo
from journeyaudit.cli.doctor import doctor
from journeyaudit.cli.due import due
from journeyaudit.cli.extract import extract
from journeyaudit.cli.failures import Main
from journeyaudit.cli.journey import journey
from journeyaudit.cli.report import judge, report

#: Every option can be given as a variable, which is the place for secrets: JOURNEYAUDIT_AUDIT_AUTH for `audit --auth`.
SETTINGS = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "JOURNEYAUDIT"}


@click.group(cls=Main, context_settings=SETTINGS)
@click.version_option(__version__, "-V", "--version", prog_name="journeyaudit")
def main() -> None:
    """Audits a company's site as its customer would meet it: how many clicks to each contact channel, with proof.

    Exit status: 0 clean, 1 findings below the budget, 2 something for you to put right, 3 the run is incomplete.
    """


for command in (audit, judge, report, journey, case, checks, demo, extract, due, doctor):
    main.add_command(command)
