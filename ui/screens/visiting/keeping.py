"""Storing a visit as it is filled: one save at a time, each with everything that came meanwhile."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.services.visits.journal import Unsaved
from app.services.visits.session import VisitSession
from ui.core.desk import Desk
from ui.core.tasks import Trouble


class Keeper(QObject):
    """Hands what a session has not stored to the writing lane.

    ``stored`` carries the moment, ``failed`` the :class:`~ui.core.tasks.Trouble`; after a failure the steps are kept in
    the session and go with the next save.
    """

    stored = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._under_way = False

    def keep(self, session: VisitSession) -> None:
        """Store what is new, now or as soon as the save under way has ended."""
        if self._under_way or not session.unsaved:
            return
        self._under_way = True
        unsaved = session.take_unsaved()
        visits = self._desk.services.visits
        self._desk.tasks.write(
            self,
            lambda _progress: visits.save(session.visit, unsaved),
            partial(self._stored, session),
            failed=partial(self._failed, session, unsaved),
        )

    def _stored(self, session: VisitSession, moment: object) -> None:
        self._under_way = False
        self.stored.emit(moment)
        self.keep(session)

    def _failed(self, session: VisitSession, unsaved: Unsaved, trouble: Trouble) -> None:
        self._under_way = False
        session.put_back(unsaved)
        self.failed.emit(trouble)
