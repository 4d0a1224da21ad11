from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.sheets.guesses import guess_columns
from app.documents.sheets.reading import IMPLIED, RosterMember, RosterReading
from app.documents.sheets.rejects import write_rejects
from app.documents.sheets.roster import read_roster
from app.domain.errors import AppError, Cancelled, ErrorCode
from app.domain.identity import make_identity
from app.domain.progress import Progress
from app.services.words import roster_reason
from app.tables.workbook import Cell, Merge, Sheet, Workbook, read_workbook
from tests.documents.sheets.files import (
    CHILD,
    CODES,
    FACTS,
    GOOD,
    HEADER,
    HOUSE_1,
    HOUSE_2,
    LI,
    OTHER_HOUSE,
    TODAY,
    VILLAGE,
    WANG,
    ZHAO,
    book,
    codes_of,
    read,
    row,
    saved,
)


def members(reading: RosterReading) -> dict[str, RosterMember]:
    return {member.name: member for household in reading.households for member in household.members}


def one(reading: RosterReading) -> RosterMember:
    (member,) = members(reading).values()
    return member


def with_column(name: str, *values: object) -> bytes:
    """A roster of one household with one column more."""
    people = [row(HOUSE_1, "李桂珍", LI), row(HOUSE_1, "王志强", WANG, "之子"), row(HOUSE_1, "王雨桐", CHILD, "之孙女")]
    return book([[*person, value] for person, value in zip(people, values, strict=False)], header=(*HEADER, name))


def value_of(name: str, cell: object, path: str) -> object:
    reading = read(with_column(name, cell))
    household = reading.households[0]
    return household.values.get(path, household.members[0].values.get(path))


def test_a_roster_gives_households_with_their_members() -> None:
    reading = read(book(GOOD))

    assert (reading.sheet, reading.header_row, reading.profile) == ("家庭成员信息", 3, "fupin-roster")
    assert (reading.rows, reading.accepted, reading.rejected, reading.warnings) == (3, 3, (), ())
    assert [household.code for household in reading.households] == [HOUSE_1, HOUSE_2]
    first = reading.households[0]
    assert (first.row, first.village, first.values) == (4, VILLAGE, {"net_income": 9861.5})
    assert members(reading)["李桂珍"].values == {
        "name": "李桂珍",
        "id_number": LI,
        "birth": "1958-03-12",
        "sex": "女",
        "relation": "户主",
        "health": ("长期慢性病",),
        "labour": "弱劳动力或半劳动力",
    }
    assert reading.households[1].values == {"net_income": 12000}


def test_columns_are_named_as_the_file_names_them() -> None:
    reading = read(book(GOOD))

    assert reading.columns == {
        "户编号": "household.code",
        "人编号": "member.person_code",
        "姓名": "member.name",
        "证件号码": "member.id_number",
        "与户主关系": "member.relation",
        "健康状况": "member.health",
        "劳动技能": "member.labour",
        "人均纯收入": "household.net_income",
    }
    assert reading.unmapped == ("序号",)


def test_blanks_and_line_breaks_in_column_names_do_not_matter() -> None:
    header = ("序号", " 户 编号", "人编号", "姓\n名", "证件号码", "与户主\n关系", "务工时间（月）", "网格员意见")
    reading = read(book([["1", HOUSE_1, "", "李桂珍", LI, "户主", "6个月", "好"]], header=header))

    assert reading.columns["姓名"] == "member.name"
    assert reading.columns["务工时间（月）"] == "member.work_months"
    assert reading.unmapped == ("序号", "网格员意见")
    assert one(reading).values["work_months"] == 6


def test_remarks_beside_a_column_name_do_not_matter() -> None:
    header = ("*户编号", "姓名*", "证件号码（必填）", "＊与户主关系", "人均纯收入(元)", "务工时间（月）*")
    reading = read(book([[HOUSE_1, "李桂珍", LI, "户主", 9000, 6]], header=header))

    assert reading.columns["*户编号"] == "household.code"
    assert reading.columns["证件号码（必填）"] == "member.id_number"
    assert reading.unmapped == ()


def test_inner_blanks_of_names_go_and_dots_become_one() -> None:
    reading = read(book([row(HOUSE_1, "李　桂 珍", LI), row(HOUSE_1, "阿 依•古丽", WANG, "之女")]))

    assert list(members(reading)) == ["李桂珍", "阿依·古丽"]


