"""Filling a visit: outline, the question that has the keys, facts. Every answer is stored as it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError, ErrorCode
from app.services.visits.session import VisitSession
from ui.core import words
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.tasks import Trouble
from ui.core.tokens import Tone
from ui.forms.question_card import QuestionCard
from ui.screens.visiting.additions import Additions
from ui.screens.visiting.frame import VisitFrame
from ui.screens.visiting.keeping import Keeper
from ui.screens.visiting.keys import VisitKeys, keys_in_words
from ui.screens.visiting.walk import Walk
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner
from ui.widgets.choosing import ChooseFile, choose_to_open
from ui.widgets.screen import Screen


class VisitScreen(Screen):
    """The page on which a visit is filled. Target: ``visit``, and ``ref`` for one of its questions.

    :param choose: asks for a photo or a file
    """

    def __init__(self, desk: Desk, choose: ChooseFile = choose_to_open) -> None:
        super().__init__("")
        self._desk = desk
        self._walk: Walk | None = None
        self._keeper = Keeper(desk, self)
        self._keeper.stored.connect(self._stored)
        self._keeper.failed.connect(self._not_stored)
        one_question = desk.services.settings.preferences().one_question
        self.frame = VisitFrame(self, desk.services.today(), one_question=one_question)
        self.review_button = self.frame.review_button
        self._additions = Additions(self, desk, choose)
        self._connect()
        self._keys = VisitKeys(self)
        self.set_fold(Fold.DRAWN)

    @property
    def visit(self) -> str:
        """The visit that is open, empty for none."""
        return self._walk.session.visit if self._walk is not None else ""

    @property
    def _here(self) -> str:
        """The question that has the keys."""
        return self._walk.current if self._walk is not None else ""

    # --- opening and leaving -----------------------------------------------------------------------------------------

    def open(self, **target: str) -> None:
        """Open a visit as it was left. One that is open is read anew (another page may have answered), unless
        something of it is not stored yet."""
        visit, ref = target.get("visit", ""), target.get("ref", "")
        walk = self._walk
        if walk is not None and walk.session.visit == visit and walk.session.unsaved_steps:
            self._keeper.keep(walk.session)
            self._go_to(ref)
            return
        again = walk is not None and walk.session.visit == visit
        if not again:
            self._walk = None
            self.frame.forget()
        visits = self._desk.services.visits
        self._desk.tasks.write(  # in the writing lane: after the answers that are still being stored
            self,
            lambda _progress: visits.open(visit),
            partial(self._opened, ref=ref, again=again),
            failed=self._not_opened,
        )

    def open_anew(self, visit: str) -> None:
        """Show a visit as it is stored now: it has another version of its checklist than a moment ago."""
        if visit == self.visit:
            self._walk = None
            self.frame.forget()
            self.open(visit=visit)

    def leave(self) -> bool:
        """Everything is stored; what is typed and not yet told is taken first."""
        self.commit()
        return True

    def regions(self) -> Sequence[QWidget]:
        """Outline, question, facts."""
        return self.frame.regions()

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of a visit."""
        return keys_in_words()

    def set_fold(self, fold: Fold) -> None:
        """Outline and facts become drawers when there is no room beside the question."""
        self.frame.set_fold(fold)
        self._choose_primary()

    def _opened(self, session: VisitSession, ref: str, *, again: bool) -> None:
        spoken = words.form_language(session.languages)
        if spoken and spoken != session.language and not session.language_chosen:
            session.set_language(spoken)
            self._keeper.keep(session)
        self._additions.open(session)
        self._walk = walk = Walk(session)
        if ref:
            walk.go_to(ref)
        session.place = walk.current
        services = self._desk.services
        self._desk.tasks.read(
            self, lambda _progress: services.households.visit_facts(session.household), self.frame.facts.set_facts
        )
        self.frame.set_contacts(services.settings.preferences().emergency)
        if not again:
            self.frame.show_resumed(session)
        self._show()
        self._focus_soon()

    def _not_opened(self, trouble: Trouble) -> None:
        """A visit that was signed meanwhile, or thrown away: said on the page, with the way on."""
        self._walk = None
        signed = trouble.error is not None and trouble.error.code is ErrorCode.VISIT_SIGNED
        self.head.set_words(self.tr("走访"))
        on = Button(self.tr("看走访记录"))
        on.clicked.connect(lambda: self.navigate.emit("visits", {}))
        text = self.tr("这次走访签过字了") if signed else self.tr("这次走访打不开")
        self.frame.notice(Banner(Tone.BLUE if signed else Tone.RED, text, trouble.text, button=on))
        self.frame.forget()

    # --- answers -----------------------------------------------------------------------------------------------------

    def same(self, ref: str = "") -> None:
        """= and F3: take last time's answer."""
        at = ref or self._here
        self._after(lambda session: session.same_as_last(at))

    def mark_unknown(self, ref: str = "") -> None:
        """F4: asked, not known."""
        at = ref or self._here
        self._after(lambda session: session.mark_unknown(at))

    def do(self, act: Callable[[VisitSession], object], session: VisitSession | None = None) -> None:
        """Do something in the visit, show what it changed, and store it.

        :param session: the visit, where it may not be the open one any more: then it is only stored
        """
        if session is None or (self._walk is not None and self._walk.session is session):
            self._after(act)
            return
        act(session)
        self._keeper.keep(session)

    def _answer(self, ref: str, value: object) -> None:
        self._after(lambda session: session.do({"action": "answer", "at": ref, "value": value}))

    def _note(self, ref: str, text: str) -> None:
        self._after(lambda session: session.set_note(ref, text))

    def _after(self, act: Callable[[VisitSession], object]) -> None:
        """Do something in the session, show what it changed, and store it."""
        walk = self._walk
        if walk is None:
            return
        try:
            act(walk.session)
        except AppError as error:
            self.said.emit(words.error_text(error), None)
            return
        here = walk.current
        walk.refresh()
        walk.session.place = walk.current
        self._show()
        if walk.current != here:
            self._focus_soon()
        self._keeper.keep(walk.session)

    def _stored(self, moment: datetime) -> None:
        self.frame.drop_trouble()
        self.stored.emit(moment)

    def _not_stored(self, trouble: Trouble) -> None:
        again = Button(self.tr("再存一次"))
        again.clicked.connect(lambda: self._keeper.keep(self._walk.session) if self._walk else None)
        self.frame.show_trouble(Banner(Tone.RED, self.tr("这几题还没有存上"), trouble.text, button=again))

    # --- moving ------------------------------------------------------------------------------------------------------

    @property
    def card(self) -> QuestionCard | None:
        """The question that has the keys."""
        return self.frame.sheet.card

    def walk_to(self, how: Callable[[Walk], bool]) -> bool:
        """Go to another question; what is typed is taken first, and one who typed what is not understood stays.

        :return: whether there was another question
        """
        walk = self._walk
        if walk is None or not self.commit() or not how(walk):
            return False
        walk.session.place = walk.current
        self.frame.drop_notice()
        self._show()
        self._focus_soon()
        self._keeper.keep(walk.session)
        return True

    def next(self) -> None:
        """Enter: the next question; after the last one the way to the review. What was left empty on paper is as before."""
        walk = self._walk
        if walk is not None and walk.session.paper and self.commit():
            self._after(lambda session: session.as_on_paper(walk.current))
        if self.commit() and not self.walk_to(lambda walk: walk.step(1)):
            self.review_button.setFocus()

    def commit(self) -> bool:
        """Take what is typed; False when it is not understood."""
        return self.card is None or self.card.commit()

    def review(self) -> None:
        """Ctrl+Enter: 检查并签字."""
        if self._walk is not None and self.commit():
            self.navigate.emit("review", {"visit": self._walk.session.visit})

    def press_primary(self) -> bool:
        """Ctrl+Enter: 检查并签字."""
        self.review()
        return True

    def _go_to(self, ref: str) -> None:
        if not self.walk_to(lambda walk: walk.go_to(ref)):
            self._focus_soon()

    def _open_section(self, key: str) -> None:
        self.walk_to(lambda walk: walk.go_to_section(key))

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the section, the question that has the keys and the counts; the card stays while its question does."""
        walk = self._walk
        if walk is None or walk.section is None:
            return
        view, consequences = walk.view(walk.current), walk.session.consequences(walk.current)
        card = self.card
        if card is None or not card.shows(view):
            self._make_card(walk)
        else:
            card.update_state(view, consequences)
        self.frame.show_walk(walk)
        self._choose_primary()

    def _make_card(self, walk: Walk) -> None:
        card = QuestionCard(
            walk.view(walk.current),
            walk.session.consequences(walk.current),
            self._desk.services.today(),
            self._additions.files,
        )
        self._additions.connect_card(card)
        card.answered.connect(self._answer)
        card.unknown.connect(self.mark_unknown)
        card.same.connect(self.same)
        card.noted.connect(self._note)
        card.next_wanted.connect(self.next)
        card.previous_wanted.connect(lambda: self.walk_to(lambda walk: walk.step(-1)))
        self.frame.set_card(card)

    def _choose_primary(self) -> None:
        self.primary = self.frame.next_button

    def _focus_soon(self) -> None:
        """Put the keys on the question, and bring it into view once it is laid out."""
        if self.card is not None:
            self.card.focus()
            QTimer.singleShot(0, self, self.frame.bring_into_view)

    def _connect(self) -> None:
        frame = self.frame
        frame.section_wanted.connect(self._open_section)
        frame.sheet.opened.connect(self._go_to)
        frame.next_wanted.connect(self.next)
        frame.previous_wanted.connect(lambda: self.walk_to(lambda walk: walk.step(-1)))
        frame.view_changed.connect(self._view_changed)
        frame.wrong_wanted.connect(lambda: self.walk_to(lambda walk: walk.next_wrong()))
        frame.newer_wanted.connect(self._additions.go_over)
        frame.language_wanted.connect(self._speak)
        frame.later_wanted.connect(lambda: self.navigate.emit("visits", {}))
        self.review_button.clicked.connect(self.review)

    def _speak(self, language: str) -> None:
        """Ask in another language of the checklist from now on."""
        if self.commit():
            self._after(lambda session: session.set_language(language, chosen=True))
            self._focus_soon()

    def _view_changed(self) -> None:
        self._show()
        self._focus_soon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, digits choose, = takes last time's answer, ↑ ↓ change the question."""
        if not self._keys.take(event):
            super().keyPressEvent(event)
