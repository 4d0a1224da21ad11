"""One who signs: a name with its pad, and for those who may not sign the reason why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.visits.models import Role, Signature
from ui.core import words
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind, Segmented
from ui.widgets.fields import Field, TextEdit
from ui.widgets.labels import Label
from ui.widgets.signature import SignaturePad, Stroke

SIGNS, REFUSED, NOT_MET, UNSIGNED = "signs", "refused", "not_met", "unsigned"


def called(role: Role) -> str:
    """Give what a signer is called, in the window's language."""
    return {
        Role.VISITOR: words.translate("SigningCard", "走访人"),
        Role.INTERVIEWEE: words.translate("SigningCard", "受访人"),
        Role.CARER: words.translate("SigningCard", "照护人"),
        Role.GUARDIAN: words.translate("SigningCard", "监护人"),
        Role.RECIPIENT: words.translate("SigningCard", "领取人"),
        Role.WITNESS: words.translate("SigningCard", "见证人"),
        Role.HANDLER: words.translate("SigningCard", "经办人"),
    }[role]


class Place(QWidget):
    """A name with its pad.

    :param label: who signs here
    :param above: the word above the name; empty: ``label``
    """

    changed = Signal()

    def __init__(self, label: str, above: str = "") -> None:
        super().__init__()
        self.name = TextEdit()
        self.pad = SignaturePad(label, words.translate("SigningCard", "在这里签"))
        again = Button(words.translate("SigningCard", "重签"), Kind.QUIET, rowed=True)
        again.clicked.connect(self.pad.clear)
        head = line(gap=6)
        head.addWidget(Field(above or label, self.name), 1)
        self.name.setAccessibleName(label)
        head.addWidget(again)
        self.setLayout(column(head, self.pad, gap=6))
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        self.pad.signed.connect(self.changed)
        self.pad.cleared.connect(self.changed)

    @property
    def named(self) -> str:
        """The name as it was written."""
        return self.name.text().strip()

    def signature(self, role: Role) -> Signature | None:
        """Give the signature, None for an empty pad."""
        if self.pad.empty:
            return None
        strokes = tuple(stroke.points for stroke in self.pad.strokes())
        return Signature(role, self.named, self.pad.image(), strokes)

    def take(self, signature: Signature) -> None:
        """Show a signature that was drawn before."""
        self.pad.set_strokes([Stroke(points) for points in signature.strokes])


class Asked(QWidget):
    """Somebody who signs or has a reason. ``changed`` comes with every stroke, name, choice and word of the reason.

    :param role: who
    :param label: what the person is called, with a number where there are several
    :param choices: (key, word) of how he or she signs; the first one is :data:`SIGNS`
    :param titled: whether the label stands beside the choices too: where several are asked
    """

    changed = Signal()

    def __init__(self, role: Role, label: str, choices: Sequence[tuple[str, str]], *, titled: bool) -> None:
        super().__init__()
        self.role = role
        self.label = label
        self.place = Place(label, words.translate("SigningCard", "姓名") if titled else "")
        self.how = Segmented(choices, SIGNS, words.translate("SigningCard", "{who}怎么签").format(who=label))
        self._reason = TextEdit()
        reason = words.translate("SigningCard", "原因")
        self._reason_field = Field(reason, self._reason)
        if titled:
            self._reason.setAccessibleName(words.named(label, reason))
        head = line(*([Label(label, strong=True)] if titled else []), self.how, gap=10)
        head.addStretch(1)
        self.setLayout(column(head, self.place, self._reason_field, gap=6))
        self.how.picked.connect(self._change)
        self.place.changed.connect(self.changed)
        self._reason.textChanged.connect(lambda _text: self.changed.emit())
        self._show()

    @property
    def signs(self) -> bool:
        """Whether the person signs."""
        return self.how.chosen == SIGNS

    @property
    def reason(self) -> str:
        """Why he or she does not."""
        return self._reason.text().strip()

    @property
    def waiting(self) -> bool:
        """Whether neither a name with its signature nor a reason is there."""
        return not (self.place.named and not self.place.pad.empty) if self.signs else not self.reason

    def reason_of(self, how: str) -> str | None:
        """Give the reason where the person does not sign in this way; else None."""
        return self.reason if self.how.chosen == how else None

    def choose(self, how: str, reason: str = "") -> None:
        """Say how the person signs, as it was said before."""
        self.how.choose(how)
        self._reason.setText(reason)
        self._show()

    def forget(self) -> None:
        """Nothing was said and signed."""
        self.place.pad.clear()
        self.place.name.clear()
        self.choose(SIGNS)

    def _change(self, _key: str) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.place.setVisible(self.signs)
        self._reason_field.setVisible(not self.signs)
