"""Every noun of the command line, in the order of the help text."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

from app.cli import household, importing, printing, visit, workspace

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

COMMANDS: tuple[Callable[[Commands], None], ...] = (
    workspace.add_commands,
    importing.add_commands,
    household.add_commands,
    visit.add_commands,
    printing.add_commands,
)
