"""An enquiry of an example: what came back and what was made of it, in place of a mailbox."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.model.conversation import Ground, Step
from journeyaudit.model.message import Pledge
from journeyaudit.model.scenario import EnquiryChannel, Outcome
from journeyaudit.model.strict import Strict


class ExamplePledge(Strict):
    """A time that a message promises."""

    pledge: Annotated[Pledge, Field(description="What is promised")] = "reply"
    says: Annotated[str, Field(min_length=1, description="The words of the promise")]
    due: Annotated[
        float | None, Field(ge=0, description="When it is due, in hours after the letter; none: no time was named")
    ] = None
    kept: Annotated[bool | None, Field(description="Whether it was kept; null: not known")] = None


class ExampleMessage(Strict):
    """One thing that came, or that the shopper noted."""

    kind: Literal["confirmation", "acknowledgement", "reply", "bounce", "survey", "marketing", "note"]
    hours: Annotated[float, Field(ge=0, description="Hours after the letter, by the wall")] = 0.0
    business_hours: Annotated[float | None, Field(ge=0, description="By the company's clock; the same if not given")] = None
    says: Annotated[str, Field(description="Its text")] = ""
    number: Annotated[str, Field(description="The case number that it gives")] = ""
    by: Annotated[str, Field(description="Who signs it")] = ""
    alternatives: Annotated[tuple[str, ...], Field(description="Other channels that it names")] = ()
    no_reply: Annotated[bool, Field(description="It cannot be answered")] = False
    promises: tuple[ExamplePledge, ...] = ()


class ExampleRepeat(Strict):
    """Asks for what was told."""

    fact: str
    says: Annotated[str, Field(min_length=1)]


class ExampleHandoff(Strict):
    """Passes the matter on."""

    says: Annotated[str, Field(min_length=1)]
    warm: bool = False


class ExampleNo(Strict):
    """Refuses something."""

    says: Annotated[str, Field(min_length=1)]
    ground: Ground = ""
    alternative: str = ""
    reversed: bool = False


class ExampleCase(Strict):
    """One enquiry, sent at nine on a Monday. Quotes stand in the first answer unless another message holds them."""

    wanted: Outcome = "refund"
    channel: EnquiryChannel = "email"
    running: Annotated[bool, Field(description="The company still has time")] = False
    sent: Annotated[bool, Field(description="The letter left; otherwise `why_not` says why")] = True
    why_not: str = ""
    came: Annotated[tuple[ExampleMessage, ...], Field(description="What came, in order of time")] = ()
    complete: Annotated[bool | None, Field(description="The first answer settles the matter")] = None
    because: Annotated[str, Field(description="Why it does or does not")] = ""
    repeats: tuple[ExampleRepeat, ...] = ()
    retold: tuple[str, ...] = ()
    handoffs: tuple[ExampleHandoff, ...] = ()
    noes: tuple[ExampleNo, ...] = ()
    steps: Annotated[dict[Step, str], Field(description="Words that take a step of recovery")] = {}
    recovery: Annotated[float, Field(ge=0, le=1, description="How far the steps are taken in all")] = 0.0
