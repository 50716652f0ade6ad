"""What a site was asked for: its owner finds these figures in the server's log."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Tally:
    """`loads` are pages gone to, `requests` these and all that they asked for and did not find in the browser's cache."""

    loads: int = 0
    requests: int = 0

    def add(self, other: Tally) -> None:
        self.loads += other.loads
        self.requests += other.requests

    def beyond(self, other: Tally) -> Tally:
        """What is in this one and not in the other."""
        return Tally(self.loads - other.loads, self.requests - other.requests)
