"""The input of words, and the choice of an input by the question's kind, type and appearance."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from app.services.visits.models import QuestionView
from app.services.visits.questions import DRAWN
from ui.core import words
from ui.core.theme import restyle
from ui.forms.choice_editors import SEVERAL, ChoiceEditor, ListEditor, acknowledge
from ui.forms.composing import Composing
from ui.forms.editor import Editor
from ui.forms.file_editors import DrawnEditor, FileEditor
from ui.forms.files import Files
from ui.forms.find_editor import FindEditor
from ui.forms.line_editors import ClockEditor, CodeEditor, DateEditor, DigitsEditor, NumberEditor, PlaceEditor
from ui.forms.moment_editor import MomentEditor
from ui.forms.range_editor import RangeEditor
from ui.forms.rank_editor import RankEditor
from ui.forms.words_box import WordsBox
from ui.widgets.boxes import column
from ui.widgets.choices import OPEN_CHOICES
from ui.widgets.labels import Label

MULTILINE: Final = 3
"""Lines that stand open where the form says ``multiline``."""
OPEN_ONE: Final = 9
"""Up to so many choices of one stand open: as many as there are digits to choose them by."""
LISTED_CHOICES: Final = 40
"""Up to so many choices are a list that opens; more are searched."""
OPEN_SEVERAL: Final = 20
"""Up to so many choices of several stand open, because they are ticked one by one."""
NOT_ASKED: Final = frozenset({"audio", "video", "geotrace", "geoshape"})
"""What a laptop cannot take; publishing refuses it unless it is told to pass over it."""


class TextEditor(Editor):
    """Words.

    :param lines: a text of several lines is expected
    """

    def __init__(self, view: QuestionView, *, lines: bool = False) -> None:
        super().__init__()
        self._told = view.value
        self._box = WordsBox(view.value, least=MULTILINE if lines else 1)
        self._box.setAccessibleName(view.label)
        self._box.setReadOnly(view.readonly)
        self._box.left.connect(self.commit)
        Composing(self._box)
        self.setLayout(column(self._box))

    @property
    def types(self) -> bool:
        """Everything is text here."""
        return True

    def show_answer(self, view: QuestionView) -> None:
        """Show an answer given elsewhere."""
        if view.value != self._told:
            self._told = view.value
            self._box.setPlainText(view.value)
            self._box.moveCursor(QTextCursor.MoveOperation.End)

    def focus(self) -> None:
        """Put the cursor at the end."""
        self._box.focus_end()

    def commit(self) -> bool:
        """Tell the text if it is new."""
        text = self._box.text().strip()
        if text != self._told:
            self._told = text
            self.answered.emit(text or None)
        return True

    def show_wrong(self, wrong: bool) -> None:
        """Red box."""
        restyle(self._box, state="error" if wrong else "plain")


class NotAskedEditor(Editor):
    """A question that the laptop cannot ask: said in words, never in the way."""

    def __init__(self, _view: QuestionView) -> None:
        super().__init__()
        self.setLayout(column(Label(self.tr("这里不问，直接到下一题"), tone="text2")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("这里不问，直接到下一题"))

    def focus(self) -> None:
        """Hold the keys, so that Enter goes on."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def editor_for(view: QuestionView, today: date, files: Files | None = None) -> Editor:
    """Give the input of a question.

    :param today: gives a day its year
    :param files: of the visit; without it questions for a file are not asked
    """
    appearance = frozenset(view.appearance.split())
    if view.kind == "upload" or view.data_type in NOT_ASKED:
        return _file_editor(view, appearance, files)
    if view.kind == "trigger":
        return ChoiceEditor(acknowledge(view, words.translate("Editor", "知道了")))
    if view.kind == "rank":
        return RankEditor(view)
    if view.kind == "range":
        return RangeEditor(view)
    if view.choices or view.kind == "select":
        return _choosing(view, appearance)
    return _typed(view, appearance, today)


def _choosing(view: QuestionView, appearance: Collection[str]) -> Editor:
    """Few choices stand open, more become a list; thousands, and several out of many, are searched."""
    count = len(view.choices)
    if view.control in SEVERAL:
        closed = "minimal" in appearance and count > OPEN_CHOICES
        return FindEditor(view) if closed or count > OPEN_SEVERAL else ChoiceEditor(view)
    if count > LISTED_CHOICES or "autocomplete" in appearance:
        return FindEditor(view)
    return ListEditor(view) if count > OPEN_ONE or "minimal" in appearance else ChoiceEditor(view)


def _typed(view: QuestionView, appearance: Collection[str], today: date) -> Editor:
    match view.data_type:
        case "int" | "decimal":
            editor: Editor = NumberEditor(view)
        case "date":
            editor = DateEditor(view, today)
        case "time":
            editor = ClockEditor(view)
        case "dateTime":
            editor = MomentEditor(view, today)
        case "geopoint":
            editor = PlaceEditor(view)
        case "barcode":
            editor = CodeEditor(view)
        case _:
            editor = (
                DigitsEditor(view) if "numbers" in appearance else TextEditor(view, lines="multiline" in appearance)
            )
    return editor


def _file_editor(view: QuestionView, appearance: Collection[str], files: Files | None) -> Editor:
    kind = view.attributes.get("mediatype", "").partition("/")[0]
    if files is None or kind in NOT_ASKED or view.data_type in NOT_ASKED:
        return NotAskedEditor(view)
    return DrawnEditor(view, files) if kind == "image" and DRAWN & set(appearance) else FileEditor(view, files)
