"""``visit review`` and ``visit finish`` with signers of a checklist's own and with what it registers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_form_publish import Line
from tests.conftest import copied
from tests.services.visits.foreign import foreign, row
from tests.services.visits.test_signers import form


@pytest.fixture
def run(demo_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(copied(demo_home, tmp_path / "home"), capsys)


def started(run: Line, folder: Path, source: bytes, form_id: str) -> str:
    (folder / "form.xlsx").write_bytes(source)
    run("form", "publish", str(folder / "form.xlsx"))
    _, found = run("household", "list")
    households = found["households"]
    assert isinstance(households, list)
    return str(run("visit", "start", str(households[0]["key"]), form_id)[1]["visit"])


def test_who_else_signs_is_named_and_who_does_not_has_a_reason(run: Line, tmp_path: Path) -> None:
    visit = started(run, tmp_path, form("handler handler recipient witness carer"), "signed")
    assert run("visit", "review", visit)[1]["signers"] == ["handler", "handler", "recipient", "witness", "carer"]
    finish = ("visit", "finish", visit, "--visitors", "周明远,何晓燕", "--interviewee", "单建国")
    assert run(*finish, "--signer", "stranger=丁小禾")[0] == 2
    assert run(*finish, "--signer", "witness")[0] == 2
    assert run(*finish, "--unsigned", "carer=")[0] == 3
    code, _ = run(*finish, "--signer", "见证人=蒲文秀", "--unsigned", "carer=不在家")
    assert code == 0
    assert run("visit", "show", visit)[1]["signers"] == {
        "makers": "handler",
        "visited": "recipient",
        "others": [
            {"role": "witness", "name": "蒲文秀", "reason": ""},
            {"role": "carer", "name": "", "reason": "不在家"},
        ],
    }


def test_what_no_record_takes_is_named_at_the_review(run: Line, tmp_path: Path) -> None:
    trees = foreign(
        row("calculate", "species", "", "species", calculation="'黄桷树'"),
        row("text", "a", "甲"),
        entities=(("list_name", "label"), ("trees", "${species}")),
    )
    visit = started(run, tmp_path, trees, "county-check")
    _, page = run("visit", "review", visit)
    (kept,) = page["kept_with_visit"]  # type: ignore[misc]  # a list of one
    assert (kept["why"], kept["list"], kept["entity"], kept["value"]) == (
        "list_unknown", "trees", "黄桷树", "species：黄桷树"
    )  # fmt: skip
    assert run("visit", "finish", visit, "--visitors", "周明远", "--interviewee", "单建国")[0] == 0
