"""Channels that are there but not what they seem: mailto without an address, costly numbers, bots, data that only machines
read."""

from __future__ import annotations

from typing import Literal

from journeyaudit.judge.measures.grounds import counted, limits, nothing_seen, open_question
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.naming import listed
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.judge.measures.pointing import Sighting, at_channel, examples, once_each, sightings
from journeyaudit.model.channel import CHANNELS, Channel, ChannelFact
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.strict import Strict

#: British numbers that cost more than a call to an ordinary line: our own list (rules.md C8, OP).
_BRITISH_COSTLY = ("+449", "+4484", "+4487")
_COSTLY = frozenset({"premium", "shared-cost"})


class MailtoArguments(Strict):
    """`strict_in`: countries where a court has held a bare mailto link to be insufficient; there the value is 2 instead of 1."""

    strict_in: tuple[str, ...] = ()


def hidden_address(facts: SiteFacts, _check: Check, arguments: MailtoArguments) -> Measurement:
    """0: every linked e-mail address can be read somewhere; 1: one cannot, 2: the same in a country of `strict_in`."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    found = once_each(sightings(facts, "email"))
    if not found:
        return open_question(facts, "An e-mail address") or Measurement(
            "inapplicable", reason="The site offers no e-mail address, as text or as link."
        )
    readable = {fact.value for _, fact in found if fact.kind not in ("mailto-only", "image-only")}
    hidden = [sighting for sighting in found if sighting[1].kind == "mailto-only" and sighting[1].value not in readable]
    if not hidden:
        evidence = examples(at_channel(facts, s) for s in found)
        return Measurement(
            "measured",
            (MeasuredCell("whole site", 0.0, f"Every linked e-mail address can also be read as text.{limits(facts)}", evidence),),
        )
    strict = facts.subject.country in arguments.strict_in
    evidence = examples(at_channel(facts, s, note=f"the link opens a mail to {s[1].value}, which no page shows") for s in hidden)
    reason = (
        f"{counted(len(hidden), 'e-mail address', 'e-mail addresses')} only "
        f"inside a mailto link, nowhere to be read: {hidden[0][1].value}."
    )
    return Measurement("measured", (MeasuredCell("whole site", 2.0 if strict else 1.0, reason, evidence),))


def costly_lines(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many telephone numbers of the site cost the caller more than an ordinary call."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    found = once_each(sightings(facts, "phone"))
    if not found:
        return open_question(facts, "A telephone number") or Measurement(
            "inapplicable", reason="The site offers no telephone number."
        )
    costly = [s for s in found if costs_extra(s[1])]
    numbers = ", ".join(dict.fromkeys(fact.value for _, fact in costly))
    reason = (
        f"Calls to {numbers} cost more than an ordinary call."
        if costly
        else f"No telephone number of the site is a premium or shared-cost line.{limits(facts)}"
    )
    evidence = examples(at_channel(facts, s, note=f"number range: {s[1].kind}") for s in costly or found)
    return Measurement("measured", (MeasuredCell("whole site", float(len({f.value for _, f in costly})), reason, evidence),))


def costs_extra(phone: ChannelFact) -> bool:
    """A call to this number costs more than an ordinary one."""
    return phone.kind in _COSTLY or phone.value.startswith(_BRITISH_COSTLY)


def answering_chat(facts: SiteFacts, _check: Check, arguments: ChatArguments) -> Measurement:
    """For `fault` offline: 1 if nobody was there wherever the chat stood. For bot: 1 if only a machine answers. 0 otherwise.

    A launcher looks the same whoever answers: what an opened chat said counts for every launcher of that chat that says nothing.
    """
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    found = [
        s for s in sightings(facts, "chat", reached=False) if s[1].visible and not s[1].pointer and s[1].source != "structured"
    ]
    if not found:
        return open_question(facts, "A chat") or Measurement("inapplicable", reason="The site offers no chat.")
    faulty = [s for s in found if s[1].kind == arguments.fault]
    other = [s for s in found if _answers(s, arguments.fault, {f[1].value for f in faulty})]
    if not faulty and all(s[1].kind == "bot" for s in found):
        return Measurement(
            "inapplicable", reason="Only a machine answers in the chat, and it said nothing of people who are away."
        )
    if not faulty or other:
        return Measurement(
            "measured",
            (
                MeasuredCell(
                    "whole site", 0.0, _CHAT_GOOD[arguments.fault], examples(at_channel(facts, s) for s in other or found)
                ),
            ),
        )
    return Measurement(
        "measured", (MeasuredCell("whole site", 1.0, _CHAT_BAD[arguments.fault], examples(at_channel(facts, s) for s in faulty)),)
    )


def _answers(sighting: Sighting, fault: str, faulty: set[str]) -> bool:
    """Does this sighting speak against the fault? That a machine answers does not prove that somebody is there."""
    silent = ("bot", "offline") if fault == "offline" else ("bot",)
    return sighting[1].kind not in silent and sighting[1].value not in faulty


class ChatArguments(Strict):
    """`fault`: what to look for."""

    fault: Literal["offline", "bot"]


_CHAT_GOOD = {
    "offline": "The chat was open when the site was visited.",
    "bot": "Nothing says that only a machine answers in the chat.",
}
_CHAT_BAD = {
    "offline": "The chat said that it was offline wherever it was seen.",
    "bot": "The chat is presented as a bot, and no other chat was seen.",
}


def machine_readable_only(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many channels the site's structured data names that no customer can see on any page."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    told: list[tuple[Channel, Sighting]] = [
        (channel, s)
        for channel in CHANNELS
        for s in once_each(sightings(facts, channel, reached=False))
        if s[1].kind == "structured-only"
    ]
    if not told:
        return Measurement("inapplicable", reason="The site's structured data names no channel that its pages do not show.")
    shown: set[tuple[Channel, str]] = {(channel, fact.value) for channel in CHANNELS for _, fact in sightings(facts, channel)}
    hidden = [(channel, s) for channel, s in told if _is_hidden(channel, s[1].value, shown)]
    names: list[Channel] = [channel for channel in CHANNELS if any(found == channel for found, _ in hidden)]
    if hidden and (doubt := open_question(facts, f"What the structured data names ({listed(names)})")) is not None:
        return doubt
    reason = (
        f"Search engines are told of {listed(names)} that no page shows to a customer: {hidden[0][1][1].value}."
        if hidden
        else "Every channel that the structured data names can be seen by a customer."
    )
    where = "JSON-LD only" if hidden else "named in JSON-LD"
    evidence = examples(at_channel(facts, s, note=f"{where}: {s[1].value}") for _, s in hidden or told)
    return Measurement("measured", (MeasuredCell("whole site", float(len(names)), reason, evidence),))


def _is_hidden(channel: Channel, value: str, shown: set[tuple[Channel, str]]) -> bool:
    """A number or e-mail address is one and the same wherever it stands; an address or profile may be written in many ways."""
    if channel in ("phone", "email"):
        return (channel, value) not in shown
    return not any(channel == other for other, _ in shown)


HIDDEN_ADDRESS = Measure(
    "hidden-address", MailtoArguments, hidden_address, "Whether an e-mail address exists only inside a mailto link."
)
COSTLY_LINES = Measure(
    "costly-lines", NoArguments, costly_lines, "How many telephone numbers cost more than an ordinary call.", unit="numbers"
)
ANSWERING_CHAT = Measure("answering-chat", ChatArguments, answering_chat, "Whether the chat was offline, or is a bot only.")
MACHINE_READABLE = Measure(
    "machine-readable-only", NoArguments, machine_readable_only, "How many channels only structured data names.", unit="channels"
)
