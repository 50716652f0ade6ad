"""The places on a page that its own links name, and that are not there."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from journeyaudit.model.snapshot import Control
from journeyaudit.read.markup.names import attribute
from journeyaudit.read.markup.sight import Element


def missing_anchors(root: Element, controls: Iterable[Control]) -> tuple[str, ...]:
    """What stands after the `#` of links within the page where no element has that id and no <a> that name, each once.

    As in the HTML standard the text is tried as written and percent-decoded, and `#` and `#top` are the top of every page.
    Hash routes (`#/contact`, `#!contact`) and text directives (`#:~:text=…`) name no element.
    """
    named = dict.fromkeys(c.raw_href.strip()[1:] for c in controls if c.raw_href.strip().startswith("#"))
    asked = [name for name in named if name and name.lower() != "top" and not name.startswith(("/", "!", ":~:"))]
    if not asked:
        return ()
    there = {attribute(element, "id") for element in root.iterfind(".//*[@id]")}
    there |= {attribute(element, "name") for element in root.iterfind(".//a[@name]")}
    return tuple(name for name in asked if name not in there and unquote(name) not in there)
