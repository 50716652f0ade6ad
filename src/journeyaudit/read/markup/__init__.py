"""Plain HTML or text to a snapshot, without a browser: what a customer would see as far as the markup alone tells.

Style sheets are read for what hides or turns text, scripts are not run, boxes are unknown. Torn fragments are read as far as
they go.
"""

from __future__ import annotations

import re

from lxml import etree, html

from journeyaudit.model.snapshot import Device, Snapshot, TextBlock
from journeyaudit.read.markup.anchors import missing_anchors
from journeyaudit.read.markup.forms import forms_in
from journeyaudit.read.markup.sight import Sight
from journeyaudit.read.markup.walk import Walk

#: XML 1.0 forbids these characters, and lxml refuses or stops at them.
_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--|<[A-Za-z][\w-]*\s[^<>]*=|&(?:#\d{2,7}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,8});")
_CODE_SAMPLE, _TORN_SAMPLE = 4000, 500
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_TORN_TAG = re.compile(r"<[A-Za-z/!][^<>]*\Z")
_TORN_START = re.compile(r"\A[^<>]*[\w-]+=[\"'][^<>]*>\s*</(\w+)>")
_CODE = re.compile(r"\bfunction\s*\(|=>|\bdocument\.|\.(?:src|async|type)\s*=|\bvar\s\w+\s*=|createElement|insertBefore")


def is_markup(text: str) -> bool:
    """The text holds tags, character references or script rather than plain words."""
    return _MARKUP.search(text) is not None or (_begun(text) is not text)


def snapshot_of_html(text: str, url: str = "", device: Device = "desktop") -> Snapshot:
    """The snapshot of a page or fragment. Never fails: markup that cannot be read gives a snapshot without blocks."""
    root = _parsed(text)
    if root is None:
        return Snapshot(url=url, device=device)
    walk = Walk(url, Sight(root))
    walk.run(root)
    forms, places = forms_in(root, walk)
    return Snapshot(
        url=url,
        device=device,
        title=walk.title,
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        direction="rtl" if root.get("dir") == "rtl" else "ltr",
        blocks=tuple(walk.blocks),
        controls=walk.controls_with_forms(places),
        forms=forms,
        images=tuple(walk.images),
        frames=tuple(walk.frames),
        scripts=tuple(dict.fromkeys(walk.scripts)),
        structured=tuple(walk.structured),
        meta=walk.meta,
        missing_anchors=missing_anchors(root, walk.controls),
    )


def snapshot_of_text(text: str) -> Snapshot:
    """The snapshot of plain text: a block for each paragraph, line ends kept."""
    paragraphs = (_tidy(part) for part in _PARAGRAPHS.split(text.replace("\r\n", "\n")))
    return Snapshot(url="", blocks=tuple(TextBlock(text=part) for part in paragraphs if part))


def _tidy(paragraph: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in paragraph.split("\n")) if line)


def _parsed(text: str) -> etree._Element | None:  # pyright: ignore[reportPrivateUsage] -- lxml's only name for an element
    whole = _begun(_TORN_TAG.sub(_mended, _CONTROL_CHARACTERS.sub("", text)))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(whole.encode("utf-8"), parser=parser)  # pyright: ignore[reportUnknownMemberType] -- stub has **kw
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _mended(torn: re.Match[str]) -> str:
    """Closes a tag that the end of the text cut off, its open attribute first, so that what was written of it is read."""
    tag = torn[0]
    if len(tag) < 3 or tag.startswith("<!"):
        return ""
    quote = '"' if tag.count('"') % 2 else "'" if tag.count("'") % 2 and '"' not in tag else ""
    return f"{tag}{quote}>"


def _begun(text: str) -> str:
    """Gives a fragment that begins inside a tag, or inside a script, the beginning that was cut off."""
    start = _TORN_START.match(text[:_TORN_SAMPLE])
    if start is not None:
        return f'<{start[1]} torn="{text}'
    code, closed, rest = text.partition("</script>")
    if "<script" in code.lower() or not _CODE.search(code[:_CODE_SAMPLE]) or "//" not in code + rest:
        return text
    return f"<script>{code}</script>{rest}" if closed else text if "</" in code else f"<script>{code}</script>"
