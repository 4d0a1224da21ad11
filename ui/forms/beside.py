"""What stands beside an answer in the card of a question: the form's own words, a note, photos."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.visits.attachments import Chosen, FileKind
from app.services.visits.models import QuestionView
from ui.forms.composing import Composing
from ui.forms.files import Files
from ui.forms.thumbnails import PhotoStrip
from ui.widgets.boxes import clear, column, line
from ui.widgets.buttons import Button
from ui.widgets.cards import framed
from ui.widgets.fields import TextEdit
from ui.widgets.labels import IconLabel, KeyHint, Label


class Remarks(QWidget):
    """Words of the form that are no question (XLSForm: ``note``)."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._box = column(gap=6)
        self.setLayout(self._box)
        self.setVisible(False)

    def show_words(self, words: Sequence[str]) -> None:
        """Show these; nothing takes no room."""
        if tuple(words) == self._words:
            return
        self._words = tuple(words)
        clear(self._box)
        for text in self._words:
            row = line(IconLabel("info", "text2"), gap=8, margins=(10, 6, 10, 6))
            row.addWidget(Label(text), 1)
            self._box.addWidget(framed("sunken", row))
        self.setVisible(bool(self._words))


class BesideQuestion(QWidget):
    """The note (F2) and the photos (F5) of a question. ``photographed`` carries the names of those that are left.

    :param files: of the visit; without it no photo can be taken
    """

    photographed = Signal(list)

    def __init__(self, view: QuestionView, files: Files | None) -> None:
        super().__init__()
        self._files = files
        self._ref = view.ref
        self._photos = view.photos
        self.note = TextEdit(view.note)
        self.note.setAccessibleName(self.tr("说明"))
        Composing(self.note)
        label = Label(self.tr("说明"), tone="text2", wrap=False)
        label.setBuddy(self.note)
        row = line(label, gap=8)
        row.addWidget(self.note, 1)
        whole = column(row, gap=8)
        if files is not None:
            take = Button(self.tr("加照片"), icon="camera")
            take.setAccessibleDescription(self.tr("选一张照片放在这一题旁边"))
            take.clicked.connect(self.take_photo)
            row.addWidget(take)
            row.addWidget(KeyHint("F5"))
            self._strip = PhotoStrip(files, view.photos)
            self._strip.removed.connect(self._remove)
            whole.addWidget(self._strip)
        self.setLayout(whole)
        if files is not None:
            self._strip.setVisible(bool(view.photos))  # not before it has a parent

    def show_photos(self, names: Sequence[str]) -> None:
        """Show the photos beside the question."""
        self._photos = tuple(names)
        if self._files is not None:
            self._strip.show_photos(self._photos)
            self._strip.setVisible(bool(self._photos))

    def take_photo(self) -> None:
        """F5: choose one; it is made small, kept, and shown."""
        if self._files is None:
            return
        path = self._files.choose_picture(self)
        if path is not None:
            self._files.put_beside(self._ref, Chosen(FileKind.PHOTO, path))

    def _remove(self, name: str) -> None:
        self.note.setFocus()  # before the button goes that has the keys
        self.photographed.emit([one for one in self._photos if one != name])
