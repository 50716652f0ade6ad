"""Where the matter passes on to somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journeyaudit.model.conversation import Handoff
from journeyaudit.read.lexicon import folded, matcher
from journeyaudit.read.recovery.facts import Told
from journeyaudit.read.recovery.sentences import ReadTurn, Sentence
from journeyaudit.read.recovery.signs import PREFIX

_NAME = re.compile(r"[\s,:]*((?:[A-ZÀ-Þ][^\W\d_]+)(?:[ -][A-ZÀ-Þ][^\W\d_]+)?)")
#: Who is new says so at the beginning.
_OPENING = 4


def handoffs(turns: Sequence[ReadTurn], told: Sequence[Told]) -> tuple[Handoff, ...]:
    """Every passing on, once: the words that announce it and the new name that follows are one."""
    found: list[Handoff] = []
    here, announced = "", False
    for turn in turns:
        if turn.turn.who == "customer":
            continue
        spoke = any(earlier.turn.who == "agent" for earlier in turns[max(0, turn.index - 400) : turn.index])
        name = _speaker(turn)
        if turn.turn.who == "agent" and name and here and not _same(name, here):
            if announced:
                found[-1] = found[-1].model_copy(
                    update={"taker": found[-1].taker or name, "warm": found[-1].warm or _knows(turn, told)}
                )
            else:
                found.append(_arrival(turn, here, name, told))
            announced = False
        elif announced and turn.turn.who == "agent" and not name:
            found[-1] = found[-1].model_copy(update={"warm": found[-1].warm or _knows(turn, told)})
        here = name or here
        passing = _passing(turn) if turn.turn.who == "agent" or spoke else None
        if passing is not None and not (announced and _goes_on(found[-1], passing)):
            found.append(_announcement(turn, passing, here))
            announced = True
    return tuple(found)


def _passing(turn: ReadTurn) -> Sentence | None:
    """The first sentence that passes the matter on."""
    for sentence in turn.sentences:
        barred = sentence.seen.spans("transfer_not")
        for span in sentence.seen.spans("transfer"):
            within = any(start < span[1] and span[0] < end for start, end in barred)
            if not (within or sentence.negated(span) or sentence.asks):
                return sentence
    return None


def _announcement(turn: ReadTurn, sentence: Sentence, giver: str) -> Handoff:
    return Handoff(
        turn=turn.index,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
        giver=giver if turn.turn.who == "agent" else "",
        taker=_department(sentence),
        warm=turn.has("warm"),
    )


def _arrival(turn: ReadTurn, giver: str, taker: str, told: Sequence[Told]) -> Handoff:
    if not turn.sentences:
        return Handoff(turn=turn.index, quote="", start=0, end=0, giver=giver, taker=taker)
    opening = turn.sentences[:_OPENING]
    sentence = next((one for one in opening if taker in one.text), opening[0])
    return Handoff(
        turn=turn.index,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
        giver=giver,
        taker=taker,
        warm=_knows(turn, told),
    )


def _goes_on(last: Handoff, sentence: Sentence) -> bool:
    """The sentence says again what was announced before: it names no other taker."""
    return (taker := _department(sentence)) == "" or taker == last.taker


def _department(sentence: Sentence) -> str:
    """The department that is named behind the words of passing on, as written."""
    spans = sentence.seen.spans("transfer")
    after = spans[0][0] if spans else 0
    names = [span for span in sentence.seen.spans("department") if span[0] >= after]
    if not names:
        return ""
    start, end = max(names, key=lambda span: (span[1] - span[0], -span[0]))
    return sentence.text[start:end]


def _knows(turn: ReadTurn, told: Sequence[Told]) -> bool:
    """Who takes over shows that the matter is known."""
    return turn.has("warm") or any(
        fact.restated(sentence) for sentence in turn.sentences for fact in told if fact.turn < turn.index
    )


def _speaker(turn: ReadTurn) -> str:
    """Who speaks: the name of the turn, else one by which the speaker introduces or signs."""
    if turn.turn.name.strip():
        return "" if matcher(f"{PREFIX}agent_label").full(turn.turn.name) else turn.turn.name.strip()
    if turn.turn.who != "agent":
        return ""
    for sentence in turn.sentences[:_OPENING]:
        for _, end in sentence.seen.spans("introduce"):
            if (found := _NAME.match(sentence.text, end)) and not _ordinary(found[1]):
                return found[1].split()[0]
    return _signature(turn)


def _signature(turn: ReadTurn) -> str:
    """The line below “Kind regards”."""
    for before, sentence in zip(turn.sentences, turn.sentences[1:], strict=False):
        if before.seen.has("sign_off") and len(before.text) < 60 and (found := _NAME.match(sentence.text)):
            return found[1].split()[0] if not _ordinary(found[1]) else ""
    return ""


def _ordinary(name: str) -> bool:
    return bool(matcher(f"{PREFIX}agent_label").full(name.split()[0]) or matcher(f"{PREFIX}department").full(name.split()[0]))


def _same(one: str, other: str) -> bool:
    """The same person, under a first name or with more of the name."""
    words, others = folded(one).replace(".", " ").split(), folded(other).replace(".", " ").split()
    return not words or not others or bool(set(words) & set(others))
