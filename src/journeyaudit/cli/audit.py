"""`journeyaudit audit`: walk a site, judge it, write the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import click
from rich.console import Console
from rich.table import Table

from journeyaudit.cli.access import ACCESS, FILE, FOLDER, MANNERS, access_of, rate_of, with_options
from journeyaudit.cli.failures import INCOMPLETE
from journeyaudit.cli.progress import ProgressDisplay
from journeyaudit.cli.report import BELOW_BUDGET, below, format_option, tell_score
from journeyaudit.definitions.loader import load_subject, subject_of_url
from journeyaudit.errors import DefinitionError
from journeyaudit.evidence.reader import Run
from journeyaudit.gather.guard.politeness import is_this_machine
from journeyaudit.model.audit import Audit
from journeyaudit.model.plan import GatherOptions, Plan
from journeyaudit.model.snapshot import Device
from journeyaudit.model.subject import Subject
from journeyaudit.pipeline import audit as run_audit
from journeyaudit.pipeline import checks_in, write_report
from journeyaudit.pipeline import plan as make_plan

_WHAT = (
    click.argument("url", required=False),
    click.option("--subject", "subject_file", type=FILE, help="A subject file (YAML) instead of a URL."),
    click.option("--country", metavar="CC", help="ISO 3166 code of the subject's country: decides which rules apply."),
    click.option(
        "--device", "devices", default="desktop,mobile", show_default=True, metavar="LIST", help="desktop, mobile or both."
    ),
    click.option("--locale", metavar="TAG", help="The customer's language and region, e.g. de-DE."),
    click.option("--timezone", metavar="ZONE", help="The customer's time zone, e.g. Europe/Berlin."),
)
_LIMITS = (
    click.option("--max-pages", type=click.IntRange(1), default=120, show_default=True, help="Most pages a device."),
    click.option("--max-seconds", type=click.FloatRange(1), default=900, show_default=True, help="Longest crawl a device."),
    click.option(
        "--follow/--no-follow",
        default=True,
        show_default=True,
        help="Put sample products into the basket and go as far as the delivery options; nothing is ever ordered.",
    ),
)
_RESULT = (
    click.option(
        "--checks", "folders", type=FOLDER, multiple=True, metavar="DIR", help="A further folder of checks; may be repeated."
    ),
    click.option("--out", type=FOLDER, default=Path("journeyaudit-run"), show_default=True, help="The run folder."),
    format_option("html,json"),
    click.option("--theme", type=FOLDER, help="A folder with a client's theme.yaml."),
    click.option("--fail-under", type=click.FloatRange(0, 100), metavar="SCORE", help="Exit with status 1 below this score."),
    click.option("--dry-run", is_flag=True, help="Say what would be done; touch nothing."),
    click.option("--resume", is_flag=True, help="Go on with the run in the run folder."),
)


@click.command()
@with_options(_WHAT, _LIMITS, MANNERS, ACCESS, _RESULT)
def audit(**given: Any) -> int:
    """Walk the site at URL as its customer would, judge what is found, and write the report.

    Looks and clicks only: whatever would send a form, order something or change an account is refused at the network layer. To
    follow a promise, sample products are put into the basket and taken out again; --no-follow leaves that out.
    """
    if given["resume"]:
        subject, options = _planned(given["out"])
    else:
        subject, options = _subject(given), _options(given)
    access = access_of(given)
    if given["dry_run"]:
        _tell_plan(make_plan(subject, options, checks_in(given["folders"]), access), given["out"])
        return 0
    console = Console(stderr=True)
    with ProgressDisplay(console, options.devices, options.max_pages) as progress:
        result = run_audit(
            subject, options, given["out"], given["folders"], access=access, progress=progress, resume=given["resume"]
        )
    formats = tuple(dict.fromkeys((*given["formats"], "json")))
    paths = write_report(result, given["out"], given["out"], formats, given["theme"], options.browser)
    return finish(result, paths, given["fail_under"], console)


def finish(result: Audit, paths: Sequence[Path], budget: float | None, console: Console) -> int:
    """Tells the score, what it cost the site, and where the report is; the exit status."""
    tell_score(result)
    method = result.method
    console.print(
        f"{sum(method.pages.values())} pages, {method.page_loads} page loads, {method.requests} requests;"
        f" {method.refused} requests refused.",
        highlight=False,
    )
    for path in paths:
        click.echo(str(path))
    if not _is_complete(result):
        console.print("The run is incomplete: a start page could not be seen. See the report's last section.", highlight=False)
        return INCOMPLETE
    return BELOW_BUDGET if below(result, budget) else 0


def _is_complete(result: Audit) -> bool:
    """Gathering ended by itself, and the home page was seen on every device."""
    unseen = [r for r in result.reach if r.start == "home" and r.clicks is None and r.reason.startswith("the start page")]
    return result.method.complete and not unseen


def _planned(folder: Path) -> tuple[Subject, GatherOptions]:
    plan = Run.open(folder).plan
    return plan.subject, plan.options


def _subject(given: dict[str, Any]) -> Subject:
    if bool(given["url"]) == bool(given["subject_file"]):
        raise DefinitionError(
            "give either a URL or --subject FILE", remedy="for example: journeyaudit audit https://www.example.com", code="JA107"
        )
    overrides = {k: given[k] for k in ("country", "locale", "timezone") if given[k]}
    if given["url"]:
        return subject_of_url(given["url"], **overrides)
    return load_subject(given["subject_file"]).model_copy(update=overrides)


def _options(given: dict[str, Any]) -> GatherOptions:
    devices = tuple(dict.fromkeys(name.strip() for name in str(given["devices"]).split(",")))
    if not devices or not set(devices) <= {"desktop", "mobile"}:
        raise DefinitionError(
            f"“{given['devices']}” is no list of devices",
            where="--device",
            remedy="write desktop, mobile or desktop,mobile",
            code="JA108",
        )
    address = given["url"] or load_subject(given["subject_file"]).origins[0]
    return GatherOptions(
        devices=cast("tuple[Device, ...]", devices),
        max_pages=given["max_pages"],
        max_seconds=given["max_seconds"],
        rate=rate_of(given["rate"], address),
        page_seconds=given["page_seconds"],
        robots=not given["ignore_robots"],
        insecure=given["insecure"],
        browser=given["browser"],
        follow=given["follow"],
    )


def _tell_plan(plan: Plan, out: Path) -> None:
    options = plan.options
    table = Table(box=None, show_header=False, title=f"What would be done for {plan.subject.name}", title_justify="left")
    starts = ", ".join(f"{name} {url}" for name, url in plan.subject.start_pages.items())
    for name, value in (
        ("origins", ", ".join(plan.subject.origins)),
        ("devices", ", ".join(options.devices)),
        ("start pages", f"{starts or 'home'}; a page that does not exist; product, basket, help, article as they are met"),
        ("limits", f"{options.max_pages} pages and {options.max_seconds:g} s a device, {options.page_seconds:g} s a page"),
        ("pace", _pace(options.rate, plan.subject.origins[0])),
        ("robots.txt", "honoured" if options.robots else "ignored, as you say"),
        ("secrets", ", ".join(options.secrets) or "none"),
        ("followed", _followed(plan)),
        ("never", "forms, orders, payments, account changes, CAPTCHAs; analytics hosts are blocked"),
        ("checks", f"{len(plan.checks)}"),
        ("run folder", str(out)),
    ):
        table.add_row(name, value)
    for skip in plan.skips:
        table.add_row("skipped", f"{skip.what}: {skip.why}")
    Console().print(table)


def _pace(rate: float, address: str) -> str:
    if rate:
        return f"{rate:g} page loads a second"
    return "as fast as it answers: the site is on this very machine" if is_this_machine(address) else "as fast as it answers"


def _followed(plan: Plan) -> str:
    """What a sample purchase will do, or why there is none."""
    subject = plan.subject
    if not plan.options.follow or not subject.follow:
        return "no product: " + ("the subject file says follow: false" if plan.options.follow else "--no-follow")
    what = ", ".join(subject.sample_products) or "one product of each category met, and of each that an exclusion names"
    where = ", ".join(f"{region} ({postcode})" for region, postcode in subject.postcodes.items()) or "no place of delivery named"
    ends = "as far as the delivery options" if subject.shopper else "until the checkout asks who buys (no shopper is named)"
    return f"{what}; into the basket, {ends}, then out of the basket; {where}"
