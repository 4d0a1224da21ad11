"""The signatures: two visitors and the person visited, or the reason why not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.visits.models import Review, Role, Signature, Signing
from ui.core import words
from ui.core.tokens import Type
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind, Segmented
from ui.widgets.cards import Card
from ui.widgets.fields import Field, TextEdit
from ui.widgets.labels import Label
from ui.widgets.signature import SignaturePad, Stroke

SIGNS, REFUSED, NOT_MET = "signs", "refused", "not_met"
VISITORS = 2


class _Place(QWidget):
    """A name with its pad."""

    changed = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.name = TextEdit()
        self.pad = SignaturePad(label, words.translate("SigningCard", "在这里签"))
        again = Button(words.translate("SigningCard", "重签"), Kind.QUIET, rowed=True)
        again.clicked.connect(self.pad.clear)
        head = line(gap=6)
        head.addWidget(Field(label, self.name), 1)
        head.addWidget(again)
        self.setLayout(column(head, self.pad, gap=6))
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        self.pad.signed.connect(self.changed)
        self.pad.cleared.connect(self.changed)

    def signature(self, role: Role) -> Signature | None:
        """Give the signature, None for an empty pad."""
        if self.pad.empty:
            return None
        strokes = tuple(stroke.points for stroke in self.pad.strokes())
        return Signature(role, self.name.text().strip(), self.pad.image(), strokes)


class SigningCard(QWidget):
    """Names and pads. ``changed`` comes with every stroke, name and decision."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._visitors = [_Place(self.tr("走访人 {n}").format(n=number + 1)) for number in range(VISITORS)]
        self._interviewee = _Place(self.tr("受访人"))
        self._how = Segmented(
            [(SIGNS, self.tr("签字")), (REFUSED, self.tr("拒签")), (NOT_MET, self.tr("未见到"))],
            SIGNS,
            self.tr("受访人怎么签"),
        )
        self._how.picked.connect(self._change_how)
        self._reason = TextEdit()
        self._reason_field = Field(self.tr("原因"), self._reason)
        self._reason.textChanged.connect(lambda _text: self.changed.emit())
        self._locked = ""
        for place in self._places():
            place.changed.connect(self.changed)
        self._build()

    def forget(self) -> None:
        """Another visit: nobody has signed."""
        for place in self._places():
            place.pad.clear()
            place.name.clear()
        self._reason.clear()
        self._how.choose(SIGNS)
        self._show_how()

    def show_signers(self, review: Review, visitors: Sequence[str]) -> None:
        """Fill in the names that are known; signatures given stay."""
        for place, name in zip(self._visitors, visitors, strict=False):
            if not place.name.text():
                place.name.setText(name)
        if not self._interviewee.name.text():
            self._interviewee.name.setText(review.title.removesuffix("户"))
        if not review.met and self._how.chosen == SIGNS:
            self._how.choose(NOT_MET)
        self._show_how()

    def restore(self, signing: Signing) -> None:
        """Take up who was named and who has signed before."""
        for place, name in zip(self._visitors, signing.visitors, strict=False):
            place.name.setText(name)
        self._interviewee.name.setText(signing.interviewee or "")
        self._how.choose(REFUSED if signing.refused is not None else NOT_MET if signing.not_met is not None else SIGNS)
        self._reason.setText(signing.refused or signing.not_met or "")
        for signature in signing.signatures:
            places = self._visitors if signature.role is Role.VISITOR else [self._interviewee]
            place = next((place for place in places if place.name.text().strip() == signature.name), places[0])
            place.pad.set_strokes([Stroke(points) for points in signature.strokes])

    def focus_first(self) -> None:
        """Put the keys on the first pad that waits for a signature."""
        waiting = [place for place in self._places() if place.pad.empty and place.isVisible()]
        if waiting:
            waiting[0].pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def void(self) -> bool:
        """An answer has changed: what was signed holds no longer. Tells whether anybody had signed."""
        signed = [place for place in self._places() if not place.pad.empty]
        for place in signed:
            place.pad.clear()
        return bool(signed)

    def lock(self, why: str) -> None:
        """Errors stand: nobody signs."""
        if why != self._locked:
            self._locked = why
            for place in self._places():
                place.pad.lock(why)

    def unlock(self) -> None:
        """Nothing is wrong any more."""
        if self._locked:
            self._locked = ""
            for place in self._places():
                place.pad.unlock()

    def visitors(self) -> tuple[str, ...]:
        """Give the visitors' names."""
        return tuple(name for place in self._visitors if (name := place.name.text().strip()))

    def interviewee(self) -> str | None:
        """Give who was visited and signs; None where nobody does."""
        return self._interviewee.name.text().strip() if self._how.chosen == SIGNS else None

    def refused(self) -> str | None:
        """Give why the person does not sign."""
        return self._reason.text().strip() if self._how.chosen == REFUSED else None

    def not_met(self) -> str | None:
        """Give why nobody was met."""
        return self._reason.text().strip() if self._how.chosen == NOT_MET else None

    def signatures(self) -> tuple[Signature, ...]:
        """Give what was drawn."""
        drawn = [place.signature(Role.VISITOR) for place in self._visitors if place.name.text().strip()]
        if self._how.chosen == SIGNS:
            drawn.append(self._interviewee.signature(Role.INTERVIEWEE))
        return tuple(signature for signature in drawn if signature is not None)

    def lacking(self) -> str:
        """Say which signature is lacking, or nothing."""
        named = [place for place in self._visitors if place.name.text().strip()]
        if not named:
            return self.tr("还要写走访人的名字")
        unsigned = next((place for place in named if place.pad.empty), None)
        if unsigned is not None:
            return self.tr("还差走访人 {name} 的签字").format(name=unsigned.name.text().strip())
        if self._how.chosen != SIGNS:
            return "" if self._reason.text().strip() else self.tr("还要写受访人没签字的原因")
        if not self._interviewee.name.text().strip() or self._interviewee.pad.empty:
            return self.tr("还差受访人的签字，或写明拒签、未见到的原因")
        return ""

    def _places(self) -> Sequence[_Place]:
        return (*self._visitors, self._interviewee)

    def _build(self) -> None:
        card = Card(self.tr("签字"), icon="pen-nib")
        grid = QGridLayout()
        for number, place in enumerate(self._visitors):
            grid.addWidget(place, 0, number)
        card.body.addLayout(grid)
        card.add(Label(self.tr("走访一般两人同去；只有一人时第二格空着，写了名字就要签"), Type.SMALL, "text2"))
        card.add(self._how, self._interviewee, self._reason_field)
        card.add(Label(self.tr("受访人最后签。签完锁定，以后只能补充更正，原文保留"), Type.SMALL, "text2"))
        self.setLayout(column(card))
        self._show_how()

    def _change_how(self, _key: str) -> None:
        self._show_how()
        self.changed.emit()

    def _show_how(self) -> None:
        signs = self._how.chosen == SIGNS
        self._interviewee.setVisible(signs)
        self._reason_field.setVisible(not signs)
