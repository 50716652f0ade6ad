"""What one state of one page looked like to a customer.

Written by `gather` (rendered, by `snapshot.js`) or by `read.markup` (plain HTML or text, no browser); read by everything in
`read`.
msgspec rather than pydantic: a snapshot holds a thousand small records and is decoded on the one hot path (200 a second).
Boxes are CSS pixels in document coordinates. All sequences keep document order.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

Region = Literal["header", "nav", "main", "footer", "aside", "dialog"]
Device = Literal["desktop", "mobile"]
VERSION = 1


class Box(NamedTuple):
    """x, y, width, height in CSS pixels from the top left of the document."""

    x: int
    y: int
    width: int
    height: int


NOWHERE = Box(0, 0, 0, 0)


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One record inside a snapshot. Out of the garbage collector's sight: it can be in no cycle, and collecting took three
    quarters of the time of decoding.
    """


class TextBlock(Part, frozen=True):
    """The text of one block-level element, inline children joined as a browser shows them (hidden children left out).

    Invisible text of the same element is a block of its own with `visible=False`. `control` and `overlay` are indexes into the
    snapshot's lists. `shield` is a `data-cfemail` value found on or in the element. `hint` is what a part of it tells to who
    points at it or listens, by `hint_by`: its title, its description (aria-describedby) or a script's tooltip (data-tooltip).
    """

    text: str
    tag: str = "p"
    box: Box = NOWHERE
    visible: bool = True
    region: Region = "main"
    size: float = 16.0
    weight: int = 400
    colour: str = ""
    background: str = ""
    contrast: float | None = None
    heading: int = 0
    control: int | None = None
    overlay: int | None = None
    shield: str = ""
    hint: str = ""
    hint_by: Literal["", "title", "described-by", "tooltip"] = ""


class Control(Part, frozen=True):
    """Something a customer can activate: a link, button, summary, tab, launcher.

    `key` finds it again (see gather.locate). `href` is absolute, `raw_href` as written. `hit`: would a click at its centre
    reach it (None: below the
    fold, not asked). `opens` says that it may open something in place and by what: "click", "hover", "both" or "". `icon`
    gathers class
    names and titles of an icon-only control. `panel` is the text that opening it shows where it can show nothing else (plain
    `details`). `context` is the nearest heading or label before it.
    """

    key: str
    name: str
    tag: str = "a"
    role: str = "link"
    href: str = ""
    raw_href: str = ""
    box: Box = NOWHERE
    visible: bool = True
    hit: bool | None = None
    region: Region = "main"
    context: str = ""
    title: str = ""
    icon: str = ""
    expanded: bool | None = None
    controls: str = ""
    popup: str = ""
    opens: str = ""
    submits: bool = False
    disabled: bool = False
    target: str = ""
    shield: str = ""
    panel: str = ""
    overlay: int | None = None
    form: int | None = None
    frame: int | None = None


class Field(Part, frozen=True):
    """One field of a form. `type` is the input's type, or "textarea" or "select"; `label` is its accessible name."""

    type: str
    name: str = ""
    label: str = ""
    autocomplete: str = ""
    placeholder: str = ""
    required: bool = False
    visible: bool = True
    options: tuple[str, ...] = ()


class Form(Part, frozen=True):
    """A form, or a group of fields with a send button where a script replaces the form element (`tag` tells)."""

    action: str = ""
    raw_action: str = ""
    method: str = "get"
    tag: str = "form"
    name: str = ""
    heading: str = ""
    text: str = ""
    submit: str = ""
    box: Box = NOWHERE
    visible: bool = True
    region: Region = "main"
    fields: tuple[Field, ...] = ()
    overlay: int | None = None


class Overlay(Part, frozen=True):
    """A dialog or a layer fixed over the page. `covers` is the share of the first screen that it hides."""

    key: str
    text: str = ""
    box: Box = NOWHERE
    visible: bool = True
    modal: bool = False
    covers: float = 0.0


class Image(Part, frozen=True):
    """An image with its alternative text."""

    alt: str
    src: str = ""
    box: Box = NOWHERE
    visible: bool = True
    region: Region = "main"
    control: int | None = None


class Frame(Part, frozen=True):
    """An iframe. `read`: same-origin, its content is part of this snapshot."""

    src: str
    title: str = ""
    box: Box = NOWHERE
    visible: bool = True
    read: bool = False


class Snapshot(Part, frozen=True):
    """One state. `scripts` are script URLs, those quoted inside inline loaders included; `structured` holds raw JSON-LD texts.
    `requests` that the page has made since it was last looked at, itself included, those answered from the browser's cache left
    out. `missing_anchors` are the places on this page that its own links name (`#contact` → "contact") and that are not there."""

    url: str
    status: int = 200
    title: str = ""
    language: str = ""
    direction: str = "ltr"
    device: Device = "desktop"
    viewport: tuple[int, int] = (1366, 768)
    height: int = 0
    blocks: tuple[TextBlock, ...] = ()
    controls: tuple[Control, ...] = ()
    forms: tuple[Form, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    images: tuple[Image, ...] = ()
    frames: tuple[Frame, ...] = ()
    scripts: tuple[str, ...] = ()
    structured: tuple[str, ...] = ()
    meta: dict[str, str] = {}
    missing_anchors: tuple[str, ...] = ()
    settled: bool = True
    requests: int = 0
    version: int = VERSION


_decoder = msgspec.json.Decoder(Snapshot)
_encoder = msgspec.json.Encoder()


def decode(raw: bytes | str) -> Snapshot:
    """A snapshot from its JSON; raises msgspec.ValidationError for anything else."""
    return _decoder.decode(raw)


def encode(snapshot: Snapshot) -> bytes:
    """The JSON of a snapshot, byte-stable for equal snapshots."""
    return _encoder.encode(snapshot)
