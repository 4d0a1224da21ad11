"""The signatures: those who make the visit, the person visited or the reason why not, and whom else the checklist names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.visits.models import OtherSigner, Review, Role, Signature, Signing
from app.services.visits.signers import Seats, seats_of
from ui.core.tokens import Type
from ui.screens.visiting.signer import NOT_MET, REFUSED, SIGNS, UNSIGNED, Asked, Place, called
from ui.widgets.boxes import clear, column
from ui.widgets.cards import Card
from ui.widgets.labels import Label

ABREAST = 2
"""So many of those who make the visit stand beside each other."""


class SigningCard(QWidget):
    """Names and pads. ``changed`` comes with every stroke, name and decision."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._seats = Seats()
        self._makers: list[Place] = []
        self._visited: Asked | None = None
        self._others: list[Asked] = []
        self._locked = ""
        self._box = column()
        self.setLayout(self._box)
        self._build()

    def seat(self, signers: Sequence[str]) -> None:
        """Make room for those whom a checklist names, in its own words; what is written stays where they are the same."""
        seats = seats_of(signers)
        if seats != self._seats:
            self._seats = seats
            self._build()

    def forget(self) -> None:
        """Another visit: nobody has signed."""
        for place in self._makers:
            place.pad.clear()
            place.name.clear()
        for asked in self._asked():
            asked.forget()

    def show_signers(self, review: Review, visitors: Sequence[str]) -> None:
        """Fill in the names that are known; signatures given stay."""
        for place, name in zip(self._makers, visitors, strict=False):
            if not place.name.text():
                place.name.setText(name)
        if self._visited is None:
            return
        if not self._visited.place.name.text():
            self._visited.place.name.setText(review.title.removesuffix("户"))
        if not review.met and self._visited.signs:
            self._visited.choose(NOT_MET, self._visited.reason)

    def restore(self, signing: Signing) -> None:
        """Take up who was named and who has signed before."""
        for place, name in zip(self._makers, signing.visitors, strict=False):
            place.name.setText(name)
        if self._visited is not None:
            self._visited.place.name.setText(signing.interviewee or "")
            how = REFUSED if signing.refused is not None else NOT_MET if signing.not_met is not None else SIGNS
            self._visited.choose(how, signing.refused or signing.not_met or "")
        waiting = list(self._others)
        for other in signing.others:
            asked = next((one for one in waiting if one.role is other.role), None)
            if asked is not None:
                waiting.remove(asked)
                asked.place.name.setText(other.name)
                asked.choose(UNSIGNED if other.reason else SIGNS, other.reason)
        for signature in signing.signatures:
            self._take(signature)

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
        """Give the names of those who make the visit."""
        return tuple(place.named for place in self._makers if place.named)

    def interviewee(self) -> str | None:
        """Give who was visited and signs; None where nobody does."""
        return self._visited.place.named if self._visited is not None and self._visited.signs else None

    def refused(self) -> str | None:
        """Give why the person does not sign."""
        return self._visited.reason_of(REFUSED) if self._visited is not None else None

    def not_met(self) -> str | None:
        """Give why nobody was met."""
        return self._visited.reason_of(NOT_MET) if self._visited is not None else None

    def others(self) -> tuple[OtherSigner, ...]:
        """Give who else signs, or why not."""
        return tuple(
            OtherSigner(one.role, one.place.named) if one.signs else OtherSigner(one.role, reason=one.reason)
            for one in self._others
        )

    def signatures(self) -> tuple[Signature, ...]:
        """Give what was drawn."""
        drawn = [place.signature(self._seats.makers) for place in self._makers if place.named]
        drawn += [asked.place.signature(asked.role) for asked in self._asked() if asked.signs]
        return tuple(signature for signature in drawn if signature is not None)

    def lacking(self) -> str:
        """Say which signature is lacking, or nothing."""
        makers = called(self._seats.makers)
        named = [place for place in self._makers if place.named]
        if not named:
            return self.tr("还要写{who}的名字").format(who=makers)
        unsigned = next((place for place in named if place.pad.empty), None)
        if unsigned is not None:
            return self.tr("还差{who} {name} 的签字").format(who=makers, name=unsigned.named)
        waiting = next((asked for asked in self._asked() if asked.waiting), None)
        if waiting is None:
            return ""
        if not waiting.signs:
            return self.tr("还要写{who}没签字的原因").format(who=waiting.label)
        if waiting is self._visited:
            return self.tr("还差{who}的签字，或写明拒签、未见到的原因").format(who=waiting.label)
        return self.tr("还差{who}的签字，或写明不签的原因").format(who=waiting.label)

    def _take(self, signature: Signature) -> None:
        """Show a signature where it was drawn: of its role and name, else the first of its role."""
        places = [asked.place for asked in self._asked() if asked.role is signature.role and asked.signs]
        places = self._makers if signature.role is self._seats.makers else places
        place = next((place for place in places if place.named == signature.name), next(iter(places), None))
        if place is not None:
            place.take(signature)

    def _asked(self) -> Sequence[Asked]:
        return (*([self._visited] if self._visited is not None else []), *self._others)

    def _places(self) -> Sequence[Place]:
        return (*self._makers, *(asked.place for asked in self._asked()))

    def _build(self) -> None:
        """Make the places anew, by who signs."""
        seats = self._seats
        clear(self._box)
        makers = called(seats.makers)
        self._makers = [Place(f"{makers} {number + 1}") for number in range(seats.count)]
        self._visited = None
        if seats.visited is not None:
            titled = bool(seats.others)
            self._visited = Asked(seats.visited, called(seats.visited), self._choices(True), titled=titled)
        self._others = [Asked(role, label, self._choices(False), titled=True) for role, label in _labels(seats.others)]
        for place in self._makers:
            place.changed.connect(self.changed)
        for asked in self._asked():
            asked.changed.connect(self.changed)
        self._box.addWidget(self._card(makers))
        if self._locked:
            for place in self._places():
                place.pad.lock(self._locked)

    def _card(self, makers: str) -> Card:
        card = Card(self.tr("签字"), icon="pen-nib")
        grid = QGridLayout()
        for number, place in enumerate(self._makers):
            grid.addWidget(place, number // ABREAST, number % ABREAST)
        card.body.addLayout(grid)
        told = self.tr("{who}一般两人；只有一人时第二格空着，写了名字就要签").format(who=makers)
        card.add(Label(told, Type.SMALL, "text2"), *self._asked())
        locks = self.tr("签完锁定，以后只能补充更正，原文保留")
        if self._visited is not None and not self._others:
            locks = self.tr("{who}最后签。{locks}").format(who=self._visited.label, locks=locks)
        card.add(Label(locks, Type.SMALL, "text2"))
        return card

    def _choices(self, visited: bool) -> list[tuple[str, str]]:
        signs = (SIGNS, self.tr("签字"))
        if visited:
            return [signs, (REFUSED, self.tr("拒签")), (NOT_MET, self.tr("未见到"))]
        return [signs, (UNSIGNED, self.tr("不签"))]


def _labels(roles: Sequence[Role]) -> list[tuple[Role, str]]:
    """Give what each is called, with a number where several are called the same."""
    return [
        (role, f"{called(role)} {roles[: place + 1].count(role)}" if roles.count(role) > 1 else called(role))
        for place, role in enumerate(roles)
    ]
