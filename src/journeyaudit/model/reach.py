"""How far a channel is from a start page."""

from __future__ import annotations

from typing import Literal

from journeyaudit.model.channel import Channel
from journeyaudit.model.snapshot import Device
from journeyaudit.model.strict import Strict

#: exhaustive: every nearer state was seen. sampled: look-alike pages were sampled. budget: stopped early, the figure is an
#: upper bound.
Proof = Literal["exhaustive", "sampled", "budget"]


class Step(Strict):
    """One action of a path as the report tells it. `url` is where it led; `control` finds it again; `picture` shows the
    control outlined before the click.
    """

    action: Literal["open", "click", "hover", "consent"]
    name: str
    url: str
    control: str = ""
    picture: str | None = None


class Scent(Strict):
    """The path of a stranger who follows the most promising wording. `clicks` is None if it did not arrive; `reason` then says
    why.
    """

    clicks: int | None
    path: tuple[Step, ...] = ()
    reason: str = ""


class Reach(Strict):
    """The fewest clicks from one start page to one channel on one device; `clicks` None: not found.

    `hovers` and `banner_clicks` are counted beside the clicks, never inside. `state` is the state where the channel is visible,
    `picture` shows it there.
    `login` and `forms` count walls met on the way.
    """

    start: str
    device: Device
    channel: Channel
    clicks: int | None
    proof: Proof
    kind: str = ""
    value: str = ""
    quote: str = ""
    replayed: bool = False
    hovers: int = 0
    banner_clicks: int = 0
    path: tuple[Step, ...] = ()
    scent: Scent | None = None
    state: str = ""
    url: str = ""
    picture: str | None = None
    reason: str = ""
