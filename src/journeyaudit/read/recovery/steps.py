"""The five steps of service recovery and the close, with the words that take them or do their contrary (rules.md §R)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeyaudit.model.conversation import Step, StepTaken
from journeyaudit.read.promised import times
from journeyaudit.read.recovery.facts import Told
from journeyaudit.read.recovery.refusals import refusal, refused
from journeyaudit.read.recovery.repeats import requests
from journeyaudit.read.recovery.sentences import ReadTurn, Sentence
from journeyaudit.read.recovery.signs import Span

#: A question of fewer words asks nothing that shows listening (“And then?”).
_FEWEST_WORDS = 3
#: Promises that repair, once they have a date.
_REPAIRS = ("pledge_refund", "pledge_delivery", "pledge_resolution")
#: Who asks for these fills in a form, or begins.
_IDENTITY = frozenset({"order_number", "name", "email", "phone", "postcode", "address", "date_of_birth", "problem"})


def steps(turns: Sequence[ReadTurn], told: Sequence[Told]) -> Iterator[StepTaken]:
    """Every step that an agent's sentence takes, each at most once a sentence, in order."""
    for turn in turns:
        if turn.turn.who != "agent":
            continue
        for sentence in turn.sentences:
            taken: dict[tuple[Step, bool], StepTaken] = {}
            for step in _of(sentence, told):
                known = taken.get((step.step, step.against))
                if known is None or (known.stock and not step.stock):
                    taken[step.step, step.against] = step
            yield from taken.values()


def _of(sentence: Sentence, told: Sequence[Told]) -> Iterator[StepTaken]:
    yield from _ownership(sentence)
    yield from _listening(sentence, told)
    yield from _empathy(sentence)
    yield from _apology(sentence)
    yield from _refocus(sentence)
    yield from _close(sentence)


def _ownership(sentence: Sentence) -> Iterator[StepTaken]:
    disowned = sentence.seen.first("disown")
    if disowned:
        yield _step(sentence, "ownership", against=True)
    own = _affirmed(sentence, "ownership", barred=("transfer", "no_not_act", "fault"), but=refused(sentence))
    if own and not sentence.asks and not disowned:
        yield _step(sentence, "ownership")


def _listening(sentence: Sentence, told: Sequence[Told]) -> Iterator[StepTaken]:
    if sentence.asks and _IDENTITY & set(requests(sentence)):
        return
    restated = any(fact.restated(sentence) for fact in told if fact.turn < sentence.turn)
    if (
        restated
        or (_affirmed(sentence, "listen", barred=("empathy", "empathy_stock")) and not sentence.seen.has("disown"))
        or _clarifies(sentence)
    ):
        yield _step(sentence, "listen")


def _clarifies(sentence: Sentence) -> bool:
    """A question on the matter itself: no greeting, offer, close, or form to be filled in."""
    if not sentence.asks or len(sentence.text.split()) < _FEWEST_WORDS:
        return False
    return not sentence.seen.has(
        "greeting_question", "close", "close_stock", "transfer", "alternative", "refocus", "rhetorical", "hold"
    ) and not (_IDENTITY & set(requests(sentence)))


def _empathy(sentence: Sentence) -> Iterator[StepTaken]:
    if sentence.seen.has("dismiss"):
        yield _step(sentence, "empathise", against=True)
        return
    if sentence.seen.has("sorry_if"):
        return
    stock = sentence.seen.first("empathy_stock")
    if _outside(sentence, "empathy", stock):
        yield _step(sentence, "empathise")
    elif stock:
        yield _step(sentence, "empathise", stock=True)


def _apology(sentence: Sentence) -> Iterator[StepTaken]:
    seen = sentence.seen
    if seen.has("sorry_if"):
        yield _step(sentence, "apologise", against=True)
    elif seen.has("sorry_stock"):
        yield _step(sentence, "apologise", stock=True)
    elif seen.has("sorry") and (not seen.has("sorry_not") or _outside(sentence, "fault", seen.first("sorry_not"))):
        yield _step(sentence, "apologise", stock=not seen.has("fault"))


def _refocus(sentence: Sentence) -> Iterator[StepTaken]:
    seen = sentence.seen
    if seen.has("disown") or (sentence.asks and seen.has("listen")):
        return
    promised = not sentence.asks and _affirmed(sentence, *_REPAIRS) and not refusal(sentence)
    if _affirmed(sentence, "refocus", barred=("transfer",), but=refused(sentence)) or (promised and times(sentence.text, None)):
        yield _step(sentence, "refocus")


def _close(sentence: Sentence) -> Iterator[StepTaken]:
    if sentence.seen.has("close", "prevent", "check_back") or (sentence.seen.has("cause") and not refusal(sentence)):
        yield _step(sentence, "close")
    elif sentence.seen.has("close_stock"):
        yield _step(sentence, "close", stock=True)


def _affirmed(sentence: Sentence, *topics: str, barred: Sequence[str] = (), but: Span | None = None) -> bool:
    """One of the topics is named without a negation in it, not as part of what is `barred`, and not within `but`."""
    others = [span for name in barred for span in sentence.seen.spans(name)]
    named = [span for topic in topics for span in sentence.seen.spans(topic) if but is None or not _within(span, but)]
    return any(not sentence.negated(span) and not _overlaps(span, others) for span in named)


def _outside(sentence: Sentence, topic: str, span: Span | None) -> bool:
    """The topic is named, and not only within the words of `span`."""
    return any(span is None or not _overlaps(one, [span]) for one in sentence.seen.spans(topic))


def _within(span: Span, whole: Span) -> bool:
    return whole[0] <= span[0] and span[1] <= whole[1]


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _step(sentence: Sentence, step: Step, *, against: bool = False, stock: bool = False) -> StepTaken:
    return StepTaken(
        turn=sentence.turn,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
        step=step,
        against=against,
        stock=stock,
    )
