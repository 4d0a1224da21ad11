"""The command line as scripts rely on it: exit codes, one JSON document, errors in words, options anywhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from app.cli.main import main
from app.documents.pdf.preview import page_count
from tests.conftest import copied

TODAY = ["--today", "2026-11-20"]
HEADER = ("户编号", "姓名", "证件号码", "与户主关系", "户类型", "自然村", "人均纯收入")
PEOPLE = (
    ("5113231042010001", "单建国", "511322195001010015", "户主", "脱贫户", "3组", 9400),
    ("5113231042010001", "曾小燕", "51132219870615002X", "之女", "脱贫户", "3组", 9400),
    ("5113231042010002", "李𬭼", "511302201202290036", "户主", "一般农户", "1组", 19400),
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*words: str) -> tuple[int, dict]:
        capsys.readouterr()
        code = main([*words, "--json"])
        told = capsys.readouterr()
        return code, json.loads(told.out)

    return call


@pytest.fixture
def home(empty_home: Path, tmp_path: Path) -> str:
    return str(copied(empty_home, tmp_path / "home"))


@pytest.fixture
def demo(demo_home: Path, tmp_path: Path) -> str:
    return str(copied(demo_home, tmp_path / "demo"))


def roster(path: Path, *extra: tuple) -> str:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名册")
        sheet.write(0, 0, "柏树湾村名册")
        for row, values in enumerate((HEADER, *PEOPLE, *extra), start=1):
            sheet.write_row(row, 0, values)
    return str(path)


def test_init_makes_a_workspace_and_shows_the_recovery_code_once(run, tmp_path):
    code, told = run("init", "--village", "511323104201", "--name", "柏树湾村", "--home", str(tmp_path / "new"))
    assert code == 0
    assert len(told["recovery_code"].split("-")) == 8
    assert told["opens_by"] == ["keyring", "recovery"]
    assert run("--home", str(tmp_path / "new"), "household", "list") == (0, {"households": [], "total": 0})


def test_a_second_init_changes_nothing(run, home):
    code, told = run("--home", home, "init", "--village", "511323104201")
    assert (code, told["error"]["code"]) == (3, "workspace_exists")


def test_a_village_code_must_be_one(run, tmp_path):
    code, told = run("--home", str(tmp_path / "new"), "init", "--village", "12")
    assert (code, told["error"]["code"]) == (3, "village_invalid")
    assert not (tmp_path / "new" / "keys.json").exists()


def test_options_stand_anywhere(run, demo):
    first = run("--home", demo, "household", "list", *TODAY)
    assert (
        first == run("household", "--home", demo, "list", *TODAY) == run(*TODAY, "household", "list", f"--home={demo}")
    )
    assert first[1]["total"] == 40


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("household",),
        ("household", "show"),
        ("--today", "gestern", "household", "list"),
        ("import",),
        ("--home",),
        ("household", "list", "--nonsense"),
        ("visit", "finish", "x", "--visitors", "甲"),
        ("demo", "--households", "many"),
        ("visit", "start", "x", "y", "--channel"),
    ],
)
def test_wrong_usage_is_two(run, words):
    code, told = run(*words)
    assert (code, told["error"]["code"]) == (2, "usage")
    assert not re.search("invalid|required|expected|unrecognized", told["error"]["message"])


def test_no_workspace_is_told(run, tmp_path):
    code, told = run("--home", str(tmp_path / "nowhere"), "household", "list")
    assert (code, told["error"]["code"]) == (3, "no_workspace")
    assert told["error"]["hint"]
    assert not (tmp_path / "nowhere").exists()


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(run, tmp_path, monkeypatch):
    place = str(tmp_path / "home")
    monkeypatch.setenv("CUNFANG_PASSPHRASE", "竹子青青")
    code, told = run("--home", place, "init", "--village", "511323104201")
    assert (code, told["opens_by"]) == (0, ["passphrase", "recovery"])
    monkeypatch.setenv("CUNFANG_PASSPHRASE", "别的")
    assert run("--home", place, "household", "list")[1]["error"]["code"] == "key_wrong"
    monkeypatch.setenv("CUNFANG_PASSPHRASE", told["recovery_code"].lower().replace("-", " "))
    assert run("--home", place, "household", "list")[0] == 0
    monkeypatch.setenv("CUNFANG_PASSPHRASE", "竹子青青")
    assert run("--home", place, "household", "list")[0] == 0


def test_a_roster_goes_in_and_the_refused_row_comes_back_in_a_workbook(run, home, tmp_path):
    file = roster(
        tmp_path / "r.xlsx", ("5113231042010002", "坏号码", "511302201202290037", "之子", "一般农户", "1组", "")
    )
    code, told = run("--home", home, *TODAY, "import", file, "--dry-run")
    assert (code, told["rows"], told["accepted"]) == (1, 4, 3)
    assert told["rejected"][0] | {"message": ""} == {
        "row": 6, "column": "证件号码", "code": "id_check_digit", "value": "511302201202290037", "message": "",
    }  # fmt: skip
    assert run("--home", home, "household", "list")[1]["total"] == 0
    rejects = tmp_path / "rejects.xlsx"
    code, told = run("--home", home, *TODAY, "import", file, "--rejects", str(rejects))
    assert (code, told["households"]["new"], told["members"]["new"]) == (1, 2, 3)
    assert (
        run("--home", home, *TODAY, "import", str(rejects), "--dry-run")[1]["rejected"][0]["code"] == "id_check_digit"
    )
    again = run("--home", home, *TODAY, "import", roster(tmp_path / "r2.xlsx"))
    assert (again[0], again[1]["households"]["unchanged"], again[1]["members"]["unchanged"]) == (0, 2, 3)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "workbook_empty"), (b"\x00\x01\x02 no workbook", "not_a_workbook"), (b"PK\x03\x04broken", "not_a_workbook")],
)
def test_no_workbook_is_refused_and_nothing_is_stored(run, home, tmp_path, content, code):
    file = tmp_path / "r.xlsx"
    file.write_bytes(content)
    exit_code, told = run("--home", home, "import", str(file))
    assert (exit_code, told["error"]["code"]) == (3, code)
    assert run("--home", home, "household", "list")[1]["total"] == 0


def test_a_missing_file_is_named(run, home):
    code, told = run("--home", home, "import", "nowhere.xlsx")
    assert (code, told["error"]["code"]) == (3, "file_not_found")
    assert "nowhere.xlsx" in told["error"]["message"]


def test_facts_are_set_shown_told_and_taken_back(run, home, tmp_path):
    run("--home", home, *TODAY, "import", roster(tmp_path / "r.xlsx"))
    key = "5113231042010001"
    code, told = run(
        "--home", home, *TODAY, "household", "set", key, "net_income=8000.5", "members.p1.employed=true",
        "monitored.type=边缘易致贫户", "members.p1.disability.grade=2", 'benefits=[{"code":"低保","form":"整户"}]',
        "--evidence", "入户所见", "--as-of", "2026-11-19", "--reason", "问清了",
    )  # fmt: skip
    assert code == 0
    assert {"path": "net_income", "old": 9400, "new": 8000.5} in told["changes"]
    document = run("--home", home, *TODAY, "household", "show", key)[1]
    assert (document["net_income"], document["monitored"]) == (8000.5, {"type": "边缘易致贫户"})
    assert document["benefits"] == [{"code": "低保", "form": "整户", "active": True}]
    head = document["members"][0]
    assert (head["employed"], head["disability"]) == (True, {"grade": 2})
    newest = run("--home", home, *TODAY, "household", "history", key, "net_income")[1]["history"][0]
    assert (newest["value"], newest["before"], newest["as_of"]) == (8000.5, 9400, "2026-11-19")
    assert (newest["evidence"], newest["reason"]) == ("入户所见", "问清了")
    assert run("--home", home, *TODAY, "undo", "--dry-run")[1]["dry_run"] is True
    assert run("--home", home, *TODAY, "household", "show", key)[1]["net_income"] == 8000.5
    assert run("--home", home, *TODAY, "undo")[0] == 0
    after = run("--home", home, *TODAY, "household", "show", key)[1]
    assert (after["net_income"], after.get("benefits"), after.get("monitored")) == (9400, None, None)


def test_an_import_is_taken_back_whole(run, home, tmp_path):
    told = run("--home", home, *TODAY, "import", roster(tmp_path / "r.xlsx"))[1]
    assert run("--home", home, "undo", "--tx", told["tx"])[0] == 0
    assert run("--home", home, "household", "list")[1]["total"] == 0


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        ("income=1", "fact_unknown"),
        ("members.p1.shoe=1", "fact_unknown"),
        ("members.p9.employed=true", "not_found"),
        ("net_income=viel", "value_invalid"),
        ("house.grade=Z", "value_invalid"),
        ("stable_income=vielleicht", "value_invalid"),
    ],
)
def test_a_wrong_fact_is_refused_and_nothing_is_written(run, home, tmp_path, pair, code):
    run("--home", home, *TODAY, "import", roster(tmp_path / "r.xlsx"))
    before = run("--home", home, "household", "show", "5113231042010001")[1]
    exit_code, told = run("--home", home, "household", "set", "5113231042010001", "phone=13900000009", pair)
    assert (exit_code, told["error"]["code"]) == (3, code)
    assert run("--home", home, "household", "show", "5113231042010001")[1] == before


@pytest.mark.parametrize(
    "pair",
    [
        "code=",
        "phone=没有",
        "water.days_cut=367",
        "water.litres=-1",
        "rigid_spending_12m=-5",
        "net_income=1e12",
        "monitored.since=2027-01-01",
        "members.{key}.name=",
        "members.{key}.id_number=511322195001010016",
        "members.{key}.id_number=51132219500101001",
        "members.{key}.birth=2030-01-01",
        "members.{key}.disability.grade=5",
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(run, home, tmp_path, pair):
    run("--home", home, *TODAY, "import", roster(tmp_path / "r.xlsx"))
    before = run("--home", home, *TODAY, "household", "show", "5113231042010001")[1]
    words = pair.format(key=before["members"][0]["key"])
    code, told = run("--home", home, *TODAY, "household", "set", "5113231042010001", "net_income=1", words)
    assert (code, told["error"]["code"]) == (3, "value_invalid")
    assert len(told["error"]["hint"]) > len("可以填：")
    assert run("--home", home, *TODAY, "household", "show", "5113231042010001")[1] == before


def test_values_from_an_input_method_are_tidied(run, home, tmp_path):
    run("--home", home, *TODAY, "import", roster(tmp_path / "r.xlsx"))
    show = ("--home", home, *TODAY, "household", "show", "5113231042010001")
    key = run(*show)[1]["members"][0]["key"]
    pairs = (
        "phone=０８１７-１２３４５６７",
        f"members.{key}.name=买买提 • 艾力",
        f"members.{key}.id_number=５11322 19870615002x",
    )
    assert run("--home", home, *TODAY, "household", "set", "5113231042010001", *pairs)[0] == 0
    document = run(*show)[1]
    person = next(member for member in document["members"] if member["key"] == key)
    assert (document["phone"], person["name"], person["id_number"]) == (
        "08171234567", "买买提·艾力", "51132219870615002X",
    )  # fmt: skip


def test_a_day_to_come_is_no_day_of_a_fact(run, home, tmp_path):
    run("--home", home, *TODAY, "import", roster(tmp_path / "r.xlsx"))
    change = ("--home", home, *TODAY, "household", "set", "5113231042010001", "net_income=1", "--as-of")
    assert run(*change, "2026-11-21")[1]["error"]["code"] == "value_invalid"
    assert run(*change, "2026-11-20")[0] == 0


def test_declared_emptiness_is_written_out(run, home, tmp_path):
    run("--home", home, *TODAY, "import", roster(tmp_path / "r.xlsx"))
    run("--home", home, *TODAY, "household", "set", "5113231042010001", "benefits=[]", 'monitored={"status":"none"}',
        'members.p1.disability={"status":"none"}', "members.p1.self_care_failed=[]", 'disaster={"status":"none"}')  # fmt: skip
    document = run("--home", home, *TODAY, "household", "show", "5113231042010001")[1]
    assert document["benefits"] == []
    assert document["monitored"] == document["disaster"] == document["emergency"] == {"status": "none"}
    assert document["members"][0]["disability"] == {"status": "none"}
    assert document["members"][0]["self_care_failed"] == []


def test_a_household_is_found_by_a_part_of_its_id(run, demo):
    item = run("--home", demo, "household", "list")[1]["households"][0]
    for key in (item["id"], item["id"][-12:], item["key"]):
        assert run("--home", demo, "household", "show", key)[1]["code"] == item["code"]
    assert run("--home", demo, "household", "show", "ffffffffffff")[1]["error"]["code"] == "not_found"
    assert run("--home", demo, "household", "show", item["id"][:8])[1]["error"]["code"] == "key_ambiguous"


def test_a_visit_from_start_to_print(run, home, tmp_path):
    run("--home", home, *TODAY, "import", roster(tmp_path / "r.xlsx"))
    code, told = run("--home", home, *TODAY, "visit", "start", "5113231042010001", "routine")
    assert code == 0
    visit = told["visit"]
    code, told = run(
        "--home", home, *TODAY, "visit", "finish", visit, "--visitors", "周明远,何晓燕", "--interviewee", "单建国"
    )
    assert (code, told["state"]) == (1, "draft")
    assert {error["violation"] for error in told["errors"]} == {"required"}
    steps = tmp_path / "steps.json"
    steps.write_text(json.dumps([
        {"action": "answer", "at": "/data/arrival/met", "value": "self"},
        {"action": "answer", "at": "/data/arrival/consent", "value": "yes"},
        {"action": "answer", "at": "/data/s4/water/days_cut", "value": 40},
        {"action": "answer", "at": "/data/s4/house/house_grade", "value": "c"},
        {"action": "answer", "at": "/data/nowhere", "value": "C"},
        {"action": "unknown", "at": "/data/s4/water/enough"},
    ]))  # fmt: skip
    code, told = run("--home", home, *TODAY, "visit", "answer", visit, "--script", str(steps))
    assert code == 0
    assert ["error" in step for step in told["steps"]] == [False, False, False, False, True, False]
    review = run("--home", home, *TODAY, "visit", "review", visit)[1]
    assert review["ready"]
    assert {change["path"] for change in review["changes"]} >= {"water.days_cut", "house.grade"}
    assert any(item["code"] == "YS-01" for item in review["raised"])
    mistyped = run(
        "--home", home, *TODAY, "visit", "finish", visit, "--visitors", "周明远", "--interviewee", "单建国",
        "--keep-old", "house.grad=房子没看全",
    )[1]["error"]  # fmt: skip
    assert (mistyped["code"], "house.grade" in mistyped["hint"]) == ("change_not_proposed", True)
    code, told = run(
        "--home", home, *TODAY, "visit", "finish", visit, "--visitors", "周明远,何晓燕", "--interviewee", "单建国",
        "--keep-old", "house.grade=房子没看全",
    )  # fmt: skip
    assert (code, told["state"], told["visit"]) == (0, "signed", visit)
    document = run("--home", home, *TODAY, "household", "show", "5113231042010001")[1]
    assert document["water"]["days_cut"] == 40
    assert "house" not in document
    shown = run("--home", home, *TODAY, "visit", "show", told["number"])[1]
    assert shown["seal_intact"]
    assert {change["path"]: change["accepted"] for change in shown["changes"]}["house.grade"] is False
    assert (
        run("--home", home, *TODAY, "visit", "answer", visit, "--script", str(steps))[1]["error"]["code"]
        == "visit_signed"
    )
    assert run("--home", home, *TODAY, "undo")[1]["error"]["code"] == "undo_impossible"
    out = tmp_path / "r.pdf"
    assert run("--home", home, *TODAY, "print", "visit-record", told["number"], "-o", str(out))[0] == 0
    assert page_count(out.read_bytes()) >= 2
    code, _ = run("--home", home, *TODAY, "visit", "amend", told["number"], "water.days_cut=12", "--reason", "听错了")
    assert code == 0
    shown = run("--home", home, *TODAY, "visit", "show", visit)[1]
    assert [(a["path"], a["old"], a["new"]) for a in shown["amendments"]] == [("water.days_cut", 40, 12)]
    assert shown["seal_intact"]
    assert run("--home", home, *TODAY, "household", "show", "5113231042010001")[1]["water"]["days_cut"] == 12


def test_lists_of_visits_give_signed_ones_first(run, demo):
    visits = run("--home", demo, *TODAY, "visit", "list")[1]["visits"]
    states = [visit["state"] for visit in visits]
    assert states == sorted(states, key=["signed", "draft"].index)
    assert all(visit["key"].startswith("访〔511323104201〕") for visit in visits if visit["state"] == "signed")
    assert all(visit["key"] == visit["id"] for visit in visits if visit["state"] == "draft")
    ended = [visit["ended"] for visit in visits if visit["state"] == "signed"]
    assert ended == sorted(ended, reverse=True)


def test_a_restricted_checklist_makes_a_restricted_visit(run, demo):
    home = run("--home", demo, *TODAY, "household", "list")[1]["households"][0]["key"]
    visit = run("--home", demo, *TODAY, "visit", "start", home, "child-safety")[1]["visit"]
    assert run("--home", demo, *TODAY, "visit", "finish", visit, "--visitors", "周明远", "--not-met", "孩子在校")[
        0
    ] in {0, 1}
    items = {item["id"]: item for item in run("--home", demo, *TODAY, "visit", "list")[1]["visits"]}
    assert items[visit]["restricted"] is True


def test_a_backup_opens_elsewhere(run, demo, tmp_path):
    file = tmp_path / "b.cunfang"
    assert run("--home", demo, "backup", str(file))[0] == 0
    code, told = run("--home", str(tmp_path / "other"), "restore", str(file))
    assert (code, told["households"]) == (0, 40)


def test_a_file_is_never_written_into_a_folder_that_is_not_there(run, demo, tmp_path):
    folder = tmp_path / "没插上的U盘" / "备份"
    for words in (
        ("backup", str(folder / "b.cunfang")),
        ("export", "households", str(folder / "h.xlsx")),
        ("print", "check-sheet", "5113231042010001", "-o", str(folder / "s.pdf")),
    ):
        code, told = run("--home", demo, *words)
        assert (code, told["error"]["code"]) == (3, "folder_missing"), words
        assert str(folder) in told["error"]["message"]
        assert told["error"]["hint"]
    assert not folder.parent.exists()


def test_a_backup_is_written_beside_where_one_stands(run, demo, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("--home", demo, "backup", "b.cunfang")[0] == 0
    assert (tmp_path / "b.cunfang").stat().st_size > 100_000


def test_a_broken_backup_leaves_the_workspace(run, demo, tmp_path):
    file = tmp_path / "b.cunfang"
    file.write_bytes(b"no backup")
    assert run("--home", demo, "restore", str(file))[1]["error"]["code"] == "backup_damaged"
    assert run("--home", demo, "restore", str(tmp_path))[1]["error"]["code"] == "backup_damaged"
    assert run("--home", demo, "household", "list")[1]["total"] == 40


def test_documents_and_ledgers(run, demo, tmp_path):
    assert run("print", "list")[1]["documents"][0]["id"] == "visit-record"
    documents = run("--home", demo, *TODAY, "export", "households")[1]
    assert documents["total"] == 40
    assert all(document["schema"] == "cunfang/household@1" for document in documents["households"])
    out = tmp_path / "members.xlsx"
    assert run("--home", demo, *TODAY, "export", "members", str(out))[0] == 0
    told = run("--home", demo, *TODAY, "import", str(out), "--dry-run")[1]
    assert (told["rejected"], told["members"]["new"]) == ([], 0)


def test_the_same_seed_and_day_give_the_same_village(run, tmp_path):
    villages = []
    for name in ("a", "b"):
        assert run("--home", str(tmp_path / name), *TODAY, "demo", "--households", "8", "--seed", "5")[0] == 0
        documents = run("--home", str(tmp_path / name), *TODAY, "export", "households")[1]["households"]
        for document in documents:
            document.pop("id")
            for member in document["members"]:
                member.pop("key")
        villages.append(documents)
    assert villages[0] == villages[1]


def test_the_self_test_passes(run):
    code, told = run("self-test")
    assert (code, told["ok"]) == (0, True), told


def test_a_list_of_households_loads_neither_window_nor_printing(demo):
    code = (
        "import sys; from app.cli.main import main;"
        f"main(['--home', {demo!r}, '--json', 'household', 'list']);"
        "heavy = ('PySide6', 'reportlab', 'pyxform', 'xlsxwriter', 'alembic');"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stderr.strip() == "[]"
    assert json.loads(told.stdout)["total"] == 40


def test_without_json_people_read_lines(demo, capsys):
    assert main(["--home", demo, *TODAY, "household", "find", "3组"]) == 0
    told = capsys.readouterr().out
    assert "3组" in told
    assert "{" not in told
