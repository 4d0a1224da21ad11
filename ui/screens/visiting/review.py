"""Before signing: what is wrong, what is open, what the visit changes in the record, what it raises; then the signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import ErrorCode
from app.services.visits.models import Consequence, Review, SealedVisit, Signing
from ui.core import words
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.tasks import Trouble
from ui.core.tokens import Tone, Type
from ui.forms.consequences import ALERT, LEAD, NEED, alert_banner
from ui.screens.visiting.changes import ChangesCard
from ui.screens.visiting.notices import Notices
from ui.screens.visiting.questions import QuestionsPanel
from ui.screens.visiting.signing import SigningCard
from ui.widgets.boxes import Scroller, clear, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner, Card, EmptyState, framed
from ui.widgets.chips import Chip
from ui.widgets.labels import IconLabel, Label
from ui.widgets.outline import Stepper
from ui.widgets.screen import Screen


class ReviewScreen(Screen):
    """The page 检查并签字. Target: ``visit``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self._visit = ""
        self._review: Review | None = None
        self._arrived = False
        self._questions = QuestionsPanel()
        self._questions.asked.connect(self._go_to)
        self._questions.unknown.connect(self._mark_unknown)
        self._right = column(gap=10)
        self._changes = ChangesCard()
        self._changes.changed.connect(self._decided)
        self._signing = SigningCard()
        self._signing.changed.connect(self._keep_signing)
        self._notices, self._voided = Notices(), Notices()
        self._lack = Label("", strong=True)
        self._lack_icon = IconLabel("warning-circle-fill", "red")
        self.finish_button = Button(self.tr("完成走访"), Kind.PRIMARY, "check")
        self.finish_button.clicked.connect(self._finish)
        self.primary = self.finish_button
        self._preview = Button(self.tr("打印预览"), icon="printer")
        self._preview.clicked.connect(self.print_page)
        self._columns = line(gap=14)
        self._build()

    def open(self, **target: str) -> None:
        """Show the review of a visit, reckoned anew from its stored answers."""
        visit = target.get("visit", self._visit)
        if visit != self._visit:
            self._visit = visit
            self._review = None
            self._changes.forget()
            self._signing.forget()
            self._notices.clear()
            self._voided.clear()
        self._arrived = True
        self._read()

    def _read(self) -> None:
        visits, visit = self._desk.services.visits, self._visit
        self._desk.tasks.write(  # in the writing lane: after the answers that are still being stored
            self, lambda _progress: visits.review(visit), self._show, failed=self._not_opened
        )

    def _not_opened(self, trouble: Trouble) -> None:
        """A visit that was signed meanwhile: said on the page, with the way on."""
        signed = trouble.error is not None and trouble.error.code is ErrorCode.VISIT_SIGNED
        on = Button(self.tr("看走访记录"))
        on.clicked.connect(lambda: self.navigate.emit("visits", {}))
        text = self.tr("这次走访签过字了") if signed else self.tr("这次走访打不开")
        self._notices.say(Banner(Tone.BLUE if signed else Tone.RED, text, trouble.text, button=on))
        self._inside.hide()
        self.finish_button.forbid(text)
        self._lack.setText("")
        on.setFocus()

    def print_page(self) -> bool:
        """Ctrl+P: the paper as it would be, marked as a draft."""
        self.navigate.emit("print", {"document": "visit-record", "keys": self._visit})
        return True

    def regions(self) -> Sequence[QWidget]:
        """What is to be mended, then the signatures."""
        return (self._changes, self._signing)

    def set_fold(self, fold: Fold) -> None:
        """One column where two do not fit; the head then keeps the way back only."""
        self._columns.setDirection(
            self._columns.Direction.LeftToRight if fold == Fold.DRAWN else self._columns.Direction.TopToBottom
        )

        if self._review is not None:
            self._show_head(self._review)

    def _show_head(self, review: Review) -> None:
        narrow = self.fold >= Fold.MENU
        facts = self.tr("已答 {done} · 用时 {minutes} 分").format(
            done=words.of_total(review.answered, review.total), minutes=review.minutes
        )
        crumb = self.tr("走访 / {household}").format(household=review.title)
        self.head.set_words(self.tr("检查并签字"), *(("", "") if narrow else (facts, crumb)))
        stepper = self._steppers[0 if review.errors else 1]
        self.head.show_actions([self._back] if narrow else [stepper, self._back])

    def _build(self) -> None:
        self._back = Button(self.tr("回去答题"), icon="arrow-left")
        self._back.clicked.connect(lambda: self._go_to(""))
        stages = (self.tr("答题"), self.tr("检查"), self.tr("签字"))
        self._steppers = [Stepper(stages, place) for place in (1, 2)]
        for stepper in self._steppers:
            stepper.picked.connect(self._go_to_stage)
        self.head.set_actions([*self._steppers, self._back])
        self.head.show_actions([self._steppers[0], self._back])
        self._columns.addLayout(column(self._questions, self._changes, -1, gap=10), 3)
        self._columns.addLayout(self._right, 2)
        self._inside = QWidget()
        self._inside.setLayout(column(self._columns, -1, margins=(20, 12, 20, 12)))
        foot = line(self._lack_icon, gap=10, margins=(20, 10, 20, 10))
        foot.addWidget(self._lack, 1)
        foot.addWidget(self._preview)
        foot.addWidget(self.finish_button)
        self.setLayout(
            column(self.head, self._notices, self._voided, Scroller(column(self._inside)), framed("foot", foot))
        )

    def _show(self, review: Review) -> None:
        before = self._review
        if before is not None and before.fingerprint != review.fingerprint:
            self._void(self.tr("答案改过，签字作废"))
        self._signing.seat(review.signers)
        if before is None and review.signing is not None:
            self._restore(review.signing)
        self._show_head(review)
        self._keep(self._signing)
        clear(self._right)
        self._inside.show()
        self._changes.show_changes(review.changes, review.newcomers, review.aside)
        self._signing.show_signers(review, self._default_visitors())
        self._questions.show_review(review)
        self._right.addWidget(self._raised_card(review))
        self._right.addWidget(self._signing)
        self._signing.show()
        self._right.addStretch(1)
        self._review = review
        self._refresh_foot()
        if self._arrived:
            self._arrived = False
            QTimer.singleShot(0, self, self._focus_first)  # once the lines are laid out

    def _decided(self) -> None:
        """What is changed in the record, and why, stands above the signatures too."""
        self._void(self.tr("改不改变过，签字作废"))
        self._keep_signing()

    def _restore(self, signing: Signing) -> None:
        """After a crash, or a look elsewhere: what was decided and signed is there again."""
        self._review = None  # what is filled in here is kept already
        self._changes.decide(signing.keep_old, signing.reasons)
        self._signing.restore(signing)

    def _keep_signing(self) -> None:
        """Keep with the draft what was decided and signed so far."""
        self._refresh_foot()
        if self._review is not None:
            visits, visit, signing = self._desk.services.visits, self._visit, self._signed(self._review)
            self._desk.tasks.write(
                self, lambda _progress: visits.keep_signing(visit, signing), _kept, failed=self._not_kept
            )

    def _not_kept(self, trouble: Trouble) -> None:
        if trouble.error is None or trouble.error.code is not ErrorCode.VISIT_SIGNED:
            self._notices.say(Banner(Tone.RED, self.tr("签字没有存上"), trouble.text))

    def _void(self, why: str) -> None:
        if self._signing.void():
            self._voided.say(Banner(Tone.AMBER, why, self.tr("看过改动以后请重新签")))

    def _focus_first(self) -> None:
        """Put the keys on what is to be done first: a mistake, an open question, a signature."""
        if not self._questions.focus_first():
            self._signing.focus_first()

    def _keep(self, *cards: QWidget) -> None:
        """Take lasting cards out of their boxes before these are cleared."""
        for card in cards:
            card.setParent(self)
            card.hide()

    def _mark_unknown(self, refs: Sequence[str]) -> None:
        visits, visit = self._desk.services.visits, self._visit
        steps = [{"action": "unknown", "at": ref} for ref in refs]
        self._desk.tasks.write(self, lambda _progress: visits.play(visit, steps), lambda _done: self._read())

    def _raised_card(self, review: Review) -> QWidget:
        needs = [item for item in review.raised if item.kind in {NEED, LEAD}]
        alerts = [item for item in review.raised if item.kind == ALERT]
        card = Card(self.tr("发现的需求和线索"), count=str(len(needs)), icon="hand", headed=True)
        for alert in alerts:
            card.body.addLayout(column(alert_banner(alert, alert.label), margins=(8, 6, 8, 2)))
        for item in needs:
            card.body.addWidget(self._need_line(item))
        if not needs and not alerts:
            card.body.addLayout(
                column(EmptyState("check-circle", self.tr("这次没有发现需求和线索")), margins=(12, 10, 12, 10))
            )
        return card

    def _need_line(self, item: Consequence) -> QWidget:
        text = column(Label(words.kept(item.words), strong=True), Label(item.label, Type.SMALL, "text2"), gap=2)
        row = line(gap=8, margins=(12, 6, 12, 6))
        row.addLayout(text, 1)
        row.addWidget(Chip(self.tr("需求") if item.kind == NEED else self.tr("线索"), Tone.BLUE))
        return framed("row", row)

    def _go_to_stage(self, stage: int) -> None:
        """答题 is a page of its own; 检查 is this one, from its top."""
        if stage == 0:
            self._go_to("")
        else:
            self._focus_first()

    def _go_to(self, ref: str) -> None:
        self.navigate.emit("visit", {"visit": self._visit, **({"ref": ref} if ref else {})})

    def _default_visitors(self) -> tuple[str, ...]:
        preferred = self._desk.services.settings.preferences().visitors
        return tuple(
            name.strip() for name in (self._desk.services.owner.user, *re.split("[、，,]", preferred)) if name.strip()
        )

    # --- finishing ---------------------------------------------------------------------------------------------------

    def lacking(self) -> str:
        """Say what is still lacking, or nothing."""
        review = self._review
        if review is None:
            return self.tr("正在看答案")
        if review.errors:
            self._signing.lock(self.tr("改好 {n} 处错后可签").format(n=len(review.errors)))
            return self.tr("还有 {n} 处错，改好才能完成").format(n=len(review.errors))
        self._signing.unlock()
        return self._changes.lacking() or self._signing.lacking()

    def _refresh_foot(self) -> None:
        lacking = self.lacking()
        self._lack.setText(lacking or self.tr("都齐了，可以完成。签完锁定，以后只能补充更正，原文保留"))
        wrong = self._review is not None and bool(self._review.errors)
        icon, role = ("warning-circle-fill", "red") if wrong else ("info", "text")
        if not lacking:
            icon, role = "check-circle-fill", "green"
        self._lack.set_tone(role)
        self._lack_icon.set_icon(icon, role)
        if lacking:
            self.finish_button.forbid(lacking)
        else:
            self.finish_button.allow()

    def _finish(self) -> None:
        review = self._review
        if review is None or self.lacking():
            return
        visits, visit, signing = self._desk.services.visits, self._visit, self._signed(review)
        self.finish_button.set_busy(self.tr("正在完成"))
        self._desk.tasks.write(
            self, lambda _progress: visits.finish(visit, signing), self._finished, failed=self._failed
        )

    def _signed(self, review: Review) -> Signing:
        return Signing(
            visitors=self._signing.visitors(),
            interviewee=self._signing.interviewee(),
            refused=self._signing.refused(),
            not_met=self._signing.not_met(),
            signatures=self._signing.signatures(),
            keep_old=self._changes.kept(),
            reasons=self._changes.reasons(),
            fingerprint=review.fingerprint,
            others=self._signing.others(),
        )

    def _finished(self, sealed: SealedVisit) -> None:
        self.finish_button.set_busy()
        self._review = None
        text = self.tr("{number} 已签字，改动记录 {n} 处").format(
            number=words.one_line(sealed.number), n=sealed.changes
        )
        if sealed.open_in_household > 0:
            text += self.tr("。这户还有 {n} 件没做完").format(n=sealed.open_in_household)
        self.said.emit(text, None)
        self.navigate.emit("print", {"document": "visit-record", "keys": sealed.visit})

    def _failed(self, trouble: Trouble) -> None:
        self.finish_button.set_busy()
        self._notices.say(Banner(Tone.RED, self.tr("没有完成，答案都在"), trouble.text))
        self._read()  # an answer may have changed


def _kept(_nothing: None) -> None:
    """What was decided is stored; there is nothing to show."""
