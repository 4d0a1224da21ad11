"""Inputs of questions, pressed and typed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.visits.models import QuestionView
from ui.core.theme import Themes
from ui.forms.editor import Editor
from ui.forms.editors import editor_for
from ui.forms.words_box import WordsBox

TODAY = date(2026, 11, 20)
PLACES = ("在家", "务工", "上学", "住院", "服刑", "失联", "外出", "务农", "其他", "不详")


def view(kind: str = "string", control: str = "input", labels: tuple[str, ...] = (), value: str = "") -> QuestionView:
    return QuestionView(
        ref="/data/q",
        key="q",
        member="",
        number=1,
        kind="trigger" if control == "trigger" else "upload" if control == "upload" else "input",
        data_type=kind,
        control=control,
        label="问题",
        hint="",
        value=value,
        value_label=value,
        choices=tuple((f"v{place}", label) for place, label in enumerate(labels)),
        appearance="",
        required=False,
        readonly=False,
        unknown=False,
        violation="",
        message="",
        note="",
        last=None,
        last_usable=False,
        always=False,
        unit="天",
    )


class Told:
    """An editor in a window, with what it told."""

    def __init__(self, qtbot: QtBot, asked: QuestionView) -> None:
        self.qtbot = qtbot
        self.editor: Editor = editor_for(asked, TODAY)
        self.answers: list[object] = []
        self.unknown = self.same = 0
        self.editor.answered.connect(self.answers.append)
        self.editor.unknown.connect(lambda: setattr(self, "unknown", self.unknown + 1))
        self.editor.same.connect(lambda: setattr(self, "same", self.same + 1))
        qtbot.addWidget(self.editor)
        with qtbot.waitExposed(self.editor):
            self.editor.show()
        self.editor.activateWindow()
        self.editor.focus()

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.editor

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.focus, key)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.focus, text)


@pytest.fixture(autouse=True)
def themed(look: Themes) -> Themes:
    return look


def test_a_long_list_is_chosen_by_digit_letter_and_arrows(qtbot: QtBot) -> None:
    told = Told(qtbot, view(control="select1", labels=PLACES))
    assert isinstance(told.focus, QComboBox)
    told.type("3")
    told.type("w")
    told.type("w")
    told.type("w")
    told.press(Qt.Key.Key_Right)
    told.type("0")
    assert told.answers == ["v2", "v6", "v7", "v1", "v2"]
    assert told.unknown == 1


def test_the_wheel_never_changes_an_answer(qtbot: QtBot) -> None:
    told = Told(qtbot, view(control="select1", labels=PLACES, value="v1"))
    spot = QPointF(5, 5)
    wheel = QWheelEvent(
        spot,
        spot,
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(told.focus, wheel)
    assert told.answers == []


def test_one_choice_and_several(qtbot: QtBot) -> None:
    one = Told(qtbot, view(control="select1", labels=PLACES[:3]))
    one.type("2")
    one.type("0")
    assert (one.answers, one.unknown) == (["v1"], 1)
    several = Told(qtbot, view(control="select", labels=("漏雨", "开裂", "无")))
    several.type("12")
    several.type("3")
    several.type("1")
    assert several.answers == [["v0"], ["v0", "v1"], ["v2"], ["v0"]]


def test_a_whole_number(qtbot: QtBot) -> None:
    told = Told(qtbot, view("int"))
    told.type("1,200")
    assert told.editor.commit()
    told.editor.focus()
    told.type("=")
    told.type("2.5")
    assert not told.editor.commit()
    assert "整数" in told.focus.accessibleDescription()
    told.editor.focus()
    told.press(Qt.Key.Key_Delete)
    assert told.editor.commit()
    assert (told.answers, told.same) == (["1200", None], 1)


def test_a_day_must_be_whole(qtbot: QtBot) -> None:
    told = Told(qtbot, view("date"))
    told.type("2026-10")
    assert not told.editor.commit()
    assert isinstance(told.focus, QLineEdit)
    told.editor.focus()
    told.type("1028")
    assert told.editor.commit()
    assert told.answers == ["2026-10-28"]


def test_words_grow_with_their_lines(qtbot: QtBot) -> None:
    told = Told(qtbot, view())
    box = told.focus
    assert isinstance(box, WordsBox)
    before = box.height()
    told.type("one")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    told.type("two=")
    told.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: box.height() > before)
    assert told.editor.commit()
    assert told.answers == ["one\ntwo="]


def test_an_answer_given_elsewhere_is_shown_and_not_told_again(qtbot: QtBot) -> None:
    for kind, value in (("string", "好"), ("int", "12"), ("date", "2026-10-28")):
        told = Told(qtbot, view(kind))
        told.editor.show_answer(view(kind, value=value))
        assert told.editor.commit()
        assert told.answers == []


def test_what_is_only_acknowledged_and_what_is_not_asked_here(qtbot: QtBot) -> None:
    seen = Told(qtbot, view(control="trigger"))
    seen.type("1")
    assert seen.answers == ["OK"]
    assert Told(qtbot, view(control="upload")).editor.commit()
