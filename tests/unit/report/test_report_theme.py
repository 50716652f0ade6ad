"""A client's theme, and what is said of a bad one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from journeyaudit.errors import DefinitionError, DefinitionErrors
from journeyaudit.model.audit import Audit
from journeyaudit.report import html
from journeyaudit.report.theme import contrast, load


def png() -> bytes:
    stored = BytesIO()
    Image.new("RGB", (80, 30), "#123456").save(stored, "PNG")
    return stored.getvalue()


def folder(tmp_path: Path, text: str, **files: bytes) -> Path:
    (tmp_path / "theme.yaml").write_text(text)
    for name, data in files.items():
        (tmp_path / name.replace("_", ".")).write_bytes(data)
    return tmp_path


def test_a_client_puts_name_colours_logo_and_style_over_the_report(tmp_path: Path, audit: Audit) -> None:
    given = "name: Halden & Co\nfooter: Confidential\ncolours: {accent: '#0b5d5b'}\nlogo: logo.png\ncss: extra.css\n"
    theme = load(folder(tmp_path, given, logo_png=png(), extra_css=b".cover { letter-spacing: 0.01em }"))
    page = html.render(audit, lambda _: b"", theme, {})
    assert '<img src="data:image/png;base64,' in page
    assert 'alt="Halden &amp; Co"' in page
    assert "--accent:#0b5d5b" in page
    assert "letter-spacing: 0.01em" in page
    assert "Confidential" in page


def test_a_client_replaces_one_template_and_keeps_the_others(tmp_path: Path, audit: Audit) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "method.html.jinja").write_text("<section id=method>Our method, {{ page.subject }}</section>")
    page = html.render(audit, lambda _: b"", load(folder(tmp_path, "templates: own\n")), {})
    assert "Our method, Fernhill Office Supplies" in page
    assert "How many clicks away" in page


def test_a_broken_template_is_named_with_its_line(tmp_path: Path, audit: Audit) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "method.html.jinja").write_text("fine\n{% if %}\n")
    theme = load(folder(tmp_path, "templates: own\n"))
    with pytest.raises(DefinitionError, match=r"method\.html\.jinja:2: JA146 the report template is broken"):
        html.render(audit, lambda _: b"", theme, {})


def test_a_template_cannot_reach_into_python(tmp_path: Path, audit: Audit) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "method.html.jinja").write_text("{{ audit.__class__.__mro__ }}")
    theme = load(folder(tmp_path, "templates: own\n"))
    with pytest.raises(DefinitionError, match="JA146"):
        html.render(audit, lambda _: b"", theme, {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour: {}\n", 'theme.yaml:1:1: JA104 unknown key "colour"'),
        ("name: [a]\n", "theme.yaml:1:7"),
        ("colours:\n  accent: red\n", "theme.yaml:2:11"),
        ("colours:\n  accent: '#ffcc00'\n", "accent #ffcc00 on paper #ffffff has a contrast of 1.5; text needs 4.5"),
        ("logo: logo.png\n", 'there is no "logo.png" in the theme folder'),
        ("logo: ../secret.png\n", "lies outside the theme folder"),
        ("logo: theme.yaml\n", '"theme.yaml" is no logo'),
        ("css: bad.css\n", '"bad.css" holds "@import"'),
        ("css: far.css\n", "needs no network"),
        ("css: end.css\n", '"end.css" holds "</"'),
        ("templates: bad.css\n", '"bad.css" is not a folder'),
        ("name: x\n  y\n z: [", "not valid YAML"),
    ],
)
def test_a_bad_theme_is_told_with_place_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bad.css").write_text('@import "x.css";')
    (tmp_path / "far.css").write_text("body { background: url(//host/x.png) }")
    (tmp_path / "end.css").write_text("a::after { content: '</style>' }")
    with pytest.raises(DefinitionErrors) as raised:
        load(folder(tmp_path, text))
    assert said in str(raised.value)
    assert "what to do" in str(raised.value)


def test_all_faults_of_a_theme_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DefinitionErrors) as raised:
        load(folder(tmp_path, "logo: none.png\ncss: none.css\ntemplates: none\n"))
    assert len(raised.value.faults) == 3


def test_a_data_url_in_a_style_sheet_is_welcome(tmp_path: Path) -> None:
    css = b"body { background: url('data:image/png;base64,AA==') } a { fill: url(#x) }"
    assert "data:image/png" in load(folder(tmp_path, "css: a.css\n", a_css=css)).css


def test_a_folder_without_a_theme_says_what_to_create(tmp_path: Path) -> None:
    with pytest.raises(DefinitionErrors, match=r"create theme\.yaml there"):
        load(tmp_path)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
