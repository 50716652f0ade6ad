"""Pictures as they are: the catalogue has none worth shrinking."""

from __future__ import annotations

from typing import Any, NamedTuple

from oscar.core.thumbnails import AbstractThumbnailer


class Picture(NamedTuple):
    url: str
    width: int = 0
    height: int = 0


class Unchanged(AbstractThumbnailer):
    def generate_thumbnail(self, source: Any, **opts: Any) -> Picture:  # noqa: ARG002 - its signature
        return Picture(getattr(source, "url", str(source)))
