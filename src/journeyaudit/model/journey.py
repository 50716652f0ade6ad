"""A journey: ordered steps towards one customer goal, each one typed action with a time limit of its own."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from journeyaudit.model.strict import Strict

#: Seconds that a step may take where neither it nor its journey says otherwise.
DEFAULT_SECONDS = 15.0

Words = Annotated[str, Field(min_length=1)]
Seconds = Annotated[float, Field(gt=0, le=300, description="How long the step may take")]
Role = Literal[
    "alert", "alertdialog", "application", "article", "banner", "blockquote", "button", "caption", "cell", "checkbox", "code",
    "columnheader", "combobox", "complementary", "contentinfo", "definition", "deletion", "dialog", "directory", "document",
    "emphasis", "feed", "figure", "form", "generic", "grid", "gridcell", "group", "heading", "img", "insertion", "link",
    "list", "listbox", "listitem", "log", "main", "marquee", "math", "menu", "menubar", "menuitem", "menuitemcheckbox",
    "menuitemradio", "meter", "navigation", "none", "note", "option", "paragraph", "presentation", "progressbar", "radio",
    "radiogroup", "region", "row", "rowgroup", "rowheader", "scrollbar", "search", "searchbox", "separator", "slider",
    "spinbutton", "status", "strong", "subscript", "superscript", "switch", "tab", "table", "tablist", "tabpanel", "term",
    "textbox", "time", "timer", "toolbar", "tooltip", "tree", "treegrid", "treeitem",
]  # fmt: skip


class Target(Strict):
    """What a customer would point at. `role` may have a `name`; `text`, `label`, `placeholder` and `css` stand alone.

    Names and texts match without regard to case and as part of a longer one, unless `exact`. Where several match, one that
    matches in full is meant; `nth` (from 1, negative from the end) chooses else. `inside` is what it lies in.
    """

    role: Annotated[Role, Field(description="Its ARIA role: button, link, textbox…")] | None = None
    name: Annotated[Words, Field(description="Its accessible name, as a screen reader says it")] | None = None
    text: Annotated[Words, Field(description="Text that it shows")] | None = None
    label: Annotated[Words, Field(description="The label of a field")] | None = None
    placeholder: Annotated[Words, Field(description="The greyed-out hint in an empty field")] | None = None
    css: Annotated[Words, Field(description="A CSS selector, where nothing else tells it apart")] | None = None
    having: Annotated[Words, Field(description="Text somewhere in it, beside the other marks")] | None = None
    exact: Annotated[bool, Field(description="The name or text must match in full, case included")] = False
    nth: Annotated[int, Field(description="Which of several, from 1; -1 is the last")] | None = None
    inside: Annotated[Target, Field(description="What it lies in")] | None = None

    @model_validator(mode="after")
    def _one_mark(self) -> Target:
        marks = [mark for mark in ("role", "text", "label", "placeholder", "css") if getattr(self, mark)]
        if self.name and not self.role:
            raise ValueError("`name` needs a `role` beside it: button, link, textbox…")
        if len(marks) != 1:
            found = f"found {' and '.join(marks)}" if marks else "found none"
            raise ValueError(f"a control is marked by one of role, text, label, placeholder or css; {found}")
        if self.nth == 0:
            raise ValueError("`nth` counts from 1, or from -1 at the end")
        return self


def _pointed_tag(pointed: object) -> str:
    return "Target" if isinstance(pointed, Target | dict) else "words"


#: Words alone are what the control is called: its name, its label, or its text.
Pointed = Annotated[
    Annotated[Words, Tag("words")] | Annotated[Target, Tag("Target")],
    Discriminator(_pointed_tag),
    Field(description="What it is called, or a mapping that marks it: {role: button, name: …}"),
]


class Condition(Strict):
    """What must be the case: a visible `text`, a `url` (a path or a whole address; `*` stands for anything) or a `control`.

    `count` is how often text or control must be there; `not` turns it around.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    text: Annotated[Words, Field(description="Text that a customer can see")] | None = None
    url: Annotated[Words, Field(description="Path or address of the page; * stands for anything")] | None = None
    control: Pointed | None = None
    count: Annotated[int, Field(ge=0, description="How often it must be there")] | None = None
    absent: Annotated[bool, Field(alias="not", description="It must not be so")] = False

    @model_validator(mode="after")
    def _one_claim(self) -> Condition:
        given = [name for name in ("text", "url", "control") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"name one of text, url or control; found {' and '.join(given) or 'none'}")
        if self.count is not None and (self.url or self.absent):
            raise ValueError(f"`count` does not go with {'`url`' if self.url else '`not`'}")
        return self


