"""What the command line prints: one JSON document, or lines for a person."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, IntEnum
from typing import TextIO

from app.domain.errors import AppError
from app.domain.progress import Progress, Step
from app.services.words import ErrorWords, error_words

DETAIL_PARTS = ("workbook", "sheet", "row", "column", "text")
"""What a person is told of one mistake of several: where it is, and what it is."""


class Exit(IntEnum):
    """Exit codes of the contract."""

    DONE = 0
    WAITS = 1  # done, and something waits for a person
    USAGE = 2
    TROUBLE = 3
    FAULT = 70


@dataclass
class Output:
    """Prints a command's result.

    :param json: one JSON document on standard output and nothing else there
    """

    json: bool
    out: TextIO
    err: TextIO

    def result(self, document: object, lines: Iterable[str] = ()) -> None:
        """Print the result: the document with ``--json``, else the lines."""
        if self.json:
            self.out.write(json.dumps(document, ensure_ascii=False, indent=1, default=_plain) + "\n")
        else:
            for line in lines:
                self.out.write(line + "\n")

    def note(self, text: str) -> None:
        """Say something that is no result (standard error)."""
        self.err.write(text + "\n")

    def error(self, words: ErrorWords, details: dict[str, object] | None = None) -> None:
        """Print a trouble in words."""
        if self.json:
            error = {"code": words.code, "message": words.message, "hint": words.hint, **(details or {})}
            self.out.write(json.dumps({"error": error}, ensure_ascii=False, default=_plain) + "\n")
        else:
            self.err.write(f"{words.message}\n{words.hint}\n" if words.hint else f"{words.message}\n")

    def trouble(self, error: AppError) -> None:
        """Print a known trouble."""
        details = getattr(error, "details", None)
        self.error(error_words(error), {"details": details} if details else None)
        if not self.json:
            for detail in details or ():
                self.note(" ".join(str(detail[part]) for part in DETAIL_PARTS if detail.get(part) is not None))

    def finish(self) -> None:
        """Write out what is still held back.

        :raises OSError: the other end of the pipe is closed, or the disk is full
        """
        self.out.flush()

    def give_up(self) -> None:
        """Take no more: what cannot be written out is let go, so that the interpreter does not try it again at its end."""
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.out.fileno())

    def progress(self) -> Progress:
        """Give a progress that writes to a terminal's standard error, and nothing elsewhere."""
        return Progress(self._step) if self.err.isatty() else Progress()

    def _step(self, step: Step) -> None:
        total = f" / {step.total}" if step.total else ""
        self.err.write(f"\r{step.stage} {step.done}{total}   ")
        self.err.flush()


def standard(*, as_json: bool) -> Output:
    """Give the output of the process, in UTF-8 whatever the system's locale; a closed stream takes nothing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    return Output(as_json, sys.stdout or io.StringIO(), sys.stderr or io.StringIO())


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
