"""How a report looks: the shipped theme, or a client's folder laid over it."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Annotated

from PIL import Image
from pydantic import Field

from journeyaudit.definitions.locate import Document, KeyPath, read_document
from journeyaudit.definitions.validate import validate
from journeyaudit.errors import DefinitionError, DefinitionErrors
from journeyaudit.model.strict import Strict

NAME = "theme.yaml"
MOST_LOGO = 300_000
MOST_CSS = 200_000
#: WCAG 1.4.3 (rules.md D17): the least contrast of text of any size.
LEAST_CONTRAST = 4.5
#: Anything in a style sheet that would load something or end the style element.
_REACHES_OUT = re.compile(r"@import|</|\burl\(\s*['\"]?\s*(?!data:|#|['\"]?\s*(?:data:|#))[^)]", re.IGNORECASE)
_LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Colours(Strict):
    """`ink` writes on `paper` and `wash`; `accent` marks what needs attention and the links."""

    ink: Colour = "#14171c"
    paper: Colour = "#ffffff"
    wash: Colour = "#f5f5f2"
    accent: Colour = "#b42318"


class ThemeFile(Strict):
    """theme.yaml.

    `name` is whoever presents the report; `logo`, `css` and `templates` are files and a folder beside theme.yaml.
    """

    name: Annotated[str, Field(min_length=1, max_length=80)] = ""
    footer: Annotated[str, Field(max_length=200)] = ""
    colours: Colours = Colours()
    logo: str | None = None
    css: str | None = None
    templates: str | None = None


@dataclass(frozen=True)
class Theme:
    """A theme ready for the templates.

    `logo` is a data URI, `css` is added after the shipped style sheet, `templates` is searched first.
    """

    name: str = ""
    footer: str = ""
    colours: Colours = field(default_factory=Colours)
    logo: str | None = None
    css: str = ""
    templates: Path | None = None


def load(folder: Path | None) -> Theme:
    """The theme of a folder, or the shipped one. Raises DefinitionErrors with every fault of the folder at once."""
    if folder is None:
        return Theme()
    if not (folder / NAME).is_file():
        remedy = f"create {NAME} there; docs/audit-format.md shows one"
        raise DefinitionErrors(
            [DefinitionError(f"the theme folder holds no {NAME}", where=str(folder), remedy=remedy, code="JA140")]
        )
    document = read_document(folder / NAME)
    read = validate(document, ThemeFile, document.data) if document.data is not None else None
    theme = _assembled(document, folder, read) if read is not None else None
    if document.faults or theme is None:
        raise DefinitionErrors(document.in_order())
    return theme


def _assembled(document: Document, folder: Path, read: ThemeFile) -> Theme:
    _check_contrast(document, read.colours)
    return Theme(
        read.name,
        read.footer,
        read.colours,
        _logo(document, folder, read.logo),
        _css(document, folder, read.css),
        _templates(document, folder, read.templates),
    )


def _check_contrast(document: Document, colours: Colours) -> None:
    for name, colour in (("ink", colours.ink), ("accent", colours.accent)):
        for ground, behind in (("paper", colours.paper), ("wash", colours.wash)):
            ratio = contrast(colour, behind)
            if ratio < LEAST_CONTRAST:
                message = f"{name} {colour} on {ground} {behind} has a contrast of {ratio:.1f}; text needs {LEAST_CONTRAST}"
                document.fault_at(("colours", name), message, f"choose a darker {name} or a lighter {ground}", code="JA141")


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two `#rrggbb` colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _inside(document: Document, folder: Path, name: str, at: KeyPath) -> Path | None:
    """The path of a file of the theme; a fault unless it exists and lies within the folder."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        document.fault_at(at, f'"{name}" lies outside the theme folder', "copy it into the folder", code="JA142")
        return None
    if not path.exists():
        document.fault_at(at, f'there is no "{name}" in the theme folder', "add the file or remove this line", code="JA142")
        return None
    return path


def _logo(document: Document, folder: Path, name: str | None) -> str | None:
    path = _inside(document, folder, name, ("logo",)) if name else None
    if path is None:
        return None
    kind = _LOGO_TYPES.get(path.suffix.lower())
    raw = path.read_bytes() if path.is_file() else b""
    if kind is None or not raw:
        document.fault_at(("logo",), f'"{name}" is no logo', f"use a file of type {', '.join(_LOGO_TYPES)}", code="JA143")
    elif len(raw) > MOST_LOGO:
        document.fault_at(
            ("logo",), f"the logo has {len(raw):,} bytes; at most {MOST_LOGO:,} fit", "export a smaller one", code="JA143"
        )
    elif not _is_picture(kind, raw):
        document.fault_at(("logo",), f'"{name}" cannot be read as {kind}', "export it again", code="JA143")
    else:
        return f"data:{kind};base64,{base64.b64encode(raw).decode('ascii')}"
    return None


def _is_picture(kind: str, raw: bytes) -> bool:
    if kind == "image/svg+xml":
        return b"<svg" in raw
    try:
        with Image.open(BytesIO(raw)) as image:
            return image.get_format_mimetype() == kind
    except OSError:
        return False


def _css(document: Document, folder: Path, name: str | None) -> str:
    path = _inside(document, folder, name, ("css",)) if name else None
    if path is None:
        return ""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        document.fault_at(("css",), f'"{name}" cannot be read: {error}', "save it as UTF-8 text", code="JA144")
        return ""
    found = _REACHES_OUT.search(text)
    if found or len(text) > MOST_CSS:
        problem = f'holds "{found.group()}"' if found else f"has more than {MOST_CSS:,} characters"
        document.fault_at(
            ("css",),
            f'"{name}" {problem}',
            "a report needs no network: put fonts and pictures in as data: URLs, below the limit",
            code="JA144",
        )
        return ""
    return text


def _templates(document: Document, folder: Path, name: str | None) -> Path | None:
    path = _inside(document, folder, name, ("templates",)) if name else None
    if path is not None and not path.is_dir():
        document.fault_at(("templates",), f'"{name}" is not a folder', "name a folder of Jinja2 templates", code="JA145")
        return None
    return path
