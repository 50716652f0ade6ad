"""One typed door to the DevTools protocol."""

from __future__ import annotations

from typing import Any, cast

from playwright.async_api import CDPSession


async def send(session: CDPSession, command: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
    """The answer to one command; playwright's Error if the session is gone or the browser refuses."""
    return cast("dict[str, Any]", await session.send(command, given))  # pyright: ignore[reportUnknownMemberType] -- a bare dict
