"""`journeyaudit demo`: the embedded shop."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager

import click

from journeyaudit.demo import Shop, serve


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default="any free port", help="Port on 127.0.0.1.")
@click.option("--serve", "keep_open", is_flag=True, help="Only open the shop, until Ctrl+C, so that you can look around in it.")
def demo(port: int, keep_open: bool) -> None:
    """The embedded demonstration shop, an invented office-supplies retailer with known flaws."""
    if not keep_open:
        raise click.UsageError("Say --serve to open the shop in your browser.")
    with _opened(port) as shop:
        click.echo(f"The shop is open at {shop.origin}\nIts flaws are listed in docs/demo-shop.md. Ctrl+C closes it.")
        _wait_for_interrupt()
    click.echo(f"Closed. Requests answered: {len(shop.requests)}.")


@contextmanager
def _opened(port: int) -> Generator[Shop]:
    """The shop on that port; click.UsageError if something else has the port."""
    with ExitStack() as stack:
        try:
            shop = stack.enter_context(serve(port))
        except OSError as error:
            why = f"Port {port} of 127.0.0.1 cannot be used ({error.strerror}). Name another one with --port, or leave it out."
            raise click.UsageError(why) from error
        yield shop


def _wait_for_interrupt() -> None:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        click.echo()
