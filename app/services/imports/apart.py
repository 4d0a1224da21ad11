"""Reading old workbooks in a process of their own.

The reader of old .xls files is native code that a damaged file can make abort the whole process (it asks for more memory
than there is). In a process apart that is one more file that is no workbook, and nothing else is lost.
"""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from app.domain.errors import AppError, ErrorCode
from app.tables.workbook import Workbook, read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of the old container (MS-CFB, section 2.2)."""
MOST_MEMORY = 3 << 30
"""Bytes that the reading process may take where the system can limit that."""


def read_apart(content: bytes, file_name: str) -> Workbook:
    """Read a workbook; an old one in a process of its own.

    :raises AppError: NOT_A_WORKBOOK, WORKBOOK_ENCRYPTED, WORKBOOK_EMPTY
    """
    if not content.startswith(OLE):
        return read_workbook(content, file_name)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, _limit_memory) as apart:
        try:
            return apart.submit(_read, content, file_name).result()
        except (BrokenProcessPool, MemoryError):
            raise AppError(ErrorCode.NOT_A_WORKBOOK, file=file_name) from None
        except _RefusedError as refused:
            raise AppError(refused.code, **refused.parameters) from None


class _RefusedError(Exception):
    """An AppError on its way between processes (its keyword arguments would not survive pickling)."""

    def __init__(self, code: ErrorCode, parameters: dict[str, str | int | float | None]) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters


def _read(content: bytes, file_name: str) -> Workbook:
    try:
        return read_workbook(content, file_name)
    except AppError as error:
        raise _RefusedError(error.code, error.parameters) from None


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
