"""The scripts that run inside the page: `watch` before the page's own, the snapshot once a state."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from journeyaudit.model.snapshot import Device

_READERS = ("visible.js", "controls.js", "forms.js", "walk.js", "snapshot.js")


def _source(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def watch_script(*, keep_windows: bool) -> str:
    """The script to install before any page script. `keep_windows` False: window.open is written down instead of followed."""
    return _source("watch.js").replace("KEEP_WINDOWS", json.dumps(keep_windows))


@cache
def snapshot_script(device: Device, settle_ms: int = 4000, scroll: bool = True) -> str:
    """The expression to evaluate: a promise of one JSON string in the shape of `model.snapshot.Snapshot`. Waits at most
    `settle_ms` twice.
    """
    options = json.dumps({"device": device, "settle": settle_ms, "scroll": scroll})
    body = "\n".join(_source(name) for name in _READERS)
    return f"(async () => {{ const OPTIONS = {options};\n{body}\n}})()"


@cache
def fields_script() -> str:
    """A function of one control's key ("" for none): one JSON string in the shape of `model.blank.Blanks`."""
    body = "\n".join(_source(name) for name in ("visible.js", "controls.js", "forms.js", "fields.js"))
    return f"(KEY) => {{ {body}\n}}"


@cache
def fill_script() -> str:
    """A function of [[key, value]…]: puts the values into those fields; the keys of those that took."""
    return _source("fill.js")


@cache
def point_script() -> str:
    """A function of [key, trying] (key: model.snapshot.Control.key; trying: write navigations down instead of making them):
    scrolls that control into view, answers its place in the viewport or null.
    """
    return _source("point.js")


@cache
def outline_script() -> str:
    """A function of (boxes in the viewport, on): draws outlines over the page for a picture, or takes them away."""
    return _source("outline.js")
