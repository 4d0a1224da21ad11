"""Choosing a file: the two dialogs of the system, as plain calls that a page takes as a parameter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QFileDialog, QWidget

ChooseFile: TypeAlias = Callable[[QWidget, str, str], Path | None]
"""Asks for a file: the window it stands over, the question, and the kinds (``Excel (*.xlsx *.xls)``) or a proposed name."""


def choose_to_open(over: QWidget, question: str, kinds: str) -> Path | None:
    """Ask for a file that exists; None when the person thinks better of it."""
    name, _ = QFileDialog.getOpenFileName(over, question, "", kinds)
    return Path(name) if name else None


def choose_to_save(over: QWidget, question: str, proposed: str) -> Path | None:
    """Ask where to write; the system asks itself before a file is replaced."""
    name, _ = QFileDialog.getSaveFileName(over, question, str(Path.home() / proposed))
    return Path(name) if name else None
