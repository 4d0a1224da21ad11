"""Before signing: what is wrong, what is open, what the visit changes in the record, what it raises; then the signatures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLayout, QWidget

from app.services.visits.models import Review, SealedVisit, Signing, Unanswered, Violation
from ui.core import words
from ui.core.desk import Desk
from ui.core.layout import Fold
from ui.core.tasks import Trouble
from ui.core.tokens import Tone, Type
from ui.forms.question_card import ALERTS
from ui.screens.visiting.changes import ChangesCard
from ui.screens.visiting.signing import SigningCard
from ui.widgets.boxes import Scroller, clear, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner, Card, EmptyState, framed
from ui.widgets.chips import Chip
from ui.widgets.labels import IconLabel, Label
from ui.widgets.outline import Stepper
from ui.widgets.screen import Screen

OPEN_SHOWN = 5
"""Unanswered questions shown before 展开."""


class ReviewScreen(Screen):
    """The page 检查并签字. Target: ``visit``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("")
        self._desk = desk
        self._visit = ""
        self._review: Review | None = None
        self._all_open = False
        self._left = column(gap=10)
        self._right = column(gap=10)
        self._changes = ChangesCard()
        self._changes.changed.connect(self._refresh_foot)
        self._signing = SigningCard()
        self._signing.changed.connect(self._refresh_foot)
        self._notice = column(gap=8)
        self._lack = Label("", strong=True)
        self._lack_icon = IconLabel("warning-circle-fill", "red")
        self.finish_button = Button(self.tr("完成走访"), Kind.PRIMARY, "check")
        self.finish_button.clicked.connect(self._finish)
        self.primary = self.finish_button
        self._columns = line(gap=14)
        self._build()

    def open(self, **target: str) -> None:
        """Show the review of a visit, reckoned anew from its stored answers."""
        visit = target.get("visit", self._visit)
        if visit != self._visit:
            self._visit = visit
            self._changes.forget()
            self._signing.forget()
        visits = self._desk.services.visits
        self._desk.tasks.write(self, lambda _progress: visits.review(visit), self._show)

    def regions(self) -> Sequence[QWidget]:
        """What is to be mended, then the signatures."""
        return (self._changes, self._signing)

    def set_fold(self, fold: Fold) -> None:
        """One column where two do not fit."""
        self._columns.setDirection(
            self._columns.Direction.LeftToRight if fold == Fold.DRAWN else self._columns.Direction.TopToBottom
        )

    def _build(self) -> None:
        self._back = Button(self.tr("回去答题"), icon="arrow-left")
        self._back.clicked.connect(lambda: self._go_to(""))
        self._stages = Stepper((self.tr("答题"), self.tr("检查"), self.tr("签字")), 1)
        self._stages.picked.connect(lambda _stage: self._go_to(""))
        self.head.set_actions([self._stages, self._back])
        self._columns.addLayout(self._left, 3)
        self._columns.addLayout(self._right, 2)
        notices = QWidget()
        notices.setLayout(self._notice)
        inside = column(notices, gap=10, margins=(20, 12, 20, 12))
        inside.addLayout(self._columns)
        inside.addStretch(1)
        foot = line(self._lack_icon, gap=10, margins=(20, 10, 20, 10))
        foot.addWidget(self._lack, 1)
        foot.addWidget(self.finish_button)
        self.setLayout(column(self.head, Scroller(inside), framed("foot", foot)))

    def _show(self, review: Review) -> None:
        self._review = review
        title = self.tr("检查并签字")
        facts = self.tr("已答 {done} · 用时 {minutes} 分").format(
            done=words.of_total(review.answered, review.total), minutes=review.minutes
        )
        self.head.set_words(title, facts, self.tr("走访 / {household}").format(household=review.title))
        self._keep(self._changes, self._signing)
        for box in (self._left, self._right):
            clear(box)
        self._changes.show_changes(review.changes)
        self._signing.show_signers(review, self._default_visitors())
        for part in self._left_parts(review):
            self._left.addWidget(part)
        self._left.addWidget(self._changes)
        self._changes.show()
        self._left.addStretch(1)
        self._right.addWidget(self._raised_card(review))
        self._right.addWidget(self._signing)
        self._signing.show()
        self._right.addStretch(1)
        self._refresh_foot()

    def _keep(self, *cards: QWidget) -> None:
        """Take lasting cards out of their boxes before these are cleared."""
        for card in cards:
            card.setParent(self)
            card.hide()

    def _left_parts(self, review: Review) -> Sequence[QWidget]:
        parts: list[QWidget] = []
        if review.errors:
            card = Card(
                self.tr("有错，改好才能签字"), count=str(len(review.errors)), icon="warning-circle-fill", headed=True
            )
            for error in review.errors:
                card.body.addWidget(self._error_line(error))
            parts.append(card)
        wrong = {error.ref for error in review.errors}
        unanswered = [item for item in review.unanswered if item.ref not in wrong]
        if unanswered:
            card = Card(self.tr("没答的题"), count=str(len(unanswered)), icon="circle", headed=True)
            shown = unanswered if self._all_open else unanswered[:OPEN_SHOWN]
            for item in shown:
                card.body.addWidget(self._open_line(item))
            rest = len(unanswered) - len(shown)
            if rest:
                more = Button(self.tr("展开其余 {n} 题").format(n=rest), Kind.QUIET, "caret-down")
                more.clicked.connect(self._open_all)
                card.body.addWidget(
                    framed(
                        "row", line(Label(self.tr("不答也可以签字"), Type.SMALL, "text2"), more, margins=(12, 4, 12, 4))
                    )
                )
            parts.append(card)
        return parts

    def _error_line(self, error: Violation) -> QWidget:
        told = error.message or (self.tr("必答的题还没有答") if error.kind == "required" else self.tr("这个答案不对"))
        text = column(Label(error.label.strip()), Label(told, Type.SMALL, "red"), gap=2)
        return self._question_line(error.number, text, error.ref, self.tr("去改"), rowed=False)

    def _open_line(self, item: Unanswered) -> QWidget:
        text = line(Label(item.label.strip()), gap=8)
        if item.always:
            text.addWidget(Chip(self.tr("安全必问"), Tone.AMBER))
        return self._question_line(item.number, text, item.ref, self.tr("去答"), rowed=True)

    def _question_line(self, number: int, text: QLayout, ref: str, verb: str, *, rowed: bool) -> QWidget:
        row = line(Label(str(number), Type.SMALL, "muted", wrap=False), gap=10, margins=(12, 6, 12, 6))
        row.addLayout(text, 1)
        go = Button(verb, Kind.QUIET if rowed else Kind.SECONDARY, rowed=rowed)
        go.clicked.connect(partial(self._go_to, ref))
        row.addWidget(go)
        return framed("row", row)

    def _raised_card(self, review: Review) -> QWidget:
        needs = [item for item in review.raised if item.kind in {"need", "lead"}]
        alerts = [item for item in review.raised if item.kind == "alert"]
        card = Card(self.tr("发现的需求和线索"), count=str(len(needs)), icon="hand", headed=True)
        for alert in alerts:
            card.body.addWidget(
                Banner(
                    Tone.RED if alert.code == "1" else Tone.AMBER,
                    ALERTS.get(alert.code, alert.words),
                    alert.label.strip(),
                )
            )
        for item in needs:
            text = column(Label(item.words, strong=True), Label(item.label.strip(), Type.SMALL, "text2"), gap=2)
            card.body.addWidget(framed("row", column(text, margins=(12, 6, 12, 6))))
        if not review.raised:
            card.body.addLayout(
                column(EmptyState("check-circle", self.tr("这次没有发现需求和线索")), margins=(12, 10, 12, 10))
            )
        return card

    def _open_all(self) -> None:
        self._all_open = True
        if self._review is not None:
            self._show(self._review)

    def _go_to(self, ref: str) -> None:
        self.navigate.emit("visit", {"visit": self._visit, **({"ref": ref} if ref else {})})

    def _default_visitors(self) -> tuple[str, ...]:
        preferred = self._desk.services.settings.preferences().visitors
        return tuple(name for name in (self._desk.services.owner.user, *preferred.split("、")) if name)

    # --- finishing ---------------------------------------------------------------------------------------------------

    def _lacking(self) -> str:
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
        lacking = self._lacking()
        self._lack.setText(lacking or self.tr("都齐了，可以完成。签完锁定，以后只能补充更正，原文保留"))
        self._lack.set_tone("red" if lacking else "green")
        self._lack_icon.set_icon(
            "warning-circle-fill" if lacking else "check-circle-fill", "red" if lacking else "green"
        )
        if lacking:
            self.finish_button.forbid(lacking)
        else:
            self.finish_button.allow()

    def _finish(self) -> None:
        if self._lacking():
            return
        signing = Signing(
            visitors=self._signing.visitors(),
            interviewee=self._signing.interviewee(),
            refused=self._signing.refused(),
            not_met=self._signing.not_met(),
            signatures=self._signing.signatures(),
            keep_old=self._changes.kept(),
            reasons=self._changes.reasons(),
        )
        visits, visit = self._desk.services.visits, self._visit
        self.finish_button.set_busy(self.tr("正在完成"))
        self._desk.tasks.write(
            self, lambda _progress: visits.finish(visit, signing), self._finished, failed=self._failed
        )

    def _finished(self, sealed: SealedVisit) -> None:
        self.finish_button.set_busy()
        self._visit = ""
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
        clear(self._notice)
        self._notice.addWidget(Banner(Tone.RED, self.tr("没有完成，答案都在"), trouble.text))
