"""The report a person reads: one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from journeyaudit.definitions.shipped import folder
from journeyaudit.errors import DefinitionError
from journeyaudit.model.audit import Audit
from journeyaudit.model.rule import Rule
from journeyaudit.report.pictures import BUDGET, Fetch, Form, Picture, shrink
from journeyaudit.report.text import css_string
from journeyaudit.report.theme import Theme
from journeyaudit.report.view import View, view
from journeyaudit.report.wording import moment

TEMPLATE = "report.html.jinja"
STYLE = "report.css"
SCRIPT = "report.js"


def render(audit: Audit, fetch: Fetch, theme: Theme, rules: Mapping[str, Rule], budget: int = BUDGET, form: Form = "WEBP") -> str:
    """The report, with its pictures in `form`.

    Pictures that `fetch` does not find are named as missing. Raises DefinitionError if a client's own template is broken.
    """
    shown = view(audit, rules)
    return _filled(audit, shown, shrink(shown.pictures(), fetch, budget, form), theme)


def _filled(audit: Audit, shown: View, pictures: dict[str, Picture], theme: Theme) -> str:
    shipped = folder("reports")
    style = _read(shipped / STYLE) + "\n" + theme.css
    script = _read(shipped / SCRIPT).strip()
    content = {
        "view": shown,
        "audit": audit,
        "theme": theme,
        "pictures": pictures,
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(script),
        "running": Markup(css_string(f"{shown.cover.subject}: {shown.cover.kind.lower()}, {shown.cover.date}")),
        "made": moment(audit.method.ended_at or audit.method.started_at),
    }
    try:
        return _environment(shipped, theme).get_template(TEMPLATE).render(content)
    except TemplateError as error:
        place = f"{getattr(error, 'filename', None) or theme.templates or shipped}:{getattr(error, 'lineno', None) or 1}"
        raise DefinitionError(
            f"the report template is broken: {error}", where=place, remedy="correct the template", code="JA146"
        ) from error


def _environment(shipped: Path, theme: Theme) -> SandboxedEnvironment:
    """Sandboxed, because a client's templates come from elsewhere and need nothing but the view."""
    places = [theme.templates, shipped] if theme.templates else [shipped]
    return SandboxedEnvironment(
        loader=FileSystemLoader([str(place) for place in places]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _policy(script: str) -> str:
    """The content security policy: nothing is loaded, and no script runs but the one that the report brings."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _read(path: Path) -> str:
    return path.read_text("utf-8")