def test_who_is_listed_is_taken_to_live_here() -> None:
    reading = read(book(GOOD))

    assert all(member.implied == IMPLIED for member in members(reading).values())


def test_a_column_goes_before_what_is_implied() -> None:
    reading = read(with_column("是否共同生活", "否", "", "是"))

    assert [dict(member.implied) for member in reading.households[0].members] == [
        {"alive": True, "imprisoned": False},
        dict(IMPLIED),
        {"alive": True, "imprisoned": False},
    ]
    assert [member.values.get("coliving") for member in reading.households[0].members] == [False, None, True]


def test_nothing_is_implied_of_somebody_whom_the_roster_calls_dead() -> None:
    reading = read(with_column("是否健在", "否"))

    assert one(reading).implied == {}
    assert one(reading).values["alive"] is False


# refused rows


def refusals(*rows: list[object]) -> list[tuple[int, str, str]]:
    reading = read(book([row(HOUSE_1, "李桂珍", LI), *rows]))
    assert reading.accepted == reading.rows - len(rows)
    assert "李桂珍" in members(reading)
    return codes_of(reading.rejected)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (ZHAO[:17], "id_length"),
        ("511322500101001", "id_length"),
        (511322500101001, "id_length"),
        ("511302201102290036", "id_birth_date"),
        ("51132219501301001X", "id_birth_date"),
        (make_identity("511323", date(2026, 11, 21), 1), "id_birth_date"),
        (ZHAO[:17] + ("1" if ZHAO[17] != "1" else "2"), "id_check_digit"),
        (511323197803211172, "id_lost_digits"),
        ("5.11323E+17", "id_lost_digits"),
        ("511323197803211000", "id_lost_digits"),
        (LI, "id_duplicate"),
        (f" {LI.lower()} ", "id_duplicate"),
        ("", "id_missing"),
        ("无", "id_missing"),
    ],
)
def test_a_row_with_a_wrong_number_is_refused(number: object, code: str) -> None:
    assert refusals(row(HOUSE_1, "赵大顺", number, "之子")) == [(5, "证件号码", code)]


def test_a_row_without_household_or_name_is_refused() -> None:
    assert refusals(row("", "赵大顺", ZHAO), row(HOUSE_1, "", WANG, "之子")) == [
        (5, "户编号", "household_code_missing"),
        (6, "姓名", "name_missing"),
    ]


def test_a_household_code_that_was_rounded_is_refused() -> None:
    assert refusals(row(5113231042010001, "赵大顺", ZHAO)) == [(5, "户编号", "id_lost_digits")]


def test_a_shorter_household_code_may_be_a_number() -> None:
    reading = read(book([row(5113991040087, "李桂珍", LI)]))

    assert reading.households[0].code == "5113991040087"
    assert reading.households[0].village == ""


def test_every_reason_of_a_refused_row_is_told_and_the_row_counts_once() -> None:
    reading = read(book([row(HOUSE_1, "李桂珍", LI), row("", "", "1")]))

    assert codes_of(reading.rejected) == [
        (5, "户编号", "household_code_missing"),
        (5, "姓名", "name_missing"),
        (5, "证件号码", "id_length"),
    ]
    assert (reading.rows, reading.accepted) == (2, 1)


def test_refusals_say_value_and_reason_in_words() -> None:
    (issue,) = read(book([row(HOUSE_1, "李桂珍", "123")])).rejected

    assert issue.value == "123"
    assert roster_reason(issue.code) == "证件号码不是 18 位。请对着证件再看一遍"


def test_a_number_is_repaired_before_it_is_checked() -> None:
    number = make_identity("511322", date(1987, 6, 15), 2)
    assert number.endswith("X")
    wide = "’" + number[:6] + " " + number[6:].lower().translate(str.maketrans("0123456789x", "０１２３４５６７８９ｘ"))

    assert one(read(book([row(HOUSE_1, "李桂珍", wide)]))).id_number == number


def test_the_first_of_two_rows_with_one_number_stays_wherever_the_second_is() -> None:
    reading = read(book([row(HOUSE_1, "李桂珍", LI), row(HOUSE_2, "赵大顺", ZHAO), row(HOUSE_2, "李桂珍", LI, "配偶")]))

    assert codes_of(reading.rejected) == [(6, "证件号码", "id_duplicate")]
    assert [member.row for member in members(reading).values()] == [4, 5]


