"""Operations in, records and views out; nobody writes beside a unit of work."""

import sqlite3

import pytest
from sqlalchemy import select, text
from sqlcipher3 import dbapi2 as sqlcipher

from app.domain.errors import AppError, ErrorCode
from app.domain.ids import to_text
from app.store.engine import raw_connection
from app.store.schema import OPERATION
from app.store.views.tables import HOUSEHOLD_VIEW, VIEWS
from tests.store.factory import KEY, VILLAGE, action, household, now, patch, person, reopen


def household_row(store, record):
    with store.read() as reading:
        return reading.connection.execute(select(HOUSEHOLD_VIEW).where(HOUSEHOLD_VIEW.c.id == record)).one()


def test_a_new_household_is_listed_with_its_head(store):
    home = household(store, type={"type": "脱贫户"}, monitored={"type": "边缘易致贫户"})
    person(store, home, "单建国", relation="户主", alive={"alive": True})
    row = household_row(store, home)
    assert (row.head_name, row.group_number, row.type, row.monitored) == ("单建国", 3, "脱贫户", "边缘易致贫户")


def test_changes_tell_kinds_records_and_households(store):
    home = household(store)
    member = person(store, home, "曾小燕")
    assert store.changes.kinds == {"person"}
    assert store.changes.records == {to_text(member)}
    assert store.changes.households == {to_text(home)}


def test_numbers_of_operations_are_gapless_in_each_scope(store):
    home = household(store)
    for number in range(5):
        patch(store, home, {"phone": f"1390000000{number}"})
    with store.write(action(), now()) as unit:
        unit.create(
            "visit", VILLAGE, {"household": home, "number": "访1", "ended": "2026-11-20T10:00:00"}, restricted=True
        )
    with store.read() as reading:
        rows = reading.connection.execute(
            select(OPERATION.c.scope, OPERATION.c.n).order_by(OPERATION.c.scope, OPERATION.c.n)
        ).all()
    assert [row.n for row in rows if row.scope == VILLAGE] == [1, 2, 3, 4, 5, 6]
    assert [row.n for row in rows if row.scope == f"{VILLAGE}/r"] == [1]


def test_an_exception_leaves_the_store_as_it_was(store):
    home = household(store, phone="13900000001")
    with pytest.raises(RuntimeError):
        break_off(store, home)
    assert household_row(store, home).phone == "13900000001"
    patch(store, home, {"phone": "13900000003"})
    assert household_row(store, home).phone == "13900000003"


def break_off(store, home):
    """Begin an action and fail in the middle of it."""
    with store.write(action(), now()) as unit:
        unit.patch(home, {"phone": "13900000002"})
        raise RuntimeError


@pytest.mark.parametrize("table", ["op", "record", "tx", "blob", *(table.name for table in VIEWS.sorted_tables)])
def test_nobody_writes_a_guarded_table_beside_a_unit_of_work(store, table):
    household(store)
    with store.write_local() as local:
        with pytest.raises(Exception, match=r"outside a unit of work|constraint"):
            local._connection.exec_driver_sql(f"INSERT INTO {table} DEFAULT VALUES")
        connection = local._connection
        if connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one():
            with pytest.raises(Exception, match="outside a unit of work"):
                connection.exec_driver_sql(f"DELETE FROM {table}")


def test_another_program_with_the_key_cannot_write_either(store, tmp_path):
    household(store)
    stranger = raw_connection(store.path, KEY)
    with pytest.raises(sqlcipher.OperationalError, match="cunfang_writing"):
        stranger.execute("DELETE FROM record")
    stranger.close()


def test_readers_cannot_write(store):
    with store.read() as reading, pytest.raises(Exception, match=r"readonly|query_only"):
        reading.connection.execute(text("DELETE FROM meta"))


def test_a_signed_record_refuses_a_patch(store):
    home = household(store)
    with store.write(action(), now()) as unit:
        visit = unit.create("visit", VILLAGE, {"household": home, "number": "访1", "ended": "2026-11-20T10:00:00"})
    with pytest.raises(AppError) as refused:
        patch(store, visit, {"channel": "电话"})
    assert refused.value.code is ErrorCode.RECORD_SEALED


def test_views_rebuilt_are_the_views_that_grew(store):
    for number in range(7):
        home = household(store, code=f"511323104201000{number}", phone=f"1390000000{number}")
        person(
            store,
            home,
            ["单建国", "李𬭼", "曾小燕"][number % 3],
            relation="户主",
            id_number=f"51132219500101{number:04d}",
        )
    before = everything(store)
    store.rebuild_views()
    assert everything(store) == before
    with store.read() as reading:
        assert len(reading.search.find("zengxiaoyan")) == 2


