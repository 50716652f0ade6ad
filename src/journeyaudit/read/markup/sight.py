"""What markup and embedded style sheets say about visibility and turned text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

#: An lxml element. Its class is private to lxml, so its few attributes used here are typed where they are read.
Element = Any

_UNSEEN_CLASSES = frozenset(
    [
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screen-reader-only",
        "screenreader-only",
        "a11y-hidden",
        "u-hidden-visually",
        "hide-visually",
        "element-invisible",
        "sr_only",
        "u-visually-hidden",
        "is-visually-hidden",
        "assistive-text",
    ]
)
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(0"
)
_GONE_STYLE = re.compile(r"display\s*:\s*none")
_TURNED_STYLE = re.compile(r"unicode-bidi\s*:\s*(?:isolate-)?(?:bidi-)?override")
_RTL_STYLE = re.compile(r"direction\s*:\s*rtl")
_RULE_PART = re.compile(r"([^{}]*)([{}])")
_SIMPLE_SELECTOR = re.compile(r"[.#][\w-]+")
_LARGEST_SHEET = 300_000


class Sight:
    """Answers for one document whether an element is shown, and whether its text runs backwards."""

    def __init__(self, root: Element) -> None:
        self._rules: dict[str, str] = {}
        for sheet in root.iter("style"):
            self._learn((sheet.text or "")[:_LARGEST_SHEET].lower())

    def _learn(self, sheet: str) -> None:
        for selectors, body in _plain_rules(sheet):
            if not (_UNSEEN_STYLE.search(body) or _TURNED_STYLE.search(body)):
                continue
            for selector in selectors.split(","):
                if _SIMPLE_SELECTOR.fullmatch(selector.strip()):
                    self._rules[selector.strip()] = body

    def style(self, element: Element) -> str:
        """The declarations that bear on the element, its own last."""
        own = cast("str", element.get("style") or "").lower()
        if not self._rules:
            return own
        names = [f".{name}" for name in cast("str", element.get("class") or "").lower().split()]
        names.append(f"#{cast('str', element.get('id') or '').lower()}")
        return ";".join([self._rules[name] for name in names if name in self._rules] + [own])

    def hides(self, element: Element) -> bool:
        """Nobody sees the element and what is in it (until something opens it)."""
        if element.get("hidden") is not None or (element.tag == "dialog" and element.get("open") is None):
            return True
        classes = cast("str", element.get("class") or "")
        if classes and not _UNSEEN_CLASSES.isdisjoint(classes.split()):
            return True
        style = self.style(element)
        return bool(style) and _UNSEEN_STYLE.search(style) is not None

    def gone(self, element: Element) -> bool:
        """The element is not rendered at all, so assistive technology does not read it either."""
        return element.get("hidden") is not None or _GONE_STYLE.search(self.style(element)) is not None

    def turns(self, element: Element) -> bool:
        """The element shows its letters in reverse order: a shield for e-mail addresses."""
        if element.tag == "bdo":
            return cast("str", element.get("dir") or "").lower() == "rtl"
        style = self.style(element)
        if not style or not _TURNED_STYLE.search(style):
            return False
        return bool(_RTL_STYLE.search(style)) or cast("str", element.get("dir") or "").lower() == "rtl"


def _plain_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selector and body of each rule outside @media and the like, which may not hold for this device."""
    open_blocks: list[str] = []
    for part in _RULE_PART.finditer(re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)):
        before, brace = part[1].strip(), part[2]
        if brace == "{":
            open_blocks.append(before)
        elif open_blocks:
            selector = open_blocks.pop()
            if not open_blocks and not selector.startswith("@"):
                yield selector, before
