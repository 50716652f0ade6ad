"""E-mail channels: mailto links, addresses in text, and the shields that a browser (or a reader) sees through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.contacts.facts import fact_of_block, fact_of_control
from journeyaudit.read.lexicon import languages, matcher
from journeyaudit.read.pages.prose import prose_of


class Address(NamedTuple):
    """An e-mail address, lower-case, and where the text shows it."""

    value: str
    start: int
    end: int


_PLAIN = re.compile(r"[\w.+'&-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-zA-Z]{2,24}(?![\w@-])")
_WHOLE = re.compile(r"[\w.+'&-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}")
_BACKWARDS = re.compile(r"(?<![\w@.])[a-zA-Z]{2,24}(?:\.[\w-]{1,63}){1,4}@[\w.+-]{1,64}(?![\w@])")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_NO_DOMAINS = frozenset(
    [
        "png",
        "jpg",
        "jpeg",
        "gif",
        "svg",
        "webp",
        "avif",
        "ico",
        "bmp",
        "js",
        "mjs",
        "css",
        "map",
        "json",
        "php",
        "html",
        "htm",
        "woff",
        "woff2",
        "ttf",
        "pdf",
        "mp4",
        "webm",
        "xml",
    ]
)
_COMMON_ENDINGS = frozenset(
    [
        "com",
        "org",
        "net",
        "info",
        "biz",
        "shop",
        "store",
        "online",
        "uk",
        "de",
        "fr",
        "es",
        "it",
        "nl",
        "be",
        "at",
        "ch",
        "ie",
        "eu",
        "us",
        "ca",
        "au",
        "nz",
        "in",
        "za",
        "se",
        "no",
        "dk",
        "fi",
        "pl",
        "cz",
        "pt",
        "io",
        "co",
    ]
)
_SHIELD_LINK = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-fA-F]{6,})")
_EXAMPLE_DOMAINS = re.compile(
    r"@(?:.*\.)?(?:example\.(?:com|org|net|co\.uk)|domain\.(?:com|tld)|yourdomain\.\w+|your-?company\.\w+|email\.com|sentry\.io|wixpress\.com)$"
)
_AT_LETTER = re.compile(r"\w\s?(?:\(a\)|\[a\])\s?\w", re.I)
_BRACKET = re.compile(r"[\[({<|_*-]")
_LONGEST = 4000
_TEMPLATE = re.compile(r"[{}<>\[\]$%|]|%%")


def emails(snapshot: Snapshot) -> Iterator[ChannelFact]:
    """E-mail facts: those that text shows, then those only a link or image holds."""
    shown: set[str] = set()
    for index in _blocks_to_read(snapshot):
        block = snapshot.blocks[index]
        for address in _of_block(block.text, block.shield):
            if block.visible:
                shown.add(address.value)
            quote = block.text[address.start : address.end]
            yield fact_of_block(snapshot, index, "email", address.value, quote, kind=_kind(address.value, "visible"))
    for index, control in enumerate(snapshot.controls):
        for value in _of_link(control.raw_href or control.href, control.shield):
            yield fact_of_control(
                snapshot, index, "email", value, kind=_kind(value, "visible" if value in shown else "mailto-only")
            )
    for image in snapshot.images:
        for address in addresses_in(image.alt) if "@" in image.alt else ():
            if address.value not in shown:
                yield ChannelFact(
                    channel="email", value=address.value, quote=image.alt[:200], kind="image-only", source="image",
                    visible=image.visible, region=image.region, control=image.control,
                )  # fmt: skip


def _blocks_to_read(snapshot: Snapshot) -> list[int]:
    """The blocks that may hold an address, by what every one has at least, open or disguised (see _may_hide)."""
    prose = prose_of(snapshot)
    shielded = {index for index, block in enumerate(snapshot.blocks) if block.shield}
    return sorted(shielded | prose.holding(*_SIGNS) | prose.naming("dot_word") | set(prose.showing(_NEAR_DOT)))


def _kind(value: str, kind: str) -> str:
    return "placeholder" if _EXAMPLE_DOMAINS.search(value) else kind


def _of_block(text: str, shield: str) -> Iterator[Address]:
    if shield and (value := decoded(shield)):
        yield Address(value, 0, len(text))
    yield from addresses_in(text)


def _of_link(href: str, shield: str) -> Iterator[str]:
    if href[:7].lower() == "mailto:":
        for part in re.split(r"[,;]", unquote(href[7:]).partition("?")[0]):
            value = _UNSEEN.sub("", part).strip().strip("<>").rstrip(".").lower()
            if _WHOLE.fullmatch(value) and not _TEMPLATE.search(value):
                yield value
        return
    hidden = _SHIELD_LINK.search(href)
    value = decoded(hidden[1] if hidden else shield)
    if value:
        yield value


@lru_cache(maxsize=1024)
def decoded(shield: str) -> str:
    """The address behind a Cloudflare shield (first byte is the key of the rest), "" if it is none."""
    try:
        key, *letters = bytes.fromhex(shield)
        value = bytes(letter ^ key for letter in letters).decode("utf-8")
    except ValueError:
        return ""
    value = value.partition("?")[0].strip().rstrip(".").lower()
    return value if _WHOLE.fullmatch(value) else ""


@lru_cache(maxsize=8192)
def addresses_in(text: str) -> tuple[Address, ...]:
    """The e-mail addresses that a reader finds in a text, however they are disguised."""
    found: list[Address] = []
    if "@" in text or "\uff20" in text:
        found += _plain_in(text)
    if not found:
        found += _disguised_in(text)
    return tuple({(a.value, a.start): a for a in found}.values())


def _plain_in(text: str) -> Iterator[Address]:
    text = text.replace("\uff20", "@")
    kept = [i for i, char in enumerate(text) if not _UNSEEN.match(char)] if _UNSEEN.search(text) else None
    bare = text if kept is None else "".join(text[i] for i in kept)
    spans = [(m.start(), m.end(), m[0]) for m in _PLAIN.finditer(bare)]
    good = [(s, e, _tidied(word)) for s, e, word in spans if _is_address(_tidied(word))]
    if not good:
        good = [(m.start(), m.end(), m[0][::-1].lower()) for m in _BACKWARDS.finditer(bare) if _is_backwards(m[0])]
    for start, end, value in good:
        yield Address(value, start if kept is None else kept[start], end if kept is None else kept[end - 1] + 1)


def _tidied(word: str) -> str:
    return word.lower().strip("'.&-+")


def _is_address(value: str) -> bool:
    ending = value.rpartition(".")[2]
    return ending not in _NO_DOMAINS and _WHOLE.fullmatch(value) is not None and ".." not in value


def _is_backwards(word: str) -> bool:
    value = word[::-1].lower()
    return _is_address(value) and value.rpartition(".")[2] in _COMMON_ENDINGS


class _Disguise(NamedTuple):
    """Patterns, in the words of every language: "name (at) shop (dot) com", "name at shop dot com", and one disguised dot."""

    marked: re.Pattern[str]
    spaced: re.Pattern[str]
    dot: re.Pattern[str]
    worded_dot: re.Pattern[str]


@cache
def _disguise() -> _Disguise:
    ats, dots = (_alternatives(topic) for topic in ("at_word", "dot_word"))
    opens, closes = r"\s{0,3}(?:[\[({<|*-]{1,2}|_)\s{0,2}", r"\s{0,2}(?:[\])}>|*-]{1,2}|_)\s{0,3}"
    at = rf"(?:{opens}(?:{ats}|@){closes}|\s?[(\[]a[)\]]\s?|\s{{0,3}}@\s{{0,3}})"
    worded = rf"(?:{opens}(?:{dots}){closes}|\s{{1,3}}(?:{dots})\s{{1,3}})"
    dot = rf"(?:{worded}|{opens}\.{closes}|\s\.\s?|\.)"
    letters = "[a-z0-9-]"
    host = rf"{letters}{{2,63}}(?:{dot}{letters}{{2,63}}){{0,3}}{dot}[a-z]{{2,12}}(?![\w-])"
    name = rf"(?<![\w.@])[a-z0-9+-]{{1,40}}(?:{dot}[a-z0-9+-]{{1,40}}){{0,2}}?"
    return _Disguise(
        re.compile(rf"(?P<name>{name}){at}(?P<host>{host})", re.I),
        re.compile(rf"(?P<name>{name})\s{{1,3}}(?:{ats})\s{{1,3}}(?P<host>{host})", re.I),
        re.compile(dot, re.I),
        re.compile(worded, re.I),
    )


def _alternatives(topic: str) -> str:
    words = {word for words in languages().values() for word in words.get(topic, ())}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_SIGNS = "@\uff20[({<|_*"
_HOST_DOT = re.compile(r"\.[A-Za-z]{2}|\s\.")
#: The same, written so that the search jumps from dot to dot.
_NEAR_DOT = re.compile(r"\.(?:[A-Za-z]{2}|(?<=\s\.))")


@cache
def _dot_words() -> tuple[str, ...]:
    return tuple(f" {word} " for word in sorted({w.lower() for words in languages().values() for w in words.get("dot_word", ())}))


def _may_hide(text: str) -> bool:
    """Has the text what every disguise has at least: a sign, a dot before letters, or a word for a dot? Most have none and are
    passed over.
    """
    if any(sign in text for sign in _SIGNS) or _HOST_DOT.search(text) is not None:
        return True
    lowered = " ".join(text.lower().split())
    return any(word in lowered for word in _dot_words())


def _disguised_in(text: str) -> Iterator[Address]:
    if not _may_hide(text):
        return
    patterns = _disguise()
    has_word = matcher("at_word").find(text.replace("_", " ")) is not None
    if "@" in text or "\uff20" in text or _AT_LETTER.search(text) is not None or (has_word and _BRACKET.search(text) is not None):
        yield from _undisguised(patterns.marked, text)
    if has_word:
        for address, match in _matches(patterns.spaced, text):
            if _is_meant(text, match):
                yield address


def _undisguised(pattern: re.Pattern[str], text: str) -> Iterator[Address]:
    for address, _ in _matches(pattern, text):
        yield address


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[Address, re.Match[str]]]:
    for match in pattern.finditer(text[:_LONGEST].replace("\uff20", "@")):
        name, host = (_disguise().dot.sub(".", match[part]) for part in ("name", "host"))
        value = f"{name}@{host}".lower()
        if _is_address(value) and value.rpartition(".")[2] in _COMMON_ENDINGS:
            yield Address(value, match.start(), match.end()), match


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """ "john at shop dot com" speaks of an address in any case; "at shop.com" only behind a label or a mailbox name."""
    if _disguise().worded_dot.search(match["host"]):
        return True
    lead = text[max(0, match.start() - 25) : match.start()]
    return matcher("email_label").find(lead) is not None or matcher("mailbox_name").full(match["name"]) is not None
