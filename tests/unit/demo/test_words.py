"""What is said about the shop, by its documentation and by its command."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import urllib.request
from importlib.resources import files
from pathlib import Path

import yaml
from click.testing import CliRunner

from journeyaudit.cli.demo import demo

DOCS = Path(__file__).parents[3] / "docs" / "demo-shop.md"


def test_the_documentation_lists_every_known_flaw() -> None:
    told = yaml.safe_load(files("journeyaudit.demo").joinpath("flaws.yaml").read_text("utf-8"))
    rows = re.findall(r"^\| ([a-z-]+-[a-z-]+|zones) \|", DOCS.read_text("utf-8").partition("## Known flaws")[2], flags=re.M)
    assert rows == [flaw["id"] for flaw in told["flaws"]]


def test_serving_opens_the_shop_until_it_is_interrupted() -> None:
    serving = [sys.executable, "-u", "-m", "journeyaudit", "demo", "--serve"]
    with subprocess.Popen(serving, stdout=subprocess.PIPE, text=True) as command:
        assert command.stdout is not None
        origin = command.stdout.readline().split()[-1]
        with urllib.request.urlopen(origin, timeout=10) as reply:
            assert "Quirewell" in reply.read().decode()
        command.terminate()  # what runs in the background of a shell does not hear Ctrl+C
        assert "Closed. Requests answered: 1." in command.stdout.read()
    assert command.returncode == 0


def test_a_port_that_is_taken_is_told_plainly() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(demo, ["--serve", "--port", str(port)])
    assert (result.exit_code, f"Port {port} of 127.0.0.1 cannot be used" in result.output) == (2, True)
