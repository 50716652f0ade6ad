"""Opening hours and promised reply times, quoted, with the channel they stand beside (rules.md C14).

The grammar is the same in every language (days, a range of clock times; an answering word, a count, a unit); its words come
from the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.fact import ServiceTime
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.lexicon import Matcher, fold, matcher
from journeyaudit.read.pages.beside import channel_beside
from journeyaudit.read.pages.prose import prose_of

What = Literal["hours", "reply"]

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-ÿ])|\s*[\n|•]\s*")
_LONGEST_QUOTE = 240
_FEW_WORDS = 6
_LAST_HOUR = 24
_TRIGGERS = ("reply_time", "reply_word", "always_open")
_NAMES_A_CHANNEL = ("phone_label", "chat_label", "contact_label", "help_label", "callback_label")


def service_times(snapshot: Snapshot, channels: tuple[ChannelFact, ...]) -> tuple[ServiceTime, ...]:
    """Each visible statement of hours or reply time once, in document order; `near` is the channel beside it or ""."""
    found: dict[tuple[str, str], ServiceTime] = {}
    for index, what, quote in _statements(snapshot):
        known = found.get((what, quote))
        if known is None or not known.near:
            near = channel_beside(snapshot, index, channels, quote, what)
            found[what, quote] = ServiceTime(what=what, quote=quote, near=near)
    return tuple(found.values())


def _statements(snapshot: Snapshot) -> Iterator[tuple[int, What, str]]:
    """Index of the block, kind and quote; the two cells of a table row (day, times) are read as one."""
    prose, blocks = prose_of(snapshot), snapshot.blocks
    for index in sorted({*prose.digits, *prose.naming(*_TRIGGERS)}):
        if not blocks[index].visible:
            continue
        before = next((blocks[i].text for i in range(index - 1, -1, -1) if blocks[i].visible), "")
        for what, quote in times_in(blocks[index].text) or _row(before, blocks[index].text):
            yield index, what, quote


@lru_cache(maxsize=16384)
def _row(before: str, text: str) -> tuple[tuple[What, str], ...]:
    """ "Monday" and "9:00 – 17:00" in neighbouring cells, or a heading "Opening hours" over "9:00 – 17:00"."""
    if not before or len(text.split()) > _FEW_WORDS or len(before.split()) > _FEW_WORDS or clock_range(text) is None:
        return ()
    headed = matcher("hours").full(before) is not None
    if clock_range(before) is None and (headed or _day(before)):
        return (("hours", f"{before.strip()} {text.strip()}"[:_LONGEST_QUOTE]),)
    return ()


@lru_cache(maxsize=16384)
def times_in(text: str) -> tuple[tuple[What, str], ...]:
    """Statements of hours ("hours") and reply time ("reply") in one text, each with the sentence that makes it."""
    if clock_range(text) is None and not any(_trigger().spans(text)):
        return ()
    found: list[tuple[What, str]] = []
    for sentence in _SENTENCE.split(text):
        if says_reply_time(sentence):
            found.append(("reply", sentence.strip()[:_LONGEST_QUOTE]))
        elif says_hours(sentence):
            found.append(("hours", sentence.strip()[:_LONGEST_QUOTE]))
    return tuple(dict.fromkeys(found))


def says_hours(sentence: str) -> bool:
    """Does the sentence state when somebody can be reached: a day and a range of times, or round the clock beside a word for
    a channel?"""
    times = clock_range(sentence)
    if times is None and not matcher("always_open").find(sentence):
        return False
    about_channel = any(matcher(topic).find(sentence) for topic in _NAMES_A_CHANNEL)
    if not about_channel and (times is None or matcher("delivery_words").find(sentence)):
        return False
    return times is None or _day(sentence) or (times == "marked" and matcher("hours").find(sentence) is not None)


def says_reply_time(sentence: str) -> bool:
    """Does the sentence promise an answer within a time: a word for answering, a count and a unit? A time that the customer is
    given to answer in is no promise."""
    if matcher("asked_reply").find(sentence):
        return False
    told = matcher("reply_time").find(sentence)
    answers = told is not None and not _duration().search(fold(told))  # "within one day" alone may be about anything
    if not answers and (not matcher("reply_word").find(sentence) or matcher("delivery_words").find(sentence)):
        return False
    return _duration().search(fold(sentence)) is not None


def _day(text: str) -> bool:
    return matcher("weekday").find(text) is not None or matcher("daily_word").find(text) is not None


@lru_cache(maxsize=16384)
def clock_range(text: str) -> Literal["marked", "bare"] | None:
    """Is there a range of clock times? marked: minutes or a clock word say so ("9am–5pm", "8:00–18:00"); bare: numbers alone
    ("9–17")."""
    best: Literal["bare"] | None = None
    for found in _range().finditer(fold(text)):
        hours = [int(found[name]) for name in ("from", "to") if found[name]]
        if any(hour > _LAST_HOUR for hour in hours):
            continue
        if any(found[name] for name in ("from_minutes", "from_word", "to_minutes", "to_word")):
            return "marked"
        best = "bare"
    return best


@cache
def _trigger() -> Matcher:
    """Every phrase without which a text states no reply time and no service round the clock: one pass rules out most texts."""
    return Matcher("trigger", tuple(dict.fromkeys(phrase for topic in _TRIGGERS for phrase in matcher(topic).phrases)))


@cache
def _range() -> re.Pattern[str]:
    """Two clock times joined: no price, no share, no size, and no "3–8 working days"."""
    joining = f"-|{_alternatives('clock_to')}"
    counted = f"(?:{_alternatives('reply_units')})(?![^\\W_])"
    after = rf"(?!\s?[%€£$]|[\d/]|[.,:]\d|\s(?!weekday){counted})"
    return re.compile(rf"(?<![\d.,:/€£$+-]){_clock('from')}\s{{0,2}}(?:{joining})\s{{0,2}}{_clock('to')}{after}")


def _clock(name: str) -> str:
    """One clock time as a regular expression with the groups `name`, `name`_minutes and `name`_word."""
    words = _alternatives("clock_word")
    return rf"(?P<{name}>\d{{1,2}})(?:\s?[:.h]\s?(?P<{name}_minutes>[0-5]\d))?(?:\s?(?P<{name}_word>{words})(?![^\W_]))?"


@cache
def _duration() -> re.Pattern[str]:
    counts, units = _alternatives("count_word"), _alternatives("reply_units")
    return re.compile(
        rf"(?<![^\W_])(?:\d{{1,3}}(?:\s?(?:-|/|{_alternatives('clock_to')})\s?\d{{1,3}})?\s?-?\s?"
        rf"|(?:{counts})\s(?:\w+\s)?)(?:{units}|h)(?![^\W_])"
    )


def _alternatives(topic: str) -> str:
    """The topic's phrases as a regular expression over folded text, longest first; an open end goes on to the end of the word."""
    phrases = sorted({fold(phrase) for phrase in matcher(topic).phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase.strip("*")) + (r"\w*" if phrase.endswith("*") else "") for phrase in phrases)
