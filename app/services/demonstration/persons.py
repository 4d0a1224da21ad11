"""Invented persons: health, disability, school, work and benefits that fit the age and each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.services.demonstration.documents import Benefit, Disability, Member, Student
from app.services.demonstration.families import Kind, Relative

PRIMARY = "一二三四五六"
MIDDLE = "七八九"
CATEGORIES = {"肢体": 4, "视力": 1, "听力": 2, "言语": 3, "智力": 5, "精神": 6}
FARAWAY = ("县外省内", "省外")
EMPLOYERS = ("柏树建筑劳务队", "红叶电子厂", "青溪家具厂", "鑫达服装厂", "平安物业", "顺风物流", "川味餐馆")
SELF_CARE = ("吃饭", "穿衣", "上下床", "如厕", "室内行走", "洗澡")
PENSION_AGE = 60
OLD_AGE_ALLOWANCE_FROM = 80


@dataclass(slots=True)
class PersonMaker:
    """Makes the members of one household.

    :param code: 户编号
    :param poor: the household has been poor or is monitored; its people are ill more often
    """

    chance: Random
    today: date
    code: str
    kind: Kind
    poor: bool

    def make(self, place: int, relative: Relative) -> Member:
        """Make a member out of a relative; places count from 1."""
        age = relative.age(self.today)
        member: Member = {
            "key": f"p{place}",
            "person_code": f"{self.code}{place:02d}",
            "name": relative.name,
            "sex": "男" if relative.male else "女",
            "birth": relative.birth.isoformat(),
            "relation": relative.relation,
            "id_number": relative.id_number,
            "alive": True,
            "coliving": True,
            "hukou_local": self.chance.random() > 0.01,
            "imprisoned": False,
            "nation": "汉族" if self.chance.random() < 0.97 else self.chance.choice(("彝族", "藏族", "羌族", "土家族")),
            "marital": self._marital(relative, age),
            "politics": "中共党员" if age > 25 and self.chance.random() < 0.06 else "群众",
            "insured_this_year": self.chance.random() < 0.97,
        }
        self._add_health(member, relative, age)
        self._add_school(member, age)
        self._add_work(member, relative, age)
        self._add_home(member, age)
        self._add_benefits(member, age)
        return member

    def _marital(self, relative: Relative, age: int) -> str:
        if relative.married:
            return "已婚"
        if self.kind is Kind.ONE_PARENT and relative.relation == "户主":
            return self.chance.choice(("离婚", "丧偶"))
        return "丧偶" if age >= 55 and self.kind is not Kind.ALONE else "未婚"

    def _add_health(self, member: Member, relative: Relative, age: int) -> None:
        ill = self.chance.random() < (0.45 if age >= 65 else 0.12 if age >= 40 else 0.02)
        serious = self.chance.random() < (0.05 if self.poor else 0.015)
        disabled = self.chance.random() < (0.10 if self.poor else 0.04) * (1.6 if age >= 45 else 0.6)
        member["serious_illness"] = serious
        member["disability"] = self._disability(relative.id_number) if disabled else {"status": "none"}
        words = [word for word, true in (("长期慢性病", ill), ("患有大病", serious), ("残疾", disabled)) if true]
        member["health"] = words or ["健康"]
        grade = self._grade(member)
        failed = 0
        if grade == 1 or (age >= 85 and self.chance.random() < 0.2):
            failed = self.chance.randrange(1, 6)
        member["self_care_failed"] = sorted(self.chance.sample(SELF_CARE, failed), key=SELF_CARE.index)
        member["long_term_care"] = failed > 0
        if age >= 16:
            member["labour"] = self._labour(relative, age, grade, serious)

    def _disability(self, id_number: str) -> Disability:
        category = self.chance.choices(list(CATEGORIES), (50, 12, 12, 4, 12, 10))[0]
        grade = self.chance.choices((1, 2, 3, 4), (12, 26, 34, 28))[0]
        days = self.chance.randrange(-60, 3200)
        return {
            "category": category,
            "grade": grade,
            "certificate": f"{id_number}{CATEGORIES[category]}{grade}",
            "valid_until": (self.today + timedelta(days=days)).isoformat(),
        }

    @staticmethod
    def _grade(member: Member) -> int:
        """Give the grade of a disability, 9 for none."""
        return member["disability"].get("grade", 9)

    def _labour(self, relative: Relative, age: int, grade: int, serious: bool) -> str:
        if grade <= 2 or (serious and self.chance.random() < 0.6):
            return "丧失劳动力"
        if age >= 75:
            return "无劳动力"
        if age >= (60 if relative.male else 55) or grade <= 4:
            return "弱劳动力或半劳动力"
        return "技能劳动力" if self.chance.random() < 0.12 else "普通劳动力"

    def _add_school(self, member: Member, age: int) -> None:
        student = self._student(age) if self._grade(member) > 2 else None
        member["student"] = {"status": "none"} if student is None else student
        if student is not None:
            member["labour"] = "无劳动力"
        member["education"] = self._education(age, student)

    def _student(self, age: int) -> Student | None:
        """Give what somebody of that age learns; None for whoever is not at school."""
        if 6 <= age <= 14:
            return self._compulsory(age)
        if 15 <= age <= 17 and self.chance.random() < 0.9:
            return self._upper(PRIMARY[age - 15])
        if 18 <= age <= 20 and self.chance.random() < 0.4:
            return self._higher(PRIMARY[age - 18])
        return None

    def _compulsory(self, age: int) -> Student:
        if age <= 11:
            return self._school("义务教育", f"小学{PRIMARY[age - 6]}年级", "青溪镇中心小学", self.chance.random() < 0.2)
        return self._school("义务教育", f"{MIDDLE[age - 12]}年级", "青溪镇初级中学", self.chance.random() < 0.6)

    def _upper(self, year: str) -> Student:
        if self.chance.random() < 0.6:
            return self._school("高中", f"普通高中{year}年级", "县第二中学", True)
        return self._school("中职", f"中职{year}年级", "县职业技术学校", True)

    def _higher(self, year: str) -> Student:
        if self.chance.random() < 0.5:
            return self._school("本科", f"本科{year}年级", "市师范学院", True)
        return self._school("高职", f"高职高专{year}年级", "市职业技术学院", True)

    @staticmethod
    def _school(stage: str, grade: str, school: str, boarding: bool) -> Student:
        return {"stage": stage, "grade": grade, "school": school, "full_time": True, "boarding": boarding}

    def _education(self, age: int, student: Student | None) -> str:
        if age < 6:
            return "学龄前儿童"
        if student is not None:
            done = {"高中": "初中", "中职": "初中", "高职": "高中", "本科": "高中"}
            return done.get(student.get("stage", ""), "小学")
        if age < 18:
            return "初中" if age >= 15 else "小学"
        if age >= 65:
            return self.chance.choices(("文盲或半文盲", "小学", "初中"), (35, 55, 10))[0]
        if age >= 40:
            return self.chance.choices(("小学", "初中", "高中"), (40, 50, 10))[0]
        return self.chance.choices(("初中", "高中", "大专", "本科及以上"), (50, 28, 15, 7))[0]

    def _add_work(self, member: Member, relative: Relative, age: int) -> None:
        able = member.get("labour") in {"普通劳动力", "技能劳动力"}
        weak = member.get("labour") == "弱劳动力或半劳动力" and age < 70
        at_home = self.kind is Kind.GRANDPARENTS_WITH_CHILD and relative.relation == "子"
        if able and (at_home or self.chance.random() < 0.86):
            self._add_job(member, faraway=at_home or self.chance.random() < 0.6)
        elif weak and self.chance.random() < 0.12:
            member["employed"] = True
            member["work_months"] = self.chance.randrange(3, 11)
            member["work"] = {"kind": "公益性岗位", "place": "乡(镇)内", "wage": self.chance.randrange(4, 9) * 100}
        elif age >= 16:
            member["employed"] = False
            member["work_months"] = 0

    def _add_job(self, member: Member, faraway: bool) -> None:
        place = self.chance.choice(FARAWAY) if faraway else self.chance.choice(("乡(镇)内", "乡外县内"))
        skilled = 1_200 if member.get("labour") == "技能劳动力" else 0
        member["employed"] = True
        member["work_months"] = self.chance.randrange(6, 13) if faraway else self.chance.randrange(3, 11)
        member["work"] = {
            "kind": "外出务工" if faraway else "本地务工",
            "place": place,
            "employer": self.chance.choice(EMPLOYERS),
            "wage": self.chance.randrange(28, 56) * 100 + skilled,
        }

    def _add_home(self, member: Member, age: int) -> None:
        work, student = member.get("work", {}), member["student"]
        where = "在家"
        if work.get("place") in FARAWAY:
            where = "外出务工"
            member["residence"] = {"where": where, "place": work["place"]}
        elif student.get("stage") in {"本科", "高职"}:
            where = "在校"
        if where != "外出务工":
            member["residence"] = {"where": where}
        member["living"] = self._living(age)

    def _living(self, age: int) -> list[str]:
        if self.kind is Kind.OLD_ALONE:
            words = ["独居"]
        elif self.kind is Kind.OLD_COUPLE:
            words = ["空巢"]
        elif self.kind is Kind.GRANDPARENTS_WITH_CHILD:
            words = ["留守儿童"] if age < 16 else ["留守"] if age >= PENSION_AGE else []
        else:
            words = []
        return [*words, "高龄"] if age >= OLD_AGE_ALLOWANCE_FROM else words

    def _add_benefits(self, member: Member, age: int) -> None:
        benefits: list[Benefit] = []
        if age >= PENSION_AGE and self.chance.random() < 0.96:
            benefits.append(self._benefit("养老金", self.today.year - (age - PENSION_AGE)))
        if age >= OLD_AGE_ALLOWANCE_FROM and self.chance.random() < 0.9:
            benefits.append(self._benefit("高龄津贴", self.today.year - (age - OLD_AGE_ALLOWANCE_FROM)))
        if self._grade(member) <= 2 and self.chance.random() < 0.85:
            benefits.append(self._benefit("残疾人护理补贴", self.today.year - self.chance.randrange(1, 6)))
        if member.get("work", {}).get("kind") == "公益性岗位":
            benefits.append(self._benefit("公益性岗位", self.today.year - 1))
        member["benefits"] = benefits

    def _benefit(self, code: str, year: int) -> Benefit:
        month = self.chance.randrange(1, self.today.month + 1)
        return {"code": code, "active": True, "since": f"{max(year, 2012)}-{month:02d}"}
