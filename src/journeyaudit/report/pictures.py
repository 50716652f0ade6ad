"""Scales and compresses the pictures of a report so that it stays within its size."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image

from journeyaudit.errors import EvidenceError

#: Bytes that all pictures of one report may take, encoded; leaves room for text below 5 MB.
BUDGET = 4_200_000
Rung = tuple[int, int]
#: A PDF takes JPEG over as it is, where it would unpack WebP to many times its size.
Form = Literal["WEBP", "JPEG"]
#: Longest width in pixels and WebP quality, best first. The last is still legible for an outlined control.
RUNGS: tuple[Rung, ...] = ((1000, 78), (840, 72), (720, 66), (600, 60), (480, 52), (400, 45), (320, 38))
#: A picture much taller than a screen shows its top only.
TALLEST = 2.4

#: How many pictures an estimate looks at, and how far it may be off before a rung is skipped unseen.
SAMPLED, DOUBT = 8, 1.3

Fetch = Callable[[str], bytes]


@dataclass(frozen=True)
class Picture:
    """A picture ready for an img element: a data URI and its size in pixels."""

    source: str
    width: int
    height: int


def shrink(places: Sequence[str], fetch: Fetch, budget: int = BUDGET, form: Form = "WEBP") -> dict[str, Picture]:
    """Pictures by hash, all together at most `budget` bytes where each place of `places` counts (a hash may stand in several).

    The first rung that fits is taken for all. If even the last does not fit, those that come first in `places` are kept.
    A picture that is missing or cannot be read is left out.
    """
    sample = list(dict.fromkeys(places))[:: max(1, len(set(places)) // SAMPLED)]
    for rung in RUNGS[:-1]:
        if _estimate(sample, fetch, rung, form) * len(places) > budget * DOUBT:
            continue
        encoded = _within(places, fetch, rung, budget, form)
        if encoded is not None:
            return encoded
    return _first_that_fit(places, fetch, budget, form)


def _estimate(sample: Sequence[str], fetch: Fetch, rung: Rung, form: Form) -> float:
    """Mean size of a few pictures at one rung, so that a rung far too large costs a few pictures and not all."""
    sizes = [len(picture.source) for sha in sample if (picture := _encoded(sha, fetch, rung, form)) is not None]
    return sum(sizes) / len(sizes) if sizes else 0.0


def _within(places: Sequence[str], fetch: Fetch, rung: Rung, budget: int, form: Form) -> dict[str, Picture] | None:
    """All pictures at one rung, or None as soon as they exceed the budget.

    Keeps encoded bytes only: decoded ones would fill the memory.
    """
    encoded: dict[str, Picture] = {}
    for sha, times in Counter(places).items():
        picture = _encoded(sha, fetch, rung, form)
        if picture is None:
            continue
        budget -= len(picture.source) * times
        if budget < 0:
            return None
        encoded[sha] = picture
    return encoded


def _first_that_fit(places: Sequence[str], fetch: Fetch, budget: int, form: Form) -> dict[str, Picture]:
    kept: dict[str, Picture] = {}
    for sha, times in Counter(places).items():
        picture = _encoded(sha, fetch, RUNGS[-1], form)
        if picture is not None and len(picture.source) * times <= budget:
            kept[sha] = picture
            budget -= len(picture.source) * times
    return kept


def _encoded(sha: str, fetch: Fetch, rung: Rung, form: Form) -> Picture | None:
    image = _opened(sha, fetch)
    return None if image is None else _encode(image, *rung, form)


def _opened(sha: str, fetch: Fetch) -> Image.Image | None:
    """None if it is missing, no picture, or absurdly large."""
    try:
        with Image.open(BytesIO(fetch(sha))) as image:
            picture = image.convert("RGB")
    except (EvidenceError, OSError, ValueError, Image.DecompressionBombError):
        return None
    if picture.height > picture.width * TALLEST:
        return picture.crop((0, 0, picture.width, round(picture.width * TALLEST)))
    return picture


def _scaled(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image
    size = (width, max(1, round(image.height * width / image.width)))
    # Pillow declares the type of `size` with numpy, which is not installed.
    return image.resize(size, Image.Resampling.LANCZOS)  # pyright: ignore[reportUnknownMemberType]


def _encode(image: Image.Image, width: int, quality: int, form: Form) -> Picture:
    scaled = _scaled(image, width)
    stored = BytesIO()
    scaled.save(stored, form, quality=quality, method=2)
    return Picture(
        f"data:image/{form.lower()};base64," + base64.b64encode(stored.getvalue()).decode("ascii"), scaled.width, scaled.height
    )
