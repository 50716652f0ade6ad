"""What an enquiry is about: one YAML file under checks/followup/scenarios/."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.model.strict import Strict

#: How an enquiry is sent. A subject of ours; a company has more channels than these two.
EnquiryChannel = Literal["form", "email"]

#: What the customer wants done. `answer`: nothing but the answer to a question.
Outcome = Literal["refund", "redelivery", "replacement", "answer"]


class Letter(Strict):
    """What is written, in one language. Both are Jinja2 templates over the scenario's `facts` and `persona` and the case's
    `token`; a placeholder without a value is a fault, never an empty place in a letter.
    """

    subject: Annotated[str, Field(min_length=3)]
    body: Annotated[str, Field(min_length=20)]


class Persona(Strict):
    """Who writes. `first_name` and `last_name` sign the letter; the subject file's enquiry may name others."""

    first_name: Annotated[str, Field(min_length=1)]
    last_name: Annotated[str, Field(min_length=1)]
    temper: Annotated[str, Field(description="How this customer writes, for whoever edits the letter")] = ""


class Waiting(Strict):
    """How long the company is given, in business hours and business days of its own calendar. After `give_up_days` without a
    word the case is silent.
    """

    acknowledgement_hours: Annotated[float, Field(gt=0)] = 1.0
    answer_days: Annotated[float, Field(gt=0)] = 2.0
    give_up_days: Annotated[float, Field(gt=0)] = 10.0
    check_back_days: Annotated[float, Field(gt=0)] = 10.0


class Scenario(Strict):
    """One enquiry that a mystery shopper makes. `id` is the file's name without suffix.

    `facts` are what the letter states, by name (order_number, order_date, item, amount, due_date …): whatever asks for one of
    them
    again asks twice. A subject file's enquiry overrides single facts, since an order must exist to be asked about.
    `letters` and `closings` are by language (en, de …) or locale (en-GB); the closing thanks and ends the case.
    `topics` are words for a form's list of topics, best first. `real_facts` are those that must be true of this company, such as
    an order number: the scenario's own value is an example to read, and nothing is sent before the subject file gives another.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    title: Annotated[str, Field(min_length=8)]
    persona: Persona
    wanted: Outcome
    resolution: Annotated[str, Field(min_length=10, description="What must have happened for the matter to be resolved")]
    channels: Annotated[tuple[EnquiryChannel, ...], Field(min_length=1, description="Ways to send it, the preferred one first")]
    facts: dict[str, str] = Field(default_factory=dict, description="What the letter states, by name")
    real_facts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    letters: Annotated[dict[str, Letter], Field(min_length=1)]
    closings: Annotated[dict[str, Letter], Field(min_length=1)]
    waiting: Waiting = Waiting()
