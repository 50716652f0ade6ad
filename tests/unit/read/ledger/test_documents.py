"""Terms in a PDF: which are worth fetching, how far away they are, and what is said of one that could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from journeyaudit.model.graph import Fault
from journeyaudit.model.journal import Document, Visit
from journeyaudit.model.ledger import Ledger
from journeyaudit.model.snapshot import Control, Snapshot
from journeyaudit.read.ledger import Fetched
from journeyaudit.read.ledger.documents import wanted_documents
from journeyaudit.read.markup.pdf import text_of_pdf
from tests.paper import pdf
from tests.unit.read.crawls import SCOPE, SHOP, Crawl, link
from tests.unit.read.ledger.shops import entry, ledger_of, line, page

PAPER = link("Delivery terms (PDF)", "/files/d.pdf")
TERMS = pdf("Delivery terms\nFurniture and mattresses are excluded from free delivery.\nRefunds are paid within 14 days.")


def home(*controls: Control) -> Snapshot:
    return page("/", line("Free delivery on all orders", heading=1), controls=controls)


def document(control: Control, data: bytes = b"", source: str = "/", fault: Fault | None = None) -> Fetched:
    sha = None if fault else "ab" * 32
    made = Document(
        url=control.href, label=control.name, source=SHOP + source, device="desktop", artifact=sha, fault=fault, at="2026-11-22"
    )
    return Fetched(made, data)


def told(documents: Sequence[Fetched], *pages: Snapshot) -> Ledger:
    return ledger_of(*pages, documents=documents)


def names(*pages: Snapshot) -> list[str]:
    crawl = Crawl()
    for one in pages:
        crawl.visit(one)
    visits = [r for r in crawl.records if isinstance(r, Visit)]
    return [one.url.removeprefix(SHOP) for one in wanted_documents(visits, crawl.snapshots.__getitem__, SCOPE)]


def test_a_pdf_is_wanted_by_its_label_or_its_address() -> None:
    assert names(home(PAPER, link("Download", "/returns-policy.pdf"), link("Price list", "/prices.pdf"))) == [
        "/files/d.pdf",
        "/returns-policy.pdf",
    ]


def test_a_pdf_of_another_site_or_that_nobody_sees_is_left_alone() -> None:
    hidden = link("Delivery", "/hidden.pdf", visible=False)
    assert names(home(link("Delivery", "https://elsewhere.test/d.pdf"), hidden)) == []


def test_five_documents_are_enough_and_delivery_comes_first() -> None:
    general = [link("Terms and conditions", f"/t{number}.pdf") for number in range(6)]
    assert names(home(*general), page("/a", controls=(PAPER,))) == ["/files/d.pdf", "/t0.pdf", "/t1.pdf", "/t2.pdf", "/t3.pdf"]


def test_a_page_that_turned_out_to_be_a_download_is_wanted() -> None:
    crawl = Crawl()
    crawl.visit(home(link("Delivery terms", "/get?id=3")))
    lost = Visit(order=1, device="desktop", url=SHOP + "/get?id=3", fault=Fault(kind="download"))
    visits = [r for r in crawl.records if isinstance(r, Visit)]
    assert [one.url for one in wanted_documents([*visits, lost], crawl.snapshots.__getitem__, SCOPE)] == [lost.url]


def test_what_a_pdf_excludes_is_quoted_exactly_one_click_behind_its_link() -> None:
    ledger = told([document(PAPER, TERMS)], home(PAPER))
    (found,) = [one for one in entry(ledger, "all orders").exclusions if one.type == "product_category"]
    assert found.quote in text_of_pdf(TERMS).text
    assert (found.clicks, found.distance.label, found.prominence.source) == (1, PAPER.name, "document")
    assert (found.evidence.artifact, found.url, found.contradicts) == ("ab" * 32, PAPER.href, True)
    (paper,) = ledger.terms
    assert (paper.kind, paper.title, paper.clicks, paper.fault) == ("document", PAPER.name, 1, "")
    assert paper.exclusions >= 1
    assert any(one.topic == "refund-time" and one.days == 14 for one in ledger.service or ())


def test_a_pdf_is_as_near_as_the_nearest_page_that_links_to_it() -> None:
    far = link("More", "/a")
    shown = told(
        [document(PAPER, TERMS, source="/b")], home(far), page("/a", controls=(link("On", "/b"),)), page("/b", controls=(PAPER,))
    )
    assert [one.clicks for one in shown.terms] == [3]
    near = told([document(PAPER, TERMS, source="/b")], home(far, PAPER), page("/b", controls=(PAPER,)))
    assert [one.clicks for one in near.terms] == [1]


def test_general_terms_in_a_pdf_count_where_they_speak_of_delivery() -> None:
    general = link("Terms and conditions", "/agb.pdf")
    words = "Terms and conditions\nWarranty\nPrinters, scanners and sale items are excluded from it altogether.\n"
    words += "Delivery\nFurniture and mattresses are excluded from free delivery."
    ledger = told([document(general, pdf(words))], home(general))
    assert {one.quote for one in entry(ledger, "all orders").exclusions} == {
        "Furniture and mattresses are excluded from free delivery."
    }


def test_a_pdf_that_could_not_be_read_is_told_with_its_fault() -> None:
    large = document(PAPER, fault=Fault(kind="size", detail="larger than 10 MB"))
    assert [(one.kind, one.fault) for one in told([large], home(PAPER)).terms] == [("document", "larger than 10 MB")]
    assert [one.fault for one in told([document(PAPER, b"%PDF-rubbish")], home(PAPER)).terms] == ["the PDF is damaged"]