def everything(store):
    with store.read() as reading:
        return {
            table.name: sorted(map(str, reading.connection.execute(select(table)).all()))
            for table in VIEWS.sorted_tables
            if table.name != "search_entry"
        }


def test_views_of_another_version_are_projected_anew_when_the_store_is_opened(store, tmp_path):
    home = household(store)
    person(store, home, "单建国")
    with store.write_local() as local:
        local._connection.exec_driver_sql("UPDATE meta SET value = 'old' WHERE name = 'views_version'")
    store.close()
    again = reopen(store.path.parent)
    assert household_row(again, home).head_name == "单建国"
    again.close()


def test_the_file_is_not_readable_without_the_key(store):
    household(store, phone="13900000001")
    content = store.path.read_bytes() + store.path.with_name("store.db-wal").read_bytes()
    assert b"SQLite format 3" not in content
    assert b"13900000001" not in content
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(store.path).execute("SELECT count(*) FROM op")


def test_a_wrong_key_is_told_and_changes_nothing(store):
    home = household(store)
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(AppError) as refused:
        reopen(store.path.parent, key=bytes(32))
    assert refused.value.code is ErrorCode.STORE_DAMAGED
    assert store.path.read_bytes() == before
    again = reopen(store.path.parent)
    assert household_row(again, home).id == home
    again.close()


def test_a_deleted_household_leaves_the_lists_and_keeps_its_history(store):
    home = household(store)
    person(store, home, "单建国")
    with store.write(action(), now()) as unit:
        unit.delete(home)
    with store.read() as reading:
        assert reading.connection.execute(select(HOUSEHOLD_VIEW)).all() == []
        assert reading.search.find("单建国") == []
        assert reading.history.of_records([home])


def test_an_action_in_parts_is_one_action(store):
    home = household(store)
    with store.write(action("import"), now()) as unit:
        first = unit.create("person", VILLAGE, {"household": home, "name": "甲"})
        unit.settle()
        unit.patch(first, {"phone": "13900000001"})
        second = unit.create("person", VILLAGE, {"household": home, "name": "乙"})
        unit.settle()
        unit.patch(home, {"group": "7组"})
    assert store.changes.records == {to_text(home), to_text(first), to_text(second)}
    assert store.changes.households == {to_text(home)}
    row = household_row(store, home)
    assert (row.persons, row.group_number) == (2, 7)
    with store.read() as reading:
        assert set(reading.history.touched_by(unit.transaction)) == {home, first, second}
        numbers = reading.connection.execute(select(OPERATION.c.n).order_by(OPERATION.c.n)).scalars().all()
    assert numbers == [1, 2, 3, 4, 5]


def test_a_part_that_was_written_out_goes_with_the_whole_action(store):
    home = household(store, phone="13900000001")
    with pytest.raises(RuntimeError):
        break_off_after_a_part(store, home)
    assert household_row(store, home).phone == "13900000001"
    with store.read() as reading:
        assert [entry.value for entry in reading.history.of_records([home]) if entry.field == "phone"] == [
            "13900000001"
        ]


def break_off_after_a_part(store, home):
    with store.write(action(), now()) as unit:
        unit.patch(home, {"phone": "13900000002"})
        unit.settle()
        raise RuntimeError


def test_who_moves_between_parts_is_listed_at_one_household(store):
    here, there = household(store), household(store, "5113231042010002")
    member = person(store, here, "曾小燕")
    with store.write(action("import"), now()) as unit:
        unit.patch(member, {"household": there})
        unit.settle()
        unit.patch(here, {"group": "4组"})
    assert (household_row(store, here).persons, household_row(store, there).persons) == (0, 1)


def test_a_household_shows_the_same_however_it_is_read(store):
    home = household(store, monitored={"type": "边缘易致贫户"})
    gone, member = person(store, home, "甲"), person(store, home, "乙", birth="1950-01-01", **{"tags/独居": True})
    with store.write(action(), now()) as unit:
        unit.create("benefit", VILLAGE, {"holder": member, "code": "低保"})
        unit.create("benefit", VILLAGE, {"holder": home, "code": "临时救助"})
        unit.create("event", VILLAGE, {"household": home, "kind": "洪涝"})
        unit.delete(gone)
    deleted = household(store, "5113231042010002")
    with store.write(action(), now()) as unit:
        unit.delete(deleted)
    with store.read() as reading:
        (file,) = reading.records.household_files([deleted, home])
        ((shown, belongings),) = reading.records.shown_households([deleted, home], ("person", "benefit"))
    whole = [file.household, *sorted([*file.persons, *file.of("benefit")], key=lambda record: record.id)]
    light = [shown, *belongings]
    assert [(r.id, r.kind, r.owner, dict(r.values()), r.elements("tags")) for r in light] == [
        (r.id, r.kind, r.owner, dict(r.values()), r.elements("tags")) for r in whole
    ]
    assert len(light) == 4