class _Step(Strict):
    """What every step may say beside its action."""

    title: Annotated[str, Field(description="What the step is for, in a reader's words")] = ""
    seconds: Seconds | None = None


class _Acting(_Step):
    """A step that may make the page send something. The network guard stays closed unless one of these opens it for this step.

    `basket`: it may change the customer's own basket and delivery details. `commits`: it does what cannot be undone (sends a
    form, an enquiry), which only a subject's permission allows. Orders and payments are refused whatever is said here.
    """

    basket: Annotated[bool, Field(description="It may change the basket or the delivery details; never more")] = False
    commits: Annotated[bool, Field(description="It cannot be undone; needs submit_forms in the subject's permission")] = False


class Goto(_Step):
    """Goes to a page as somebody who types its address."""

    goto: Annotated[Words, Field(description="A path or an address of the subject")]


class Click(_Acting):
    """A real click, or a tap on mobile."""

    click: Pointed


class Fill(_Acting):
    """Types into a field, replacing what is there."""

    fill: Pointed
    value: Annotated[str, Field(description="What is typed")]


class Select(_Acting):
    """Chooses an option of a list by its label, or its value."""

    select: Pointed
    option: Annotated[Words, Field(description="The option's label or value")]


class Press(_Acting):
    """Presses a key, or several at once (Control+A), on a control or wherever the focus is."""

    press: Annotated[Words, Field(description="Enter, Tab, Escape, ArrowDown, Control+A…")]
    at: Pointed | None = None


class WaitFor(_Step):
    """Waits until something is the case; the journey cannot go on without it."""

    wait_for: Condition


class Expect(_Step):
    """Claims that something is the case; a claim that does not come true fails the journey."""

    expect: Condition


class Read(_Step):
    """Reads the text of something, or the content of a field, into a name that later steps can use."""

    read: Pointed
    into: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="The name")]


class Screenshot(_Step):
    """Takes a picture."""

    screenshot: Annotated[Words, Field(description="What the picture shows")]


ACTIONS: dict[str, type[_Step]] = {
    "goto": Goto, "click": Click, "fill": Fill, "select": Select, "press": Press, "wait_for": WaitFor, "expect": Expect,
    "read": Read, "screenshot": Screenshot,
}  # fmt: skip


def action_of(step: object) -> str:
    """The one action that a step names, "" if it names none or several."""
    keys = cast("dict[str, Any]", step) if isinstance(step, dict) else {}
    found = [key for key in ACTIONS if key in keys]
    return found[0] if len(found) == 1 else ""


def _tag(step: object) -> str | None:
    if isinstance(step, _Step):
        return type(step).__name__
    action = action_of(step)
    return ACTIONS[action].__name__ if action else None


Step = Annotated[
    Annotated[Goto, Tag("Goto")]
    | Annotated[Click, Tag("Click")]
    | Annotated[Fill, Tag("Fill")]
    | Annotated[Select, Tag("Select")]
    | Annotated[Press, Tag("Press")]
    | Annotated[WaitFor, Tag("WaitFor")]
    | Annotated[Expect, Tag("Expect")]
    | Annotated[Read, Tag("Read")]
    | Annotated[Screenshot, Tag("Screenshot")],
    Discriminator(
        _tag,
        custom_error_type="step_action",
        custom_error_message=f"a step does exactly one of {', '.join(ACTIONS)}",
    ),
]


class Journey(Strict):
    """A journey file. `variables` have a value, or none (`postcode:`) where the subject or --set must give it.

    `{{name}}` stands for a variable anywhere in a step: one of the file, of the subject, given with --set, or read by an earlier
    step; `subject.name`, `subject.origin`, `subject.country` and `subject.locale` are always there.
    """

    name: Annotated[str, Field(min_length=3, description="What the customer wants to do")]
    goal: Annotated[str, Field(description="Why it matters, in a sentence or two")] = ""
    variables: dict[str, str | None] = Field(default_factory=dict, description="Values by name; none: must be given")
    seconds: Seconds = DEFAULT_SECONDS
    banners: Annotated[Literal["dismiss", "leave"], Field(description="What is done about consent banners")] = "dismiss"
    steps: Annotated[tuple[Step, ...], Field(description="In order; the first goes to a page")]
