"""A household's file: who belongs to whom, and what is left out."""

from app.domain.ids import RecordId
from app.oplog.operation import Dot
from app.oplog.record import Record, household_file, owner_of
from app.oplog.register import Head, RecordState

HOME, PERSON = RecordId(b"h" * 16), RecordId(b"p" * 16)


def state(kind: str, **fields: object) -> RecordState:
    dot = Dot(b"a" * 16, "511323104201", 1)
    return RecordState(kind, "511323104201", {name: (Head(dot, 1, value),) for name, value in fields.items()})


def test_a_record_belongs_to_whom_its_kind_says():
    assert owner_of(state("person", household=HOME)) == HOME
    assert owner_of(state("benefit", holder=PERSON)) == PERSON
    assert owner_of(state("benefit")) is None
    assert owner_of(state("household", code="1")) is None


def test_a_deleted_record_is_left_out_of_the_file():
    gone = Record(PERSON, HOME, state("person", household=HOME, _deleted=True))
    here = Record(RecordId(b"q" * 16), HOME, state("person", household=HOME))
    benefit = Record(RecordId(b"b" * 16), PERSON, state("benefit", holder=PERSON, code="低保"))
    file = household_file(Record(HOME, None, state("household", code="1")), [gone, benefit, here])
    assert file.persons == (here,)
    assert file.of("benefit", PERSON) == (benefit,)
    assert file.of("benefit", HOME) == ()
    assert {record.id for record in file.records()} == {HOME, here.id, benefit.id}


def test_values_are_read_by_their_shape():
    record = Record(
        HOME, None, state("household", phone="1", water={"litres": 40}, **{"tags/独居": True, "tags/空巢": None})
    )
    assert (record.text("phone"), record.text("water"), record.text("code")) == ("1", "", "")
    assert (record.part("water", "litres"), record.part("phone", "x"), record.compound("phone")) == (40, None, {})
    assert record.elements("tags") == ("独居",)
