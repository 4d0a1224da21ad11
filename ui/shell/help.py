"""The help of F1: the keys that hold everywhere and those of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.core.theme import now
from ui.core.tokens import Type
from ui.core.words import translate
from ui.widgets.labels import KeyHint, Label


def _everywhere() -> Sequence[tuple[str, str]]:
    return (
        ("Ctrl+K", translate("Help", "搜农户")),
        ("Ctrl+1…9", translate("Help", "换页")),
        ("Ctrl+Enter", translate("Help", "做这一页的主要一步")),
        ("Ctrl+P", translate("Help", "打印")),
        ("Ctrl+Z", translate("Help", "撤销")),
        ("Ctrl + −", translate("Help", "字大、字小")),
        ("Ctrl+L", translate("Help", "锁上")),
        ("F6", translate("Help", "到下一块")),
        ("Alt+Enter", translate("Help", "这一行能做什么")),
        ("Home End A-Z", translate("Help", "清单里到头、到尾、按拼音跳")),
        ("Ctrl+,", translate("Help", "设置")),
        ("F1", translate("Help", "这份说明；出错以后先存给技术员的说明")),
        ("Alt+←", translate("Help", "回上一页")),
        ("Esc", translate("Help", "收起")),
    )


def help_panel(own: Sequence[tuple[str, str]]) -> QWidget:
    """Keys and what they do, the page's own first; what a key does on this page stands in place of what it does elsewhere."""
    panel = QWidget()
    grid = QGridLayout(panel)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(now().space(12))
    grid.setVerticalSpacing(now().space(8))
    grid.setColumnStretch(1, 1)
    taken = {key for key, _ in own}
    others = [(key, words) for key, words in _everywhere() if key not in taken]
    for row, (key, words) in enumerate((*own, *others)):
        grid.addWidget(KeyHint(key), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(words, Type.BODY), row, 1)
    return panel
