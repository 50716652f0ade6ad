"""Reports of an audit, one module per format. Reads the run folder for pictures and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from journeyaudit.definitions.sources import load_rules
from journeyaudit.errors import DefinitionError
from journeyaudit.evidence.reader import Run
from journeyaudit.model.audit import Audit
from journeyaudit.report import html, json, junit, markdown
from journeyaudit.report.theme import Theme, load

#: Format → name of the file that `write` leaves.
FILES: dict[str, str] = {
    "html": "report.html",
    "json": "audit.json",
    "junit": "junit.xml",
    "md": "summary.md",
    "pdf": "report.pdf",
}
FORMATS: tuple[str, ...] = tuple(FILES)
#: Bytes that the pictures of a printed report may take.
PRINTED_BUDGET = 2_500_000
#: HTML and the time of the audit to PDF; the pipeline gives it, as no report meets the browser.
Printer = Callable[[str, str], bytes]


def write(
    audit: Audit,
    run: Run,
    folder: Path,
    formats: Sequence[str] = ("html", "json", "junit", "md"),
    theme: Path | None = None,
    printer: Printer | None = None,
) -> list[Path]:
    """Writes each format into `folder` (made if need be) and returns the paths, in the order asked for. `printer` is needed for
    pdf only.

    Raises DefinitionError for an unknown format, a bad theme, or a folder that cannot be written.
    """
    unknown = [name for name in formats if name not in FILES]
    if unknown:
        raise DefinitionError(f'there is no format "{unknown[0]}"', remedy=f"choose from {', '.join(FORMATS)}", code="JA147")
    look = load(theme)
    files = {name: _bytes(audit, run, name, look, printer) for name in dict.fromkeys(formats)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / FILES[name]).write_bytes(data)
    except OSError as error:
        raise DefinitionError(
            f"cannot write the report: {error.strerror}",
            where=str(folder),
            remedy="choose another folder with --out",
            code="JA148",
        ) from error
    return [folder / FILES[name] for name in files]


def _bytes(audit: Audit, run: Run, name: str, look: Theme, printer: Printer | None) -> bytes:
    if name != "pdf":
        return render(audit, run, name, look).encode("utf-8", "replace")
    if printer is None:
        raise DefinitionError("a PDF needs a browser to print it", remedy="give write() a printer", code="JA149")
    text = html.render(audit, run.picture, look, load_rules(), PRINTED_BUDGET, "JPEG")
    return printer(text, audit.method.ended_at or audit.method.started_at)


def render(audit: Audit, run: Run, name: str, look: Theme) -> str:
    """One format as text."""
    if name == "html":
        return html.render(audit, run.picture, look, load_rules())
    return {"json": json.render, "junit": junit.render, "md": markdown.render}[name](audit)
