"""How long goods may be sent back, and how soon money is paid back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from journeyaudit.model.ledger import Statement
from journeyaudit.model.promise import DayKind
from journeyaudit.read.ledger.service.page import ServicePage, once, sentences
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.promises.durations import durations
from journeyaudit.read.promises.tokens import tokens
from journeyaudit.read.promises.vocabulary import comparable

Topic = Literal["returns-period", "refund-time"]
_TOPICS: dict[str, Topic] = {"service_return": "returns-period", "service_refund": "refund-time"}
#: Words that a time in the same sentence may belong to instead: reports of damage, deliveries, replies, warranties.
_ASIDE = "service_aside"
#: "Processed within 5 days" tells of a refund when the money comes; of a return it tells a customer nothing.
_PROCESS = "service_process"
#: Nobody has less than three days to send goods back; a shorter time is one for reporting or for replying.
_SHORTEST_PERIOD = 3.0


class Time(NamedTuple):
    """A time and the sentence that gives it."""

    topic: Topic
    quote: str
    days: float
    kind: DayKind | None


def returns_and_refunds(pages: Sequence[ServicePage]) -> tuple[Statement, ...]:
    """Statements of the topics returns-period and refund-time, each once a page, with the longest time named in days."""
    return once((one for page in pages for one in _of_page(page)), each_page=True)


def _of_page(page: ServicePage) -> Iterator[Statement]:
    for text, box in page.texts(*_TOPICS):
        for time in times_in(text, page.language):
            yield Statement(
                topic=time.topic, quote=time.quote, place=page.place, days=time.days, day_kind=time.kind,
                evidence=page.evidence(time.quote, box),
            )  # fmt: skip


@lru_cache(maxsize=16384)
def times_in(text: str, language: str | None = None) -> tuple[Time, ...]:
    """The times for returns and refunds in a text, in order."""
    if all(matcher(topic).find(text) is None for topic in _TOPICS):
        return ()
    return tuple(time for sentence in sentences(text) for time in _in_sentence(sentence, language))


def _in_sentence(sentence: str, language: str | None) -> Iterator[Time]:
    if sentence.rstrip().endswith("?") or matcher("service_late").find(sentence):
        return  # a question, or a refund for delay, which is another matter
    marks = _marks(sentence)
    read = tokens(sentence, comparable(sentence), 0, len(sentence), language, None)
    for time in durations(read):
        most = time.most if time.most is not None else time.least
        topic = _about(sentence, marks, read[time.first].start, read[time.last].end)
        if most is None or topic is None or (topic == "returns-period" and most < _SHORTEST_PERIOD):
            continue
        yield Time(topic, sentence, most, time.kind)


def _marks(sentence: str) -> list[tuple[int, int, str]]:
    """Start, end and topic of the words that a time may belong to. Where one word lies in another, the longer counts: "not
    refunded within" is about refunds, "money back guarantee" about returns."""
    found = [(start, end, topic) for topic in (*_TOPICS, _ASIDE, _PROCESS) for start, end in matcher(topic).spans(sentence)]
    return sorted(one for one in found if not any(_inside(one, other) for other in found))


def _inside(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0]


def _about(sentence: str, marks: Sequence[tuple[int, int, str]], start: int, end: int) -> Topic | None:
    """What a time is about: the last word before it, else the first behind it in the same clause. "Return within 30 days for a
    full refund" gives a period for returns; "innerhalb von 30 Tagen zurücksenden" too."""
    before = [topic for at, _, topic in marks if at < start]
    after = [topic for at, _, topic in marks if at >= end and "," not in sentence[end:at]]
    inside = [topic for at, _, topic in marks if start <= at < end]
    if before and before[-1] == _PROCESS:
        return "refund-time" if before[-2:-1] == ["service_refund"] else None
    nearest = before[-1:] or inside[:1] or after[:1]
    return _TOPICS.get(nearest[0]) if nearest else None
