"""Files that are whole or not there at all, whenever the power goes."""

from __future__ import annotations

import os
from pathlib import Path

#: How the file is called while it is written; what a kill leaves behind under this name is nobody's.
PART_SUFFIX = ".part"


def write_whole(path: Path, data: bytes) -> None:
    """Writes a whole file or none: beside its place, flushed to the disk, then renamed. OSError if the disk refuses.

    Its folder must exist. That the name lasts too is only sure after `sync_folder`.
    """
    # Two commands may store the same bytes at the same time.
    part = path.with_name(f"{path.name}.{os.getpid()}{PART_SUFFIX}")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """The folder's names are on the disk when this returns. OSError if the disk refuses."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
