"""`journeyaudit report` and `journeyaudit judge`: a saved run again, without site or browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError
from rich.console import Console

from journeyaudit.cli.failures import INCOMPLETE
from journeyaudit.errors import EvidenceError
from journeyaudit.evidence.reader import Run
from journeyaudit.model.audit import Audit
from journeyaudit.report import FILES, FORMATS, write
from journeyaudit.report.promise_words import tally
from journeyaudit.report.wording import percent, rounded

BELOW_BUDGET = 1


class Formats(click.ParamType[tuple[str, ...]]):
    """`html,json` as a tuple; each name known, each once."""

    name = "formats"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(name.strip().lower() for name in str(value).split(",") if name.strip()))
        unknown = [name for name in names if name not in FORMATS]
        if unknown or not names:
            self.fail(
                f"{', '.join(unknown) or 'nothing'} is no format; choose from {', '.join(FORMATS)}, separated by commas",
                param,
                ctx,
            )
        return names


FOLDER = click.Path(path_type=Path, file_okay=False)


def format_option(default: str) -> Callable[[Any], Any]:
    """--format: which files a report is written as."""
    told = f"{', '.join(FORMATS)}, by commas."
    return click.option("--format", "formats", type=Formats(), default=default, show_default=True, metavar="LIST", help=told)


@click.command()
@click.argument("run", type=FOLDER)
@format_option("html")
@click.option("--out", type=FOLDER, default=None, help="Write there instead of into the run folder.")
@click.option("--theme", type=FOLDER, default=None, help="A folder with a client's theme.yaml.")
def report(run: Path, formats: tuple[str, ...], out: Path | None, theme: Path | None) -> int:
    """Write the report of a judged RUN folder, and say where it is."""
    audit = read_audit(run)
    for path in _written(audit, run, out or run, formats, theme):
        click.echo(str(path))
    return 0 if audit.method.complete else INCOMPLETE


@click.command()
@click.argument("run", type=FOLDER)
@click.option("--checks", "folders", type=FOLDER, multiple=True, help="A further folder of checks; may be repeated.")
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="SCORE", help="Status 1 below this score or without a grade."
)
def judge(run: Path, folders: tuple[Path, ...], fail_under: float | None) -> int:
    """Judge a saved RUN folder again and write its audit.json. Needs no site and no browser."""
    # Only this command needs the stages; importing them here keeps `report` quick.
    from journeyaudit.pipeline import judge_run

    audit = judge_run(run, folders)
    for path in write(audit, Run.open(run), run, ["json"]):
        click.echo(str(path))
    tell_score(audit)
    if not audit.method.complete:
        return INCOMPLETE
    return BELOW_BUDGET if below(audit, fail_under) else 0


def _written(audit: Audit, run: Path, out: Path, formats: tuple[str, ...], theme: Path | None) -> list[Path]:
    if "pdf" not in formats:
        return write(audit, Run.open(run), out, formats, theme)
    # Only a PDF needs the browser; importing it here keeps the other formats quick.
    from journeyaudit.pipeline import write_report

    return write_report(audit, run, out, formats, theme)


def below(audit: Audit, budget: float | None) -> bool:
    """The overall score is under the budget. Without a grade nothing shows that it is met, so it is not."""
    overall = audit.scores.overall
    return budget is not None and (overall.score is None or overall.band is None or overall.score < budget)


def read_audit(run: Path) -> Audit:
    """The audit.json of a run folder; EvidenceError says what to do if there is none or it is of another version."""
    path = run / FILES["json"]
    remedy = f"judge the run first: journeyaudit judge {run}"
    try:
        return Audit.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise EvidenceError("the folder holds no audit.json", where=str(run), remedy=remedy, code="JA301") from error
    except OSError as error:
        raise EvidenceError(
            f"cannot be read: {error.strerror}", where=str(path), remedy="check its permissions", code="JA301"
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise EvidenceError(
            f"is no audit of this version: {place}: {first['msg']}", where=str(path), remedy=remedy, code="JA301"
        ) from error


def tell_score(audit: Audit) -> None:
    """Score, band and coverage in one line on the terminal, and the promises in another where there are any."""
    overall = audit.scores.overall
    score = "no grade" if overall.band is None or overall.score is None else f"{rounded(overall.score)} of 100, {overall.band}"
    console = Console(stderr=True)
    console.print(f"Score: {score} (coverage {percent(overall.coverage)}).", highlight=False, markup=False)
    if audit.promises:
        console.print(tally(audit.promises), highlight=False, markup=False)
