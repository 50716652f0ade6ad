"""Whose domain an address belongs to."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

import tldextract
import yaml

_suffixes = tldextract.TLDExtract(suffix_list_urls=())  # the bundled list: nothing is fetched


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """The domain that somebody registered: shop.example.co.uk → example.co.uk. Of a suffix that the list does not know, two
    labels.
    """
    host = host.strip(" .[]").lower()
    found = _suffixes(host)
    if found.top_domain_under_public_suffix or found.suffix or found.ipv4 or found.ipv6:
        return found.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])


def domain_of(address: str) -> str:
    """The registrable domain of a mail address or a message id; "" if it has none."""
    host = address.rpartition("@")[2] if "@" in address else ""
    return registrable(host.strip("<> ")) if host else ""


def is_shared(domain: str) -> bool:
    """Many companies, or people, write from this registrable domain: help desks, mail services, mailboxes for everybody."""
    return domain in _shared()


@cache
def _shared() -> frozenset[str]:
    told = files("journeyaudit.cases").joinpath("shared_domains.yaml").read_text("utf-8")
    groups: dict[str, list[str]] = yaml.load(told, yaml.CSafeLoader)
    return frozenset(domain for group in groups.values() for domain in group)
