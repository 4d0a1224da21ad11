"""What of a visit is not stored yet: the steps for the journal, and where the visit stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.services.visits.marks import Marks
from app.services.visits.snapshot import EVERY, Snapshot
from app.store.local import Step


@dataclass(frozen=True)
class Counts:
    """How far a visit is."""

    answered: int
    total: int
    wrong: int


@dataclass(frozen=True)
class Unsaved:
    """What a session has not stored yet.

    :param steps: for the journal, in order
    :param place: the question that has the keys
    :param total: how many steps the journal has once these are in it
    :param snapshot: where one is due
    """

    steps: tuple[Step, ...]
    place: str
    counts: Counts
    total: int
    snapshot: Snapshot | None


class Journal:
    """The end of a draft's journal that is only in memory.

    :param place: the question that has the keys
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self._pending: list[Step] = []
        self._stored = 0
        self._snapped = 0
        self._stored_place = place

    def begin(self, stored: int, snapped: int) -> None:
        """Go on after a journal that was played.

        :param stored: its steps
        :param snapped: how many of them the last snapshot holds
        """
        self._stored, self._snapped = stored, snapped

    def add(self, step: Step) -> None:
        """Keep a step; the visit now stands where it was done."""
        self._pending.append(step)
        at = step.get("at")
        if isinstance(at, str):
            self.place = at

    @property
    def unsaved(self) -> bool:
        """Whether something is not stored yet: a step, or only where the visit stands."""
        return self.unsaved_steps or self.place != self._stored_place

    @property
    def unsaved_steps(self) -> bool:
        """Whether a step is not stored yet."""
        return bool(self._pending)

    def take(self, counts: Counts, form: Callable[[], bytes], marks: Marks) -> Unsaved:
        """Give what is not stored yet, and forget it; the caller stores it, in the order in which it was taken.

        :param form: gives the form as it stands, for a snapshot
        :param marks: the notes and photos beside its questions
        """
        steps, self._pending = tuple(self._pending), []
        self._stored += len(steps)
        self._stored_place = self.place
        snapshot = None
        if self._stored - self._snapped >= EVERY:
            self._snapped = self._stored
            snapshot = Snapshot(self._stored, form(), dict(marks.notes), dict(marks.photos))
        return Unsaved(steps, self.place, counts, self._stored, snapshot)

    def put_back(self, unsaved: Unsaved) -> None:
        """Take back what could not be stored, so that the next save stores it."""
        self._pending[:0] = unsaved.steps
        self._stored -= len(unsaved.steps)
        self._snapped = min(self._snapped, self._stored)
        self._stored_place = ""
