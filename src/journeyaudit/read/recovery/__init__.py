"""Conversations between customers and companies: the steps of recovery, what is asked twice, who passes it on, refusals and
promises.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeyaudit.model.conversation import Conversation, ConversationFact, No, Repeat, StepTaken
from journeyaudit.model.message import Promised
from journeyaudit.read.recovery.handoffs import handoffs
from journeyaudit.read.recovery.noes import noes
from journeyaudit.read.recovery.pledges import pledges
from journeyaudit.read.recovery.repeats import asking
from journeyaudit.read.recovery.retold import retold
from journeyaudit.read.recovery.score import recovery
from journeyaudit.read.recovery.sentences import read_turns
from journeyaudit.read.recovery.steps import steps


def read_conversation(conversation: Conversation) -> ConversationFact:
    """All that is read from a conversation, in the order of its turns. Any text will do; its language is told by its words."""
    turns = read_turns(conversation)
    asked = asking(conversation, turns)
    refused = noes(turns)
    promised = tuple(pledges(turns))
    taken = sorted(
        (*steps(turns, asked.told), *_against(asked.repeats, refused)), key=lambda step: (step.turn, step.start, step.step)
    )
    return ConversationFact(
        id=conversation.id,
        steps=tuple(taken),
        repeats=asked.repeats,
        retold=tuple(retold(turns)),
        handoffs=handoffs(turns, asked.told),
        noes=refused,
        promises=promised,
        recovery=recovery(turns, taken, asked.repeats, timed=any(_has_time(one.promised) for one in promised)),
    )


def _has_time(promised: Promised) -> bool:
    return promised.hours is not None or promised.days is not None or bool(promised.by or promised.at)


def _against(repeats: Sequence[Repeat], refused: Sequence[No]) -> Iterator[StepTaken]:
    """Who asks for what was given does not listen; who refuses by policy without an alternative does not refocus."""
    seen: set[tuple[int, int]] = set()
    for repeat in repeats:
        if (repeat.turn, repeat.start) not in seen:
            seen.add((repeat.turn, repeat.start))
            yield StepTaken(turn=repeat.turn, quote=repeat.quote, start=repeat.start, end=repeat.end, step="listen", against=True)
    for no in refused:
        if no.ground == "policy" and not no.alternative:
            yield StepTaken(turn=no.turn, quote=no.quote, start=no.start, end=no.end, step="refocus", against=True)