def test_a_newborn_with_name_and_birth_date_needs_no_number() -> None:
    header = (*HEADER, "出生日期")
    rows = [[*row(HOUSE_1, "李桂珍", LI), ""], [*row(HOUSE_1, "李小宝", "", "之孙子"), "2026-10"]]
    reading = read(book(rows, header=header))

    assert reading.rejected == ()
    assert codes_of(reading.warnings) == [(5, "证件号码", "id_missing")]
    assert members(reading)["李小宝"].values["birth"] == "2026-10"


def test_the_refused_are_remembered_by_household_and_name() -> None:
    reading = read(book([row(HOUSE_1, "李桂珍", LI), row(HOUSE_1, "王 志强", "1", "之子")]))

    assert reading.refused == {(HOUSE_1, "王志强")}


# doubtful cells


@pytest.mark.parametrize(
    ("name", "cell", "code"),
    [
        ("残疾证有效期", "长期", "date_unreadable"),
        ("务工时间", "半年多", "number_unreadable"),
        ("上年人均纯收入", "不详", "number_unreadable"),
        ("民族", "火星族", "code_unknown"),
        ("是否参加城乡居民基本医疗保险", "也许", "code_unknown"),
        ("健康状况2", "", None),
        ("户类型", "豪华户", "code_unknown"),
        ("在校生状况", "云上大课", "code_unknown"),
        ("监测对象类别", "某户", "code_unknown"),
    ],
)
def test_a_cell_that_cannot_be_read_becomes_unknown_and_the_row_stays(name: str, cell: str, code: str | None) -> None:
    reading = read(with_column(name, cell))

    assert reading.rejected == ()
    assert codes_of(reading.warnings) == ([(4, name, code)] if code else [])
    path = reading.columns.get(name, "member.").split(".", 1)[1]
    assert path not in one(reading).values
    assert path not in reading.households[0].values


def test_of_a_refused_row_nothing_else_is_told() -> None:
    reading = read(book([row(HOUSE_1, "李桂珍", LI), row(HOUSE_1, "王志强", "1", "之友")]))

    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("name", "cell", "path", "value"),
    [
        ("民族", "汉", "nation", "汉族"),
        ("文化程度", "高中（含中专、职高）", "education", "高中"),
        ("健康状态", "残疾,长期慢性病", "health", ("长期慢性病", "残疾")),
        ("残疾等级", "二级", "disability.grade", 2),
        ("残疾等级", 2, "disability.grade", 2),
        ("残疾类别", "肢体残疾", "disability.category", "肢体"),
        ("残疾类别", "无", "disability.status", "none"),
        ("残疾证有效期", "2029.12", "disability.valid_until", "2029-12"),
        ("残疾证有效期", date(2029, 12, 31), "disability.valid_until", "2029-12-31"),
        ("残疾证有效期", 47483, "disability.valid_until", "2029-12-31"),
        ("务工时间（月）", 7, "work_months", 7),
        ("务工所在地", "乡（镇）内", "work.place", "乡(镇)内"),
        ("是否参加城乡居民基本医疗保险", "√", "insured_this_year", True),
        ("是否参加城乡居民基本医疗保险", "0", "insured_this_year", False),
        ("是否参加城乡居民基本医疗保险", "", "insured_this_year", None),
        ("是否享受农村居民最低生活保障", "是", "benefits", ("低保",)),
        ("是否享受农村居民最低生活保障", "否", "benefits", None),
        ("在校生状况", "小学二年级", "student.stage", "义务教育"),
        ("在校生状况", "小学二年级", "student.grade", "小学二年级"),
        ("在校生状况", "普通高中一年级", "student.stage", "高中"),
        ("在校生状况", "中职二年级", "student.stage", "中职"),
        ("在校生状况", "高职高专一年级", "student.stage", "高职"),
        ("在校生状况", "本科三年级", "student.stage", "本科"),
        ("在校生状况", "硕士及以上", "student.stage", "研究生"),
        ("在校生状况", "非在校生", "student.status", "none"),
        ("在校生状况", "学前教育", "student.stage", None),
        ("人联系电话", "138 0000 1234", "phone", "13800001234"),
        ("户类型", "一般脱贫户", "type", "脱贫户"),
        ("监测对象类别", "边缘易致贫户", "monitored.type", "边缘易致贫户"),
        ("易返贫致贫户（监测对象）类型", "非监测对象", "monitored.status", "none"),
        ("监测对象识别时间", "2024-01", "monitored.since", "2024-01"),
        ("监测对象识别时间", 202401, "monitored.since", "2024-01"),
        ("监测对象识别时间", "2024/1/1", "monitored.since", "2024-01-01"),
        ("风险是否消除", "已消除", "monitored.risk_removed", True),
        ("返贫风险", "因病、因学", "monitored.risks", ("因病", "因学")),
        ("脱贫年度", "2019年", "out_year", 2019),
        ("脱贫年度", 2019, "out_year", 2019),
        ("上年人均纯收入", "1.2万", "net_income_last_year", 12000),
        ("耕地面积", "3.5亩", "land.farmland", 3.5),
        ("户主电话", 13800001234, "phone", "13800001234"),
        ("务工企业名称", "/", "work.employer", None),
        ("帮扶责任人", "周明远", "helper.name", "周明远"),
    ],
)
def test_cells_are_read_in_the_ways_that_offices_fill_them(name: str, cell: object, path: str, value: object) -> None:
    assert value_of(name, cell, path) == value


