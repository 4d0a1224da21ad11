"""The fact dictionary: the one list of facts that forms, import, search, print and the command line may name.

The list itself is data (``resources/codes/facts.toml``); this module reads its text and answers questions about paths in
household-document words, such as ``water.days_cut`` or ``members.3f2a91c4.disability.grade``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.domain.errors import AppError, ErrorCode

MEMBERS = "members"


class Holder(StrEnum):
    """Whom a fact speaks of."""

    HOUSEHOLD = "household"
    MEMBER = "member"
    VISIT = "visit"


class FactType(StrEnum):
    """How a fact's value is written in the document; money is stored in fen and written in yuan."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    BOOLEAN = "boolean"
    DATE = "date"
    MONTH = "month"
    CODE = "code"
    CODES = "codes"


class Shape(StrEnum):
    """What a text fact must look like."""

    IDENTITY = "identity"
    NAME = "name"
    PHONE = "phone"


class Sensitivity(StrEnum):
    """The class that decides masking and who may see a fact."""

    PLAIN = "plain"
    CONTACT = "contact"
    IDENTITY = "identity"
    INCOME = "income"
    HEALTH = "health"
    CHILD = "child"


@dataclass(frozen=True)
class Fact:
    """One line of the dictionary.

    :param path: path below its holder, e.g. ``water.days_cut``; a member's facts lack ``members.<key>.``
    :param field: the record's field, or None for a fact kept as records of their own (``record``)
    :param part: the key inside a compound field
    :param declares_none: the compound may be declared empty (``{"status": "none"}``) through this fact
    :param since: the store keeps the date since when; the document speaks of months
    :param year_part: the part that names the year for which the value holds
    :param life_months: shelf life; None: does not age
    :param shape: what a text looks like; None: any text
    :param least: the smallest number, in the document's unit; None: any
    :param most: the largest number
    :param past: a date that cannot be after today
    :param needed: may be changed but never become unknown again
    """

    path: str
    holder: Holder
    label: str
    type: FactType
    codes: str | None = None
    unit: str = ""
    field: str | None = None
    part: str | None = None
    record: str | None = None
    declares_none: bool = False
    since: bool = False
    year_part: str | None = None
    sensitivity: Sensitivity = Sensitivity.PLAIN
    life_months: int | None = None
    derived_from: tuple[str, ...] = ()
    shape: Shape | None = None
    least: float | None = None
    most: float | None = None
    past: bool = False
    needed: bool = False

    def in_range(self, number: float) -> bool:
        """Tell whether a number in the document's unit is one that the fact can have."""
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)

    @property
    def group(self) -> str:
        """The first word of the path: the key of the household document that holds it."""
        return self.path.split(".", 1)[0]


@dataclass(frozen=True)
class FactPath:
    """A parsed path: the fact and, for a member's fact, the member's key as typed."""

    fact: Fact
    member: str | None = None

    @property
    def text(self) -> str:
        """The path in household-document words."""
        return f"{MEMBERS}.{self.member}.{self.fact.path}" if self.member is not None else self.fact.path


class FactDictionary:
    """All facts by holder and path.

    :param facts: the lines
    :param version: the version of the list
    """

    def __init__(self, facts: tuple[Fact, ...], version: str) -> None:
        self.version = version
        self.facts = facts
        self._by_path: dict[Holder, Mapping[str, Fact]] = {
            holder: MappingProxyType({fact.path: fact for fact in facts if fact.holder is holder}) for holder in Holder
        }
        self._by_field: dict[Holder, dict[str, tuple[Fact, ...]]] = {holder: {} for holder in Holder}
        self._by_part: dict[Holder, dict[str, dict[str | None, tuple[Fact, ...]]]] = {holder: {} for holder in Holder}
        for fact in facts:
            if fact.field is not None:
                fields = self._by_field[fact.holder]
                fields[fact.field] = (*fields.get(fact.field, ()), fact)
                parts = self._by_part[fact.holder].setdefault(fact.field, {})
                parts[fact.part] = (*parts.get(fact.part, ()), fact)

    def only(self, paths: Collection[str]) -> FactDictionary:
        """Give a dictionary of these facts alone, by their paths below the holder."""
        return FactDictionary(tuple(fact for fact in self.facts if fact.path in paths), self.version)

    @classmethod
    def from_toml(cls, text: str) -> FactDictionary:
        """Read the dictionary's text.

        :raises KeyError, ValueError: when the text is no dictionary (a fault of ours, not of the user)
        """
        tables = tomllib.loads(text)
        facts = tuple(
            _fact(Holder(holder), path, line)
            for holder in (Holder.HOUSEHOLD, Holder.MEMBER, Holder.VISIT)
            for path, line in tables[holder.value].items()
        )
        return cls(facts, str(tables["version"]))

    def of(self, holder: Holder) -> Mapping[str, Fact]:
        """Give all facts of a holder by path."""
        return self._by_path[holder]

    def in_field(self, holder: Holder, field: str) -> tuple[Fact, ...]:
        """Give the facts that lie in a record field (several for a compound, none for an unknown field)."""
        return self._by_field[holder].get(field, ())

    def by_part(self, holder: Holder) -> Mapping[str, Mapping[str | None, tuple[Fact, ...]]]:
        """Give all facts by record field and part (None: the field as a whole): for going through a whole register."""
        return self._by_part[holder]

    def parse(self, path: str) -> FactPath:
        """Read a path in household-document words.

        :raises AppError: FACT_UNKNOWN when the dictionary has no such fact
        """
        head, _, rest = path.partition(".")
        if head == MEMBERS:
            member, _, inner = rest.partition(".")
            fact = self._by_path[Holder.MEMBER].get(inner)
            if fact is not None and member:
                return FactPath(fact, member)
        elif head == Holder.VISIT.value and rest in self._by_path[Holder.VISIT]:
            return FactPath(self._by_path[Holder.VISIT][rest])
        elif path in self._by_path[Holder.HOUSEHOLD]:
            return FactPath(self._by_path[Holder.HOUSEHOLD][path])
        raise AppError(ErrorCode.FACT_UNKNOWN, path=path)

    def knows(self, path: str) -> bool:
        """Tell whether a path, with any member key, names a fact."""
        try:
            self.parse(path)
        except AppError:
            return False
        return True


def _fact(holder: Holder, path: str, line: Mapping[str, object]) -> Fact:
    optional = {name: line.get(name) for name in ("codes", "field", "part", "record", "year_part")}
    life = line.get("life")
    derived = line.get("derived_from", ())
    assert isinstance(derived, (list, tuple))
    return Fact(
        path=path,
        holder=holder,
        label=str(line["label"]),
        type=FactType(str(line["type"])),
        unit=str(line.get("unit", "")),
        declares_none=bool(line.get("none", False)),
        since=bool(line.get("since", False)),
        sensitivity=Sensitivity(str(line.get("class", "plain"))),
        life_months=int(str(life)) if life is not None else None,
        derived_from=tuple(str(name) for name in derived),
        shape=Shape(str(line["shape"])) if "shape" in line else None,
        least=_limit(line, "least"),
        most=_limit(line, "most"),
        past=bool(line.get("past", False)),
        needed=bool(line.get("needed", False)),
        **{name: None if value is None else str(value) for name, value in optional.items()},
    )


def _limit(line: Mapping[str, object], name: str) -> float | None:
    limit = line.get(name)
    assert limit is None or isinstance(limit, (int, float))
    return limit
