"""Filling a visit: outline, the question that has the keys, facts. Every answer is stored as it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import AppError
from app.services.visits.models import SectionView
from app.services.visits.session import VisitSession
from ui.core import words
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.tasks import Trouble
from ui.core.theme import keep_width, restyle
from ui.core.tokens import Tone, Type
from ui.forms.question_card import QuestionCard, QuestionLine
from ui.screens.visiting.facts import FactsPanel
from ui.screens.visiting.walk import Walk
from ui.widgets.boxes import Scroller, clear, column, line
from ui.widgets.buttons import Button, Segmented
from ui.widgets.cards import Banner, Card, framed
from ui.widgets.drawer import Drawer
from ui.widgets.labels import Label
from ui.widgets.outline import Section, SectionOutline, SectionState
from ui.widgets.progress import ProgressLine
from ui.widgets.screen import Screen

OUTLINE_WIDTH, FACTS_WIDTH = 248, 304
WHOLE, SINGLE = "whole", "single"


class VisitScreen(Screen):
    """The page on which a visit is filled. Target: ``visit``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self._walk: Walk | None = None
        self._card: QuestionCard | None = None
        self._lines: list[QuestionLine] = []
        self._view_as = SINGLE if desk.services.settings.preferences().one_question else WHOLE
        self._outline = SectionOutline()
        self._outline.picked.connect(self._open_section)
        self._count = Label("", Type.SMALL, "text2", wrap=False)
        self._share = ProgressLine()
        self._facts = FactsPanel()
        self._notice = column(gap=8)
        self._middle = column(gap=10, margins=(16, 12, 16, 12))
        self._scroller = Scroller(self._middle)
        self._outline_side = self._make_outline()
        self._facts_side = framed("panel", column(Scroller(column(self._facts, -1, margins=(16, 14, 16, 14)))))
        keep_width(self._facts_side, FACTS_WIDTH)
        restyle(self._facts_side, side="right")
        self._outline_drawer: Drawer | None = None
        self._build()
        self._bind_keys()

    # --- opening and leaving -----------------------------------------------------------------------------------------

    def open(self, **target: str) -> None:
        """Open a visit as it was left; going back to the one that is open changes nothing."""
        visit = target.get("visit", "")
        if self._walk is not None and self._walk.session.visit == visit:
            if target.get("ref") and self._walk.go_to(target["ref"]):
                self._show()
            self._focus_soon()
            return
        self._walk = None
        visits = self._desk.services.visits
        ref = target.get("ref", "")
        self._desk.tasks.read(self, lambda _progress: visits.open(visit), partial(self._opened, ref=ref))

    def leave(self) -> bool:
        """Everything is stored; what is typed and not yet told is taken first."""
        self._commit()
        return True

    def regions(self) -> Sequence[QWidget]:
        """Outline, question, facts."""
        return (self._outline, self._scroller, self._facts)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of a visit."""
        return (
            ("1–9", self.tr("选答案")),
            ("0 / F4", self.tr("不清楚")),
            ("= / F3", self.tr("与上次相同")),
            ("Enter / Shift+Enter", self.tr("下一题 / 上一题")),
            ("PageDown / PageUp", self.tr("下一节 / 上一节")),
            ("F2", self.tr("写说明")),
            ("F7", self.tr("到下一处错")),
            ("F8", self.tr("到下一个没答的题")),
            ("F9", self.tr("收起或打开相关事实")),
            ("Ctrl+Enter", self.tr("检查并签字")),
        )

    def set_fold(self, fold: Fold) -> None:
        """Outline and facts become drawers when there is no room beside the question."""
        narrow = fold >= Fold.MENU
        self._outline_side.setVisible(not narrow)
        self._facts_side.setVisible(fold == Fold.DRAWN)
        self._outline_button.setVisible(narrow)
        self._facts_button.setVisible(fold > Fold.DRAWN)

    def _opened(self, session: VisitSession, ref: str) -> None:
        self._walk = Walk(session)
        if ref:
            self._walk.go_to(ref)
        self._facts.clear()
        services = self._desk.services
        self._desk.tasks.read(
            self, lambda _progress: services.households.visit_facts(session.household), self._facts.set_facts
        )
        resumed = session.counts().answered > 0
        self._show_resumed(session if resumed else None)
        self._show()
        self._focus_soon()

    def _show_resumed(self, session: VisitSession | None) -> None:
        clear(self._notice)
        if session is None:
            return
        counts = session.counts()
        text = self.tr("接着上次，已答 {done}").format(done=words.of_total(counts.answered, counts.total))
        self._notice.addWidget(Banner(Tone.BLUE, text, self.tr("答过的都在，从停下的那一题接着问")))

    # --- answers -----------------------------------------------------------------------------------------------------

    def _answer(self, ref: str, value: object) -> None:
        self._do({"action": "answer", "at": ref, "value": value})

    def _unknown(self, ref: str) -> None:
        self._do({"action": "unknown", "at": ref})

    def _same(self, ref: str) -> None:
        if self._walk is not None and self._walk.session.last(ref) is not None:
            self._after(lambda session: session.same_as_last(ref), rebuild=True)

    def _note(self, ref: str, text: str) -> None:
        self._after(lambda session: session.set_note(ref, text), rebuild=False)

    def _do(self, step: dict[str, object]) -> None:
        self._after(lambda session: session.do(step), rebuild=False)

    def _after(self, act: Callable[[VisitSession], object], *, rebuild: bool) -> None:
        """Do something in the session, show what it changed, and store it."""
        walk = self._walk
        if walk is None:
            return
        try:
            act(walk.session)
        except AppError as error:
            self.said.emit(words.error_text(error), None)
            return
        here, order = walk.current, [section.questions for section in walk.sections]
        walk.refresh()
        changed = order != [section.questions for section in walk.sections]
        if rebuild or changed or walk.current != here:
            self._show(keep=not rebuild and walk.current == here)
        else:
            self._update()
        self._store(walk)

    def _store(self, walk: Walk) -> None:
        session, visits = walk.session, self._desk.services.visits
        steps, counts = session.take_pending(), session.counts()
        if not steps:
            return
        numbers = (counts.answered, counts.total, counts.wrong)
        self._desk.tasks.write(
            self,
            lambda _progress: visits.save(session.visit, steps, session.place, numbers),
            self._stored,
            failed=lambda trouble: self._not_stored(session, steps, trouble),
        )

    def _stored(self, moment: datetime) -> None:
        self.stored.emit(moment)

    def _not_stored(self, session: VisitSession, steps: list[Mapping[str, object]], trouble: Trouble) -> None:
        session.put_back(steps)
        clear(self._notice)
        again = Button(self.tr("再存一次"))
        again.clicked.connect(self._store_again)
        self._notice.addWidget(Banner(Tone.RED, self.tr("这几题还没有存上"), trouble.text, button=again))

    def _store_again(self) -> None:
        clear(self._notice)
        if self._walk is not None:
            self._store(self._walk)

    # --- moving ------------------------------------------------------------------------------------------------------

    def _move(self, how: Callable[[Walk], bool]) -> None:
        self._commit()
        walk = self._walk
        if walk is not None and how(walk):
            walk.session.place = walk.current
            self._show()
            self._focus_soon()

    def _next(self) -> None:
        self._commit()
        walk = self._walk
        if walk is None:
            return
        if walk.step(1):
            walk.session.place = walk.current
            self._show()
            self._focus_soon()
        else:
            self.review_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_section(self, key: str) -> None:
        if self._outline_drawer is not None:
            self._outline_drawer.close_drawer()
        self._move(lambda walk: walk.go_to_section(key))

    def _go_to(self, ref: str) -> None:
        self._move(lambda walk: walk.go_to(ref))

    def _review(self) -> None:
        self._commit()
        if self._walk is not None:
            self.navigate.emit("review", {"visit": self._walk.session.visit})

    def _commit(self) -> None:
        if self._card is not None:
            self._card.commit()

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self, *, keep: bool = False) -> None:
        """Build the middle for the current question.

        :param keep: the card stays, since its input has the keys; only the lines around it are made anew
        """
        walk = self._walk
        if walk is None:
            return
        if not keep:
            self._drop_card()
        card = self._card if keep and self._card is not None else self._make_card(walk)
        self._card = card
        for widget in self._lines_and_cards():
            self._middle.removeWidget(widget)
            if widget is not card:
                widget.hide()
                widget.deleteLater()
        self._lay_out(walk, card)
        self._update()

    def _lay_out(self, walk: Walk, card: QuestionCard) -> None:
        section = walk.section
        if section is None:
            return
        refs = list(section.questions) if self._view_as == WHOLE else [walk.current]
        place = refs.index(walk.current)
        before, after = refs[:place], refs[place + 1 :]
        self._middle.addWidget(self._lines_card(section, before))
        self._middle.addWidget(card)
        if after:
            self._middle.addWidget(self._lines_card(None, after))
        self._middle.addStretch(1)

    def _lines_card(self, section: SectionView | None, refs: Sequence[str]) -> Card:
        walk = self._walk
        assert walk is not None
        if section is None:
            holder = Card()
            holder.body.setContentsMargins(0, 0, 0, 0)
        else:
            count = words.of_total(section.answered, section.total)
            holder = Card(section.label.strip() or self.tr("其他"), count=count, headed=True)
        for ref in refs:
            row = QuestionLine(walk.view(ref))
            row.opened.connect(partial(self._go_to, ref))
            holder.body.addWidget(row)
        return holder

    def _lines_and_cards(self) -> list[QWidget]:
        found: list[QWidget] = []
        while self._middle.count():
            item = self._middle.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                found.append(widget)
        return found

    def _make_card(self, walk: Walk) -> QuestionCard:
        view = walk.view(walk.current)
        card = QuestionCard(view, walk.session.consequences(walk.current), self._desk.services.today())
        card.answered.connect(self._answer)
        card.unknown.connect(self._unknown)
        card.same.connect(self._same)
        card.noted.connect(self._note)
        card.next_wanted.connect(self._next)
        card.previous_wanted.connect(lambda: self._move(lambda walk: walk.step(-1)))
        return card

    def _drop_card(self) -> None:
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card = None

    def _update(self) -> None:
        """Show outline, counts, head and the card's state."""
        walk = self._walk
        if walk is None or self._card is None:
            return
        session = walk.session
        view = walk.view(walk.current)
        self._card.update_state(view, session.consequences(walk.current))
        section = walk.section
        self._outline.set_sections([self._outline_line(one) for one in walk.sections], section.ref if section else "")
        counts = session.counts()
        self._count.setText(words.of_total(counts.answered, counts.total))
        self._share.set_share(counts.answered / counts.total if counts.total else 0.0)
        crumb = self.tr("走访 / {form} {version} 版").format(form=session.form_title, version=session.form_version)
        self.head.set_words(session.title, "", crumb)
        self._facts.show_member(view.member)
        self.primary = self._card.next_button

    def _outline_line(self, section: SectionView) -> Section:
        if section.wrong:
            state = SectionState.WRONG
        elif section.answered >= section.total:
            state = SectionState.DONE
        else:
            state = SectionState.UNDER_WAY if section.answered else SectionState.NOT_BEGUN
        name = section.label.strip() or self.tr("其他")
        return Section(
            section.ref, name, state, section.answered, section.total, self.tr("有错") if section.wrong else ""
        )

    def _focus_soon(self) -> None:
        """Put the keys on the question once it is laid out, and bring it into view."""
        card = self._card
        if card is None:
            return
        card.focus()
        QTimer.singleShot(0, self, self._bring_into_view)

    def _bring_into_view(self) -> None:
        if self._card is not None:
            self._scroller.ensureWidgetVisible(self._card, 0, 24)

    # --- building ----------------------------------------------------------------------------------------------------

    def _make_outline(self) -> QWidget:
        head = line(Label(self.tr("走访提纲"), Type.BODY, strong=True, wrap=False), gap=8)
        head.addStretch(1)
        head.addWidget(self._count)
        inside = column(head, self._share, self._outline, -1, gap=8, margins=(12, 14, 8, 12))
        side = framed("panel", column(Scroller(inside)))
        keep_width(side, OUTLINE_WIDTH)
        restyle(side, side="left")
        return side

    def _build(self) -> None:
        self._outline_button = Button(self.tr("提纲"), icon="list")
        self._outline_button.clicked.connect(self._open_outline)
        self._facts_button = Button(self.tr("相关事实"), icon="house-line")
        self._facts_button.clicked.connect(self._open_facts)
        view_as = Segmented([(WHOLE, self.tr("整节")), (SINGLE, self.tr("逐题"))], self._view_as, self.tr("看法"))
        view_as.picked.connect(self._change_view)
        later = Button(self.tr("存着，下次再做"))
        later.clicked.connect(lambda: self.navigate.emit("visits", {}))
        self.review_button = Button(self.tr("检查并签字"), icon="pen-nib")
        self.review_button.clicked.connect(self._review)
        self.head.set_actions([self._outline_button, self._facts_button, view_as, later, self.review_button])
        centre = QWidget()
        notices = QWidget()
        notices.setLayout(self._notice)
        self._notice.setContentsMargins(16, 8, 16, 0)
        centre.setLayout(column(notices, self._scroller))
        row = line(self._outline_side)
        row.addWidget(centre, 1)
        row.addWidget(self._facts_side)
        whole = column(self.head)
        whole.addLayout(row, 1)
        self.setLayout(whole)
        self.set_fold(Fold.DRAWN)

    def _change_view(self, key: str) -> None:
        self._view_as = key
        self._show()
        self._focus_soon()

    def _open_outline(self) -> None:
        walk = self._walk
        if walk is None:
            return
        outline = SectionOutline()
        section = walk.section
        outline.set_sections([self._outline_line(one) for one in walk.sections], section.ref if section else "")
        outline.picked.connect(self._open_section)
        self._outline_drawer = self._drawer(self.tr("走访提纲"), outline)

    def _open_facts(self) -> None:
        self._drawer(self.tr("相关事实"), self._facts.copy())

    def _drawer(self, title: str, content: QWidget) -> Drawer:
        drawer = Drawer(self, title, content)
        drawer.closed.connect(drawer.deleteLater)
        drawer.open_drawer()
        return drawer

    def _toggle_facts(self) -> None:
        """F9: what a villager may not see over the shoulder."""
        if self.fold == Fold.DRAWN:
            self._facts_side.setVisible(not self._facts_side.isVisible())
        else:
            self._open_facts()

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F2": lambda: self._card.focus_note() if self._card else None,
            "F3": lambda: self._same(self._walk.current) if self._walk else None,
            "F4": self._mark_unknown,
            "F7": lambda: self._move(lambda walk: walk.next_wrong()),
            "F8": lambda: self._move(lambda walk: walk.next_open()),
            "F9": self._toggle_facts,
            "PgDown": lambda: self._move(lambda walk: walk.step_section(1)),
            "PgUp": lambda: self._move(lambda walk: walk.step_section(-1)),
            "Shift+Return": lambda: self._move(lambda walk: walk.step(-1)),
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._scroller.installEventFilter(self)

    def _mark_unknown(self) -> None:
        if self._walk is not None:
            ref = self._walk.current
            self._after(lambda session: session.mark_unknown(ref), rebuild=True)
            self._focus_soon()

    def press_primary(self) -> bool:
        """Ctrl+Enter: 检查并签字."""
        self._review()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, digits choose, = takes last time's answer, ↑ ↓ change the question."""
        if not self._take_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys reach the question, not the scroll area."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take_key(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        card = self._card
        if card is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        typing = isinstance(self.focusWidget(), QLineEdit)
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not typing:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._move(lambda walk: walk.step(step))
        elif event.text() == "=" and not typing and self._walk is not None:
            self._same(self._walk.current)
        else:
            return not typing and event.text().isdigit() and card.editor.press_digit(event.text())
        return True
