"""Letters typed on a list: those that follow soon belong together, a later one begins anew."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from app.services.readings import begins


class Typed:
    """What was typed on a list so far, and which of its rows it means."""

    def __init__(self) -> None:
        self._letters = ""
        self._at = 0.0

    def jump(self, letters: str, rows: int, current: int, text: Callable[[int], str]) -> int | None:
        """Take letters and give the row they lead to, None where there is none.

        The first letter leads to the next row that begins with it, the same one again to the one after; more letters
        narrow it down from the row where one is.

        :param rows: how many there are
        :param current: the row where one is, -1 for none
        :param text: gives the words of a row
        """
        now = time.monotonic()
        soon = now - self._at < QApplication.styleHints().keyboardInputInterval() / 1000
        again = soon and len(set(self._letters + letters)) == 1
        self._at = now
        self._letters = letters if not soon or again else self._letters + letters
        start = current if len(self._letters) > 1 else current + 1
        for offset in range(rows):
            row = (max(start, 0) + offset) % rows
            if begins(text(row), self._letters):
                return row
        return None
