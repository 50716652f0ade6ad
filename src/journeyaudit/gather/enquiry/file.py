"""The file for a form that demands one: a small picture, plainly of nothing."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

from PIL import Image

_GREY = (214, 214, 210)


class File(NamedTuple):
    name: str
    type: str
    data: bytes


def file_for(accept: str) -> File | None:
    """A picture, or a PDF of one where only that is taken; None where neither is. `accept` is as the field has it."""
    kinds = [kind.strip().lower() for kind in accept.split(",") if kind.strip()]
    for name, mime, form, suffixes in (
        ("photo.jpg", "image/jpeg", "JPEG", ("image/*", "image/jpeg", ".jpg", ".jpeg", "*", "*/*")),
        ("photo.png", "image/png", "PNG", ("image/png", ".png")),
        ("document.pdf", "application/pdf", "PDF", ("application/pdf", ".pdf", "application/*")),
    ):
        if not kinds or any(kind in suffixes for kind in kinds):
            made = BytesIO()
            Image.new("RGB", (320, 240), _GREY).save(made, form)
            return File(name, mime, made.getvalue())
    return None