def test_words_that_several_columns_give_to_one_fact_are_joined() -> None:
    header = (*HEADER, "主要返贫风险", "其他返贫风险", "是否低保", "是否享受高龄津贴")
    reading = read(book([[*row(HOUSE_1, "李桂珍", LI), "因病", "因残,因学", "是", "是"]], header=header))

    assert reading.households[0].values["monitored.risks"] == ("因病", "因学", "因残")
    assert one(reading).values["benefits"] == ("低保", "高龄津贴")


def test_a_second_telephone_column_is_the_persons() -> None:
    header = (*HEADER, "户主电话", "联系电话")
    reading = read(book([[*row(HOUSE_1, "李桂珍", LI), "13800000001", "13800000002"]], header=header))

    assert reading.households[0].values["phone"] == "13800000001"
    assert one(reading).values["phone"] == "13800000002"


def test_birth_and_sex_that_differ_from_the_number_give_way_to_it() -> None:
    header = (*HEADER, "性别", "出生日期")
    reading = read(book([[*row(HOUSE_1, "李桂珍", LI), "男", "1959-03-12"]], header=header))

    assert codes_of(reading.warnings) == [(4, "性别", "sex_differs_from_id"), (4, "出生日期", "birth_differs_from_id")]
    assert (one(reading).values["sex"], one(reading).values["birth"]) == ("女", "1958-03-12")


def test_a_month_of_birth_that_fits_the_number_is_no_difference() -> None:
    header = (*HEADER, "性别", "出生日期")
    reading = read(book([[*row(HOUSE_1, "李桂珍", LI), "女", "1958年3月"]], header=header))

    assert reading.warnings == ()
    assert one(reading).values["birth"] == "1958-03-12"


def test_a_certificate_number_is_split_and_kept() -> None:
    reading = read(book([row(HOUSE_1, "李桂珍", LI + "42")]))

    assert codes_of(reading.warnings) == [(4, "证件号码", "disability_in_id")]
    values = one(reading).values
    assert (values["id_number"], values["disability.category"], values["disability.grade"]) == (LI, "肢体", 2)
    assert values["disability.certificate"] == LI + "42"


def test_a_certificate_number_is_a_duplicate_of_its_identity_number() -> None:
    assert refusals(row(HOUSE_2, "李桂珍", LI + "42")) == [(5, "证件号码", "id_duplicate")]


# households


def test_a_household_without_head_is_told_at_its_first_row() -> None:
    reading = read(book([row(HOUSE_1, "李桂珍", LI, "配偶"), row(HOUSE_1, "王志强", WANG, "之子")]))

    assert codes_of(reading.warnings) == [(4, "与户主关系", "head_missing")]


def test_a_second_head_is_told_at_its_row() -> None:
    reading = read(book([row(HOUSE_1, "李桂珍", LI), row(HOUSE_2, "赵大顺", ZHAO), row(HOUSE_1, "王志强", WANG)]))

    assert codes_of(reading.warnings) == [(6, "与户主关系", "two_heads")]


