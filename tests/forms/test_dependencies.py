"""What depends on what: texts of groups, circles, counts, and actions on attributes."""

from __future__ import annotations

import pytest

from app.forms.compile import compile_form
from app.forms.environment import Environment
from app.forms.messages import FormError
from app.forms.model import parse_form
from app.forms.session import FormSession
from tests.forms.forms_made import NOW, started, workbook, xform

A = '<input ref="/data/g/a"/>'


def _calculated(**expressions: str) -> bytes:
    """A form with the questions ``a``, ``b``, ``d`` in a group ``g`` and ``c`` beside it, some of them calculated."""
    paths = {"a": "/data/g/a", "b": "/data/g/b", "c": "/data/c", "d": "/data/g/d"}
    binds = (f'<bind nodeset="{paths[name]}" calculate="{text}"/>' for name, text in expressions.items())
    return xform("<g><a/><b/><d/></g><c/>", "".join(binds), A)


def test_the_text_of_a_group_follows_what_is_inside() -> None:
    session = started(_calculated(b="concat(../a, '!')", c="string(/data/g)"))
    session.answer("/data/g/a", "x")
    assert session.state("/data/c").value == "xx!"


@pytest.mark.parametrize("path", ["/*/g/a", "/data/*/a", "/*/*/a", "//a"])
def test_a_step_to_whatever_is_there_is_followed_from_the_root(path: str) -> None:
    session = started(_calculated(c=f"concat({path}, '!')"))
    session.answer("/data/g/a", "x")
    assert session.state("/data/c").value == "x!"


@pytest.mark.parametrize(
    ("expressions", "ref", "value"),
    [
        # what a group holds is no matter for how many nodes it has, nor for its name and place
        ({"b": "/data/c", "c": "count(/data/g/*)"}, "/data/g/b", "3"),
        ({"b": "/data/c", "c": "name(/data/g)"}, "/data/g/b", "g"),
        ({"b": "position(..) + count(/data/g/*)", "d": "../b"}, "/data/g/d", "4"),
        # its own value is the one that it had: one digit
        ({"b": "string-length(..)"}, "/data/g/b", "3"),
    ],
)
def test_a_calculation_may_look_at_the_group_in_which_it_stands(
    expressions: dict[str, str], ref: str, value: str
) -> None:
    session = started(_calculated(**expressions))
    session.answer("/data/g/a", "xy")
    assert session.state(ref).value == value


@pytest.mark.parametrize(
    "expressions",
    [
        {"a": "/data/c", "c": "/data/g/a"},
        {"b": "/data/c", "c": "string(/data/g)"},
        {"b": "string(/data/g)", "d": "../b"},
    ],
)
def test_a_circle_through_a_group_is_refused(expressions: dict[str, str]) -> None:
    with pytest.raises(FormError) as caught:
        parse_form(_calculated(**expressions))
    assert caught.value.messages[0].code == "cycle"


def test_a_count_is_read_from_the_repeat_itself() -> None:
    # the paths of pyxform start at the repeat; the outer one has instances of its own
    survey = [
        ["type", "name", "label", "repeat_count"],
        ["begin repeat", "house", "户", ""],
        ["integer", "rooms", "几间", ""],
        ["begin repeat", "room", "房", "${rooms}"],
        ["text", "use", "用途", ""],
        ["end repeat", "", "", ""],
        ["end repeat", "", "", ""],
    ]
    form = compile_form(workbook({"survey": survey, "settings": [["form_id"], ["houses"]]}))
    session = FormSession.start(parse_form(form.xform), Environment(now=NOW))
    session.add_repeat("/data/house")
    unasked = [state.ref for state in session.states() if state.ref.endswith("/use")]
    session.answer("/data/house[1]/rooms", 1)
    session.answer("/data/house[2]/rooms", 3)
    # a count that nobody gave leaves what the form itself has: one room in its first house (JavaRosa as run)
    assert unasked == ["/data/house[1]/room[1]/use"]
    assert [state.ref for state in session.states() if state.ref.endswith("/use")] == [
        "/data/house[1]/room[1]/use",
        "/data/house[2]/room[1]/use",
        "/data/house[2]/room[2]/use",
        "/data/house[2]/room[3]/use",
    ]


