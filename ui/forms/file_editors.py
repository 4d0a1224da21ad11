"""The inputs of questions that are answered by a file: a photo, a signature, any document."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.services.visits.attachments import MOST_PIXELS, Chosen, FileKind
from app.services.visits.models import QuestionView
from ui.core.tokens import Type
from ui.forms.editor import Editor
from ui.forms.files import Files
from ui.forms.thumbnails import LARGE, Thumbnail
from ui.widgets.boxes import clear, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import IconLabel, Label
from ui.widgets.signature import SignaturePad


class FileEditor(Editor):
    """A photo or a file. Space chooses one, Delete takes it away; Enter is the page's.

    :param files: keeps and reads it
    """

    def __init__(self, view: QuestionView, files: Files) -> None:
        super().__init__()
        self._files = files
        self._ref = view.ref
        self._told = ""
        self._picture = view.attributes.get("mediatype", "").startswith("image/")
        self._pixels = _pixels(view)
        self._readonly = view.readonly
        self._shown = QWidget()
        self._shown_box = column()
        self._shown.setLayout(self._shown_box)
        word = self.tr("选照片…") if self._picture else self.tr("选文件…")
        self._choose = _Chooser(word, icon="camera" if self._picture else "file-arrow-down")
        self._choose.clicked.connect(self._ask)
        self._remove = Button(self.tr("拿掉"), Kind.QUIET, "x")
        self._remove.clicked.connect(self._take_away)
        self._help = Label(
            self.tr("空格选一张；存进来时缩到 {n} 像素，拍摄地点等信息会去掉").format(n=self._pixels)
            if self._picture
            else self.tr("空格选一个，最多 20 MB"),
            Type.SMALL,
            "muted",
        )
        for button in (self._choose, self._remove):
            button.setEnabled(not view.readonly)
        self._choose.setAccessibleName(f"{view.label} {word}")
        self.setLayout(column(line(self._choose, self._remove, -1, gap=8), self._help, self._shown, gap=6))
        self._show(view)

    def show_answer(self, view: QuestionView) -> None:
        """Show an answer given elsewhere, or kept just now."""
        if view.value != self._told:
            self._show(view)

    def focus(self) -> None:
        """Put the keys on the choosing of a file."""
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the file away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._told and not self._readonly:
            self._take_away()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        path = self._files.choose_picture(self) if self._picture else self._files.choose_any(self)
        if path is not None:
            kind = FileKind.IMAGE if self._picture else FileKind.FILE
            self._files.answer(self._ref, Chosen(kind, path, self._pixels))

    def _take_away(self) -> None:
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)  # before the button goes that has the keys
        self.answered.emit(None)

    def _show(self, view: QuestionView) -> None:
        self._told = view.value
        clear(self._shown_box)
        if view.value and self._picture:
            self._shown_box.addWidget(Thumbnail(self._files, view.value, view.value_label, LARGE))
        elif view.value:
            row = line(IconLabel("file", "text2"), gap=8)
            row.addWidget(Label(view.value_label, strong=True), 1)
            self._shown_box.addLayout(row)
        self._shown.setVisible(bool(view.value))
        self._remove.setVisible(bool(view.value))
        if view.value:
            self._choose.setText(self.tr("换一张…") if self._picture else self.tr("换一个…"))
        else:
            self._choose.setText(self.tr("选照片…") if self._picture else self.tr("选文件…"))


class _Chooser(Button):
    """Space presses it; Enter goes on to the next question, as in every other input."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class DrawnEditor(Editor):
    """A signature as the answer of a question: written on a pad, kept when the question is left."""

    def __init__(self, view: QuestionView, files: Files) -> None:
        super().__init__()
        self._files = files
        self._ref = view.ref
        self._told = view.value
        self._fresh = False
        self._readonly = view.readonly
        self.pad = SignaturePad(view.label, self.tr("在这里签"))
        self.pad.signed.connect(self._signed)
        self._again = Button(self.tr("重签"))
        self._again.clicked.connect(self._sign_again)
        self._shown_box = column()
        self._shown = QWidget()
        self._shown.setLayout(self._shown_box)
        help_text = Label(self.tr("空格全屏签，Delete 重来；离开这一题就存下"), Type.SMALL, "muted")
        self.setLayout(column(self._shown, self.pad, line(self._again, -1), help_text, gap=6))
        self._show(view)

    def show_answer(self, view: QuestionView) -> None:
        """Show a signature that was given before."""
        if view.value != self._told:
            self._show(view)

    def focus(self) -> None:
        """Put the keys on the pad, else on 重签."""
        (self._again if self.pad.isHidden() else self.pad).setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Keep what was written."""
        if self._fresh and not self.pad.empty:
            self._fresh = False
            self._files.answer(self._ref, Chosen(FileKind.SIGNATURE, self.pad.image()))
        return True

    def _signed(self) -> None:
        self._fresh = True

    def _sign_again(self) -> None:
        self.pad.clear()
        self._fresh = False
        self._again.hide()
        self._shown.hide()
        self.pad.show()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._told:
            self.answered.emit(None)

    def _show(self, view: QuestionView) -> None:
        had_keys = self._again.hasFocus() or self.pad.hasFocus()
        self._told = view.value
        clear(self._shown_box)
        if view.value:
            self._shown_box.addWidget(Thumbnail(self._files, view.value, view.value_label, LARGE))
        self._shown.setVisible(bool(view.value))
        self._again.setVisible(bool(view.value) and not self._readonly)
        self.pad.setVisible(not view.value and not self._readonly)
        if had_keys:
            self.focus()


def _pixels(view: QuestionView) -> int:
    """The longer side that the form asks for, at most what is kept of any photo."""
    wanted = view.attributes.get("max-pixels", "")
    return min(MOST_PIXELS, max(1, int(wanted))) if wanted.isdecimal() else MOST_PIXELS
