"""Makes text taken from a site safe to show: in any format, before any template sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

#: Directional embeddings, overrides and isolates: they reorder what stands beside them, so a report prints their names instead.
_BIDI = dict.fromkeys([0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069])
_MARKS = str.maketrans({code: f"[U+{code:04X}]" for code in _BIDI})
_SPACES = re.compile(r"\s+")
_MAX_URL = 300


def neutral(text: str, limit: int = 600) -> str:
    """`text` on one line, at most `limit` characters, without control characters; bidirectional controls are shown by name, as
    [U+202E]."""
    visible = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Co") else char for char in text.translate(_MARKS))
    clean = _SPACES.sub(" ", visible).strip()
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def shown_url(url: str) -> str:
    """`url` as a reader sees it: neutral, cut in the middle when longer than 300 characters, so that host and ending stay
    readable."""
    clean = neutral(url, 20_000)
    if len(clean) <= _MAX_URL:
        return clean
    return f"{clean[:200]}…{clean[-90:]}"


def within_site(url: str, origins: Sequence[str]) -> str:
    """The path of a URL of the site itself, any other URL whole; for places where the site is plain and room is short."""
    for origin in origins:
        bare = origin.rstrip("/")
        if url == bare or url.startswith(f"{bare}/"):
            return shown_url(url[len(bare) :] or "/")
    return shown_url(url)


def safe_href(url: str) -> str | None:
    """`url` fit for an href, or None unless it is plain http or https with a host and no password in it."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None or parts.password is not None:
        return None
    place = f"{quote(host, safe='.-_:[]%') if ':' not in host else f'[{host}]'}{f':{port}' if port else ''}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    fragment = "#" + quote(parts.fragment, safe="/%:@!$&'()*+,;=~-._?") if parts.fragment else ""
    return f"{parts.scheme.lower()}://{place}{path}{query}{fragment}"


def css_string(text: str) -> str:
    """`text` as a quoted CSS string that can hold no markup: everything but letters, digits and spaces is escaped by number."""
    escaped = "".join(char if char == " " or (char.isascii() and char.isalnum()) else f"\\{ord(char):x} " for char in text)
    return f'"{escaped}"'


def prose(text: str) -> str:
    """As `neutral`, for a text of several lines: they stay, and so do its spaces."""
    visible = text.translate(_MARKS)
    return "".join(
        char if char == "\n" else " " if unicodedata.category(char) in ("Cc", "Cs", "Co") else char for char in visible
    )
