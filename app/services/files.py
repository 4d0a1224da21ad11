"""Writing a file that a person asked for: whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

from app.domain.errors import AppError, ErrorCode


def need_folder(path: Path) -> None:
    """See that the folder of a file to be written is there. None is made: a mistyped path, or the place of a stick that
    is not plugged in, would take the file where nobody looks for it.

    :raises AppError: FOLDER_MISSING
    """
    folder = path.parent
    if not folder.exists():
        raise AppError(ErrorCode.FOLDER_MISSING, folder=str(folder))


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file and give its path: it appears only when all of it is on the disk.

    :raises AppError: FOLDER_MISSING, DISK_FULL, FILE_NOT_WRITABLE
    """
    need_folder(path)
    temporary = path.with_name(path.name + ".part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        full = error.errno == errno.ENOSPC
        raise AppError(ErrorCode.DISK_FULL if full else ErrorCode.FILE_NOT_WRITABLE, file=path.name) from None
    return path
