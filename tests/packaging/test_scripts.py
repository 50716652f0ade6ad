"""What the set-up scripts ask of the package is there: they run before any test could tell."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
IMPORT = re.compile(r"^from (journeyaudit[\w.]*) import (.+)$", re.MULTILINE)


@pytest.mark.parametrize("script", sorted(SCRIPTS.iterdir()), ids=lambda path: path.name)
def test_a_script_imports_only_what_the_package_has(script: Path) -> None:
    for module, names in IMPORT.findall(script.read_text("utf-8")):
        for name in names.split(","):
            assert hasattr(import_module(module), name.strip()), f"{module} has no {name.strip()}"
