"""Invented incomes: what a household earns follows from who works, for how long and for which wage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from app.domain.money import divide
from app.services.demonstration.documents import Member

PENSION_MONTH = 14_500
"""Fen a month of the basic pension."""
CARE_ALLOWANCE_MONTH = 10_000
OLD_AGE_MONTH = 5_000


@dataclass(frozen=True, slots=True)
class Economy:
    """The money of a household, in fen a year unless said otherwise; support is what relatives elsewhere send."""

    wages: int
    farming: int
    costs: int
    support: int
    transfers: int
    medical: int
    rigid: int
    people: int

    @property
    def total(self) -> int:
        """All income of twelve months before costs."""
        return self.wages + self.farming + self.support + self.transfers

    @property
    def net_per_head(self) -> int:
        """防返贫口径: yearly net income a person."""
        return divide(self.total - self.costs, self.people)

    @property
    def dibao_per_head_month(self) -> int:
        """低保口径: monthly income a person; transfers of social assistance do not count."""
        return divide(max(0, self.wages + self.farming + self.support - self.costs), self.people * 12)


def make_economy(chance: Random, members: Sequence[Member], farmland: float) -> Economy:
    """Make the money of a household out of its people and its land (mu)."""
    wages = sum(member.get("work_months", 0) * member.get("work", {}).get("wage", 0) * 100 for member in members)
    sent_home = round(wages * chance.uniform(0.6, 0.95)) // 100 * 100
    hands = sum(member.get("labour") in {"普通劳动力", "技能劳动力", "弱劳动力或半劳动力"} for member in members)
    farming = round(farmland * chance.uniform(900, 2200)) * 100 if hands else 0
    farming += chance.choice((0, 200_000, 600_000, 1_500_000)) if hands else 0
    medical = sum(_medical(chance, member) for member in members)
    schooling = sum(chance.randrange(20, 60) * 10_000 for member in members if "stage" in member["student"])
    return Economy(
        wages=sent_home,
        farming=farming,
        costs=farming * 2 // 5,
        support=sum(_support(chance, member) for member in members),
        transfers=sum(_transfers(member) for member in members),
        medical=medical,
        rigid=medical + schooling,
        people=len(members),
    )


def _medical(chance: Random, member: Member) -> int:
    if "患有大病" in member["health"]:
        return chance.randrange(80, 420) * 10_000
    return chance.randrange(5, 40) * 10_000 if "长期慢性病" in member["health"] else 0


def _support(chance: Random, member: Member) -> int:
    """Give what children elsewhere send to the old; nothing where nobody owes it."""
    if not {"独居", "空巢", "留守"} & set(member["living"]) or chance.random() < 0.15:
        return 0
    return chance.randrange(20, 90) * 10_000


def _transfers(member: Member) -> int:
    monthly = {"养老金": PENSION_MONTH, "残疾人护理补贴": CARE_ALLOWANCE_MONTH, "高龄津贴": OLD_AGE_MONTH}
    return sum(12 * monthly.get(benefit["code"], 0) for benefit in member["benefits"])
