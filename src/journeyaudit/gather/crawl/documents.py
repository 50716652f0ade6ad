"""Terms of delivery that a site gives as PDFs, fetched after the crawl: a browser would only download them."""

from __future__ import annotations

import asyncio
from urllib.parse import urljoin

from playwright.async_api import APIRequestContext, APIResponse
from playwright.async_api import Error as PlaywrightError

from journeyaudit import clock
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.faults import status_fault
from journeyaudit.gather.browser.tally import Tally
from journeyaudit.gather.crawl.snapshots import SnapshotStore
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.guard.politeness import MOST_REDIRECTS
from journeyaudit.model.graph import Fault
from journeyaudit.model.journal import Document, Visit
from journeyaudit.read.ledger.documents import Wanted, wanted_documents
from journeyaudit.read.urls import Scope, identity

LARGEST = 10 * 1024 * 1024
#: ISO 32000 and its readers: the mark may stand anywhere in the first 1,024 bytes.
_MARK, _MARKED_WITHIN = b"%PDF-", 1024


class Unreadable(Exception):
    """Why a document could not be had."""

    def __init__(self, kind: str, detail: str) -> None:
        self.fault = Fault(kind=kind, detail=detail)
        super().__init__(detail)


class DocumentFetcher:
    """Asks for each document once, with GET, as robots.txt and the pace allow. Never raises for what a site does."""

    def __init__(
        self,
        requests: APIRequestContext,
        manners: Manners,
        scope: Scope,
        writer: RunWriter,
        store: SnapshotStore,
        seconds: float,
        asked: Tally,
    ) -> None:
        self._requests, self._manners, self._scope = requests, manners, scope
        self._writer, self._store, self._seconds = writer, store, seconds
        self._asked = asked

    async def run(self) -> None:
        """Fetches and journals what is not in the journal yet."""
        visits = [r for r in self._writer.records if isinstance(r, Visit)]
        done = {identity(r.url) for r in self._writer.records if isinstance(r, Document)}
        for wanted in wanted_documents(visits, self._store, self._scope):
            if identity(wanted.url) not in done:
                self._writer.append(await self._document(wanted))

    async def _document(self, wanted: Wanted) -> Document:
        artifact, fault = None, None
        try:
            artifact = self._writer.keep(await self._fetch(wanted.url), "document")
        except Unreadable as unreadable:
            fault = unreadable.fault
        return Document(**wanted._asdict(), artifact=artifact, fault=fault, at=clock.now().isoformat())

    async def _fetch(self, url: str) -> bytes:
        """The bytes of the PDF; redirects are followed one by one, each as robots.txt, the pace and the subject's site allow."""
        for _ in range(MOST_REDIRECTS + 1):
            if not self._scope.covers(url):
                raise Unreadable("left-site", f"leads to {url[:200]}")
            refused = await self._manners.refusal(url)
            if refused:
                raise Unreadable("robots", refused)
            await self._manners.turn(url)
            self._asked.add(Tally(loads=1, requests=1))
            try:
                async with asyncio.timeout(self._seconds):
                    found = await self._ask(url)
            except TimeoutError:
                raise Unreadable("timeout", f"did not arrive within {self._seconds:g} s") from None
            except PlaywrightError as error:
                raise _told(error, self._seconds) from error
            if isinstance(found, bytes):
                return found
            url = found
        raise Unreadable("redirect-loop", f"redirects more than {MOST_REDIRECTS} times")

    async def _ask(self, url: str) -> bytes | str:
        """The PDF, or the address that the site sends on to."""
        response = await self._requests.get(
            url,
            max_redirects=0,
            timeout=self._seconds * 1000,
            headers={"Range": f"bytes=0-{LARGEST}"},  # a site that heeds it sends no more than we would read
        )
        try:
            location = response.headers.get("location", "")
            if 300 <= response.status < 400 and location:
                return urljoin(url, location)
            return await _body(response)
        finally:
            await response.dispose()


async def _body(response: APIResponse) -> bytes:
    fault = status_fault(response.status)
    if fault is not None:
        raise Unreadable(fault.kind, fault.detail)
    data = await response.body()
    if len(data) > LARGEST:
        raise Unreadable("size", f"larger than {LARGEST // 1024 // 1024} MB")
    if _MARK not in data[:_MARKED_WITHIN]:
        raise Unreadable("download", "is not a PDF")
    return data


def _told(error: PlaywrightError, seconds: float) -> Unreadable:
    if "timed out" in error.message.lower() or "timeout" in error.message.lower():
        return Unreadable("timeout", f"did not arrive within {seconds:g} s")
    return Unreadable("closed", f"could not be fetched: {error.message.splitlines()[0][:200]}")
