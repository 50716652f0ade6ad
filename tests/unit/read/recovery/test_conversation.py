"""What is read from conversations."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from journeyaudit.model.conversation import Conversation, ConversationFact, Turn
from journeyaudit.read.recovery import read_conversation
from journeyaudit.read.recovery.transcript import conversation_of


def _read(*said: str, **facts: str) -> ConversationFact:
    """Turns as “C: …” and “A: …” or “A Maria: …”."""
    turns: list[Turn] = []
    for line in said:
        label, _, text = line.partition(": ")
        who, _, name = label.partition(" ")
        turns.append(Turn(who="customer" if who == "C" else "agent", name=name, text=text))
    return read_conversation(Conversation(turns=tuple(turns), given=facts))


def _steps(fact: ConversationFact) -> set[str]:
    return {("-" if step.against else "") + step.step for step in fact.steps}


def test_an_apology_for_any_inconvenience_counts_against() -> None:
    assert _steps(_read("A: We apologise for any inconvenience.")) == {"-apologise"}
    assert _steps(_read("A: I'm sorry if you felt ignored.")) == {"-apologise"}


def test_an_apology_for_the_fault_itself_counts() -> None:
    assert "apologise" in _steps(_read("A: I am sorry that we charged you twice."))


def test_a_stock_phrase_is_told_as_one() -> None:
    fact = _read("A: We understand your frustration.")
    assert [(step.step, step.stock) for step in fact.steps] == [("empathise", True)]


def test_asking_for_the_order_number_of_the_letter_is_a_repeat() -> None:
    fact = _read("A: Could you tell me your order number?", order_number="4471")
    assert [(repeat.fact, repeat.told) for repeat in fact.repeats] == [("order_number", -1)]


def test_saying_the_order_number_back_is_listening() -> None:
    fact = _read("A: Is it order 4471?", orderNumber="4471")
    assert not fact.repeats
    assert "listen" in _steps(fact)


def test_what_the_customer_answered_is_not_to_be_asked_again() -> None:
    fact = _read("A: What is your postcode?", "C: SW1A 1AA", "A: And your postcode please?")
    assert [(repeat.turn, repeat.fact, repeat.told) for repeat in fact.repeats] == [(2, "postcode", 1)]


def test_a_first_question_is_no_repeat() -> None:
    assert not _read("C: My parcel is late.", "A: What is your order number?").repeats


def test_no_problem_is_no_refusal_and_neither_is_what_the_customer_refuses() -> None:
    assert not _read("A: No problem, that is done.", "C: I can't accept that.", "A: It won't happen again.").noes


def test_a_refusal_has_its_ground_and_what_is_offered_instead() -> None:
    (no,) = _read("A: Our policy doesn't allow refunds, but I can offer you a voucher.").noes
    assert (no.ground, no.alternative) == ("policy", "but I can offer you a voucher.")


def test_a_refusal_that_is_taken_back_is_marked() -> None:
    fact = _read("A: I cannot refund the fee.", "C: Please!", "A: My manager has approved it: I have refunded the fee.")
    assert [no.reversed for no in fact.noes] == [True]


def test_words_of_passing_on_and_the_new_name_are_one_handoff() -> None:
    fact = _read("A Ann: I'll transfer you to billing.", "A Ben: Hello, this is Ben.")
    assert [(handoff.giver, handoff.taker, handoff.warm) for handoff in fact.handoffs] == [("Ann", "billing", False)]


def test_a_new_name_alone_is_a_handoff_and_one_who_knows_makes_it_warm() -> None:
    fact = _read("C: Order 4471 is late.", "A Ann: One moment.", "A Ben: Hello, I've read everything about order 4471.")
    assert [(handoff.taker, handoff.warm) for handoff in fact.handoffs] == [("Ben", True)]


def test_a_promise_has_its_time() -> None:
    (promise,) = _read("A: You will get the refund within 3 to 5 working days.").promises
    assert (promise.promised.pledge, promise.promised.days, promise.promised.kind) == ("refund", 5.0, "business")
    (promise,) = _read("A: Wir rufen Sie am Freitag um 14 Uhr zurück.").promises
    assert (promise.promised.pledge, promise.promised.by, promise.promised.at) == ("callback", "Friday", "14:00")


def test_the_story_told_again_is_found() -> None:
    story = "The blue lamp from the spring catalogue arrived with a broken glass shade and a missing plug"
    fact = _read(f"C: {story}.", "A: Hello!", f"C: Again: {story.lower()}!")
    assert [(again.turn, again.told) for again in fact.retold] == [(2, 0)]


def test_a_good_conversation_scores_above_a_bad_one() -> None:
    customer = "C: I was charged twice for order 4471."
    good = _read(customer, "A: I'm so sorry we charged you twice, that was our mistake. I've refunded order 4471 today.")
    bad = _read(customer, "A: You need to contact your bank.")
    assert good.recovery.score > 0.5 > bad.recovery.score


_PHRASES = (
    "I'm sorry",
    "order 4471",
    "we cannot",
    "policy",
    "?",
    "\n",
    "Wie lautet",
    "je vous transfère",
    "3-5 days",
    "\u202e",
    "你好",
)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(["customer", "agent", "system"]), st.text() | st.sampled_from(_PHRASES)), max_size=8))
def test_every_quote_stands_where_it_says_whatever_the_text(said: list[tuple[str, str]]) -> None:
    turns = tuple(Turn.model_validate({"who": who, "text": text}) for who, text in said)
    fact = read_conversation(Conversation(turns=turns, given={"order_number": "4471", "": ""}))
    quotes = (*fact.steps, *fact.repeats, *fact.retold, *fact.handoffs, *fact.noes, *fact.promises)
    for quote in quotes:
        assert turns[quote.turn].text[quote.start : quote.end] == quote.quote
    for promise in fact.promises:
        told = promise.promised
        assert turns[promise.turn].text[told.start : told.end] == told.quote


@settings(max_examples=150)
@given(st.lists(st.text() | st.sampled_from(["Agent Maria (10:04): hello", "[10:05] Jo: hi", "Customer: x", "From: a@b.c"])))
def test_any_text_is_a_transcript(lines: list[str]) -> None:
    read_conversation(conversation_of("\n".join(lines)))


def test_a_text_without_any_space_or_mark_is_read() -> None:
    read_conversation(Conversation(turns=(Turn(who="agent", text="sorry" * 40_000), Turn(who="customer", text="0" * 100_000))))


def test_who_takes_over_and_asks_what_it_is_about_asks_again() -> None:
    fact = _read("C: Please cancel my contract", "A Ann: I'll transfer you.", "A Ben: Hello, how can I help today?")
    assert [(repeat.turn, repeat.fact, repeat.told) for repeat in fact.repeats] == [(2, "problem", 0)]
    assert not _read("A Ann: Hello, how can I help today?", "C: Please cancel my contract").repeats


def test_a_booking_code_of_letters_and_figures_is_a_number_that_was_told() -> None:
    fact = _read("C: Booking KLM8Q2 was cancelled.", "A: Could you give me your booking reference?")
    assert [repeat.fact for repeat in fact.repeats] == ["order_number"]


def test_not_having_to_explain_it_again_asks_nothing() -> None:
    told = "C: The export to a table fails with an error since your update on Monday."
    assert not _read(told, "A: I wrote it all down, so you won't have to explain it again.").repeats


def test_what_is_denied_or_hangs_on_a_condition_without_a_time_is_no_promise() -> None:
    assert not _read("A: I can't see a callback booked on the system.").promises
    assert not _read("A: If it isn't perfect, reply and I'll sort it.").promises
    assert [one.promised.pledge for one in _read("A: If you agree, I will refund you by Friday.").promises] == ["refund"]


def test_money_that_is_received_is_no_delivery() -> None:
    fact = _read("A: J'ai lancé le remboursement, vous le recevrez sous 5 jours ouvrés.")
    assert [one.promised.pledge for one in fact.promises] == ["refund"]


def test_what_is_refused_is_not_counted_as_done() -> None:
    assert not _steps(_read("A: Pues mire, esa comisión yo no se la puedo quitar.")) & {"ownership", "refocus"}
    assert {"ownership", "refocus"} <= _steps(_read("A: I can't send it today, but I'll refund you."))


def test_the_reason_of_a_refusal_is_not_the_cause_of_the_trouble() -> None:
    assert "close" not in _steps(_read("A: We cannot pay for it because of an error in your form."))
    assert "close" in _steps(_read("A: This happened because of an error in our system."))


def test_a_remedy_may_be_told_as_a_state() -> None:
    for text in (
        "The fifteen pounds are back on your card.",
        "A taxi is on its way to you.",
        "Die 15 Euro sind wieder auf Ihrer Karte.",
    ):
        assert "refocus" in _steps(_read(f"A: {text}"))
