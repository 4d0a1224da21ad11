"""What the page of a visit is made of: head, outline, the question's column, facts; drawers and a foot where it is
narrow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.services.visits.moving import Moving
from app.services.visits.session import VisitSession
from ui.core import words
from ui.core.layout import Fold
from ui.core.theme import keep_width, restyle
from ui.core.tokens import Tone
from ui.forms.consequences import ALERT, URGENT
from ui.forms.question_card import QuestionCard
from ui.forms.section_sheet import SectionSheet
from ui.screens.visiting.facts import FactsPanel
from ui.screens.visiting.notices import Notices
from ui.screens.visiting.outline import OutlinePanel, section_name
from ui.screens.visiting.walk import Walk
from ui.widgets.boxes import Scroller, column, line
from ui.widgets.buttons import Button, Kind, Segmented
from ui.widgets.cards import Banner, framed
from ui.widgets.drawer import Drawer
from ui.widgets.labels import Label
from ui.widgets.screen import Screen

OUTLINE_WIDTH, FACTS_WIDTH = 248, 304
NAMES_SHOWN = 4
"""Names in a banner; of more it says how many."""
WHOLE, SINGLE = "whole", "single"


class VisitFrame(QObject):
    """Builds the page and folds it.

    :param page: gets the layout
    :param today: for the days of facts
    :param one_question: show one question at a time at first, not the whole section
    """

    section_wanted = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    wrong_wanted = Signal()
    later_wanted = Signal()
    view_changed = Signal()
    newer_wanted = Signal()
    language_wanted = Signal(str)

    def __init__(self, page: Screen, today: date, *, one_question: bool) -> None:
        super().__init__(page)
        self._page = page
        self._today = today
        self._walk: Walk | None = None
        self._fold = Fold.DRAWN
        self._view_as = SINGLE if one_question else WHOLE
        self._drawer: Drawer | None = None
        self._other_language = ""
        self.sheet = SectionSheet()
        self.facts = FactsPanel(today)
        self._contacts: tuple[str, ...] = ()
        self._outline = OutlinePanel()
        self._outline.picked.connect(self.section_wanted)
        self._notices = Notices()
        self._troubles = Notices()
        self._versions = Notices()
        self.scroller = Scroller(column(self.sheet, -1, margins=(16, 12, 16, 12)))
        self._outline_side = framed("panel", column(Scroller(column(self._outline, -1, margins=(12, 14, 8, 12)))))
        keep_width(self._outline_side, OUTLINE_WIDTH)
        restyle(self._outline_side, side="left")
        self._facts_side = framed("panel", column(Scroller(column(self.facts, -1, margins=(16, 14, 16, 14)))))
        keep_width(self._facts_side, FACTS_WIDTH)
        restyle(self._facts_side, side="right")
        self.scroller.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self.bring_into_view())
        self._build_head()
        self._foot = self._build_foot()
        self._build()

    # --- what is shown -----------------------------------------------------------------------------------------------

    @property
    def next_button(self) -> Button | None:
        """The primary button: in the foot where the page is narrow, else in the card."""
        card = self.sheet.card
        return self._foot_next if self._narrow else card.next_button if card is not None else None

    @property
    def drawer_has_focus(self) -> bool:
        """Whether the keys are in a drawer."""
        focus = QApplication.focusWidget()
        return self._drawer is not None and focus is not None and self._drawer.isAncestorOf(focus)

    def regions(self) -> Sequence[QWidget]:
        """Outline, question, facts."""
        return (self._outline, self.scroller, self._facts_side)

    def set_card(self, card: QuestionCard) -> None:
        """Give the keys to another question."""
        card.foot.setVisible(not self._narrow)
        self.sheet.set_card(card)

    def show_walk(self, walk: Walk) -> None:
        """Show the section, the counts and the head."""
        self._walk = walk
        section, session = walk.section, walk.session
        if section is None:
            return
        refs = section.questions if self._view_as == WHOLE else (walk.current,)
        views = [walk.view(ref) for ref in refs]
        name = section_name(section)
        self.sheet.show_section(name, section.answered, section.total, views, walk.current)
        self._outline.show_walk(walk)
        card = self.sheet.card
        if card is not None:
            self.facts.show_question(card.view.member, card.view.fact)
        self._show_alarms(session)
        crumb = self.tr("走访 / {form} {version} 版").format(
            form=words.kept(session.form_title), version=session.form_version
        )
        facts = self.tr("{group} · {clock} 开始").format(
            group=session.about.group, clock=words.clock(session.about.begun)
        )
        self._page.head.set_words(session.title, *(("", "") if self._narrow else (facts, crumb)))
        self._section_button.setText(f"{name} {words.of_total(section.answered, section.total)}")
        wrong = session.counts().wrong
        self._wrong_button.setText(self.tr("有错 {n}").format(n=wrong))
        self._wrong_button.setVisible(self._narrow and wrong > 0)
        open_ = session.counts().total - session.counts().answered
        place = self.tr("第 {n} 题 · 还有 {open} 题没答").format(n=walk.place + 1, open=open_)
        self._place_label.setText(place)
        self._show_language(session)

    def _show_language(self, session: VisitSession) -> None:
        """Offer the next language of a checklist that has several."""
        languages = session.languages
        other = ""
        if len(languages) > 1 and session.language in languages:
            other = languages[(languages.index(session.language) + 1) % len(languages)]
        if other != self._other_language:
            self._other_language = other
            _offer(self._language, other)
            self._show_actions()

    def set_contacts(self, lines: str) -> None:
        """Whom to call when a child or a life is in danger, one on each line."""
        self._contacts = tuple(line.strip() for line in lines.splitlines() if line.strip())

    def _show_alarms(self, session: VisitSession) -> None:
        alarms = [one for one in session.consequences() if one.kind == ALERT and one.code == URGENT]
        self.facts.set_alarms(alarms, self._contacts)
        self._facts_button.setText(self.tr("马上打电话") if alarms else self.tr("情况"))
        self._facts_button.set_kind(Kind.DANGER if alarms else Kind.SECONDARY)

    def forget(self) -> None:
        """Another visit: nothing of the last one stays in view."""
        self._walk = None
        self.facts.clear()
        self.sheet.forget()
        self._troubles.clear()
        self._versions.clear()

    def show_resumed(self, session: VisitSession) -> None:
        """Say that the visit goes on where it was left, or how to type from paper; until the next step."""
        self._notices.clear()
        if session.paper:
            text = self.tr("从纸上录入：和纸上一样的按 Enter，不一样的打出来")
            self.notice(Banner(Tone.BLUE, text, self.tr("必问的每次都要答；题号旁边是纸上的号")))
        counts, changed = session.counts(), session.about.changed
        if counts.answered:
            when = f"{words.day(changed.date(), self._today)} {words.clock(changed)}"
            text = self.tr("接着上次 {when}，已答 {done}").format(
                when=when if changed.date() != self._today else words.clock(changed),
                done=words.of_total(counts.answered, counts.total),
            )
            self.notice(Banner(Tone.BLUE, text, self.tr("答过的都在，从停下的那一题接着问")))

    def notice(self, banner: Banner) -> None:
        """Say something above the question."""
        self._notices.say(banner)

    def show_newer(self, moving: Moving | None) -> None:
        """Say that the checklist has a newer version, what it would lose and what it asks anew; None: it has not."""
        if moving is None:
            self._versions.clear()
            return
        parts = [self.tr("带过去 {n} 个答案").format(n=moving.carried)]
        if moving.new:
            parts.append(self.tr("新问 {n} 题：{names}").format(n=len(moving.new), names=_some(moving.new)))
        if moving.lost:
            parts.append(self.tr("丢 {n} 个答案：{names}").format(n=len(moving.lost), names=_some(moving.lost)))
        button = Button(self.tr("换过去"))
        button.clicked.connect(self.newer_wanted)
        if self._narrow:
            self._notices.clear()  # there is room for one
        title = self.tr("清单有新版 {version}").format(version=moving.version)
        tone = Tone.AMBER if moving.lost else Tone.BLUE
        self._versions.say(Banner(tone, title, words.clauses(parts), button=button))

    def drop_notice(self) -> None:
        """The person has gone on."""
        self._notices.clear()

    def show_trouble(self, banner: Banner) -> None:
        """Say that something is not stored."""
        self._troubles.say(banner)

    def drop_trouble(self) -> None:
        """It is stored now."""
        self._troubles.clear()

    def bring_into_view(self) -> None:
        """Scroll to the question: whole if there is room, else its beginning."""
        card = self.sheet.card
        if card is not None:
            top = card.mapTo(self.scroller.widget(), card.rect().topLeft()).y()
            room = self.scroller.viewport().height()
            bar = self.scroller.verticalScrollBar()
            if top < bar.value() or top + card.height() > bar.value() + room:
                bar.setValue(top - max(0, min(24, room - card.height())))

    # --- folding -----------------------------------------------------------------------------------------------------

    @property
    def _narrow(self) -> bool:
        return self._fold >= Fold.MENU

    def set_fold(self, fold: Fold) -> None:
        """Outline and facts become drawers when there is no room beside the question."""
        self._fold = fold
        self.close_drawer()
        self._outline_side.setVisible(not self._narrow)
        self._facts_side.setVisible(fold == Fold.DRAWN)
        self._foot.setVisible(self._narrow)
        self._show_actions()
        if self.sheet.card is not None:
            self.sheet.card.foot.setVisible(not self._narrow)
        if self._walk is not None:
            self.show_walk(self._walk)

    def _show_actions(self) -> None:
        """The head has the buttons for which there is room; the others are in the outline's drawer."""
        facts = [self._facts_button] if self._fold > Fold.DRAWN else []
        language = [self._language] if self._other_language else []
        wide = [*language, self._segmented, self._later]
        self._page.head.show_actions(
            [self._section_button, *facts, self.review_button] if self._narrow else [*facts, *wide, self.review_button]
        )

    def toggle_facts(self) -> None:
        """F9: what a villager may not see over the shoulder."""
        if self._fold == Fold.DRAWN:
            self._facts_side.setVisible(not self._facts_side.isVisible())
        elif self._drawer is None:
            self._open_facts()
        else:
            self.close_drawer()

    def close_drawer(self) -> None:
        """Put the drawer away."""
        if self._drawer is not None:
            self._drawer.close_drawer()

    def _open_outline(self) -> None:
        if self._walk is None:
            return
        outline = OutlinePanel(titled=False)
        outline.show_walk(self._walk)
        outline.picked.connect(self._pick_section)
        view_as = self._make_segmented()
        later = self._make_later()
        content = QWidget()
        language = self._make_language()
        language.clicked.connect(self.close_drawer)
        content.setLayout(column(outline, line(view_as, -1), line(language, -1), line(later, -1), gap=12))
        _offer(language, self._other_language)
        self._open_drawer(self.tr("走访提纲"), content)

    def _pick_section(self, key: str) -> None:
        self.close_drawer()
        self.section_wanted.emit(key)

    def _open_facts(self) -> None:
        self._open_drawer(self.tr("相关事实"), self.facts.copy())

    def _open_drawer(self, title: str, content: QWidget) -> None:
        self.close_drawer()
        self._drawer = drawer = Drawer(self._page, title, content)
        drawer.closed.connect(self._drawer_closed)
        drawer.open_drawer()

    def _drawer_closed(self) -> None:
        if self._drawer is not None:
            self._drawer.deleteLater()
            self._drawer = None

    # --- building ----------------------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self._section_button = Button("", icon="caret-down")
        self._section_button.clicked.connect(self._open_outline)
        self._facts_button = Button(self.tr("情况"), icon="info", name=self.tr("相关事实"))
        self._facts_button.clicked.connect(self._open_facts)
        self._wrong_button = Button("", Kind.DANGER, "warning-circle-fill")
        self._wrong_button.clicked.connect(self.wrong_wanted)
        self._page.head.add_chip(self._wrong_button)
        self._language = self._make_language()
        _offer(self._language, "")
        self._segmented = self._make_segmented()
        self._later = self._make_later()
        self.review_button = Button(self.tr("检查并签字"), icon="pen-nib")
        self._page.head.set_actions(
            [
                self._section_button,
                self._facts_button,
                self._language,
                self._segmented,
                self._later,
                self.review_button,
            ]
        )

    def _make_segmented(self) -> Segmented:
        choices = [(WHOLE, self.tr("整节")), (SINGLE, self.tr("逐题"))]
        segmented = Segmented(choices, self._view_as, self.tr("看法"))
        segmented.picked.connect(self._change_view)
        return segmented

    def _make_language(self) -> Button:
        button = Button("", icon="translate")
        button.clicked.connect(lambda: self.language_wanted.emit(self._other_language))
        return button

    def _make_later(self) -> Button:
        later = Button(self.tr("存着，下次再做"))
        later.clicked.connect(self.later_wanted)
        return later

    def _change_view(self, key: str) -> None:
        self._view_as = key
        self._segmented.choose(key)
        self.close_drawer()
        self.view_changed.emit()

    def _build_foot(self) -> QWidget:
        self._place_label = Label("", tone="text2")
        back = Button(self.tr("上一题"), icon="arrow-up")
        back.clicked.connect(self.previous_wanted)
        self._foot_next = Button(self.tr("下一题"), Kind.PRIMARY, "arrow-down")
        self._foot_next.clicked.connect(self.next_wanted)
        row = line(gap=10, margins=(20, 8, 20, 8))
        row.addWidget(self._place_label, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(back)
        row.addWidget(self._foot_next)
        return framed("foot", row)

    def _build(self) -> None:
        centre = QWidget()
        centre.setLayout(column(self._troubles, self._versions, self._notices, self.scroller))
        row = line(self._outline_side)
        row.addWidget(centre, 1)
        row.addWidget(self._facts_side)
        whole = column(self._page.head)
        whole.addLayout(row, 1)
        whole.addWidget(self._foot)
        self._page.setLayout(whole)


def _offer(button: Button, language: str) -> None:
    """Offer a language by its name, without the code that XLSForm writes behind it; empty: there is no other."""
    name = language.partition("(")[0].strip()
    button.setText(name)
    button.setAccessibleName(words.translate("VisitFrame", "换成{language}问").format(language=name))
    button.setVisible(bool(name))


def _some(names: Sequence[str]) -> str:
    """The first of several names; dots where there are more."""
    return words.listed(names[:NAMES_SHOWN]) + ("…" if len(names) > NAMES_SHOWN else "")
