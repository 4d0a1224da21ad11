"""The console script ``cunfang``: with a command it is the command line, without one it opens the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from app.cli.main import main as command_line

_WITH_VALUE: Final = frozenset({"--home", "--today"})
_FLAGS: Final = frozenset({"--json"})


def has_command(arguments: Sequence[str]) -> bool:
    """Whether anything stands beside the options that the window knows too (``--home DIR``, ``--today DAY``, ``--json``)."""
    rest = iter(arguments)
    for argument in rest:
        if argument in _WITH_VALUE:
            next(rest, None)
        elif argument not in _FLAGS and argument.partition("=")[0] not in _WITH_VALUE:
            return True
    return False


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit code of the process.

    :param argv: arguments without the program's name; those of the process when None
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if has_command(arguments):
        return command_line(arguments)
    from ui.shell.opener import open_window  # noqa: PLC0415  (a command loads nothing of Qt)

    return open_window(arguments)
