"""audit.json, JUnit and Markdown."""

from __future__ import annotations

import json as stdlib_json
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from markdown_it import MarkdownIt

from journeyaudit.model.audit import Audit
from journeyaudit.report import json, junit, markdown, schema
from tests.unit.report.sample import HOSTILE

ROOT = Path(__file__).parents[3]


def test_the_json_of_an_audit_reads_back_as_the_same_audit(audit: Audit) -> None:
    assert json.ordered(audit) == Audit.model_validate_json(json.render(audit))


@pytest.mark.parametrize("seed", range(3))
def test_the_json_is_byte_for_byte_the_same_whatever_the_order(audit: Audit, seed: int) -> None:
    random = Random(seed)
    shuffled = audit.model_copy(
        update={
            "reach": tuple(random.sample(audit.reach, len(audit.reach))),
            "findings": tuple(random.sample(audit.findings, len(audit.findings))),
            "rules": tuple(random.sample(audit.rules, len(audit.rules))),
            "method": audit.method.model_copy(
                update={"faults": dict(random.sample(sorted(audit.method.faults.items()), len(audit.method.faults)))}
            ),
        }
    )
    assert json.render(shuffled) == json.render(audit)


def test_the_order_of_a_path_is_kept(audit: Audit) -> None:
    written = stdlib_json.loads(json.render(audit))
    form = next(way for way in written["reach"] if (way["channel"], way["device"], way["start"]) == ("form", "desktop", "home"))
    assert [step["name"] for step in form["path"]] == ["", "Help", "Contact us", "Write to us"]


def test_the_json_has_the_shape_that_is_promised(audit: Audit) -> None:
    written = stdlib_json.loads(json.render(audit))
    assert list(written)[:6] == ["schema", "subject", "reach", "findings", "scores", "coverage"]
    assert written["schema"] == "journeyaudit/audit/1"
    assert written["reach"][0].keys() >= {
        "start", "device", "channel", "kind", "value", "clicks", "proof", "replayed", "hovers", "banner_clicks", "path", "scent",
    }  # fmt: skip


def test_the_json_follows_its_published_schema(audit: Audit) -> None:
    published = stdlib_json.loads((ROOT / "docs" / "audit.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(stdlib_json.loads(json.render(audit)), published)


def test_the_published_schema_is_current() -> None:
    published = (ROOT / "docs" / "audit.schema.json").read_text("utf-8")
    assert published == schema.text(), "run: python -m journeyaudit.report.schema > docs/audit.schema.json"


def test_every_field_of_the_audit_is_documented() -> None:
    page = (ROOT / "docs" / "audit-format.md").read_text("utf-8")
    content = schema.schema()
    shapes = [content, *content["$defs"].values()]
    fields = {name for shape in shapes for name in shape.get("properties", {})}
    assert sorted(name for name in fields if f"`{name}`" not in page) == []


def test_junit_follows_the_usual_schema(audit: Audit) -> None:
    xmlschema.XMLSchema(Path(__file__).with_name("junit.xsd")).validate(junit.render(audit))


def test_junit_has_one_case_a_check_and_says_what_became_of_it(audit: Audit) -> None:
    cases = {
        case.get("name"): [kind.tag for kind in case] for case in ElementTree.fromstring(junit.render(audit)).iter("testcase")
    }
    assert cases == {
        "contact/basket-help": ["skipped"],
        "contact/bot-only-chat": ["skipped"],
        "contact/consent-obstruction": ["failure"],
        "contact/conventional-label": [],
        "contact/dead-ends": ["failure"],
        "contact/email-within-reach": ["failure"],
        "contact/hours-beside-channel": ["failure"],
        "contact/identification-in-two-links": ["skipped"],
        "contact/phone-within-reach": [],
    }


def test_a_junit_failure_says_what_where_and_what_to_do(audit: Audit) -> None:
    cases = ElementTree.fromstring(junit.render(audit)).iter("testcase")
    failure = next(case for case in cases if case.get("name") == "contact/email-within-reach")[0]
    assert failure.get("message") == "No e-mail address is shown to the customer"
    assert "at https://www.fernhill.example/help/contact (desktop): “E-mail us” [sha256 " in (failure.text or "")
    assert "What to do: Write the address as text" in (failure.text or "")


def test_junit_counts_an_untested_check_as_error_only_where_the_run_was_cut_short(audit: Audit) -> None:
    cut = audit.model_copy(update={"method": audit.method.model_copy(update={"complete": False})})
    suite = ElementTree.fromstring(junit.render(cut))[0]
    assert (suite.get("errors"), suite.get("failures"), suite.get("skipped")) == ("1", "4", "2")
    xmlschema.XMLSchema(Path(__file__).with_name("junit.xsd")).validate(junit.render(cut))


def test_junit_rounds_the_score_down_as_the_other_reports_do(audit: Audit) -> None:
    scores = audit.scores.model_copy(update={"overall": audit.scores.overall.model_copy(update={"score": 89.97})})
    tree = ElementTree.fromstring(junit.render(audit.model_copy(update={"scores": scores})))
    assert [each.get("value") for each in tree.iter("property") if each.get("name") == "score"] == ["89"]


def test_junit_takes_characters_that_xml_does_not_know(audit: Audit) -> None:
    finding = audit.findings[0].model_copy(update={"headline": "bell \x07 and null \x00 and \ufffe", "reason": HOSTILE})
    text = junit.render(audit.model_copy(update={"findings": (finding,)}))
    assert "bell and null and" in (next(iter(ElementTree.fromstring(text).iter("failure"))).get("message") or "")


def test_markdown_tells_score_failures_and_the_names_of_the_links(audit: Audit) -> None:
    text = markdown.render(audit)
    assert "Score: **61** of 100, needs work (coverage 87 %)." in text
    assert "| No e-mail address is shown to the customer |" in text
    assert (
        "| Contact form | 3 clicks: Help → Contact us → Write to us | 4 clicks: Menu → Help → Contact us → Write to us |" in text
    )
    assert "| E-mail | none found | none found |" in text


def test_markdown_is_short(audit: Audit) -> None:
    many = tuple(audit.findings[0].model_copy(update={"check": f"contact/check-{number}"}) for number in range(300))
    assert len(markdown.render(audit.model_copy(update={"findings": many})).splitlines()) < 60


def test_hostile_text_makes_no_markup_of_its_own_in_markdown(audit: Audit) -> None:
    finding = audit.findings[0].model_copy(update={"headline": f"{HOSTILE}\n# big www.evil.example https://evil.example <b>"})
    subject = audit.subject.model_copy(update={"name": HOSTILE})
    text = markdown.render(audit.model_copy(update={"findings": (finding,), "subject": subject}))
    page = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(text)
    assert "<script" not in page
    assert "<img" not in page
    assert "<a " not in page
    assert "<b>" not in page
    assert page.count("<h1") == 0
    assert "://" not in text


def test_an_audit_without_failures_says_so(audit: Audit) -> None:
    passed = tuple(finding for finding in audit.findings if finding.outcome == "passed")
    assert "No check failed." in markdown.render(audit.model_copy(update={"findings": passed}))
