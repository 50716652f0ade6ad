"""Whether opening hours and reply times stand beside the channel they are about (rules.md C14)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.judge.measures.grounds import nothing_seen, open_question
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.naming import BARE, capital, listed
from journeyaudit.judge.measures.pointing import at_channel, at_state, examples, once_each, sightings
from journeyaudit.model.channel import Channel
from journeyaudit.model.check import Check
from journeyaudit.model.fact import ServiceTime, SiteFacts, StateFact
from journeyaudit.model.strict import Strict


class TimesArguments(Strict):
    """`what` must stand beside one of `channels`; the check does not apply where none of these is offered."""

    what: Literal["hours", "reply"]
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]


def times_beside(facts: SiteFacts, _check: Check, arguments: TimesArguments) -> Measurement:
    """0: stated beside one of the channels; 1: stated on another page about the company or its help; None: not stated."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    names = listed(arguments.channels, "or")
    offered = once_each(s for channel in arguments.channels for s in sightings(facts, channel))
    if not offered:
        return open_question(facts, capital(names)) or Measurement("inapplicable", reason=f"The site does not offer {names}.")
    stated = [(fact, time) for fact in facts.states for time in fact.times if time.visible and time.what == arguments.what]
    beside = [(fact, time) for fact, time in stated if time.near in arguments.channels]
    if beside:
        return _stated(0.0, f"{_SAID[arguments.what]} beside the {_name(beside[0][1].near)}", beside)
    elsewhere = [(fact, time) for fact, time in stated if fact.kind in _TELLING]
    if elsewhere:
        return _stated(1.0, f"{_SAID[arguments.what]}, but not beside {names}", elsewhere)
    if (doubt := open_question(facts, f"A statement of {_ASKED[arguments.what]}")) is not None:
        return doubt
    evidence = examples(at_channel(facts, s, note=f"nothing beside it says {_ASKED[arguments.what]}") for s in offered[:3])
    return Measurement("measured", (MeasuredCell("whole site", None, f"No page says {_ASKED[arguments.what]}.", evidence),))


def _name(channel: str) -> str:
    return next((name for known, name in BARE.items() if known == channel), channel)


def _stated(value: float, where: str, found: Sequence[tuple[StateFact, ServiceTime]]) -> Measurement:
    evidence = examples(at_state(fact, time.quote) for fact, time in found)
    return Measurement("measured", (MeasuredCell("whole site", value, f"{where}: “{found[0][1].quote}”.", evidence),))


#: Kinds of page whose times are about the company's service; those on a policy or a product are about deliveries and goods.
_TELLING = frozenset({"home", "contact", "help", "identification", "complaint", "other"})
_ASKED = {"hours": "when somebody can be reached", "reply": "how soon an answer comes"}
_SAID = {"hours": "Opening hours are stated", "reply": "A reply time is stated"}

TIMES_BESIDE = Measure(
    "times-beside", TimesArguments, times_beside, "Whether opening hours or a reply time stand beside a channel."
)