def test_a_refused_head_counts_as_present() -> None:
    reading = read(book([row(HOUSE_1, "李桂珍", "1"), row(HOUSE_1, "王志强", WANG, "之子")]))

    assert reading.warnings == ()


def test_a_file_without_relations_has_no_trouble_with_heads() -> None:
    header = [name for name in HEADER if name != "与户主关系"]
    line = [cell for cell, name in zip(row(HOUSE_1, "李桂珍", LI), HEADER, strict=True) if name != "与户主关系"]

    assert read(book([line], header=header)).warnings == ()


def test_a_value_merged_downwards_holds_for_all_rows_of_the_merge() -> None:
    rows = [
        row(HOUSE_1, "李桂珍", LI, income=9861),
        row("", "王志强", WANG, "之子"),
        row("", "王雨桐", CHILD, "之孙女"),
        row(HOUSE_2, "赵大顺", ZHAO),
    ]
    reading = read(book(rows, merges=["B4:B6", "I4:I6"]))

    assert reading.rejected == ()
    assert [len(household.members) for household in reading.households] == [3, 1]
    assert reading.households[0].values == {"net_income": 9861}


def test_the_first_stated_value_of_a_household_holds() -> None:
    rows = [row(HOUSE_1, "李桂珍", LI), row(HOUSE_1, "王志强", WANG, "之子", income=9000)]

    assert read(book(rows)).households[0].values == {"net_income": 9000}


def test_a_refused_row_says_nothing_of_its_household() -> None:
    rows = [row(HOUSE_1, "李桂珍", "1", income=1), row(HOUSE_1, "王志强", WANG, "之子", income=9000)]

    assert read(book(rows)).households[0].values == {"net_income": 9000}


def test_the_day_of_the_data_is_kept_with_the_household() -> None:
    reading = read(with_column("数据日期", "2026-11-18"))

    assert reading.households[0].as_of == "2026-11-18"
    assert "数据日期" in reading.unmapped


# other villages


def test_a_household_of_another_village_is_kept_apart() -> None:
    rows = [
        row(HOUSE_1, "李桂珍", LI),
        row(OTHER_HOUSE, "赵大顺", ZHAO, "配偶"),
        row(OTHER_HOUSE, "王志强", WANG, "之子"),
    ]
    reading = read(book(rows))

    assert codes_of(reading.warnings) == [(5, "户编号", "other_village")]
    assert [household.code for household in reading.households] == [HOUSE_1]
    assert [household.code for household in reading.apart] == [OTHER_HOUSE]
    assert (reading.rows, reading.accepted) == (3, 3)


def test_other_villages_are_taken_in_when_told() -> None:
    reading = read(book([row(HOUSE_1, "李桂珍", LI), row(OTHER_HOUSE, "赵大顺", ZHAO)]), all_villages=True)

    assert [household.code for household in reading.households] == [HOUSE_1, OTHER_HOUSE]
    assert reading.apart == ()


def test_a_village_is_known_by_its_code_or_by_its_name() -> None:
    header = (*HEADER, "行政村")
    rows = [
        [*row("A1", "李桂珍", LI), "青溪村"],
        [*row("A2", "赵大顺", ZHAO), "白塔村"],
        [*row("A3", "王志强", WANG), VILLAGE],
        [*row("A4", "王雨桐", CHILD), "511323104202"],
    ]
    reading = read(book(rows, header=header), villages=frozenset({VILLAGE, "青溪"}))

    assert [household.code for household in reading.households] == ["A1", "A3"]
    assert [household.code for household in reading.apart] == ["A2", "A4"]
    assert codes_of(reading.warnings) == [(5, "行政村", "other_village"), (7, "行政村", "other_village")]


