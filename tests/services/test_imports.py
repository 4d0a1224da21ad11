"""Rosters into the register: what a real import does, what it leaves, and that it can be taken back."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from app.domain.errors import AppError, Cancelled, ErrorCode
from app.domain.progress import Progress
from app.services.demonstration.roster import write_roster
from app.services.demonstration.village import generate_village
from app.services.imports.models import ImportOptions
from tests.conftest import TODAY

HEADER = (
    "户编号",
    "姓名",
    "证件号码",
    "与户主关系",
    "户类型",
    "监测对象类别",
    "是否享受农村居民最低生活保障",
    "残疾类别",
    "自然村",
    "联系电话",
)


def roster(*rows: tuple) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEADER, *rows)):
            sheet.write_row(number, 0, row)
    return content.getvalue()


HEAD = (
    "5113231042010001",
    "单建国",
    "511322195001010015",
    "户主",
    "脱贫户",
    "边缘易致贫户",
    "是",
    "无",
    "3组",
    "13900000001",
)
CHILD = ("5113231042010001", "曾小燕", "51132219870615002X", "之女", "脱贫户", "边缘易致贫户", "否", "肢体", "3组", "")


def bring(services, *rows, **options):
    return services.imports.apply(services.imports.preview(roster(*rows), "r.xlsx", ImportOptions(**options)))


def document(services, code="5113231042010001"):
    return services.households.document(code)


def test_a_new_household_has_what_the_roster_says(empty):
    result = bring(empty, HEAD, CHILD)
    assert (result.households.new, result.members.new, result.refused) == (1, 2, 0)
    told = document(empty)
    assert (told["type"], told["monitored"]["type"], told["group"]) == ("脱贫户", "边缘易致贫户", "3组")
    head, child = told["members"]
    assert (head["name"], head["sex"], head["birth"], head["relation"]) == ("单建国", "男", "1950-01-01", "户主")
    assert head["benefits"] == [{"code": "低保", "active": True}]
    assert head["disability"] == {"status": "none"}
    assert child["disability"] == {"category": "肢体"}
    assert "benefits" not in child


def test_what_a_roster_implies_is_marked(empty):
    bring(empty, HEAD)
    page = empty.households.page(empty.households.resolve("5113231042010001"))
    assert page.members[0].inferred
    told = empty.households.history("5113231042010001", "members.p1.alive")
    assert [(entry.value, entry.evidence) for entry in told] == [(True, "名册推定")]
    assert "#" in told[0].source
    assert told[0].source.endswith("!2")


def test_the_same_roster_again_changes_nothing(empty):
    bring(empty, HEAD, CHILD)
    again = bring(empty, HEAD, CHILD)
    assert again.transaction == ""
    assert (again.households.unchanged, again.members.unchanged) == (1, 2)


def test_a_changed_value_replaces_and_is_told(empty):
    bring(empty, HEAD)
    changed = (*HEAD[:8], "5组", "13900000009")
    preview = empty.imports.preview(roster(changed), "r.xlsx")
    assert {(change.field, change.old, change.new) for change in preview.comparison.changes} == {
        ("group", "3组", "5组"),
        ("phone", "13900000001", "13900000009"),
    }
    empty.imports.apply(preview, frozenset({(preview.comparison.changes[0].household_id, "", "phone")}))
    told = document(empty)
    assert (told["group"], told["phone"]) == ("5组", "13900000001")


def test_who_is_missing_in_the_file_is_listed_and_stays(empty):
    bring(empty, HEAD, CHILD)
    preview = empty.imports.preview(roster(HEAD), "r.xlsx")
    assert [(absent.household, absent.member) for absent in preview.comparison.missing] == [
        ("5113231042010001", "曾小燕")
    ]
    empty.imports.apply(preview)
    assert len(document(empty)["members"]) == 2


def test_a_person_who_moved_keeps_the_id(empty):
    bring(empty, HEAD, CHILD)
    before = document(empty)["members"][1]["key"]
    other = ("5113231042010002", "李𬭼", "511302201202290036", "户主", "一般农户", "", "", "", "1组", "")
    bring(empty, HEAD, other, ("5113231042010002", *CHILD[1:]))
    assert [member["name"] for member in document(empty)["members"]] == ["单建国"]
    moved = document(empty, "5113231042010002")["members"]
    assert before in {member["key"] for member in moved}


def test_a_benefit_is_added_once_and_never_taken(empty):
    bring(empty, HEAD)
    bring(empty, (*HEAD[:6], "否", *HEAD[7:8], "4组", HEAD[9]))
    bring(empty, HEAD)
    assert document(empty)["members"][0]["benefits"] == [{"code": "低保", "active": True}]


def test_an_import_is_taken_back_but_not_what_was_changed_since(empty):
    result = bring(empty, HEAD, CHILD)
    empty.households.set("5113231042010001", {"phone": "13900000077"})
    undone = empty.households.undo(result.transaction)
    assert undone.left == ("household.phone",)
    assert document(empty)["phone"] == "13900000077"
    assert "members" not in document(empty)


def test_stopped_while_writing_nothing_is_there(empty):
    content = write_roster(generate_village(120, 2, TODAY))
    preview = empty.imports.preview(content, "r.xlsx")
    steps = 0

    def stop() -> bool:
        nonlocal steps
        steps += 1
        return steps > 2

    with pytest.raises(Cancelled):
        empty.imports.apply(preview, progress=Progress(cancelled=stop))
    assert list(empty.households.documents()) == []
    assert empty.imports.apply(preview).households.new == 120


def test_the_rejects_can_be_mended_and_imported(empty):
    bad = ("5113231042010003", "坏号码", "511302201202290037", "户主", "一般农户", "", "", "", "1组", "")
    preview = empty.imports.preview(roster(HEAD, bad), "r.xlsx")
    assert [issue.code.value for issue in preview.reading.rejected] == ["id_check_digit"]
    again = empty.imports.preview(empty.imports.rejects(preview), "rejects.xlsx")
    assert [issue.code.value for issue in again.reading.rejected] == ["id_check_digit"]


def test_a_saved_mapping_is_used_by_its_name(empty):
    odd = (*HEADER[:-1], "打这个电话")
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, odd)
        sheet.write_row(1, 0, HEAD)
    empty.imports.save_profile("镇里的名册", {"打这个电话": "household.phone"})
    preview = empty.imports.preview(content.getvalue(), "r.xlsx", ImportOptions(profile="镇里的名册"))
    assert preview.reading.columns["打这个电话"] == "household.phone"
    assert "镇里的名册" in empty.imports.profiles()
    with pytest.raises(AppError) as refused:
        empty.imports.preview(content.getvalue(), "r.xlsx", ImportOptions(profile="没有"))
    assert refused.value.code is ErrorCode.PROFILE_UNKNOWN


def test_the_invented_village_comes_back_from_its_own_roster(village):
    content = write_roster(generate_village(40, 1, TODAY))
    preview = village.imports.preview(content, "r.xlsx")
    assert preview.reading.rejected == ()
    assert (preview.households.new, preview.members.new) == (0, 0)
    assert preview.comparison.missing == ()


def test_thirty_columns_and_nothing_personal_in_the_batch(empty):
    bring(empty, HEAD)
    with empty.context.store.read() as reading:
        batch = next(iter(reading.records.all_of("import_batch")))
    assert batch.get("rows") == 1
    assert "单建国" not in str(dict(batch.state.values()))
