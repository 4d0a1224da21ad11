"""Multi-value registers: order does not matter, nobody's value is lost, equal values are no conflict."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import RecordId
from app.oplog.operation import Change, Dot, Operation, OperationType, Provenance
from app.oplog.register import RecordState, apply
from app.oplog.wire import canonical, decode, digest

SCOPE = "511323104201"
RECORD = RecordId(b"r" * 16)
A, B = b"a" * 16, b"b" * 16


def operation(device: bytes, n: int, value: object, *before: Dot, field: str = "phone", lamport: int = 0) -> Operation:
    return Operation(
        Dot(device, SCOPE, n),
        RECORD,
        "household",
        OperationType.PATCH,
        {field: Change(tuple(before), value)},
        lamport or n,
        RecordId(b"t" * 16),
        Provenance("周明远", 1_790_000_000_000, "2026-11-20", "申报", "window", ""),
    )


def merged(*operations: Operation) -> RecordState:
    state = RecordState("household", SCOPE)
    superseded: set[tuple[str, Dot]] = set()
    for one in operations:
        apply(state, one, superseded)
    return state


def test_an_edit_that_saw_the_value_replaces_it():
    first = operation(A, 1, "old")
    state = merged(first, operation(A, 2, "new", first.dot))
    assert state.shown("phone") == "new"
    assert state.conflicts() == ()


def test_two_edits_that_did_not_see_each_other_both_stay():
    state = merged(operation(A, 1, "one"), operation(B, 1, "two"))
    assert state.conflicts() == ("phone",)
    assert {head.value for head in state.heads["phone"]} == {"one", "two"}


def test_the_shown_value_of_a_conflict_is_the_same_everywhere():
    one, two = operation(A, 1, "one", lamport=7), operation(B, 1, "two", lamport=7)
    assert merged(one, two).shown("phone") == merged(two, one).shown("phone") == "two"


def test_equal_values_are_no_conflict():
    assert merged(operation(A, 1, "same"), operation(B, 1, "same")).conflicts() == ()


def test_resolving_names_all_heads_and_ends_the_conflict():
    one, two = operation(A, 1, "one"), operation(B, 1, "two")
    state = merged(one, two, operation(A, 2, "third", one.dot, two.dot))
    assert [head.value for head in state.heads["phone"]] == ["third"]


def test_an_operation_held_back_does_not_make_a_false_conflict():
    first = operation(A, 1, "first")
    held = operation(A, 2, "refused", first.dot)
    after = operation(A, 3, "after", held.dot)
    state = merged(first)
    state.held[("phone", held.dot)] = (first.dot,)
    apply(state, after, set())
    assert [head.value for head in state.heads["phone"]] == ["after"]


def test_a_value_set_to_unknown_again_is_a_value():
    first = operation(A, 1, "known")
    state = merged(first, operation(A, 2, None, first.dot))
    assert state.shown("phone") is None
    assert "phone" in state.heads


@st.composite
def histories(draw: st.DrawFn) -> list[Operation]:
    made: list[Operation] = []
    for n in range(1, draw(st.integers(1, 5)) + 1):
        for device in (A, B):
            seen = draw(st.lists(st.sampled_from([one.dot for one in made]), unique=True)) if made else []
            made.append(operation(device, n, draw(st.integers(0, 3)), *sorted(seen)))
    return made


@given(histories(), st.randoms())
def test_the_order_of_arrival_does_not_matter(history, chance):
    shuffled = list(history)
    chance.shuffle(shuffled)
    want = {head.dot for head in merged(*history).heads["phone"]}
    assert {head.dot for head in merged(*shuffled).heads["phone"]} == want


@given(histories())
def test_an_operation_received_twice_changes_nothing(history):
    once = {head.dot for head in merged(*history).heads["phone"]}
    twice = list(itertools.chain.from_iterable((one, one) for one in history))
    assert {head.dot for head in merged(*twice).heads["phone"]} == once


@given(histories())
def test_canonical_bytes_lead_back_to_the_operation(history):
    for one in history:
        assert decode(canonical(one)) == one
        assert digest(decode(canonical(one))) == digest(one)


def test_canonical_bytes_do_not_depend_on_the_order_of_fields():
    one = operation(A, 1, "x")
    fields = {"group": Change((), "3组"), "phone": Change((), "139")}
    forward = Operation(one.dot, RECORD, "household", one.type, fields, 1, one.transaction, one.provenance)
    backward = Operation(
        one.dot, RECORD, "household", one.type, dict(reversed(fields.items())), 1, one.transaction, one.provenance
    )
    assert canonical(forward) == canonical(backward)


def test_fields_that_this_version_does_not_know_are_kept_by_name():
    one = Operation(
        Dot(A, SCOPE, 1),
        RECORD,
        "household",
        OperationType.PATCH,
        {"extra.new_thing": Change((), {"a": 1}), "tags/独居": Change((), True)},
        1,
        RecordId(b"t" * 16),
        Provenance("周明远", 1),
    )
    assert decode(canonical(one)) == one
