"""Which sentences of an agent refuse, and which only look like it."""

from __future__ import annotations

import pytest

from journeyaudit.model.conversation import Conversation, No, Turn
from journeyaudit.read.recovery import read_conversation


def _noes(text: str) -> tuple[No, ...]:
    return read_conversation(Conversation(turns=(Turn(who="customer", text="?"), Turn(who="agent", text=text)))).noes


@pytest.mark.parametrize(
    "text",
    [
        "It isn't in my power to approve it.",
        "We never match the price of other shops.",
        "We don't do exchanges on swimwear.",
        "The airline does not permit a change of name.",
        "Eine Namensänderung lässt die Airline nicht zu.",
        "Preise anderer Händler gleichen wir nicht an.",
        "Ohne Karton nehmen wir das leider nicht zurück.",
        "Pour le siège c'est pas possible.",
        "Les bons ne sont pas cumulables.",
        "Aucune indemnisation n'est prévue dans ce cas.",
        "Esa comisión yo no se la puedo quitar.",
        "No garantizamos los horarios.",
        "Una data precisa non gliela so dire.",
        "Nel fine settimana non consegniamo.",
        "Het systeem laat de wijziging niet toe.",
        "Voor korte storingen keren wij geen vergoeding uit.",
    ],
)
def test_who_cannot_or_may_not_do_what_is_wanted_refuses(text: str) -> None:
    assert _noes(text)


@pytest.mark.parametrize(
    "text",
    [
        "You won't be held liable for it.",
        "If we can't reach you, we will leave a note.",
        "I'm sorry you couldn't use your ticket.",
        "I couldn't possibly leave you without heating, so an engineer is on the way.",
        "So what you're telling me is that you can't change the date in the app.",
        "You are not obliged to accept the voucher.",
        "Your parcel couldn't be delivered because nobody was in.",
        "Das habe ich nicht gewusst, danke.",
        "Wir haben Ihr Schreiben nicht erhalten.",
        "Sie können das Gerät behalten, es muss nicht zurück.",
        "Der Techniker konnte die Störung nicht beheben.",
        "Nous n'avons pas reçu votre courrier.",
        "Vous n'êtes pas obligé d'accepter le bon.",
        "Si no le puedo localizar, le dejo un mensaje.",
        "No está obligado a aceptar el vale.",
        "Non posso che darle ragione.",
        "Ik kan u niet genoeg bedanken.",
        "Als ik u niet kan bereiken, spreek ik in.",
    ],
)
def test_relief_regret_conditions_and_what_others_could_not_do_are_no_refusal(text: str) -> None:
    assert not _noes(text)


def test_a_question_may_begin_with_a_refusal_of_the_speaker() -> None:
    assert [no.trigger for no in _noes("We can't come today, would tomorrow suit you?")] == ["We can't"]
    assert not _noes("Are you sure that we can't deliver?")


@pytest.mark.parametrize(
    "text",
    [
        "We can't pay all of it. We are pleased to offer you half.",
        "Das dürfen wir nicht, das wäre erst im März möglich.",
        "Votre contrat n'ouvre pas droit à un délai. Vous avez toutefois la possibilité de payer par mois.",
        "No le puedo dar hora. Sí que le mando un mensaje antes.",
    ],
)
def test_what_is_offered_beside_a_refusal_is_its_alternative(text: str) -> None:
    assert [bool(no.alternative) for no in _noes(text)] == [True]
