"""Words matched as a reader of six languages would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.read.lexicon import Matcher, fold, languages, matcher, topics


def test_a_phrase_is_found_whatever_its_case_and_accents_and_given_as_written() -> None:
    assert matcher("phone_label").find("Notre TELEPHONE : …") == "TELEPHONE"
    assert matcher("contact_label").find("Bitte KONTAKTIEREN SIE UNS") == "KONTAKTIEREN SIE UNS"


def test_only_whole_words_match_and_a_star_lets_the_word_go_on() -> None:
    assert matcher("phone_label").find("Hotelzimmer") is None
    starred = Matcher("test", ("kontakt*", "*formular"))
    assert starred.find("Zum Kontaktbogen") == "Kontaktbogen"
    assert starred.find("Ein Bestellformular hier") == "Bestellformular"
    assert starred.find("Vertragskontakt") is None


def test_a_full_match_leaves_marks_aside_and_nothing_else() -> None:
    assert matcher("contact_label").full(" Contact us › ") == "Contact us"
    assert matcher("contact_label").full("Contact us now") is None


def test_the_first_and_longest_phrase_wins() -> None:
    assert matcher("contact_label").find("contact us or contact") == "contact us"


def test_an_unknown_topic_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="no lexicon topic 'colour'"):
        matcher("colour")


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl"])
def test_every_language_has_every_topic(language: str) -> None:
    assert set(languages()[language]) == set(topics())


@given(st.text(), st.sampled_from(["phone_label", "weekday", "consent_accept"]))
def test_what_is_found_stands_in_the_text(text: str, topic: str) -> None:
    found = matcher(topic).find(text)
    assert found is None or found in text
    assert len(fold(text)) == len(text)
