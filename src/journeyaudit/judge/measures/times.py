"""Whether opening hours and reply times stand beside the channel they are about (rules.md C14)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.judge.measures.grounds import nothing_seen, open_question
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.pointing import at_channel, at_state, examples, once_each, sightings
from journeyaudit.model.channel import Channel
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.strict import Strict


class TimesArguments(Strict):
    """`what` must stand beside one of `channels`; the check does not apply where none of these is offered."""

    what: Literal["hours", "reply"]
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]


def times_beside(facts: SiteFacts, _check: Check, arguments: TimesArguments) -> Measurement:
    """0: stated beside one of the channels; 1: stated somewhere else on the site; None: not stated."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    names = " or ".join(arguments.channels)
    offered = once_each(s for channel in arguments.channels for s in sightings(facts, channel))
    if not offered:
        return open_question(facts, names.capitalize()) or Measurement("inapplicable", reason=f"The site offers no {names}.")
    stated = [(fact, time) for fact in facts.states for time in fact.times if time.visible and time.what == arguments.what]
    beside = [(fact, time) for fact, time in stated if time.near in arguments.channels]
    what = "Opening hours" if arguments.what == "hours" else "A reply time"
    if beside:
        reason = f"{what} beside the {beside[0][1].near}: “{beside[0][1].quote}”."
        return Measurement(
            "measured", (MeasuredCell("whole site", 0.0, reason, examples(at_state(fact, time.quote) for fact, time in beside)),)
        )
    if stated:
        reason = (
            f"{what} is stated, but not beside {names}: “{stated[0][1].quote}”."
            if arguments.what == "reply"
            else (f"{what} are stated, but not beside {names}: “{stated[0][1].quote}”.")
        )
        return Measurement(
            "measured", (MeasuredCell("whole site", 1.0, reason, examples(at_state(fact, time.quote) for fact, time in stated)),)
        )
    if (doubt := open_question(facts, what)) is not None:
        return doubt
    evidence = examples(at_channel(facts, s, note=f"nothing beside it says {_ASKED[arguments.what]}") for s in offered[:3])
    return Measurement("measured", (MeasuredCell("whole site", None, f"No page says {_ASKED[arguments.what]}.", evidence),))


_ASKED = {"hours": "when somebody can be reached", "reply": "how soon an answer comes"}

TIMES_BESIDE = Measure(
    "times-beside", TimesArguments, times_beside, "Whether opening hours or a reply time stand beside a channel."
)
