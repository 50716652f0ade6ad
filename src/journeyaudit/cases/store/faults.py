"""How a store that cannot be used is told. All are MailError: JA421 disk, JA422 damaged or of another version, JA423 no such
case, JA424 an enquiry too many, JA425 another poll, JA426 an artifact is missing, JA427 a case that is not the one stored.
"""

from __future__ import annotations

import errno
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from journeyaudit.errors import MailError

_FULL = "free some disk space, then run the same command again: nothing was half written"
_DENIED = "choose a folder that you may write to with --cases, or change its permissions"
_OTHER = "check the disk and the folder, then run the same command again"


@contextmanager
def telling(path: Path) -> Generator[None]:
    """Turns what the disk or SQLite says about `path` into a MailError that says what to do."""
    try:
        yield
    except OSError as error:
        raise _refused(path, error.strerror or str(error), _remedy(error.errno)) from error
    except OperationalError as error:
        said = str(error.orig)
        raise _refused(path, said, _database_remedy(said)) from error
    except DatabaseError as error:
        raise damaged(path, str(error.orig)) from error
    except SQLAlchemyError as error:
        raise damaged(path, str(error)) from error


def damaged(path: Path, detail: str) -> MailError:
    return MailError(
        f"the case store is damaged or not one of ours: {detail}",
        where=str(path),
        code="JA422",
        remedy="restore the folder from a copy, or name another one with --cases",
    )


def _refused(path: Path, said: str, remedy: str) -> MailError:
    return MailError(f"cannot read or write the case store: {said}", where=str(path), code="JA421", remedy=remedy)


def _remedy(number: int | None) -> str:
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _FULL
    return _DENIED if number in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR) else _OTHER


def _database_remedy(said: str) -> str:
    if "full" in said or "I/O error" in said:  # SQLite tells a quota as an I/O error
        return _FULL
    if "readonly" in said or "unable to open" in said:
        return _DENIED
    return "wait until the other command on this folder ends, then try again" if "locked" in said else _OTHER
