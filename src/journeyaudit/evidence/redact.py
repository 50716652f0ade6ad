"""Takes secrets out of what is about to be written.

Works on text and on JSON alike: no replacement touches a quote or a backslash, so JSON stays JSON.
The same rule is applied to the journal and to snapshots, so a URL in one still equals the same URL in the other.
"""

from __future__ import annotations

import re

HIDDEN = "REDACTED"

#: `//user:password@` in a URL, also with the slashes escaped as JSON inside JSON has them.
_LOGIN = re.compile(r"""(:(?:\\{0,3}/){2})[^/?#\s@"'<>\\]+@""")

#: Query, fragment or path parameters whose name says that the value opens something.
_NAME = (
    r"(?:[\w.\[\]-]{0,60}(?:token|secret|passwo?r?d|passphrase|api[_-]?key|access[_-]?key|session[_-]?id|sessid|signature|credential|jwt)"
    r"|(?:[\w.]{0,60}[_-])?(?:auth|authorization|authkey|session|sid|sig|pwd|otp|hmac))\]?"
)
_PLAIN = re.compile(rf"""(?i)((?:[?&\#]|&amp;){_NAME}=)[^&\#\s"'<>\\]+""")
_PATH = re.compile(rf"""(?i)(;{_NAME}=)[^&\#\s"'<>\\?/;]+""")
_ENCODED = re.compile(rf"""(?i)((?:%3f|%26|%23){_NAME}%3d)(?:(?!%26|%23)[^&\#\s"'<>\\])+""")

_HEADER = re.compile(
    r"""(?i)\b((?:proxy-)?authorization\s*[:=]\s*(?:basic|bearer|digest|negotiate|token)\s+|set-cookie\s*:\s*|\bcookie\s*:\s*(?=[\w.-]+=)"""
    r"""|x-(?:api|auth)-(?:key|token)\s*[:=]\s*)[^"\\\r\n]+"""
)


def redact_url(url: str) -> str:
    """The URL without its login (`user:password@`), the values of secret parameters replaced by REDACTED. Idempotent."""
    url = _LOGIN.sub(r"\1", url)
    url = _PATH.sub(rf"\1{HIDDEN}", url)
    url = _PLAIN.sub(rf"\1{HIDDEN}", url)
    return _ENCODED.sub(rf"\1{HIDDEN}", url)


def redact_text(text: str) -> str:
    """`redact_url` for every URL inside a text or a JSON document; the same for Authorization, Cookie and API-key headers."""
    return _HEADER.sub(rf"\1{HIDDEN}", redact_url(text))
