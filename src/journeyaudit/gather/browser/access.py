"""What opens the site to us and must never be written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import HttpCredentials, ProxySettings


@dataclass(frozen=True)
class Access:
    """Credentials of a staging site ("user:password"), extra headers, a proxy URL, a Playwright storage state. Kept in memory
    only.
    """

    auth: str = ""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    proxy: str = ""
    storage_state: Path | None = None

    def names(self) -> tuple[str, ...]:
        """Which of them were given, for the plan; never their values."""
        given = {"auth": bool(self.auth), "proxy": bool(self.proxy), "storage-state": self.storage_state is not None}
        return (*(name for name, is_given in given.items() if is_given), *(f"header {name}" for name in sorted(self.headers)))

    def credentials(self, origin: str) -> HttpCredentials | None:
        """For Playwright, bound to the subject's own origin so that no other host is sent them."""
        user, _, password = self.auth.partition(":")
        parts = urlsplit(origin)
        return HttpCredentials(username=user, password=password, origin=f"{parts.scheme}://{parts.netloc}") if self.auth else None

    def proxy_settings(self) -> ProxySettings | None:
        """For Playwright; the login in the URL is taken apart."""
        if not self.proxy:
            return None
        parts = urlsplit(self.proxy if "://" in self.proxy else f"http://{self.proxy}")
        server = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
        return (
            ProxySettings(server=server, username=parts.username or "", password=parts.password or "")
            if parts.username
            else ProxySettings(server=server)
        )
