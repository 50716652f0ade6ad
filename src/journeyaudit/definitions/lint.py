"""Rules for the rules: what a check must be beyond loading, so that all read alike, prove themselves and cite what they may."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from journeyaudit.definitions.examples import SUFFIX, examples_path, read_examples
from journeyaudit.definitions.loader import collect_checks
from journeyaudit.definitions.locate import Document, KeyPath, read_document
from journeyaudit.definitions.scenarios import lint_scenarios
from journeyaudit.definitions.sources import collect_rules
from journeyaudit.errors import DefinitionError
from journeyaudit.judge.grading import best_score, worst_score
from journeyaudit.judge.judge import PLACEHOLDERS
from journeyaudit.judge.jurisdiction import EU, PARTS
from journeyaudit.judge.measures import MEASURES
from journeyaudit.model.check import Check, Steps
from journeyaudit.model.rule import Rule

_NOT_A_VERB = frozenset(
    {
        "a", "an", "the", "this", "that", "these", "those", "it", "its", "there", "you", "your", "we", "our", "they",
        "their", "i", "if", "when", "where", "while", "because", "as", "at", "in", "on", "of", "for", "from", "with",
        "without", "by", "to", "no", "not", "every", "each", "all", "any", "some", "more", "most", "customers",
        "visitors", "people", "please", "and", "or", "but", "so", "is", "are", "be", "must", "should", "may", "can",
        "could", "would", "will", "never", "always", "maybe", "perhaps", "consider",
    }
)  # fmt: skip
_NOT_AN_IMPERATIVE = re.compile(r"(ing|tion|ment|ness|ity|ly|ed)$")
_IMPERATIVES = frozenset(
    {
        "bring", "feed", "embed", "mention", "implement", "complement", "shed", "need", "apply", "reply", "comply",
        "rely",
    }
)  # fmt: skip
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One breach of one rule, at a key of the check's file."""

    at: KeyPath
    message: str
    remedy: str


def lint(folders: Sequence[Path]) -> list[DefinitionError]:
    """Every fault of every check below `folders`, its examples and every scenario, file by file."""
    rules, _ = collect_rules(folders)
    checks, faults = collect_checks(folders)
    loaded = [check for check, _ in checks.values()]
    for check, document in checks.values():
        complaints = [*_alone(check), *_citations(check, rules), *_in_company(check, loaded)]
        for complaint in complaints:
            document.fault_at(complaint.at, complaint.message, complaint.remedy, code="JA120")
        faults += document.in_order()
        faults += _examples(document)
    return [*faults, *_orphans(folders), *lint_scenarios(folders)]


def _alone(check: Check) -> Iterator[Complaint]:
    rules: tuple[Callable[[Check], Iterator[Complaint]], ...] = (_titles, _sentences, _advice, _placeholders, _weight, _grading)
    for rule in rules:
        yield from rule(check)


def _titles(check: Check) -> Iterator[Complaint]:
    for key, title in (("title", check.title), ("failure_title", check.failure_title)):
        if title.rstrip().endswith((".", "!", "?")):
            yield Complaint((key,), f'"{key}" is a claim and ends without a mark', "remove the mark at the end")
        if not title[0].isupper() and not title[0].isdigit() and title[0] != "{":
            yield Complaint((key,), f'"{key}" begins with a small letter', "begin with a capital letter")
    if check.title.casefold() == check.failure_title.casefold():
        message = "a failure is told in the same words as a pass"
        yield Complaint(("failure_title",), message, "say what is the case when the claim fails")


def _sentences(check: Check) -> Iterator[Complaint]:
    for key, text in (("why", check.why), ("advice", check.advice)):
        if not text.rstrip().endswith("."):
            yield Complaint((key,), f'"{key}" is not a whole sentence', "end it with a full stop")


def _advice(check: Check) -> Iterator[Complaint]:
    first = re.split(r"[^A-Za-z]", check.advice.strip(), maxsplit=1)[0].casefold()
    noun = bool(_NOT_AN_IMPERATIVE.search(first)) and first not in _IMPERATIVES
    if not first or first in _NOT_A_VERB or noun:
        message = f'the advice begins with "{first}", which is not something to do'
        yield Complaint(("advice",), message, "begin with a verb: Show, Move, Name, Remove…")


def _placeholders(check: Check) -> Iterator[Complaint]:
    texts = {"title": check.title, "failure_title": check.failure_title, "why": check.why, "advice": check.advice}
    for key, text in texts.items():
        for name in _BRACES.findall(text):
            if name not in PLACEHOLDERS:
                known = ", ".join(f"{{{word}}}" for word in PLACEHOLDERS)
                yield Complaint((key,), f"{{{name}}} stands for nothing", f"known here: {known}")


