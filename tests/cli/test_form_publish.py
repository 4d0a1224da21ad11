"""``form publish``: a form of somebody else is taken into the workspace, or refused with the cells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import main
from app.forms.compile import compile_form
from tests.conftest import copied
from tests.forms.all_types import SKIPPED, all_types, row, towns

Told = tuple[int, dict[str, object]]


class Line:
    """The command line on a copy of the invented village."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._home = home
        self._capsys = capsys

    def __call__(self, *words: str) -> Told:
        self._capsys.readouterr()
        code = main([*words, "--home", str(self._home), "--today", "2026-11-20", "--json"])
        return code, json.loads(self._capsys.readouterr().out)


@pytest.fixture
def run(demo_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(copied(demo_home, tmp_path / "home"), capsys)


def written(folder: Path, source: bytes, name: str = "form.xlsx") -> str:
    (folder / name).write_bytes(source)
    (folder / "form-media").mkdir(exist_ok=True)
    (folder / "form-media" / "towns.csv").write_bytes(towns()["towns.csv"])
    return str(folder / name)


def test_a_form_is_taken_and_can_be_filled(run: Line, tmp_path: Path) -> None:
    code, told = run("form", "publish", written(tmp_path, all_types()))
    assert code == 0
    assert (told["form_id"], told["version"], told["title"]) == ("alltypes", "1", "样样都问")
    _, households = run("household", "list")
    home = households["households"][0]["key"]  # type: ignore[index]
    code, started = run("visit", "start", home, "alltypes")
    assert code == 0
    steps = tmp_path / "steps.json"
    steps.write_text(json.dumps([{"action": "answer", "at": "/data/chosen/town", "value": "t-last"}]))
    code, played = run("visit", "answer", str(started["visit"]), "--script", str(steps))
    assert code == 0
    assert '"t-last"' in json.dumps(played)


def test_what_cannot_be_asked_is_refused_with_its_cell(run: Line, tmp_path: Path) -> None:
    source = written(tmp_path, all_types(extra=SKIPPED))
    code, told = run("form", "publish", source)
    assert code == 3
    error = told["error"]
    assert isinstance(error, dict)
    places = [(one["sheet"], one["row"], one["column"], one["code"]) for one in error["details"]]
    assert places == [("survey", number, "type", "question_unsupported") for number in (42, 43, 44, 45)]
    code, _ = run("visit", "start", "1", "alltypes")
    assert code == 3
    code, told = run("form", "publish", source, "--allow-skipped")
    assert code == 0
    messages = told["messages"]
    assert isinstance(messages, list)
    assert sum(1 for one in messages if one["code"] == "question_unsupported") == 4


def test_a_mistake_that_lint_finds_is_told_and_waits_for_its_author(run: Line, tmp_path: Path) -> None:
    double = row("text", "again", "又一题", "Again")
    book = all_types(extra=[double, row("begin group", "g", "组", "Group"), double, row("end group", "")])
    code, told = run("form", "publish", written(tmp_path, book))
    assert code == 1
    messages = told["messages"]
    assert isinstance(messages, list)
    assert "key_duplicate" in {one["code"] for one in messages}


def test_an_xform_is_taken_as_it_is(run: Line, tmp_path: Path) -> None:
    xform = compile_form(all_types("7"), media=towns()).xform
    code, told = run("form", "publish", written(tmp_path, xform, "form.xml"))
    assert code == 0
    assert (told["form_id"], told["version"]) == ("alltypes", "7")


@pytest.mark.parametrize("content", [b"", b"a letter", b"<html/>"])
def test_what_is_no_form_is_refused(run: Line, tmp_path: Path, content: bytes) -> None:
    code, told = run("form", "publish", written(tmp_path, content))
    assert code == 3
    assert told["error"]
