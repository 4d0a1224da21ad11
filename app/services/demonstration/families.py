"""Invented families: who belongs to a household, how old, how related; ages and generations fit together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from random import Random

from app.domain.dates import age_at
from app.domain.identity import make_identity
from app.services.demonstration.names import given_name, surname

REGISTERED_IN = ("511323", "511323", "511323", "511322", "511302", "511324")
"""County codes of the identity numbers; most people were born where they live."""


class Kind(Enum):
    """Shapes of families in a village whose young people work far away."""

    OLD_ALONE = "独居老人"
    OLD_COUPLE = "空巢老人"
    COUPLE_WITH_CHILDREN = "夫妻与子女"
    THREE_GENERATIONS = "三代同堂"
    GRANDPARENTS_WITH_CHILD = "隔代照料"
    ONE_PARENT = "单亲"
    ALONE = "单身"


WEIGHTS = {
    Kind.OLD_ALONE: 14,
    Kind.OLD_COUPLE: 16,
    Kind.COUPLE_WITH_CHILDREN: 24,
    Kind.THREE_GENERATIONS: 25,
    Kind.GRANDPARENTS_WITH_CHILD: 9,
    Kind.ONE_PARENT: 6,
    Kind.ALONE: 6,
}


@dataclass(frozen=True, slots=True)
class Relative:
    """A member of an invented family."""

    name: str
    male: bool
    birth: date
    relation: str
    id_number: str
    married: bool

    def age(self, day: date) -> int:
        """Give the completed years at a day."""
        return age_at(self.birth, day)


class FamilyMaker:
    """Makes families; no identity number is given twice.

    :param today: nobody is born after this day
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self._used: set[str] = set()

    def make(self, chance: Random) -> tuple[Kind, tuple[Relative, ...]]:
        """Make the next family."""
        kind = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        family = _Family(self, chance, surname(chance), self._today)
        builders = {
            Kind.OLD_ALONE: family.old_alone,
            Kind.OLD_COUPLE: family.old_couple,
            Kind.COUPLE_WITH_CHILDREN: family.couple_with_children,
            Kind.THREE_GENERATIONS: family.three_generations,
            Kind.GRANDPARENTS_WITH_CHILD: family.grandparents_with_child,
            Kind.ONE_PARENT: family.one_parent,
            Kind.ALONE: family.alone,
        }
        builders[kind]()
        return kind, tuple(family.members)

    def number(self, chance: Random, birth: date, male: bool) -> str:
        """Give an identity number that nobody has yet, with the right birth, sex and check digit."""
        while True:
            sequence = chance.randrange(1, 500) * 2 - (1 if male else 0)
            number = make_identity(chance.choice(REGISTERED_IN), birth, sequence)
            if number not in self._used:
                self._used.add(number)
                return number


class _Family:
    """A family while it grows; the first member is the head."""

    def __init__(self, maker: FamilyMaker, chance: Random, name: str, today: date) -> None:
        self._maker = maker
        self._chance = chance
        self._surname = name
        self._today = today
        self.members: list[Relative] = []

    def old_alone(self) -> None:
        male = self._chance.random() < 0.45
        self._add("户主", male, self._born(66, 91), married=False, own=male)

    def old_couple(self) -> None:
        self._couple(self._born(61, 86))

    def couple_with_children(self) -> None:
        head = self._couple(self._born(30, 54))
        self._children(head, "子", "女")

    def three_generations(self) -> None:
        head = self._couple(self._born(56, 74), widowed=0.3)
        self._young_couple(head, with_children=True)

    def grandparents_with_child(self) -> None:
        head = self._couple(self._born(56, 72), widowed=0.2)
        parent = self._young_couple(head, with_children=False, wife=self._chance.random() < 0.5)
        self._children(parent, "孙子", "孙女")

    def one_parent(self) -> None:
        male = self._chance.random() < 0.6
        head = self._add("户主", male, self._born(32, 52), married=False, own=male)
        self._children(head, "子", "女", own=male)

    def alone(self) -> None:
        self._add("户主", True, self._born(38, 60), married=False, own=True)

    def _born(self, youngest: int, oldest: int) -> date:
        return self._today - timedelta(days=self._chance.randrange(youngest * 366, oldest * 366))

    def _add(self, relation: str, male: bool, birth: date, *, married: bool, own: bool) -> Relative:
        family_name = self._surname if own else surname(self._chance)
        name = family_name + given_name(self._chance, male, birth.year)
        number = self._maker.number(self._chance, birth, male)
        member = Relative(name, male, birth, relation, number, married)
        self.members.append(member)
        return member

    def _couple(self, birth: date, widowed: float = 0.0) -> Relative:
        alone = self._chance.random() < widowed
        head = self._add("户主", True, birth, married=not alone, own=True)
        if not alone:
            self._add("配偶", False, self._near(birth, 5), married=True, own=False)
        return head

    def _near(self, birth: date, years: int) -> date:
        moved = birth + timedelta(days=self._chance.randrange(-years * 200, years * 365))
        return min(moved, self._today - timedelta(days=19 * 366))

    def _young_couple(self, head: Relative, *, with_children: bool, wife: bool = True) -> Relative:
        youngest = 24 if with_children else 26
        age = self._chance.randrange(youngest, max(youngest + 1, min(46, head.age(self._today) - 20)))
        son = self._add("子", True, self._born(age, age + 1), married=wife, own=True)
        if wife:
            self._add("儿媳", False, self._near(son.birth, 4), married=True, own=False)
        if with_children:
            self._children(son, "孙子", "孙女")
        return son

    def _children(self, parent: Relative, boy: str, girl: str, own: bool = True) -> None:
        """Add one to three children, born when the parent was 20 to 36 and before today."""
        earliest = parent.birth + timedelta(days=21 * 366)
        latest = min(parent.birth + timedelta(days=36 * 365), self._today - timedelta(days=30))
        for _ in range(self._chance.choices((1, 2, 3), (45, 45, 10))[0]):
            span = (latest - earliest).days
            if span < 1:
                return
            birth = earliest + timedelta(days=self._chance.randrange(span))
            earliest = birth + timedelta(days=420)
            male = self._chance.random() < 0.53
            self._add(boy if male else girl, male, birth, married=False, own=own)
