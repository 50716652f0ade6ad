# ruff: noqa: E501 - one element of markup a line reads better than broken strings
"""HTML of everything that opens: one function per kind of `abstract.COST`. What lies behind is given as rendered HTML.

A function returns what stands in the flow and what must stand at the end of the body (dialogs, drawers), as `Rendered`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import escape

from tests.sites.abstract import Opened


class Rendered(NamedTuple):
    flow: str
    portal: str = ""


def listens(binding: str, verb: str, argument: str) -> str:
    """Attributes that make an element answer a click, in one of three ways a page may do it."""
    match binding:
        case "attribute":
            return f"onclick=\"shop.run('{verb}', '{argument}', this, event)\""
        case "delegate":
            return f'data-do="{verb}" data-arg="{argument}"'
        case _:
            return f'data-on="{verb}" data-arg="{argument}"'


def css_hover(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    return Rendered(
        f'<div class="drop"><button type="button">{escape(o.label)}</button><div class="sub" id="{key}">{inner}</div></div>'
    )


def js_hover(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    button = f'<button type="button" {listens(o.binding, "open", key)}>{escape(o.label)}</button>'
    return Rendered(f'<div class="js-drop" data-hover="{key}">{button}<div class="panel float" id="{key}">{inner}</div></div>')


def click_menu(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    button = f'<button type="button" aria-haspopup="true" aria-expanded="false" aria-controls="{key}" {listens(o.binding, "toggle", key)}>{escape(o.label)} ▾</button>'
    return Rendered(f'<div class="click-menu">{button}<div class="panel float" id="{key}">{inner}</div></div>')


def hamburger(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    button = f'<button type="button" class="burger" aria-label="{escape(o.label)}" aria-expanded="false" {listens(o.binding, "toggle", key)}>☰</button>'
    return Rendered(f'{button}<nav class="folding" id="{key}">{inner}</nav>')


def checkbox_nav(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    box = f'<input type="checkbox" class="ticked" id="{key}-box" aria-hidden="true"><label class="burger" for="{key}-box">☰ {escape(o.label)}</label>'
    return Rendered(f'<div class="ticking">{box}<nav class="folding" id="{key}">{inner}</nav></div>')


def nav_drawer(o: Opened, inner: str, key: str, close: str) -> Rendered:
    return drawer(o, f"<nav>{inner}</nav>", key, close)


def inline_nav(_o: Opened, inner: str, key: str, _close: str) -> Rendered:
    return Rendered(f'<nav id="{key}" class="inline">{inner}</nav>')


def footer_fold(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    button = f'<button type="button" class="fold-button" {listens(o.binding, "toggle", key)}>{escape(o.label)}</button>'
    return Rendered(
        f'<div class="fold"><p class="fold-title">{escape(o.label)}</p>{button}<div class="folding" id="{key}">{inner}</div></div>'
    )


def details(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    return Rendered(f'<details id="{key}"><summary>{escape(o.label)}</summary>{inner}</details>')


def accordion(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    button = f'<button type="button" aria-expanded="false" aria-controls="{key}" {listens(o.binding, "toggle", key)}>{escape(o.label)}</button>'
    return Rendered(f'<h3 class="question">{button}</h3><div id="{key}" hidden data-hide="attribute" role="region">{inner}</div>')


def plain_accordion(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    return Rendered(
        f'<div class="qa"><div class="q" {listens(o.binding, "toggle", key)}>{escape(o.label)} <b>+</b></div><div class="squeezed" id="{key}">{inner}</div></div>'
    )


def modal(o: Opened, inner: str, key: str, close: str) -> Rendered:
    button = f'<button type="button" aria-haspopup="dialog" {listens(o.binding, "modal", key)}>{escape(o.label)}</button>'
    shut = f'<button type="button" class="shut" aria-label="{escape(close)}" {listens("delegate", "shut", key)}>×</button>'
    return Rendered(button, f'<dialog id="{key}" aria-label="{escape(o.label)}">{shut}{inner}</dialog>')


def div_dialog(o: Opened, inner: str, key: str, close: str) -> Rendered:
    opener = f'<a class="button" role="button" tabindex="0" {listens(o.binding, "open", key)}>{escape(o.label)}</a>'
    shut = f'<button type="button" class="shut" {listens("delegate", "shut", key)}>{escape(close)}</button>'
    return Rendered(
        opener, f'<div class="cover" id="{key}" role="dialog" aria-modal="true"><div class="box">{shut}{inner}</div></div>'
    )


def target_dialog(o: Opened, inner: str, key: str, close: str) -> Rendered:
    shut = f'<a class="shut" href="#closed">{escape(close)}</a>'
    return Rendered(
        f'<p><a href="#{key}">{escape(o.label)}</a></p>',
        f'<div class="cover targeted" id="{key}"><div class="box">{shut}{inner}</div></div>',
    )


def popover(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    return Rendered(
        f'<button type="button" popovertarget="{key}">{escape(o.label)}</button>', f'<div popover id="{key}">{inner}</div>'
    )


def drawer(o: Opened, inner: str, key: str, close: str) -> Rendered:
    button = f'<button type="button" {listens(o.binding, "open", key)}>{escape(o.label)}</button>'
    shut = f'<button type="button" class="shut" {listens("delegate", "shut", key)}>{escape(close)}</button>'
    return Rendered(button, f'<aside class="drawer" id="{key}">{shut}{inner}</aside>')


def void_link(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    link = f"<a href=\"javascript:shop.run('toggle', '{key}', document.querySelector('a'))\">{escape(o.label)}</a>"
    return Rendered(f'<p>{link}</p><div class="panel" id="{key}">{inner}</div>')


def hash_link(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    return Rendered(
        f'<p><a href="#" {listens(o.binding, "toggle", key)}>{escape(o.label)}</a></p><div class="panel" id="{key}">{inner}</div>'
    )


def reveal(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    return Rendered(
        f'<button type="button" {listens(o.binding, "reveal", key)}>{escape(o.label)}</button><div class="panel" id="{key}">{inner}</div>'
    )


def checkbox(o: Opened, inner: str, key: str, _close: str) -> Rendered:
    return Rendered(
        f'<div class="ticking"><input type="checkbox" class="ticked" id="{key}-box"><label class="q" for="{key}-box">{escape(o.label)}</label><div class="panel ticked-panel" id="{key}">{inner}</div></div>'
    )


def lazy(o: Opened, address: str, key: str, _close: str) -> Rendered:
    """`address` is where the content is fetched from."""
    button = f'<button type="button" aria-expanded="false" data-into="{key}" {listens(o.binding, "lazy", address)}>{escape(o.label)}</button>'
    return Rendered(f'<div>{button}<div class="panel" id="{key}"></div></div>')


OPENERS: dict[str, Callable[[Opened, str, str, str], Rendered]] = {
    "css-hover": css_hover,
    "js-hover": js_hover,
    "click-menu": click_menu,
    "hamburger": hamburger,
    "checkbox-nav": checkbox_nav,
    "nav-drawer": nav_drawer,
    "inline-nav": inline_nav,
    "footer-fold": footer_fold,
    "details": details,
    "accordion": accordion,
    "plain-accordion": plain_accordion,
    "modal": modal,
    "div-dialog": div_dialog,
    "target-dialog": target_dialog,
    "popover": popover,
    "drawer": drawer,
    "void-link": void_link,
    "hash-link": hash_link,
    "lazy": lazy,
    "reveal": reveal,
    "more": reveal,
    "checkbox": checkbox,
}


def tabs(parts: list[tuple[Opened, str, str]], group: str) -> str:
    """`parts` are (part, inner HTML, key); the first one is open."""
    heads = "".join(
        f'<li role="presentation"><button type="button" role="tab" aria-selected="{str(o.open_at_start).lower()}" aria-controls="{key}" {listens(o.binding, "tab", key)}>{escape(o.label)}</button></li>'
        for o, _, key in parts
    )
    panels = "".join(
        f'<div role="tabpanel" class="panel{" open" if o.open_at_start else ""}" id="{key}" data-group="{group}">{inner}</div>'
        for o, inner, key in parts
    )
    return f'<div class="tabs"><ul role="tablist">{heads}</ul>{panels}</div>'


def plain_tabs(parts: list[tuple[Opened, str, str]], group: str) -> str:
    heads = "".join(f'<li><a href="#{key}" {listens(o.binding, "tab", key)}>{escape(o.label)}</a></li>' for o, _, key in parts)
    panels = "".join(
        f'<div class="panel{" open" if o.open_at_start else ""}" id="{key}" data-group="{group}">{inner}</div>'
        for o, inner, key in parts
    )
    return f'<div class="tabs"><ul class="plain">{heads}</ul>{panels}</div>'


def exclusive(parts: list[tuple[Opened, str, str]], group: str) -> str:
    if parts[0][0].binding == "attribute":
        return "".join(
            f'<details name="{group}" id="{key}"><summary>{escape(o.label)}</summary>{inner}</details>' for o, inner, key in parts
        )
    return "".join(
        f'<h3 class="question"><button type="button" aria-expanded="false" {listens(o.binding, "toggle", key)}>{escape(o.label)}</button></h3>'
        f'<div class="panel" id="{key}" data-group="{group}">{inner}</div>'
        for o, inner, key in parts
    )


def wizard(parts: list[tuple[Opened, str, str]], title: str) -> str:
    choices = "".join(
        f'<button type="button" class="choice" {listens(o.binding, "step", key)}>{escape(o.label)}</button>'
        for o, _, key in parts
    )
    steps = "".join(f'<div class="step" id="{key}">{inner}</div>' for _, inner, key in parts)
    return f'<div class="wizard"><div class="step open"><h3>{escape(title)}</h3>{choices}</div>{steps}</div>'


def carousel(parts: list[tuple[Opened, str, str]], following: str) -> str:
    (_, first, _), (second, inner, key) = parts
    button = f'<button type="button" aria-label="{escape(following)}" {listens(second.binding, "step", key)}>›</button>'
    return f'<div class="carousel"><div class="step open">{first}{button}</div><div class="step" id="{key}">{inner}</div></div>'
