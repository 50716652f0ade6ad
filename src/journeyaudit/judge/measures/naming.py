"""Channels as a sentence names them."""

from __future__ import annotations

from collections.abc import Iterable

from journeyaudit.model.channel import Channel

BARE: dict[Channel, str] = {
    "phone": "telephone number",
    "email": "e-mail address",
    "form": "contact form",
    "chat": "live chat",
    "messaging": "messaging account",
    "social": "social media profile",
    "post": "postal address",
    "store": "store or store finder",
    "callback": "callback service",
}

#: With the article: "an e-mail address".
ONE: dict[Channel, str] = {channel: f"{'an' if name[0] == 'e' else 'a'} {name}" for channel, name in BARE.items()}


def listed(channels: Iterable[Channel], joined: str = "and") -> str:
    """ "a telephone number, an e-mail address and a live chat"."""
    names = [ONE[channel] for channel in channels]
    return f" {joined} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def capital(sentence: str) -> str:
    """The sentence with a capital first letter, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
