"""A conversation between a customer and a company, whatever carried it, and what is read from it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from journeyaudit.model.message import Promised
from journeyaudit.model.strict import Strict

#: The five steps of service recovery and the close (rules.md §R).
Step = Literal["ownership", "listen", "empathise", "apologise", "refocus", "close"]

#: Why something is refused; "" where no reason is given.
Ground = Literal["", "law", "policy", "stock", "system", "authority", "eligibility"]


class Turn(Strict):
    """One contribution. `at` is ISO 8601 or ""; `name` as given. Automatic messages are `system`: they are read for times and
    case
    numbers, never for steps.
    """

    who: Literal["customer", "agent", "system"]
    text: str
    name: str = ""
    at: str = ""


class Conversation(Strict):
    """Turns in order. `given` are facts that the customer stated before it began, by name (order_number, item …)."""

    id: str = ""
    turns: tuple[Turn, ...]
    given: dict[str, str] = Field(default_factory=dict)


class Quote(Strict):
    """Words of one turn: `turn` is its index, the text's [start, end) is `quote`."""

    turn: int
    quote: str
    start: int
    end: int


class StepTaken(Quote):
    """Words that take a step, or, with `against`, that do the contrary of it (“sorry if …”, “you need to contact the courier”). A
    `stock` phrase says it to anybody.
    """

    step: Step
    against: bool = False
    stock: bool = False


class Repeat(Quote):
    """A request for what was already told: `fact` is its name, `told` the turn that told it, -1 if it was given before."""

    fact: str
    told: int


class Retold(Quote):
    """The customer tells the story again: words of a turn that repeat most of an earlier one (`told`)."""

    told: int


class Handoff(Quote):
    """The matter passes on to another person or department. `warm`: the next one is introduced or already knows."""

    giver: str = ""
    taker: str = ""
    warm: bool = False


class No(Quote):
    """A refusal. `trigger` is the word that refuses, `alternative` what is offered instead, quoted, "" if nothing is;
    `reversed`: a later turn grants it.
    """

    trigger: str
    ground: Ground = ""
    alternative: str = ""
    reversed: bool = False


class Pledged(Quote):
    """A time or an act that the company commits to."""

    promised: Promised


class Recovery(Strict):
    """How well a conversation recovers: 0–1 by step and in all (weights 3/2/1/1/1 of rules.md R3, where the close counts with
    refocus). `concrete` is the share of the customer's own nouns and figures that the answers take up (R5).
    """

    score: float
    steps: dict[Step, float] = {}
    concrete: float = 0.0


class ConversationFact(Strict):
    """All that is read from one conversation; every entry quotes its words."""

    id: str = ""
    steps: tuple[StepTaken, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    retold: tuple[Retold, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    noes: tuple[No, ...] = ()
    promises: tuple[Pledged, ...] = ()
    recovery: Recovery = Recovery(score=0.0)