# rows that are none


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["", "  ", "\n"],
        [17],
        ["小计", "", "", "", "", "", "", "", 34567],
        ["", "合 计".replace(" ", ""), "", 3, "", "", "", "", 34567],
        ["合计：", "", "", "3人"],
        ["3组小计", "2户", "", "5人"],
        ["注：本表一式两份，由村委会留存。"],
        ["填表人：周明远", "", "", "审核人：陈立"],
        ["填报日期 2026年11月18日"],
        ["", "说明：1.户编号由系统生成"],
        ["第三组"],
        list(HEADER),
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
        ["1", "2", "3", "4", "5"],
        ["序号", "户编号", "", "姓 名", "证件号码"],
    ],
)
def test_blank_rows_notes_sums_and_repeated_headers_are_no_rows(line: list[object]) -> None:
    reading = read(book([GOOD[0], line, *GOOD[1:], line]))

    assert reading.rejected == ()
    assert reading.rows == 3
    assert [member.row for member in members(reading).values()] == [4, 6, 7]


@pytest.mark.parametrize(
    "line", [["", "", "", "赵大顺"], ["", "", "", "", ZHAO], ["", HOUSE_2], ["9", HOUSE_2, "", "小计"]]
)
def test_what_may_be_a_person_is_a_row(line: list[object]) -> None:
    if line[-1] == "小计":
        assert read(book([GOOD[0], line])).rows == 1
    else:
        assert read(book([GOOD[0], line])).rows == 2


# sheets and headers


def test_a_hidden_sheet_is_passed_over_when_a_visible_one_fits() -> None:
    workbook = openpyxl.Workbook()
    hidden = workbook.active
    assert hidden is not None
    hidden.title, hidden.sheet_state = "旧", "hidden"
    shown = workbook.create_sheet("新")
    for sheet, code in ((hidden, HOUSE_1), (shown, HOUSE_2)):
        sheet.append(HEADER)
        sheet.append(row(code, "李桂珍", LI))
    reading = read(saved(workbook))

    assert (reading.sheet, reading.households[0].code) == ("新", HOUSE_2)
    assert read(saved(workbook), sheet="旧").households[0].code == HOUSE_1


def test_a_hidden_sheet_is_read_when_no_visible_one_fits() -> None:
    workbook = openpyxl.Workbook()
    note = workbook.active
    assert note is not None
    note.append(["使用说明"])
    hidden = workbook.create_sheet("名册")
    hidden.sheet_state = "hidden"
    hidden.append(HEADER)
    hidden.append(row(HOUSE_1, "李桂珍", LI))

    assert read(saved(workbook)).sheet == "名册"


def test_the_sheet_with_persons_goes_before_one_with_households_alone() -> None:
    workbook = openpyxl.Workbook()
    first = workbook.active
    assert first is not None
    first.append(["户编号", "户类型", "人均纯收入", "户联系电话", "致贫原因"])
    first.append([HOUSE_1, "脱贫户", 9000, "", "因病"])
    second = workbook.create_sheet("成员")
    second.append(HEADER)
    second.append(row(HOUSE_1, "李桂珍", LI))

    assert read(saved(workbook)).sheet == "成员"


def test_a_header_of_two_levels_is_named_by_its_lower_row() -> None:
    upper = ["序号", "户编号", "姓名", "证件号码", "与户主关系", "残疾", "", "收入"]
    lower = ["", "", "", "", "", "类别", "等级", "人均纯收入"]
    person = ["1", HOUSE_1, "李桂珍", LI, "户主", "肢体", "二级", 9000]
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:G2", "A1:H1"]
    reading = read(book([person], header=lower, titles=(["名册"], upper), merges=merges))

    assert reading.header_row == 3
    assert reading.columns["残疾类别"] == "member.disability.category"
    assert reading.columns["人均纯收入"] == "household.net_income"
    assert one(reading).values["disability.grade"] == 2


def test_a_header_merged_over_two_rows_ends_at_the_lower_one() -> None:
    merges = [f"{letter}3:{letter}4" for letter in "ABCDEFGHI"]
    reading = read(book([[""] * 9, *GOOD], merges=merges))

    assert (reading.header_row, reading.rows) == (4, 3)


def test_the_header_may_stand_at_the_very_top_or_after_blank_rows() -> None:
    assert read(book(GOOD, titles=())).header_row == 1
    assert read(book(GOOD, titles=[[""]] * 15)).header_row == 16


def test_a_person_may_point_at_the_header() -> None:
    header = ("户编号", "姓名", "证件号码", "甲", "乙")
    content = book([[HOUSE_1, "李桂珍", LI, "", ""]], header=header)

    with pytest.raises(AppError) as raised:
        read(content)
    assert raised.value.code is ErrorCode.TABLE_NOT_FOUND
    assert read(content, header_row=3).rows == 1
    with pytest.raises(AppError):
        read(content, header_row=99)


