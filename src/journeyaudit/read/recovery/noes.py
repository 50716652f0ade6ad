"""The log of refusals: what refuses, on which ground, what is offered instead, and whether it is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeyaudit.model.conversation import Ground, No
from journeyaudit.read.recovery.refusals import refusal
from journeyaudit.read.recovery.retold import content_words
from journeyaudit.read.recovery.sentences import ReadTurn, Sentence
from journeyaudit.read.recovery.signs import Span

#: In the order of precedence: what is said of somebody's authority explains more than the word “policy” beside it.
_GROUNDS: tuple[Ground, ...] = ("law", "authority", "stock", "eligibility", "policy", "system")


def noes(turns: Sequence[ReadTurn]) -> tuple[No, ...]:
    """Every refusal of an agent, once for a run of sentences that refuse the same."""
    found = [one for turn in turns if turn.turn.who == "agent" for one in _of_turn(turn, turns)]
    grants = [turn for turn in turns if turn.turn.who == "agent" and _grants(turn)]
    return tuple(_with_reversal(one, grants, turns) for one in found)


def _of_turn(turn: ReadTurn, turns: Sequence[ReadTurn]) -> Iterator[No]:
    last = -2
    for at, sentence in enumerate(turn.sentences):
        trigger = refusal(sentence)
        if trigger is None:
            continue
        follows, last = at == last + 1, at
        if follows:
            continue
        start, end = trigger
        yield No(
            turn=turn.index,
            quote=sentence.text,
            start=sentence.start,
            end=sentence.end,
            trigger=sentence.text[start:end],
            ground=_ground(turn, at),
            alternative=_alternative(turn, at, end, turns),
        )


def _ground(turn: ReadTurn, at: int) -> Ground:
    """From the sentence itself, else from the ones beside it."""
    for offset in (0, 1, -1):
        if 0 <= at + offset < len(turn.sentences):
            seen = turn.sentences[at + offset].seen
            for ground in _GROUNDS:
                if seen.has(f"ground_{ground}"):
                    return ground
    return ""


def _alternative(turn: ReadTurn, at: int, end: int, turns: Sequence[ReadTurn]) -> str:
    """What is offered in the rest of the sentence, in the turn, or in the agent's next one if nobody spoke between."""
    here = turn.sentences[at]
    if span := _offer(here, end):
        return here.text[span[0] :]
    later = list(turn.sentences[at + 1 :])
    following = turns[turn.index + 1] if turn.index + 1 < len(turns) else None
    if following is not None and following.turn.who == "agent":
        later += following.sentences
    offered = next((sentence for sentence in later if _offer(sentence, 0)), None)
    if offered is not None:
        return offered.text
    acted = next((sentence for sentence in later if _acts(sentence)), None)
    if acted is not None:
        return acted.text
    before = next((sentence for sentence in reversed(turn.sentences[:at]) if sentence.seen.has("option_word")), None)
    return before.text if before is not None and not before.seen.has("no") else ""


def _acts(sentence: Sentence) -> bool:
    """Something is done for the customer all the same."""
    seen = sentence.seen
    if sentence.asks or seen.has("disown", "transfer") or refusal(sentence):
        return False
    named = [span for topic in ("refocus", "ownership", "pledge_callback") for span in seen.spans(topic)]
    return any(not sentence.negated(span) for span in named)


def _offer(sentence: Sentence, after: int) -> Span | None:
    """Words that offer something, behind `after`: not those that send the customer away or are denied."""
    if sentence.seen.has("disown"):
        return None
    barred = [*sentence.seen.spans("alternative_not"), *sentence.seen.spans("no")]
    negations = [start for start, _ in sentence.seen.spans("not")]
    for start, end in sentence.seen.spans("alternative"):
        if start < after or any(at < end and start < stop for at, stop in barred):
            continue
        if not any(start <= at <= end + 2 for at in negations):
            return start, end
    return None


def _grants(turn: ReadTurn) -> bool:
    return any(
        not sentence.asks and refusal(sentence) is None and sentence.seen.has("grant", "refocus") for sentence in turn.sentences
    )


def _with_reversal(one: No, grants: Sequence[ReadTurn], turns: Sequence[ReadTurn]) -> No:
    """Marked as reversed where a later agent's turn grants, after the customer has spoken, what shares a word with it."""
    spoken = next((turn.index for turn in turns[one.turn + 1 :] if turn.turn.who == "customer"), None)
    if spoken is None:
        return one
    refused = content_words(one.quote)
    for turn in grants:
        if turn.index < spoken:
            continue
        strong = any(sentence.seen.has("grant") and refusal(sentence) is None for sentence in turn.sentences)
        if strong or (refused & content_words(turn.turn.text)):
            return one.model_copy(update={"reversed": True})
    return one
