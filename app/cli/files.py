"""Files that a command reads and writes, with errors that name them."""

from __future__ import annotations

import json
from pathlib import Path

from app.domain.errors import AppError, ErrorCode


def read_file(path: Path) -> bytes:
    """Read a file.

    :raises AppError: FILE_NOT_FOUND
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError, NotADirectoryError):
        raise AppError(ErrorCode.FILE_NOT_FOUND, file=path.name) from None


def read_steps(path: Path) -> list[dict[str, object]]:
    """Read a script of steps (contract, section 5).

    :raises AppError: FILE_NOT_FOUND; STEP_INVALID when it is no list of objects
    """
    try:
        steps = json.loads(read_file(path).decode("utf-8-sig"))
    except (ValueError, UnicodeDecodeError, RecursionError):
        raise AppError(ErrorCode.STEP_INVALID, file=path.name, reason="步骤文件不是 JSON") from None
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise AppError(ErrorCode.STEP_INVALID, file=path.name, reason="步骤文件要写成一列步骤")
    return steps


def need_another_file(target: Path, source: Path) -> None:
    """See that what is written is not what was read: somebody's only copy of a roster or a form would be gone.

    :raises AppError: USAGE
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise AppError(ErrorCode.USAGE, text=f"{target.name} 就是读的那个文件，换一个名字写")
