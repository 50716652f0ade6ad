"""Letters: the facts are in them, nothing is missing or executed, and no two are alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.cases.letters import write
from journeyaudit.definitions.scenarios import load_scenarios
from journeyaudit.errors import DefinitionError
from journeyaudit.model.scenario import Letter, Persona, Scenario

SHIPPED = load_scenarios()
LOCALES = ("en-GB", "de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL")
_THREATS = ("lawyer", "court", "anwalt", "avocat", "abogado", "avvocato", "advocaat", "gesetz", "legal", "trading standards")


def scenario(body: str, **facts: str) -> Scenario:
    letter = Letter(subject="Order {{ token }}", body=body)
    return Scenario(
        id="made-up", title="A made-up enquiry", persona=Persona(first_name="Ada", last_name="Marsh"), wanted="answer",
        resolution="An answer has come.", channels=("email",), facts=facts, letters={"en": letter}, closings={"en": letter},
    )  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", [*SHIPPED])
def test_every_shipped_letter_states_its_facts_and_its_token_and_no_threat(name: str, locale: str) -> None:
    letter = write(SHIPPED[name], locale, "HW-7K2QX", "Acme")
    whole = f"{letter.subject}\n{letter.body}"
    assert letter.language == locale[:2]
    assert "HW-7K2QX" in letter.subject
    assert letter.body.rstrip().endswith("HW-7K2QX")
    assert all(SHIPPED[name].facts[fact] in whole for fact in SHIPPED[name].facts if fact in ("order_number", "item"))
    assert "{" not in whole
    assert not any(threat in whole.lower() for threat in _THREATS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", [*SHIPPED])
def test_every_shipped_scenario_ends_with_thanks(name: str, locale: str) -> None:
    letter = write(SHIPPED[name], locale, "HW-7K2QX", "Acme", "closing")
    assert "HW-7K2QX" in letter.subject
    thanks = ("thank", "dank", "merci", "gracias", "agradezco", "grazie", "ringrazio")
    assert any(word in letter.body.lower() for word in thanks)


def test_letters_of_one_scenario_are_not_all_alike() -> None:
    letters = {write(SHIPPED["charged-twice"], "en-GB", f"HW-{n}", "Acme").body.replace(f"HW-{n}", "") for n in range(20)}
    assert len(letters) > 5


def test_dates_and_amounts_are_written_as_the_language_does() -> None:
    made = scenario("It was {{ day | day }} and cost {{ cost | money }}, no more.", day="2026-11-03", cost="48.90 EUR")
    assert "3 November" in write(made, "en-GB", "T", "A").body
    german = made.model_copy(update={"letters": {"de": made.letters["en"]}})
    assert "3. November" in write(german, "de-AT", "T", "A").body
    assert "48,90" in write(german, "de-DE", "T", "A").body


def test_a_letter_for_just_this_locale_goes_before_the_language() -> None:
    letters = {
        "en": Letter(subject="General", body="The general letter, for all."),
        "en-IE": Letter(subject="Irish", body="The letter for Ireland only."),
    }
    made = scenario("A body that is long enough.").model_copy(update={"letters": letters})
    assert write(made, "en-IE", "T", "A").subject == "Irish"
    assert write(made, "en-GB", "T", "A").subject == "General"


def test_a_missing_fact_is_named_and_leaves_no_empty_place() -> None:
    with pytest.raises(DefinitionError, match="order_date, order_number"):
        write(scenario("Order {{ order_number }} of {{ order_date }} is late."), "en-GB", "T", "A")
    with pytest.raises(DefinitionError, match="order_number"):
        write(scenario("Order {{ order_number }} is late, I think.", order_number=" "), "en-GB", "T", "A")


def test_a_language_without_a_letter_is_told_with_those_that_have_one() -> None:
    with pytest.raises(DefinitionError, match="sv-SE") as told:
        write(scenario("A body that is long enough."), "sv-SE", "T", "A")
    assert "en" in told.value.remedy


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_in_a_fact_or_a_company_name_is_executed(fact: str, company: str) -> None:
    trap = "{{ 7 * 7 }}{% for x in (1,) %}boom{% endfor %}"
    body = write(
        scenario("About {{ item }} of {{ company }}, please.", item=f"x{fact}{trap}"), "en-GB", "T", f"c{company}{trap}"
    ).body
    assert body.count("{{ 7 * 7 }}") >= 2
    assert "49" not in body.replace(fact, "").replace(company, "")


@pytest.mark.parametrize(
    "body",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }} and more",
        "{{ token.format.__globals__ }} and more",
        "{{ range(10) }} and more",
    ],
)
def test_a_template_reaches_nothing_but_what_it_is_given(body: str) -> None:
    with pytest.raises(DefinitionError):
        write(scenario(body), "en-GB", "T", "A")
