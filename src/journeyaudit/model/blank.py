"""What a customer can fill in or choose on a page, read by `fields.js` before a sample purchase goes on."""

from __future__ import annotations

import msgspec

from journeyaudit.model.snapshot import Part


class Choice(Part, frozen=True):
    """One option of a list: what it says and what it sends."""

    text: str
    value: str = ""
    disabled: bool = False


class Blank(Part, frozen=True):
    """One field. `key` finds it again (see Control.key); `type` is an input's type, "select" or "textarea", "radio" also for what
    a script draws as one. `context` is the nearest heading, `form` the key of its form, "" if it is in none. `near`: it belongs
    to the control that was asked about (same form, or the same part of the page).

    `trap`: no customer meets it (off the page, clipped away, hidden from assistive technology, out of the tab order); a robot
    fills it in. `told`: its label can be seen, though the field itself may be drawn by it. `group` is the question that a radio
    button or box answers, `accept` the kinds of file that are taken, `longest` its maximum length (0: none), `fault` what the
    browser has against its value.
    """

    key: str
    type: str
    name: str = ""
    label: str = ""
    context: str = ""
    autocomplete: str = ""
    placeholder: str = ""
    value: str = ""
    checked: bool = False
    required: bool = False
    disabled: bool = False
    visible: bool = True
    choices: tuple[Choice, ...] = ()
    form: str = ""
    near: bool = False
    trap: bool = False
    told: bool = True
    group: str = ""
    accept: str = ""
    longest: int = 0
    fault: str = ""


class Sending(Part, frozen=True):
    """What activating a control sends: the address of its form and how, "" and "get" where it is in none."""

    url: str = ""
    method: str = "get"
    form: str = ""


class Blanks(Part, frozen=True):
    """The fields of a page, and what the control in question would send. `puzzles` are the tests for humans that it holds, by
    name."""

    fields: tuple[Blank, ...] = ()
    sending: Sending = Sending()
    puzzles: tuple[str, ...] = ()


_decoder = msgspec.json.Decoder(Blanks)


def decode_blanks(raw: bytes | str) -> Blanks:
    """From the JSON of the page's script; msgspec.ValidationError for anything else."""
    return _decoder.decode(raw)
