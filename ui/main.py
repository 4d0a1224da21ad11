"""The console script ``cunfang``: with a command it is the command line, without one it opens the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from app.cli.main import UsageError, split_globals
from app.cli.main import main as command_line


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit code of the process.

    :param argv: arguments without the program's name; those of the process when None
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        options, command = split_globals(arguments)
    except UsageError:
        return command_line(arguments)
    if command:
        return command_line(arguments)
    from ui.shell.opener import Start, open_window  # noqa: PLC0415 - a command loads nothing of Qt

    return open_window(Start(options.home, options.today, options.passphrase))
