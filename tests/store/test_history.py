"""History of each field, and undo: everything gets its value back, what was changed since is left and listed."""

import pytest

from app.domain.errors import AppError, ErrorCode
from app.store.history import undo
from tests.store.factory import VILLAGE, action, household, now, patch, person


def take_back(store, transaction):
    with store.write(action("undo"), now()) as unit:
        result = undo(unit, store.history(unit), transaction)
    return result, unit.transaction


def field(store, record, name):
    with store.read() as reading:
        return reading.records.get([record])[record].get(name)


def test_history_tells_each_value_with_the_one_before(store):
    home = household(store, phone="1")
    patch(store, home, {"phone": "2"})
    patch(store, home, {"phone": None})
    with store.read() as reading:
        told = [(e.before, e.value) for e in reading.history.of_records([home]) if e.field == "phone"]
    assert told == [(None, "1"), ("1", "2"), ("2", None)]


def test_undo_gives_the_value_back(store):
    home = household(store, phone="1")
    second = patch(store, home, {"phone": "2", "group": "5组"})
    result, _ = take_back(store, second)
    assert (result.fields, result.records, result.left) == (2, 1, ())
    assert (field(store, home, "phone"), field(store, home, "group")) == ("1", "3组")


def test_undo_of_an_undo_does_it_again(store):
    home = household(store, phone="1")
    second = patch(store, home, {"phone": "2"})
    _, undoing = take_back(store, second)
    take_back(store, undoing)
    assert field(store, home, "phone") == "2"
    with store.read() as reading:
        assert reading.history.transaction(second).undone_by is None


def test_a_field_changed_since_is_left_and_listed(store):
    home = household(store, phone="1", group="3组")
    second = patch(store, home, {"phone": "2", "group": "5组"})
    patch(store, home, {"phone": "3"})
    result, _ = take_back(store, second)
    assert [(left.kind, left.field) for left in result.left] == [("household", "phone")]
    assert (field(store, home, "phone"), field(store, home, "group")) == ("3", "3组")


def test_what_an_action_created_is_deleted(store):
    home = household(store)
    with store.write(action("import"), now()) as unit:
        member = unit.create("person", VILLAGE, {"household": home, "name": "单建国"})
    take_back(store, unit.transaction)
    with store.read() as reading:
        assert reading.records.get([member])[member].deleted
        assert reading.search.find("单建国") == []


def test_a_created_record_that_was_changed_since_stays(store):
    home = household(store)
    with store.write(action("import"), now()) as unit:
        member = unit.create("person", VILLAGE, {"household": home, "name": "单建国", "sex": "男"})
    patch(store, member, {"sex": "女"})
    result, _ = take_back(store, unit.transaction)
    assert [left.field for left in result.left] == ["sex"]
    assert field(store, member, "sex") == "女"


def test_nothing_is_undone_twice(store):
    home = household(store, phone="1")
    second = patch(store, home, {"phone": "2"})
    take_back(store, second)
    with pytest.raises(AppError) as refused:
        take_back(store, second)
    assert refused.value.code is ErrorCode.UNDO_IMPOSSIBLE


def test_a_signed_visit_is_not_undone(store):
    home = household(store)
    with store.write(action("visit"), now()) as unit:
        unit.create("visit", VILLAGE, {"household": home, "number": "访1", "ended": "2026-11-20T10:00:00"})
        unit.patch(home, {"phone": "9"})
    with pytest.raises(AppError) as refused:
        take_back(store, unit.transaction)
    assert refused.value.code is ErrorCode.UNDO_IMPOSSIBLE
    assert field(store, home, "phone") == "9"


def test_the_last_undoable_action_is_found(store):
    home = household(store)
    person(store, home, "单建国")
    third = patch(store, home, {"phone": "2"})
    with store.read() as reading:
        assert reading.history.last_undoable().id == third
    take_back(store, third)
    with store.read() as reading:
        assert reading.history.last_undoable().id != third
