"""Where a visit stands: sections, numbers, the question that has the keys, and the ways on from it. No widgets."""

from __future__ import annotations

from collections.abc import Callable

from app.services.visits.models import QuestionView, SectionView
from app.services.visits.session import VisitSession


class Walk:
    """Walks through a visit.

    :param session: the open visit; its place is where the walk begins
    """

    def __init__(self, session: VisitSession) -> None:
        self.session = session
        self.sections: tuple[SectionView, ...] = ()
        self._numbers: dict[str, int] = {}
        self._order: list[str] = []
        self.current = ""
        self.refresh()
        if not self.current and self._order:
            self.current = self._order[0]

    def refresh(self) -> None:
        """Read the outline anew after an answer; a question that is no longer asked gives the keys to the next one."""
        before = self._order
        self.sections = self.session.sections()
        self._order = [ref for section in self.sections for ref in section.questions]
        self._numbers = {ref: number for number, ref in enumerate(self._order, start=1)}
        wanted = self.current or self.session.place
        if wanted in self._numbers:
            self.current = wanted
        elif self._order:
            place = before.index(wanted) if wanted in before else 0
            self.current = self._order[min(place, len(self._order) - 1)]

    @property
    def section(self) -> SectionView | None:
        """The section of the current question."""
        return next((section for section in self.sections if self.current in section.questions), None)

    @property
    def place(self) -> int:
        """How many questions stand before the current one."""
        return self._numbers.get(self.current, 1) - 1

    def view(self, ref: str) -> QuestionView:
        """Give a question as it is shown, with its number."""
        return self.session.question(ref, self._numbers.get(ref, 0))

    def step(self, by: int) -> bool:
        """Go on or back; False at either end."""
        place = self.place + by
        if not 0 <= place < len(self._order):
            return False
        self.current = self._order[place]
        return True

    def step_section(self, by: int) -> bool:
        """Go to the first question of the next or the section before."""
        here = self.section
        place = (self.sections.index(here) if here else 0) + by
        if not 0 <= place < len(self.sections):
            return False
        self.current = self.sections[place].questions[0]
        return True

    def go_to(self, ref: str) -> bool:
        """Go to a question; False when it is not asked."""
        if ref not in self._numbers:
            return False
        self.current = ref
        return True

    def go_to_last(self, instances: str) -> bool:
        """Go to the first question of the last instance of a repeat; False when it has none.

        :param instances: how the references of its instances begin: ``/data/helper[``
        """
        inside = [ref for ref in self._order if ref.startswith(instances)]
        last = max((int(ref.removeprefix(instances).partition("]")[0]) for ref in inside), default=0)
        first = next((ref for ref in inside if ref.startswith(f"{instances}{last}]")), "")
        return self.go_to(first)

    def go_to_section(self, key: str) -> bool:
        """Go to a section: its first open question, else its first."""
        section = next((section for section in self.sections if section.ref == key), None)
        if section is None:
            return False
        views = [self.view(ref) for ref in section.questions]
        open_ = [view.ref for view in views if not view.value and not view.unknown]
        self.current = (open_ or list(section.questions))[0]
        return True

    def next_wrong(self) -> bool:
        """F7: the next answer that breaks its rule."""
        return self._next(lambda view: view.violation == "constraint")

    def next_open(self) -> bool:
        """F8: the next question without an answer, safety questions and required ones first."""
        return self._next(lambda view: self._open(view) and (view.always or view.required)) or self._next(self._open)

    def _open(self, view: QuestionView) -> bool:
        return not view.value and not view.unknown

    def _next(self, fits: Callable[[QuestionView], bool]) -> bool:
        place = self.place + 1
        for ref in (*self._order[place:], *self._order[:place]):
            if ref != self.current and fits(self.view(ref)):
                self.current = ref
                return True
        return False
