"""What Playwright's recorder wrote while somebody used a site, turned into the steps of a journey. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

import yaml

from journeyaudit.read.lexicon import matcher

Fields = dict[str, Any]

#: The recorder's bits for keys held down, in the order in which a key is written.
_HELD = ((2, "Control"), (1, "Alt"), (8, "Shift"), (4, "Meta"))
_SECRET = ("password", "passwort", "kennwort", "contraseña", "wachtwoord", "mot de passe")
#: Locators by which a journey marks a control as the recorder does.
_MARKS = {"text": "text", "label": "label", "placeholder": "placeholder", "default": "css"}
#: Locators without such a mark, as the CSS selector of the attribute that they go by.
_ATTRIBUTES = {"alt": "alt", "title": "title", "test-id": "data-testid"}


class _Unknown(Exception):
    """A recorded action or place that a journey has no step for."""


@dataclass
class Recording:
    """The steps in the order of what was done; `notes` tell what was left out or should be looked at."""

    origin: str = ""
    steps: list[Fields] = field(default_factory=list[Fields])
    notes: list[str] = field(default_factory=list[str])
    secrets: list[str] = field(default_factory=list[str])

    def as_yaml(self, name: str = "") -> str:
        """A journey file, one step a line or two."""
        lines = [f"name: {_flow(name or f'A journey on {urlsplit(self.origin).hostname or self.origin}')}"]
        if self.secrets:
            lines += ["variables:", *(f"  {secret}:" for secret in self.secrets)]
        lines.append("steps:")
        for step in self.steps:
            for place, (key, value) in enumerate(step.items()):
                lines.append(f"{'    ' if place else '  - '}{key}: {_flow(value)}")
        return "\n".join(lines) + "\n"


def recorded(lines: Iterable[str]) -> Recording:
    """Reads the recorder's JSON lines; lines that are none of its actions are passed over."""
    made = Recording()
    for action in _actions(lines):
        try:
            _add(made, action)
        except _Unknown as unknown:
            made.notes.append(f"left out after step {len(made.steps)}: {unknown}")
    return made


def _actions(lines: Iterable[str]) -> Iterator[Fields]:
    for line in lines:
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict) and "name" in found:
            yield cast("Fields", found)


def _add(made: Recording, action: Fields) -> None:
    kind = action["name"]
    if kind in ("openPage", "navigate"):
        _go(made, str(action.get("url", "")))
    elif kind in ("click", "check", "uncheck"):
        _click(made, action)
    elif kind == "fill":
        _fill(made, action)
    elif kind == "press":
        _press(made, action)
    elif kind == "select":
        made.steps += [{"select": _target(action), "option": option} for option in action.get("options", ())]
    elif kind == "assertVisible":
        made.steps.append({"expect": {"control": _target(action)}})
    elif kind == "assertText":
        made.steps.append({"expect": {"text": str(action.get("text", ""))}})
    elif kind not in ("closePage",):
        raise _Unknown(f"a journey has no step for “{kind}”")


