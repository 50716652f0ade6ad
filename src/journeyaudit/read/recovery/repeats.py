"""Requests for what the customer has already told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeyaudit.model.conversation import Conversation, Repeat
from journeyaudit.read.lexicon import folded
from journeyaudit.read.recovery.facts import FACTS, Told, facts_told, given, known
from journeyaudit.read.recovery.sentences import ReadTurn, Sentence

#: A question of no more words needs no verb: “Order number?”, “And your postcode, please?”
_SHORT = 7
#: More facts than any customer tells; the rest of an endless transcript is held against these.
_MOST = 120
#: So many words of a customer say what it is about, for somebody new who asks.
_MATTER = 3
#: A negation so close before a request takes it back: “you won't have to explain it again”.
_DENYING = 30
#: How far behind the words that request may a fact's name stand.
_REACH = 130


class Asking:
    """What was told by whom and when, and which requests were for what was told."""

    def __init__(self, told: Sequence[Told], repeats: Sequence[Repeat]) -> None:
        self.told, self.repeats = tuple(told), tuple(repeats)


def asking(conversation: Conversation, turns: Sequence[ReadTurn]) -> Asking:
    """Goes through the turns in order; a fact counts as told from the turn after it."""
    told = list(given(conversation))
    repeats: list[Repeat] = []
    others = tuple(fact for fact in known(told) if fact not in FACTS)
    asked: list[str] = []
    matter, names = None, set[str]()
    for turn in turns:
        if turn.turn.who == "customer":
            if matter is None and len(turn.turn.text.split()) >= _MATTER:
                matter = Told("problem", turn.index)
            said = {(one.fact, one.value) for one in told}
            new = [one for one in facts_told(turn, asked) if (one.fact, one.value) not in said]
            told += new[: max(0, _MOST - len(told))]
            asked = []
        elif turn.turn.who == "agent":
            first = known(told)
            is_new = bool(names) and bool(turn.turn.name) and turn.turn.name not in names
            names.add(turn.turn.name or "")
            if is_new and matter is not None:
                first = {"problem": matter, **first}
            for sentence in turn.sentences:
                requested = list(requests(sentence, others))
                if is_new and sentence.asks and "problem" not in requested and sentence.seen.has("greeting_question"):
                    requested.append("problem")
                asked += requested
                repeats += _repeats(sentence, requested, first, told)
    return Asking(told, repeats)


def _repeats(sentence: Sentence, requested: Sequence[str], first: Mapping[str, Told], told: Sequence[Told]) -> Iterator[Repeat]:
    for fact in requested:
        before = first.get(fact)
        if before is None or any(one.restated(sentence) for one in told if one.fact == fact):
            continue
        yield Repeat(turn=sentence.turn, quote=sentence.text, start=sentence.start, end=sentence.end, fact=fact, told=before.turn)


def requests(sentence: Sentence, others: Sequence[str] = ()) -> Iterator[str]:
    """The facts that a sentence requests, by name; `others` are facts known by their plain name only."""
    seen = sentence.seen
    frames = [] if seen.has("ask_not") and not sentence.asks else seen.spans("ask")
    short = len(sentence.text.split()) <= _SHORT and (sentence.asks or seen.has("please"))
    taken: set[tuple[int, int]] = set()
    for fact in FACTS:
        if any(not _denied(sentence, span) for span in seen.spans(f"asked_{fact}")):
            yield fact
            continue
        for start, end in seen.spans(f"fact_{fact}"):
            requested = short or any(at <= start <= stop + _REACH for at, stop in frames)
            if requested and not any(begin <= start and end <= stop for begin, stop in taken):
                taken.update(seen.spans(f"fact_{fact}"))
                yield fact
                break
    if frames or short:
        text = folded(sentence.text)
        yield from (fact for fact in others if folded(fact.replace("_", " ")) in text)


def _denied(sentence: Sentence, span: tuple[int, int]) -> bool:
    """Said not to be wanted; a question is asked all the same (“can't you tell me …?”)."""
    return not sentence.asks and any(
        end <= span[0] <= end + _DENYING and not set(",;:") & set(sentence.text[end : span[0]])
        for _, end in sentence.seen.spans("not")
    )
