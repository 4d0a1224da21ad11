"""What an import shows and does."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.documents.sheets.comparison import Change, Counts, Missing, RosterComparison
from app.documents.sheets.guesses import ColumnGuess, SheetGuess
from app.documents.sheets.reading import RosterIssue, RosterReading
from app.tables.workbook import Workbook

__all__ = [
    "Change",
    "ColumnGuess",
    "Counts",
    "ImportOptions",
    "ImportPreview",
    "ImportResult",
    "Missing",
    "RosterIssue",
    "SheetGuess",
]


@dataclass(frozen=True)
class ImportOptions:
    """How a file is to be read.

    :param profile: name of a kind of file or of a saved mapping; None: by the file's own header
    :param mapping: column name to path, "" leaves a column out; None: by the alias tables
    :param header_row: as Excel shows it; None: it is looked for
    """

    profile: str | None = None
    mapping: dict[str, str] | None = None
    sheet: str | None = None
    header_row: int | None = None
    all_villages: bool = False


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do. Holding it costs memory; nothing is written until ``Imports.apply``."""

    workbook: Workbook
    reading: RosterReading
    comparison: RosterComparison
    file_hash: str
    file_type: str

    @property
    def households(self) -> Counts:
        """Households new, changed, unchanged, missing."""
        return self.comparison.households

    @property
    def changes_anything(self) -> bool:
        """Whether the file says anything that the register does not know."""
        return any(counts.new or counts.changed for counts in (self.households, self.members))

    @property
    def members(self) -> Counts:
        """Members new, changed, unchanged, missing."""
        return self.comparison.members


@dataclass(frozen=True)
class ImportResult:
    """What an import did.

    :param transaction: id for undoing it whole; empty when nothing changed
    """

    transaction: str
    batch: str
    households: Counts
    members: Counts
    refused: int
    left_out: int = 0
    unplaced: tuple[int, ...] = field(default_factory=tuple)