def _go(made: Recording, url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return
    origin = f"{parts.scheme}://{parts.netloc}"
    made.origin = made.origin or origin
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    made.steps.append({"goto": path if origin == made.origin else url})


def _click(made: Recording, action: Fields) -> None:
    if action.get("button", "left") != "left":
        raise _Unknown(f"a click with the {action['button']} button")
    if action.get("modifiers"):
        raise _Unknown(f"a click with {_held(action)} held down")
    step: Fields = {"click": _target(action)}
    if action.get("clickCount", 1) > 1:
        made.notes.append(f"step {len(made.steps) + 1}: a double click was written as one click")
    if any(signal.get("name") == "popup" for signal in action.get("signals", ())):
        made.notes.append(f"step {len(made.steps) + 1}: it opens a new window, where the journey goes on")
    name = step["click"].get("name") or step["click"].get("text") or ""
    if name and matcher("add_to_basket").full(name):
        step["basket"] = True
        made.notes.append(f"step {len(made.steps) + 1}: taken to fill the basket, hence `basket: true`")
    made.steps.append(step)


def _fill(made: Recording, action: Fields) -> None:
    target, value = _target(action), str(action.get("text", ""))
    if any(word in json.dumps(target, ensure_ascii=False).casefold() for word in _SECRET):
        value = "{{password}}"
        if "password" not in made.secrets:
            made.secrets.append("password")
            made.notes.append("the password was not written down: give it with --set password=…")
    elif "{{" in value:
        raise _Unknown("typed text with {{, which stands for a variable in a journey")
    if made.steps and made.steps[-1] == {"click": target}:
        made.steps.pop()  # typing goes to the field by itself
    if made.steps and made.steps[-1].get("fill") == target:
        made.steps.pop()
    made.steps.append({"fill": target, "value": value})


def _press(made: Recording, action: Fields) -> None:
    keys = "+".join(part for part in (_held(action), str(action.get("key", ""))) if part)
    made.steps.append({"press": keys, "at": _target(action)})


def _held(action: Fields) -> str:
    return "+".join(name for bit, name in _HELD if int(action.get("modifiers", 0)) & bit)


def _target(action: Fields) -> Fields:
    """A journey's mark for the recorder's chain of locators: each lies inside the one before, unless it only narrows it down."""
    part, found = cast("Fields | None", action.get("locator")), cast("Fields | None", None)
    while part is not None:
        kind, body = str(part.get("kind", "")), part.get("body", "")
        if kind in ("frame", "frame-locator"):
            raise _Unknown(f"a {action['name']} inside a frame")
        if found is not None and kind in ("nth", "first", "last", "has-text", "visible"):
            found = _narrowed(found, kind, body)
        else:
            inner = _marked(kind, part)
            found = inner | {"inside": found} if found is not None else inner
        part = cast("Fields | None", part.get("next"))
    if found is None:
        raise _Unknown(f"a {action['name']} without a place")
    return found


def _narrowed(found: Fields, kind: str, body: Any) -> Fields:
    if kind == "has-text":
        return found | {"having": str(body)}
    if kind == "visible":
        return found
    number = int(body) if kind == "nth" else 0 if kind == "first" else -1
    return found | {"nth": number + 1 if number >= 0 else number}


def _marked(kind: str, part: Fields) -> Fields:
    options = cast("Fields", part.get("options") or {})
    exact: Fields = {"exact": True} if options.get("exact") else {}
    body = str(part.get("body", ""))
    if kind == "role":
        return {"role": body} | ({"name": options["name"]} | exact if isinstance(options.get("name"), str) else {})
    if kind in _MARKS:
        return {_MARKS[kind]: body} | exact
    if kind in _ATTRIBUTES:
        return {"css": f"[{_ATTRIBUTES[kind]}={json.dumps(body, ensure_ascii=False)}]"}
    raise _Unknown(f"a place that is found by {kind or 'nothing'}")


class _Writer(yaml.SafeDumper):
    """Quotes whatever might be taken for a number: readers of YAML differ in what they take for one ("0E0", "1_000")."""


def _quoted(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "'" if text[:1] in _NUMERIC else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)  # pyright: ignore[reportUnknownMemberType]


_NUMERIC = frozenset("0123456789+-.")
_Writer.add_representer(str, _quoted)  # pyright: ignore[reportUnknownMemberType]


def _flow(value: Any) -> str:
    # YAML 1.1 folds the line breaks of Unicode to spaces wherever they are written as they are
    plain = not any(mark in json.dumps(value, ensure_ascii=False) for mark in "\x85\u2028\u2029")
    text = yaml.dump(value, Dumper=_Writer, default_flow_style=True, allow_unicode=plain, sort_keys=False, width=10**6)
    return text.removesuffix("\n").removesuffix("\n...")
