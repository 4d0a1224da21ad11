"""A place for one banner above what scrolls; it takes no room while there is nothing to say."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import clear, column
from ui.widgets.cards import Banner


class Notices(QWidget):
    """Says one thing at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._box = column(margins=(16, 8, 16, 0))
        self.setLayout(self._box)
        self.hide()

    def say(self, banner: Banner) -> None:
        """Say this, and nothing else."""
        clear(self._box)
        self._box.addWidget(banner)
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        clear(self._box)
        self.hide()
