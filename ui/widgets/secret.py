"""The box for a passphrase."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.fields import TextEdit

LEAST_PASSPHRASE: Final = 8
"""Characters that a passphrase has at least."""


class SecretEdit(TextEdit):
    """One line that shows dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
