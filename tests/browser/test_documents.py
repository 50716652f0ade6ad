"""Terms that a shop gives as a PDF are fetched once, with manners, and read."""

from __future__ import annotations

from pathlib import Path

from journeyaudit import pipeline
from journeyaudit.evidence.layout import JOURNAL, MANIFEST
from journeyaudit.evidence.reader import Run
from journeyaudit.model.audit import Audit
from journeyaudit.model.journal import Document
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Subject
from tests.browser.pages import Site, serving
from tests.paper import pdf

HOME = "<h1>Free delivery on all orders</h1><p>We make desks.</p><footer><a href='/d.pdf'>Delivery terms</a></footer>"
TERMS = pdf("Delivery terms\nFurniture and mattresses are excluded from free delivery.")


def audited(site: Site, folder: Path, *, resume: bool = False) -> Audit:
    subject = Subject(name="Mill Lane Desks", origins=(site.origin,), country="GB")
    options = GatherOptions(devices=("desktop",), rate=0, max_pages=3, page_seconds=8)
    return pipeline.audit(subject, options, folder, resume=resume)


def asked(site: Site) -> list[str]:
    return [hit.method for hit in site.hits if hit.path == "/d.pdf"]


def documents(folder: Path) -> list[Document]:
    return [r for r in Run.open(folder).records if isinstance(r, Document)]


def test_terms_in_a_pdf_are_kept_and_undo_the_promise(tmp_path: Path) -> None:
    with serving() as site:
        site.page("/", HOME)
        site.files["/d.pdf"] = TERMS
        audit = audited(site, tmp_path / "run")
        assert asked(site) == ["GET"]
    (kept,) = documents(tmp_path / "run")
    run = Run.open(tmp_path / "run")
    assert run.document(kept.artifact or "") == TERMS
    assert run.verify() == ()
    assert [(one.kind, one.clicks, one.fault) for one in audit.terms] == [("document", 1, "")]
    (promise,) = audit.promises
    assert (promise.verdict, promise.exclusions[0].quote) == (
        "contradicted",
        "Furniture and mattresses are excluded from free delivery.",
    )


def test_a_resumed_run_does_not_ask_again(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with serving() as site:
        site.page("/", HOME)
        site.files["/d.pdf"] = TERMS
        first = audited(site, folder)
        lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
        upto = next(i for i, text in enumerate(lines) if b'"record":"document"' in text)
        (folder / JOURNAL).write_bytes(b"".join(lines[: upto + 1]))
        (folder / MANIFEST).unlink()
        again = audited(site, folder, resume=True)
        assert asked(site) == ["GET"]
    assert again.promises == first.promises
    assert len(documents(folder)) == 1


def test_a_pdf_that_robots_txt_closes_is_not_asked_for(tmp_path: Path) -> None:
    with serving() as site:
        site.page("/", HOME)
        site.page("/robots.txt", "User-agent: *\nDisallow: /d.pdf", kind="text/plain")
        site.files["/d.pdf"] = TERMS
        audit = audited(site, tmp_path / "run")
        assert asked(site) == []
    assert [one.fault for one in audit.terms] == ["robots.txt of the site disallows it"]


def test_what_is_too_large_or_no_pdf_is_told_and_not_kept(tmp_path: Path) -> None:
    with serving() as site:
        site.page("/", HOME + "<a href='/returns.pdf'>Returns</a>")
        site.files["/d.pdf"] = b"%PDF-1.4" + bytes(11 * 1024 * 1024)
        site.files["/returns.pdf"] = b"<html>Please log in</html>"
        audit = audited(site, tmp_path / "run")
    assert {one.fault for one in audit.terms} == {"larger than 10 MB", "is not a PDF"}
    assert [one.artifact for one in documents(tmp_path / "run")] == [None, None]
    undone = next(one for one in audit.findings if one.check == "delivery/no-contradicting-condition")
    assert undone.outcome == "cant_tell"
    assert "could not be read" in undone.reason


def test_a_pdf_that_has_moved_is_followed_within_the_site_only(tmp_path: Path) -> None:
    with serving() as site:
        site.page("/", HOME + "<a href='/returns.pdf'>Returns</a>")
        site.moved["/d.pdf"] = "/files/d.pdf"
        site.moved["/returns.pdf"] = site.origin.replace("127.0.0.1", "localhost") + "/elsewhere.pdf"
        site.files["/files/d.pdf"] = site.files["/elsewhere.pdf"] = TERMS
        audit = audited(site, tmp_path / "run")
        assert "/elsewhere.pdf" not in {hit.path for hit in site.hits}
    faults = {one.url.rpartition("/")[2]: one.fault for one in audit.terms}
    assert faults["d.pdf"] == ""
    assert faults["returns.pdf"].startswith("leads to http://localhost")
