"""Draws the components page (and any widget) into a picture, for the eye: ``python -m tests.ui.look /tmp``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.core.theme import Theme, Themes
from ui.core.tokens import Mode


def settle(widget: QWidget | None = None) -> None:
    """Let layouts and styles come to rest."""
    for _ in range(4):
        QApplication.sendPostedEvents(None, 0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


def draw(widget: QWidget, path: Path) -> None:
    """Save what the widget looks like."""
    settle(widget)
    widget.grab().save(str(path))


def main(folder: Path) -> None:
    from tests.ui.components_page import ComponentsPage

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    themes = Themes(app, Theme())
    for mode, factor in ((Mode.LIGHT, 1.0), (Mode.DARK, 1.0), (Mode.CONTRAST, 1.0), (Mode.LIGHT, 2.0)):
        themes.pick(mode)
        themes.set_factor(factor)
        page = ComponentsPage()
        page.resize(1366, 1000 if factor == 1.0 else 2200)
        page.show()
        draw(page, folder / f"components-{mode}-{round(factor * 100)}.png")
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
