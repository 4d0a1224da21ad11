"""What a script may get wrong: paths that cannot be, values that cannot be read, tables that reach too far."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from app.cli.main import main
from tests.conftest import copied

DEMO = "5113231042010001"
PROGRAM = "import sys; from ui.main import main; sys.exit(main())"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*words: str) -> tuple[int, dict]:
        capsys.readouterr()
        code = main([*words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def demo(demo_home: Path, tmp_path: Path) -> str:
    return str(copied(demo_home, tmp_path / "demo"))


def test_a_path_that_no_disk_takes_is_a_known_trouble(run) -> None:
    code, told = run("--home", "x" * 5000, "household", "list")
    assert (code, told["error"]["code"]) == (3, "file_not_writable")
    assert len(told["error"]["message"]) < 200


@pytest.mark.parametrize(
    "words", [("backup", ""), ("export", "households", ""), ("print", "check-sheet", DEMO, "-o", "")]
)
def test_a_path_that_names_no_file_is_a_known_trouble(run, demo, words) -> None:
    code, told = run("--home", demo, *words)
    assert (code, told["error"]["code"]) == (3, "file_not_writable")


@pytest.mark.parametrize("words", [("backup",), ("export", "households")])
def test_a_file_in_the_place_of_a_folder_is_a_known_trouble(run, demo, tmp_path, words) -> None:
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    code, told = run("--home", demo, *words, str(tmp_path / "plain" / "out"))
    assert (code, told["error"]["code"]) == (3, "file_not_writable")
    assert (tmp_path / "plain").read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("day", ["20261120", "2026-W47-5", "２０２６-11-20", ""])
def test_a_day_is_written_in_one_way(run, demo, day) -> None:
    assert run("--home", demo, "--today", day, "household", "list")[0] == 2


def test_a_village_code_has_plain_digits(run, tmp_path) -> None:
    code, told = run("--home", str(tmp_path / "new"), "init", "--village", "５１１３２３１０４２０１")
    assert (code, told["error"]["code"]) == (3, "village_invalid")
    assert not (tmp_path / "new").exists()


def test_a_name_without_its_village_is_wrong_usage(run, tmp_path) -> None:
    line = ("init", "--village", "511323104201", "--name", "柏树湾村", "--name", "青溪村")
    assert run("--home", str(tmp_path / "new"), *line)[0] == 2
    assert not (tmp_path / "new").exists()


def test_a_value_nested_without_end_is_wrong_usage(run, demo) -> None:
    code, told = run("--home", demo, "household", "set", DEMO, "benefits=" + "[" * 5000)
    assert code == 2
    assert len(told["error"]["message"]) < 200


def test_a_number_out_of_range_is_told_in_chinese(run, tmp_path) -> None:
    code, told = run("--home", str(tmp_path / "new"), "demo", "--households", "0")
    assert code == 2
    assert "argument" not in told["error"]["message"]


def test_a_sheet_that_reaches_too_far_is_refused_before_memory_is_taken(run, demo, tmp_path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["户编号", "姓名", "证件号码", "与户主关系", "户类型"])
    sheet["XFD1"] = sheet["A1000000"] = " "
    book.save(tmp_path / "far.xlsx")
    code, told = run("--home", demo, "import", str(tmp_path / "far.xlsx"), "--dry-run")
    assert (code, told["error"]["code"]) == (3, "sheet_too_large")
    assert "XFD1000000" in told["error"]["message"]


def test_a_file_without_a_roster_is_named_by_its_sheets(run, demo, tmp_path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "填写说明"
    sheet.append(["先看这里"])
    book.save(tmp_path / "notes.xlsx")
    code, told = run("--home", demo, "import", str(tmp_path / "notes.xlsx"))
    assert (code, told["error"]["code"]) == (3, "table_not_found")
    assert "填写说明" in told["error"]["message"]


def test_a_word_that_is_no_text_is_wrong_usage(run, demo) -> None:
    assert run("--home", demo, "household", "set", DEMO, "members.p1.name=王\udcd2")[0] == 2


def test_a_full_disk_behind_standard_output_is_a_known_trouble(demo) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as out:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "--home", demo, "household", "list", "--json"],
            stdout=out, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2], check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "value",
    [
        'benefits=[{"code":"低保","active":"也许"}]',
        'benefits=[{"code":"低保","since":"2023-13"}]',
        'benefits=[{"code":"低保","since":2023}]',
        'benefits=[{"code":"低保","form":{"a":1}}]',
        'members.p1.obligors=[{"relation":"子","able":"也许"}]',
        'members.p1.obligors=[{"able":true}]',
        "code=5113231042010002",
    ],
)
def test_a_value_that_no_document_may_hold_is_refused_and_nothing_is_written(run, demo, value) -> None:
    before = run("--home", demo, "household", "show", DEMO)[1]
    code, told = run("--home", demo, "household", "set", DEMO, value)
    assert (code, told["error"]["code"]) == (3, "value_invalid")
    assert run("--home", demo, "household", "show", DEMO)[1] == before


def test_a_household_may_be_given_a_code_that_nobody_has(run, demo) -> None:
    assert run("--home", demo, "household", "set", DEMO, "code=5113231042019999")[0] == 0
    assert run("--home", demo, "household", "show", "5113231042019999")[0] == 0
    assert run("--home", demo, "household", "set", "5113231042019999", "code=5113231042019999")[0] == 0


def test_the_parts_of_a_list_may_be_unknown(run, demo) -> None:
    lists = ('benefits=[{"code":"低保","since":"2023-01","active":true}]', 'members.p1.obligors=[{"relation":"子"}]')
    assert run("--home", demo, "household", "set", DEMO, *lists)[0] == 0
    benefits = run("--home", demo, "household", "show", DEMO)[1]["benefits"]
    assert [(one["code"], one["since"], one["active"]) for one in benefits] == [("低保", "2023-01", True)]


@pytest.mark.parametrize(
    "words",
    [
        ("import", "{file}", "--dry-run", "--rejects", "{file}"),
        ("form", "compile", "{file}", "-o", "{file}"),
        ("form", "compose", "{file}", "-o", "{file}"),
    ],
)
def test_what_is_read_is_never_written_over(run, demo, tmp_path, words) -> None:
    file = tmp_path / "名册 2026.xlsx"
    book = openpyxl.Workbook()
    book.save(file)
    before = file.read_bytes()
    assert run("--home", demo, *(word.format(file=file) for word in words))[0] == 2
    assert file.read_bytes() == before
