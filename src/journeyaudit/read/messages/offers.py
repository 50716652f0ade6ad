"""What a message offers: other ways to reach somebody; whether it can be answered; whether it asks how things stand."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from journeyaudit.model.message import Message
from journeyaudit.read.contacts import contacts
from journeyaudit.read.lexicon import fold, languages, matcher
from journeyaudit.read.markup import snapshot_of_text
from journeyaudit.read.messages.signs import is_no_reply_address

_CHANNELS = ("phone", "callback", "chat", "messaging", "form", "email", "store")
_MOST_TEXT = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def alternatives_of(message: Message) -> tuple[str, ...]:
    """Other channels than answering this mail, in a fixed order; an address of its own sender is none."""
    text = message.text[:_MOST_TEXT]
    own = {message.sender, *message.reply_to, *message.recipients}
    found = {fact.channel for fact in contacts(snapshot_of_text(text)) if not (fact.channel == "email" and fact.value in own)}
    for channel, topic in (("chat", "chat_label"), ("callback", "callback_label"), ("form", "form_contact")):
        if any(matcher(topic).find(line) for line in text.split("\n")):
            found.add(channel)
    return tuple(channel for channel in _CHANNELS if channel in found)


def is_no_reply(message: Message) -> bool:
    """It says that answers are not read, or comes from an address that says so and names no other for answers."""
    if matcher("message_no_reply").find(message.text):
        return True
    answered_at = message.reply_to or ((message.sender,) if message.sender else ())
    return bool(answered_at) and all(is_no_reply_address(address) for address in answered_at)


def asks_outcome(message: Message) -> bool:
    """It asks whether the matter is resolved, or how it went."""
    text = f"{message.subject}\n{message.text}"
    closes = matcher("message_solved").find(text) is not None and matcher("message_reopen").find(text) is not None
    return closes or any(matcher(topic).find(text) is not None for topic in ("message_outcome", "message_survey"))


def language_of(message: Message) -> str:
    """ISO 639 code of the language whose words the message has most of; "" if too few are known."""
    words = [fold(word) for word in _WORD.findall(f"{message.subject}\n{message.text[:_MOST_TEXT]}")]
    scores: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for language, weight in _vocabulary().get(word, {}).items():
            scores[language] += weight
    best = max(scores, key=lambda language: scores[language], default="")
    return best if best and scores[best] >= max(1.0, len(words) * 0.12) else ""


@cache
def _vocabulary() -> dict[str, dict[str, float]]:
    """Word → language → weight: the lexicon's words for mail; less where several languages have it, double for the commonest."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for language, topics in languages().items():
        for topic, phrases in topics.items():
            if topic.startswith("message_"):
                weight = 2.0 if topic == "message_common" else 1.0
                for word in {fold(word) for phrase in phrases for word in _WORD.findall(phrase)}:
                    found[word][language] = max(weight, found[word].get(language, 0.0))
    return {word: {tongue: weight / len(known) for tongue, weight in known.items()} for word, known in found.items()}
