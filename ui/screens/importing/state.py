"""What the import page keeps while one goes back and forth between its steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from app.services.imports.models import (
    Absence,
    ChangeKey,
    ChosenFile,
    ColumnGuess,
    Confidence,
    ImportOptions,
    ImportOutline,
    ImportPreview,
    MissingItem,
    SheetGuess,
)
from app.services.imports.outline import key_of

NEEDED: Final = ("household.code", "member.name", "member.id_number")
"""Without these columns nothing can be compared."""
AT_ONCE_FROM: Final = 10
"""From so many changes of one fact they can be decided at once."""


class ColumnGroup(Enum):
    """The groups of the mapping, in their order."""

    LOOK = "look"
    MATCHED = "matched"
    LEFT = "left"


@dataclass(frozen=True)
class Mapping:
    """How a file is read: the guess of the program, a saved mapping, and what the person chose himself.

    :param profile: name of the saved mapping that is used, "" for none
    :param saved: what that mapping says
    :param chosen: column name to slot, by hand; "" leaves a column out
    """

    file: ChosenFile
    guess: SheetGuess
    profile: str = ""
    saved: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    sheet: str | None = None
    header_row: int | None = None

    def options(self) -> ImportOptions:
        """Give what the service reads the file with."""
        mapping = {**self.saved, **self.chosen}
        return ImportOptions(mapping=mapping or None, sheet=self.sheet, header_row=self.header_row)

    def with_choice(self, column: ColumnGuess, slot: str) -> Mapping:
        """Give it with a column set by hand; a column that held the fact before lets it go."""
        chosen = {**self.chosen, column.header: slot}
        for other in self.guess.columns:
            if slot and other.saved == slot and other.header != column.header and not self._several(slot):
                chosen[other.header] = ""
        return replace(self, chosen=chosen)

    def group_of(self, column: ColumnGuess) -> ColumnGroup:
        """Give the group of a column."""
        by_hand = column.header in self.chosen
        if column.confidence is Confidence.LOOK and not (by_hand and not column.unreadable):
            return ColumnGroup.LOOK
        return ColumnGroup.MATCHED if column.path else ColumnGroup.LEFT

    def columns(self, group: ColumnGroup) -> tuple[ColumnGuess, ...]:
        """Give the columns of a group in the order of the file."""
        return tuple(column for column in self.guess.columns if self.group_of(column) is group)

    def lacking(self) -> tuple[str, ...]:
        """Give the needed paths that no column sets."""
        paths = {column.path for column in self.guess.columns}
        return tuple(path for path in NEEDED if path not in paths)

    def as_profile(self) -> dict[str, str]:
        """Give the whole mapping, to be saved for files of this kind."""
        return {column.header: column.saved for column in self.guess.columns}

    def _several(self, slot: str) -> bool:
        """Lists of words may be set by several columns."""
        return sum(1 for column in self.guess.columns if column.saved == slot) > 1


@dataclass
class Decisions:
    """What the person decided about a preview; 不改 is preset where the register knows better.

    :ivar kept: the changes that are not made
    :ivar absences: why persons are not in the file, by their ids, as the person said
    """

    preview: ImportPreview
    outline: ImportOutline
    kept: set[ChangeKey] = field(default_factory=set)
    absences: dict[str, Absence] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the proposals."""
        self.kept = set(self.outline.kept)

    def keep(self, keys: Iterable[ChangeKey], kept: bool) -> None:
        """Decide some changes: kept as they are, or taken from the file."""
        if kept:
            self.kept.update(keys)
        else:
            self.kept.difference_update(keys)

    def propose(self, keys: Iterable[ChangeKey]) -> None:
        """Put some changes back to the proposal."""
        proposed = self.outline.kept
        for key in keys:
            self.keep((key,), key in proposed)

    def say_why(self, item: MissingItem, reason: Absence) -> None:
        """Say why a person is not in the file."""
        self.absences[item.member_id] = reason

    def why(self, item: MissingItem) -> Absence:
        """Give why a person is not in the file: as was said, else as the register knows, else not clarified yet."""
        return self.absences.get(item.member_id) or Absence(item.gone or Absence.OPEN)

    @property
    def reasons(self) -> dict[str, Absence]:
        """The reasons that are to be written: those that say something."""
        return {person: reason for person, reason in self.absences.items() if reason is not Absence.OPEN}

    @property
    def write_anything(self) -> bool:
        """Whether there is anything to write."""
        return self.preview.changes_anything or bool(self.reasons)

    def take_over(self, before: Decisions) -> None:
        """Decide as before where the same change is still there, and where the same person is still missing."""
        then = {key_of(change): (change.old, change.new) for change in before.preview.comparison.changes}
        for change in self.preview.comparison.changes:
            key = key_of(change)
            if then.get(key) == (change.old, change.new):
                self.keep((key,), key in before.kept)
        missing = {item.member_id for item in self.outline.missing}
        self.absences = {person: reason for person, reason in before.absences.items() if person in missing}

    @property
    def made(self) -> int:
        """How many changes will be made."""
        return len(self.preview.comparison.changes) - len(self.kept)
