"""The outline of a visit: each section with its state, name and count; and the stepper of a task's stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.core import words
from ui.core.tokens import Type
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Row
from ui.widgets.labels import IconLabel, Label


class SectionState(Enum):
    """State of a section. The value is (icon, colour role)."""

    DONE = ("check-circle-fill", "green")
    UNDER_WAY = ("circle-half", "accent")
    WRONG = ("warning-circle-fill", "red")
    NOT_BEGUN = ("circle", "muted")
    NEEDLESS = ("minus-circle", "muted")


@dataclass(frozen=True)
class Section:
    """A line of the outline; ``note`` says what is worth saying (有错, 多出 3 题)."""

    key: str
    name: str
    state: SectionState
    done: int
    total: int
    note: str = ""


class SectionOutline(QWidget):
    """Sections under each other. ``picked`` carries the key of the one that is opened."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, _SectionRow] = {}
        self._box = column()
        self.setLayout(self._box)
        self.setAccessibleName(self.tr("走访提纲"))

    def set_sections(self, sections: Sequence[Section], current: str) -> None:
        """Show these sections; rows are reused, so that the focus stays where it is."""
        wanted = {section.key for section in sections}
        for key in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        for place, section in enumerate(sections):
            row_here = self._rows.get(section.key)
            if row_here is None:
                row_here = self._rows[section.key] = _SectionRow(section)
                row_here.opened.connect(lambda key=section.key: self.picked.emit(key))
                self._box.insertWidget(place, row_here)
            row_here.show_section(section, current=section.key == current)


class _SectionRow(Row):
    def __init__(self, section: Section) -> None:
        icon, role = section.state.value
        self._icon = IconLabel(icon, role)
        self._name = Label(section.name)
        self._note = Label(section.note, Type.SMALL, role, wrap=False)
        self._count = Label("", Type.SMALL, "text2", wrap=False)
        row = line(self._icon, gap=8, margins=(8, 5, 10, 5))
        row.addWidget(self._name, 1)
        row.addWidget(self._note)
        row.addWidget(self._count)
        super().__init__(row, section.name)

    def show_section(self, section: Section, *, current: bool) -> None:
        icon, role = section.state.value
        self._icon.set_icon(icon, role)
        self._name.setText(section.name)
        self._name.set_tone(
            "accent" if current else "muted" if role == "muted" and section.note else "text", strong=current
        )
        self._note.setText(section.note)
        self._note.setVisible(bool(section.note))
        self._note.set_tone(role)
        self._count.setText(words.of_total(section.done, section.total))
        self._count.set_tone("red" if section.state is SectionState.WRONG else "text2")
        self.select(current)
        self.setAccessibleName(f"{section.name} {section.done} / {section.total} {section.note}".strip())


class Stepper(QWidget):
    """The stages of a task (答题 › 检查 › 签字); ``picked`` carries the number of an earlier stage that is clicked."""

    picked = Signal(int)

    def __init__(self, stages: Sequence[str], current: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = line(gap=6)
        for number, stage in enumerate(stages):
            if number:
                row.addWidget(IconLabel("caret-right", "muted", 14))
            if number < current:
                row.addWidget(self._way_back(stage, number))
            else:
                icon, role = (SectionState.UNDER_WAY if number == current else SectionState.NOT_BEGUN).value
                row.addWidget(IconLabel(icon, role))
                tone = "accent" if number == current else "text2"
                row.addWidget(Label(stage, tone=tone, strong=number == current, wrap=False))
        self.setLayout(row)
        self.setAccessibleName(
            self.tr("第 {n} 步，共 {total} 步：{stage}").format(n=current + 1, total=len(stages), stage=stages[current])
        )

    def _way_back(self, stage: str, number: int) -> Button:
        button = Button(stage, Kind.QUIET, SectionState.DONE.value[0], icon_role=SectionState.DONE.value[1])
        button.clicked.connect(lambda: self.picked.emit(number))
        return button
