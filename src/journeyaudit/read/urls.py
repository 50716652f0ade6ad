"""Which URLs are the same page, and which belong to the subject."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import tldextract

_TRACKING = re.compile(
    r"^(utm_\w+|gclid|fbclid|msclkid|dclid|mc_[ce]id|_ga|_gl|igshid|yclid|ref_src|wt_mc|pk_\w+|sessionid|phpsessid|jsessionid|sid)$",
    re.IGNORECASE,
)
_NOT_A_PAGE = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|zip|rar|7z|gz|tar|exe|dmg|apk|msi|jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|mp[34]|m4[av]|webm|ogg|wav|avi|mov|css|js|json|xml|rss|atom|ics|vcf|csv|woff2?|ttf|eot)$",
    re.IGNORECASE,
)
_suffixes = tldextract.TLDExtract(suffix_list_urls=())  # the bundled list: nothing is fetched


@lru_cache(maxsize=65536)
def identity(url: str) -> str:
    """One URL for all spellings of a page: no fragment (unless it is a script route: `#/` or `#!`), no tracking parameters,
    sorted query, lower-case host.
    """
    parts = urlsplit(url)
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    pairs = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k))
    host = parts.netloc.lower().removesuffix(":80" if parts.scheme == "http" else ":443")
    path = re.sub(r";jsessionid=\w+", "", parts.path, flags=re.IGNORECASE) or "/"
    return urlunsplit((parts.scheme.lower(), host, path, urlencode(pairs), fragment))


def is_page(url: str) -> bool:
    """Can this URL be a page to look at (http(s), and no file by its name)?"""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and not _NOT_A_PAGE.search(parts.path)


@lru_cache(maxsize=4096)
def site_of(host: str) -> str:
    """The registrable domain of a host with its port; an address or a bare name stands for itself."""
    name, _, port = host.partition(":")
    domain = _suffixes(name).top_domain_under_public_suffix
    return f"{domain or name}:{port}" if port else domain or name


class Scope:
    """The URLs that belong to the subject: those on the sites of its origins."""

    def __init__(self, origins: tuple[str, ...]) -> None:
        self._sites = frozenset(site_of(urlsplit(origin).netloc.lower()) for origin in origins)

        self.holds = lru_cache(maxsize=65536)(self._holds)

    def _holds(self, url: str) -> bool:
        """Is `url` a page of the subject?"""
        return is_page(url) and self.covers(url)

    def covers(self, url: str) -> bool:
        """Does `url`, whatever it is, lie on a site of the subject?"""
        return site_of(urlsplit(url).netloc.lower()) in self._sites


def pattern_of(url: str) -> str:
    """The URL with its last path segment and all numbers made general: pages made from one template mostly share it."""
    parts = urlsplit(url)
    folder, _, last = parts.path.rstrip("/").rpartition("/")
    suffix = "." + last.rpartition(".")[2] if "." in last else ""
    keys = ",".join(sorted(k for k, _ in parse_qsl(parts.query)))
    general = re.sub(r"\d+", "N", folder) + ("/*" + suffix if last else "/")
    return f"{parts.netloc}{general}?{keys}"