def _weight(check: Check) -> Iterator[Complaint]:
    if check.weight * 2 != int(check.weight * 2):
        message = f"a weight of {check.weight:g} claims a precision that nobody can defend"
        yield Complaint(("weight",), message, "use 0.5, 1, 1.5 and so on up to 10")


def _grading(check: Check) -> Iterator[Complaint]:
    if best_score(check.grading) < check.pass_mark:
        yield Complaint(("pass_mark",), "no value can reach the pass mark", "lower it, or give a step a higher score")
    if worst_score(check.grading) >= check.pass_mark:
        yield Complaint(("pass_mark",), "no value can fall below the pass mark, so the check never fails", "raise it")
    if isinstance(check.grading, Steps):
        scores = [step.score for step in check.grading.steps] + [check.grading.beyond]
        if scores != sorted(scores) and scores != sorted(scores, reverse=True):
            message = "the scores go up and down as the value rises"
            yield Complaint(("grading", "steps"), message, "let them only rise or only fall, `beyond` included (0 if not given)")


def _citations(check: Check, rules: Mapping[str, Rule]) -> Iterator[Complaint]:
    """Each place where a check applies needs a rule that holds there; each rule cited must hold in one of these places."""
    if "any" in check.jurisdictions and len(check.jurisdictions) > 1:
        yield Complaint(("jurisdictions",), "`any` includes every other jurisdiction", "keep `any` alone, or remove it")
    cited = [rules[source] for source in check.sources if source in rules]
    for place in check.jurisdictions:
        if not any(_holds(rule, place) for rule in cited):
            remedy = "cite a rule that holds there; where the threshold is our own convention, cite OP"
            yield Complaint(("sources",), f"no rule cited holds in {place}", remedy)
    for index, rule in enumerate(cited):
        if not any(_meets(rule, place) for place in check.jurisdictions):
            message = f"{rule.id} holds in {', '.join(rule.jurisdictions)} only, where this check does not apply"
            yield Complaint(("sources", index), message, "remove it, or widen `jurisdictions`")


def _holds(rule: Rule, place: str) -> bool:
    """The rule is in force in the whole of a place."""
    return "any" in rule.jurisdictions or place in rule.jurisdictions or ("EU" in rule.jurisdictions and place in EU)


def _meets(rule: Rule, place: str) -> bool:
    """The rule is in force in some part of a place."""
    if place == "any" or _holds(rule, place):
        return True
    parts = EU if place == "EU" else frozenset(part for part in PARTS if part.startswith(f"{place}-"))
    return any(part in parts for part in rule.jurisdictions)


def _in_company(check: Check, others: Sequence[Check]) -> Iterator[Complaint]:
    for other in others:
        if other.id < check.id and other.title.casefold() == check.title.casefold():
            yield Complaint(("title",), f"{other.id} has the same title", "say what sets this claim apart")
    area = [other for other in others if other.area == check.area]
    if all(MEASURES[other.measure.name].unit == "clicks" for other in area):
        message = f'the area "{check.area}" is graded by clicks alone, which do not predict whether customers succeed (rule C15)'
        yield Complaint(("area",), message, "add a check on labels or dead ends to the area, or move this one to another")


def _examples(check: Document) -> list[DefinitionError]:
    path = examples_path(check.path)
    if not path.is_file():
        remedy = f"write {path.name} with at least one passed, one failed and one other outcome"
        return [DefinitionError("the check has no examples", where=str(check.path), remedy=remedy, code="JA121")]
    document = read_document(path, top="list")
    examples = read_examples(document)
    outcomes = {example.outcome for example in examples if not example.known_miss}
    missing = [outcome for outcome in ("passed", "failed") if outcome not in outcomes]
    if not outcomes - {"passed", "failed"}:
        missing.append("one of cant_tell, inapplicable, untested")
    if examples and missing:
        document.fault_at((), f"no example with the outcome: {'; '.join(missing)}", "add one", code="JA121")
    return document.in_order()


def _orphans(folders: Sequence[Path]) -> Iterator[DefinitionError]:
    for folder in folders:
        for path in sorted(folder.rglob(f"*{SUFFIX}")):
            check = path.with_name(path.name.removesuffix(SUFFIX) + ".yaml")
            if not check.is_file():
                message = "these are examples of a check that does not exist"
                yield DefinitionError(message, where=str(path), remedy=f"write {check.name}, or rename the file", code="JA121")
