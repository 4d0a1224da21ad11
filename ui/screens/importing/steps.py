"""Where one is on the import page: its steps, what is offered at each, and why something is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.core.layout import Fold
from ui.core.words import listed
from ui.screens.importing.mapping import needed_words
from ui.screens.importing.state import Decisions, Mapping
from ui.widgets.buttons import Button, Kind
from ui.widgets.screen import PageHead
from ui.widgets.stepper import Stepper

translate = QCoreApplication.translate


class Step(IntEnum):
    """The steps in order."""

    CHOOSE = 0
    MAP = 1
    LOOK = 2
    WRITE = 3


@dataclass(frozen=True)
class Standing:
    """How far the import is."""

    step: Step
    mapping: Mapping | None
    decisions: Decisions | None
    writing: bool


class Actions:
    """The stepper and the buttons over the page.

    :param head: where they stand
    :param onwards: the button of the last step
    """

    def __init__(self, head: PageHead, onwards: QWidget) -> None:
        self._head = head
        self._onwards = onwards
        self.stepper = Stepper(
            (
                translate("ImportScreen", "选文件"),
                translate("ImportScreen", "对列"),
                translate("ImportScreen", "看改动"),
                translate("ImportScreen", "写入"),
            )
        )
        self.other = Button(translate("ImportScreen", "换一个文件"), icon="file-arrow-down")
        self.look = Button(translate("ImportScreen", "看会改什么"), Kind.PRIMARY, "arrow-right")
        self.back_to_map = Button(translate("ImportScreen", "回去对列"), icon="arrow-left")
        self.write = Button(translate("ImportScreen", "写入"), Kind.PRIMARY, "check")
        head.set_actions([self.stepper, self.other, self.look, self.back_to_map, self.write, onwards])

    def show(self, standing: Standing, fold: Fold) -> None:
        """Show what can be done now."""
        step = Step.WRITE if standing.writing else standing.step
        self.stepper.show_step(int(step), open_behind=not standing.writing)
        self._show_words(standing)
        self._allow(standing)
        buttons: dict[Step, tuple[QWidget, ...]] = {
            Step.CHOOSE: (),
            Step.MAP: (self.other, self.look),
            Step.LOOK: (self.back_to_map, self.write),
            Step.WRITE: (self._onwards,),
        }
        steps: tuple[QWidget, ...] = (self.stepper,) if fold < Fold.MENU else ()
        self._head.show_actions((*steps, *buttons[standing.step]))

    def _show_words(self, standing: Standing) -> None:
        titles = {
            Step.CHOOSE: translate("ImportScreen", "导入名册"),
            Step.MAP: translate("ImportScreen", "对列"),
            Step.LOOK: translate("ImportScreen", "看改动"),
            Step.WRITE: translate("ImportScreen", "写好了"),
        }
        facts, mapping = "", standing.mapping
        if mapping is not None and standing.step is not Step.CHOOSE:
            rows = translate("ImportScreen", "{n} 行").format(n=f"{mapping.guess.rows:,}")
            facts = f"{mapping.file.name} · {rows}"
        self._head.set_words(titles[standing.step], facts, translate("ImportScreen", "农户 / 导入名册"))

    def _allow(self, standing: Standing) -> None:
        lacking = standing.mapping.lacking() if standing.mapping is not None else ()
        if lacking:
            words = translate("ImportScreen", "还没有哪一列是：{names}")
            self.look.forbid(words.format(names=listed(needed_words(lacking))))
        else:
            self.look.allow()
        self.back_to_map.setEnabled(not standing.writing)
        decisions = standing.decisions
        if decisions is None:
            return
        accepted = f"{decisions.preview.reading.accepted:,}"
        self.write.setText(translate("ImportScreen", "写入 {n} 行").format(n=accepted))
        if standing.writing:
            self.write.forbid(translate("ImportScreen", "正在写入"))
        elif not decisions.write_anything:
            self.write.forbid(translate("ImportScreen", "名册和本机一样，没有要写的"))
        else:
            self.write.allow()
