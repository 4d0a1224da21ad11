"""Forms made from a seed: each is a mixture of parts that forms of the field are made of."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.forms.compile import compile_form
from tests.forms.forms_made import workbook

HEADERS = (
    "type", "name", "label::中文(zh)", "label::English(en)", "relevant", "required", "constraint", "constraint_message",
    "calculation", "choice_filter", "repeat_count", "readonly", "default", "trigger", "appearance", "parameters",
)  # fmt: skip

TOWNS: Sequence[tuple[str, str]] = tuple(
    (f"t{county}{number}", f"c{county}") for county in range(3) for number in range(4)
)
"""Towns with the county in which each lies."""

WARDS = "name,label,town\n" + "\n".join(f"w{number},村{number},t{number % 3}{number % 4}" for number in range(60))
"""The rows of ``wards.csv``, which forms with an external list refer to."""


@dataclass(frozen=True)
class SeededForm:
    """A form with the files that it refers to."""

    name: str
    xform: bytes
    media: dict[str, bytes] = field(default_factory=dict)


@dataclass
class _Survey:
    random: random.Random
    rows: list[dict[str, str]] = field(default_factory=list)
    count: int = 0

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def row(self, type_: str, name: str = "", label: str = "", **cells: str) -> str:
        row = {"type": type_, "name": name, **cells}
        if label:
            row["label::中文(zh)"] = label
            row["label::English(en)"] = f"en {label}"
        self.rows.append(row)
        return name

    def question(self, type_: str, kind: str, **cells: str) -> str:
        name = self.name(kind)
        return self.row(type_, name, f"问题 {name}", **cells)


def seeded_form(seed: int) -> SeededForm:
    """The form of a seed."""
    survey = _Survey(random.Random(seed))
    parts = list(PARTS)
    survey.random.shuffle(parts)
    for part in parts[: survey.random.randint(4, 7)]:
        part(survey)
    compiled = compile_form(
        workbook(
            {
                "survey": _table(HEADERS, survey.rows),
                "choices": _choices(),
                "settings": [["form_id", "version", "default_language"], [f"seed{seed}", "1", "中文(zh)"]],
            }
        )
    )
    return SeededForm(f"seeded-{seed}", compiled.xform, {"wards.csv": WARDS.encode()})


def _table(headers: Sequence[str], rows: Sequence[dict[str, str]]) -> list[Sequence[str]]:
    return [list(headers), *([row.get(header, "") for header in headers] for row in rows)]


def _choices() -> list[Sequence[str]]:
    headers = ["list_name", "name", "label::中文(zh)", "label::English(en)", "county"]
    rows: list[Sequence[str]] = [headers]
    rows.extend(["yes_no", value, label, f"en {value}", ""] for value, label in (("yes", "是"), ("no", "否")))
    rows.extend(["counties", f"c{one}", f"县{one}", f"County {one}", ""] for one in range(3))
    rows.extend(["towns", name, f"镇{name}", f"Town {name}", county] for name, county in TOWNS)
    rows.extend(["things", f"x{one}", f"物{one}", f"Thing {one}", ""] for one in range(6))
    return rows


def _relevance_chain(survey: _Survey) -> None:
    before = survey.question("select_one yes_no", "chain")
    for _ in range(survey.random.randint(3, 6)):
        condition = survey.random.choice(
            [f"${{{before}}} = 'yes'", f"${{{before}}} != 'no'", f"not(${{{before}}} = '')"]
        )
        before = survey.question(
            "select_one yes_no", "chain", relevant=condition, required=survey.random.choice(["", "yes", condition])
        )
    group = survey.name("group")
    survey.row("begin group", group, f"组 ${{{before}}}", relevant=f"${{{before}}} = 'yes'")
    inner = survey.question("integer", "number", constraint=". > 3 and . <= 40", constraint_message="3 到 40")
    survey.question("text", "word", relevant=f"${{{inner}}} > 10", readonly=f"${{{inner}}} = 20")
    survey.row("end group")


def _counted_repeat(survey: _Survey) -> None:
    count = survey.question("integer", "count", constraint=". < 9")
    repeat = survey.name("counted")
    survey.row("begin repeat", repeat, "成员", repeat_count=f"${{{count}}}")
    age = survey.question("integer", "age")
    survey.row("calculate", survey.name("place"), calculation="position(..)")
    survey.question("select_one yes_no", "school", relevant=f"${{{age}}} < 16", required="yes")
    survey.row("calculate", survey.name("double"), calculation=f"${{{age}}} * 2")
    survey.row("end repeat")
    for function in ("sum", "max", "min", "count"):
        survey.row("calculate", survey.name(function), calculation=f"{function}(${{{age}}})")
    survey.row("calculate", survey.name("joined"), calculation=f"join('-', ${{{age}}})")
    survey.row("calculate", survey.name("second"), calculation=f"indexed-repeat(${{{age}}}, ${{{repeat}}}, 2)")
    survey.row("note", survey.name("note"), f"共 ${{{count}}} 人")


def _free_repeat(survey: _Survey) -> None:
    survey.row("begin repeat", outer := survey.name("field"), "地块")
    area = survey.question("decimal", "area", constraint=". >= 0")
    survey.row("calculate", survey.name("before"), calculation=(
        f"if(position(..) > 1, indexed-repeat(${{{area}}}, ${{{outer}}}, position(..) - 1), 0)"
    ))  # fmt: skip
    survey.row("begin repeat", survey.name("crop"), "作物")
    weight = survey.question("integer", "weight")
    survey.row("calculate", survey.name("share"), calculation=f"${{{weight}}} div ${{{area}}}")
    survey.row("end repeat")
    inside = survey.row("calculate", survey.name("inside"), calculation=f"sum(${{{weight}}})")
    survey.row("note", survey.name("note"), f"重 ${{{inside}}}", relevant=f"${{{inside}}} > 50")
    survey.row("end repeat")
    survey.row("calculate", survey.name("all"), calculation=f"sum(${{{weight}}}) + sum(${{{area}}})")
    survey.row("calculate", survey.name("fields"), calculation=f"count(${{{outer}}})")


def _cascade(survey: _Survey) -> None:
    county = survey.question("select_one counties", "county")
    town = survey.question("select_one towns", "town", choice_filter=f"county = ${{{county}}}")
    survey.row("calculate", survey.name("label"), calculation=f"jr:choice-name(${{{town}}}, '${{{town}}}')")
    survey.question("select_multiple towns", "towns", choice_filter=f"county != ${{{county}}}")
    survey.question("text", "why", relevant=f"${{{town}}} != ''")


def _external(survey: _Survey) -> None:
    town = survey.question("select_one towns", "town")
    ward = survey.question("select_one_from_file wards.csv", "ward", choice_filter=f"town = ${{{town}}}")
    survey.row("calculate", survey.name("pulled"), calculation=(
        f"instance('wards')/root/item[name = ${{{ward}}}]/label"
    ))  # fmt: skip
    survey.row(
        "calculate", survey.name("offered"), calculation=f"count(instance('wards')/root/item[town = ${{{town}}}])"
    )


def _several(survey: _Survey) -> None:
    things = survey.question("select_multiple things", "things", constraint="count-selected(.) <= 3")
    survey.row("calculate", survey.name("counted"), calculation=f"count-selected(${{{things}}})")
    survey.row("calculate", survey.name("first"), calculation=f"selected-at(${{{things}}}, 0)")
    survey.question("text", "which", relevant=f"selected(${{{things}}}, 'x5') or selected(${{{things}}}, 'x1')")
    survey.row("note", survey.name("note"), f"选 ${{{things}}}", relevant=f"count-selected(${{{things}}}) > 1")


def _dates(survey: _Survey) -> None:
    born = survey.question("date", "born", constraint=". <= today()")
    survey.row("calculate", survey.name("age"), calculation=f"int((today() - ${{{born}}}) div 365.25)")
    survey.row("calculate", survey.name("words"), calculation=f"format-date(${{{born}}}, '%Y年%n月%e日')")
    survey.row("calculate", survey.name("later"), calculation=f"date(decimal-date-time(${{{born}}}) + 30)")
    survey.question("text", "old", relevant=f"${{{born}}} < date('1961-05-01')")
    other = survey.question("date", "other")
    survey.row("calculate", survey.name("gap"), calculation=f"${{{other}}} - ${{{born}}}")
    survey.question("dateTime", "moment")


def _calculations(survey: _Survey) -> None:
    one, other = survey.question("decimal", "one"), survey.question("integer", "two", default="7")
    pairs = [
        f"${{{one}}} + ${{{other}}} * 2", f"${{{one}}} div ${{{other}}}", f"${{{other}}} mod 5", f"round(${{{one}}}, 1)",
        f"int(${{{one}}})", f"if(${{{one}}} > ${{{other}}}, 'more', 'less')", f"coalesce(${{{one}}}, ${{{other}}})",
        f"concat(${{{one}}}, '/', ${{{other}}})", f"pow(${{{other}}}, 2)", f"-${{{other}}}", f"number(${{{one}}}) = 3.5",
        f"${{{one}}} >= ${{{other}}}", f"string-length(${{{one}}})", f"substr(concat(${{{other}}}, 'abc'), 1, 3)",
    ]  # fmt: skip
    for source in survey.random.sample(pairs, 8):
        survey.row("calculate", survey.name("sum"), calculation=source)


def _texts(survey: _Survey) -> None:
    word = survey.question("text", "word", constraint="regex(., '[a-z]{2,4}')", constraint_message="二至四个字母")
    survey.row("calculate", survey.name("length"), calculation=f"string-length(normalize-space(${{{word}}}))")
    survey.row("calculate", survey.name("translated"), calculation=f"translate(${{{word}}}, 'abc', 'ABC')")
    survey.question("text", "again", relevant=f"starts-with(${{{word}}}, 'ab') or contains(${{{word}}}, 'z')")
    survey.row("note", survey.name("note"), f"写的是 ${{{word}}}。")


def _once_and_triggers(survey: _Survey) -> None:
    source = survey.question("text", "source")
    survey.row("calculate", survey.name("kept"), calculation=f"once(${{{source}}})")
    survey.question("text", "copied", trigger=f"${{{source}}}", calculation=f"concat(${{{source}}}, '!')")
    survey.question("text", "given", default="固定")
    survey.question("integer", "dynamic", default="1 + 2")


def _members(survey: _Survey) -> None:
    """A repeat whose label, constraint and relevance read the same instance and the others."""
    repeat = survey.name("member")
    survey.row("begin repeat", repeat, "人")
    called = survey.question("text", "called")
    age = survey.question("integer", "years", constraint=f". >= 0 and . < 130 and ${{{called}}} != ''")
    survey.row("note", survey.name("hello"), f"${{{called}}} 今年 ${{{age}}} 岁", relevant=f"${{{age}}} != ''")
    head = survey.question(
        "select_one yes_no", "head", relevant=f"count(${{{repeat}}}) > 1", required=f"${{{age}}} > 18"
    )
    survey.row("end repeat")
    survey.row("calculate", survey.name("heads"), calculation=f"count(${{{repeat}}}[{head} = 'yes'])")
    survey.row("calculate", survey.name("oldest"), calculation=f"max(${{{repeat}}}[{called} != '']/{age})")


def _truths(survey: _Survey) -> None:
    """Questions and calculations that stand alone where a truth value is wanted."""
    number = survey.question("integer", "truth")
    adult = survey.row("calculate", survey.name("adult"), calculation=f"${{{number}}} > 10")
    zero = survey.row("calculate", survey.name("zero"), calculation=f"${{{number}}} - 3")
    for source in (number, adult, zero):
        survey.question("text", "if", relevant=f"${{{source}}}")
        survey.question("text", "unless", relevant=f"not(${{{source}}})", required=f"${{{source}}}")
    survey.row("calculate", survey.name("choice"), calculation=f"if(${{{adult}}}, 'a', 'b')")
    survey.question("text", "both", relevant=f"${{{adult}}} and ${{{zero}}} or ${{{adult}}} = false()")
    survey.question("text", "one", relevant=f"${{{adult}}} = 1")


def _nested_counts(survey: _Survey) -> None:
    survey.row("begin repeat", survey.name("house"), "户")
    rooms = survey.question("integer", "rooms", constraint=". < 6")
    survey.row("begin repeat", survey.name("room"), "房", repeat_count=f"${{{rooms}}}")
    size = survey.question("decimal", "size", relevant=f"${{{rooms}}} > 1")
    survey.row("calculate", survey.name("part"), calculation=f"${{{size}}} div ${{{rooms}}}")
    survey.row("end repeat")
    whole = survey.row("calculate", survey.name("whole"), calculation=f"sum(${{{size}}})")
    survey.question("text", "big", relevant=f"${{{whole}}} > 30", required=f"${{{rooms}}} > 3")
    survey.row("end repeat")


def _groups(survey: _Survey) -> None:
    """Relevance that comes down through groups, read from outside of them."""
    gate = survey.question("select_multiple things", "gate")
    outer = survey.row("begin group", survey.name("outer"), "外", relevant=f"selected(${{{gate}}}, 'x0')")
    inside = survey.question("integer", "inside", default="5", required=f"count-selected(${{{gate}}}) > 2")
    survey.row("begin group", survey.name("inner"), "内", relevant=f"selected(${{{gate}}}, 'x1')")
    deep = survey.question("select_one yes_no", "deep", readonly=f"${{{inside}}} = 7")
    survey.row("end group")
    survey.row("end group", outer)
    survey.row("calculate", survey.name("read"), calculation=f"concat(${{{inside}}}, ':', ${{{deep}}})")
    survey.question("text", "after", relevant=f"${{{deep}}} = 'yes' or ${{{inside}}} = ''")


def _chosen_from_repeat(survey: _Survey) -> None:
    survey.row("begin repeat", survey.name("person"), "人")
    called = survey.question("text", "named")
    survey.row("end repeat")
    chosen = survey.question(f"select_one ${{{called}}}", "chosen", choice_filter="")
    survey.row("calculate", survey.name("told"), calculation=f"concat('>', ${{{chosen}}})")


def _rank_and_range(survey: _Survey) -> None:
    rank = survey.question("rank things", "rank")
    survey.row("calculate", survey.name("best"), calculation=f"selected-at(${{{rank}}}, 0)")
    range_ = survey.question("range", "range", parameters="start=0 end=10 step=1")
    survey.question("text", "low", relevant=f"${{{range_}}} < 4 and ${{{rank}}} != ''")
    clock = survey.question("time", "clock")
    survey.row("calculate", survey.name("hour"), calculation=f"substr(${{{clock}}}, 0, 2)")


PARTS: Sequence[Callable[[_Survey], None]] = (
    _relevance_chain,
    _counted_repeat,
    _free_repeat,
    _cascade,
    _external,
    _several,
    _dates,
    _calculations,
    _texts,
    _once_and_triggers,
    _members,
    _truths,
    _nested_counts,
    _groups,
    _chosen_from_repeat,
    _rank_and_range,
)
