"""The promises of one page, each with its prominence, its notes, and the conditions that stand in it or beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import Distance, Note, Prominence
from journeyaudit.model.promise import Exclusion, Promise
from journeyaudit.model.snapshot import NOWHERE, Device, TextBlock
from journeyaudit.read.ledger.notes import hints, is_sign, notes
from journeyaudit.read.ledger.page import Page, Reader, Told
from journeyaudit.read.ledger.prominence import distance, middle, of_block, of_image
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.pages.prose import PROMISE_LEGS, prose_of

#: A line so near below or above a claim is read together with it, in heights of the claim's own line.
_NEAR = 2.2
_MOST_BESIDE = 4
_BANNER_WIDTH = 300
_LONGEST_CLAIM = 1200
#: Without such a word an amount beside a claim is the price of the goods.
_CHARGES = ("delivery_words", "terms_fee", "terms_extra")


class Claim(NamedTuple):
    """A promise where it stands. `inside` are the exclusions of its own block, `beside` those of the lines next to it. `links`
    are the targets of the claim itself and of the words beside it.
    """

    promise: Promise
    prominence: Prominence
    evidence: Evidence
    state: str
    url: str
    device: Device
    kind: str
    region: str
    inside: tuple[Exclusion, ...]
    beside: tuple[Told, ...]
    notes: tuple[Note, ...]
    links: tuple[str, ...]


def claims(page: Page, reader: Reader) -> Iterator[Claim]:
    """Every promise that a customer sees on the page, and those of its banners' alternative texts."""
    for index in sorted(prose_of(page.snapshot).naming(*PROMISE_LEGS)):
        block = page.snapshot.blocks[index]
        if not block.visible or len(block.text) > _LONGEST_CLAIM:
            continue
        for promise in reader.promises(block.text, page.language):
            yield _claim(page, reader, index, block, promise)
    for image in page.snapshot.images:
        if image.visible and image.alt and image.box.width >= _BANNER_WIDTH:
            for promise in reader.promises(image.alt, page.language):
                standing = of_image(image, page.snapshot, page.body)
                yield Claim(
                    promise=promise,
                    prominence=standing,
                    evidence=page.evidence(promise.quote, image.box, "read from the picture's alternative text"),
                    state=page.state,
                    url=page.url,
                    device=page.device,
                    kind=page.kind,
                    region=image.region,
                    inside=(),
                    beside=(),
                    notes=notes(page, promise.marker, standing, -1) if promise.marker and is_sign(promise.marker) else (),
                    links=(),
                )


def _claim(page: Page, reader: Reader, index: int, block: TextBlock, promise: Promise) -> Claim:
    standing = of_block(block, page.snapshot, page.body)
    near = _beside(page, index)
    signed = promise.marker if is_sign(promise.marker) else None
    return Claim(
        promise=promise,
        prominence=standing,
        evidence=page.evidence(promise.quote, block.box),
        state=page.state,
        url=page.url,
        device=page.device,
        kind=page.kind,
        region=block.region,
        inside=reader.exclusions(block.text, page.language),
        beside=tuple(
            told
            for other in near
            if not _is_of_another(promise, page.snapshot.blocks[other].text, page, reader)
            for told in _told(page, reader, other, standing, block)
        ),
        notes=notes(page, signed, standing, index) if signed else tuple(_unsigned(page, reader, standing, index)),
        links=tuple(_links(page, [index, *near])),
    )


def _unsigned(page: Page, reader: Reader, standing: Prominence, index: int) -> Iterator[Note]:
    """What the claim's line tells to who points at it, where it states a condition: other titles are mere names."""
    return (note for note in hints(page, "", standing, index) if reader.exclusions(note.quote, page.language))


def _beside(page: Page, index: int) -> list[int]:
    """The blocks read together with the claim: the lines next to it in the same part of the page."""
    blocks, own = page.snapshot.blocks, page.snapshot.blocks[index]
    if own.box == NOWHERE:
        return []
    reach = _NEAR * max(own.size * 1.5, 20)
    around = range(max(0, index - _MOST_BESIDE), min(len(blocks), index + _MOST_BESIDE + 1))
    return [i for i in around if i != index and _is_near(own, blocks[i], reach)]


def _is_near(own: TextBlock, other: TextBlock, reach: float) -> bool:
    if not other.visible or other.region != own.region or other.box == NOWHERE or len(other.text) > _LONGEST_CLAIM:
        return False
    gap = max(other.box.y - own.box.y - own.box.height, own.box.y - other.box.y - other.box.height)
    aside = max(other.box.x - own.box.x - own.box.width, own.box.x - other.box.x - other.box.width)
    return gap <= reach and aside <= 0


def _is_of_another(promise: Promise, text: str, page: Page, reader: Reader) -> bool:
    """The line makes a promise of its own, and not this one on a condition: what it says, it says of that."""
    others = reader.promises(text, page.language)
    if not others or any(matcher(topic).find(text) for topic in ("conditional_words", "terms_extra")):
        return False
    return not any(_shares(promise, other) for other in others)


def _shares(one: Promise, other: Promise) -> bool:
    if one.speed_max_days is not None and (one.speed_max_days, one.speed_of) == (other.speed_max_days, other.speed_of):
        return True
    return one.price is not None and one.price == other.price


def _told(page: Page, reader: Reader, index: int, claim: Prominence, own: TextBlock) -> Iterator[Told]:
    block = page.snapshot.blocks[index]
    standing = of_block(block, page.snapshot, page.body)
    away: Distance = distance(claim, middle(own), standing, middle(block), page.snapshot.viewport[1])
    for exclusion in reader.exclusions(block.text, page.language):
        if exclusion.type == "surcharge" and not any(matcher(topic).find(block.text) for topic in _CHARGES):
            continue
        yield Told(exclusion, block.text, standing, away, page.evidence(exclusion.quote, block.box))


def _links(page: Page, blocks: list[int]) -> Iterator[str]:
    for index in blocks:
        control = page.snapshot.blocks[index].control
        if control is not None and page.snapshot.controls[control].href:
            yield page.snapshot.controls[control].href
