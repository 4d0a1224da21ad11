"""Copies, backups, restore, integrity."""

import zipfile
from datetime import UTC, datetime

import pytest

from app.domain.errors import AppError, Cancelled, ErrorCode
from app.domain.progress import Progress, Step
from app.store.backup import copy_store, read_backup, rotate, write_backup
from app.store.integrity import check_integrity
from tests.store.factory import KEY, household, reopen

MADE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path):
    path = tmp_path / "keys.json"
    path.write_text("{}")
    return path


def test_a_backup_made_while_work_goes_on_is_whole(store, keys, tmp_path):
    home = household(store, phone="1")
    steps: list[Step] = []
    target = tmp_path / "out" / "village.cunfang"
    write_backup(store.path, keys, KEY, target, MADE, Progress(steps.append))
    household(store, code="5113231042010002")
    place = tmp_path / "restored"
    read_backup(target, place / "store.db", place / "keys.json")
    again = reopen(place)
    with again.read() as reading:
        assert [record for record in reading.records.household_ids()] == [home]
    again.close()
    assert not list(target.parent.glob("*.part"))
    assert {step.stage for step in steps} == {"backup"}
    assert len({step.total for step in steps}) <= 2, "the copy may be a little smaller than the store"
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].total


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6])
def test_a_backup_that_is_stopped_leaves_nothing(store, keys, tmp_path, share):
    household(store)
    seen: list[float] = [0.0]
    progress = Progress(lambda step: seen.append(step.done / step.total), lambda: seen[-1] >= share)
    target = tmp_path / "out" / "village.cunfang"
    with pytest.raises(Cancelled):
        write_backup(store.path, keys, KEY, target, MADE, progress)
    assert list(target.parent.iterdir()) == []
    household(store, code="5113231042010002")


def test_a_check_that_is_stopped_ends_and_the_store_goes_on(store):
    for number in range(40):
        household(store, code=f"51132310420100{number:02d}")
    seen: list[Step] = []
    all_of_them = count_steps(store)
    assert len(all_of_them) > 30
    for after in (0, 1, len(all_of_them) // 2, len(all_of_them) - 1):
        seen.clear()
        with pytest.raises(Cancelled):
            check_integrity(store.path, KEY, Progress(seen.append, lambda: len(seen) == after))  # noqa: B023 - called at once
        assert len(seen) == after
    assert check_integrity(store.path, KEY) == ()
    household(store, code="5113231042010099")


def test_a_check_tells_how_far_it_is(store):
    for number in range(40):
        household(store, code=f"51132310420100{number:02d}")
    counted = [step for step in count_steps(store) if step.total is not None]
    assert [step.done for step in counted] == sorted(step.done for step in counted)
    assert len({step.done for step in counted}) > 3
    assert counted[-1].done == counted[-1].total


def count_steps(store) -> list[Step]:
    seen: list[Step] = []
    check_integrity(store.path, KEY, Progress(seen.append))
    return seen


def test_a_backup_is_encrypted(store, keys, tmp_path):
    household(store, phone="13900000001")
    target = tmp_path / "b.cunfang"
    write_backup(store.path, keys, KEY, target, MADE)
    assert b"13900000001" not in target.read_bytes()
    with zipfile.ZipFile(target) as archive:
        assert not archive.read("store.db").startswith(b"SQLite format 3")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_half_a_backup_is_refused_and_nothing_is_put_in_place(store, keys, tmp_path, share):
    household(store)
    target = tmp_path / "b.cunfang"
    write_backup(store.path, keys, KEY, target, MADE)
    content = target.read_bytes()
    target.write_bytes(content[: int(len(content) * share)])
    place = tmp_path / "restored"
    with pytest.raises(AppError) as refused:
        read_backup(target, place / "store.db", place / "keys.json")
    assert refused.value.code is ErrorCode.BACKUP_DAMAGED
    assert not place.exists() or not list(place.iterdir())


def test_a_changed_byte_in_a_backup_is_noticed(store, keys, tmp_path):
    household(store)
    target = tmp_path / "b.cunfang"
    write_backup(store.path, keys, KEY, target, MADE)
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    with pytest.raises(AppError) as refused:
        read_backup(target, tmp_path / "r" / "store.db", tmp_path / "r" / "keys.json")
    assert refused.value.code is ErrorCode.BACKUP_DAMAGED


def test_a_missing_backup_is_named(tmp_path):
    with pytest.raises(AppError) as refused:
        read_backup(tmp_path / "no.cunfang", tmp_path / "store.db", tmp_path / "keys.json")
    assert refused.value.code is ErrorCode.FILE_NOT_FOUND


def test_a_place_that_cannot_be_written_is_named(store, keys, tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("")
    with pytest.raises(AppError) as refused:
        write_backup(store.path, keys, KEY, blocker / "b.cunfang", MADE)
    assert refused.value.code is ErrorCode.FILE_NOT_WRITABLE


def test_integrity_finds_a_changed_page(store, tmp_path):
    for number in range(40):
        household(store, code=f"51132310420100{number:02d}")
    assert check_integrity(store.path, KEY) == ()
    store.close()
    content = bytearray(store.path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    store.path.write_bytes(content)
    assert check_integrity(store.path, KEY)


def test_only_the_newest_automatic_backups_are_kept(tmp_path):
    for day in range(1, 10):
        (tmp_path / f"auto-2026-11-0{day}.cunfang").write_text("")
    (tmp_path / "auto-2026-11-09-import.cunfang").write_text("")
    (tmp_path / "auto-2026-11-01-import.cunfang").write_text("")
    rotate(tmp_path, kept=3)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "auto-2026-11-07.cunfang",
        "auto-2026-11-08.cunfang",
        "auto-2026-11-09-import.cunfang",
        "auto-2026-11-09.cunfang",
    ]


def test_a_copy_is_a_store_of_its_own(store, tmp_path):
    household(store)
    copy_store(store.path, KEY, tmp_path / "copy" / "store.db")
    again = reopen(tmp_path / "copy")
    household(again, code="5113231042010009")
    with store.read() as reading:
        assert len(reading.records.household_ids()) == 1
    again.close()