@pytest.mark.parametrize(
    ("drop", "profile"), [("户编号", None), ("姓名", None), ("户编号", "fupin-roster"), ("证件号码", "person-list")]
)
def test_a_file_without_a_needed_column_is_told(drop: str, profile: str | None) -> None:
    keep = [name for name in HEADER if name not in {drop, *(() if profile else ("证件号码",))}]
    line = [cell for name, cell in zip(HEADER, row(HOUSE_1, "李桂珍", LI), strict=True) if name in keep]

    with pytest.raises(AppError) as raised:
        read(book([line], header=keep), profile=profile)
    assert raised.value.code is ErrorCode.COLUMN_UNMAPPED


def test_an_unknown_profile_is_told() -> None:
    with pytest.raises(AppError) as raised:
        read(book(GOOD), profile="x")
    assert raised.value.code is ErrorCode.PROFILE_UNKNOWN


def test_a_saved_mapping_goes_before_the_known_names() -> None:
    mapping = {"网格": "household.group", "健康状况": "", "人均纯收入": "household.net_income_last_year"}
    header = (*HEADER, "网格")
    reading = read(
        book([[*row(HOUSE_1, "李桂珍", LI, health="健康", income=5), "3组"]], header=header), mapping=mapping
    )

    assert reading.households[0].values == {"group": "3组", "net_income_last_year": 5}
    assert "健康状况" in reading.unmapped


def test_a_saved_mapping_to_no_fact_is_told() -> None:
    with pytest.raises(AppError) as raised:
        read(book(GOOD), mapping={"序号": "member.shoe_size"})
    assert raised.value.code is ErrorCode.FACT_UNKNOWN


def test_a_list_of_persons_without_households_is_read_by_identity_number() -> None:
    header = ("序号", "姓名", "身份证号", "民族", "文化程度", "残疾类别", "残疾等级")
    reading = read(book([[1, "李桂珍", LI, "汉", "小学", "肢体", "二级"]], header=header))

    assert reading.profile == "person-list"
    assert one(reading).values["disability.grade"] == 2
    assert one(reading).implied == {}
    assert reading.households[0].code == ""


def test_reading_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        read(book(GOOD), progress=Progress(cancelled=lambda: True))


cells = st.one_of(
    st.just(""),
    st.sampled_from(
        [LI, WANG, ZHAO, CHILD, HOUSE_1, HOUSE_2, OTHER_HOUSE, "户主", "之子", "合计", "是", "/", "2024-13", LI + "42"]
    ),
    st.text(max_size=12),
    st.integers(-5, 10**19),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
WIDE = (
    *HEADER,
    "性别",
    "出生日期",
    "在校生状况",
    "监测对象类别",
    "返贫风险",
    "是否低保",
    "残疾等级",
    "数据日期",
    "行政村",
)


@given(st.lists(st.lists(cells, max_size=len(WIDE) + 2), max_size=8), st.booleans())
def test_whatever_the_cells_hold_every_row_is_taken_or_refused(rows: list[list[Cell]], everything: bool) -> None:
    workbook = Workbook((Sheet("s", [list(WIDE), *rows], (Merge(1, 1, 3, 1),)),))
    reading = read_roster(
        workbook, codes=CODES, facts=FACTS, villages=frozenset({VILLAGE}), today=TODAY, all_villages=everything
    )
    taken = [member.row for household in (*reading.households, *reading.apart) for member in household.members]

    assert reading.accepted == len(taken) == len(set(taken))
    assert not set(taken) & reading.refused_rows
    assert all(2 <= issue.row <= len(rows) + 1 for issue in (*reading.rejected, *reading.warnings))
    assert reading.rows <= len(rows)
    assert len({member.id_number for member in members(reading).values() if member.id_number}) == len(
        [member for member in members(reading).values() if member.id_number]
    )
    if reading.rejected:
        assert len(read_workbook(write_rejects(workbook, reading, roster_reason)).sheets[0].rows) == 1 + len(
            reading.refused_rows
        )
    assert guess_columns(workbook, codes=CODES, facts=FACTS, today=TODAY).rows == reading.rows
