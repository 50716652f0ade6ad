"""How much memory this process has taken at its peak."""

from __future__ import annotations

import re
import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_megabytes() -> float:
    """Resident memory at its peak. Linux counts a process's `ru_maxrss` from that of the one that started it, so its own
    high-water mark is read where there is one.
    """
    told = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text("ascii")) if _STATUS.exists() else None
    return (int(told[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024
