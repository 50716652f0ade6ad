"""How well a conversation recovers, in figures. Sources: rules.md R3–R7; the numbers are our own convention (OP)."""

from __future__ import annotations

from collections.abc import Sequence

from journeyaudit.model.conversation import Recovery, Repeat, Step, StepTaken
from journeyaudit.read.recovery.retold import content_words
from journeyaudit.read.recovery.sentences import ReadTurn

#: R3: responsibility matters most, then repair. The close is a quarter of the repair.
_WEIGHTS: dict[Step, float] = {"ownership": 3, "listen": 1, "empathise": 1, "apologise": 1, "refocus": 1.5, "close": 0.5}
_AGAINST, _STOCK = 0.34, 0.4
#: R7: more apologies than this weaken.
_ENOUGH, _TOO_MANY = 2, 0.2
#: R6: warmth belongs to the beginning and the end; in the middle it counts for less.
_MIDDLE = 0.75


def recovery(turns: Sequence[ReadTurn], steps: Sequence[StepTaken], repeats: Sequence[Repeat], timed: bool) -> Recovery:
    """0–1 by step and in all. `timed`: a time was promised, which a repair needs besides an act."""
    agents = [turn.index for turn in turns if turn.turn.who == "agent"]
    if not agents:
        return Recovery(score=0.0)
    concrete = concreteness(turns)
    scores: dict[Step, float] = {
        "ownership": _taken(steps, "ownership"),
        "listen": max(0.0, 0.6 * _taken(steps, "listen") + 0.4 * concrete - 0.2 * len(repeats)),
        "empathise": _warm(steps, "empathise", agents),
        "apologise": _warm(steps, "apologise", agents),
        "refocus": _taken(steps, "refocus") * (1.0 if timed else 0.7),
        "close": _taken(steps, "close"),
    }
    rounded: dict[Step, float] = {step: round(min(1.0, score), 3) for step, score in scores.items()}
    whole = sum(_WEIGHTS[step] * score for step, score in rounded.items()) / sum(_WEIGHTS.values())
    return Recovery(score=round(whole, 3), steps=rounded, concrete=round(concrete, 3))


def concreteness(turns: Sequence[ReadTurn]) -> float:
    """R5: the share of the customer's nouns and figures that answers take up; a third of them is all that can be asked."""
    customer, agent = set[str](), set[str]()
    for turn in turns:
        if turn.turn.who == "customer":
            customer |= content_words(turn.turn.text)
        elif turn.turn.who == "agent":
            agent |= content_words(turn.turn.text)
    return min(1.0, 3 * len(customer & agent) / len(customer)) if customer else 0.0


def _taken(steps: Sequence[StepTaken], step: Step) -> float:
    """1 once it is taken in own words, less in a stock phrase; what is done against it is taken off."""
    told = [one for one in steps if one.step == step]
    best = max((_STOCK if one.stock else 1.0 for one in told if not one.against), default=0.0)
    return max(0.0, best - _AGAINST * sum(one.against for one in told))


def _warm(steps: Sequence[StepTaken], step: Step, agents: Sequence[int]) -> float:
    """As `_taken`, capped (R7) and by position (R6)."""
    taken = [one for one in steps if one.step == step and not one.against]
    ends = {agents[0], agents[-1]}
    placed = 1.0 if any(one.turn in ends for one in taken) else _MIDDLE
    excess = max(0, len(taken) - _ENOUGH) if step == "apologise" else 0
    return max(0.0, _taken(steps, step) * placed - _TOO_MANY * excess)
