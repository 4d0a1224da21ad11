from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.sheets.comparison import (
    Change,
    Counts,
    KnownHousehold,
    KnownMember,
    Missing,
    RosterComparison,
    State,
    compare,
    differences,
)
from app.documents.sheets.reading import FactValue, RosterReading
from app.domain.errors import Cancelled
from app.domain.progress import Progress
from tests.documents.sheets.files import (
    CHILD,
    GOOD,
    HEADER,
    HOUSE_1,
    HOUSE_2,
    HOUSE_3,
    LI,
    OTHER_HOUSE,
    WANG,
    ZHAO,
    book,
    read,
    row,
)


def stored(reading: RosterReading) -> dict[str, KnownHousehold]:
    """The register after the import of a reading."""
    return {
        household.code: KnownHousehold(
            f"id-{household.code}",
            dict(household.values),
            tuple(
                KnownMember(
                    f"id-{member.row}",
                    f"p{member.row}",
                    str(member.values.get("person_code", "")),
                    {**member.values, **member.implied},
                )
                for member in household.members
            ),
        )
        for household in reading.households
    }


def with_fact(known: dict[str, KnownHousehold], code: str, **values: FactValue | None) -> None:
    """Change facts of the first member of a household in the register."""
    household = known[code]
    first, *others = household.members
    facts = {**first.values, **values}
    left = {path: value for path, value in facts.items() if value is not None}
    known[code] = KnownHousehold(
        household.id, household.values, (KnownMember(first.id, first.key, first.person_code, left), *others)
    )


def compared(rows: list[list[object]], known: Mapping[str, KnownHousehold]) -> RosterComparison:
    return compare(read(book(rows)), known)


GOOD_ROWS = [list(line) for line in GOOD]
KNOWN = stored(read(book(GOOD)))


def test_everything_is_new_in_an_empty_register() -> None:
    found = compared(GOOD_ROWS, {})

    assert (found.households, found.members) == (Counts(new=2), Counts(new=3))
    assert (found.changes, found.missing) == ((), ())
    assert [plan.state for plan in found.plans] == [State.NEW, State.NEW]


def test_the_same_file_again_changes_nothing() -> None:
    found = compared(GOOD_ROWS, KNOWN)

    assert (found.households, found.members) == (Counts(unchanged=2), Counts(unchanged=3))
    assert (found.changes, found.missing) == ((), ())


def test_a_changed_value_is_named_with_household_and_member() -> None:
    rows = [*GOOD_ROWS[:1], row(HOUSE_1, "王志强", WANG, "之子", health="残疾", labour="弱劳动力"), *GOOD_ROWS[2:]]
    found = compared(rows, KNOWN)

    assert found.changes == (
        Change(HOUSE_1, "王志强", "labour", "普通劳动力", "弱劳动力或半劳动力", f"id-{HOUSE_1}", "id-5"),
    )
    assert found.members == Counts(changed=1, unchanged=2)
    assert found.households == Counts(unchanged=2)


def test_a_changed_value_of_a_household_has_no_member() -> None:
    found = compared([row(HOUSE_2, "赵大顺", ZHAO, labour="普通劳动力", income=9000), *GOOD_ROWS[:2]], KNOWN)

    assert found.changes == (Change(HOUSE_2, None, "net_income", 12000, 9000, f"id-{HOUSE_2}"),)
    assert found.households == Counts(changed=1, unchanged=1)
    assert found.members == Counts(unchanged=3)


def test_a_new_member_changes_the_household() -> None:
    found = compared([*GOOD_ROWS, row(HOUSE_1, "王雨桐", CHILD, "之孙女")], KNOWN)

    assert found.households == Counts(changed=1, unchanged=1)
    assert found.members == Counts(new=1, unchanged=3)
    assert found.changes == ()


def test_who_is_absent_is_missing_and_changes_no_household() -> None:
    found = compared(GOOD_ROWS[:1], KNOWN)

    assert found.missing == (
        Missing(HOUSE_1, "王志强", f"id-{HOUSE_1}", "id-5", head="李桂珍"),
        Missing(HOUSE_2, "赵大顺", f"id-{HOUSE_2}", "id-6", head="赵大顺"),
    )
    assert found.households == Counts(unchanged=1, missing=1)
    assert found.members == Counts(unchanged=1, missing=2)


def test_a_known_household_without_members_can_be_missing() -> None:
    found = compared(GOOD_ROWS, {**KNOWN, HOUSE_3: KnownHousehold("h3", {}, ())})

    assert found.missing == (Missing(HOUSE_3, None, "h3"),)
    assert (found.households.missing, found.members.missing) == (1, 0)


def test_who_was_refused_is_not_missing() -> None:
    found = compared([*GOOD_ROWS[:1], row(HOUSE_1, "王志强", "1", "之子"), row(HOUSE_2, "赵大顺", "1")], KNOWN)

    assert found.missing == ()
    assert found.households == Counts(unchanged=1)


def test_a_blank_cell_changes_nothing() -> None:
    rows = [row(HOUSE_1, "李桂珍", LI), row(HOUSE_1, "王志强", WANG, "之子"), row(HOUSE_2, "赵大顺", ZHAO)]

    assert compared(rows, KNOWN).changes == ()


