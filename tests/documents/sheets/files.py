"""Workbooks for tests: written by openpyxl, read by the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl

from app.documents.sheets.reading import RosterIssue, RosterReading
from app.documents.sheets.roster import read_roster
from app.domain.codes import CodeLists
from app.domain.facts import FactDictionary
from app.domain.identity import make_identity
from app.tables.workbook import read_workbook

FOLDER = Path(__file__).parents[3] / "resources" / "codes"
CODES = CodeLists.from_tables({path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml")})
FACTS = FactDictionary.from_toml((FOLDER / "facts.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 20)
VILLAGE = "511323104201"
HOUSE_1, HOUSE_2, HOUSE_3 = (f"{VILLAGE}{number:04d}" for number in (1, 2, 3))
OTHER_HOUSE = "5113231042020001"

LI = make_identity("511323", date(1958, 3, 12), 422)
WANG = make_identity("511323", date(1984, 7, 1), 421)
CHILD = make_identity("511323", date(2015, 9, 9), 12)
ZHAO = make_identity("511323", date(1970, 1, 2), 35)

HEADER = ("序号", "户编号", "人编号", "姓名", "证件号码", "与户主关系", "健康状况", "劳动技能", "人均纯收入")


def row(code: object, name: object, number: object, relation: object = "户主", **more: object) -> list[object]:
    return [
        more.get("no", ""),
        code,
        more.get("person", ""),
        name,
        number,
        relation,
        more.get("health", ""),
        more.get("labour", ""),
        more.get("income", ""),
    ]


GOOD = (
    row(HOUSE_1, "李桂珍", LI, health="长期慢性病", labour="弱劳动力", income=9861.5),
    row(HOUSE_1, "王志强", WANG, "之子", health="残疾", labour="普通劳动力", income=9861.5),
    row(HOUSE_2, "赵 大顺", ZHAO, labour="普通劳动力", income="12,000"),
)


def book(
    rows: Iterable[Sequence[object]],
    header: Sequence[object] = HEADER,
    titles: Sequence[Sequence[object]] = (("柏树湾村监测对象名册",), ("填报单位：柏树湾村",)),
    merges: Sequence[str] = (),
    sheet: str = "家庭成员信息",
) -> bytes:
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for line in (*titles, header, *rows):
        page.append(["" if cell is None else cell for cell in line])
    for merge in merges:
        page.merge_cells(merge)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def read(
    content: bytes,
    villages: frozenset[str] = frozenset({VILLAGE}),
    mapping: Mapping[str, str] | None = None,
    **more: object,
) -> RosterReading:
    return read_roster(
        read_workbook(content), codes=CODES, facts=FACTS, villages=villages, today=TODAY, mapping=mapping, **more
    )


def codes_of(issues: Iterable[RosterIssue]) -> list[tuple[int, str, str]]:
    return [(issue.row, issue.column, issue.code.value) for issue in issues]
