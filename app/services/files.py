"""Writing a file that a person asked for: whole or not at all."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

from app.domain.errors import AppError, ErrorCode

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
LONGEST_NAME = 80
"""Characters of a file's name that a message repeats."""


def need_folder(path: Path) -> None:
    """See that the folder of a file to be written is there. None is made: a mistyped path, or the place of a stick that
    is not plugged in, would take the file where nobody looks for it.

    :raises AppError: FOLDER_MISSING, FILE_NOT_WRITABLE for a path that names no file
    """
    if not path.name:
        raise AppError(ErrorCode.FILE_NOT_WRITABLE, file=str(path))
    folder = path.parent
    if not folder.exists():
        raise AppError(ErrorCode.FOLDER_MISSING, folder=str(folder))


def file_trouble(error: OSError, path: Path | None = None) -> AppError:
    """Give what the disk said as an error that a person can act on.

    :param path: the file that was wanted; the one that the error names without it
    """
    name = path.name if path is not None else Path(str(error.filename or "")).name
    code = ErrorCode.FILE_NOT_WRITABLE
    if error.errno in _FULL:
        code = ErrorCode.DISK_FULL
    elif isinstance(error, FileNotFoundError):
        code = ErrorCode.FILE_NOT_FOUND
    return AppError(code, file=name[:LONGEST_NAME])


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
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        known = file_trouble(error, path)
        raise (
            known
            if known.code is ErrorCode.DISK_FULL
            else AppError(ErrorCode.FILE_NOT_WRITABLE, file=path.name[:LONGEST_NAME])
        ) from None
    return path
