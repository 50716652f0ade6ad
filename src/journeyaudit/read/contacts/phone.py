"""Telephone and fax channels: what a tel: link dials, and the numbers that text shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.contacts.facts import fact_of_block, fact_of_control
from journeyaudit.read.contacts.numbers import Number, number_of
from journeyaudit.read.contacts.phone_text import Numeral, numbers_in
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.pages.prose import prose_of

_DIALS = re.compile(r"\s*(?:tel|callto|phone|skype)\s*:/{0,2}", re.I)
_MESSENGERS = re.compile(r"wa\.me|whatsapp|viber|t\.me|telegram", re.I)
_LABEL_LENGTH = 60
_NAME_ONLY = re.compile(r"[\d\s()+.\-–/]+")


def phones(snapshot: Snapshot, countries: tuple[str, ...]) -> Iterator[ChannelFact]:
    """Phone and fax facts of the snapshot, links first."""
    dialled: dict[int, str] = {}
    for index, control in enumerate(snapshot.controls):
        if _DIALS.match(control.raw_href):
            yield from _of_link(snapshot, index, countries, dialled)
    yield from _of_text(snapshot, countries, dialled)
    for image in snapshot.images:
        for numeral in numbers_in(image.alt, "", countries) if any(map(str.isdigit, image.alt)) else ():
            if numeral.label in ("phone", "callable", "both"):
                yield ChannelFact(
                    channel="phone", value=numeral.value, quote=image.alt[:200], kind="image-only", source="image",
                    visible=image.visible, region=image.region, control=image.control,
                )  # fmt: skip


def _of_link(snapshot: Snapshot, index: int, countries: tuple[str, ...], dialled: dict[int, str]) -> Iterator[ChannelFact]:
    control = snapshot.controls[index]
    number = _dialled(control.raw_href, countries)
    if number is None:
        return
    shown = number_of(control.name, countries) if _NAME_ONLY.fullmatch(control.name) else None
    if not number.valid and shown is not None and shown.valid:
        return
    dialled[index] = number.value
    words = f"{control.name} {control.title}"
    is_fax = matcher("fax_label").find(words) is not None and matcher("phone_label").find(words) is None
    yield fact_of_control(snapshot, index, "fax" if is_fax else "phone", number.value, kind=number.kind)


def _dialled(href: str, countries: tuple[str, ...]) -> Number | None:
    written = re.split(r"[;?,]", unquote(_DIALS.sub("", href)))[0].strip()
    if re.search(r"[{}\[\]<>$%]", written) or re.search(r"[xX*_]{3}", written):
        return None
    return number_of(written, countries)


def _of_text(snapshot: Snapshot, countries: tuple[str, ...], dialled: dict[int, str]) -> Iterator[ChannelFact]:
    for index in prose_of(snapshot).digits:
        block = snapshot.blocks[index]
        before = _label_before(snapshot, index) or ("tel" if block.control in dialled else "")
        for numeral in numbers_in(block.text, before, countries):
            if numeral.label not in ("", "messaging") or not _on_messenger(snapshot, index):
                yield from _of_numeral(snapshot, index, numeral)


def _label_before(snapshot: Snapshot, index: int) -> str:
    """The text of the block before, if it may be the label of this one."""
    before = snapshot.blocks[index - 1] if index else None
    return before.text if before is not None and before.visible and len(before.text) <= _LABEL_LENGTH else ""


def _on_messenger(snapshot: Snapshot, index: int) -> bool:
    """Does the block stand on a link to a messenger?"""
    control = snapshot.blocks[index].control
    return control is not None and _MESSENGERS.search(snapshot.controls[control].href) is not None


def _of_numeral(snapshot: Snapshot, index: int, numeral: Numeral) -> Iterator[ChannelFact]:
    quote = snapshot.blocks[index].text[numeral.start : numeral.end]
    if numeral.label in ("fax", "both"):
        yield fact_of_block(snapshot, index, "fax", numeral.value, quote)
    if numeral.label in ("", "phone", "both", "callable"):
        yield fact_of_block(snapshot, index, "phone", numeral.value, quote, kind=numeral.kind)
    if numeral.label in ("messaging", "callable"):
        yield fact_of_block(snapshot, index, "messaging", numeral.value, quote, kind="whatsapp")
