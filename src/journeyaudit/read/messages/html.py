"""A mail's HTML as text: what a customer would see, and what is quoted below it. Nothing is run, rendered or loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from journeyaudit.read.markup import snapshot_of_html

#: Pictures inside the markup: megabytes of no use.
_INLINE_DATA = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]{200,}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What mail programs put around an earlier mail: gmail_quote, yahoo_quoted, protonmail_quote, moz-cite-prefix …
_QUOTE_NAME = re.compile(r"(?:^|[_\s-])(?:quot(?:e|ed|ation)|cite)(?:$|[_\s-])", re.IGNORECASE)
#: Marks after which everything is an earlier mail (Outlook's).
_QUOTE_STARTS = frozenset(("appendonsend", "divrplyfwdmsg", "x_divrplyfwdmsg", "outlookmessageheader", "x_appendonsend"))
#: Ways to hide that the page reader does not look for: mail has them to pad what is shown beside the subject.
_HIDDEN = re.compile(r"mso-hide\s*:\s*all|max-height\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])")
_MOST_CHARACTERS = 1_500_000
_MOST_WITH_DATA = 8 * _MOST_CHARACTERS


def text_of_html(markup: str) -> tuple[str, str]:
    """Visible text, one line for each block, and the visible text of what is marked as an earlier mail."""
    root = _parsed(_CONTROL.sub("", _INLINE_DATA.sub("", markup[:_MOST_WITH_DATA]))[:_MOST_CHARACTERS])
    if root is None:
        return "", ""
    quotes = "".join(_quotes(root))
    return _shown(_serialised(root)), _shown(f"<div>{quotes}</div>") if quotes else ""


def _parsed(markup: str) -> Any | None:
    """The tree; None where there is none. Elements nested past all use are cut by the parser's own limit."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return html.document_fromstring(markup.encode("utf-8"), parser=parser)  # pyright: ignore[reportUnknownMemberType] -- stub has **kw
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _shown(markup: str) -> str:
    snapshot = snapshot_of_html(markup)
    return "\n".join(block.text for block in snapshot.blocks if block.visible and block.text.strip())


def _serialised(element: Any) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def _quotes(root: Any) -> Iterator[str]:
    """The markup of each outermost element that holds an earlier mail; in the tree it is hidden, as what is meant to be."""
    ended: Any = None
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if not isinstance(element.tag, str):
            continue
        if _HIDDEN.search(str(element.get("style") or "").lower()):
            element.set("hidden", "")
            walker.skip_subtree()
            continue
        if str(element.get("id") or "").lower() in _QUOTE_STARTS:
            ended = element.getparent()
        is_quote = element.tag == "blockquote" or _QUOTE_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        if is_quote or (ended is not None and element.getparent() is ended):
            yield _serialised(element)
            element.set("hidden", "")
            walker.skip_subtree()
