"""Invented households: type, monitoring, benefits, house and water follow from the people and their income."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.domain.money import yuan
from app.services.demonstration.documents import (
    NOTHING,
    SCHEMA,
    Benefit,
    Helper,
    House,
    HouseholdDocument,
    Member,
    Monitored,
    Obligor,
    Water,
)
from app.services.demonstration.economy import Economy, make_economy
from app.services.demonstration.families import FamilyMaker, Kind
from app.services.demonstration.names import given_name, surname
from app.services.demonstration.persons import PersonMaker

POOR_SHARE = 0.36
DIBAO_MONTH = 52_000
"""The invented county's 低保 line in fen a person and month."""
LOW_INCOME_YEAR = 1_000_000
"""Under 10,000 yuan a person and year a household is watched."""
HOUSEHOLDS_IN_GROUP = 22
FEWEST_GROUPS, MOST_GROUPS = 4, 12
ABLE = frozenset({"普通劳动力", "技能劳动力"})
UNITS = ("县民政局", "县农业农村局", "县水务局", "青溪镇人民政府", "县中医医院", "市公路局")


@dataclass(slots=True)
class HouseholdMaker:
    """Makes the households of a village one after the other.

    :param households: how many there will be; decides how many groups the village has
    """

    village: str
    households: int
    today: date
    families: FamilyMaker

    def make(self, number: int, chance: Random) -> HouseholdDocument:
        """Make the household of that number, counted from 1."""
        kind, relatives = self.families.make(chance)
        code = f"{self.village}{number:04d}"
        poor = chance.random() < POOR_SHARE
        people = PersonMaker(chance, self.today, code, kind, poor)
        members = [people.make(place, relative) for place, relative in enumerate(relatives, 1)]
        farmland = round(chance.uniform(0.6, 1.4) * max(1, len(members)), 1)
        economy = make_economy(chance, members, farmland)
        document = self._frame(code, number, chance, poor, farmland)
        document["members"] = members
        self._add_money(document, economy, chance)
        self._add_phones(document, number, chance)
        self._add_benefits(document, kind, economy, chance)
        self._add_monitoring(document, economy, chance)
        self._add_parents(document, kind, chance)
        return document

    def _frame(self, code: str, number: int, chance: Random, poor: bool, farmland: float) -> HouseholdDocument:
        groups = max(FEWEST_GROUPS, min(MOST_GROUPS, self.households // HOUSEHOLDS_IN_GROUP))
        group = f"{(number - 1) * groups // max(self.households, number) + 1}组"
        address = f"青溪镇柏树湾村{group}{number}号"
        document: HouseholdDocument = {
            "schema": SCHEMA,
            "as_of": self.today.isoformat(),
            "code": code,
            "village": self.village,
            "group": group,
            "address": {"registered": address, "actual": address},
            "type": "脱贫户" if poor else "一般农户",
            "hukou_local": True,
            "house": self._house(chance, poor),
            "water": self._water(chance),
            "land": {"farmland": farmland, "forest": round(chance.uniform(0, 6), 1)},
            "resettled": poor and chance.random() < 0.14,
            "property_ok": {"dibao": True, "edge": True, "tekun": True},
            "disaster": NOTHING,
            "emergency": NOTHING,
            "temporary_aid_this_year": 1 if chance.random() < 0.03 else 0,
        }
        if poor:
            document["out_year"] = chance.choice((2016, 2017, 2018, 2019, 2020))
        return document

    @staticmethod
    def _house(chance: Random, poor: bool) -> House:
        grade = chance.choices("ABCD", (48, 47, 4, 1) if poor else (60, 36, 3, 1))[0]
        structure = (
            chance.choice(("砖混", "砖混", "砖木", "钢混")) if grade in "AB" else chance.choice(("土木", "砖木"))
        )
        return {
            "grade": grade,
            "structure": structure,
            "built": chance.randrange(1998, 2022) if grade in "AB" else chance.randrange(1970, 1995),
            "area": chance.randrange(50, 190),
            "ownership": "自有",
            "lived_in": grade != "D",
        }

    @staticmethod
    def _water(chance: Random) -> Water:
        piped = chance.random() < 0.88
        days_cut = chance.choice((0, 0, 0, 2, 5, 10)) if piped else chance.choice((5, 20, 34, 45))
        litres = chance.randrange(40, 80) if piped else chance.randrange(28, 50)
        return {
            "source": "集中供水入户" if piped else chance.choice(("自打井", "山泉/水窖")),
            "enough": litres >= 35,
            "litres": litres,
            "in_house": piped,
            "fetch_minutes": 0 if piped else chance.randrange(5, 25),
            "clear": chance.random() < 0.98,
            "days_cut": days_cut,
        }

    @staticmethod
    def _add_money(document: HouseholdDocument, economy: Economy, chance: Random) -> None:
        net = economy.net_per_head
        document["net_income"] = yuan(net)
        document["net_income_last_year"] = yuan(round(net * chance.uniform(0.82, 1.12)))
        document["total_income_12m"] = yuan(economy.total)
        document["rigid_spending_12m"] = yuan(economy.rigid)
        document["medical_self_paid_12m"] = yuan(economy.medical)
        document["dibao_income"] = yuan(economy.dibao_per_head_month)
        document["stable_income"] = any(
            member.get("labour") in ABLE and member.get("work_months", 0) >= 6 for member in document["members"]
        )

    @staticmethod
    def _add_phones(document: HouseholdDocument, number: int, chance: Random) -> None:
        """Give telephones that nobody has: 138 and zeros, then the household and the person."""
        document["phone"] = f"13800{number % 100_000:05d}0"
        for place, member in enumerate(document["members"], 1):
            if member.get("employed") or (member["relation"] == "户主" and chance.random() < 0.8):
                member["phone"] = document["phone"][:-1] + str(place % 10) if place > 1 else document["phone"]

    def _add_benefits(self, document: HouseholdDocument, kind: Kind, economy: Economy, chance: Random) -> None:
        members = document["members"]
        benefits: list[Benefit] = []
        alone_and_old = len(members) == 1 and members[0].get("labour") in {"无劳动力", "丧失劳动力"}
        under_line = economy.dibao_per_head_month < DIBAO_MONTH
        self._add_obligors(members, kind, chance)
        if alone_and_old and under_line and members[0].get("obligors") == []:
            self._make_tekun(members[0])
        elif under_line and _has_no_labour(members) and chance.random() < 0.75:
            benefits.append(
                {"code": "低保", "form": "整户", "active": True, "since": self._month(chance), "topup": False}
            )
            self._add_living_subsidies(members, chance)
        document["benefits"] = benefits

    @staticmethod
    def _add_obligors(members: Sequence[Member], kind: Kind, chance: Random) -> None:
        """Say who owes support to the old: nobody, or children who live elsewhere."""
        for member in members:
            if member["living"] and kind in {Kind.OLD_ALONE, Kind.OLD_COUPLE}:
                children: list[Obligor] = [
                    {"relation": chance.choice(("子", "女")), "able": chance.random() < 0.85}
                    for _ in range(chance.choices((0, 1, 2, 3), (18, 30, 35, 17))[0])
                ]
                member["obligors"] = children

    def _make_tekun(self, member: Member) -> None:
        """Take somebody into 特困; it excludes the two disability subsidies."""
        kept = [benefit for benefit in member["benefits"] if not benefit["code"].startswith("残疾人")]
        since = f"{self.today.year - 2}-04"
        member["benefits"] = [*kept, {"code": "特困", "form": "分散", "active": True, "since": since}]

    def _add_living_subsidies(self, members: Sequence[Member], chance: Random) -> None:
        for member in members:
            if "grade" in member["disability"] and chance.random() < 0.85:
                member["benefits"].append({"code": "残疾人生活补贴", "active": True, "since": self._month(chance)})

    def _month(self, chance: Random) -> str:
        return f"{self.today.year - chance.randrange(1, 5)}-{chance.randrange(1, 13):02d}"

    def _add_monitoring(self, document: HouseholdDocument, economy: Economy, chance: Random) -> None:
        risks = _risks(document, economy)
        watched = bool(risks) and chance.random() < (0.32 if document["type"] == "脱贫户" else 0.09)
        document["monitored"] = self._monitored(document, economy, risks, chance) if watched else {"status": "none"}
        if document["type"] == "脱贫户":
            document["cause"] = {"main": risks[0] if risks else chance.choice(("缺技术", "缺资金", "因缺劳动力"))}
        if watched or document["type"] == "脱贫户":
            document["helper"] = self._helper(document, chance)

    def _monitored(self, document: HouseholdDocument, economy: Economy, risks: list[str], chance: Random) -> Monitored:
        since = self.today - timedelta(days=chance.randrange(20, 1100))
        low = economy.net_per_head < LOW_INCOME_YEAR
        quiet = "脱贫不稳定户" if document["type"] == "脱贫户" else "边缘易致贫户"
        removed = (self.today - since).days > 400 and chance.random() < 0.55
        monitored: Monitored = {
            "type": quiet if low else "突发严重困难户",
            "since": since.isoformat(),
            "income_then": yuan(round(economy.net_per_head * chance.uniform(0.55, 0.9))),
            "risks": risks[:2],
            "risk_removed": removed,
        }
        if removed:
            monitored["removed_on"] = (since + timedelta(days=chance.randrange(200, 400))).isoformat()
        return monitored

    @staticmethod
    def _helper(document: HouseholdDocument, chance: Random) -> Helper:
        male = chance.random() < 0.6
        return {
            "name": surname(chance) + given_name(chance, male, 1985),
            "unit": chance.choice(UNITS),
            "phone": f"1390000{chance.randrange(10_000):04d}",
        }

    @staticmethod
    def _add_parents(document: HouseholdDocument, kind: Kind, chance: Random) -> None:
        """Say how the parents of minors are who live with their grandparents."""
        if kind is not Kind.GRANDPARENTS_WITH_CHILD:
            return
        mother_here = any(member["relation"] == "儿媳" for member in document["members"])
        lost = chance.random() < 0.25
        for member in document["members"]:
            if "留守儿童" in member["living"]:
                member["father"] = {"state": "外出", "months": chance.randrange(6, 60)}
                state = "外出" if mother_here else "失联" if lost else "其他"
                member["mother"] = {"state": state, "months": chance.randrange(6, 60)}


def _has_no_labour(members: Sequence[Member]) -> bool:
    return not any(member.get("labour") in ABLE for member in members)


def _risks(document: HouseholdDocument, economy: Economy) -> list[str]:
    """Give what could throw the household back, out of its people, its house and its water."""
    members = document["members"]
    water = document["water"]
    found = {
        "因病": any(member["serious_illness"] for member in members) or economy.medical > 1_500_000,
        "因残": any("grade" in member["disability"] for member in members),
        "因学": sum(member["student"].get("stage") in {"本科", "高职"} for member in members) > 0,
        "因缺劳动力": _has_no_labour(members) and economy.dibao_per_head_month < DIBAO_MONTH * 2,
        "因住房": document["house"]["grade"] in "CD",
        "因饮水": not water["enough"] or water["days_cut"] > 36 or water["fetch_minutes"] > 20,
        "因务工就业不稳": any(0 < member.get("work_months", 0) < 6 for member in members),
    }
    return [risk for risk, true in found.items() if true]
