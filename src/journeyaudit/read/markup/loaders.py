"""Addresses that inline scripts load, and the account ids written beside them."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/|(?m:^[ \t]*//[^\n]*$)|<!--.*?-->", re.S)
_ADDRESS = re.compile(r"""["'`]((?:https?:)?//[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s"'`<>\\]*)?)""", re.I)
#: The rest of an address whose scheme is put before it by code: ("https:" == … ? "https://" : "http://") + "host/path.js".
_REST = re.compile(r"""["'`]((?:[a-z][\w-]*\.){1,4}[a-z]{2,10}/[\w./?=&-]*\.js[^\s"'`<>\\]*)["'`]""", re.I)
_ACCOUNT = re.compile(
    r"""\b(app_id|appid|license|licenseid|license_id|website_?id|crisp_website_id|website_?token|widget_?id|widgetcode|key|site_?id|workspace|account_?id"""
    r"""|page_id|load|init|boot|identify)["']?\s*[:=(]\s*["']?([\w-]{4,80})""",
    re.I,
)
_LARGEST = 200_000


def addresses_in(script: str) -> list[str]:
    """The URLs that a script quotes outside comments. The first carries the script's account id, if any, as its fragment."""
    if "//" not in script:
        return []
    code = _COMMENT.sub("", script[:_LARGEST])
    code = code.replace("\\/", "/")
    found = [*_ADDRESS.findall(code), *(f"//{rest}" for rest in _REST.findall(code))]
    account = _ACCOUNT.search(code)
    if found and account and "#" not in found[0]:
        found[0] = f"{found[0]}#{account[1]}={account[2]}"
    return found
