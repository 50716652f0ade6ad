"""What tags, roles and attributes say of an element where no browser has laid it out."""

from __future__ import annotations

from journeyaudit.model.snapshot import Region

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SILENT_TAGS = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "select",
        "textarea",
        "datalist",
        "object",
        "video",
        "audio",
        "canvas",
        "iframe",
        "svg",
    ]
)
REGIONS: dict[str, Region] = {
    "header": "header", "nav": "nav", "main": "main", "footer": "footer", "aside": "aside", "dialog": "dialog",
    "banner": "header", "navigation": "nav", "contentinfo": "footer", "complementary": "aside", "alertdialog": "dialog",
}  # fmt: skip
CONTROL_ROLES = frozenset({"button", "link", "tab", "menuitem", "switch"})
OPENING_MARKS = ("aria-expanded", "aria-haspopup", "aria-controls", "data-toggle", "data-bs-toggle", "popovertarget")
SHOWN_INPUTS = frozenset({"submit", "button", "image", "reset"})
#: Empty elements that a script turns into the button of a chat or messenger.
WIDGETS = frozenset(
    {"fb-customerchat", "fb-messengermessageus", "df-messenger", "inbox-online-store-chat", "gorgias-chat-container"}
)
#: How many elements into a control its e-mail shield is looked for.
NEAR_ELEMENTS = 20
SCRIPT_SOURCES = ("src", "data-src", "data-cfsrc", "data-rocketsrc")
