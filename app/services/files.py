"""Writing a file that a person asked for: whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

from app.domain.errors import AppError, ErrorCode


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file and give its path: it appears only when all of it is on the disk.

    :raises AppError: DISK_FULL, FILE_NOT_WRITABLE
    """
    temporary = path.with_name(path.name + ".part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        full = error.errno == errno.ENOSPC
        raise AppError(ErrorCode.DISK_FULL if full else ErrorCode.FILE_NOT_WRITABLE, file=path.name) from None
    return path
