"""Rosters into the register: what a real import does, what it leaves, and that it can be taken back."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from app.domain.errors import AppError, Cancelled, ErrorCode
from app.domain.progress import Progress
from app.services.demonstration.roster import write_roster
from app.services.demonstration.village import generate_village
from app.services.imports.models import Absence, ImportOptions
from app.services.imports.writing import PART
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


def alone(services, *reasons):
    """Bring a roster in which only the head is left, with a reason for the child; give the result and the child's id."""
    bring(services, HEAD, CHILD)
    preview = services.imports.preview(roster(HEAD), "r.xlsx")
    (absent,) = preview.comparison.missing
    result = services.imports.apply(preview, absences={absent.member_id: reasons[0]} if reasons else {})
    return result, absent.member_id


def batches(services):
    with services.context.store.read() as reading:
        return list(reading.records.all_of("import_batch"))


def test_who_died_is_written_with_the_reason_and_taken_back(empty):
    result, person = alone(empty, Absence.DIED)
    assert result.explained == 1
    assert document(empty)["members"][1]["alive"] is False
    (newest, before) = empty.households.history("5113231042010001", "members.p2.alive")
    assert (newest.value, newest.evidence, newest.reason) == (False, "申报", "名册里没有：去世")
    assert newest.source.startswith(f"import:{result.batch}#")
    assert (before.value, before.evidence) == (True, "名册推定")
    assert batches(empty)[-1].get("missing") == {person: "去世"}
    empty.households.undo(result.transaction)
    assert document(empty)["members"][1]["alive"] is True


def test_who_moved_away_lives_no_longer_with_the_household(empty):
    alone(empty, Absence.MOVED)
    child = document(empty)["members"][1]
    assert (child["alive"], child["coliving"], child["residence"]) == (True, False, {"where": "迁出"})


def test_who_was_left_out_by_the_roster_is_only_noted(empty):
    bring(empty, HEAD, CHILD)
    before = document(empty)
    preview = empty.imports.preview(roster(HEAD), "r.xlsx")
    (absent,) = preview.comparison.missing
    result = empty.imports.apply(preview, absences={absent.member_id: Absence.OMITTED})
    assert result.transaction
    assert document(empty) == before
    assert batches(empty)[-1].get("missing") == {absent.member_id: "名册漏了"}


@pytest.mark.parametrize("reasons", [(), (Absence.OPEN,)])
def test_who_is_not_clarified_yet_writes_nothing(empty, reasons):
    result, _ = alone(empty, *reasons)
    assert (result.transaction, result.explained) == ("", 0)


def test_a_reason_for_somebody_whom_the_file_names_is_not_taken(empty):
    bring(empty, HEAD, CHILD)
    head = empty.households.page(empty.households.resolve("5113231042010001")).members[0].id
    preview = empty.imports.preview(roster(HEAD), "r.xlsx")
    assert empty.imports.apply(preview, absences={head: Absence.DIED}).transaction == ""
    assert document(empty)["members"][0]["alive"] is True


def test_the_register_tells_who_is_gone_already(empty):
    alone(empty, Absence.DIED)
    preview = empty.imports.preview(roster(HEAD), "r.xlsx")
    assert [item.gone for item in empty.imports.outline(preview).missing] == ["去世"]


def test_a_register_that_changed_since_the_look_refuses_the_import(empty):
    bring(empty, HEAD)
    preview = empty.imports.preview(roster(HEAD, CHILD), "r.xlsx")
    empty.households.set("5113231042010001", {"phone": "13900000077"})
    with pytest.raises(AppError) as refused:
        empty.imports.apply(preview)
    assert refused.value.code is ErrorCode.REGISTER_CHANGED
    assert len(document(empty)["members"]) == 1
    again = empty.imports.preview(roster(HEAD, CHILD), "r.xlsx")
    assert empty.imports.apply(again).members.new == 1


def test_what_is_only_logged_does_not_count_as_a_change_of_the_register(empty):
    bring(empty, HEAD)
    preview = empty.imports.preview(roster(HEAD, CHILD), "r.xlsx")
    empty.households.reveal(empty.households.resolve("5113231042010001"), "", "phone")
    empty.exports.ledger("members")
    assert empty.imports.apply(preview).members.new == 1


def test_an_undo_since_the_look_counts_as_a_change(empty):
    first = bring(empty, HEAD)
    preview = empty.imports.preview(roster(HEAD, CHILD), "r.xlsx")
    empty.households.undo(first.transaction)
    with pytest.raises(AppError):
        empty.imports.apply(preview)


def test_more_households_than_a_part_come_in_and_go_again(empty):
    rows = [
        (f"511323104201{number:04d}", f"人{number}", "", "户主", "一般农户", "", "", "", "1组", "")
        for number in range(PART + 30)
    ]
    with_birth = [(*row, "1960-01-01") for row in rows]
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(((*HEADER, "出生日期"), *with_birth)):
            sheet.write_row(number, 0, row)
    result = empty.imports.apply(empty.imports.preview(content.getvalue(), "r.xlsx"))
    assert result.households.new == len(rows)
    assert len(list(empty.households.documents())) == len(rows)
    empty.households.set("5113231042010003", {"group": "9组"})
    undone = empty.households.undo(result.transaction)
    assert undone.left == ("household.group",)
    assert [told["code"] for told in empty.households.documents()] == ["5113231042010003"]


@pytest.mark.parametrize("value", [-1, 10**13, 99999, "空号", "2031-01-01", "abc", "9" * 300, True, "20310101", "无"])
def test_what_no_fact_can_hold_is_doubted_and_stops_no_import(empty, value):
    own = {"household.code", "member.name", "member.id_number", "household.village"}
    slots = [choice.slot for choice in empty.imports.targets() if choice.slot not in own]
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("户编号", "姓名", "证件号码", *slots))
        for column, text in enumerate(HEAD[:3]):
            sheet.write_string(1, column, text)
        for column in range(3, 3 + len(slots)):
            sheet.write(1, column, value)
    mapping = {slot: slot for slot in slots}
    preview = empty.imports.preview(content.getvalue(), "r.xlsx", ImportOptions(mapping=mapping))
    assert preview.reading.accepted == 1
    assert preview.reading.warnings
    result = empty.imports.apply(preview)
    assert (result.households.new, result.members.new) == (1, 1)
    again = empty.imports.preview(content.getvalue(), "r.xlsx", ImportOptions(mapping=mapping))
    assert not again.changes_anything
