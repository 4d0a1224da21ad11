"""The note for a technician: what broke where, and nothing of anybody."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.bootstrap import Services
from app.services.faults import fault_of, note, save_note

NAME, NUMBER, PHONE = "李桂珍", "511399195903124228", "13908170001"
NOW = datetime(2026, 11, 20, 9, 41)


def look_up(register: dict[str, str], name: str) -> str:
    return register[name]


def broken() -> Exception:
    """An error with another behind it; both speak of a person."""
    try:
        try:
            look_up({}, NAME)
        except KeyError as missing:
            raise ValueError(f"{NAME} {NUMBER} {PHONE}") from missing
    except ValueError as error:
        return error
    raise AssertionError


def test_a_note_tells_kinds_and_places_and_never_a_message() -> None:
    text = note(fault_of(broken(), "A1B2C3"), NOW, {"户": 40})
    assert "A1B2C3" in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "look_up" in text
    assert "户 40" in text
    assert not [word for word in (NAME, NUMBER, PHONE, "register[name]") if word in text]


def test_a_note_names_no_folder_of_the_person() -> None:
    text = note(fault_of(broken(), "A1B2C3"), NOW, None)
    assert "test_faults.py" in text
    assert str(Path(__file__).parent) not in text
    assert str(Path.home()) not in text


def test_a_place_in_the_program_is_told_below_its_folder() -> None:
    try:
        datetime.fromisoformat("")
        raise AssertionError
    except ValueError as error:
        outer = error
    from app.domain.dates import parse_date

    try:
        parse_date("不是日子", NOW.date())
        raise AssertionError
    except ValueError as error:
        inside = fault_of(error, "1")
    assert any(place.startswith("app/domain/dates.py:") for place in inside.chain[0].places)
    assert fault_of(outer, "2").chain[0].kind == "builtins.ValueError"


def test_errors_that_go_in_a_circle_are_told_once() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert [each.kind for each in fault_of(first, "1").chain] == ["builtins.ValueError", "builtins.KeyError"]


def test_the_file_counts_the_store(empty: Services, tmp_path: Path) -> None:
    path = save_note(tmp_path / "note.txt", fault_of(broken(), "A1B2C3"), empty.context)
    text = path.read_text("utf-8")
    assert "户 0，人 0，走访 0" in text
    assert NAME not in text
    assert empty.owner.user not in text


def test_at_the_gate_there_is_nothing_to_count(tmp_path: Path) -> None:
    text = save_note(tmp_path / "note.txt", fault_of(broken(), "A1B2C3"), None).read_text("utf-8")
    assert "没有打开" in text
