"""The reach matrix: channels against start pages, desktop beside mobile."""

from __future__ import annotations

from dataclasses import dataclass

from journeyaudit.model.reach import Reach
from journeyaudit.report.text import neutral
from journeyaudit.report.view.paths import said
from journeyaudit.report.wording import ABSENCE, CHANNEL, DEVICE, DEVICES, PROOF, STARTS, channel_rank, count, rank, start_name

#: Bounds of the marks, from the click steps of rules.md §C: up to 2 clicks keep nine tenths of the score, 3 keep six.
NEAR, MIDDLE = 2, 3


@dataclass(frozen=True)
class MatrixCell:
    """One figure.

    `clicks` is the number, `none` where nothing was found, `–` where it was not looked for (`untried`); `level` near, middle,
    far, none or untried.
    """

    clicks: str
    level: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One channel. `cells` run start page by start page, each with every device."""

    channel: str
    sample: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class Matrix:
    """The table: `starts` span `devices` columns each; `proofs` are the words for proof that occur in it.

    `beside` says once what stands beside every figure, "" if they differ.
    """

    starts: tuple[str, ...]
    devices: tuple[str, ...]
    rows: tuple[Row, ...]
    proofs: tuple[str, ...]
    beside: str


def matrix(reach: tuple[Reach, ...]) -> Matrix:
    """All reaches as one table; where one place has several, the nearest counts."""
    starts = sorted({way.start for way in reach}, key=lambda start: rank(STARTS, start))
    devices = [device for device in DEVICES if any(way.device == device for way in reach)]
    channels = sorted({way.channel for way in reach}, key=channel_rank)
    banner = _shared_banner(reach)
    rows = [
        Row(
            CHANNEL[channel],
            _sample(reach, channel),
            tuple(_cell(_best(reach, channel, start, device), shared=banner > 0) for start in starts for device in devices),
        )
        for channel in channels
    ]
    proofs = tuple(PROOF[proof] for proof in PROOF if any(way.proof == proof for way in reach))
    beside = f"Beside every figure: {count(banner, 'click')} on the consent banner." if banner else ""
    names = tuple(start_name(start) for start in starts)
    return Matrix(names, tuple(DEVICE[device] for device in devices), tuple(rows), proofs, beside)


def _shared_banner(reach: tuple[Reach, ...]) -> int:
    """The clicks on the consent banner where every way found needs the same number, else 0."""
    numbers = {way.banner_clicks for way in reach if way.clicks is not None}
    return numbers.pop() if len(numbers) == 1 else 0


def _best(reach: tuple[Reach, ...], channel: str, start: str, device: str) -> Reach | None:
    here = [way for way in reach if (way.channel, way.start, way.device) == (channel, start, device)]
    return min(here, key=lambda way: (way.clicks is None, way.clicks or 0), default=None)


def _sample(reach: tuple[Reach, ...], channel: str) -> str:
    return next((neutral(said(way), 48) for way in reach if way.channel == channel and way.clicks is not None and said(way)), "")


def _cell(way: Reach | None, *, shared: bool) -> MatrixCell:
    if way is None:
        return MatrixCell("–", "untried", ("not looked for",))
    notes = tuple(_notes(way, shared=shared))
    if way.clicks is None:
        return MatrixCell("none", "none", notes)
    level = "near" if way.clicks <= NEAR else "middle" if way.clicks <= MIDDLE else "far"
    return MatrixCell(str(way.clicks), level, notes)


def _notes(way: Reach, *, shared: bool) -> list[str]:
    if way.clicks is None:
        return [ABSENCE[way.proof]]
    notes = [PROOF[way.proof]]
    if not way.replayed:
        notes.append("not replayed")
    if way.hovers:
        notes.append(f"+{count(way.hovers, 'hover')}")
    if way.banner_clicks and not shared:
        notes.append(f"+{way.banner_clicks} banner")
    return notes
