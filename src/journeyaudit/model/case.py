"""One enquiry to a company and all that came back. Events are only appended; the state is folded from them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.model.conversation import ConversationFact
from journeyaudit.model.message import MessageFact
from journeyaudit.model.scenario import EnquiryChannel, Outcome, Scenario
from journeyaudit.model.strict import Strict

#: How far a case has come. bounced: the letter reached nobody. not_checkable: it could not be sent without doing what we do not
#: do.
CaseState = Literal["opened", "acknowledged", "answered", "resolved", "checked_back", "silent", "bounced", "not_checkable"]

#: F0–F6 of rules.md §F.
FollowUpGrade = Literal["F0", "F1", "F2", "F3", "F4", "F5", "F6"]

#: What the shopper saw happen outside the mailbox.
Observation = Literal[
    "refunded", "redelivered", "replaced", "called_back", "call_missed", "resolved", "unresolved", "wrote", "retold", "other"
]

#: How a message was recognised as belonging to a case, the surest first.
MatchedBy = Literal["token", "reply", "address", "sender", "person"]


class Sent(Strict):
    """A letter left us. `artifact` is its text as sent, `message_id` that of the mail, "" for a form. `purpose` closing: the
    courteous end.
    """

    kind: Literal["sent"] = "sent"
    at: str
    purpose: Literal["enquiry", "closing"] = "enquiry"
    to: str
    subject: str
    artifact: str
    message_id: str = ""
    picture: str | None = None


class Confirmed(Strict):
    """The page that followed a form. `artifact` is its snapshot. It proves that a page was shown, not that anybody has it."""

    kind: Literal["confirmed"] = "confirmed"
    at: str
    url: str
    artifact: str
    picture: str | None = None


class Received(Strict):
    """A mail came. `at` is when our mailbox got it, `artifact` its raw bytes, `junk`: it lay in the spam folder. A mail that is
    too large is kept up to a limit: `whole_bytes` is then the size of all of it, else 0.
    """

    kind: Literal["received"] = "received"
    at: str
    artifact: str
    message_id: str = ""
    matched_by: MatchedBy = "token"
    junk: bool = False
    whole_bytes: int = 0


class Stopped(Strict):
    """It could not be sent: a CAPTCHA, a login, a field that we cannot fill. `reason` says which, `picture` shows it."""

    kind: Literal["stopped"] = "stopped"
    at: str
    reason: str
    url: str = ""
    artifact: str | None = None
    picture: str | None = None


class Noted(Strict):
    """What the shopper observed, in own words."""

    kind: Literal["noted"] = "noted"
    at: str
    what: Observation
    text: str = ""


class Closed(Strict):
    """Nothing more is waited for. `why` is the shopper's."""

    kind: Literal["closed"] = "closed"
    at: str
    why: str = ""


Event = Annotated[Sent | Confirmed | Received | Stopped | Noted | Closed, Field(discriminator="kind")]


class Case(Strict):
    """A case with its events in order of their time. `id` is short and unique in its store; `token` is in the letter and
    threads the replies.

    `scenario` is the one that was sent, with the facts that were stated. `watched_until` is the last moment up to which the
    mailbox
    was read to its end, "" if never: what came later is not known. Times are ISO 8601 UTC. `opening_hours` are the company's own,
    in its `timezone`, as “Mon-Fri 09:00-17:00; Sat 10:00-13:00”.
    """

    id: str
    token: str
    subject: str
    brand: str
    scenario: Scenario
    channel: EnquiryChannel
    locale: str
    timezone: str
    country: str | None = None
    region: str | None = None
    opening_hours: str = "Mon-Fri 09:00-17:00"
    opened_at: str
    watched_until: str = ""
    events: tuple[Event, ...] = ()


class TimelineEvent(Strict):
    """One event as a reader sees it. `kind`: letter, confirmation, acknowledgement, reply, bounce, survey, marketing, note,
    stopped,
    closing, closed; `promised_by` the moment that a time in it means, ISO 8601, and `kept` whether it was: None while it runs.
    `business_hours` since the letter, by the company's clock.
    """

    at: str
    kind: Literal[
        "letter",
        "confirmation",
        "acknowledgement",
        "reply",
        "bounce",
        "survey",
        "marketing",
        "note",
        "stopped",
        "closing",
        "closed",
    ]
    summary: str
    text: str = ""
    case_id: str = ""
    pledge: str = ""
    promised_by: str = ""
    promise: str = ""
    kept: bool | None = None
    business_hours: float = 0.0
    wall_hours: float = 0.0
    artifact: str = ""
    picture: str | None = None
    junk: bool = False
    reading: MessageFact | None = None


#: What a company is held to. acknowledgement, answer, check_back and give_up are the scenario's waiting times, the rest pledges.
DueKind = Literal["acknowledgement", "answer", "give_up", "check_back", "reply", "callback", "refund", "delivery", "resolution"]


class Deadline(Strict):
    """A moment by which something is to happen: by the scenario's waiting times, or promised (`quote`, in the event of this
    index). `at` is ISO 8601, "" for a commitment without a time. `met` is None until it is known: the mailbox was not read up
    to then, or what was to happen outside of it was not noted. `met_at` is when it happened, also if late.
    """

    what: DueKind
    at: str = ""
    met: bool | None = None
    met_at: str = ""
    quote: str = ""
    event: int = -1


class CaseFact(Strict):
    """What a case comes to: audit.json's `cases`. Times in hours are by the company's business clock (`business`) and by the
    wall; None: it has not happened. `running`: the company still has time, so nothing about it has failed.

    `grade` is None while it runs and where it could not be sent; `grade_reason` says what decided it. `judged_until` is the last
    moment that is known: up to which the mailbox was read, or the closing letter. `complete`: the first answer by a person
    settles the matter (`complete_reason`); None: there is none. `open_hours` are the company's business hours from the letter
    to the last event, as pairs of moments, by its `opening_hours` and public holidays in its `timezone`. `turns` are the indexes
    of the events that the turns of `conversation` are. Staff are named Agent A, Agent B … wherever words are quoted.
    """

    id: str
    scenario: str
    title: str
    channel: EnquiryChannel
    opened_at: str
    watched_until: str = ""
    state: CaseState
    running: bool
    reason: str = ""
    events: tuple[TimelineEvent, ...] = ()
    wanted: Outcome = "answer"
    grade: FollowUpGrade | None = None
    grade_reason: str = ""
    judged_until: str = ""
    deadlines: tuple[Deadline, ...] = ()
    complete: bool | None = None
    complete_reason: str = ""
    timezone: str = "UTC"
    opening_hours: str = ""
    open_hours: tuple[tuple[str, str], ...] = ()
    acknowledged_hours: float | None = None
    answered_hours: float | None = None
    answered_business_hours: float | None = None
    conversation: ConversationFact = ConversationFact()
    turns: tuple[int, ...] = ()
    handoffs: int = 0
    did_well: tuple[str, ...] = ()
    to_change: tuple[str, ...] = ()
