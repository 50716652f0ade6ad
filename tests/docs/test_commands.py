"""Every command line in the documents does what the document says.

In a fenced block marked `console`, a line that begins with `$ ` is a command, run in the document's own empty folder, in the
order of the document; a line ending in a backslash goes on in the next. `# exit status N` behind a command says that it ends
with N. `https://client.example` stands for the reader's site; here the demo shop takes its place. Blocks marked `sh` install
things or run the whole test suite: they are read, not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from journeyaudit.demo import serve

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")])
CLIENT = "https://client.example"

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"\s+# exit status (\d)$")


class Command(NamedTuple):
    """One command of a document: its text, the line that it stands on, the exit status that the document promises."""

    text: str
    line: int
    status: int


def commands_of(document: Path) -> Iterator[Command]:
    text = document.read_text("utf-8")
    for block in _BLOCK.finditer(text):
        first = text[: block.start()].count("\n") + 2
        for match in re.finditer(r"^\$ ((?:.*\\\n)*.*)$", block[1], re.MULTILINE):
            promised = _STATUS.search(match[1])
            line = first + block[1][: match.start()].count("\n")
            yield Command(_STATUS.sub("", match[1]), line, int(promised[1]) if promised else 0)


def environment() -> dict[str, str]:
    """The reader's shell: our command first in PATH, and audits of a few pages only."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "JOURNEYAUDIT_AUDIT_MAX_PAGES": "6"}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_in_the_document_works(document: Path, tmp_path: Path) -> None:
    with serve() as shop:
        for command in commands_of(document):
            text = command.text.replace(CLIENT, shop.origin)
            bash = ["bash", "-euo", "pipefail", "-c", text]
            done = subprocess.run(bash, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
            place = f"{document.relative_to(ROOT)}:{command.line}: $ {text}"
            assert done.returncode == command.status, f"{place}\nended with {done.returncode}\n{done.stdout}{done.stderr}"


def test_the_readme_has_commands_to_run() -> None:
    assert len(list(commands_of(ROOT / "README.md"))) >= 5
