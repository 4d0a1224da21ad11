"""Search while typing."""

import pytest

from app.store.pinyin import sort_key
from tests.store.factory import household, patch, person

PEOPLE = {
    "单建国": ("511322195001010015", "13900000001"),
    "曾小燕": ("51132219870615002X", "13900000002"),
    "解元成": ("511302201202290036", ""),
    "仇志明": ("511324194408089990", ""),
    "查文斌": ("511381200909151241", ""),
    "朴金花": ("511323197803211172", ""),
    "盖世英": ("51132219600303009X", ""),
    "区建英": ("", "13900000008"),
    "任大海": ("", ""),
    "李𬭼": ("", ""),
    "阿依古丽·买买提": ("", ""),
    "吕绿云": ("", ""),
}


@pytest.fixture
def village(store):
    for number, (name, (identity, phone)) in enumerate(PEOPLE.items()):
        home = household(store, code=f"51132310420100{number:02d}", group=f"{number % 4 + 1}组")
        person(
            store, home, name, id_number=identity, phone=phone, relation="户主", living=["独居"] if number == 3 else []
        )
    return store


def found(store, typed):
    with store.read() as reading:
        hits = reading.search.find(typed)
        records = reading.records.get(hit.person for hit in hits)
    return {record.text("name") for record in records.values()}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("单建国", "单建国"),
        ("建国", "单建国"),
        ("shanjianguo", "单建国"),
        ("sjg", "单建国"),
        ("danjianguo", "单建国"),
        ("jianguo", "单建国"),
        ("zengxiaoyan", "曾小燕"),
        ("zxy", "曾小燕"),
        ("xieyuancheng", "解元成"),
        ("qiuzhiming", "仇志明"),
        ("zhawenbin", "查文斌"),
        ("piaojinhua", "朴金花"),
        ("geshiying", "盖世英"),
        ("oujianying", "区建英"),
        ("rendahai", "任大海"),
        ("𬭼", "李𬭼"),
        ("lisui", "李𬭼"),
        ("买买提", "阿依古丽·买买提"),
        ("阿依古丽买买提", "阿依古丽·买买提"),
        ("lvlvyun", "吕绿云"),
        ("SHANJ", "单建国"),
        ("0015", "单建国"),
        ("002x", "曾小燕"),
        ("002X", "曾小燕"),
        ("511322195001", "单建国"),
        ("13900000008", "区建英"),
        ("0008", "区建英"),
        ("建 国", "单建国"),
        ("独居", "仇志明"),
        ("1组 单", "单建国"),
        ("００１５", "单建国"),
    ],
)
def test_a_person_is_found(village, typed, name):
    assert name in found(village, typed)


def test_a_group_finds_everybody_in_it(village):
    assert found(village, "2组") == {"曾小燕", "朴金花", "李𬭼"}


@pytest.mark.parametrize("typed", ["", "   ", "·", "**", '"', "zzzz", "不在这里", "NOT", "a OR b"])
def test_nothing_is_found_and_nothing_breaks(village, typed):
    assert found(village, typed) == set()


def test_a_new_name_is_found_and_the_old_one_is_not(village):
    with village.read() as reading:
        person_id = reading.search.find("任大海")[0].person
    patch(village, person_id, {"name": "任小海"})
    assert found(village, "任小海") == {"任小海"}
    assert found(village, "任大海") == set()


def test_names_are_sorted_by_their_surname_reading():
    assert sorted(["曾小燕", "单建国", "区建英", "解元成"], key=sort_key) == ["区建英", "单建国", "解元成", "曾小燕"]
