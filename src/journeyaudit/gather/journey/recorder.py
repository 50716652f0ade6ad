"""Playwright's recorder: a visible browser in which a person does what a journey is to repeat."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from journeyaudit.errors import GatherError
from journeyaudit.gather.browser.start import find_browser
from journeyaudit.read.journey.recording import Recording, recorded

#: By this variable Playwright's command line is told of a browser that it did not install itself.
_BROWSER_VARIABLE = "PWTEST_CLI_EXECUTABLE_PATH"


def record(url: str, named: str = "", environment: Mapping[str, str] = os.environ) -> Recording:
    """Opens the browser at `url` and returns when the person has closed it.

    GatherError JA203 on a machine without a display, JA201 without a browser that can be seen, JA204 if nothing was recorded.
    """
    if sys.platform.startswith("linux") and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        raise GatherError(
            "recording needs a display, and this machine has none (neither DISPLAY nor WAYLAND_DISPLAY is set)",
            code="JA203",
            remedy="record on a desktop machine, or log in with `ssh -X`, and copy the journey file here",
        )
    browser = find_browser(named, visible=True)
    with tempfile.TemporaryDirectory(prefix="journeyaudit-") as folder:
        written = Path(folder) / "recorded.jsonl"
        command = [sys.executable, "-m", "playwright", "codegen", "--target", "jsonl", "--output", str(written), url]
        done = subprocess.run(
            command, env={**environment, _BROWSER_VARIABLE: browser.path}, capture_output=True, text=True, check=False
        )
        lines = written.read_text(encoding="utf-8").splitlines() if written.is_file() else []
    found = recorded(lines)
    if not found.steps:
        detail = (done.stderr.strip().splitlines() or ["the browser was closed before a page was seen"])[-1][:200]
        raise GatherError(f"nothing was recorded: {detail}", where=url, code="JA204", remedy="try another browser with --browser")
    return found
