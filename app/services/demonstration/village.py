"""The invented village as a whole: the same seed and day give the same village, a larger one begins like a smaller one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from app.services.demonstration.documents import HouseholdDocument
from app.services.demonstration.families import FamilyMaker
from app.services.demonstration.history import PlannedVisit, plan_visits
from app.services.demonstration.households import HouseholdMaker
from app.services.demonstration.opening import Opening, plan_opening

DEMONSTRATION_VILLAGE = "511323104201"
DEMONSTRATION_NAME = "柏树湾村"
DEFAULT_HOUSEHOLDS = 120


@dataclass(frozen=True, slots=True)
class DemonstrationHousehold:
    """A household with the visits that it had; the document holds at the village's day, before the visits are played.

    :param opening: when its file was begun
    """

    document: HouseholdDocument
    visits: tuple[PlannedVisit, ...]
    opening: Opening


@dataclass(frozen=True, slots=True)
class DemonstrationVillage:
    """An invented village. Its households are made while they are asked for, so that its size costs no memory.

    :param village: code of 12 digits
    """

    households: int
    seed: int
    today: date
    village: str = DEMONSTRATION_VILLAGE
    name: str = DEMONSTRATION_NAME

    def __iter__(self) -> Iterator[DemonstrationHousehold]:
        maker = HouseholdMaker(self.village, self.households, self.today, FamilyMaker(self.today))
        for number in range(1, self.households + 1):
            chance = Random(f"{self.seed}/{self.today.isoformat()}/{self.village}/{number}")
            document = maker.make(number, chance)
            visits = tuple(plan_visits(document, self.today, chance))
            yield DemonstrationHousehold(document, visits, plan_opening(document, visits, self.today, chance))

    def documents(self) -> Iterator[HouseholdDocument]:
        """Give the household documents in the order of 户编号."""
        for household in self:
            yield household.document


def generate_village(
    households: int, seed: int, today: date, village: str = DEMONSTRATION_VILLAGE
) -> DemonstrationVillage:
    """Give the invented village of a size.

    :param seed: another number gives another village
    :param today: the day at which its facts hold; nothing in it lies after
    """
    return DemonstrationVillage(households, seed, today, village)
