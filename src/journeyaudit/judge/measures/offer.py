"""Which channels the site offers at all, and in what combination."""

from __future__ import annotations

from journeyaudit.judge.measures.grounds import nothing_seen, open_question
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.naming import listed
from journeyaudit.judge.measures.pointing import Sighting, at_channel, at_state, examples, sightings
from journeyaudit.model.channel import CHANNELS, FAMILY, Channel
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.strict import Strict

#: Families by which somebody is reached quickly and directly (rules.md C4); a street address or a public profile is not such
#: a means.
_RAPID = frozenset({"voice", "written", "conversation"})
_WRITTEN_OR_SPOKEN: tuple[Channel, ...] = ("phone", "email", "chat", "messaging", "callback")


class NoArguments(Strict):
    """This measure takes no arguments."""


class PresentArguments(Strict):
    """`channels` that must all be on the site. `name`: the company's legal name must be too. `visible_text`: an e-mail
    address counts only where it can be read."""

    channels: tuple[Channel, ...] = ()
    name: bool = False
    visible_text: bool = False


def second_means(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """0: e-mail and a channel of another family; 1: e-mail and a contact form; 2: two families without e-mail; 3: one means
    alone; None: none at all."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    offered = _first_sightings(facts)
    value, reason = _combination(set(offered))
    if value != 0 and (doubt := open_question(facts, "A second rapid channel")) is not None:
        return doubt
    return Measurement("measured", (MeasuredCell("whole site", value, reason, _proof(facts, offered)),))


def _combination(offered: set[Channel]) -> tuple[float | None, str]:
    families = {FAMILY[channel] for channel in offered} & _RAPID
    rapid: list[Channel] = [channel for channel in CHANNELS if channel in offered and FAMILY[channel] in _RAPID]
    if "email" in offered and families - {"written"}:
        return 0.0, f"The site can be reached quickly in different ways: {listed(rapid)}."
    if {"email", "form"} <= offered:
        return (
            1.0,
            (
                "The site offers an e-mail address and a contact form, both "
                "of them in writing; there is nobody to talk to or chat with."
            ),
        )
    if len(families) > 1:
        return 2.0, f"The site offers {listed(rapid)}, but no e-mail address."
    if families:
        return 3.0, f"The only quick way to reach the company is {listed(rapid)}."
    return None, "The site shows no telephone, e-mail, form, chat with a person, messaging or callback that a customer could use."


def form_only(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """0 where phone, e-mail, chat, messaging or callback stand beside the form; 1 where the form is all there is."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    offered = _first_sightings(facts)
    beside: dict[Channel, Sighting] = {channel: offered[channel] for channel in _WRITTEN_OR_SPOKEN if channel in offered}
    if beside:
        reason = f"Beside any form the site offers {listed(beside)}."
        return Measurement("measured", (MeasuredCell("whole site", 0.0, reason, _proof(facts, beside)),))
    if "form" not in offered:
        return open_question(facts, "A contact form") or Measurement("inapplicable", reason="The site has no contact form.")
    if (doubt := open_question(facts, "A channel beside the contact form")) is not None:
        return doubt
    reason = (
        "The contact form is the only way to reach the company: no telephone "
        "number, e-mail address, chat with a person, messaging or callback was found."
    )
    return Measurement("measured", (MeasuredCell("whole site", 1.0, reason, _proof(facts, {"form": offered["form"]})),))


def particulars_missing(facts: SiteFacts, _check: Check, arguments: PresentArguments) -> Measurement:
    """How many of the named particulars the site does not show anywhere."""
    if (unseen := nothing_seen(facts)) is not None:
        return unseen
    found: list[Evidence] = []
    missing: list[str] = []
    for channel in arguments.channels:
        sighting = next((s for s in sightings(facts, channel) if _counts(s, arguments)), None)
        if sighting is None:
            missing.append(_PARTICULARS.get(channel, channel))
        else:
            found.append(at_channel(facts, sighting))
    if arguments.name:
        _find_name(facts, found, missing)
    if missing and (doubt := open_question(facts, f"The company's {' and '.join(missing)}")) is not None:
        return doubt
    reason = (
        f"The site does not show the company's {' or '.join(missing)}."
        if missing
        else "The site shows all the particulars that this rule asks for."
    )
    evidence = examples(found) or examples(at_state(fact, note="searched from here") for fact in facts.states[:1])
    return Measurement("measured", (MeasuredCell("whole site", float(len(missing)), reason, evidence),))


def _counts(sighting: Sighting, arguments: PresentArguments) -> bool:
    return not (arguments.visible_text and sighting[1].channel == "email" and sighting[1].kind in ("mailto-only", "image-only"))


def _find_name(facts: SiteFacts, found: list[Evidence], missing: list[str]) -> None:
    named = next((fact for fact in facts.states if fact.company), None)
    if named is None:
        missing.append("legal name")
    else:
        found.append(at_state(named, named.company))


def _first_sightings(facts: SiteFacts) -> dict[Channel, Sighting]:
    """The first sighting of each channel by which somebody is reached; a chat that a machine answers reaches nobody."""
    found: dict[Channel, Sighting] = {}
    for channel in CHANNELS:
        sighting = next((s for s in sightings(facts, channel) if s[1].kind != "bot"), None)
        if sighting is not None:
            found[channel] = sighting
    return found


def _proof(facts: SiteFacts, offered: dict[Channel, Sighting]) -> tuple[Evidence, ...]:
    rapid = [at_channel(facts, sighting) for channel, sighting in offered.items() if FAMILY[channel] in _RAPID]
    return examples(rapid) or examples(at_state(fact, note="searched from here") for fact in facts.states[:1])


_PARTICULARS: dict[str, str] = {"phone": "telephone number", "email": "e-mail address", "post": "street address"}

SECOND_MEANS = Measure(
    "second-means", NoArguments, second_means, "Whether e-mail and a second rapid channel of another family are offered."
)
FORM_ONLY = Measure("form-only", NoArguments, form_only, "Whether a contact form is the only way to reach the company.")
PARTICULARS = Measure(
    "particulars-missing",
    PresentArguments,
    particulars_missing,
    "How many of the named particulars the site shows nowhere.",
    unit="particulars",
)
