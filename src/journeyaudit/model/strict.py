"""The one configuration of every pydantic noun."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Frozen, and refuses keys it does not know: a misspelt key is a fault, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")