def test_a_count_may_speak_of_the_current_repeat() -> None:
    form = xform(
        "<count>2</count><row jr:template=''><x/></row>",
        "",
        '<repeat nodeset="/data/row" jr:count="current()/../count"><input ref="/data/row/x"/></repeat>',
    )
    assert [state.ref for state in started(form).states() if state.type == "repeat-instance"] == [
        "/data/row[1]",
        "/data/row[2]",
    ]


# --- actions on attributes --------------------------------------------------------------------------------------------


def test_an_action_sets_an_attribute_from_an_attribute() -> None:
    form = xform(
        "<e id='' k='5'/><a/><c/>",
        '<setvalue event="odk-instance-first-load" ref="/data/e/@id" value="concat(\'u\', ../@k)"/>'
        '<bind nodeset="/data/c" calculate="/data/e/@k"/>',
        '<input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/e/@k" value="/data/a"/></input>',
    )
    session = started(form)
    assert b'<e id="u5" k="5">' in session.submission()
    assert session.state("/data/c").value == "5"
    changed = session.answer("/data/a", "9")
    assert b'<e id="u5" k="9">' in session.submission()
    assert session.state("/data/c").value == "9"
    assert "/data/c" in changed


def test_an_action_of_a_repeat_sets_the_attributes_of_its_own_instance() -> None:
    form = xform(
        "<row jr:template='' id='' place=''><a/></row>",
        "",
        '<repeat nodeset="/data/row">'
        '<setvalue event="odk-new-repeat" ref="@place" value="position(..)"/>'
        '<setvalue event="odk-new-repeat" ref="/data/row/@id">new</setvalue>'
        '<input ref="/data/row/a"><setvalue event="xforms-value-changed" ref="/data/row/@id" value="../a"/></input>'
        "</repeat>",
    )
    session = started(form)
    session.add_repeat("/data/row")
    session.add_repeat("/data/row")
    session.answer("/data/row[2]/a", "k2")
    text = session.submission().decode()
    assert '<row id="new" place="1"><a></a></row><row id="k2" place="2"><a>k2</a></row>' in text


# --- what a submission says -------------------------------------------------------------------------------------------


def test_decimals_and_places_are_written_with_their_point_and_read_without() -> None:
    form = xform(
        "<d/><p/><n/><s/>",
        '<bind nodeset="/data/d" type="decimal"/><bind nodeset="/data/p" type="geopoint"/>'
        '<bind nodeset="/data/n" type="int"/><bind nodeset="/data/s" calculate="concat(/data/d, \'亩\')"/>',
        '<input ref="/data/d"/><input ref="/data/p"/><input ref="/data/n"/>',
    )
    session = started(form)
    for ref, value in (("/data/d", 89), ("/data/p", "-5.299 46 0 5"), ("/data/n", 7)):
        session.answer(ref, value)
    sent = session.submission()
    assert b"<d>89.0</d><p>-5.299 46.0 0.0 5.0</p><n>7</n>" in sent
    assert (session.state("/data/d").value, session.state("/data/s").value) == ("89", "89亩")
    again = FormSession.resume(session.definition, session.environment, sent)
    assert again.submission() == sent


def test_a_draft_keeps_numbers_and_places_as_they_were() -> None:
    binds = '<bind nodeset="/data/d" type="decimal"/><bind nodeset="/data/p" type="geopoint"/>'
    session = started(xform("<d/><p/>", binds, '<input ref="/data/d"/><input ref="/data/p"/>'))
    kept = {"/data/d": "89", "/data/p": "30.5 106"}
    for ref, value in kept.items():
        session.answer(ref, value)
    again = FormSession.reopen(session.definition, session.environment, session.draft())
    assert {ref: again.state(ref).value for ref in kept} == kept
    assert b"<p>30.5 106.0 0.0 0.0</p>" in again.submission()


def test_a_text_keeps_its_own_blanks_before_an_output() -> None:
    form = xform("<a/>", "", '<input ref="/data/a"><label> 姓名：  <output value="/data/a"/> </label></input>')
    session = started(form)
    session.answer("/data/a", "张三")
    assert session.state("/data/a").label == "姓名：  张三"
