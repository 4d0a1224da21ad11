"""Restore: neither a wrong passphrase, nor a second restore, nor a power cut costs what was in the workspace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.bootstrap import create_app, open_app
from app.domain.errors import AppError, ErrorCode
from app.services.context import Owner
from app.services.restoring import restore
from app.system.paths import Workspace
from tests.conftest import OWNER, TODAY, copied

VILLAGE = "511323104201"
OTHER = Owner("别人", (VILLAGE,), ("柏树湾村",), demonstration=False)


@pytest.fixture
def place(demo_home: Path, tmp_path: Path) -> Workspace:
    return Workspace(copied(demo_home, tmp_path / "home"))


def backup_of(home: Path, target: Path, passphrase: str | None = None) -> Path:
    services = open_app(home, TODAY, passphrase)
    services.keeping.backup(target)
    services.close()
    return target


def foreign_backup(tmp_path: Path, passphrase: str = "竹子青青") -> Path:
    home = tmp_path / "foreign"
    create_app(home, OTHER, TODAY, passphrase)[0].close()
    return backup_of(home, tmp_path / "foreign.cunfang", passphrase)


def households(home: Path, passphrase: str | None = None) -> int:
    services = open_app(home, TODAY, passphrase)
    try:
        return len(list(services.households.documents()))
    finally:
        services.close()


def files(place: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.folder.iterdir() if path.is_file() and path.name != ".lock"}


def test_a_backup_that_does_not_open_changes_nothing(place, tmp_path) -> None:
    before = files(place)
    with pytest.raises(AppError) as raised:
        restore(foreign_backup(tmp_path), place, "别的口令")
    assert raised.value.code is ErrorCode.KEY_WRONG
    assert files(place) == before
    assert not (place.folder / "restoring").exists()
    assert households(place.folder) == 40


def test_a_second_restore_keeps_what_the_first_one_kept(place, tmp_path) -> None:
    file = foreign_backup(tmp_path)
    assert restore(file, place, "竹子青青") == "before-restore"
    assert restore(file, place, "竹子青青") == "before-restore-2"
    assert households(place.folder, "竹子青青") == 0
    assert households(place.folder / "before-restore") == 40


def test_a_restore_into_an_empty_folder_keeps_nothing(tmp_path) -> None:
    place = Workspace(tmp_path / "new")
    assert restore(foreign_backup(tmp_path), place, "竹子青青") == ""
    assert sorted(path.name for path in place.folder.iterdir() if path.name != ".lock") == ["keys.json", "store.db"]


@pytest.mark.parametrize("done", range(5))
def test_a_restore_cut_off_after_any_step_is_finished_when_the_workspace_opens(place, tmp_path, done) -> None:
    whole = Workspace(tmp_path / "whole")
    restore(foreign_backup(tmp_path), whole, "竹子青青")
    scratch, aside = place.folder / "restoring", place.folder / "before-restore"
    scratch.mkdir()
    shutil.copy(whole.store, scratch / "store.db")
    shutil.copy(whole.keys, scratch / "keys.json")
    (scratch / "ready").write_text(aside.name, encoding="utf-8")
    aside.mkdir()
    steps = (
        (place.store, aside / "store.db"),
        (place.keys, aside / "keys.json"),
        (scratch / "store.db", place.store),
        (scratch / "keys.json", place.keys),
    )
    for source, target in steps[:done]:
        source.replace(target)
    assert households(place.folder, "竹子青青") == 0
    assert not scratch.exists()
    assert households(aside) == 40


def test_a_home_that_is_a_file_is_told(tmp_path) -> None:
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    with pytest.raises(AppError) as raised:
        restore(tmp_path / "plain", Workspace(tmp_path / "plain"))
    assert raised.value.code is ErrorCode.FILE_NOT_WRITABLE


def test_a_workspace_that_another_process_makes_is_left_to_it(tmp_path) -> None:
    from app.system.lock import alone

    place = Workspace(tmp_path / "new")
    place.folder.mkdir()
    with alone(place.lock), pytest.raises(AppError) as raised:
        create_app(place.folder, OWNER, TODAY)
    assert raised.value.code is ErrorCode.WORKSPACE_LOCKED_BY_OTHER
    create_app(place.folder, OWNER, TODAY)[0].close()
    assert households(place.folder) == 0
