"""Writes the roster of an invented village as the national monitoring system would export it, also with faults in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from io import BytesIO
from itertools import islice

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from app.domain.identity import check_digit
from app.services.demonstration.documents import Benefit, HouseholdDocument, Member
from app.services.demonstration.village import DemonstrationVillage

SHEET = "家庭成员信息"
HEADER_ROW = 3
OTHER_VILLAGE = "511323104202"


class Fault(Enum):
    """A fault that a roster can be given on demand; each falls upon a household of its own, from the first on."""

    CHECK_DIGIT = "id_check_digit"
    LENGTH = "id_length"
    LOST_DIGITS = "id_lost_digits"
    DUPLICATE = "id_duplicate"
    NO_NUMBER = "id_missing"
    NO_CODE = "household_code_missing"
    NO_NAME = "name_missing"
    DATE = "date_unreadable"
    NUMBER = "number_unreadable"
    WORD = "code_unknown"
    NO_HEAD = "head_missing"
    TWO_HEADS = "two_heads"
    BIRTH = "birth_differs_from_id"
    SEX = "sex_differs_from_id"
    CERTIFICATE = "disability_in_id"
    VILLAGE = "other_village"


Row = dict[str, object]


def _yes(value: bool | None) -> str:
    return "" if value is None else "是" if value else "否"


def _holds(benefits: Sequence[Benefit], code: str) -> str:
    return _yes(any(benefit["code"] == code and benefit.get("active", False) for benefit in benefits))


def _of_household(document: HouseholdDocument) -> Row:
    monitored = document["monitored"]
    risks = monitored.get("risks", [])
    helper = document.get("helper")
    return {
        "县(市、区、旗)": "安远县",
        "乡(镇)": "青溪镇",
        "行政村": "柏树湾村",
        "自然村（村民小组）": document["group"],
        "户编号": document["code"],
        "人数": len(document["members"]),
        "户类型": document["type"],
        "脱贫年度": document.get("out_year", ""),
        "监测对象类别": monitored.get("type", ""),
        "监测对象识别时间": monitored.get("since", ""),
        "主要返贫风险": risks[0] if risks else "",
        "其他返贫风险": ",".join(risks[1:]),
        "风险是否消除": _yes(monitored.get("risk_removed")),
        "人均纯收入": document["net_income"],
        "户联系电话": document["phone"],
        "是否易地扶贫搬迁户": _yes(document["resettled"]),
        "住房等级": document["house"]["grade"],
        "耕地面积(亩)": document["land"]["farmland"],
        "帮扶责任人姓名": "" if helper is None else helper["name"],
        "是否享受农村居民最低生活保障": _holds(document.get("benefits", []), "低保"),
    }


def _of_member(member: Member) -> Row:
    disability, work = member["disability"], member.get("work", {})
    return {
        "人编号": member["person_code"],
        "姓名": member["name"],
        "性别": member["sex"],
        "证件号码": member["id_number"],
        "出生日期": member["birth"],
        "与户主关系": _relation(member["relation"]),
        "民族": member["nation"],
        "政治面貌": member["politics"],
        "文化程度": member["education"],
        "在校生状况": member["student"].get("grade", "非在校生"),
        "健康状况": ",".join(member["health"]),
        "残疾类别": disability.get("category", ""),
        "残疾等级": f"{'一二三四'[disability['grade'] - 1]}级" if "grade" in disability else "",
        "劳动技能": member.get("labour", ""),
        "务工所在地": work.get("place", ""),
        "务工时间（月）": member.get("work_months", ""),
        "是否参加城乡居民基本医疗保险": _yes(member["insured_this_year"]),
        "是否特困供养人员": _holds(member["benefits"], "特困"),
        "人联系电话": member.get("phone", ""),
    }


def _relation(label: str) -> str:
    return label if label in {"户主", "配偶"} else f"之{label}"


COLUMNS = (
    "序号", "县(市、区、旗)", "乡(镇)", "行政村", "自然村（村民小组）", "户编号", "人编号", "姓名", "性别", "证件号码",
    "出生日期", "人数", "与户主关系", "民族", "政治面貌", "文化程度", "在校生状况", "健康状况", "残疾类别", "残疾等级",
    "劳动技能", "务工所在地", "务工时间（月）", "是否参加城乡居民基本医疗保险", "是否享受农村居民最低生活保障",
    "是否特困供养人员", "户类型", "脱贫年度", "监测对象类别", "监测对象识别时间", "主要返贫风险", "其他返贫风险",
    "风险是否消除", "人均纯收入", "户联系电话", "人联系电话", "是否易地扶贫搬迁户", "住房等级", "耕地面积(亩)",
    "帮扶责任人姓名",
)  # fmt: skip


def roster_rows(village: DemonstrationVillage) -> Iterator[list[Row]]:
    """Give the rows of the roster household by household, without 序号."""
    for document in village.documents():
        shared = _of_household(document)
        yield [{**shared, **_of_member(member)} for member in document["members"]]


def write_roster(village: DemonstrationVillage, faults: Sequence[Fault] = ()) -> bytes:
    """Give the roster of a village as a workbook: two rows of titles, the header, 40 columns, one person a row.

    :param faults: the first household gets the first of them, the second the second, and so on
    """
    output = BytesIO()
    options = {"constant_memory": True, "in_memory": True, "strings_to_numbers": False}
    with xlsxwriter.Workbook(output, options) as book:
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True})
        last = len(COLUMNS) - 1
        sheet.merge_range(0, 0, 0, last, f"青溪镇{village.name}防返贫监测对象家庭成员信息表", bold)
        sheet.write_row(1, 0, [f"填报单位：{village.name}", "", "", f"填报日期：{village.today.isoformat()}"])
        sheet.write_row(2, 0, COLUMNS, bold)
        _write_rows(sheet, _with_faults(roster_rows(village), faults))
    return output.getvalue()


def _write_rows(sheet: Worksheet, households: Iterator[list[Row]]) -> None:
    number = 0
    for household in households:
        for row in household:
            sheet.write_row(HEADER_ROW + number, 0, [number + 1, *(row[name] for name in COLUMNS[1:])])
            number += 1


def _with_faults(households: Iterator[list[Row]], faults: Sequence[Fault]) -> Iterator[list[Row]]:
    first: Row = {}
    for fault, household in zip(faults, islice(households, len(faults)), strict=False):
        _FAULTS[fault](household, first or household[0])
        first = first or household[0]
        yield household
    yield from households


def _in_last(name: str, value: object) -> Callable[[list[Row], Row], None]:
    def spoil(household: list[Row], _: Row) -> None:
        household[-1][name] = value

    return spoil


def _check_digit(household: list[Row], _: Row) -> None:
    number = str(household[-1]["证件号码"])
    household[-1]["证件号码"] = number[:17] + ("1" if check_digit(number[:17]) != "1" else "2")


def _length(household: list[Row], _: Row) -> None:
    household[-1]["证件号码"] = str(household[-1]["证件号码"])[:17]


def _lost_digits(household: list[Row], _: Row) -> None:
    household[-1]["证件号码"] = float(str(household[-1]["证件号码"])[:15] + "000")


def _duplicate(household: list[Row], first: Row) -> None:
    household.append({**household[-1], "人编号": "", "与户主关系": "之女", "证件号码": first["证件号码"]})


def _no_number(household: list[Row], _: Row) -> None:
    household[-1]["证件号码"] = ""
    household[-1]["出生日期"] = ""


def _no_head(household: list[Row], _: Row) -> None:
    household[0]["与户主关系"] = "其他"


def _two_heads(household: list[Row], _: Row) -> None:
    newborn: Row = {**household[0], "人编号": "", "姓名": "王小宝", "证件号码": "", "出生日期": "2020-01-01"}
    household.append(newborn)


def _birth(household: list[Row], _: Row) -> None:
    household[-1]["出生日期"] = "1901-01-01"


def _sex(household: list[Row], _: Row) -> None:
    household[-1]["性别"] = "女" if household[-1]["性别"] == "男" else "男"


def _certificate(household: list[Row], _: Row) -> None:
    household[-1].update({"证件号码": f"{household[-1]['证件号码']}43", "残疾类别": "", "残疾等级": ""})


def _other_village(household: list[Row], _: Row) -> None:
    for row in household:
        row["户编号"] = OTHER_VILLAGE + str(row["户编号"])[12:]


_FAULTS: dict[Fault, Callable[[list[Row], Row], None]] = {
    Fault.CHECK_DIGIT: _check_digit,
    Fault.LENGTH: _length,
    Fault.LOST_DIGITS: _lost_digits,
    Fault.DUPLICATE: _duplicate,
    Fault.NO_NUMBER: _no_number,
    Fault.NO_CODE: _in_last("户编号", ""),
    Fault.NO_NAME: _in_last("姓名", ""),
    Fault.DATE: _in_last("监测对象识别时间", "去年"),
    Fault.NUMBER: _in_last("务工时间（月）", "半年"),
    Fault.WORD: _in_last("民族", "火星族"),
    Fault.NO_HEAD: _no_head,
    Fault.TWO_HEADS: _two_heads,
    Fault.BIRTH: _birth,
    Fault.SEX: _sex,
    Fault.CERTIFICATE: _certificate,
    Fault.VILLAGE: _other_village,
}
