"""The help of F1: the keys that hold everywhere and those of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.core.theme import now
from ui.core.tokens import Type
from ui.widgets.labels import KeyHint, Label


def _tr(source: str) -> str:
    return QCoreApplication.translate("Help", source)


def _everywhere() -> Sequence[tuple[str, str]]:
    return (
        ("Ctrl+K", _tr("搜农户")),
        ("Ctrl+1…9", _tr("换页")),
        ("Ctrl+Enter", _tr("做这一页的主要一步")),
        ("Ctrl+P", _tr("打印")),
        ("Ctrl+Z", _tr("撤销")),
        ("Ctrl + −", _tr("字大、字小")),
        ("Ctrl+L", _tr("锁上")),
        ("F6", _tr("到下一块")),
        ("Alt+←", _tr("回上一页")),
        ("Esc", _tr("收起")),
    )


def help_panel(own: Sequence[tuple[str, str]]) -> QWidget:
    """Keys and what they do, the page's own first."""
    panel = QWidget()
    grid = QGridLayout(panel)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(now().space(12))
    grid.setVerticalSpacing(now().space(8))
    grid.setColumnStretch(1, 1)
    for row, (key, words) in enumerate((*own, *_everywhere())):
        grid.addWidget(KeyHint(key), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(words, Type.BODY), row, 1)
    return panel
