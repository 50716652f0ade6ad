"""`journeyaudit demo`: the embedded shop."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import click
from rich.console import Console

from journeyaudit import clock
from journeyaudit.cli.audit import finish
from journeyaudit.cli.demo_case import follow_enquiry
from journeyaudit.cli.progress import ProgressDisplay
from journeyaudit.cli.report import format_option
from journeyaudit.demo import Desk, Shop, beginning, serve
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.snapshot import Device
from journeyaudit.pipeline import audit as run_audit
from journeyaudit.pipeline import judge_run, write_report


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default="any free port", help="Port on 127.0.0.1.")
@click.option("--serve", "keep_open", is_flag=True, help="Only open the shop, until Ctrl+C, so that you can look around in it.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-run"), show_default=True, help="The run folder."
)
@format_option("html,json")
@click.option("--device", "devices", default="desktop,mobile", show_default=True, metavar="LIST", help="desktop, mobile or both.")
def demo(port: int, keep_open: bool, out: Path, formats: tuple[str, ...], devices: str) -> int:
    """Audit the embedded demonstration shop, an invented office-supplies retailer with known flaws, and write the report."""
    if not keep_open:
        with TemporaryDirectory(prefix="journeyaudit-demo-") as kept:
            desk = Desk(Path(kept) / "mail", beginning(clock.now()))
            with _opened(port, desk) as shop:
                return _audited(shop, desk, out, formats, cast("tuple[Device, ...]", tuple(devices.split(","))))
    with _opened(port) as shop:
        click.echo(f"The shop is open at {shop.origin}\nIts flaws are listed in docs/demo-shop.md. Ctrl+C closes it.")
        _wait_for_interrupt()
    click.echo(f"Closed. Requests answered: {len(shop.requests)}.")
    return 0


def _audited(shop: Shop, desk: Desk, out: Path, formats: tuple[str, ...], devices: tuple[Device, ...]) -> int:
    """Audits the shop as a stranger's site would be and writes to it once; an earlier demo in the same folder makes way."""
    options = GatherOptions(rate=0, devices=devices, follow=True)
    if (out / "plan.json").is_file():
        shutil.rmtree(out)
    console = Console(stderr=True)
    with ProgressDisplay(console, options.devices, options.max_pages) as progress:
        run_audit(shop.subject, options, out, progress=progress)
    follow_enquiry(shop, desk, desk.mailbox.parent / "cases", out)
    result = judge_run(out)
    return finish(result, write_report(result, out, out, tuple(dict.fromkeys((*formats, "json")))), None, console)


@contextmanager
def _opened(port: int, desk: Desk | None = None) -> Generator[Shop]:
    """The shop on that port; click.UsageError if something else has the port."""
    with ExitStack() as stack:
        try:
            shop = stack.enter_context(serve(port, desk))
        except OSError as error:
            why = f"Port {port} of 127.0.0.1 cannot be used ({error.strerror}). Name another one with --port, or leave it out."
            raise click.UsageError(why) from error
        yield shop


def _wait_for_interrupt() -> None:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        click.echo()
