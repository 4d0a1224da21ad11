"""What an import shows and does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TypeAlias

from app.documents.sheets.columns import Confidence
from app.documents.sheets.comparison import Change, Counts, Missing, RosterComparison
from app.documents.sheets.guesses import ColumnGuess, SheetGuess
from app.documents.sheets.reading import RosterIssue, RosterProblem, RosterReading
from app.store.history import Mark

__all__ = [
    "Absence",
    "Change",
    "ChangeKey",
    "ChangeLine",
    "ChosenFile",
    "ColumnGuess",
    "Confidence",
    "Counts",
    "FieldCount",
    "HouseholdItem",
    "ImportOptions",
    "ImportOutline",
    "ImportPreview",
    "ImportResult",
    "IssueGroup",
    "Missing",
    "MissingItem",
    "Origin",
    "RosterIssue",
    "RosterProblem",
    "SheetGuess",
    "ShownValue",
    "TargetChoice",
    "ValueKind",
]

ChangeKey: TypeAlias = tuple[str, str, str]
"""A change by household id, member id ("" for the household's own) and field."""


class Absence(StrEnum):
    """Why a person of the register is not in the file, as its person says; nobody is ever deleted for it."""

    DIED = "去世"
    MOVED = "迁出"
    OMITTED = "名册漏了"
    OPEN = "还没弄清"


@dataclass(frozen=True)
class ChosenFile:
    """A file that a person chose, read whole.

    :param changed: time stamp of the file, wall time in ISO text
    """

    name: str
    content: bytes
    changed: str


@dataclass(frozen=True, slots=True)
class TargetChoice:
    """A fact that a column may set.

    :param slot: what a mapping keeps: path with its holder, for a yes/no column with the word behind "="
    :param label: what people call it
    :param household: a fact of the household, else of the person
    """

    slot: str
    label: str
    household: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the value comes from that the register holds.

    :param as_of: day or month for which it holds, ISO text
    :param signed: it comes from a visit that was signed
    :param newer: it holds for a later day than the file speaks of
    """

    as_of: str
    evidence: str
    signed: bool
    newer: bool

    @property
    def kept(self) -> bool:
        """Whether 不改 is proposed: a roster is a weaker source than a signed visit or a later day."""
        return self.signed or self.newer


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """Refusals or warnings of one kind in one column, in the order of the file."""

    column: str
    code: RosterProblem
    issues: tuple[RosterIssue, ...]


@dataclass(frozen=True, slots=True)
class HouseholdItem:
    """A household that an import makes or changes.

    :param key: 户编号
    :param head: name of the head, of the first person where the file names none
    :param rows: first and last row in the file
    :param names: whose facts change, or who is new
    :param changes: number of values that change; 0 for what is new
    """

    key: str
    head: str
    group: str
    rows: tuple[int, int]
    names: tuple[str, ...]
    changes: int
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class MissingItem:
    """A person, or a household without anybody, that the register has and the file has not.

    :param member_id: "" for a household without anybody
    :param gone: what the register says already of the person: 去世, 迁出, or ""
    """

    household: str
    household_id: str
    member_id: str
    name: str
    head: str
    group: str
    gone: str = ""


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How many values of one fact change, for deciding them at once.

    :param kept: how many of them are proposed to stay as they are
    """

    label: str
    keys: tuple[ChangeKey, ...]
    kept: int


class ValueKind(Enum):
    """How a value of a household document is said; the words are made where it is shown."""

    TEXT = "text"
    YES_NO = "yes/no"
    NOTHING = "nothing"
    SEVERAL = "several"
    MONEY = "money"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value as it is to be shown, numbers of people masked.

    :param text: of a text as it is written, with its unit; of a day or month ISO text
    :param words: of several words, in their order
    :param fen: of money
    """

    kind: ValueKind
    text: str = ""
    words: tuple[str, ...] = ()
    fen: int = 0
    yes: bool = False


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of one fact.

    :param who: name of the person, "" for the household's own
    :param label: what people call the fact
    :param old: None where nothing was known
    :param origin: None where nothing was known
    """

    key: ChangeKey
    who: str
    label: str
    old: ShownValue | None
    new: ShownValue
    origin: Origin | None
    implied: bool


@dataclass(frozen=True, slots=True)
class ImportOutline:
    """What a preview says, put together for the eye; long lists are light."""

    refused: tuple[IssueGroup, ...]
    warned: tuple[IssueGroup, ...]
    changed: tuple[HouseholdItem, ...]
    new: tuple[HouseholdItem, ...]
    missing: tuple[MissingItem, ...]
    fields: tuple[FieldCount, ...]
    origins: Mapping[ChangeKey, Origin]

    @property
    def kept(self) -> frozenset[ChangeKey]:
        """The changes that are proposed not to be made."""
        return frozenset(key for key, origin in self.origins.items() if origin.kept)


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
    """What an import would do; nothing is written until ``Imports.apply``.

    It holds the file's bytes in place of its cells, which take thirty times the room: who wants them reads it again.

    :param mark: how far the register had come when the file was compared with it
    """

    file_name: str
    content: bytes
    reading: RosterReading
    comparison: RosterComparison
    file_hash: str
    mark: Mark

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
    :param left_out: changes that the person did not want
    :param explained: persons missing in the file of whom the person said why
    """

    transaction: str
    batch: str
    households: Counts
    members: Counts
    refused: int
    left_out: int = 0
    explained: int = 0
    unplaced: tuple[int, ...] = field(default_factory=tuple)
