"""What the register shows. Frozen, masked, and without any row of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from app.domain.facts import FactType
from app.oplog.operation import Value

FactValue: TypeAlias = Value
"""A fact's value as the household document writes it."""
EVIDENCE = ("入户所见", "申报", "证件", "系统比对", "部门反馈")
"""What a person may name as evidence of a fact, as records keep it."""


def door(group: str, address: str) -> str:
    """Give the short place of a household, 2组14号: what the address says from the group on; else the group."""
    place = address.find(group) if group else -1
    return address[place:] if place >= 0 else group


class Order(StrEnum):
    """How the list of households is sorted."""

    PLACE = "place"
    NAME = "name"
    LAST_VISIT = "last_visit"
    NEXT_VISIT = "next_visit"


class Tone(StrEnum):
    """How urgent a label or card is; screens give it a colour, an icon and a word."""

    PLAIN = "plain"
    WATCH = "watch"
    DANGER = "danger"
    GOOD = "good"


@dataclass(frozen=True)
class Label:
    """A word about a household or person with its tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class HouseholdFilter:
    """Which households a list shows.

    :param text: what was typed into the search line; empty: all
    :param label: only households that carry this word (监测户, 脱贫户, 低保 ...)
    """

    text: str = ""
    village: str | None = None
    group: str | None = None
    label: str | None = None
    order: Order = Order.PLACE


@dataclass(frozen=True)
class HouseholdRow:
    """One line of the list of households."""

    id: str
    code: str
    head: str
    village: str
    group: str
    address: str
    type: str
    labels: tuple[Label, ...]
    phone: str
    persons: int
    at_home: int
    net_income: int | None
    last_visit: date | None
    next_visit: date | None
    visits: int
    drafts: int
    conflicts: int
    found: tuple[str, ...] = ()
    """Names of the members that the search found."""

    @property
    def name(self) -> str:
        """The head's name; the 户编号 where no member is known."""
        return self.head or self.code

    @property
    def door(self) -> str:
        """Group and door number."""
        return door(self.group, self.address)


@dataclass(frozen=True)
class HouseholdList:
    """A list as a screen wants it at once.

    :param ids: all of it, in order
    :param rows: the first lines
    """

    ids: tuple[str, ...]
    rows: tuple[HouseholdRow, ...]


@dataclass(frozen=True)
class MemberRow:
    """A member as the household page shows them; numbers masked."""

    id: str
    key: str
    name: str
    relation: str
    sex: str
    age: int | None
    birth: str
    id_number: str
    phone: str
    conditions: tuple[Label, ...]
    residence: str
    inferred: bool
    """Whether alive and living together is only implied by a roster (名册推定)."""


@dataclass(frozen=True)
class BenefitRow:
    """Something that a household or member receives."""

    code: str
    holder: str
    form: str
    amount: int | None
    since: str
    active: bool


class CardKind(StrEnum):
    """What a card warns of; the screen has its words."""

    VISIT_OVERDUE = "visit_overdue"
    VISIT_DUE = "visit_due"
    CERTIFICATE = "certificate"
    CONFLICT = "conflict"
    DRAFT = "draft"


@dataclass(frozen=True)
class Card:
    """A condition that holds now and wants attention; it goes when it no longer holds.

    :param day: the day that it speaks of
    :param days: days until that day, negative when it is past
    :param count: how many (conflicts, drafts)
    """

    kind: CardKind
    tone: Tone
    who: str = ""
    day: date | None = None
    days: int = 0
    count: int = 0


class EntryKind(StrEnum):
    """What an entry of the timeline tells of."""

    VISIT = "visit"
    AMENDMENT = "amendment"
    NEW = "new"
    CHANGE = "change"
    IMPORT_NEW = "import_new"
    IMPORT_CHANGE = "import_change"


@dataclass(frozen=True)
class ChangeLine:
    """One fact that an action changed: whose (empty: the household's), what, old and new in words, masked."""

    who: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened, with who said so and from where.

    :param subject: the form's title for a visit, else empty
    """

    kind: EntryKind
    when: datetime
    subject: str
    changes: tuple[ChangeLine, ...]
    actor: str
    source: str
    record: str = ""
    transaction: str = ""


@dataclass(frozen=True)
class FactLine:
    """A known fact with its day and evidence."""

    path: str
    label: str
    value: str
    as_of: str
    evidence: str
    actor: str
    inferred: bool
    conflict: bool
    stale: bool


@dataclass(frozen=True)
class HouseholdPage:
    """Everything that the household screen shows at once."""

    id: str
    code: str
    title: str
    village: str
    group: str
    address: str
    labels: tuple[Label, ...]
    phone: str
    hukou_persons: int
    living_persons: int
    at_home: int
    net_income: int | None
    net_income_as_of: str
    monitored_since: str
    helper: str
    last_visit: date | None
    next_visit: date | None
    cards: tuple[Card, ...]
    members: tuple[MemberRow, ...]
    gone_members: tuple[MemberRow, ...]
    benefits: tuple[BenefitRow, ...]
    timeline: tuple[TimelineEntry, ...]
    facts: tuple[FactLine, ...]
    visit_ids: tuple[str, ...]
    draft_ids: tuple[str, ...]

    @property
    def door(self) -> str:
        """Group and door number."""
        return door(self.group, self.address)


@dataclass(frozen=True)
class FactHistoryLine:
    """One value that a fact was given, in words, masked."""

    when: datetime
    as_of: str
    old: str
    new: str
    actor: str
    evidence: str
    source: str
    reason: str


@dataclass(frozen=True)
class FactEdit:
    """A fact as a person changes it by hand.

    :param path: full path, for :meth:`Households.set`
    :param choices: the words of its code list, empty where anything may be written
    :param value: the value that holds, as the document writes it; None where it is unknown or masked
    :param shown: the same in words, masked
    :param needs_reason: a change wants a reason beside its evidence
    :param history: newest first
    """

    path: str
    who: str
    label: str
    type: FactType
    unit: str
    choices: tuple[str, ...]
    value: Value
    shown: str
    masked: bool
    needs_reason: bool
    history: tuple[FactHistoryLine, ...]


@dataclass(frozen=True)
class FieldHistory:
    """One value that a field was given."""

    path: str
    label: str
    value: Value
    before: Value
    when: datetime
    as_of: str
    actor: str
    evidence: str
    source: str
    reason: str
    transaction: str


@dataclass(frozen=True)
class SetResult:
    """What setting facts did."""

    household: str
    transaction: str
    changed: tuple[tuple[str, Value, Value], ...]
    """Path, old, new of every fact that differs."""


@dataclass(frozen=True)
class UndoResult:
    """What an undo did, or would do."""

    transaction: str
    what: str
    when: datetime
    fields: int
    records: int
    left: tuple[str, ...]
    """Fields that were changed since and stay as they are."""
