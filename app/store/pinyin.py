"""Pinyin of names: surnames read as surnames, every character looked up once.

``pypinyin`` gives the reading that dictionaries put first, which is wrong for many surnames; the table below is put before
it. For the first character all readings are indexed, so that either way of typing finds the person.
"""

from __future__ import annotations

from functools import cache

SURNAME_READINGS = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "朴": "piao", "盖": "ge", "区": "ou", "任": "ren",
    "尉": "wei", "华": "hua", "秘": "bi", "冼": "xian", "折": "she", "黑": "he", "员": "yun", "贠": "yun", "种": "chong",
    "乐": "yue", "那": "na", "缪": "miao", "翟": "zhai", "宓": "fu", "祭": "zhai", "繁": "po", "召": "shao", "洗": "xian",
    "逄": "pang", "不": "fou", "句": "gou", "哈": "ha", "会": "gui", "纪": "ji", "车": "che", "瞿": "qu", "覃": "qin",
    "隗": "wei", "谌": "chen", "佴": "nai", "燕": "yan", "应": "ying", "柏": "bai", "卜": "bu", "晟": "cheng", "訾": "zi",
}  # fmt: skip
COMPOUND_SURNAMES = {
    "尉迟": ("yu", "chi"), "万俟": ("mo", "qi"), "单于": ("chan", "yu"), "澹台": ("tan", "tai"), "长孙": ("zhang", "sun"),
    "宗政": ("zong", "zheng"), "濮阳": ("pu", "yang"), "皇甫": ("huang", "fu"), "令狐": ("ling", "hu"),
}  # fmt: skip
SEPARATORS = "·•・ \u3000"


@cache
def readings(character: str) -> tuple[str, ...]:
    """Give the readings of a character without tones, the most common first; itself in lower case if it has none."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - takes half a second to import; not needed at the first window

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="default")
    return (
        tuple(dict.fromkeys(reading.lower().replace("ü", "v") for reading in found[0]))
        if found
        else (character.lower(),)
    )


def syllables(name: str) -> list[tuple[str, ...]]:
    """Give, for each character of a name, its readings; a surname's own reading stands first."""
    plain = "".join(character for character in name if character not in SEPARATORS)
    found = [readings(character) for character in plain]
    compound = COMPOUND_SURNAMES.get(plain[:2])
    if compound:
        found[:2] = [_first(compound[0], found[0]), _first(compound[1], found[1])]
    elif plain and plain[0] in SURNAME_READINGS:
        found[0] = _first(SURNAME_READINGS[plain[0]], found[0])
    return found


@cache
def sort_key(name: str) -> str:
    """Give the text by which a name is sorted: its syllables, then the name itself."""
    return " ".join(readings[0] for readings in syllables(name)) + "\u0001" + name


def _first(reading: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return (reading, *(other for other in others if other != reading))
