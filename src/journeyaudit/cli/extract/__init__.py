"""`journeyaudit extract …`: one reader on a page or text, or on many of them, without a browser. One module per reader."""

from __future__ import annotations

from typing import Any

import click

from journeyaudit.cli.extract.contacts import extract_contacts
from journeyaudit.cli.extract.conversation import extract_conversation
from journeyaudit.cli.extract.messages import extract_messages
from journeyaudit.cli.extract.promises import extract_promises
from journeyaudit.cli.extract.terms import extract_terms


class _Readers(click.Group):
    """Commands that read standard input: whoever names a file is told so."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            if "unexpected extra argument" not in error.message or error.ctx is None:
                raise
            raise click.UsageError(
                f"{error.message}. It reads standard input: {error.ctx.command_path} < FILE", error.ctx
            ) from error


@click.group(cls=_Readers)
def extract() -> None:
    """Read single pages or texts, without a browser."""


for command in (extract_contacts, extract_promises, extract_terms, extract_messages, extract_conversation):
    extract.add_command(command)