def test_somebody_who_moves_changes_both_households() -> None:
    rows = [GOOD_ROWS[0], row(HOUSE_2, "王志强", WANG, "之子", health="残疾", labour="普通劳动力"), GOOD_ROWS[2]]
    found = compared(rows, KNOWN)

    assert found.changes[0] == Change(HOUSE_2, "王志强", "household", HOUSE_1, HOUSE_2, f"id-{HOUSE_2}", "id-5")
    assert found.households == Counts(changed=2)
    assert found.members == Counts(changed=1, unchanged=2)
    assert found.missing == ()


def test_a_person_is_found_by_code_when_the_number_is_new() -> None:
    known = stored(read(book([row(HOUSE_1, "李小宝", LI, person="P1")])))
    with_fact(known, HOUSE_1, id_number=None)
    found = compared([row(HOUSE_1, "李宝儿", LI, person="P1")], known)

    assert [(change.field, change.old, change.new) for change in found.changes] == [
        ("name", "李小宝", "李宝儿"),
        ("id_number", None, LI),
    ]


@pytest.mark.parametrize("birth", ["1958-03-12", "1958-03", "1958"])
def test_a_person_is_found_by_name_and_birth_in_the_household(birth: str) -> None:
    known = stored(read(book(GOOD)))
    with_fact(known, HOUSE_1, id_number=None, birth=birth)
    found = compared(GOOD_ROWS, known)

    assert found.members.new == 0
    assert ("id_number", None, LI) in [(change.field, change.old, change.new) for change in found.changes]


def test_two_of_one_name_and_no_birth_are_not_taken_for_one() -> None:
    known = stored(read(book(GOOD)))
    with_fact(known, HOUSE_1, id_number=None, birth=None)

    assert compared(GOOD_ROWS, known).members == Counts(new=1, unchanged=2, missing=1)


def test_what_is_implied_fills_the_unknown_and_never_changes_the_known() -> None:
    known = stored(read(book(GOOD)))
    with_fact(known, HOUSE_1, alive=None, imprisoned=True)
    found = compared(GOOD_ROWS, known)

    assert found.changes == (Change(HOUSE_1, "李桂珍", "alive", None, True, f"id-{HOUSE_1}", "id-4", True),)
    assert dict(found.plans[0].members[0].implied) == {"alive": True}


def test_benefits_are_added_and_never_taken() -> None:
    header = (*HEADER, "是否低保")
    reading = read(book([[*row(HOUSE_1, "李桂珍", LI), "是"]], header=header))
    known = stored(reading)
    with_fact(known, HOUSE_1, benefits=("高龄津贴",))

    assert [(change.old, change.new) for change in compare(reading, known).changes] == [
        (("高龄津贴",), ("高龄津贴", "低保"))
    ]
    with_fact(known, HOUSE_1, benefits=("高龄津贴", "低保"))
    assert compare(reading, known).changes == ()


def test_households_kept_apart_count_nowhere() -> None:
    found = compared([*GOOD_ROWS, row(OTHER_HOUSE, "王雨桐", CHILD)], KNOWN)

    assert (found.households, found.members) == (Counts(unchanged=2), Counts(unchanged=3))


def test_a_file_of_one_village_misses_nobody_of_another() -> None:
    elsewhere = KnownHousehold("h9", {"village": "511323104202"}, (KnownMember("m9", "p9", "", {"name": "何某"}),))

    assert compared(GOOD_ROWS, {**KNOWN, OTHER_HOUSE: elsewhere}).missing == ()


def test_persons_of_a_list_are_placed_by_their_number() -> None:
    header = ("序号", "姓名", "身份证号", "民族", "文化程度", "政治面貌")
    rows = [[1, "王志强", WANG, "汉", "小学", "群众"], [2, "王雨桐", CHILD, "汉", "小学", "群众"]]
    found = compare(read(book(rows, header=header)), KNOWN)

    assert [(change.household, change.member, change.field) for change in found.changes] == [
        (HOUSE_1, "王志强", "nation"),
        (HOUSE_1, "王志强", "education"),
        (HOUSE_1, "王志强", "politics"),
    ]
    assert [member.name for member in found.unplaced] == ["王雨桐"]
    assert found.missing == ()


def test_comparing_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        compare(read(book(GOOD)), KNOWN, Progress(cancelled=lambda: True))


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("2024-01-15", "2024-01", True),
        ("2024-01-15", "2024", True),
        ("2024-01-15", "2024-02", False),
        ("2024-01", "2024-01-15", False),
        (9400, 9400.0, True),
        (9400.001, 9400, True),
        (9400.01, 9400, False),
        (True, True, True),
        (False, True, False),
        (("残疾", "长期慢性病"), ("长期慢性病", "残疾"), True),
        (("残疾",), ("长期慢性病", "残疾"), False),
        (None, False, False),
        ("", "子", False),
    ],
)
def test_values_are_compared_by_what_they_mean(old: FactValue | None, new: FactValue, same: bool) -> None:
    known = {} if old is None else {"fact": old}

    assert differences({"fact": new}, known) == ([] if same else [("fact", old, new)])


values = st.dictionaries(
    st.sampled_from(["name", "phone", "health", "work_months", "alive"]),
    st.text(max_size=5) | st.integers(-9, 9) | st.booleans() | st.tuples(st.text(max_size=2)),
)


@given(values, values)
def test_what_was_taken_over_is_no_difference_any_more(
    stated: dict[str, FactValue], known: dict[str, FactValue]
) -> None:
    taken = {**known, **{path: new for path, _, new in differences(stated, known)}}

    assert differences(stated, taken) == []
    assert {path: known[path] for path in known if path not in stated}.items() <= taken.items()
