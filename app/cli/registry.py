"""Every noun of the command line, in the order of the help text, with the module that speaks for it.

Only the module of the noun on the line is read: a list of households should not wait for the PDF library.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

MODULES: Mapping[str, str] = MappingProxyType(
    {
        "init": "workspace",
        "demo": "workspace",
        "import": "importing",
        "household": "household",
        "export": "household",
        "undo": "household",
        "visit": "visit",
        "form": "form",
        "print": "printing",
        "backup": "workspace",
        "restore": "workspace",
        "key": "workspace",
        "self-test": "workspace",
    }
)


def add_commands(commands: Commands, words: Sequence[str]) -> None:
    """Add the command that a line names; all of them where it names none (help, or a mistake)."""
    named = next((word for word in words if not word.startswith("-")), "")
    wanted = [MODULES[named]] if named in MODULES else list(dict.fromkeys(MODULES.values()))
    for module in wanted:
        import_module(f"app.cli.{module}").add_commands(commands)
