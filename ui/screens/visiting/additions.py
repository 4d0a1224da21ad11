"""What a visit gets beside plain answers: files and photos, more or fewer instances of a repeat, a newer version of its
checklist."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.progress import Progress
from app.services.readings import learn
from app.services.visits.attachments import VisitFile
from app.services.visits.service import Visits
from app.services.visits.session import VisitSession
from app.services.visits.versions import Moved
from ui.core.desk import Desk
from ui.core.tasks import Trouble
from ui.forms.files import Files
from ui.forms.question_card import QuestionCard
from ui.widgets.choosing import ChooseFile

if TYPE_CHECKING:
    from ui.screens.visiting.filling import VisitScreen

Act = Callable[[VisitSession], object]


class Additions(QObject):
    """Does these things in the session of a visit.

    :param page: the page of the visit
    :param choose: asks for a file
    """

    def __init__(self, page: VisitScreen, desk: Desk, choose: ChooseFile) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._choose = choose
        self._session: VisitSession | None = None
        self.files: Files | None = None

    def open(self, session: VisitSession) -> None:
        """A session is open. Files that are still being kept go to the visit that they were chosen in."""
        self._look_for_newer(session)
        if session.has_lists:
            self._desk.tasks.read(self, lambda _progress: learn(), lambda _nothing: None, newest="readings")
        before, self._session = self._session, session
        if before is not None and before.visit == session.visit:
            return  # the same visit, read anew
        self.files = files = Files(self._desk, session.visit, self._choose, self)
        files.kept.connect(partial(self._know, session))
        files.answered.connect(partial(self._answer, session))
        files.photographed.connect(partial(self._put_beside, session))
        files.failed.connect(lambda text: self._page.said.emit(text, None))

    def go_over(self) -> None:
        """Let the visit go on by the newer version of its checklist; the toast brings it back."""
        session = self._session
        if session is None or not self._page.commit():
            return
        visits, visit = self._desk.services.visits, session.visit
        unsaved = session.take_unsaved()

        def work(_progress: Progress) -> Moved:
            visits.save(visit, unsaved)
            return visits.move(visit)

        def failed(trouble: Trouble) -> None:
            session.put_back(unsaved)
            self._say(trouble)

        self._desk.tasks.write(self, work, self._gone_over, failed=failed)

    def _gone_over(self, moved: Moved) -> None:
        text = self.tr("换成 {version} 版了").format(version=moved.moving.version)
        self._reopen()
        self._page.said.emit(text, partial(self._go_back, moved))

    def _go_back(self, moved: Moved) -> None:
        visits = self._desk.services.visits
        work = partial(_move_back, visits, moved)
        self._desk.tasks.write(self, work, lambda _nothing: self._reopen(), failed=self._say)

    def _reopen(self) -> None:
        """The page shows the visit as it is stored now."""
        session = self._session
        if session is not None:
            self._page.open_anew(session.visit)

    def _say(self, trouble: Trouble) -> None:
        self._page.said.emit(trouble.text, None)

    def _look_for_newer(self, session: VisitSession) -> None:
        visits, visit = self._desk.services.visits, session.visit
        show = self._page.frame.show_newer
        self._desk.tasks.read(self, lambda _progress: visits.newer_version(visit), show, newest="newer version")

    def connect_card(self, card: QuestionCard) -> None:
        """Do what the card of a question asks for."""
        card.photographed.connect(lambda ref, names: self._page.do(lambda session: session.set_photos(ref, names)))
        card.more_wanted.connect(self._one_more)
        card.less_wanted.connect(self._one_less)

    def _know(self, session: VisitSession, file: VisitFile) -> None:
        self._latest(session).add_file(file)

    def _answer(self, session: VisitSession, ref: str, name: str) -> None:
        self._page.do(lambda own: own.answer(ref, name), self._latest(session))

    def _put_beside(self, session: VisitSession, ref: str, name: str) -> None:
        latest = self._latest(session)
        there = latest.photos.get(ref, ())
        if name not in there:
            self._page.do(lambda own: own.set_photos(ref, (*there, name)), latest)

    def _latest(self, session: VisitSession) -> VisitSession:
        """The open session, where it is of the same visit."""
        now = self._session
        return now if now is not None and now.visit == session.visit else session

    def _one_more(self, repeat: str) -> None:
        """Add an instance and go to its first question."""
        if self._page.commit():
            self._page.do(lambda session: session.add_repeat(repeat))
            self._page.walk_to(lambda walk: walk.go_to_last(f"{repeat}["))

    def _one_less(self, instance: str) -> None:
        """Remove an instance; the toast brings it back to its place with everything in it."""
        session = self._session
        if session is None:
            return
        marks = session.marks_inside(instance)
        self._page.do(lambda own: own.remove_repeat(instance))

        def back() -> None:
            self._page.do(lambda own: own.restore_repeat(instance, marks), self._latest(session))

        self._page.said.emit(self.tr("去掉了这一个"), back)


def _move_back(visits: Visits, moved: Moved, _progress: Progress) -> None:
    visits.move_back(moved)
