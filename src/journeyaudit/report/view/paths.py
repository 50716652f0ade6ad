"""The filmstrips: each distinct path once, with every channel and start page that it serves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from journeyaudit.model.reach import Reach, Scent, Step
from journeyaudit.report.text import neutral, safe_href, within_site
from journeyaudit.report.wording import CHANNEL, DEVICE, DEVICES, PROOF, STARTS, channel_rank, count, listing, rank, start_name

MOST_ENDS = 3
LONGEST_QUOTE = 60
MOST_SCENTS = 2
VERB = {"click": "Click", "hover": "Point at", "consent": "Close the consent banner:", "open": "Open"}
Signature = tuple[str, tuple[tuple[str, str, str], ...]]


@dataclass(frozen=True)
class Frame:
    """One picture of the strip.

    `title` says what the customer does there, `alt` describes the picture for those who cannot see it.
    """

    number: str
    title: str
    url: str
    href: str | None
    picture: str | None
    alt: str
    last: bool


@dataclass(frozen=True)
class ScentView:
    """What a stranger who follows the wording does. `for_whom` names the start pages and channels where several differ."""

    for_whom: str
    summary: str
    steps: tuple[str, ...]
    longer: bool


@dataclass(frozen=True)
class OtherWay:
    """Another way to the same place from other start pages."""

    title: str
    clicks: str
    proof: str
    steps: tuple[str, ...]
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class PathView:
    """One place on one device and the way that most start pages lead there by; `others` are the ways from the rest."""

    anchor: str
    title: str
    clicks: str
    beside: str
    proof: str
    serves: tuple[tuple[str, str], ...]
    frames: tuple[Frame, ...]
    scents: tuple[ScentView, ...]
    others: tuple[OtherWay, ...] = ()


@dataclass(frozen=True)
class DevicePaths:
    """The paths of one device, shortest first."""

    device: str
    mobile: bool
    paths: tuple[PathView, ...]
    absent: tuple[str, ...]


def device_paths(reach: tuple[Reach, ...], origins: Sequence[str]) -> tuple[DevicePaths, ...]:
    """All filmstrips; reaches that share device and clicks (whatever page they start from) share one strip."""
    devices = [device for device in DEVICES if any(way.device == device for way in reach)]
    return tuple(
        DevicePaths(DEVICE[device], device == "mobile", tuple(_paths(reach, device, origins)), tuple(_absent(reach, device)))
        for device in devices
    )


def _paths(reach: tuple[Reach, ...], device: str, origins: Sequence[str]) -> list[PathView]:
    groups: dict[Signature, list[Reach]] = {}
    starts = {way.start: way.url for way in reach if way.device == device and way.clicks == 0}
    for way in sorted(reach, key=_order):
        if way.device == device and way.clicks is not None:
            groups.setdefault(_signature(way, starts.get(way.start, "")), []).append(way)
    places: dict[tuple[object, ...], list[list[Reach]]] = {}
    for ways in groups.values():
        places.setdefault(_place(ways), []).append(ways)
    told = [sorted(place, key=lambda ways: -len(ways)) for place in places.values()]
    told.sort(key=lambda place: (place[0][0].clicks or 0, -len(place[0])))
    return [_path(place, f"path-{device}-{index}", origins) for index, place in enumerate(told, 1)]


def _place(ways: list[Reach]) -> tuple[object, ...]:
    """What ways must share to be told together: where they end, by which last click, and what the customer has there."""
    last = ways[0].path[-1] if ways[0].path else None
    return (last.name, last.url) if last else (), tuple(sorted({way.channel for way in ways}))


def _order(way: Reach) -> tuple[tuple[int, str], tuple[int, str]]:
    return rank(STARTS, way.start), channel_rank(way.channel)


def _signature(way: Reach, start: str) -> Signature:
    """Device and clicks; the URL of a click that opens something in place does not count, as it differs by start page."""
    clicks: list[tuple[str, str, str]] = []
    here = start
    for step in way.path:
        if step.action in ("click", "hover"):
            clicks.append((step.action, step.name, "" if step.url == here else step.url))
        here = step.url
    return way.device, tuple(clicks)


def _path(place: list[list[Reach]], anchor: str, origins: Sequence[str]) -> PathView:
    ways, everyone = place[0], [way for ways in place for way in ways]
    first = ways[0]
    beside = [count(first.hovers, "hover")] if first.hovers else []
    beside += [f"{count(first.banner_clicks, 'click')} on the consent banner"] if first.banner_clicks else []
    return PathView(
        anchor,
        _title(ways),
        count(first.clicks or 0, "click"),
        f"beside it {listing(beside)}" if beside else "",
        _proof(ways),
        tuple(_serves(everyone)),
        tuple(_frames(ways, origins)),
        tuple(_scents(everyone)),
        tuple(_other(each, origins) for each in place[1:]),
    )


def _other(ways: list[Reach], origins: Sequence[str]) -> OtherWay:
    steps = tuple(neutral(step.name, 50) for step in _actions(ways[0]))
    return OtherWay(_title(ways), count(ways[0].clicks or 0, "click"), _proof(ways), steps, tuple(_frames(ways, origins)))


def _title(ways: list[Reach]) -> str:
    starts = listing(list(dict.fromkeys(start_name(way.start).lower() for way in ways)))
    return f"From the {starts}" if ways[0].clicks else f"Seen at once on the {starts}"


def _proof(ways: list[Reach]) -> str:
    proofs = listing(sorted({PROOF[way.proof] for way in ways}))
    return f"{proofs}, {'replayed by real clicks' if all(way.replayed for way in ways) else 'not replayed in every case'}"


def _serves(ways: list[Reach]) -> list[tuple[str, str]]:
    """Channel and value, each once."""
    ordered = sorted(ways, key=lambda way: channel_rank(way.channel))
    return list(dict.fromkeys((CHANNEL[way.channel], neutral(said(way), 90)) for way in ordered))


def said(way: Reach) -> str:
    """What the customer has in the end: a number and an address as the site writes them, else the value that was read."""
    if way.channel in ("phone", "post", "store") and way.quote and len(way.quote) <= LONGEST_QUOTE:
        return way.quote
    if way.value == way.channel:  # a widget has no address of its own
        return way.kind
    return re.sub("^https?://", "", way.value) or way.quote or way.kind


def _frames(ways: list[Reach], origins: Sequence[str]) -> list[Frame]:
    frames = [_step_frame(step, index, ways[0], origins) for index, step in enumerate(_actions(ways[0]), 1)]
    ends: dict[str, list[Reach]] = {}
    for way in ways:
        ends.setdefault(way.picture or "", []).append(way)
    for shown in list(ends.values())[:MOST_ENDS]:
        names = listing(list(dict.fromkeys(CHANNEL[way.channel].lower() for way in shown)))
        frames.append(_end_frame(shown[0], names, str(len(_actions(ways[0])) + 1), origins))
    return frames


def _actions(way: Reach) -> list[Step]:
    return [step for step in way.path if step.action != "open"]


def _step_frame(step: Step, number: int, way: Reach, origins: Sequence[str]) -> Frame:
    title = f"{VERB[step.action]} “{neutral(step.name, 70)}”"
    alt = f"The {DEVICE[way.device].lower()} page before the customer does this: {title}. The control is outlined."
    return Frame(str(number), title, within_site(step.url, origins), safe_href(step.url), step.picture, alt, False)


def _end_frame(way: Reach, names: str, number: str, origins: Sequence[str]) -> Frame:
    title = f"Here: {names}"
    return Frame(
        number,
        title,
        within_site(way.url, origins),
        safe_href(way.url),
        way.picture,
        f"The {DEVICE[way.device].lower()} page that shows {names}.",
        True,
    )


def _scents(ways: list[Reach]) -> list[ScentView]:
    """The distinct scent paths of a group, most common first, at most `MOST_SCENTS`."""
    groups: dict[tuple[object, ...], list[Reach]] = {}
    for way in ways:
        if way.scent is not None:
            key = (way.scent.clicks, way.scent.reason, tuple((step.action, step.name) for step in way.scent.path))
            groups.setdefault(key, []).append(way)
    ordered = sorted(groups.values(), key=len, reverse=True)[:MOST_SCENTS]
    return [_scent(members, members[0].scent, alone=len(groups) == 1) for members in ordered if members[0].scent]


def _scent(ways: list[Reach], scent: Scent, *, alone: bool) -> ScentView:
    shortest = min(way.clicks or 0 for way in ways)
    channels = listing(list(dict.fromkeys(CHANNEL[way.channel].lower() for way in ways)))
    whom = "" if alone else f"{channels}, from the {listing(list(dict.fromkeys(start_name(way.start).lower() for way in ways)))}"
    steps = tuple(neutral(step.name, 50) for step in scent.path if step.action in ("click", "hover"))
    if scent.clicks is None:
        return ScentView(whom, f"does not arrive{': ' + neutral(scent.reason, 160) if scent.reason else ''}", steps, True)
    if scent.clicks <= shortest:
        return ScentView(whom, "arrives by the shortest way" if shortest else "sees it at once", steps if shortest else (), False)
    return ScentView(
        whom, f"needs {count(scent.clicks, 'click')}, {scent.clicks - shortest} more than the shortest way", steps, True
    )


def _absent(reach: tuple[Reach, ...], device: str) -> list[str]:
    """One sentence a channel that some start page did not lead to."""
    sentences: list[str] = []
    for channel in sorted({way.channel for way in reach}, key=channel_rank):
        tried = [way for way in sorted(reach, key=_order) if (way.channel, way.device) == (channel, device)]
        missing = [way for way in tried if way.clicks is None]
        if missing:
            starts = (
                "any start page"
                if len(missing) == len(tried)
                else "the " + listing([start_name(way.start).lower() for way in missing])
            )
            reason = next((f" ({neutral(way.reason, 160)})" for way in missing if way.reason), "")
            sentences.append(f"{CHANNEL[channel]}: not found from {starts}{reason}.")
    return sentences
