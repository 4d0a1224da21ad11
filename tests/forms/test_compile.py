from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import xlwt

from app.domain.errors import Cancelled
from app.domain.progress import Progress
from app.forms.compile import compile_form
from app.forms.compose import compose
from app.forms.messages import FormError, FormMessage, Severity
from app.forms.model import parse_form
from app.forms.workbook import read_workbook
from tests.forms.forms_made import started, workbook

SURVEY = [["type", "name", "label"], ["text", "who", "谁"], ["integer", "age", "几岁"]]


def _refused(data: bytes, **blocks: bytes) -> tuple[FormMessage, ...]:
    with pytest.raises(FormError) as caught:
        compile_form(data, blocks=blocks)
    return caught.value.messages


def test_a_workbook_becomes_a_form_that_runs() -> None:
    form = compile_form(
        workbook({"survey": SURVEY, "settings": [["form_id", "form_title", "version"], ["f", "表", "3"]]})
    )
    assert (form.form_id, form.title, form.version) == ("f", "表", "3")
    session = started(form.xform)
    session.answer("/data/age", 4)
    assert session.questions() == ("/data/who", "/data/age")


def test_an_old_workbook_is_known_by_its_content() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("survey")
    for number, row in enumerate(SURVEY):
        for column, cell in enumerate(row):
            page.write(number, column, cell)
    target = BytesIO()
    book.save(target)
    assert b"<age" in compile_form(target.getvalue()).xform


@pytest.mark.parametrize("data", [b"", b"survey,type", b"%PDF-1.4", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert _refused(data)[0].code in {"not_a_workbook", "workbook_broken"}


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 160_000_000)
    assert _refused(target.getvalue())[0].code == "too_large"


@pytest.mark.parametrize(
    ("rows", "row", "words"),
    [
        ([["text", "a", "一"], ["text", "a", "二"]], 3, "名称重复"),
        ([["text", "a", "${nobody}"]], 2, "引用的问题不存在"),
        ([["wrong type", "a", "一"]], 2, "问题类型"),
        ([["begin group", "g", "组"], ["text", "a", "一"]], 2, "end"),
    ],
)
def test_a_mistake_is_told_in_chinese_with_its_row(rows: list[list[str]], row: int, words: str) -> None:
    (message,) = _refused(workbook({"survey": [["type", "name", "label"], *rows]}))
    assert (message.severity, message.sheet, message.row) == (Severity.ERROR, "survey", row)
    assert words in message.text
    assert message.text_en


def test_an_unknown_function_is_told_with_row_and_column() -> None:
    data = workbook({"survey": [["type", "name", "label", "calculation"], ["calculate", "c", "", "explode(1)"]]})
    (message,) = _refused(data)
    assert (message.row, message.column, message.code) == (2, "calculation", "unknown_function")
    assert "explode" in message.text


def test_calculations_in_a_circle_are_refused() -> None:
    rows = [
        ["type", "name", "label", "calculation"],
        ["calculate", "a", "", "${b} + 1"],
        ["calculate", "b", "", "${a}"],
    ]
    (message,) = _refused(workbook({"survey": rows}))
    assert message.code == "cycle"


BLOCK = workbook(
    {
        "survey": [["type", "name", "label", "bind::cunfang:fact"], ["select_one yn", "ok", "好吗", "resettled"]],
        "choices": [["list_name", "name", "label"], ["yn", "yes", "是"], ["yn", "no", "否"]],
    }
)
HOST = [["type", "name", "label", "relevant"], ["text", "who", "谁", ""], ["block", "b", "块", "${who} != ''"]]


def test_a_block_is_put_in_before_compiling() -> None:
    form = compile_form(workbook({"survey": HOST}), blocks={"b": BLOCK})
    session = started(form.xform)
    assert not session.state("/data/b/ok").relevant
    session.answer("/data/who", "甲")
    assert session.state("/data/b/ok").choices == (("yes", "是"), ("no", "否"))
    assert b"xmlns:cunfang" in form.xform


def test_the_composed_workbook_compiles_to_the_same_form() -> None:
    data = workbook({"survey": HOST})
    plain = compose(data, {"b": BLOCK})
    assert compile_form(plain).xform == compile_form(data, blocks={"b": BLOCK}).xform
    assert all(row.get("type") != "block" for row in read_workbook(plain).sheet("survey").rows)


def test_a_mistake_in_a_block_points_into_the_block() -> None:
    broken = workbook({"survey": [["type", "name", "label"], ["text", "x", "一"], ["text", "x", "二"]]})
    (message,) = _refused(workbook({"survey": HOST}), b=broken)
    assert (message.workbook, message.sheet, message.row) == ("b", "survey", 3)


def test_an_unknown_block_and_a_differing_list_are_refused() -> None:
    assert _refused(workbook({"survey": HOST}))[0].code == "block_unknown"
    other = [["list_name", "name", "label"], ["yn", "yes", "对"]]
    survey = [*HOST, ["select_one yn", "mine", "我的", ""]]
    assert _refused(workbook({"survey": survey, "choices": other}), b=BLOCK)[0].code == "choices_differ"


def test_encrypted_forms_are_refused_with_a_reason() -> None:
    data = workbook({"survey": SURVEY, "settings": [["public_key"], ["MIIBIjANBgkq"]]})
    assert _refused(data)[0].code == "encrypted_unsupported"


@pytest.mark.parametrize(
    "xml",
    [
        b"<a>",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b"<a>" * 5000 + b"</a>" * 5000,
        b"\xff\xfe\x00",
        b'<html xmlns="http://www.w3.org/1999/xhtml"><head><model/></head></html>',
    ],
)
def test_what_is_no_xform_is_refused(xml: bytes) -> None:
    with pytest.raises(FormError):
        parse_form(xml)


def test_a_sheet_without_questions_is_no_form() -> None:
    (found,) = _refused(workbook({"survey": SURVEY[:1]}))
    assert (found.code, found.sheet) == ("survey_empty", "survey")


def test_compiling_tells_its_steps_and_stops_between_them() -> None:
    told: list[tuple[str, int, int | None]] = []
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 2

    compile_form(
        workbook({"survey": SURVEY}), progress=Progress(lambda step: told.append((step.stage, step.done, step.total)))
    )
    assert told == [("form-read", 0, 3), ("form-compile", 1, 3), ("form-check", 2, 3)]
    with pytest.raises(Cancelled):
        compile_form(workbook({"survey": SURVEY}), progress=Progress(cancelled=stop))
