"""What is known of a sentence before it is judged. All sentences are our own."""

from __future__ import annotations

import numpy as np
import pytest

from journeyaudit.read.terms.features import batches, signs_of_clauses
from journeyaudit.read.terms.signs import flat, plain, plain_line, topics
from journeyaudit.read.terms.tongues import everything, spoken


def told(*clauses: str) -> list[set[str]]:
    found = signs_of_clauses([flat(clause) for clause in clauses], everything())
    return [{topics()[at] for at in np.flatnonzero(row)} for row in found]


def test_a_sign_is_given_to_the_clause_that_shows_it() -> None:
    first, second = told("Delivery takes 3 days", "Refunds are paid by card")
    assert {"delivery", "duration"} <= first
    assert "duration" not in second
    assert "returns" in second
    assert "returns" not in first


def test_no_phrase_reaches_from_one_clause_into_the_next() -> None:
    assert "duration" in told("We ship in 5 days")[0]
    assert all("duration" not in signs for signs in told("We ship in 5", "days are short"))


def test_amounts_of_two_clauses_are_not_two_amounts_of_one() -> None:
    assert ["two_amounts" in signs for signs in told("£4 below £40", "£4", "£40")] == [True, False, False]


def test_a_clause_without_letters_shows_nothing() -> None:
    assert told("...", "") == [set(), set()]


def test_a_break_in_the_text_is_no_break_between_clauses() -> None:
    assert plain_line([flat("one\x01two"), flat("three")]).count("\x01") == 2


def test_clauses_in_a_line_look_as_each_does_alone() -> None:
    clauses = [flat("If it's 12,50 €"), flat("Orders  over\n£40.")]
    assert plain_line(clauses) == "\x01" + "\x01".join(plain(clause) for clause in clauses)


def test_a_word_counts_once_in_a_sentence() -> None:
    (batch,) = batches("Parcel by parcel we pack. A parcel is sent.", ("pack", "parcel"))
    assert batch.words.tolist() == [[0, 0], [0, 1], [1, 1]]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("We are closed over Boxing Day.", "peak"),
        ("The courier charges for a second attempt at failed deliveries.", "failed"),
        ("Sent once we have received payment.", "pay_clock"),
    ],
)
def test_the_lexicon_knows_more_than_the_commonest_words(text: str, sign: str) -> None:
    assert sign in told(text)[0]


def test_a_text_is_read_in_the_languages_that_it_speaks() -> None:
    assert spoken("Wir liefern nur innerhalb von Deutschland, und der Versand ist für Sie kostenlos.") == ("de", "en")
    assert spoken("We will send your order with the first van that is free.") == ("en",)
    assert {"de", "fr"} <= set(spoken("Der Versand ist für Sie kostenlos. La livraison est offerte pour toutes vos commandes."))


def test_a_text_of_a_few_words_is_read_in_all_languages() -> None:
    assert spoken("Spedizione gratuita") == spoken("") == everything()


def test_a_word_means_what_it_means_in_its_own_language() -> None:
    words = "de meubels voor de bestelling zijn er en wij brengen ze tot aan je deur"
    (batch,) = batches(f"{words}\nNaar post en over\n", ())
    assert batch.tongues == ("en", "nl")


@pytest.mark.parametrize("amount", ["Rs 300/-", "₦4,500", "£3.50", "12,50 €", "CAD$15", "4€90"])
def test_an_amount_is_money_in_whatever_way_it_is_written(amount: str) -> None:
    assert "money" in told(f"Delivery: {amount}")[0]


def test_a_bare_figure_is_no_money() -> None:
    assert "money" not in told("We have 300 shops")[0]
