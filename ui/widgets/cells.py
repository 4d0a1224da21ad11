"""What a long table shows: columns, cells, rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ui.core.layout import Fold
from ui.widgets.chips import ChipWords

NOTHING: Final = "–"
"""Stands in a cell that has nothing to say."""


@dataclass(frozen=True)
class Column:
    """A column.

    :param head: the word over it
    :param width: pixels at 100 %; 0 takes what is left
    :param right: numbers stand at the right
    :param folds_from: from this fold on the column is dropped and its text joins the row's last line
    :param fold_word: stands before the text there (线索 1); a text of – is then left out
    """

    head: str
    width: int = 0
    right: bool = False
    folds_from: Fold | None = None
    fold_word: str = ""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: text, small words behind it, chips, a second line; or a badge instead of text.

    :param icon: stands before all lines; the words say the same, it is for the eye alone
    """

    text: str = ""
    after: str = ""
    note: str = ""
    tone: str = "text"
    strong: bool = False
    chips: tuple[ChipWords, ...] = ()
    badge: ChipWords | None = None
    icon: str = ""
    icon_tone: str = "text2"

    @property
    def plain(self) -> str:
        """The words for screen readers."""
        words = (self.badge.text if self.badge else "", self.text, self.after, *(c.text for c in self.chips), self.note)
        return " ".join(word for word in words if word)


@dataclass(frozen=True)
class TableRow:
    """A display row: one cell for each column; a heading stands over the rows of a group, on a sunken ground."""

    cells: tuple[Cell, ...] = field(default=())
    heading: bool = False
