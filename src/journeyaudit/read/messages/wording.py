"""What each sentence of a mail says, as weights for and against a machine having written it before anybody read ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from journeyaudit.model.message import Message, Reason
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.messages.options import options_of
from journeyaudit.read.messages.promises import promised
from journeyaudit.read.messages.sentences import Sentence, is_closing_line, laid_out
from journeyaudit.read.promised import times

#: Topics that mark a sentence as a machine's or a form letter's, each with the words that the report uses for it.
FORM = {
    "auto_says": "it says that it is automatic",
    "absent": "it says that somebody is away or closed",
    "received": "it confirms the receipt",
    "opened": "it tells of a case opened",
    "thanks": "it thanks for the message",
    "no_reply": "it says that it takes no answers",
    "busy": "it says that there is much to do",
    "notice": "it tells that a case has changed",
    "status": "it tells where a case stands now",
    "someone": "somebody, nobody in particular, will see to it",
    "solved": "it says that the case is solved or closed",
    "reopen": "it says how to open the case again",
    "survey": "it asks how it went",
    "outcome": "it asks whether it is resolved",
    "marketing": "it advertises",
    "unsubscribe": "it offers to end the subscription",
    "order_notice": "it tells of an order",
    "account_notice": "it is about an account",
    "furniture": "a form's own words",
    "customer_acts": "it says what the customer must do by when",
}
#: Topics that a person's sentence has: speaking of oneself, of what was done or found, asking something.
PERSONAL = {
    "first_person": "somebody says “I”",
    "agent_act": "it tells what was done, found or is offered",
    "asks": "it asks the customer for something",
}
#: "Re:", "AW:", "RV:": the subject is ours.
_ANSWERS = re.compile(r"\s*(?:\[[^\]]*\]\s*)?(?:re|aw|sv|antw|rif|ref|res|rv|tr|wg|fwd?)\s*:", re.IGNORECASE)
#: What the subject of an answer says of these, our letter said.
_OURS = frozenset(("account_notice", "order_notice", "survey", "outcome", "marketing", "solved", "notice", "status"))
#: What stands in a mail without being said: links, headings of forms, rules.
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_GREETING_WORDS, _FEW_WORDS, _CLOSE, _FAR = 6, 3, 45, 70
_OPENING, _LEAST_ANNOUNCING, _FOOTER_WORDS, _BESIDE = 30, 3, 8, 22
#: What is said of a letter or case, and of goods too: "we have received your parcel", "the shop was closed".
_OF_A_LETTER, _LETTERS = frozenset(("received", "solved")), ("message_noun", "message_case_word")
#: Pairs of topics whose words say the same together, however the sentence is built.
_TOGETHER = {"received": ("noun", "got"), "survey": ("opinion", "invites")}
_NUMBERED = re.compile(r"\s\(?[#\[]?[\w/.-]{0,14}\d[\w/.-]*[\])]?(?=\s)")
_FIGURE = re.compile(r"\d")
#: "Sent on November 18, 2026 10:23": when, not what.
_STAMP = re.compile(r"\b20\d\d\b.{0,12}\d{1,2}[:.]\d{2}")
#: "Status: open": a form's field, not a sentence.
_FIELD, _FIELD_WORDS = re.compile(r"[\w .()/-]{2,30}:\s*[^\s.][^.!?]*$"), 8
#: A scale to click on, in figures, stars or faces from glad to sad: a survey in any language.
_GLAD, _FAIR, _SAD = "[🙂😀😃😄😊😍👍]", "(?:😐\\W{0,4})?", "[😡😠😞😟😢🙁☹👎]"
_SCALE = re.compile(
    r"\b[01]\W{1,6}(?:1\W{1,6})?2\W{1,6}3\W{1,6}4\b|\b5\W{1,6}4\W{1,6}3\b|(?:[★☆⭐]\W{0,3}){3}"
    rf"|{_GLAD}\W{{0,4}}{_FAIR}{_SAD}|{_SAD}\W{{0,4}}{_FAIR}{_GLAD}"
)
#: "Automatic" in languages that the lexicon does not have; the stems are in none of those it has.
_AUTOMATIC = re.compile(
    r"\b(?:automatisk|automatick|automatycz|automaatti|automatikus|otomatik|автомат)\w*|自動(?:返信|送信|応答|配信)|自动回复",
    re.I,
)


@dataclass(slots=True)
class Wording:
    """`counts`: sentences that have a topic; `first`: the first of each, quoted. `rest`: words of sentences that no form has,
    `told_at` the last of them, `asked_at` the first sentence that asks how it went.

    `begins`: it answers no letter by header or subject. `asked`: it does not, and its subject is a question. `own` counts
    personal topics in sentences that are not a form's, `lead` are the topics of the first sentences.
    """

    counts: Counter[str] = field(default_factory=Counter[str])
    own: Counter[str] = field(default_factory=Counter[str])
    first: dict[str, Reason] = field(default_factory=dict[str, Reason])
    subject: set[str] = field(default_factory=set[str])
    lead: set[str] = field(default_factory=set[str])
    rest: int = 0
    words: int = 0
    questions: int = 0
    scales: int = 0
    announced: int = 0
    told_at: int = -1
    asked_at: int = -1
    begins: bool = False
    asked: bool = False
    promises: int = 0

    def reasons(self, *topics: str) -> tuple[Reason, ...]:
        """The reasons that the topics gave, those that were found."""
        return tuple(self.first[topic] for topic in topics if topic in self.first)


def wording_of(message: Message) -> Wording:
    """The wording of subject, text and what stands below the closing."""
    found = Wording()
    answers = _ANSWERS.match(message.subject) is not None
    for topic in (*FORM, "auto_subject", "bounce_subject"):
        if answers and topic in _OURS:
            continue
        quote = matcher(f"message_{topic}").find(message.subject)
        if quote is not None:
            found.subject.add(topic)
            found.first.setdefault(topic, Reason(sign=f"the subject: {FORM.get(topic, topic.replace('_', ' '))}", quote=quote))
    if not answers and _near("order_noun", "order_done", message.subject):
        found.subject.add("order_notice")
        found.first.setdefault("order_notice", Reason(sign="the subject: it tells of an order", quote=message.subject[:200]))
    found.begins = not answers and not message.in_reply_to and not message.references
    found.asked = found.begins and message.subject.rstrip().endswith("?")
    laid = laid_out(message.text)
    today = date.fromisoformat(message.date[:10]) if message.date else None
    for index, sentence in enumerate(laid.sentences):
        _read(found, sentence, index, today)
    _read_footer(found, laid.sentences)
    for sentence in laid.sentences[:-1]:
        if _announces(sentence.text):
            found.announced += 1
            found.first.setdefault("announced", Reason(sign="it passes on what somebody wrote", quote=sentence.text[:200]))
    if {"solved"} & {*found.counts, *found.subject}:
        _read_reopening(found, laid.sentences)
    scale = _SCALE.search(message.text)
    rated = scale[0].strip() if scale is not None else options_of(message.text)
    if rated:
        found.scales += 1
        found.first.setdefault("survey", Reason(sign="a scale to rate on", quote=rated[:60]))
    for line in laid.below:
        for topic in ("survey", "outcome", "auto_says", "no_reply", "unsubscribe", "solved", "reopen"):
            if matcher(f"message_{topic}").find(line):
                found.counts[f"below_{topic}"] += 1
                found.first.setdefault(topic, Reason(sign=FORM[topic], quote=line[:200]))
    return found


def _read(found: Wording, sentence: Sentence, index: int, today: date | None) -> None:
    text = sentence.text
    words = len(_LINK.sub(" ", text).split())
    if _FIELD.match(text) and words <= _FIELD_WORDS:
        return
    plain = _NUMBERED.sub("", text)  # "Your case 123 has been opened" says what "your case has been opened" says
    topics = {topic for topic in FORM if _says(topic, text) or (plain != text and _says(topic, plain))}
    if _says("you_did", text):
        topics -= {"received", "opened"}  # what the customer did
    if _says("if_you", text[:_OPENING]) and _says("helps", text) and not topics:
        topics.add("furniture")
    personal = {topic for topic in PERSONAL if _says(topic, text)}
    if "first_person" not in personal and _begins_bare(text):
        personal.add("first_person")
    for topic in sorted(topics | personal):
        found.counts[topic] += 1
        found.first.setdefault(topic, Reason(sign=FORM.get(topic) or PERSONAL[topic], quote=text[:200]))
    if index < 3:
        found.lead |= topics
    if topics & {"survey", "outcome"} and found.asked_at < 0:
        found.asked_at = index
    found.words += words
    pledges = promised(text, today)
    # A machine promises a span; who names the day has looked at the calendar.
    replies = [pledge for pledge in pledges if pledge.pledge in ("reply", "callback") and not pledge.by]
    found.promises += bool(replies)
    if replies:
        found.first.setdefault("promise", Reason(sign="it promises an answer", quote=replies[0].quote[:200]))
    is_form = bool(topics) or (bool(replies) and "first_person" not in personal)
    if personal and (
        not is_form
        or topics <= {"thanks", "received", "furniture", "order_notice", "account_notice", "status", "marketing", "opened"}
    ):
        found.own.update(personal)
    if "?" in text and not topics & {"survey", "outcome", "reopen", "furniture", "marketing"}:
        found.questions += 1
    if (
        not is_form
        and not _is_greeting(text, index, words)
        and words >= _FEW_WORDS
        and not _STAMP.search(text)
        and not options_of(text)
    ):
        found.rest += words
        found.told_at = index


def _read_reopening(found: Wording, sentences: Sequence[Sentence]) -> None:
    """ "If that's wrong simply reply": beside a case that is called solved, how to open it again."""
    for sentence in sentences:
        if not _near("if_word", "unsettled", sentence.text) or _says("reopen", sentence.text):
            continue
        if matcher("message_reply_word").find(sentence.text) or matcher("message_asks").find(sentence.text):
            found.counts["reopen"] += 1
            found.first.setdefault("reopen", Reason(sign=FORM["reopen"], quote=sentence.text[:200]))


def _read_footer(found: Wording, sentences: Sequence[Sentence]) -> None:
    """A last line "Generated automatically" under what somebody wrote speaks of the mail, not of the answer."""
    if not found.own or found.counts["auto_says"] != 1 or not _says("auto_says", sentences[-1].text):
        return
    if len(sentences[-1].text.split()) <= _FOOTER_WORDS:
        found.counts["auto_says"] = 0
        found.counts["below_auto_says"] += 1


def _begins_bare(text: str) -> bool:
    """ "Will check and ring you", "Hab's gesehen": who writes so leaves out the “I”."""
    return not text.endswith("?") and any(start == 0 for start, _ in matcher("message_bare_start").spans(text[:_OPENING]))


def _is_absent(text: str) -> bool:
    """Somebody is away or closed now, or will be; who writes that he was away has come back."""
    spans = list(matcher("message_absent").spans(text))
    if not spans and _near("away", "back", text, _FAR):
        spans = list(matcher("message_away").spans(text))
    past = list(matcher("message_was").spans(text)) if spans else []
    return any(not any(_is_past(text, start, end, was) for was in past) for start, end in spans)


def _is_past(text: str, start: int, end: int, was: tuple[int, int]) -> bool:
    between = text[was[1] : start] if was[1] <= start else text[end : was[0]]
    return len(between) <= _BESIDE and matcher("message_got").find(between) is None and not re.search("[.;:!?]", between)


def _says(topic: str, text: str) -> bool:
    if topic == "auto_says" and _AUTOMATIC.search(text):
        return True
    if topic == "absent":
        return _is_absent(text)
    if topic == "someone":  # who knows when has asked
        return _near("someone", "will_do", text) and not (text.endswith("?") or _FIGURE.search(text) or times(text, None))
    if matcher(f"message_{topic}").find(text) is not None:
        return topic not in _OF_A_LETTER or any(matcher(noun).find(text) is not None for noun in _LETTERS)
    pair = _TOGETHER.get(topic)
    return pair is not None and _near(*pair, text)


def _announces(text: str) -> bool:
    """ "The following comment was added:", "Jane replied:", and not what the customer wrote ("Your message:")."""
    ends = text.rstrip().endswith(":") and len(text.split()) >= _LEAST_ANNOUNCING
    return ends and _says("announces", text) and not _says("yours", text)


def _near(one: str, other: str, text: str, most: int = _CLOSE) -> bool:
    """A word of each topic, close to each other: "your note … landed", "geschlossen … bis"."""
    firsts = list(matcher(f"message_{one}").spans(text))
    if not firsts:
        return False
    seconds = list(matcher(f"message_{other}").spans(text))
    return any(max(s[0] - f[1], f[0] - s[1]) <= most and (s[0] >= f[1] or f[0] >= s[1]) for f in firsts for s in seconds)


def _is_greeting(text: str, index: int, words: int) -> bool:
    return (index < 3 and words <= _GREETING_WORDS and text.rstrip().endswith((",", "!", ":"))) or is_closing_line(text)
