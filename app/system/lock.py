"""One process at a time: a lock on a file, which the system gives back by itself when the process ends in whatever way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.domain.errors import AppError, ErrorCode


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock while a folder is being made or replaced.

    :param path: the lock's file; it stays, empty
    :raises AppError: WORKSPACE_LOCKED_BY_OTHER while another process holds it, FILE_NOT_WRITABLE
    """
    try:
        file = path.open("wb")
    except OSError:
        raise AppError(ErrorCode.FILE_NOT_WRITABLE, file=path.parent.name) from None
    with file:
        try:
            _lock(file)
        except OSError:
            raise AppError(ErrorCode.WORKSPACE_LOCKED_BY_OTHER) from None
        yield


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - there on Windows alone

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - there is none on Windows

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
