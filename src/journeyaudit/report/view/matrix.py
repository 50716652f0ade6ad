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
    """The table: `starts` span `devices` columns each; `proofs` are the words for proof that occur in it."""

    starts: tuple[str, ...]
    devices: tuple[str, ...]
    rows: tuple[Row, ...]
    proofs: tuple[str, ...]


def matrix(reach: tuple[Reach, ...]) -> Matrix:
    """All reaches as one table; where one place has several, the nearest counts."""
    starts = sorted({way.start for way in reach}, key=lambda start: rank(STARTS, start))
    devices = [device for device in DEVICES if any(way.device == device for way in reach)]
    channels = sorted({way.channel for way in reach}, key=channel_rank)
    rows = [
        Row(
            CHANNEL[channel],
            _sample(reach, channel),
            tuple(_cell(_best(reach, channel, start, device)) for start in starts for device in devices),
        )
        for channel in channels
    ]
    proofs = tuple(PROOF[proof] for proof in PROOF if any(way.proof == proof for way in reach))
    return Matrix(tuple(start_name(start) for start in starts), tuple(DEVICE[device] for device in devices), tuple(rows), proofs)


def _best(reach: tuple[Reach, ...], channel: str, start: str, device: str) -> Reach | None:
    here = [way for way in reach if (way.channel, way.start, way.device) == (channel, start, device)]
    return min(here, key=lambda way: (way.clicks is None, way.clicks or 0), default=None)


def _sample(reach: tuple[Reach, ...], channel: str) -> str:
    return next((neutral(said(way), 48) for way in reach if way.channel == channel and way.clicks is not None and said(way)), "")


def _cell(way: Reach | None) -> MatrixCell:
    if way is None:
        return MatrixCell("–", "untried", ("not looked for",))
    notes = tuple(_notes(way))
    if way.clicks is None:
        return MatrixCell("none", "none", notes)
    level = "near" if way.clicks <= NEAR else "middle" if way.clicks <= MIDDLE else "far"
    return MatrixCell(str(way.clicks), level, notes)


def _notes(way: Reach) -> list[str]:
    if way.clicks is None:
        return [ABSENCE[way.proof]]
    notes = [PROOF[way.proof]]
    if not way.replayed:
        notes.append("not replayed")
    if way.hovers:
        notes.append(f"+{count(way.hovers, 'hover')}")
    if way.banner_clicks:
        notes.append(f"+{way.banner_clicks} banner")
    return notes
