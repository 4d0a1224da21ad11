"""四查: 吃穿, 义务教育, 基本医疗, 住房, 饮水 as the visit found them, each judged by its answers alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.documents.pdf import visit_record_data as paper
from app.documents.pdf.visit_record_data import Judgement
from app.domain.dates import PartialDate, age_at
from app.oplog.operation import Value
from app.services.printing.plain import said, words
from app.services.printing.sealed_facts import SealedFacts

WATER_LITRES, WATER_DAYS, FETCH_MINUTES = 35, 36, 20
"""农村饮水安全评价准则: litres a person and day, days without water in a year, minutes to fetch it."""

FIRST_SCHOOL_AGE, LAST_SCHOOL_AGE = 6, 15
"""义务教育法, articles 2 and 11: nine years from the sixth."""


class Checks:
    """Judges what a visit found."""

    def __init__(self, facts: SealedFacts) -> None:
        self._facts = facts

    def lines(self) -> Iterator[paper.Check]:
        """Give the lines of the table in their order."""
        yield self._check("吃", ("living.grain_month", "living.protein_weekly", "living.fuel"), self._eats())
        yield self._check("穿", ("living.clothes",), _all_of(self._facts.after.get("living.clothes")))
        yield paper.Check("义务教育", "；".join(self._pupils()) or self._nobody_at_school(), self._education())
        yield paper.Check("基本医疗", self._insurance_words(), self._insurance())
        yield self._check("住房", ("house.grade", "house.place", "house.defects"), self._house())
        yield self._check("饮水", ("water.source", "water.enough", "water.days_cut", "water.clear"), self._water())

    def _check(self, item: str, paths: Iterable[str], judgement: Judgement | None) -> paper.Check:
        found = [told for path in paths if (told := self._fact_words(path))]
        return paper.Check(item, "；".join(found), judgement)

    def _eats(self) -> Judgement | None:
        protein = self._facts.after.get("living.protein_weekly")
        enough = protein >= 1 if isinstance(protein, (int, float)) else None
        return _all_of(self._facts.after.get("living.grain_month"), enough)

    def _house(self) -> Judgement | None:
        grade, lived_in, defects = (
            self._facts.after.get(path) for path in ("house.grade", "house.lived_in", "house.defects")
        )
        safe = None if grade in (None, "未鉴定") else grade in {"A", "B"}
        sound = None if not isinstance(defects, list) else not defects or defects == ["无"]
        return _all_of(safe, lived_in, True if sound is None and safe is not None else sound)

    def _water(self) -> Judgement | None:
        litres, days, minutes = (
            self._facts.after.get(path) for path in ("water.litres", "water.days_cut", "water.fetch_minutes")
        )
        enough = litres >= WATER_LITRES if isinstance(litres, (int, float)) else self._facts.after.get("water.enough")
        steady = days <= WATER_DAYS if isinstance(days, (int, float)) else None
        near = True if self._facts.after.get("water.in_house") is True else None
        if near is None and isinstance(minutes, (int, float)):
            near = minutes <= FETCH_MINUTES
        return _all_of(enough, steady, near, self._facts.after.get("water.clear"))

    def _pupils(self) -> Iterator[str]:
        for key, member in self._facts.members.items():
            if not self._is_pupil(member):
                continue
            after, student = self._facts.after, f"members.{key}.student"
            grade = after.get(f"{student}.grade") or after.get(f"{student}.stage")
            attending = after.get(f"{student}.attending")
            told = _yes_no(attending, "在校", "不在校", "没问")
            yield said(member.get("name")) + told + (said(grade) if attending else "")

    def _nobody_at_school(self) -> str:
        members = self._facts.members.values()
        known = bool(members) and all(member.get("birth") or member.get("alive") is False for member in members)
        return f"没有 {FIRST_SCHOOL_AGE} 至 {LAST_SCHOOL_AGE} 岁的孩子" if known else ""

    def _education(self) -> Judgement | None:
        pupils = [key for key, member in self._facts.members.items() if self._is_pupil(member)]
        if not pupils:
            return None
        return _all_of(*(self._facts.after.get(f"members.{key}.student.attending") for key in pupils))

    def _is_pupil(self, member: Mapping[str, Value]) -> bool:
        """Compulsory schooling, by age at the day of the visit."""
        birth = member.get("birth")
        if not isinstance(birth, str) or member.get("alive") is False:
            return False
        return FIRST_SCHOOL_AGE <= age_at(PartialDate.from_iso(birth).first, self._facts.day) <= LAST_SCHOOL_AGE

    def _insured(self) -> dict[str, Value]:
        living = self._facts.living
        return {key: self._facts.after.get(f"members.{key}.insured_this_year") for key in living}

    def _insurance(self) -> Judgement | None:
        insured = self._insured()
        return _all_of(*insured.values()) if insured else None

    def _insurance_words(self) -> str:
        insured = self._insured()
        without = [str(self._facts.members[key].get("name")) for key, state in insured.items() if state is False]
        unknown = [str(self._facts.members[key].get("name")) for key, state in insured.items() if state is None]
        parts = [f"{sum(1 for state in insured.values() if state is True)} 人已参保"]
        parts += [f"{'、'.join(without)}没有参保"] if without else []
        parts += [f"{'、'.join(unknown)}没问清"] if unknown else []
        return "；".join(parts)

    def _fact_words(self, path: str) -> str:
        value = self._facts.after.get(path)
        told = _FACT_WORDS.get(path)
        if value is None:
            return ""
        if isinstance(value, bool):
            return told[0 if value else 1] if told else ""
        shown = (
            "、".join(words(value)) if isinstance(value, list) else f"{value}" if not isinstance(value, bytes) else ""
        )
        return told[0].format(shown) if told and shown else shown


_FACT_WORDS: dict[str, tuple[str, ...]] = {
    "living.grain_month": ("存粮够 1 个月", "存粮不够 1 个月"),
    "living.protein_weekly": ("每周吃肉蛋奶豆 {} 次",),
    "living.fuel": ("燃料够", "燃料不够"),
    "living.clothes": ("应季衣被够", "应季衣被不够"),
    "house.grade": ("主房 {} 级",),
    "house.place": ("人住{}",),
    "house.defects": ("可见问题：{}",),
    "water.source": ("{}",),
    "water.enough": ("够用", "不够用"),
    "water.days_cut": ("近一年断水 {} 天",),
    "water.clear": ("无异色异味", "有异色或异味"),
}


def _all_of(*values: Value) -> Judgement | None:
    """Judge several conditions: one false is a problem, all true is safe, nothing known is not judged."""
    if any(value is False for value in values):
        return Judgement.PROBLEM
    if values and all(value is True for value in values):
        return Judgement.SAFE
    return Judgement.UNKNOWN if any(value is not None for value in values) else None


def _yes_no(value: Value, yes: str, no: str, unknown: str) -> str:
    return {True: yes, False: no}.get(value, unknown) if isinstance(value, bool) else unknown
