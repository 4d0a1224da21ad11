"""Clock, paths, resources and words."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.documents.sheets.reading import RosterProblem
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import IdSource, from_text, short_key, to_text
from app.services.words import error_words, roster_words
from app.system import resources
from app.system.clock import CHINA, Clock, moment, wall
from app.system.paths import workspace


def test_a_fixed_day_keeps_the_time_of_day():
    clock = Clock(date(2024, 2, 29))
    assert clock.today() == date(2024, 2, 29)
    assert clock.now().tzinfo is CHINA


def test_a_moment_survives_as_milliseconds():
    now = datetime(2026, 11, 20, 9, 41, 8, tzinfo=CHINA)
    assert moment(wall(now)) == now


def test_the_workspace_is_the_one_that_was_named(tmp_path, monkeypatch):
    monkeypatch.setenv("CUNFANG_HOME", str(tmp_path / "variable"))
    assert workspace(tmp_path / "option").folder == tmp_path / "option"
    assert workspace(None).folder == tmp_path / "variable"
    monkeypatch.delenv("CUNFANG_HOME")
    assert workspace(None).folder.name == "cunfang"
    assert not workspace(tmp_path).exists


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_error_has_its_words(code, language):
    words = error_words(AppError(code), language)
    assert words.message
    assert "!" not in words.message + words.hint
    assert "！" not in words.message + words.hint
    assert "非法" not in words.message


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("problem", list(RosterProblem))
def test_every_doubt_about_a_row_has_its_words(problem, language):
    words = roster_words(problem, language)
    told = words.message + words.hint
    assert words.message
    assert told.isascii() == (language == "en")
    assert not set(told) & set("!！")


def test_no_words_are_left_over():
    for language in ("zh_CN", "en"):
        assert set(resources.words("roster", language)) == {problem.value for problem in RosterProblem}
        assert set(resources.words("errors", language)) == {code.value for code in ErrorCode}


def test_resources_are_found_and_named():
    assert Path(resources.root()).is_dir()
    assert "facts" in resources.texts("codes", ".toml")
    assert resources.content("forms/routine.xlsx").startswith(b"PK")


def test_ids_increase_also_when_the_clock_goes_backwards():
    source = IdSource(1_800_000_000_000)
    made = [
        source.next(clock) for clock in (1_800_000_000_000, 1_700_000_000_000, 1_700_000_000_000, 1_800_000_000_001)
    ]
    made += [source.next(1_800_000_000_001) for _ in range(2_000)]
    assert made == sorted(set(made))
    assert all(from_text(to_text(one)) == one for one in made)
    assert all(to_text(one)[14] == "7" and len(short_key(one)) == 8 for one in made)
