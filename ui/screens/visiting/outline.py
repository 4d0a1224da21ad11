"""The outline of a visit: sections with their states, and how far the whole is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.visits.models import SectionView
from ui.core import words
from ui.core.tokens import Type
from ui.screens.visiting.walk import Walk
from ui.widgets.boxes import column, line
from ui.widgets.labels import Label
from ui.widgets.outline import Section, SectionOutline, SectionState
from ui.widgets.progress import ProgressLine


class OutlinePanel(QWidget):
    """Counts, bar and sections. ``picked`` carries the section that is opened.

    :param titled: False where a drawer has the title already
    """

    picked = Signal(str)

    def __init__(self, *, titled: bool = True) -> None:
        super().__init__()
        self._count = Label("", Type.SMALL, "text2", wrap=False)
        self._share = ProgressLine()
        self.sections = SectionOutline()
        self.sections.picked.connect(self.picked)
        head = line(Label(self.tr("走访提纲") if titled else self.tr("已答"), strong=titled, wrap=False), gap=8)
        head.addStretch(1)
        head.addWidget(self._count)
        self.setLayout(column(head, self._share, self.sections, gap=8))

    def show_walk(self, walk: Walk) -> None:
        """Show how far a visit is."""
        here = walk.section
        self.sections.set_sections([_line(one) for one in walk.sections], here.ref if here else "")
        counts = walk.session.counts()
        self._count.setText(words.of_total(counts.answered, counts.total))
        self._share.set_share(counts.answered / counts.total if counts.total else 0.0)


def section_name(section: SectionView) -> str:
    """Give a section's name; questions outside of groups have none."""
    return section.label or words.translate("OutlinePanel", "其他")


def _line(section: SectionView) -> Section:
    if section.wrong:
        state = SectionState.WRONG
    elif section.answered >= section.total:
        state = SectionState.DONE
    else:
        state = SectionState.UNDER_WAY if section.answered else SectionState.NOT_BEGUN
    note = words.translate("OutlinePanel", "有错") if section.wrong else ""
    return Section(section.ref, section_name(section), state, section.answered, section.total, note)
