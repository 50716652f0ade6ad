"""A place that a finding rests on and of which no picture exists yet."""

from __future__ import annotations

from typing import Literal

from journeyaudit.model.snapshot import Device
from journeyaudit.model.strict import Strict


class Opener(Strict):
    """One control to activate on the way into a state."""

    control: str
    action: Literal["click", "hover"] = "click"


class Sight(Strict):
    """What a picture is wanted of: `quote` in the state of `device` that `url` shows once `openers` were activated.

    `artifact` is the snapshot that the finding cites; `y` is where the quote stood in it, -1 if that is not known.
    """

    device: Device
    url: str
    artifact: str
    quote: str
    openers: tuple[Opener, ...] = ()
    y: int = -1
